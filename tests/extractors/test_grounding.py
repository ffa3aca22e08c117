"""What speaks for a disease as the one a page is about: printed identifiers, numbers of types, an exact title."""

import pytest

from pohgraph.extractors.topic.naming import Naming
from pohgraph.extractors.topic.reasons import Reason, rank, score
from pohgraph.extractors.topic.topic import find_topic
from pohgraph.model import Document, Element, Mention, Reference, Section, Source, Span
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser


def _page(title: str, identifier: str) -> Document:
    text = f"{title}\n\n{identifier}\n"
    place = Span(len(title) + 2, len(text) - 1)
    return Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8", title=title),
        sections=(Section(name="header", span=place),),
        elements=(Element(kind="title", span=Span(0, len(title))), Element(kind="identifier", span=place)),
        sentences=(),
    )


def _topic(doc: Document, recogniser: Recogniser) -> str:
    mentions: tuple[Mention, ...] = recogniser.mentions(doc, tables=False)
    topic = find_topic(doc, mentions, recogniser.lexicon)
    assert topic
    return topic.reference.curie


def test_an_identifier_of_the_page_itself_says_what_it_is_about(recogniser: Recogniser) -> None:
    """Where nobody knows the title, the identifier that the page's structure gives is enough."""
    assert _topic(_page("Wobbly something syndrome", "OMIM:105835"), recogniser) == "MONDO:0007114"


def test_an_identifier_of_something_wider_does_not(recogniser: Recogniser) -> None:
    """A disease whose name has fewer of the title's words is the wider one."""
    doc = _page("Bardet-Biedl lunar syndrome", "ORPHA:110")
    assert _topic(doc, recogniser) == "pohdisease:bardet-biedl-lunar-syndrome"


def test_an_identifier_of_another_type_does_not(recogniser: Recogniser) -> None:
    """A page about type 99 is not about type 6, whatever identifier it prints."""
    doc = _page("Bardet-Biedl lunar syndrome 99", "OMIM:605231")
    assert _topic(doc, recogniser) == "pohdisease:bardet-biedl-lunar-syndrome-99"


@pytest.mark.parametrize(
    ("identifier", "reference"), [("UMLS:C0032027", "MONDO:0100017"), ("ORPHA:2897", "MONDO:0008251")]
)
def test_a_printed_number_tells_a_class_from_the_listed_disease_of_its_name(
    identifier: str, reference: str, recogniser: Recogniser
) -> None:
    """Two terms have one name, all of a disease and what a registry lists so: the page is about that whose number it prints."""
    assert _topic(_page("Pityriasis rubra pilaris", identifier), recogniser) == reference


@pytest.mark.parametrize(
    ("title", "reference", "kinds"),
    [
        ("Bardet-Biedl syndrome", "OMIM:605231", ["unasked_number"]),
        ("Bardet-Biedl syndrome 99", "OMIM:605231", ["other_number"]),
        ("Bardet-Biedl syndrome 6", "OMIM:605231", []),
        ("Bardet-Biedl syndrome VI", "OMIM:605231", []),
    ],
)
def test_numbers_speak_against_a_type(title: str, reference: str, kinds: list[str], recogniser: Recogniser) -> None:
    """A type's number is held against the page's, Roman or Arabic; without one on the page the type was not asked for."""
    naming = Naming(doc=_page(title, "-"), mentions=(), lexicon=recogniser.lexicon)
    assert [reason.kind for reason in naming.against(Reference.parse(reference))] == kinds


def test_an_exact_title_comes_before_any_weight() -> None:
    """Whatever annotations say of another disease, a title that is just a disease's name names it."""
    place = Span(0, 1)
    named = [Reason("title", "", place)]
    other = [Reason(kind, "", place) for kind in ("title_synonym", "table", "gene", "synonym", "synonym")]
    assert rank(named) > rank(other)


def test_a_score_lies_between_nothing_and_one() -> None:
    """Reasons against a disease cannot make it less than unlikely, nor many reasons more than sure."""
    place = Span(0, 1)
    assert score([Reason("other_number", "", place)]) == 0
    assert score([Reason(kind, "", place) for kind in ("title", "table", "gene")]) == 1


def test_a_finding_that_is_a_disease_too_is_no_rival_of_the_disease_a_page_opens_with(recogniser: Recogniser) -> None:
    """A page without a title is about the disease it names, whatever registry lists one of its findings."""
    doc = read_page(b"Marfan syndrome is rare.\n\nSome children have a cleft palate.\n", name="page.txt").document
    assert _topic(doc, recogniser) == "MONDO:0007947"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        # OMIM calls MONDO:0008251, "familial pityriasis rubra pilaris", as it is called as a whole: MONDO:0100017
        ("Pityriasis rubra pilaris\n\nMost patients have sporadic PRP.\n", "MONDO:0100017"),
        ("Pityriasis rubra pilaris\n\nThere are acquired and familial forms.\n", "MONDO:0100017"),
        ("Pityriasis rubra pilaris\n\nThe acquired, sporadic or inherited type is lifelong.\n", "MONDO:0100017"),
        ("Pityriasis rubra pilaris\n\nAcquired pityriasis rubra pilaris is red.\n", "MONDO:0100017"),
        ("Pityriasis rubra pilaris\n\nSporadic cases are known.\n", "MONDO:0008251"),
        ("Pityriasis rubra pilaris\n\nSporadic PRP is very rare.\n", "MONDO:0008251"),
        ("Pityriasis rubra pilaris\n\nIt is not an acquired form.\n", "MONDO:0008251"),
        ("Pityriasis rubra pilaris\n\nOMIM:173200\n\nAcquired pityriasis rubra pilaris is red.\n", "MONDO:0008251"),
        ("Familial pityriasis rubra pilaris\n\nUnlike sporadic PRP, it is rare.\n", "MONDO:0008251"),
        ("Gingival fibromatosis\n\nThe gums grow.\n", "MONDO:0016070"),  # "hereditary gingival fibromatosis"
        ("Gingival fibromatosis\n\nAcquired forms follow drugs.\n", "pohdisease:gingival-fibromatosis"),
        # MONDO:0032920 is "juvenile arthritis due to defect in LACC1", which OMIM calls "juvenile arthritis"
        ("Juvenile arthritis\n\nIt is common.\n", "pohdisease:juvenile-arthritis"),
        ("Juvenile arthritis\n\nMutations in LACC1 cause it.\n", "MONDO:0032920"),
        ("Juvenile arthritis due to a LACC1 defect\n\nIt is rare.\n", "MONDO:0032920"),
        # only ICD-11 calls MONDO:0015357, "… due to impaired parathormon secretion", so
        ("Secondary hypoparathyroidism\n\nParathormon is low.\n", "pohdisease:secondary-hypoparathyroidism"),
        # Orphanet calls "Cushing disease due to pituitary adenoma" so
        ("Cushing disease\n\nIt is rare.\n", "MONDO:0009050"),
    ],
)
def test_a_name_that_a_kind_of_the_disease_bears_is_not_always_that_kind(
    text: str, reference: str, recogniser: Recogniser
) -> None:
    """A page that tells of other kinds, or does not say what the kind's own label says it is due to, is about all of them."""
    assert _topic(read_page(text.encode(), name="page.txt").document, recogniser) == reference


@pytest.mark.parametrize(
    ("title", "grounds"),
    [
        ("Spectrum of GLA mutations in patients on dialysis", True),
        ("Low prevalence of GLA mutations in patients on dialysis", False),
        ("Proteinuria without GLA mutations in patients on dialysis", False),
    ],
)
def test_the_gene_that_a_title_names_grounds_a_page_unless_patients_lack_its_variants(
    title: str, grounds: bool, recogniser: Recogniser
) -> None:
    """It is the only gene of the page, and its disease has the findings of the text."""
    doc = read_page(f"{title}\n\nPatients had proteinuria. Angiokeratoma was seen.\n".encode(), name="x.txt").document
    assert (_topic(doc, recogniser) == "MONDO:0010526") is grounds
