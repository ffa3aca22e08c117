"""Fields in plain text: labels and values, lists below a key, codes, boxes to tick, findings with a status."""

import pytest

from pohgraph.model import Document
from pohgraph.read import read_page

_HEAD = "Sample dysplasia\n\n"


def page_of(text: str) -> Document:
    """Read a text under a title."""
    return read_page((_HEAD + text).encode(), name="note.txt").document


def fields_of(doc: Document) -> list[tuple[str, str, list[str]]]:
    """The section, the label and the values of every field."""
    found = []
    for element in doc.elements_of("field"):
        label, section = element.part("label"), doc.section_at(element.span.start)
        assert label is not None
        values = [doc.quote(value) for value in element.all_parts("value")]
        found.append((section.name if section else "", doc.quote(label), values))
    return found


def codes_of(doc: Document) -> list[str]:
    """Every code with its label."""
    return [
        f"{doc.quote(label)} {doc.quote(element.span)}"
        for element in doc.elements_of("identifier")
        if (label := element.part("label"))
    ]


@pytest.mark.parametrize(
    ("line", "section", "values"),
    [
        ("Synonym(s): Bone pain of Hull | Hull disease", "synonyms", ["Bone pain of Hull", "Hull disease"]),
        ("Other names: Stone knee syndrome, Hull disease", "synonyms", ["Stone knee syndrome", "Hull disease"]),
        ("Also called: Knee syndrome, type II", "synonyms", ["Knee syndrome, type II"]),
        ("acronym: SD", "synonyms", ["SD"]),
        ("Synonyms: Stone knee type2, Hull disease.1,3,6", "synonyms", ["Stone knee type2", "Hull disease"]),
        ("Synonyms: Stone knee, Hull disease7-9", "synonyms", ["Stone knee", "Hull disease"]),
        ("Other names: Stone knee; Hull disease Show Less", "synonyms", ["Stone knee", "Hull disease"]),
        ("**Inheritance:** Autosomal recessive", "inheritance", ["Autosomal recessive"]),
        ("**Inheritance**: Autosomal recessive", "inheritance", ["Autosomal recessive"]),
        ("'''Inheritance''': Autosomal recessive", "inheritance", ["Autosomal recessive"]),
        ("* Inheritance: Autosomal recessive", "inheritance", ["Autosomal recessive"]),
        ("Age of onset: Infancy, Adult", "onset", ["Infancy", "Adult"]),
        ("Prevalence: 1-9 / 1 000 000", "frequency", ["1-9 / 1 000 000"]),
        ("| treatment = rest, ice", "treatment", ["rest", "ice"]),
        ("not the same as: Other dysplasia (A, B; C)", "related_disorders", ["Other dysplasia (A, B; C)"]),
        ("side effects of rest: boredom; hunger", "side_effects", ["boredom; hunger"]),
        ("unaffected carriers: may be tall; see well", "family_history", ["may be tall; see well"]),
    ],
)
def test_labels_and_values(line: str, section: str, values: list[str]) -> None:
    """The label says which section a field is, and how its values are set apart."""
    assert [(name, told) for name, _, told in fields_of(page_of(line))] == [(section, values)]


def test_running_text_is_no_field() -> None:
    """A heading that is run into whole sentences has prose behind it."""
    doc = page_of(
        "Treatment: Rest helps. Ice is given in most cases of pain.\nInheritance: It is passed on by the mother's side."
    )
    assert fields_of(doc) == []


def test_unknown_labels_count_only_between_fields() -> None:
    """They say nothing there, and are prose elsewhere."""
    doc = page_of("Gene: ABC1\nSlogan: no more pain\nInheritance: dominant\n\nRemember: the knees hurt")
    assert ("not_content", "Slogan", ["no more pain"]) in fields_of(doc)
    assert doc.quote(doc.sentences[-1]) == "Remember: the knees hurt"


def test_codes() -> None:
    """Several on a line, with bullets, in lower case; each code is an identifier under the label of its registry."""
    doc = page_of("Orphanet: 358    OMIM: 263800    UMLS: C0268450\nICD-10: E70.2, E70.3\n- MeSH: D029242\nomim: -")
    assert codes_of(doc) == [
        "Orphanet 358",
        "OMIM 263800",
        "UMLS C0268450",
        "ICD-10 E70.2",
        "ICD-10 E70.3",
        "MeSH D029242",
    ]


def test_codes_in_rows_of_a_box() -> None:
    """With a bar at the beginning or without, one code or several."""
    doc = page_of("OMIM | 219700 602421 |\nDiseasesDB | 3347 |\n| MeSH | D003550 |\nICD-10 | E84.0 |")
    assert codes_of(doc) == ["OMIM 219700", "OMIM 602421", "MeSH D003550", "ICD-10 E84.0"]


def test_ticked_boxes() -> None:
    """Only what is ticked is a value."""
    doc = page_of("Symptoms may start to appear:\n[ ] Newborn  [x] Child\n[x] Adult  [ ] Older adult\n\nText is here.")
    assert fields_of(doc) == [("onset", "Symptoms may start to appear:", ["Child", "Adult"])]


def test_a_value_below_its_label() -> None:
    """A figure or a short value on the next line, with a blank line behind it."""
    doc = page_of(
        "Population Estimate\nFewer than 50 people have it.\n\nInheritance\nAutosomal recessive\nGenes come in pairs."
    )
    assert fields_of(doc) == [
        ("frequency", "Population Estimate", ["Fewer than 50 people have it."]),
        ("inheritance", "Inheritance", ["Autosomal recessive"]),
    ]


def test_a_sentence_is_no_value() -> None:
    """What a sentence says below a heading or behind a label, however short, is prose: it may hedge, or name a region."""
    text = "Inheritance\n\nX-linked inheritance is possible.\n\nEpidemiology\n\nIts incidence was 1/200,000 births.\n\n"
    doc = page_of(f"{text}Cause: mutations have been found in ABC1.\nTreatment: rest.")
    assert fields_of(doc) == [("treatment", "Treatment", ["rest"])]


def test_a_value_may_have_a_remark_behind_it() -> None:
    """What a remark says of a value makes it no sentence."""
    for value in ("Infancy, but can be later.", "Infancy (it may be later)."):
        (field,) = page_of(f"Age of onset: {value}").elements_of("field")
        assert field.part("value") is not None


def test_a_list_below_its_key() -> None:
    """It is prose in a section of that kind; an item with a status is a field, which is none."""
    doc = page_of("signs:\n  - pain in the knee\n  - fever: no\n  - cough - absent\n\ntreatment:\n  - rest\n  - ice")
    assert fields_of(doc) == [
        ("symptoms", "fever", ["no"]),
        ("symptoms", "cough", ["absent"]),
        ("treatment", "treatment", ["rest", "ice"]),
    ]
    assert doc.quote(doc.sentences[0]) == "pain in the knee"


def test_lists_go_on_behind_a_comma() -> None:
    """A line that ends in a comma or semicolon goes on in the next one."""
    doc = page_of("Synonyms: Hull disease;\nKnee disease\nGene: ABC1")
    assert fields_of(doc)[0] == ("synonyms", "Synonyms", ["Hull disease", "Knee disease"])


def test_names_in_a_field_are_names() -> None:
    """They are elements of their own; what an entry includes is not."""
    doc = page_of("Synonyms: Hull disease; LATE PAIN, INCLUDED")
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["Hull disease"]


def test_names_and_codes_of_a_finding_are_not_the_disease_s() -> None:
    """Right below a finding; with a blank line before them they are the page's again."""
    doc = page_of(
        "Symptoms\nPain\nSynonym: Ache\nUMLS: C0030193\nCough\n\nSynonyms: Hull disease; Knee disease\nOMIM: 123456"
    )
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["Hull disease", "Knee disease"]
    assert "UMLS C0030193" not in codes_of(doc)


def test_fields_of_other_disorders() -> None:
    """They are of the kind of the section around them."""
    doc = page_of(
        "It is rare.\n\nRelated disorders\n\nKnee dysplasia is alike.\nInheritance: Autosomal recessive\nGene: ABC1\nOMIM: 123456"
    )
    assert [section for section, _, _ in fields_of(doc)] == ["related_disorders", "related_disorders"]
    assert codes_of(doc) == []


def test_frequencies_below_findings() -> None:
    """Each finding has its own, behind its other names."""
    doc = page_of("Symptoms\nPain\nSynonym: Ache\nVery frequent\nStiff knee\nOccasional\nFever\nExcluded\nCough")
    assert fields_of(doc) == []
    assert [[doc.quote(part.span) for part in row.parts] for row in doc.elements_of("phenotype_row")] == [
        ["Pain", "Ache", "Very frequent"],
        ["Stiff knee", "Occasional"],
        ["Fever", "Excluded"],
    ]


def test_how_often_in_brackets() -> None:
    """Behind an item; what else brackets hold, and in running text, is no frequency of its own."""
    doc = page_of(
        "Symptoms\n- Ptosis (less common)\n- Fever (in some)\n- Pain (shoulder)\n- Reflexes (absent)\nGoitre (rare)"
    )
    assert [(label, values) for _, label, values in fields_of(doc)] == [
        ("Ptosis", ["less common"]),
        ("Fever", ["in some"]),
    ]


def test_frequencies_over_groups_of_findings() -> None:
    """A frequency that nothing stands over holds for all that stands below it."""
    doc = page_of("Symptoms\n\nVery frequent (99-80%)\n- Pain\n- Stiff knee\n\nExcluded:\n- Fever")
    assert [(label, values) for _, label, values in fields_of(doc)] == [
        ("Pain", ["Very frequent"]),
        ("Stiff knee", ["Very frequent"]),
        ("Fever", ["Excluded"]),
    ]


def test_genes_below_their_label() -> None:
    """One a line, as long as they look like symbols."""
    doc = page_of("Known Genetic Causes\nABC1\nABC2\n\nText is here.")
    assert fields_of(doc) == [("genes", "Known Genetic Causes", ["ABC1", "ABC2"])]


def test_fields_with_nothing_behind_their_labels() -> None:
    """In the head of a database's page, a line is a field of its own, and names and codes go on below it."""
    doc = page_of(
        "Synonym(s) Hull disease\nStone knee syndrome\nPrevalence 1-9 / 1 000 000\nInheritance Autosomal recessive\n"
        "Age of onset Infancy, Childhood\nOMIM 226980\n- Q82.8\n- C0030360\nMedDRA -\n\nText is here."
    )
    assert fields_of(doc) == [
        ("synonyms", "Synonym(s)", ["Hull disease"]),
        ("synonyms", "Stone knee syndrome", ["Stone knee syndrome"]),
        ("frequency", "Prevalence", ["1-9 / 1 000 000"]),
        ("inheritance", "Inheritance", ["Autosomal recessive"]),
        ("onset", "Age of onset", ["Infancy", "Childhood"]),
    ]
    assert codes_of(doc) == ["OMIM 226980", "Q82.8 Q82.8", "C0030360 C0030360"]
    assert [doc.quote(name.span) for name in doc.elements_of("synonym")] == ["Hull disease", "Stone knee syndrome"]


@pytest.mark.parametrize(
    "text",
    [
        "Prevalence 1-9 / 1 000 000\n\nText is here.",
        "Synonyms Hull disease\nPrevalence varies by country\nInheritance is recessive\nText is here.",
        "Onset Childhood trauma\nGenes Matter\nPrevalence 20 percent of men\nText is here.",
        "Inheritance Autosomal recessive\nFrequency 60%\nAge of onset Childhood\nText is here.",
    ],
)
def test_a_line_that_begins_with_a_label_is_no_field(text: str) -> None:
    """It is one only among its like, with a value of its kind."""
    assert fields_of(page_of(text)) == []


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("Synonym Hull disease\nSummary\nText is here.", ["Hull disease"]),
        ("Also known as Hull disease\nClinical description\nStiff knees\nLow dysplasia", ["Hull disease"]),
        ("Also known as Hull disease\nStiff knees\nLow dysplasia", ["Hull disease"]),
        ("Synonym Hull disease\nStone knees\nOMIM 226980", ["Hull disease", "Stone knees"]),
        ("Synonym Hull disease\nMost men have stiff knees\nOMIM 226980", ["Hull disease"]),
        ("Synonym Hull disease\nNot to be confused with Low dysplasia\nOMIM 226980", ["Hull disease"]),
    ],
)
def test_names_go_on_below_a_bare_field_up_to_the_next_one(below: str, names: list[str]) -> None:
    """A heading and a sentence are no names, nor is what nothing follows."""
    doc = page_of(f"Prevalence 1-9 / 1 000 000\nInheritance Autosomal recessive\nAge of onset Childhood\n{below}")
    assert [doc.quote(name.span) for name in doc.elements_of("synonym")] == names


def test_a_field_ends_a_list_of_names() -> None:
    """What stands below the field is no name."""
    doc = page_of("Synonyms\nHull disease\nOMIM: 226980\nStone quarry tour")
    assert [doc.quote(name.span) for name in doc.elements_of("synonym")] == ["Hull disease"]
