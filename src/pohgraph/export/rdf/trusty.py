"""Trusty URIs of RDF (module RA): the hash of a set of named graphs, as a part of the IRIs inside them.

Follows the specification at https://trustyuri.net/, which takes no blank nodes.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

PLACEHOLDER = "RA-of-these-graphs"  # stands in IRIs for the code while it is not known
_Key = tuple[str, ...]


def artifact_code(quads: Iterable[Quad], *, own: str = PLACEHOLDER) -> str:
    """The 45 characters that end the trusty URI of some named graphs; `own` stands for them in IRIs.

    To check a trusty URI, give its code as `own`: the same code must come back.
    """
    lines = (line for line, _ in groupby(_lines(quad, own) for quad in sorted(quads, key=lambda quad: _key(quad, own))))
    digest = hashlib.sha256("".join(lines).encode()).digest()
    return f"RA{urlsafe_b64encode(digest).decode().rstrip('=')}"


def _key(quad: Quad, own: str) -> _Key:
    graph, subject, predicate = (_iri(node, own) for node in (quad.graph_name, quad.subject, quad.predicate))
    return graph, subject, predicate, *_object_key(quad.object, own)


def _object_key(value: object, own: str) -> _Key:
    # IRIs before literals; of equal texts those with a language first, as they have no datatype.
    if not isinstance(value, Literal):
        return "0", _iri(value, own)
    if value.language:
        return "1", value.value, "", value.language.lower()
    return "1", value.value, value.datatype.value, ""


def _lines(quad: Quad, own: str) -> str:
    nodes = (_iri(node, own) for node in (quad.graph_name, quad.subject, quad.predicate))
    return "".join(f"{part}\n" for part in (*nodes, _object(quad.object, own)))


def _object(value: object, own: str) -> str:
    if not isinstance(value, Literal):
        return _iri(value, own)
    text = value.value.replace("\\", "\\\\").replace("\n", "\\n")
    return f"@{value.language.lower()} {text}" if value.language else f"^{value.datatype.value} {text}"


def _iri(node: object, own: str) -> str:
    if not isinstance(node, NamedNode):
        message = f"{node} is no IRI, and trusty graphs have no other nodes"
        raise TypeError(message)
    return node.value.replace(own, " ")
