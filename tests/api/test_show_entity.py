"""One entity with everything claimed of it."""

import json

import pytest

from pohgraph.api.show import entry_of
from pohgraph.errors import QueryError
from pohgraph.schema.relations import PREDICATES
from pohgraph.store.graph import GraphStore


def test_entity_has_its_identifiers_and_claims(sample_store: GraphStore) -> None:
    """The entry has the label, category, every identifier with its strength, and each claim with its words."""
    entry = entry_of(sample_store, "poh")
    assert (entry.entity, entry.entity.label, entry.category) == (
        "MONDO:0008153",
        "progressive osseous heteroplasia",
        "Disease",
    )
    assert set(entry.identifiers) == {
        ("skos:exactMatch", "OMIM:166350"),
        ("skos:exactMatch", "ORPHA:2762"),
        ("oboInOwl:hasDbXref", "GARD:109"),
    }
    (cause,) = [claim for claim in entry.claims if claim.claim.predicate == "biolink:causes"]
    assert (cause.other, getattr(cause.other, "label", ""), cause.incoming) == ("NCBIGene:2778", "GNAS", True)
    assert len(cause.quotes) == 2


def test_claims_that_are_not_stated_say_so(sample_store: GraphStore) -> None:
    """Denied, open and borrowed claims are shown, each with its state; frequency has HPO's word and the page's."""
    claims = entry_of(sample_store, "POH").claims
    states = {shown.quotes[0][0]: shown.claim.state for shown in claims if shown.claim.state != "stated"}
    assert states == {
        "Short stature is absent": "denied",
        "Joint pain may occur": "open",
        "A parent had joint pain": "borrowed",
    }
    assert "Very frequent (90%)" in {shown.claim.often for shown in claims}


def test_entry_is_plain_json(sample_store: GraphStore) -> None:
    """The entry turns into JSON."""
    entry = json.loads(json.dumps(entry_of(sample_store, "GNAS").as_json()))
    assert entry["curie"] == "NCBIGene:2778"
    assert entry["claims"][0]["quotes"][0].keys() == {"text", "source"}


def test_unknown_entity_is_refused(sample_store: GraphStore) -> None:
    """A name nothing bears is corrected; an identifier the graph lacks is said to be absent."""
    with pytest.raises(QueryError, match="did you mean 'GNAS'"):
        entry_of(sample_store, "GNASS")
    with pytest.raises(QueryError, match="HP:9999999 is not in this graph"):
        entry_of(sample_store, "HP:9999999")


def test_claims_come_in_the_order_of_the_relations(sample_store: GraphStore) -> None:
    """What a disease looks like comes first, then its genes, inheritance and course, as the table of relations has them."""
    shown = list(dict.fromkeys(str(claim.claim.predicate) for claim in entry_of(sample_store, "POH").claims))
    assert shown[:2] == ["biolink:has_phenotype", "biolink:causes"]
    assert shown == sorted(shown, key=PREDICATES.index)
    assert len(shown) > 8
