"""What the bundled vocabularies know of diseases, asked by CURIE."""

import pytest

from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

POH, FOP, USHER = "MONDO:0008153", "MONDO:0007606", "MONDO:0019501"


@pytest.fixture(scope="module")
def known() -> KnownDiseases:
    """What the lexicon as it ships knows."""
    return KnownDiseases(open_lexicon())


def test_a_disease_has_its_genes_and_its_number(known: KnownDiseases) -> None:
    """By the exact matches of Mondo, which lead to HPO's annotations of OMIM's and Orphanet's entries."""
    assert known.genes(POH) == known.genes("OMIM:166350") == {"NCBIGene:2778"}
    assert known.entries(POH) == {"OMIM:166350"}
    assert known.entries(FOP) == {"OMIM:135100"}


def test_a_group_has_no_number(known: KnownDiseases) -> None:
    """Usher syndrome is a phenotypic series of OMIM: its types have numbers, itself it has none."""
    assert known.label(USHER) == "Usher syndrome"
    assert known.entries(USHER) == frozenset()


def test_an_identifier_has_one_owner(known: KnownDiseases) -> None:
    """The exact match of a disease is its own; what the mapping sets do not have is nobody's."""
    assert (known.owner("OMIM:135100"), known.owner("UMLS:C0016037")) == (FOP, FOP)
    assert (known.owner(FOP), known.owner("UMLS:C9999999")) == ("", "")


@pytest.mark.parametrize("name", ["pohdisease:odd", "no curie", "MONDO:9999999", ""])
def test_what_is_unknown_gives_nothing(known: KnownDiseases, name: str) -> None:
    """Nor is it an error."""
    assert (known.genes(name), known.entries(name), known.owner(name), known.ancestors(name)) == (
        frozenset(),
        frozenset(),
        "",
        frozenset(),
    )
    assert known.label(name) == name


def test_releases_are_named(known: KnownDiseases) -> None:
    """Title and release of what stands behind an answer."""
    for title, release in (known.release_of_genes(), known.release_of_mappings()):
        assert title
        assert release[:2] == "20"
