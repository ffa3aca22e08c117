"""Prose in other languages is not read; English prose is, whatever stands in it."""

import pytest

from pohgraph.language.other_languages import language_of, tally
from pohgraph.read import read_page

ENGLISH = (
    "Velkomme disease is a rare disorder that affects the eyes and the skin. Children with it have a short stature.\n"
)
OTHERS = {
    "de": "Bei der Krankheit besteht kein Tremor. Ein Glaukom und eine Ptosis wurden nicht beobachtet.",
    "fr": "La maladie ne comporte pas de nystagmus. Les patients ont une ataxie et sont petits.",
    "es": "Los pacientes no presentan ataxia. La enfermedad es rara y el glaucoma nunca se observa.",
    "it": "Nella malattia non si osserva ptosi. I pazienti sono bassi e il glaucoma è raro.",
    "pt": "Na doença não há ptose nem anemia. Os pacientes são baixos e o glaucoma é raro.",
    "nl": "Bij de ziekte is er geen tremor en geen nystagmus. Het glaucoom komt niet voor.",
    "sv": "Sjukdomen är ovanlig och patienterna har inte ataxi. Det är en ärftlig sjukdom med glaukom.",
    "pl": "Choroba jest rzadka i nie powoduje ataksji. U chorych nie występuje jaskra, ale może być zaćma.",
    "tr": "Bu hastalık ile ataksi görülmez ve glokom nadir bir bulgudur.",  # noqa: RUF001
}
OTHER_SCRIPTS = ("Болезнь не вызывает атаксии.", "この病気では運動失調は見られない。", "لا يسبب المرض الرنح.")


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_a_page_in_another_language_has_no_sentences(language: str, text: str) -> None:
    """Nothing is read from prose in another language, and the report says so."""
    page = read_page(text.encode(), name="page.txt")

    assert page.document.sentences == ()
    assert page.document.source.language == language
    assert [r.code for r in page.remarks if r.code == "not_english"] == ["not_english"]


@pytest.mark.parametrize("text", OTHER_SCRIPTS)
def test_another_script_is_no_english(text: str) -> None:
    """Letters tell what no common word does."""
    page = read_page(text.encode(), name="page.txt")

    assert page.document.sentences == ()
    assert page.document.source.language == "und"


@pytest.mark.parametrize("text", OTHERS.values())
def test_a_paragraph_in_another_language_is_left_out_of_an_english_page(text: str) -> None:
    """The other paragraphs are read as ever."""
    page = read_page(f"{ENGLISH}\n{text}\n\n{ENGLISH}".encode(), name="page.txt")

    kept = " ".join(page.document.quote(sentence) for sentence in page.document.sentences)
    (remark,) = (remark for remark in page.remarks if remark.code == "not_english")
    assert text[:12] not in kept
    assert kept.count("short stature") == 2
    assert page.document.text[remark.start : remark.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "Most variants arise de novo. The cri du chat syndrome and tic douloureux differ. In vitro studies of la Tourette are few.",
        "Macrocephaly, seizures, ataxia",
        "Von Hippel-Lindau disease and the Charcot-Marie-Tooth type of der(11) are set apart.",
        "α-L-iduronidase and β-galactosidase",  # noqa: RUF001
        "Sturge–Weber: café-au-lait spots, grand mal, petit mal, peau d'orange",  # noqa: RUF001
    ],
)
def test_english_with_foreign_words_stays_english(text: str) -> None:
    """Names and Latin phrases make no other language."""
    page = read_page(text.encode(), name="page.txt")

    assert page.document.sentences
    assert page.document.source.language == ""
    assert not [remark for remark in page.remarks if remark.code == "not_english"]


def test_a_short_sentence_is_in_the_language_that_the_page_states() -> None:
    """Two words tell nothing by themselves."""
    html = '<!doctype html><html lang="nl-BE"><body><h1>Velkomme disease</h1><p>Zonder ptosis.</p></body></html>'

    page = read_page(html.encode(), name="page.html")

    assert page.document.source.language == "nl"
    assert not page.document.sentences


def test_a_template_of_another_language_does_not_hide_english_words() -> None:
    """A site may state the language of its menus."""
    html = f'<!doctype html><html lang="de"><body><h1>Velkomme disease</h1><p>{ENGLISH * 2}</p></body></html>'

    page = read_page(html.encode(), name="page.html")

    assert page.document.source.language == "de" or len(page.document.sentences) >= 4
    assert any("short stature" in page.document.quote(sentence) for sentence in page.document.sentences)


def test_a_page_that_states_english_keeps_it() -> None:
    """The code of the language, without the region."""
    html = f'<!doctype html><html lang="en-GB"><body><p>{ENGLISH}</p></body></html>'

    assert read_page(html.encode(), name="page.html").document.source.language == "en"


def test_counting_takes_time_that_grows_with_the_text_alone() -> None:
    """A long paragraph is counted like a short one."""
    assert language_of(tally("der die das und " * 50_000)) == "de"
