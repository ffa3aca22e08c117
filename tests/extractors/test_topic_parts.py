"""Pages on several diseases: when they are cut, where, and who is the subject of what."""

import pytest

from pohgraph.extractors import extract
from pohgraph.extractors.topic.parts import find_parts
from pohgraph.model import Document, Element, Section, Source, Span
from pohgraph.recognise import Recogniser

_LEAFLET = """Three diseases in one leaflet
:other 1 Wobbly endocrine disorders: a leaflet
Both diseases run in families. They are often mixed up.
:other 2 1. Von Hippel-Lindau disease
Patients have ataxia. Seizures have been reported.
:other 2 2. Marfan syndrome (MFS)
:symptoms 3 Symptoms
Patients have scoliosis. Myopia is common.
:other 2 Who should be tested?
Relatives who have headache. Ask your doctor.
"""


def _page(marked: str) -> Document:
    """A page whose headings are lines ":NAME LEVEL WORDS"; its first line is the title, and each later line a paragraph."""
    title, *lines = marked.splitlines()
    text = f"{title}\n"
    sentences: list[Span] = []
    opened: list[tuple[str, int, Span]] = []
    for line in lines:
        start = len(text)
        if line.startswith(":"):
            name, depth, words = line[1:].split(" ", 2)
            opened.append((name, int(depth), Span(start, start + len(words))))
            text += f"{words}\n"
            continue
        for sentence in line.split(". "):
            sentences.append(Span(len(text), len(text) + len(sentence)))
            text += f"{sentence}. "
        text = f"{text.rstrip()}\n"
    sections = [Section(name="header", span=Span(0, len(title)), heading=None)]
    for number, (name, level, heading) in enumerate(opened):
        after = (other.start for _, below, other in opened[number + 1 :] if below <= level)
        sections.append(
            Section(name=name, level=level, heading=heading, span=Span(heading.start, next(after, len(text))))
        )
    return Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8", title=title),
        sections=tuple(sections),
        elements=(Element(kind="title", span=Span(0, len(title))),),
        sentences=tuple(sentences),
    )


def _findings(doc: Document, recogniser: Recogniser) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for assertion in extract(doc, recogniser).assertions:
        if assertion.predicate.identifier == "has_phenotype":
            found.setdefault(assertion.subject_label, set()).add(assertion.object_label)
    return found


def test_each_disease_has_what_its_own_part_says(recogniser: Recogniser) -> None:
    """The page is cut at the headings that name diseases; a general heading after the last one ends its part."""
    found = _findings(_page(_LEAFLET), recogniser)
    assert found["von Hippel-Lindau disease"] == {"Ataxia", "Seizure"}
    assert found["Marfan syndrome"] == {"Scoliosis", "Myopia"}


def test_a_page_has_a_topic_for_each_part_and_one_for_all(recogniser: Recogniser) -> None:
    """What stands before the first disease and under general headings is the page's own, if its title names a disease or a group."""
    leaflet = _page(_LEAFLET.replace("Three diseases in one leaflet", "Wobbly disorders"))
    extraction = extract(leaflet, recogniser)
    assert [topic.label for topic in extraction.topics][1:] == ["von Hippel-Lindau disease", "Marfan syndrome"]
    assert extraction.topic == extraction.topics[0]
    about = [a.object_label for a in extraction.assertions if a.predicate.curie == "schema:about"]
    assert about == [topic.label for topic in extraction.topics]
    assert "several_subjects" in {remark.code for remark in extraction.remarks}
    assert [topic.label for topic in extract(_page(_LEAFLET), recogniser).topics] == about[1:]


def test_views_share_text_and_id(recogniser: Recogniser) -> None:
    """A view is the same document with less in it: every quote of a part is one of the page."""
    doc = _page(_LEAFLET)
    parts = find_parts(doc, recogniser.lexicon)
    assert parts
    for view in (parts.group, *parts.each):
        assert (view.text, view.id, view.source) == (doc.text, doc.id, doc.source)
    assert sum(len(view.sentences) for view in (parts.group, *parts.each)) == len(doc.sentences)
    for assertion in extract(doc, recogniser).assertions:
        assert all(0 <= e.quote.start <= e.quote.end <= len(doc.text) for e in assertion.evidence)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (":other 2 2. Marfan syndrome (MFS)", ":other 2 2. Wobbly something"),  # one known disease alone
        (":other 2 2. Marfan syndrome (MFS)", ":other 2 2. Heart disease"),  # a group, which patients may have
        (":other 2 2. Marfan syndrome (MFS)", ":other 2 2. Hypothyroidism"),  # a finding, which patients may have
        (":other 2 2. Marfan syndrome (MFS)", ":other 2 2. Treatment of the disease"),
        (":other 2 2. Marfan syndrome (MFS)", ":other 2 2. Severe disease"),
        (":other 2 1. Von", ":related_disorders 1 Related disorders\n:other 2 1. Von"),  # others than the page's
        (
            ":other 2 1. Von",
            ":symptoms 2 Symptoms\nPatients have ataxia.\n:other 2 1. Von",
        ),  # the page has its own by then
        ("Patients have ataxia. Seizures have been reported.", "See page 4."),  # a list, and no text of its own
        ("Three diseases in one leaflet", "Marfan syndrome"),  # a heading repeats the page's title
    ],
)
def test_other_pages_are_not_cut(old: str, new: str, recogniser: Recogniser) -> None:
    """Headings that name related disorders, forms, or the page's own disease cut nothing."""
    assert old in _LEAFLET
    assert find_parts(_page(_LEAFLET.replace(old, new)), recogniser.lexicon) is None


def test_a_disease_that_no_vocabulary_knows_has_a_part_too(recogniser: Recogniser) -> None:
    """Beside a known one, before or after it; a part need not repeat its name."""
    page = """Two in one leaflet
:other 2 Zorblatt disease
Infants have ataxia.
:other 2 Marfan syndrome
Scoliosis is common.
"""
    assert _findings(_page(page), recogniser) == {"Zorblatt disease": {"Ataxia"}, "Marfan syndrome": {"Scoliosis"}}


def test_the_first_disease_may_be_the_title(recogniser: Recogniser) -> None:
    """What stands before the next heading is of the title's disease."""
    page = """Marfan syndrome
:description 1 About it
Patients have scoliosis.
:other 1 Zorblatt disease
Infants have ataxia.
:other 1 Von Hippel-Lindau disease
Seizures are common.
"""
    assert _findings(_page(page), recogniser) == {
        "Marfan syndrome": {"Scoliosis"},
        "Zorblatt disease": {"Ataxia"},
        "von Hippel-Lindau disease": {"Seizure"},
    }


@pytest.mark.parametrize("name", ["Von Hippel-Lindau disease", "Zorblatt disease"])
def test_one_other_disease_gives_no_plain_claim(name: str, recogniser: Recogniser) -> None:
    """A page that is not cut is still not about the disease that a heading of it names, and says so."""
    page = f"""Marfan syndrome
:symptoms 1 Symptoms
Patients have scoliosis.
:other 1 {name}
Patients have ataxia. It is caused by mutations in the VHL gene.
:treatment 1 Treatment
Surgery helps.
"""
    extraction = extract(_page(page), recogniser)
    borrowed = {a.object_label for a in extraction.assertions if a.qualifiers.borrowed and a.object}
    plain = {a.object_label for a in extraction.assertions if a.qualifiers.state == "stated"}
    assert "Ataxia" in borrowed
    assert "Ataxia" not in plain
    assert "Scoliosis" in plain
    assert [r.code for r in extraction.remarks].count("other_heading") == 1


def test_a_heading_of_a_form_takes_nothing_away(recogniser: Recogniser) -> None:
    """What is called neonatal Marfan syndrome is of the page's own disease."""
    page = """Marfan syndrome
:symptoms 1 Symptoms
Patients have scoliosis.
:other 1 Neonatal Marfan syndrome
Infants have ataxia.
"""
    assert _findings(_page(page), recogniser) == {"Marfan syndrome": {"Scoliosis", "Ataxia"}}
