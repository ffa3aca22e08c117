"""One entity with everything claimed of it."""

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from pohgraph.api.graph import open_graph
from pohgraph.errors import QueryError
from pohgraph.model import Mapping, Reference
from pohgraph.query.show import view_entity
from pohgraph.schema.relations import MAPPING_PREDICATES, PREDICATES
from pohgraph.store.graph import GraphStore, write_store
from pohgraph.store.quads import quads


def test_entity_has_its_identifiers_and_claims(sample_store: GraphStore) -> None:
    """The view has the label, category, every identifier with its strength, and each claim with its words."""
    view = view_entity(sample_store, "poh")
    assert (view.curie, view.label, view.category) == ("MONDO:0008153", "progressive osseous heteroplasia", "Disease")
    assert set(view.identifiers) == {
        ("skos:exactMatch", "OMIM:166350"),
        ("skos:exactMatch", "ORPHA:2762"),
        ("oboInOwl:hasDbXref", "GARD:109"),
    }
    (cause,) = [claim for claim in view.claims if claim.predicate == "biolink:causes"]
    assert (cause.other, cause.other_label, cause.incoming) == ("NCBIGene:2778", "GNAS", True)
    assert len(cause.quotes) == 2


def test_claims_that_are_taken_back_are_flagged(sample_store: GraphStore) -> None:
    """Denied, open and borrowed claims are shown, each with its flag; frequency has HPO's word and the page's."""
    claims = view_entity(sample_store, "POH").claims
    flags = {claim.quotes[0].text: claim.flags for claim in claims if claim.flags}
    assert flags == {
        "Short stature is absent": ("negated",),
        "Joint pain may occur": ("hedged",),
        "A parent had joint pain": ("borrowed",),
    }
    assert "Very frequent (90%)" in {claim.frequency for claim in claims}


def test_every_kind_of_identifier_is_shown(tmp_path: Path, sample: ModuleType) -> None:
    """Whatever predicate an identifier is mapped by, the view has it, and so has the entity in Python."""
    content = sample.sample_content()
    poh = Reference("MONDO", "0008153")
    mappings = tuple(
        Mapping(subject=poh, predicate=Reference.parse(predicate), object=Reference("UMLS", f"C000000{number}"))
        for number, predicate in enumerate(MAPPING_PREDICATES)
    )
    write_store(tmp_path / "db", quads(replace(content, mappings=mappings, assertions=())), {}, "{}")
    graph = open_graph(tmp_path / "db")
    assert {strength for strength, _ in view_entity(graph.store, poh.curie).identifiers} == set(MAPPING_PREDICATES)
    assert {row["strength"] for row in graph.disease(poh.curie).identifiers()} == set(MAPPING_PREDICATES)


def test_claims_come_in_the_order_of_the_relations(sample_store: GraphStore) -> None:
    """What a disease looks like comes first, then its genes, inheritance and course, as the table of relations has them."""
    shown = list(dict.fromkeys(claim.predicate for claim in view_entity(sample_store, "POH").claims))
    assert shown[:3] == ["biolink:has_phenotype", "biolink:causes", "biolink:associated_with"]
    assert shown == sorted(shown, key=PREDICATES.index)
    assert len(shown) > 8


def test_view_is_plain_json(sample_store: GraphStore) -> None:
    """The view turns into JSON."""
    view = json.loads(json.dumps(view_entity(sample_store, "GNAS").as_json()))
    assert view["curie"] == "NCBIGene:2778"
    assert view["claims"][0]["quotes"][0].keys() == {"text", "source"}


def test_unknown_entity_is_refused(sample_store: GraphStore) -> None:
    """A name nothing bears is corrected; an identifier the graph lacks is said to be absent."""
    with pytest.raises(QueryError, match="did you mean 'GNAS'"):
        view_entity(sample_store, "GNAZ")
    with pytest.raises(QueryError, match="HP:9999999 is not in this graph"):
        view_entity(sample_store, "HP:9999999")
