"""Identifiers as pages print them."""

import re
from collections.abc import Callable

import pytest

from pohgraph.model import Document, Element, Mention, Part, Source, Span
from pohgraph.recognise.identifiers import identifiers

Find = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[OMIM](https://www.omim.org/entry/166350)", ["OMIM:166350"]),
        ("<a href='https://omim.org/166350'>", ["OMIM:166350"]),
        ("MIM 166350", ["OMIM:166350"]),
        ("MIM number #166350", ["OMIM:166350"]),
        ("OMIM 16635", []),
        ("omim.org/entry/1663501", []),
        ("https://rarediseases.info.nih.gov/diseases/109/x", ["GARD:109"]),
        ("https://rarediseases.info.nih.gov/diseases/0000109/x", ["GARD:109"]),
        ("https://pubmed.ncbi.nlm.nih.gov/18553568/", ["PMID:18553568"]),
        (
            "doi:10.1002/(SICI)1096-8628(19990611)84:5, and (10.1016/j.x.2019.01.002).",
            ["DOI:10.1002/(SICI)1096-8628(19990611)84:5", "DOI:10.1016/j.x.2019.01.002"],
        ),
        ("https://doi.org/10.1002/a%28b%29c", ["DOI:10.1002/a%28b%29c"]),
        ("10.1002/a\x07b, 10.1002/a[b, 10.1002/a%le, 10.1002/a.b\x07c", []),
        ("“10.1002/ajmg.a.61234”", ["DOI:10.1002/ajmg.a.61234"]),
        ("*10.1002/abc.def*, 10.1002/abc.deg_", ["DOI:10.1002/abc.def", "DOI:10.1002/abc.deg"]),
        ("https://doi.org/10.1002/abc.def#sec2", ["DOI:10.1002/abc.def"]),
        ("166350", []),
        ("OMIM: 166350 and OMIM: 103580", ["OMIM:166350", "OMIM:103580"]),
    ],
)
def test_identifiers_in_links_and_behind_their_registry(mentions: Find, text: str, expected: list[str]) -> None:
    """The number counts where a link or a registry's name says whose it is, and where it has that registry's length."""
    assert [m.reference.curie for m in mentions(text, "identifier")] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ICD-10 code is M61.0.", True),
        ("See figure M61.0.", False),
        ("ICD-10 is a system. See figure M61.0.", False),
    ],
)
def test_a_code_needs_its_system_in_the_same_sentence(mentions: Find, text: str, found: bool) -> None:
    """What looks like a code is one where its sentence names the system."""
    assert bool(mentions(text, "identifier")) is found


def test_an_identifier_is_its_local_part(mentions: Find) -> None:
    """The mention's words are the number alone."""
    assert [m.text for m in mentions("GARD: https://rarediseases.info.nih.gov/diseases/0000109/x", "identifier")] == [
        "0000109"
    ]


def test_codes_that_have_lost_their_label_are_told_by_their_shape() -> None:
    """What several registries write alike is nobody's, nor are any six figures, or a letter with two."""
    text = "Q77.3 C0432217 C536739 226980 B12 P53 4301"
    places = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
    doc = Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8"),
        elements=tuple(
            Element(kind="identifier", span=place, parts=(Part("label", place), Part("value", place)))
            for place in places
        ),
    )
    found = [candidate.reference.curie for named in identifiers(doc) for candidate in named.candidates]
    assert found == ["ICD10:Q77.3", "UMLS:C0432217", "MESH:C536739"]
