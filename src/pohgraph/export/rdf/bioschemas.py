"""schema.org JSON-LD as Bioschemas and search engines read it: one MedicalCondition for each disease.

Only what pages say plainly: schema.org has no word for a claim that is denied, left open or made of someone else, and
these are left out. Each condition is complete, so it can be put into a page about the disease as it is.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from pyoxigraph import NamedNode

from pohgraph.claims.reader import read_claims_on, read_nodes, read_vocabularies
from pohgraph.claims.records import AssociationRecord, NodeRecord, SourceRecord
from pohgraph.claims.source import iri_of, named_node
from pohgraph.claims.view import GraphView

_CONTEXT = "https://schema.org/"
_DATASET = "https://w3id.org/pohgraph/"
_CODES = "https://w3id.org/pohgraph/code/"  # a code is another thing than what it stands for
_EXACT = ("skos:exactMatch", "exact")  # the strengths of identifiers and names that mean the disease itself
# Slot of a claim that schema.org has no word for -> what that claim is.
_NOT_SAID = {
    "biolink:negated": "a page denies",
    "pohgraph:hedged": "a page leaves open",
    "pohgraph:borrowed": "a page makes of someone else",
}
Json = dict[str, object]


def write_bioschemas(view: GraphView, out: BinaryIO) -> None:
    """Write all conditions as one JSON-LD graph, after the dataset they are from."""
    conditions = (medical_condition(view, node) for node in read_nodes(view) if node.category == "biolink:Disease")
    out.write(f'{{"@context": "{_CONTEXT}", "@graph": ['.encode())
    out.writelines(
        f"{',' if number else ''}\n{json.dumps(node, ensure_ascii=False, indent=1)}".encode()
        for number, node in enumerate(chain([_dataset(view)], conditions))
    )
    out.write(b"\n]}\n")
    for slot, what in _NOT_SAID.items():
        if count := sum(1 for _ in view.triples(slot)):
            view.report.leave_out(f"claim(s) that {what}", count)


def medical_condition(view: GraphView, disease: NodeRecord) -> Json:
    """What pages say of one disease, as a schema.org MedicalCondition; properties without a value are left out."""
    claims = [claim for claim in read_claims_on(view, disease.iri) if not claim.withheld]
    outgoing = [claim for claim in claims if claim.subject == disease.id]
    incoming = [claim for claim in claims if claim.object == disease.id]
    codes = [disease.id, *(xref.id for xref in disease.xrefs if xref.strength in _EXACT)]
    found = {
        "name": disease.label,
        "alternateName": [synonym.text for synonym in disease.synonyms if synonym.scope in _EXACT],
        "code": [code for curie in codes for code in _codes(view, curie)],
        "signOrSymptom": _things(view, outgoing, "biolink:has_phenotype", "MedicalSignOrSymptom"),
        "cause": _genes(view, incoming, "biolink:causes", ["Gene", "MedicalCause"]),
        "differentialDiagnosis": [
            {"@type": "DDxElement", "@id": claim.iri, "diagnosis": _thing(view, claim, "MedicalCondition")}
            for claim in _of(outgoing, "pohgraph:has_differential_diagnosis")
        ],
        "possibleTreatment": [
            {"@type": "MedicalTherapy", "@id": claim.iri, "name": claim.value}
            for claim in _of(outgoing, "pohgraph:has_management")
        ],
        "naturalProgression": _names(outgoing, "pohgraph:has_clinical_modifier"),
        "epidemiology": _names(outgoing, "pohgraph:has_prevalence"),
        "expectedPrognosis": _names(outgoing, "pohgraph:has_prognosis"),
        "@reverse": {"associatedDisease": _genes(view, incoming, "biolink:associated_with", ["Gene"])},
        "subjectOf": [_page(view, source) for source in _sources(claims)],
    }
    return {"@type": "MedicalCondition", "@id": view.written_iri(disease.iri)} | {
        slot: value for slot, value in found.items() if value and value != {"associatedDisease": []}
    }


def _dataset(view: GraphView) -> Json:
    """Where the conditions come from; the licences of pages stand with each condition, those of vocabularies here."""
    vocabularies = [
        {"@type": "CreativeWork", "@id": record.iri, "name": record.label, "version": record.version}
        | ({"license": record.license} if record.license else {})
        for record in read_vocabularies(view)
    ]
    return {
        "@type": "Dataset",
        "@id": _DATASET,
        "name": "pohgraph",
        "description": "Rare diseases as reference pages describe them. Each statement keeps the licence of its page.",
        "isBasedOn": vocabularies,
    }


def _of(claims: Iterable[AssociationRecord], predicate: str) -> Iterator[AssociationRecord]:
    """The claims of one relation, one for each object whichever pages make it."""
    found: dict[str, AssociationRecord] = {}
    for claim in claims:
        if claim.predicate == predicate:
            found.setdefault(claim.object or claim.value, claim)
    return iter(found.values())


def _things(view: GraphView, claims: Iterable[AssociationRecord], predicate: str, kind: str) -> list[Json]:
    return [_thing(view, claim, kind) for claim in _of(claims, predicate)]


def _thing(view: GraphView, claim: AssociationRecord, kind: str) -> Json:
    codes = list(_codes(view, claim.object))
    return {"@type": kind, "@id": _iri(view, claim.object), "name": claim.object_label or claim.object} | (
        {"code": codes} if codes else {}
    )


def _genes(view: GraphView, claims: Iterable[AssociationRecord], predicate: str, kinds: list[str]) -> list[Json]:
    genes = {claim.subject: claim.subject_label for claim in claims if claim.predicate == predicate}
    return [
        {"@type": kinds, "@id": _iri(view, gene), "name": label or gene, "identifier": gene}
        for gene, label in sorted(genes.items())
    ]


def _names(claims: Iterable[AssociationRecord], predicate: str) -> list[str]:
    return [claim.object_label or claim.object or claim.value for claim in _of(claims, predicate)]


def _codes(view: GraphView, curie: str) -> Iterator[Json]:
    """An identifier as a code of its system; an IRI without a prefix is none."""
    prefix, _, value = curie.partition(":")
    if prefix in view.prefixes:
        yield {"@type": "MedicalCode", "@id": _CODES + curie, "codeValue": value, "codingSystem": prefix}


def _iri(view: GraphView, curie: str) -> str:
    prefix, _, value = curie.partition(":")
    return view.prefixes[prefix] + value if prefix in view.prefixes else curie


def _sources(claims: Iterable[AssociationRecord]) -> list[SourceRecord]:
    return [source for _, source in sorted({claim.source.id: claim.source for claim in claims}.items())]


def _page(view: GraphView, source: SourceRecord) -> Json:
    found = {
        "name": source.label or source.title,
        "url": source.web_page,
        "dateModified": source.modified,
        "license": source.license or source.rights,
        "usageInfo": source.rights if source.license else "",
        "publisher": {"@type": "Organization", "@id": _iri(view, source.publisher), "name": source.publisher_label},
        "citation": list(_works(view, source)),
    }
    return {"@type": "WebPage", "@id": source.iri} | {slot: value for slot, value in found.items() if value}


def _works(view: GraphView, source: SourceRecord) -> Iterator[Json]:
    """What the page lists of the literature."""
    listed = view.slots(NamedNode(source.iri)).get(iri_of("dcterms:references"), ())
    for work in sorted(map(named_node, listed), key=lambda node: node.value):
        iri = view.written_iri(work.value)
        yield {"@type": "ScholarlyArticle", "@id": iri, "name": view.label(work), "identifier": view.curie(work)}
