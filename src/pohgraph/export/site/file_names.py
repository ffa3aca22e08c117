"""The file that holds what is known of an identifier. `frontend/src/site/file-names.ts` names them the same way."""

import re

_UNSAFE = re.compile(r"[^0-9A-Za-z.-]")


def file_name(curie: str) -> str:
    """A name that is safe on every file system; no two identifiers share one.

    >>> file_name("MONDO:0008153"), file_name("pohdoc:001_e4")
    ('MONDO_0008153', 'pohdoc_001~5f~e4')
    """
    prefix, colon, identifier = curie.partition(":")
    return _safe(prefix) + ("_" if colon else "") + _safe(identifier)


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"~{ord(match[0]):x}~", text)
