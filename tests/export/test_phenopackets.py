"""Each line is a Phenopacket that GA4GH's own classes read; what does not fit the format is not in it."""

import io
import json

import pytest
from google.protobuf.json_format import MessageToDict, Parse
from phenopackets import Phenopacket

from pohgraph.export import export_graph
from pohgraph.store.graph import GraphStore

AHO, POH = "MONDO:0012912", "MONDO:0008153"


@pytest.fixture
def lines(sample_store: GraphStore) -> list[str]:
    """The lines of the export."""
    out = io.BytesIO()
    export_graph(sample_store, "phenopackets", out)
    return out.getvalue().decode().splitlines()


@pytest.fixture
def packets(lines: list[str]) -> dict[str, Phenopacket]:
    """The packets by their disease; the parser refuses any field or value the schema does not have."""
    found = (Parse(line, Phenopacket()) for line in lines)
    return {packet.id: packet for packet in found}


def test_each_described_disease_has_a_packet(packets: dict[str, Phenopacket]) -> None:
    """Diseases that pages describe have a packet, which is about the disease and no patient."""
    assert set(packets) == {AHO, POH}
    for identifier, packet in packets.items():
        assert not packet.HasField("subject")
        assert [disease.term.id for disease in packet.diseases] == [identifier]


def test_nothing_is_lost_in_the_classes(lines: list[str], packets: dict[str, Phenopacket]) -> None:
    """The JSON is what the classes themselves write."""
    written = [MessageToDict(packet) for packet in packets.values()]
    assert written == [json.loads(line) for line in lines]


def test_denied_findings_are_excluded(packets: dict[str, Phenopacket]) -> None:
    """Present and excluded findings are told apart; hedged and borrowed ones are neither."""
    features = {(feature.type.label, feature.excluded) for feature in packets[POH].phenotypic_features}
    assert features == {("Ectopic calcification", False), ("Short stature", True)}
    assert all(not feature.excluded for feature in packets[AHO].phenotypic_features)


def test_evidence_has_the_quote(packets: dict[str, Phenopacket]) -> None:
    """Each feature names its page and the page's words, and how often it occurs is told in words."""
    found = {
        feature.description: [item.reference.description for item in feature.evidence]
        for feature in packets[POH].phenotypic_features
        if not feature.excluded
    }
    assert found == {
        "": ["Ectopic calcification is found"],
        "Very frequent; 90%": ["90% of people have ectopic calcification"],
    }


def test_onset_is_told_where_pages_agree(packets: dict[str, Phenopacket]) -> None:
    """The disease's onset is an HPO term."""
    assert packets[POH].diseases[0].onset.ontology_class.id == "HP:0003593"
    assert not packets[AHO].diseases[0].HasField("onset")


def test_every_prefix_has_its_resource(packets: dict[str, Phenopacket]) -> None:
    """The ontologies of all terms are named with their version, as the format wants."""
    for packet in packets.values():
        resources = {resource.namespace_prefix: resource for resource in packet.meta_data.resources}
        assert set(resources) == {"ECO", "HP", "MONDO"}
        assert resources["HP"].iri_prefix == "http://purl.obolibrary.org/obo/HP_"
        assert packet.meta_data.phenopacket_schema_version == "2.0"


def test_licences_stand_with_each_packet(packets: dict[str, Phenopacket]) -> None:
    """Each packet names the pages it rests on, and the vocabularies, with their licences."""
    described = [reference.description for reference in packets[AHO].meta_data.external_references]
    assert described == [
        "Test press: Pseudopseudohypoparathyroidism. Licence: https://creativecommons.org/publicdomain/zero/1.0/",
        "Human Phenotype Ontology 2025-01-16. Licence: HPO licence",
    ]
