"""schema.org JSON-LD as Bioschemas and search engines read it: one MedicalCondition for each disease.

Only what pages state: schema.org has no word for a claim that is denied, open or borrowed, and these are left out. Each condition is complete, so it can be put into a page about the disease as it is.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from pyoxigraph import NamedNode

from pohgraph.claims.nodes import read_nodes, read_vocabularies
from pohgraph.claims.reader import read_claims_on
from pohgraph.claims.records import NodeRecord
from pohgraph.claims.slots import iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named, SourceRecord, State
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import (
    ASSOCIATED_WITH,
    CAUSES,
    EXACT_MATCH,
    FLAGS,
    HAS_CLINICAL_MODIFIER,
    HAS_DIFFERENTIAL_DIAGNOSIS,
    HAS_MANAGEMENT,
    HAS_PHENOTYPE,
    HAS_PREVALENCE,
    HAS_PROGNOSIS,
)

_CONTEXT = iri_root("schemas")
_DATASET = iri_root("poh")
_CODES = f"{iri_root('poh')}code/"  # a code is another thing than what it stands for
_EXACT = (EXACT_MATCH.curie, "exact")  # the strengths of identifiers and names that mean the disease itself
# Flag of a claim that schema.org has no word for -> what that claim is.
_NOT_SAID: dict[str, State] = {
    FLAGS["negated"]: "denied",
    FLAGS["hedged"]: "open",
    FLAGS["borrowed"]: "borrowed",
}
Json = dict[str, object]


def write_bioschemas(view: GraphView, out: BinaryIO) -> None:
    """Write all conditions as one JSON-LD graph, after the dataset they are from."""
    conditions = (medical_condition(view, node) for node in read_nodes(view) if node.category == Category.DISEASE.curie)
    out.write(f'{{"@context": "{_CONTEXT}", "@graph": ['.encode())
    out.writelines(
        f"{',' if number else ''}\n{json.dumps(node, ensure_ascii=False, indent=1)}".encode()
        for number, node in enumerate(chain([_dataset(view)], conditions))
    )
    out.write(b"\n]}\n")
    for slot, state in _NOT_SAID.items():
        if count := sum(1 for _ in view.triples(slot)):
            view.report.leave_out(f"{state} claim(s)", count)


def medical_condition(view: GraphView, disease: NodeRecord) -> Json:
    """What pages say of one disease, as a schema.org MedicalCondition; properties without a value are left out."""
    claims = [claim for claim in read_claims_on(view, [disease.iri]) if claim.state == "stated"]
    outgoing = [claim for claim in claims if claim.subject == disease.id]
    incoming = [claim for claim in claims if claim.object == disease.id]
    codes = [disease.id, *(xref.id for xref in disease.xrefs if xref.strength in _EXACT)]
    found = {
        "name": disease.label,
        "alternateName": [synonym.text for synonym in disease.synonyms if synonym.scope in _EXACT],
        "code": [code for curie in codes for code in _codes(view, curie)],
        "signOrSymptom": _things(view, outgoing, HAS_PHENOTYPE.curie, "MedicalSignOrSymptom"),
        "cause": _genes(view, incoming, CAUSES.curie, ["Gene", "MedicalCause"]),
        "differentialDiagnosis": [
            {"@type": "DDxElement", "@id": claim.id.iri, "diagnosis": _thing(view, claim, "MedicalCondition")}
            for claim in _of(outgoing, HAS_DIFFERENTIAL_DIAGNOSIS.curie)
        ],
        "possibleTreatment": [
            {"@type": "MedicalTherapy", "@id": claim.id.iri, "name": str(claim.object)}
            for claim in _of(outgoing, HAS_MANAGEMENT.curie)
        ],
        "naturalProgression": _names(outgoing, HAS_CLINICAL_MODIFIER.curie),
        "epidemiology": _names(outgoing, HAS_PREVALENCE.curie),
        "expectedPrognosis": _names(outgoing, HAS_PROGNOSIS.curie),
        "@reverse": {"associatedDisease": _genes(view, incoming, ASSOCIATED_WITH.curie, ["Gene"])},
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


def _of(claims: Iterable[Claim], predicate: str) -> Iterator[Claim]:
    """The claims of one relation, one for each object whichever pages make it."""
    found: dict[str, Claim] = {}
    for claim in claims:
        if claim.predicate == predicate:
            found.setdefault(claim.object, claim)
    return iter(found.values())


def _things(view: GraphView, claims: Iterable[Claim], predicate: str, kind: str) -> list[Json]:
    return [_thing(view, claim, kind) for claim in _of(claims, predicate)]


def _thing(view: GraphView, claim: Claim, kind: str) -> Json:
    if not isinstance(claim.object, Named):
        return {"@type": kind, "name": claim.object}
    codes = list(_codes(view, claim.object))
    return {"@type": kind, "@id": _iri(view, claim.object), "name": claim.object.label or claim.object} | (
        {"code": codes} if codes else {}
    )


def _genes(view: GraphView, claims: Iterable[Claim], predicate: str, kinds: list[str]) -> list[Json]:
    genes = {claim.subject: claim.subject.label for claim in claims if claim.predicate == predicate}
    return [
        {"@type": kinds, "@id": _iri(view, gene), "name": label or gene, "identifier": gene}
        for gene, label in sorted(genes.items())
    ]


def _names(claims: Iterable[Claim], predicate: str) -> list[str]:
    return [claim.object_label or claim.object for claim in _of(claims, predicate)]


def _codes(view: GraphView, curie: str) -> Iterator[Json]:
    """An identifier as a code of its system; an IRI without a prefix is none."""
    prefix, _, value = curie.partition(":")
    if prefix in view.prefixes:
        yield {"@type": "MedicalCode", "@id": _CODES + curie, "codeValue": value, "codingSystem": prefix}


def _iri(view: GraphView, curie: str) -> str:
    prefix, _, value = curie.partition(":")
    return view.prefixes[prefix] + value if prefix in view.prefixes else curie


def _sources(claims: Iterable[Claim]) -> list[SourceRecord]:
    return [source for _, source in sorted({claim.source.id: claim.source for claim in claims}.items())]


def _page(view: GraphView, source: SourceRecord) -> Json:
    found = {
        "name": source.label or source.title,
        "url": source.web_page,
        "dateModified": source.modified,
        "license": source.license or source.rights,
        "usageInfo": source.rights if source.license else "",
        "publisher": _publisher(view, source),
        "citation": list(_works(view, source)),
    }
    return {"@type": "Dataset" if source.is_dataset else "WebPage", "@id": source.iri} | {
        slot: value for slot, value in found.items() if value
    }


def _publisher(view: GraphView, source: SourceRecord) -> Json:
    """Who publishes a page; nothing for a file of statements, which names nobody."""
    if not source.publisher:
        return {}
    name = source.publisher_label or source.publisher
    return {"@type": "Organization", "@id": _iri(view, source.publisher), "name": name}


def _works(view: GraphView, source: SourceRecord) -> Iterator[Json]:
    """What the page lists of the literature."""
    listed = view.slots(NamedNode(source.iri)).get(iri_of("dcterms:references"), ())
    for work in sorted(map(named_node, listed), key=lambda node: node.value):
        iri = view.written_iri(work.value)
        yield {
            "@type": "ScholarlyArticle",
            "@id": iri,
            "name": view.label(work) or view.curie(work),
            "identifier": view.curie(work),
        }
