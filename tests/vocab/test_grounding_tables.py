"""The tables a page is grounded with: findings of diseases, diseases of genes, series of types, words of names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pohgraph.language.disease_words import loose_disease_key, numbered
from pohgraph.language.words import phrase_key
from pohgraph.model import Reference
from pohgraph.vocab.lexicon import open_lexicon
from pohgraph.vocab.profiles import Profiles, pack_profiles
from pohgraph.vocab.series import series_tables

_PROFILES = {
    "OMIM:1": {"HP:1", "HP:2", "HP:3"},
    "OMIM:2": {"HP:3"},
    **{f"OMIM:{n}": {"HP:4"} for n in range(3, 20)},
    "ORPHA:1": {"HP:1"},
}


def _profiles(registry: str) -> Profiles:
    diseases, places = pack_profiles(_PROFILES)[registry]
    return Profiles(diseases, places)


def test_the_best_fit_comes_first_with_what_it_shares() -> None:
    """Two findings of one disease and one it shares give that disease, all of the set, then the other."""
    best, other = _profiles("OMIM").fits({"HP:1", "HP:2", "HP:3"}, 5)
    assert (best.disease.curie, best.shared, best.share) == ("OMIM:1", 3, 1.0)
    assert (other.disease.curie, other.shared) == ("OMIM:2", 1)
    assert other.weight < best.weight


@given(
    profiles=st.lists(st.sets(st.integers(0, 30), min_size=1, max_size=12), min_size=20, max_size=60),
    findings=st.sets(st.integers(0, 35), min_size=1, max_size=20),
    behind=st.sampled_from([0.0, 2.0, 12.0]),
)
@settings(deadline=None, max_examples=50)
def test_what_is_left_out_is_as_far_behind_as_was_allowed(
    profiles: list[set[int]], findings: set[int], behind: float
) -> None:
    """With a share and a distance, the best fits are the same as without, down to that distance below the share."""
    packed = pack_profiles({f"OMIM:{n}": {f"HP:{f}" for f in held} for n, held in enumerate(profiles)})
    asked = {f"HP:{finding}" for finding in findings}
    every = Profiles(*packed["OMIM"]).fits(asked, 6)
    some = Profiles(*packed["OMIM"]).fits(asked, 6, share=0.5, behind=behind)
    assert some == every[: len(some)]
    for fit in every[len(some) :]:
        assert fit.weight < 0.5 * fit.weight / fit.share - behind + 0.01


def test_what_no_disease_has_counts_against_all() -> None:
    """A finding without annotations is as rare as can be, so it lowers every share."""
    (best, *_) = _profiles("OMIM").fits({"HP:1", "HP:9"}, 5)
    assert best.share == pytest.approx(0.5)


def test_a_finding_of_most_diseases_says_nothing() -> None:
    """What more than an eighth of the diseases have speaks for none."""
    assert _profiles("OMIM").fits({"HP:4"}, 5) == []
    assert _profiles("OMIM").weight({"HP:4"}, Reference.parse("OMIM:3")) == 0


def test_registries_are_kept_apart() -> None:
    """A finding leads to the diseases of the registry that is asked for."""
    assert _profiles("ORPHA").fits({"HP:2"}, 5) == []
    assert _profiles("OMIM").weight({"HP:1"}, Reference.parse("ORPHA:1")) == 0


@pytest.mark.parametrize(
    ("names", "series"),
    [
        ({"OMIM:100": "X disease 1", "OMIM:200": "X disease, type 2"}, {"OMIM:100": "OMIMPS:100"}),
        ({"OMIM:100": "X disease", "OMIM:200": "X disease 2"}, {"OMIM:100": "OMIMPS:100"}),
        ({"OMIM:300": "X disease 1", "OMIM:200": "X disease 2"}, {}),
        ({"OMIM:100": "X disease", "OMIM:200": "X disease 2", "OMIM:300": "X disease 3"}, {}),
        ({"OMIM:100": "X disease 1"}, {}),
        ({"OMIM:100": "X disease", "OMIM:200": "Disease X"}, {}),
    ],
)
def test_a_series_bears_the_number_of_its_oldest_type(names: dict[str, str], series: dict[str, str]) -> None:
    """Type 1 gives its number where it is the oldest entry; elsewhere nobody can tell."""
    assert series_tables(names)["members"] == series


def test_the_bundled_annotations_have_series_genes_and_profiles() -> None:
    """Coffin-Siris syndrome 1 leads to its series, GNAS to OMIM's entry, and every registry has profiles."""
    lexicon = open_lexicon()
    assert lexicon.series(Reference.parse("OMIM:135900")) == Reference.parse("OMIMPS:135900")
    assert lexicon.series_named(loose_disease_key("Coffin-Siris syndrome")) == Reference.parse("OMIMPS:135900")
    gnas = Reference.parse(lexicon.gene_symbols["GNAS"])
    assert Reference.parse("OMIM:166350") in lexicon.diseases_of(gnas)
    assert set(lexicon.profiles) == {"OMIM", "ORPHA"}


def test_former_symbols_lead_to_todays_genes() -> None:
    """GBA, which pages still print, is the gene that is now called GBA1."""
    lexicon = open_lexicon()
    assert lexicon.gene_aliases["GBA"] == lexicon.gene_symbols["GBA1"]


@pytest.mark.parametrize(
    ("name", "base", "number"),
    [
        ("Waardenburg syndrome, type 2A", "Waardenburg syndrome", "2a"),
        ("Glycogen storage disease IV", "Glycogen storage disease", "4"),
        ("Niemann-Pick disease, type B", "Niemann-Pick disease", "b"),
        ("Spastic paraplegia 11, autosomal recessive", "Spastic paraplegia, autosomal recessive", "11"),
        ("Factor V deficiency", "Factor V deficiency", ""),
        ("Chromosome 8q22.1 duplication syndrome", "Chromosome 8q22.1 duplication syndrome", ""),
    ],
)
def test_a_type_s_number_is_told_from_the_name(name: str, base: str, number: str) -> None:
    """Only a figure, Roman or with a letter, or a letter behind "type", is the number of a type."""
    assert numbered(name) == (base, number)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chromosome 14q deletion", "Partial deletion of the long arm of chromosome 14"),
        ("Partial monosomy 7p", "7p deletion syndrome"),
        ("Cataract, dominant", "Autosomal dominant cataract"),
        ("Mental retardation, X-linked", "X-linked intellectual developmental disorder"),
        ("Deafness, autosomal dominant 23", "Autosomal dominant hearing loss 23"),
    ],
)
def test_registries_words_for_one_thing_give_one_key(one: str, other: str) -> None:
    """Older and newer names, and the two ways to write a chromosome's arm, have the same key."""
    assert loose_disease_key(one) == loose_disease_key(other)


def test_the_number_of_a_chromosome_is_no_type() -> None:
    """Which chromosome a name is about is no type of a disease."""
    assert numbered("Deletion of the long arm of chromosome 14").number == ""
    assert numbered("Trisomy 13").number == ""


@pytest.mark.parametrize(
    ("name", "curie"),
    [
        ("Pompe disease", "MONDO:0009290"),
        ("Hunter syndrome", "MONDO:0010674"),
        ("CADASIL", "MONDO:0007432"),
        ("spastic paraplegia 50", "MONDO:0013048"),
        ("spastic paraplegia 18", "MONDO:0012639"),
        ("Becker disease", ""),
        ("calcification", ""),
    ],
)
def test_mondo_s_diseases_have_the_proper_names_that_other_registries_give(name: str, curie: str) -> None:
    """By a person or by letters, and by a number without the mode of inheritance; not where another disease may be meant."""
    found = open_lexicon().disease_names.get(phrase_key(name)) or []
    assert {entry[0] for entry in found} == ({curie} if curie else set())
