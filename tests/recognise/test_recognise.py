"""Mentions: names, their normalisations, their context."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pohgraph.language.sentences import find_sentences
from pohgraph.model import Document, Mention, Section, Source, Span
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """The recogniser of the bundled vocabularies."""
    return Recogniser(open_lexicon())


def _document(text: str) -> Document:
    source = Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8")
    whole = Span(0, len(text))
    return Document(
        id="pohdoc:case",
        text=text,
        source=source,
        sections=(Section(name="description", span=whole),),
        sentences=find_sentences(text, [whole]),
    )


def _found(recogniser: Recogniser, text: str, category: str) -> list[Mention]:
    return [m for m in recogniser.mentions(_document(text)) if m.category == category]


@pytest.mark.parametrize(
    ("text", "curie", "step"),
    [
        ("She has scoliosis.", "HP:0002650", ""),
        ("Skin ulcers were seen.", "HP:0200042", ""),
        ("restriction of joint movement", "HP:0001376", "reworded"),
        ("limited mobility of the joints", "HP:0001376", "reworded"),
        ("dermal ossification", "HP:0025027", ""),
    ],
)
def test_names_are_found_with_their_normalisations(recogniser: Recogniser, text: str, curie: str, step: str) -> None:
    """A mention says which name matched and what it took."""
    (mention,) = _found(recogniser, text, "phenotype")
    assert mention.reference.curie == curie
    assert mention.candidates[0].synonym
    assert mention.candidates[0].steps == ((step,) if step else ())


def test_bone_spreads_to_each_tissue_of_a_list(recogniser: Recogniser) -> None:
    """Coordinated tissues behind a verb of spreading are found one by one."""
    found = _found(recogniser, "Later the bone spreads to the tendons and ligaments.", "phenotype")
    assert {m.reference.curie for m in found} == {"HP:0011988", "HP:0011989"}


def test_no_correction_turns_a_prefix_round(recogniser: Recogniser) -> None:
    """A word with the opposite prefix is another word, not a slip of the pen."""
    assert not _found(recogniser, "Macrotestis was seen.", "phenotype")


def test_the_longest_name_wins(recogniser: Recogniser) -> None:
    """A name within a longer one is no mention of its own."""
    (mention,) = _found(recogniser, "Bone pain is common.", "phenotype")
    assert mention.text == "Bone pain"


def test_an_abbreviation_counts_only_as_it_is_written(recogniser: Recogniser) -> None:
    """POH is the disease, poh is not."""
    assert _found(recogniser, "POH is rare.", "disease")
    assert not _found(recogniser, "poh is rare.", "disease")


def test_an_abbreviation_is_known_once_it_is_defined(recogniser: Recogniser) -> None:
    """HO is heterotopic ossification where the page says so, and nothing elsewhere."""
    defined = _found(recogniser, "Heterotopic ossification (HO) is bone. Later, HO grows.", "phenotype")
    assert [m.text for m in defined] == ["Heterotopic ossification", "HO", "HO"]
    assert not _found(recogniser, "Later, HO grows.", "phenotype")


def test_a_gene_needs_a_word_beside_it(recogniser: Recogniser) -> None:
    """A symbol alone is no gene: many are words or syndromes."""
    assert [m.text for m in _found(recogniser, "Mutations in the GNAS gene.", "gene")] == ["GNAS"]
    assert [m.reference.curie for m in _found(recogniser, "the GNAS1 gene", "gene")] == ["NCBIGene:2778"]
    assert not _found(recogniser, "A CAT scan was done.", "gene")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<https://omim.org/entry/166350>", "OMIM:166350"),
        ("OMIM: 166350", "OMIM:166350"),
        ("https://rarediseases.info.nih.gov/diseases/0000109/index", "GARD:109"),
        ("https://www.ncbi.nlm.nih.gov/gtr/conditions/C0334041/", "UMLS:C0334041"),
        ("ORPHA:2762", "ORPHA:2762"),
        ("https://pubmed.ncbi.nlm.nih.gov/18553568", "PMID:18553568"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2564798/", "PMC:2564798"),
        ("doi:10.1002/ajmg.a.32346. Citation", "DOI:10.1002/ajmg.a.32346"),
        ("The ICD-10 code is M61.0 here.", "ICD10:M61.0"),
    ],
)
def test_printed_identifiers_are_found(recogniser: Recogniser, text: str, expected: str) -> None:
    """Links, numbers behind a registry's name and codes of a named system are identifiers."""
    assert [m.reference.curie for m in _found(recogniser, text, "identifier")] == [expected]


def test_a_code_needs_its_system(recogniser: Recogniser) -> None:
    """M61.0 alone may be anything."""
    assert not _found(recogniser, "See figure M61.0 here.", "identifier")


def test_a_part_of_a_name_is_no_cue(recogniser: Recogniser) -> None:
    """The "May" of "May-Hegglin" counts no patients."""
    texts = "Patients with May-Hegglin anomaly have scoliosis.", "Patients with an anomaly may have scoliosis."
    mentions = [next(m for m in _found(recogniser, text, "phenotype") if m.text == "scoliosis") for text in texts]
    assert [m.context.frequency is not None for m in mentions] == [False, True]


@pytest.mark.parametrize(
    ("text", "negated", "hedged"),
    [
        ("There is no scoliosis.", True, False),
        ("Scoliosis is absent.", True, False),
        ("The spine shows scoliosis but no seizures.", False, False),
        ("It may cause scoliosis.", False, True),
        ("Features may include scoliosis.", False, False),
        ("It may be caused by scoliosis.", False, True),
        ("It might cause scoliosis.", False, True),
        ("She denies scoliosis.", True, False),
        ("Patients may have scoliosis.", False, False),
        ("It is thought to cause scoliosis.", False, True),
        ("Not only the hip hurts. Scoliosis is common.", False, False),
        ("Without treatment, scoliosis progresses.", False, False),
        ("If untreated, it leads to scoliosis.", False, False),
        ("If bone grows there, it leads to scoliosis.", False, True),
        ("Lack of movement, scoliosis and pain are seen.", False, False),
        ("It is unclear whether patients get seizures and they can develop scoliosis.", False, True),
    ],
)
def test_context_of_a_mention(recogniser: Recogniser, text: str, negated: bool, hedged: bool) -> None:
    """Negation and hedging reach as far as their clause."""
    mention = next(m for m in _found(recogniser, text, "phenotype") if m.text.lower() == "scoliosis")
    assert (mention.context.negated, mention.context.hedged) == (negated, hedged)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=80), st.sampled_from(["scoliosis", "POH", "the GNAS gene", "Bone pain (BP)"]), st.text(max_size=80)
)
def test_mentions_quote_any_text(recogniser: Recogniser, before: str, name: str, after: str) -> None:
    """Whatever stands around a name, each mention's text is the document's own at its span."""
    doc = _document(f"{before} {name} {after}")
    for mention in recogniser.mentions(doc):
        assert doc.quote(mention.span) == mention.text


def test_words_that_come_again_name_the_same_where_they_stand(recogniser: Recogniser) -> None:
    """What a stretch of words names is remembered by its words, and found wherever they stand."""
    once = "The fingers are short and broad, and the ears are low set."
    doc = _document(f"{once} {once}")
    found = [(m.span.start, m.entity and m.entity.start, m.reference) for m in recogniser.mentions(doc)]
    half = len(found) // 2
    after = len(once) + 1
    assert found[:half]
    assert found[half:] == [(start + after, entity and entity + after, what) for start, entity, what in found[:half]]


@pytest.mark.parametrize(
    ("text", "curies"),
    [
        ("Patients have seizures3, ataxia1,2 and scoliosis\u2074.", ["HP:0001250", "HP:0001251", "HP:0002650"]),
        ("There is type 1 diabetes, vitamin B12 deficiency and low C3.", ["HP:0100651", "HP:0100502"]),
        (
            "scoliosis \u2014 short stature \u2013 deafness - cataract",
            ["HP:0002650", "HP:0004322", "HP:0000365", "HP:0000518"],
        ),
        ("scoliosis\u2014deafness", ["HP:0002650", "HP:0000365"]),
        ("caf\u00e9-au-lait spots", ["HP:0000957"]),
        ("Short \u2013 the fingers are broad", []),
    ],
)
def test_notes_and_dashes_part_words(recogniser: Recogniser, text: str, curies: list[str]) -> None:
    """A note's number hides no word, and no name runs across a free dash; numbers and hyphens of names stay."""
    found = [m.reference.curie for m in _found(recogniser, text, "phenotype") if m.reference]
    assert [curie for curie in curies if curie not in found] == []
    assert "HP:0009381" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neurofibromatosis Type I", "MONDO:0018975"),  # the vocabularies have it with "1"
        ("Multiple endocrine neoplasia type I", "MONDO:0007540"),
        ("Usher syndrome II", "MONDO:0016484"),
        ("Gaucher disease III", "MONDO:0009267"),
        ("Gaucher disease IX", "MONDO:0018150"),  # no such type is known
        ("Osteogenesis imperfecta IV", "MONDO:0008148"),
        ("Osteogenesis imperfecta IV pamidronate", "MONDO:0019019"),  # how it is given
        ("Osteogenesis imperfecta X rays", "MONDO:0019019"),
        ("Foo-Bar-Brown syndrome", ""),  # more names of persons than Brown
        ("AD-Alport syndrome", "MONDO:0018965"),
    ],
)
def test_types_and_longer_names(recogniser: Recogniser, text: str, expected: str) -> None:
    """The number of a type may stand in other numerals; the end of a longer name is none."""
    assert [m.reference.curie for m in _found(recogniser, f"She has {text} now.", "disease")] == [expected] * bool(
        expected
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The liver and spleen are enlarged.", ["Hepatomegaly", "Splenomegaly"]),
        ("a liver and spleen that become too large", ["Hepatomegaly", "Splenomegaly"]),
        ("small umbilical and ventral hernia", ["Umbilical hernia", "Ventral hernia"]),
        ("widely-spaced deep-set eyes", ["Hypertelorism", "Deeply set eye"]),
        ("myoclonic and tonic-clonic seizures", ["Myoclonic seizure", "Bilateral tonic-clonic seizure"]),
        ("Joint mobility diminishes.", ["Limitation of joint mobility"]),
        ("prolongation of the QT interval", ["Prolonged QT interval"]),
        ("hyperpigmented skin", ["Hyperpigmentation of the skin"]),
        ("excessive excretion of lysine and cystine in the urine", ["Hyperlysinuria", "Cystinuria"]),
        ("high levels of copper and zinc in the liver", []),
        ("He had psychotic symptoms.", ["Psychosis"]),
        ("inflammation of the retina and eyelids", ["Retinitis", "Blepharitis"]),
        ("There is QT prolongation.", ["Prolonged QT interval"]),
        ("tufts of hair at the base of the spine", []),
        ("an abnormally shaped head", ["Abnormal calvaria morphology"]),
        ("recurrent gut haemorrhages", ["Gastrointestinal hemorrhage"]),
        ("narrowing of the gullet", ["Esophageal stenosis"]),
        ("narrow ear canals", ["Stenosis of the external auditory canal"]),
        ("early loss of primary dentition", ["Premature loss of primary teeth"]),
        ("increased serum levels of hepatic enzymes", ["Elevated circulating hepatic transaminase concentration"]),
        ("serum activity of amylase was increased", ["Hyperamylasemia"]),
        ("coronary or renal arterial insufficiency", ["Coronary artery stenosis", "Renal artery stenosis"]),
        ("ischaemic bowel disease", ["Intestinal ischemia"]),
        ("multiple bruises", ["Bruising susceptibility"]),
        ("a deaf and dumb boy", ["Hearing impairment", "Mutism"]),
        ("a dumb idea", []),
        ("The kidneys contain numerous small cysts.", ["Renal cyst"]),
        ("The liver contains too much iron.", ["Elevated hepatic iron concentration"]),
        ("The boxes contain cysts.", []),
        ("The diet contains too much fat.", []),
        ("a mute plantar response", []),
        ("clusters of spasms", []),
        ("low uric acid", []),
        ("frequent chest colds", []),
        ("severe cramps and diarrhea", ["Diarrhea"]),
        ("coronary or pulmonary artery insufficiency", ["Coronary artery stenosis"]),
    ],
)
def test_findings_in_other_words(recogniser: Recogniser, text: str, labels: list[str]) -> None:
    """Members of a list, items, predicates and words of one family name what HPO says otherwise; likeness alone does not."""
    assert [m.candidates[0].label for m in _found(recogniser, text, "phenotype")] == labels


def test_no_name_runs_from_one_item_into_the_next(recogniser: Recogniser) -> None:
    """Lines that are sentences of their own are items: the memory has no changes."""
    text = "loss of memory\nchanges in personality"
    document = replace(_document(text), sentences=(Span(0, 14), Span(15, len(text))))
    found = [m.candidates[0].label for m in recogniser.mentions(document)]
    assert found == ["Memory impairment", "Personality changes"]
