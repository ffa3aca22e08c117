"""Reads an ontology in OBO Graphs JSON, the form of hp.json and mondo.json, into what `read_obo` gives."""

import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pohgraph.errors import VocabularyError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF
from pohgraph.vocab.formats.obo import (
    EQUIVALENT,
    CrossReference,
    Ontology,
    OntologyDraft,
    TermDraft,
    is_license,
    release_of,
    skos_predicate,
)

_OBO = iri_root("obo")
_SCOPES = {
    "hasExactSynonym": "EXACT",
    "hasNarrowSynonym": "NARROW",
    "hasBroadSynonym": "BROAD",
    "hasRelatedSynonym": "RELATED",
}
_ALTERNATIVE = f"{iri_root('oboInOwl')}hasAlternativeId"
_REPLACED_BY = f"{_OBO}IAO_0100001"
_VERSION = f"{iri_root('owl')}versionInfo"
_HEAD = 1 << 10  # bytes
Json = dict[str, Any]


def read_obographs(path: Path, prefix: str) -> Ontology:
    """Read the terms of one prefix.

    Raises:
        VocabularyError: the file is missing, no JSON, with the line, or no OBO graph; or holds no such term.
    """
    graph = _graph(path)
    draft = OntologyDraft(prefix=prefix)
    try:
        parents: defaultdict[str, list[Reference]] = defaultdict(list)
        for edge in graph.get("edges", ()):
            if edge["pred"] == "is_a":
                parents[edge["sub"]].append(_reference(edge["obj"]))
        for node in graph["nodes"]:
            if node.get("type", "CLASS") == "CLASS":
                draft.add(_term(node, parents.get(node["id"], [])))
        version, license_ = _about(graph.get("meta") or {})
    except (KeyError, TypeError, AttributeError) as error:
        reason = f"not an OBO graph: {type(error).__name__} {error}"
        raise VocabularyError(path=str(path), reason=reason) from None
    return draft.finished(path, version=release_of(version), license_=license_)


def is_json(path: Path) -> bool:
    """Whether a file begins as JSON does, whatever it is called.

    Raises:
        VocabularyError: it cannot be read.
    """
    try:
        with path.open("rb") as file:  # a minified file is one line, too long to be read as such
            return file.read(_HEAD).removeprefix(BOM_UTF8).lstrip().startswith(b"{")
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None


def _graph(path: Path) -> Json:
    try:
        with path.open(encoding="utf-8-sig") as file:
            content = json.load(file)
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None
    except json.JSONDecodeError as error:
        raise VocabularyError(path=str(path), reason=f"not JSON: {error.msg}", line=error.lineno) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise VocabularyError(path=str(path), reason=f"not JSON in UTF-8: {error}") from None
    graphs = content.get("graphs") if isinstance(content, dict) else None
    if not isinstance(graphs, list) or not graphs or not isinstance(graphs[0], dict) or "nodes" not in graphs[0]:
        raise VocabularyError(path=str(path), reason="not an OBO graph: no graphs with nodes in it")
    graph: Json = graphs[0]
    return graph


def _term(node: Json, parents: list[Reference]) -> TermDraft:
    meta = node.get("meta") or {}
    draft = TermDraft(
        reference=_reference(node["id"]),
        label=node.get("lbl", ""),
        obsolete=bool(meta.get("deprecated")),
        parents=parents,
        synonyms=[(s["val"], _SCOPES[s["pred"]]) for s in meta.get("synonyms", ()) if s["pred"] in _SCOPES],
        mapped=list(_mapped(meta)),
    )
    for value in meta.get("basicPropertyValues", ()):
        if value["pred"] == _ALTERNATIVE:
            draft.alternatives.append(_reference(value["val"]))
        elif value["pred"] == _REPLACED_BY:
            draft.successors.append(_reference(value["val"]))
    return draft


def _mapped(meta: Json) -> Iterator[CrossReference]:
    for xref in meta.get("xrefs", ()):
        # Where the writer keeps the annotations of a cross-reference, they hang below it.
        notes = [v["val"] for v in (xref.get("meta") or {}).get("basicPropertyValues", ())]
        notes += [x["val"] for x in (xref.get("meta") or {}).get("xrefs", ())]
        yield CrossReference((EXACT_MATCH if EQUIVALENT in notes else HAS_DB_XREF).curie, xref["val"])
    for value in meta.get("basicPropertyValues", ()):
        predicate = skos_predicate(value["pred"])
        if predicate:
            yield CrossReference(predicate, value["val"])


def _about(meta: Json) -> tuple[str, str]:
    values = meta.get("basicPropertyValues", ())
    version = meta.get("version") or next((v["val"] for v in values if v["pred"] == _VERSION), "")
    licenses = sorted((v["val"] for v in values if is_license(v["pred"])), key=lambda t: not t.startswith("http"))
    return version, licenses[0] if licenses else ""


def _reference(identifier: str) -> Reference:
    """The reference of a term's IRI or CURIE."""
    local = identifier.removeprefix(_OBO)
    prefix, _, rest = local.partition("_") if local != identifier else local.partition(":")
    return Reference(prefix, rest)
