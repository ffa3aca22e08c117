"""What pages say of each disease as a Phenopacket (GA4GH, version 2) without a subject, one JSON object a line.

Phenopackets describe a patient, so this is the part that fits a disease: findings, present or excluded, with their
onset and evidence, and when the disease begins. Open and borrowed claims, and what is denied only at some age or of
some patients, have no place in it, and neither have genes and inheritance, which the format ties to a patient's sample.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from pohgraph.claims.nodes import read_nodes, read_vocabularies
from pohgraph.claims.reader import read_claims_on
from pohgraph.claims.records import NodeRecord, VocabularyRecord
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import HAS_ONSET, HAS_PHENOTYPE
from pohgraph.version import __version__

_SCHEMA = "2.0"
_PHENOTYPE, _ONSET = HAS_PHENOTYPE.curie, HAS_ONSET.curie
_NO_DATE = "1970-01-01"  # where no page has a date: the format wants one, and the clock would change the bytes
Json = dict[str, object]
_UNKNOWN = "unknown"
_EVIDENCE_LABELS = {"ECO:0000501": "evidence used in automatic assertion"}
# Prefix -> what Phenopackets call the resource: id, name, where it is found.
_RESOURCES = {
    "HP": ("hp", "Human Phenotype Ontology", f"{iri_root('obo')}hp.owl"),
    "MONDO": ("mondo", "Mondo Disease Ontology", f"{iri_root('obo')}mondo.owl"),
    "ECO": ("eco", "Evidence and Conclusion Ontology", f"{iri_root('obo')}eco.owl"),
}


def write_phenopackets(view: GraphView, out: BinaryIO) -> None:
    """Write a line for each disease of which a page says or denies a finding, or tells the onset."""
    vocabularies = tuple(read_vocabularies(view))
    left_out = sum(1 for _ in view.triples("rdf:subject"))
    for disease in read_nodes(view):
        if disease.category != Category.DISEASE.curie:
            continue
        if told := [claim for claim in read_claims_on(view, [disease.iri]) if _is_told(claim, disease)]:
            left_out -= len(told)
            packet = _packet(view, disease, told, vocabularies)
            out.write(f"{json.dumps(packet, ensure_ascii=False)}\n".encode())
    if left_out:
        view.report.leave_out("claim(s) that a Phenopacket has no place for", left_out)


def _packet(
    view: GraphView,
    disease: NodeRecord,
    told: list[Claim],
    vocabularies: tuple[VocabularyRecord, ...],
) -> Json:
    findings = [claim for claim in told if claim.predicate == _PHENOTYPE]
    versions = {vocabulary.iri.rpartition("/")[2]: vocabulary.version for vocabulary in vocabularies}
    used = {"HP", "ECO", disease.id.partition(":")[0]}
    return {
        "id": disease.id,
        "phenotypicFeatures": list(_features(findings)),
        "diseases": [_disease(disease, [claim for claim in told if claim.predicate == _ONSET])],
        "metaData": {
            "created": f"{max(claim.source.modified for claim in told) or _NO_DATE}T00:00:00Z",
            "createdBy": f"pohgraph {__version__}",
            "resources": [_resource(view, prefix, versions) for prefix in sorted(used)],
            "phenopacketSchemaVersion": _SCHEMA,
            "externalReferences": [*_pages(told), *map(_vocabulary, vocabularies)],
        },
    }


def _is_told(claim: Claim, disease: NodeRecord) -> bool:
    if claim.subject != disease.id or claim.hedged or claim.borrowed:
        return False
    if claim.negated and not claim.denies:
        return False  # readers of `excluded` would take it for never in anybody
    return claim.predicate == _PHENOTYPE or (claim.predicate == _ONSET and not claim.negated)


def _features(findings: list[Claim]) -> Iterator[Json]:
    """One feature for each way pages speak of a finding; one that pages disagree on is there twice, with its evidence."""
    groups: dict[tuple[str, bool, str, str, tuple[str, ...], str], list[Claim]] = {}
    for claim in findings:
        key = (claim.object, claim.negated, claim.onset, claim.frequency, claim.frequency_texts, _case(claim))
        groups.setdefault(key, []).append(claim)
    for (term, negated, onset, _, said, case), claims in groups.items():
        feature: Json = {"type": _term(term, claims[0].object_label)}
        # The format has no slot for a frequency among patients, so it is told in words.
        if often := "; ".join(filter(None, (claims[0].frequency.label, *said, case))):
            feature["description"] = often
        if negated:
            feature["excluded"] = True
        if onset:
            feature["onset"] = {"ontologyClass": _term(onset, claims[0].onset.label)}
        feature["evidence"] = [evidence for claim in claims for evidence in _evidence(claim)]
        yield feature


def _case(claim: Claim) -> str:
    """What tells a finding of a case report from one of a disease; "" for the latter."""
    if not claim.detail("pohgraph:study_type"):
        return ""
    counts, totals = claim.detail("biolink:has_count"), claim.detail("biolink:has_total")
    return f"case report, {counts[0]} of {totals[0]}" if len(counts) == len(totals) == 1 else "case report"


def _disease(disease: NodeRecord, onsets: list[Claim]) -> Json:
    """The disease; with its onset only where pages agree on one."""
    found: Json = {"term": _term(disease.id, disease.label)}
    if len({claim.object for claim in onsets}) == 1:
        found["onset"] = {"ontologyClass": _term(onsets[0].object, onsets[0].object_label)}
    return found


def _evidence(claim: Claim) -> Iterator[Json]:
    code = next(iter(claim.evidence_codes), "ECO:0000501")
    for quote in claim.quotes:
        reference = {"id": claim.source.id, "reference": _address(claim), "description": quote}
        yield {"evidenceCode": _term(code, _EVIDENCE_LABELS.get(code, "")), "reference": reference}
    for work in claim.publications:
        yield {"evidenceCode": _term(code, _EVIDENCE_LABELS.get(code, "")), "reference": {"id": work}}


def _pages(claims: Iterable[Claim]) -> Iterator[Json]:
    """Each page once, with its publisher and licence."""
    pages = {claim.source.id: claim for claim in claims}
    for identifier, claim in sorted(pages.items()):
        terms = "; ".join(filter(None, (claim.source.rights, claim.source.license))) or "no licence stated"
        description = f"{claim.source.publisher_label}: {claim.source.title}. Licence: {terms}"
        yield {"id": identifier, "reference": _address(claim), "description": description}


def _vocabulary(vocabulary: VocabularyRecord) -> Json:
    description = f"{vocabulary.label}. Licence: {vocabulary.license or 'no licence stated'}"
    return {"id": vocabulary.id, "reference": vocabulary.web_page or vocabulary.iri, "description": description}


def _address(claim: Claim) -> str:
    return claim.source.web_page or claim.source.iri


def _resource(view: GraphView, prefix: str, versions: Mapping[str, str]) -> Json:
    iri = view.prefixes.get(prefix, "")
    identifier, title, url = _RESOURCES.get(prefix, (prefix.lower(), prefix, iri))
    return {
        "id": identifier,
        "name": title,
        "url": url,
        "version": versions.get(identifier, _UNKNOWN),
        "namespacePrefix": prefix,
        "iriPrefix": iri,
    }


def _term(identifier: str, label: str) -> Json:
    return {"id": identifier, "label": label}
