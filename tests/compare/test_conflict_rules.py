"""Each rule of conflicts finds what it is for, and passes over what is nearly that."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.compare.known import SmallKnown

from pohgraph.compare.conflict import conflicts
from pohgraph.compare.mechanisms import ACROSS, MECHANISMS
from pohgraph.compare.rules import SEVERITIES, Statement, at_least, rules
from pohgraph.model import Claim, Detail, Named, Reference, SourceRecord
from pohgraph.schema.branches import ONSET
from pohgraph.tables import package_table
from pohgraph.vocab.lexicon import open_lexicon

_MODE, _PHENOTYPE, _CAUSES = "biolink:has_mode_of_inheritance", "biolink:has_phenotype", "biolink:causes"
_ONSET, _PARENT, _ORIGIN = "pohgraph:has_onset", "pohgraph:has_parent_of_origin", "pohgraph:has_variant_origin"
_EXACT, _BROAD, _RELATED = "skos:exactMatch", "skos:broadMatch", "oboInOwl:hasRelatedSynonym"
_CRITERION = "pohgraph:has_diagnostic_criterion"
_DOMINANT, _RECESSIVE, _SPORADIC = "HP:0000006", "HP:0000007", "HP:0003745"
_TABLE = Detail("biolink:supporting_data_source", "infores:hpo-annotations", is_reference=True)


def _claim(object_: str, source: str = "a", **fields: Any) -> Claim:  # noqa: ANN401 - any field of a claim
    claim = Claim(
        subject=Named("MONDO:1", label="Shell disease"),
        predicate=Named(_PHENOTYPE),
        object=Named(object_),
        source=SourceRecord(id=source),
        quotes=(f"{source} says so",),
    )
    return replace(claim, **fields)


def _mode(object_: str, source: str = "a", **fields: Any) -> Claim:  # noqa: ANN401 - as above
    return _claim(object_, source, predicate=Named(_MODE), **fields)


def _tabled(claim: Claim) -> Claim:
    return replace(claim, details=(*claim.details, _TABLE))


def _percent(claim: Claim, share: str) -> Claim:
    return replace(claim, details=(*claim.details, Detail("biolink:has_percentage", share)))


def _often(claim: Claim, words: str = "usually") -> Claim:
    return replace(claim, frequency_texts=(words,))


def _synonym(name: str, other: str) -> Claim:
    named = Detail("pohgraph:names_also", other, is_reference=True)
    return replace(_claim("x"), predicate=Named(_RELATED), object=name, details=(named,))


def _status(status: str) -> Claim:
    return _claim("HP:1", hedged=True, details=(Detail("pohgraph:publication_status", status, is_reference=True),))


def _gene(number: int, source: str = "a", disease: str = "MONDO:1") -> Claim:
    return _claim(disease, source, subject=Named(f"NCBIGene:{number}"), predicate=Named(_CAUSES))


_CRITERION_WORDS = ("no resistance to the hormone",)
_DENIED_BY_CRITERION = _claim("HP:resistance", negated=True, quotes=_CRITERION_WORDS)
_ONE_CRITERION = replace(_DENIED_BY_CRITERION, predicate=Named(_CRITERION), object=_CRITERION_WORDS[0], negated=False)
_NOT_USUALLY = ("It is mostly a new variant and not usually inherited",)
_NEW = _claim("pohgraph:de_novo", predicate=Named(_ORIGIN), quotes=_NOT_USUALLY, frequency_texts=("mostly",))
_LEFT_OPEN = _claim("pohgraph:inherited", predicate=Named(_ORIGIN), quotes=_NOT_USUALLY, hedged=True)

_FINDS: dict[str, list[Claim]] = {
    "stated-and-denied": [_claim("HP:1"), _claim("HP:1", "b", negated=True)],
    "stated-below-denied": [_claim("HP:3"), _claim("HP:1", "b", negated=True)],
    "excluded-by-criterion": [_DENIED_BY_CRITERION, _ONE_CRITERION, _tabled(_claim("HP:gland"))],
    "frequencies-apart": [
        _claim("HP:1", frequency=Named("HP:0040281")),
        _claim("HP:1", "b", frequency=Named("HP:0040283")),
    ],
    "modes-exclude": [_mode(_DOMINANT), _mode(_RECESSIVE, "b")],
    "modes-of-a-group": [_mode(_DOMINANT), _mode("HP:0001417"), _mode(_RECESSIVE, "b")],
    "not-inherited-beside-mode": [_NEW, _LEFT_OPEN, _mode(_DOMINANT, "b")],
    "parents-differ": [
        _claim("pohgraph:paternal", predicate=Named(_PARENT)),
        _claim("pohgraph:maternal", "b", predicate=Named(_PARENT)),
    ],
    "parent-against-imprinting": [
        _claim("pohgraph:paternal", predicate=Named(_PARENT)),
        _mode("HP:0012274", "b"),
    ],
    "onsets-apart": [
        _claim("HP:0003593", predicate=Named(_ONSET)),
        _claim("HP:0003581", "b", predicate=Named(_ONSET)),
    ],
    "genes-differ": [_gene(1), _gene(2, "b")],
    "gene-not-in-vocabulary": [_gene(3, disease="MONDO:3")],
    "name-of-another": [_synonym("Old name of the pearl disease", "MONDO:2")],
    "identifier-of-another": [_claim("UMLS:2", predicate=Named(_EXACT))],
    "identifiers-not-one-to-one": [
        _claim("OMIM:1", predicate=Named(_EXACT)),
        _claim("OMIM:2", "b", predicate=Named(_EXACT)),
    ],
    "codes-differ": [_claim(f"ICD10:M61.{n}", predicate=Named(_BROAD), hedged=True) for n in (0, 9)],
    "retracted-source": [_status("pohgraph:retracted")],
    "source-of-concern": [_status("pohgraph:expression_of_concern")],
}

# Rule -> what is nearly that, and why it is not.
_PASSES: dict[str, dict[str, list[Claim]]] = {
    "stated-and-denied": {
        "denied at one age": [_claim("HP:1"), _claim("HP:1", "b", negated=True, onset=Named("HP:0003577"))],
        "left open": [_claim("HP:1", hedged=True), _claim("HP:1", "b", negated=True)],
        "of a relative": [_claim("HP:1"), _claim("HP:1", "b", negated=True, borrowed=True)],
        "of one page's forms, both in words": [_claim("HP:1"), _claim("HP:1", negated=True)],
    },
    "stated-below-denied": {
        "a denied kind of a stated finding": [_claim("HP:1"), _claim("HP:3", "b", negated=True)],
        "another branch": [_claim("HP:gland"), _claim("HP:1", "b", negated=True)],
    },
    "excluded-by-criterion": {
        "no criterion": [_DENIED_BY_CRITERION, _tabled(_claim("HP:gland"))],
        "stated in words": [_DENIED_BY_CRITERION, _ONE_CRITERION, _claim("HP:gland")],
        "an organ system": [_DENIED_BY_CRITERION, _ONE_CRITERION, _tabled(_claim("HP:system"))],
    },
    "frequencies-apart": {
        "a share within a band": [_claim("HP:1", frequency=Named("HP:0040281")), _percent(_claim("HP:1", "b"), "85")],
        "the middle of the same band": [
            _tabled(_percent(_claim("HP:1", frequency=Named("HP:0040282")), "50")),
            _percent(_claim("HP:1", "b"), "70"),
        ],
        "two rows of one table": [_tabled(_percent(_claim("HP:1"), share)) for share in ("20", "90")],
        "few patients": [
            replace(_percent(_claim("HP:1"), "100"), frequency_texts=("2/2",)),
            _percent(_claim("HP:1", "b"), "50"),
        ],
        "of one of several findings": [
            _percent(_claim("HP:1", quotes=("Nine in ten have a red or a blue shell",)), "90"),
            _percent(_claim("HP:1", "b"), "20"),
        ],
    },
    "modes-exclude": {
        "a kind of the other": [_mode(_DOMINANT), _mode("HP:0025352", "b")],
        "one of several": [_mode(_DOMINANT), _mode(_RECESSIVE), _mode(_RECESSIVE, "b")],
        "left open by the other": [_mode(_DOMINANT), _mode(_DOMINANT, "b", hedged=True), _mode(_RECESSIVE, "b")],
        "one page in words": [_mode(_DOMINANT), _mode(_RECESSIVE)],
    },
    "modes-of-a-group": {"one mode each": [_mode(_DOMINANT), _mode(_RECESSIVE, "b")]},
    "not-inherited-beside-mode": {
        "a new variant is possible": [
            replace(_NEW, quotes=("New variants occur",)),
            replace(_LEFT_OPEN, quotes=("It can be passed on",)),
            _mode(_DOMINANT, "b"),
        ],
        "the same source gives the mode": [_NEW, _LEFT_OPEN, _mode(_DOMINANT), _mode(_DOMINANT, "b")],
        "the other source says so too": [
            _NEW,
            _LEFT_OPEN,
            _mode(_DOMINANT, "b"),
            replace(_NEW, source=SourceRecord(id="b")),
        ],
        "inherited in some families": [_NEW, replace(_LEFT_OPEN, hedged=False), _mode(_DOMINANT, "b")],
    },
    "parents-differ": {
        "in some patients": [
            _often(_claim("pohgraph:paternal", predicate=Named(_PARENT)), "in other cases"),
            _claim("pohgraph:maternal", "b", predicate=Named(_PARENT)),
        ],
    },
    "parent-against-imprinting": {
        "the mother's copy is silent": [
            _claim("pohgraph:paternal", predicate=Named(_PARENT)),
            _mode("HP:0012275", "b"),
        ],
        "a plain mode, which the parent refines": [
            _claim("pohgraph:paternal", predicate=Named(_PARENT)),
            _mode(_DOMINANT, "b"),
        ],
    },
    "onsets-apart": {
        "ages that touch": [
            _claim("HP:0003577", predicate=Named(_ONSET)),
            _claim("HP:0003593", "b", predicate=Named(_ONSET)),
        ],
        "only usual": [
            _often(_claim("HP:0003593", predicate=Named(_ONSET))),
            _claim("HP:0003581", "b", predicate=Named(_ONSET)),
        ],
        "one source with both": [
            *(_claim(age, predicate=Named(_ONSET)) for age in ("HP:0003593", "HP:0003581")),
            _claim("HP:0003581", "b", predicate=Named(_ONSET)),
        ],
        "of a finding": [
            _claim("HP:1", onset=Named("HP:0003593")),
            _claim("HP:0003581", "b", predicate=Named(_ONSET)),
        ],
    },
    "genes-differ": {"one in common": [_gene(1), _gene(2), _gene(2, "b")]},
    "gene-not-in-vocabulary": {
        "one it has": [_gene(1, disease="MONDO:3")],
        "no list": [_gene(3, disease="MONDO:4")],
        "the genes of a whole group": [_gene(1, disease="MONDO:3"), _gene(3, disease="MONDO:3")],
    },
    "name-of-another": {
        "a subtype": [_synonym("Shell disease 4", "MONDO:5")],
        "a group without a number": [_synonym("Old name of all shells", "MONDO:6")],
        "fewer words than the other's name": [_synonym("Pearl disease", "MONDO:7")],
        "a finding": [_synonym("Old name", "HP:1")],
    },
    "identifier-of-another": {
        "its own": [_claim("UMLS:1", predicate=Named(_EXACT))],
        "a weaker match": [_claim("UMLS:2", predicate=Named(_BROAD))],
    },
    "identifiers-not-one-to-one": {
        "two databases": [
            _claim("OMIM:1", predicate=Named(_EXACT)),
            _claim("ORPHA:1", "b", predicate=Named(_EXACT)),
        ],
        "cross-references": [_claim(f"GARD:{n}", predicate=Named("oboInOwl:hasDbXref")) for n in (1, 2)],
    },
    "codes-differ": {
        "a code and its chapter": [_claim(code, predicate=Named(_BROAD)) for code in ("ICD10:M61", "ICD10:M61.9")],
        "two classifications": [_claim(code, predicate=Named(_BROAD)) for code in ("ICD10:M61", "ICD9:728")],
        "denied": [_claim(f"ICD10:M61.{n}", predicate=Named(_BROAD), negated=n == 9) for n in (0, 9)],
    },
    "retracted-source": {"corrected": [_status("pohgraph:corrected")]},
    "source-of-concern": {"retracted": [_status("pohgraph:retracted")]},
}
_KNOWN = SmallKnown(
    labels={"MONDO:2": "pearl disease, of the deep", "MONDO:5": "shell disease 4", "MONDO:7": "black pearl disease"},
    genes_of={"MONDO:3": frozenset({"NCBIGene:1"})},
    entries_of={f"MONDO:{n}": frozenset({f"OMIM:{n}"}) for n in (1, 2, 5, 7)},
    owners={"UMLS:1": "MONDO:1", "UMLS:2": "MONDO:2"},
)


def _found(claims: list[Claim]) -> list[str]:
    return [conflict.rule for conflict in conflicts(claims, _KNOWN)]


def test_each_rule_has_a_mechanism_and_each_mechanism_a_rule() -> None:
    """No row of the table is idle, and nothing is found that the table does not describe; both are in one order."""
    assert [name for name, _ in MECHANISMS] == list(rules())
    assert len({find for _, find in MECHANISMS}) == len(MECHANISMS)
    assert set(ACROSS) <= set(rules())


def test_each_rule_is_complete() -> None:
    """A severity that is one of three, and sentences for people."""
    for rule in rules().values():
        assert rule.severity in SEVERITIES
        assert rule.sentence.endswith(".")
        assert rule.reason.endswith(".")


def test_each_rule_is_tested_both_ways() -> None:
    """A new rule needs what it finds and what it passes over."""
    assert list(_FINDS) == list(rules())
    assert list(_PASSES) == list(rules())


@pytest.mark.parametrize("rule", list(_FINDS))
def test_rule_finds(rule: str) -> None:
    """What a rule is for is found by it, once and by no other rule."""
    assert _found(_FINDS[rule]) == [rule]


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, cases in _PASSES.items() for case in cases])
def test_rule_passes_over(rule: str, case: str) -> None:
    """What is nearly that is not."""
    assert rule not in _found(_PASSES[rule][case])


@pytest.mark.parametrize("rule", list(_FINDS))
def test_what_is_said_of_others_is_in_no_conflict(rule: str) -> None:
    """A borrowed claim is on another disease or a relative."""
    assert _found([replace(claim, borrowed=True) for claim in _FINDS[rule]]) == []


@pytest.mark.parametrize("reorder", [list, lambda claims: list(reversed(claims))])
def test_the_order_of_claims_does_not_matter(reorder: Callable[[list[Claim]], list[Claim]]) -> None:
    """All cases together give the same conflicts, the gravest rule's first."""
    every = [claim for claims in _FINDS.values() for claim in claims]
    assert conflicts(reorder(every), _KNOWN) == conflicts(every, _KNOWN)
    places = [list(rules()).index(rule) for rule in _found(every)]
    assert places == sorted(places)


def test_text_and_table_of_one_page_can_disagree() -> None:
    """What only the table of a page says is held against what the page says in words."""
    words, table = _mode(_DOMINANT, quotes=("It is dominant",)), _tabled(_mode(_RECESSIVE, quotes=("Recessive -",)))
    (found,) = conflicts([words, table], _KNOWN)
    assert (found.rule, found.first, found.second) == ("modes-exclude", words, table)


def test_a_denied_finding_and_the_table_of_the_same_page() -> None:
    """Words deny what the page's table gives."""
    assert _found([_claim("HP:1", negated=True), _tabled(_claim("HP:1"))]) == ["stated-and-denied"]


def test_several_genes_make_a_group() -> None:
    """Modes that exclude each other are a note where the vocabulary gives the disease more than one gene."""
    known = replace(_KNOWN, genes_of={"MONDO:1": frozenset({"NCBIGene:1", "NCBIGene:2"})})
    (found,) = conflicts(_FINDS["modes-exclude"], known)
    assert (found.rule, found.severity) == ("modes-of-a-group", "note")


def test_a_vocabulary_speaks_with_its_release() -> None:
    """The other side of a name is the vocabulary, by its title and release, and the disease that has the name."""
    (found,) = conflicts(_FINDS["name-of-another"], _KNOWN)
    assert isinstance(found.second, Statement)
    assert found.second.name == "Names of diseases 2026-02"
    assert found.second.says == "Old name of the pearl disease: a name of pearl disease, of the deep (MONDO:2, OMIM:2)"
    assert found.second.about == ("MONDO:2",)


def test_severities_have_an_order() -> None:
    """A filter lists what it names and what is graver."""
    assert [len(at_least(severity)) for severity in SEVERITIES] == [1, 2, 3]


def test_ages_of_onset_are_those_of_terms() -> None:
    """Each row is an onset term of HPO with its label, and its ages go up."""
    lexicon = open_lexicon()
    for row in package_table("compare", "onset_ages.tsv"):
        term = Reference.parse(row["term"])
        assert (lexicon.label(term), lexicon.is_a(term, ONSET)) == (row["label"], True)
        assert float(row["lower"]) <= float(row["upper"])


def test_exclusions_are_between_terms_that_neither_contains() -> None:
    """A mode does not exclude a kind of itself."""
    lexicon = open_lexicon()
    pairs = [
        (Reference.parse(row["first"]), Reference.parse(row["second"]))
        for row in package_table("compare", "exclusions.tsv")
        if row["rule"] == "modes"
    ]
    assert len(pairs) == 10
    assert not [pair for pair in pairs if lexicon.is_a(*pair) or lexicon.is_a(*reversed(pair))]
