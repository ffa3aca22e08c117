"""Many assertions to one set."""

import random
from dataclasses import replace

import pytest

from pohgraph.assemble import Named, described, merge
from pohgraph.model import Assertion, Evidence, Reference, Span
from pohgraph.schema.relations import MAPPING_PREDICATES
from pohgraph.vocab.lexicon import open_lexicon


def _assertion(identifier: str, document: str, start: int) -> Assertion:
    evidence = Evidence(document=document, quote=Span(start, start + 5), section="description", extractor="test")
    return Assertion(
        subject=Reference("MONDO", "1"),
        predicate=Reference("biolink", "has_phenotype"),
        object=Reference("HP", identifier),
        evidence=(evidence,),
    )


def test_equal_claims_become_one_with_all_their_evidence() -> None:
    """The same claim of two pages is one assertion with two pieces of evidence, repeats left out."""
    merged = merge([_assertion("1", "a:1", 0), _assertion("1", "b:1", 9), _assertion("1", "a:1", 0)])
    assert [[e.document for e in assertion.evidence] for assertion in merged] == [["a:1", "b:1"]]


def test_the_order_of_pages_does_not_matter() -> None:
    """Any order of reading gives the same set in the same order."""
    assertions = [_assertion(str(i % 7), f"d:{i % 3}", i) for i in range(40)]
    shuffled = assertions[:]
    random.Random(1).shuffle(shuffled)
    assert merge(shuffled) == merge(assertions)


def test_a_label_does_not_depend_on_the_order_of_pages() -> None:
    """Pages that label a node differently give it the same label in any order."""
    claims = [replace(_assertion("1", f"d:{i}", i), subject_label=label) for i, label in enumerate("abc")]
    found = set()
    for order in (claims, claims[::-1], claims[1:] + claims[:1]):
        whole = Named()
        for claim in order:
            page = Named()
            page.add([claim])
            whole.update(page)
        found.add(whole.labels[Reference("MONDO", "1")][1])
    assert found == {"a"}


@pytest.mark.parametrize("predicate", MAPPING_PREDICATES)
def test_an_identifier_is_no_node(predicate: str) -> None:
    """The disease is a node, its other identifier is none, however strong the mapping: no claim is made of it."""
    stated = replace(
        _assertion("1", "d:1", 0),
        subject=Reference("MONDO", "0008153"),
        predicate=Reference.parse(predicate),
        object=Reference("OMIM", "166350"),
    )
    named = Named()
    named.add([stated])
    content = described(named, open_lexicon())
    assert [entity.reference.curie for entity in content.entities] == ["MONDO:0008153"]
