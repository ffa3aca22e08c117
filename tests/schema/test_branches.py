"""The branches of HPO, and every term of HPO that code or tables name: in the bundled release, and not obsolete."""

import re

import pytest

from pohgraph.model import Reference
from pohgraph.schema.branches import ASPECTS, BRANCHES, branch_below, branch_of
from pohgraph.schema.frequencies import EXCLUDED, bands
from pohgraph.schema.relations import RELATIONS
from pohgraph.vocab.formats.obo import Ontology
from pohgraph.vocab.inputs import lexicon_inputs
from pohgraph.vocab.lexicon import Lexicon, open_lexicon
from pohgraph.vocab.user.kinds import read_ontology

_TERM = re.compile(r'\bHP:(\d{7})\b|Reference\("HP", "(\d{7})"\)')


@pytest.fixture(scope="module")
def hpo() -> Ontology:
    """The bundled HPO as its file has it, without obsolete terms."""
    return read_ontology(next(item.path for item in lexicon_inputs() if item.kind == "hpo"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The compiled vocabulary."""
    return open_lexicon()


def terms_named(sources: dict[str, str]) -> list[tuple[str, Reference]]:
    """(file and line, term) of every term that code, a table or a query names."""
    return [
        (f"{name}, line {number}", Reference("HP", match[1] or match[2]))
        for name, text in sources.items()
        for number, line in enumerate(text.splitlines(), start=1)
        for match in _TERM.finditer(line)
    ]


def test_terms_of_hpo_exist(sources: dict[str, str], hpo: Ontology) -> None:
    """No term that is named anywhere has become obsolete, another's alternative, or unknown."""
    named = terms_named(sources)
    assert len({term for _, term in named}) > 100
    assert not [(place, term.curie) for place, term in named if term not in hpo.terms]


def test_an_obsolete_term_is_told_with_its_row(hpo: Ontology) -> None:
    """A table that names a replaced term fails the test above by its file and line."""
    old = next(iter(hpo.replaced))
    ((place, term),) = terms_named({"room/table.tsv": f"# of HPO\nterm\treason\n{old.curie}\tit was so\n"})
    assert place == "room/table.tsv, line 3"
    assert term not in hpo.terms


def test_a_branch_within_another_stands_before_it(lexicon: Lexicon) -> None:
    """The first branch that holds a term is the narrowest."""
    for place, branch in enumerate(BRANCHES):
        above = lexicon.ancestors(branch.root) - {branch.root}
        assert not above & {earlier.root for earlier in BRANCHES[:place]}, branch.root.curie


@pytest.mark.parametrize(
    ("term", "category", "predicate"),
    [
        ("HP:0010766", "PhenotypicFeature", "biolink:has_phenotype"),  # ectopic calcification
        ("HP:0000006", "GeneticInheritance", "biolink:has_mode_of_inheritance"),  # autosomal dominant
        ("HP:0001442", "GeneticInheritance", "biolink:has_mode_of_inheritance"),  # somatic mosaicism
        ("HP:0003829", "GeneticInheritance", "pohgraph:has_clinical_modifier"),  # incomplete penetrance
        ("HP:0003593", "Onset", "pohgraph:has_onset"),  # infantile onset
        ("HP:0003676", "ClinicalCourse", "pohgraph:has_clinical_modifier"),  # progressive
        ("HP:0012828", "ClinicalModifier", "pohgraph:has_clinical_modifier"),  # severe
    ],
)
def test_branch_decides_category_and_relation(term: str, category: str, predicate: str, lexicon: Lexicon) -> None:
    """A term of each branch is of its category, and the object of its relation."""
    reference = Reference.parse(term)
    above = lexicon.ancestors(reference)
    held, below = branch_of(above), branch_below(reference, above)
    assert held
    assert below
    assert (held.category, below.predicate.curie) == (category, predicate)


def test_topmost_terms_say_nothing(lexicon: Lexicon) -> None:
    """The term Onset is no onset, and Phenotypic abnormality nobody's phenotype, though both are nodes."""
    for branch in BRANCHES:
        above = lexicon.ancestors(branch.root)
        below = branch_below(branch.root, above)
        assert branch_of(above) is branch
        assert (below is branch) == branch.states_root


def test_frequency_is_no_branch(lexicon: Lexicon) -> None:
    """HPO's terms for frequency are no objects of claims; each has a band, and none of the patients has what is excluded."""
    for term in bands():
        assert branch_of(lexicon.ancestors(Reference.parse(term))) is None
    assert [term for term, (_, upper) in bands().items() if upper == 0] == [EXCLUDED]


def test_relations_and_branches_share_their_aspects() -> None:
    """Each aspect of HPOA belongs to the terms of a branch and is the main one of a relation."""
    assert {relation.aspects[0] for relation in RELATIONS if relation.aspects} == set(ASPECTS.values())
    by_predicate = {relation.predicate: relation.aspects for relation in RELATIONS if relation.aspects}
    assert {branch.predicate for branch in BRANCHES} == by_predicate.keys()
