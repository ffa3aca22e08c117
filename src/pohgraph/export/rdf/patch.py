"""The difference of two graphs as an RDF Patch, the format of Apache Jena and RDF Delta.

The format is described at https://jena.apache.org/documentation/rdf-patch/. Ours has one transaction, and its identifier is
made from its changes, so that the same changes are the same bytes.
"""

import hashlib
import re
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from pohgraph.claims.quad_changes import QuadChange
from pohgraph.errors import ExportError
from pohgraph.schema.prefixes import prefix_map

MEDIA_TYPE = "application/rdf-patch"
_CHUNK = 1 << 20  # bytes copied at once
_NAMESPACE = re.compile(r"<([^>]*[/#_])")  # an IRI up to the last character that ends a namespace


def write_patch(changes: Iterable[QuadChange], out: BinaryIO) -> int:
    """Write what turns one graph into another, and return how many quads it adds and deletes.

    The changes wait in a temporary file until the header, which names them by their hash, is written.

    Raises:
        ExportError: a quad has a blank node. Its label says nothing outside its own graph, so no patch could name it.
    """
    digest = hashlib.sha256()
    namespaces: set[str] = set()
    count = 0
    with TemporaryFile() as body:
        for change in changes:
            _refuse_blank_nodes(change)
            row = f"{'A' if change.is_added else 'D'} {change.quad} .\n".encode()
            digest.update(row)
            body.write(row)
            if change.is_added:
                namespaces.update(_NAMESPACE.findall(change.quad))
            count += 1
        out.write(f"H id <uuid:{uuid5(NAMESPACE_URL, digest.hexdigest())}> .\nTX .\n".encode())
        for prefix, iri in sorted(prefix_map().items()):
            if any(namespace.startswith(iri) for namespace in namespaces):
                out.write(f'PA "{prefix}" "{iri}" .\n'.encode())
        body.seek(0)
        while chunk := body.read(_CHUNK):
            out.write(chunk)
    out.write(b"TC .\n")
    return count


def _refuse_blank_nodes(change: QuadChange) -> None:
    if any(token.startswith("_:") for token in (change.subject, change.object, change.graph)):
        reason = "a blank node, which a patch cannot name; `pohgraph merge` gives blank nodes IRIs"
        raise ExportError(change.quad, reason)
