"""Makes the IRIs of claims, evidence and selectors again from what they say: who changes one has to change its name.

It needs no page, so it holds for graphs without theirs. What a page's text says it cannot tell.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from pyoxigraph import NamedNode

from pohgraph.check.evidence import RecordedEvidence, recorded_evidence
from pohgraph.check.parts import DocumentPart, Slots, Value, texts
from pohgraph.check.result import Fault
from pohgraph.model import Reference, Span
from pohgraph.schema.prefixes import compress, expand, iri_root, prefix_map
from pohgraph.schema.relations import CURATED, FLAGS, REVISION_OF
from pohgraph.store.rdf import digest

PART = "identity"
_MOST = 720  # orders of its qualifiers that a name is tried for: the graph does not keep in which they came
_RDF, _BIOLINK, _PROV, _OA = (prefix_map()[prefix] for prefix in ("rdf", "biolink", "prov", "oa"))
_CLAIMS, _EVIDENCE, _EXTRACTIONS = map(iri_root, ("pohassoc", "pohevidence", "pohextraction"))
_NAMED_PARTS = ("subject", "object", "cue")  # in this order in the name of evidence, qualifiers after them


def _iri(curie: str) -> str:
    return expand(Reference.parse(curie))


# The slots of an association that are not part of its name as details.
_FIXED = frozenset(
    map(
        _iri,
        (
            "rdf:type",
            "rdf:subject",
            "rdf:predicate",
            "rdf:object",
            *FLAGS.values(),
            *CURATED,
            "biolink:frequency_qualifier",
            "biolink:onset_qualifier",
            "biolink:publications",
            "biolink:primary_knowledge_source",
            "biolink:supporting_data_source",
            "biolink:knowledge_level",
            "biolink:agent_type",
            "biolink:has_evidence",
            "biolink:supporting_text",
            "prov:hadPrimarySource",
            "prov:wasDerivedFrom",
            "owl:annotatedSource",
            "owl:annotatedProperty",
            "owl:annotatedTarget",
            "sssom:subject_id",
            "sssom:predicate_id",
            "sssom:object_id",
            "sssom:mapping_justification",
        ),
    )
)
_REASON = _iri("pohgraph:grounding_reason")  # one may come twice in a name, which a graph cannot keep
# Figures whose text in a name is not the number's shortest form, which is the one that the graph keeps.
_FIGURES = {
    "biolink:has_percentage": lambda text: str(float(text)),
    "biolink:has_quotient": lambda text: str(float(text)),
    "pohgraph:grounding_score": lambda text: f"{float(text):.2f}",
}


def identity_faults(part: DocumentPart) -> Iterator[Fault]:
    """The claims, evidence and selectors of one page that are not called as their content says."""
    document = compress(part.document)
    for claim, slots in sorted(part.claims.items()):
        if claim.startswith(_CLAIMS) and not _is_named_so(claim, slots, document):
            yield _fault(claim, "does not follow from its subject, predicate, object, qualifiers and page")
    for evidence in recorded_evidence(part.evidence):
        if isinstance(evidence, RecordedEvidence) and evidence.iri.startswith(_EVIDENCE):
            extractions = texts(part.evidence[evidence.iri], f"{_PROV}wasGeneratedBy")
            if not _is_evidence_named_so(evidence, extractions, document):
                yield _fault(evidence.iri, "does not follow from its page, extractor and places")
    for node, slots in sorted(part.evidence.items()):
        stretch = node.removeprefix(f"{part.document}#char=")
        bounds = [*texts(slots, f"{_OA}start"), *texts(slots, f"{_OA}end")]
        if stretch != node and bounds and stretch != ",".join(bounds):
            yield _fault(node, f"is not that of its bounds {'-'.join(bounds)}")
        elif any(
            len(exact) != int(bounds[1]) - int(bounds[0]) for exact in texts(slots, f"{_OA}exact") if _is_span(bounds)
        ):
            yield _fault(node, f"is not that of its quote, which has another length than {'-'.join(bounds)}")


def _is_span(bounds: Sequence[str]) -> bool:
    return len(bounds) == len(Span._fields) and all(bound.isdecimal() for bound in bounds)


def _fault(node: str, message: str) -> Fault:
    return Fault(part=PART, kind="altered content", node=compress(node), message=f"its identifier {message}")


def _is_named_so(claim: str, slots: Slots, document: str) -> bool:
    """Whether a claim has the name that its content gives; yes where the graph does not tell enough to say."""
    parts = [slots.get(f"{_RDF}{name}", []) for name in ("subject", "predicate", "object")]
    qualifiers = [slots.get(f"{_BIOLINK}{name}_qualifier", []) for name in ("frequency", "onset")]
    if any(len(values) != 1 for values in parts) or any(len(values) > 1 for values in qualifiers):
        return False
    if len(slots.get(_REASON, ())) > 1 or _iri(REVISION_OF) in slots:
        return True  # what an edit made is called by what it took from the claim before
    (subject,), (predicate,), (target,) = parts
    key = [
        _text(subject),
        _text(predicate),
        *((_text(target), "") if isinstance(target, NamedNode) else ("", _text(target))),
        *(flag if "true" in texts(slots, _iri(slot)) else "" for flag, slot in FLAGS.items()),
        *(_text(values[0]) if values else "" for values in qualifiers),
    ]
    details = sorted(
        _detail(compress(predicate), value)
        for predicate, values in slots.items()
        if predicate not in _FIXED
        for value in values
    )
    return _is_one(claim, _CLAIMS, key, details, [document])


def _is_evidence_named_so(evidence: RecordedEvidence, extractions: Sequence[str], document: str) -> bool:
    if len(extractions) != 1:
        return False
    extractor = extractions[0].removeprefix(_EXTRACTIONS).partition("/")[0]
    spans = [("quote", evidence.quote), *(part for name in _NAMED_PARTS for part in evidence.parts if part[0] == name)]
    others = [part for part in evidence.parts if part[0] not in _NAMED_PARTS]
    key = [document, extractor, *map(_place, spans)]
    return _is_one(evidence.iri, _EVIDENCE, key, [_place(part) for part in others], [])


def _is_one(iri: str, root: str, before: list[str], unordered: list[str], after: list[str]) -> bool:
    """Whether an IRI is the hash of these parts, some of which may be in any order; too many orders are not all tried."""
    orders = list(islice(permutations(unordered), _MOST + 1))
    if any(iri == f"{root}{digest(*before, *order, *after)}" for order in orders):
        return True
    return len(orders) > _MOST


def _place(part: tuple[str, Span]) -> str:
    name, span = part
    return f"{name}={span.start},{span.end}"


def _detail(slot: str, value: Value) -> str:
    text = _text(value)
    figure = _FIGURES.get(slot)
    try:
        return f"{slot}={figure(text) if figure else text}"
    except ValueError:
        return f"{slot}={text}"  # no number: no name is made of it


def _text(value: Value) -> str:
    if isinstance(value, NamedNode):
        return compress(value.value)
    return getattr(value, "value", str(value))
