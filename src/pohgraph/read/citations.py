"""The title and abstract of a PubMed record, found without reading the record: to choose which are worth it."""

import re
from html import unescape
from typing import NamedTuple

from pohgraph.compiled import compiled

_RECORD = re.compile(rb"\s*<Pubmed(?:Book)?Article[\s>]")
_PARTS = re.compile(rb"<(ArticleTitle|BookTitle|AbstractText)(?:\s[^>]*)?(?<!/)>(.*?)</\1>", re.DOTALL)
_TAG = compiled(r"<[^>]*>")
_TAGGED = re.compile(rb"(?:\xef\xbb\xbf)?\s*PMID- ?\d")
_FIELD = compiled(r"^([A-Z]{2,4}) *- (.*(?:\n {6}.*)*)", re.MULTILINE)


class Citation(NamedTuple):
    """The words of a record; `abstract` is empty where it has none."""

    title: str
    abstract: str


def find_citation(data: bytes) -> Citation | None:
    """The title and abstract of the bytes of one record, in XML or in PubMed's text format; None where they are something else."""
    if _RECORD.match(data):
        return _of_xml(data)
    return _of_text(data) if _TAGGED.match(data) else None


def _of_xml(data: bytes) -> Citation:
    # Abstracts in other languages are in <OtherAbstract>, behind all else.
    parts = _PARTS.findall(data.partition(b"<OtherAbstract")[0])
    words = [(name, unescape(_TAG.sub("", part.decode(errors="replace")))) for name, part in parts]
    return Citation(
        title=" ".join(text for name, text in words if name != b"AbstractText").strip(),
        abstract="\n".join(text for name, text in words if name == b"AbstractText").strip(),
    )


def _of_text(data: bytes) -> Citation:
    fields = _FIELD.findall(data.decode(errors="replace").replace("\r\n", "\n"))
    found = {name: " ".join(value.split()) for name, value in fields if name in {"TI", "AB"}}
    return Citation(title=found.get("TI", ""), abstract=found.get("AB", ""))
