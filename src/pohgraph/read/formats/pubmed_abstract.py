"""PubMed's printed abstracts, as its page saves them ("Abstract (text)") and as copies of references hold them.

A citation with a number, the title, the authors, their addresses, the abstract, the identifiers; blank lines stand between.
What stands over the citation is the head of a file; what follows the identifiers is the article itself.
https://pubmed.ncbi.nlm.nih.gov/help/#save-to-file
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.read.derived import one_line
from pohgraph.read.formats import plain_text
from pohgraph.read.formats.article import Article, Passage, abstract_passages, article_layout
from pohgraph.read.joined import joined
from pohgraph.read.layout import Layout

FAMILY = "pubmed_abstract"
_BLOCKS = compiled(r"\n[ \t]*\n\s*")
_CITATION = compiled(r"(?:\d{1,6}\. )?(?P<journal>[^\n]{2,150}?)[.?!] (?:19|20)\d\d\b[^\n]*")
_NUMBERED = compiled(r"\d{1,6}\. \S[^\n]*")
_BOOK = compiled(r"In: \S")
_ADDRESSES = compiled(r"Author information:|\(\d{1,3}\)\S")
_REFERRING = compiled(
    r"(?:Comments? (?:in|on)|Erratum (?:in|for)|Updates? (?:in|of)|Republished (?:in|from)|Corrected and republished (?:in|from)|"
    r"Retraction (?:in|of)|Retracted and republished (?:in|from)|Expression of concern (?:in|for)|Summary for patients in|"
    r"Original report in|Reprint (?:in|of)|Association|Cites|Collaborators?:|Conflicts? of interest statement:|"
    r"\[(?:Article|Indexed) in )",
    re.IGNORECASE,
)
_RIGHTS = compiled(r"(?:Copyright\b|©|\(c\) ?\d{4}|Published by |This is an open access|Licensee )", re.IGNORECASE)
_AUTHOR = compiled(r"[^\W\d_][\w'\u2019. -]{0,40} [^\W\d_]{1,4}(?: (?:Jr|Sr|2nd|3rd))?(?:\(\d{1,3}\))*(?:\([#*†‡]\))*")
_NUMBERS = compiled(r"(?:^(?:DOI|PMCID|PMID|ISBN|ISSN|Bookshelf ID): ?\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_OWN = compiled(r"^PMID:", re.MULTILINE)
_NUMBER = compiled(r"^(?P<registry>DOI|PMCID|PMID): ?(?P<local>\S+)", re.MULTILINE)
_REGISTRIES = {"PMCID": "PMC"}
_HIGHEST = 60  # blocks over a citation


class _Record(NamedTuple):
    """What is printed of one article: its blocks, each of one or more lines, and the text behind it."""

    citation: str
    blocks: list[str]
    numbers: str
    rest: str


def read(text: str) -> Layout:
    """Read one record, and the article behind it if there is one.

    Raises:
        ReadError: it shows no citation, or no number of PubMed.
    """
    record = _record(text.replace("\r\n", "\n").replace("\r", "\n"))
    title, passages, rights = _parts(record)
    journal = _CITATION.fullmatch(one_line(record.citation))
    layout = article_layout(
        Article(
            title=title,
            passages=passages,
            identifiers=list(_identifiers(record.numbers)),
            journal=one_line(journal["journal"]) if journal else "",
            rights=rights,
        )
    )
    return joined(layout, plain_text.read(record.rest)) if record.rest else layout


def _record(text: str) -> _Record:
    ends = next((match for match in _NUMBERS.finditer(text) if _OWN.search(match[0])), None)
    if ends is None:
        raise ReadError(path="", reason="no line of it gives a PMID")
    blocks = [block.rstrip() for block in _BLOCKS.split(text[: ends.start()].strip())]
    first = next((place for place, block in enumerate(blocks[:_HIGHEST]) if _is_citation(blocks, place)), None)
    if first is None:
        raise ReadError(path="", reason="it shows no citation")
    return _Record(blocks[first], blocks[first + 1 :], ends[0], _behind(text[ends.end() :]))


def _is_citation(blocks: list[str], place: int) -> bool:
    """Whether a block is a citation; that of a chapter is its title, and says a few blocks below what book it is in."""
    said = one_line(blocks[place])
    if _CITATION.fullmatch(said) and (";" in said or "doi" in said or _NUMBERED.fullmatch(said)):
        return True
    return bool(_NUMBERED.fullmatch(said)) and any(map(_BOOK.match, blocks[place + 1 : place + 4]))


def _behind(text: str) -> str:
    """The article behind a record, without what its authors declare."""
    blocks = [block for block in _BLOCKS.split(text.strip()) if block]
    while blocks and _REFERRING.match(blocks[0]):
        del blocks[0]
    return text[text.index(blocks[0]) :].strip() if blocks else ""


def _parts(record: _Record) -> tuple[str, list[Passage], str]:
    """The title, the abstract's parts, and whose rights it is under."""
    blocks = [block for block in record.blocks if not _REFERRING.match(block) and not _BOOK.match(block)]
    if any(map(_BOOK.match, record.blocks)):
        title = re.sub(r"\A\d{1,6}\. ", "", one_line(record.citation))
    else:
        title = one_line(blocks.pop(0)) if blocks else ""
    if blocks and _names_authors(one_line(blocks[0])):
        del blocks[0]
    blocks = [block for block in blocks if not _ADDRESSES.match(block)]
    rights = next((one_line(block) for block in blocks if _RIGHTS.match(block)), "")
    passages: list[Passage] = []
    for block in blocks:
        if not _RIGHTS.match(block):
            passages.extend(abstract_passages(one_line(block)))
    return title, passages, rights


def _names_authors(block: str) -> bool:
    """Whether a block is a list of authors: "Kohl S(1), Jägle H(2), 3rd."."""
    names = [name.strip() for name in block.rstrip(". ").split(",")]
    return 2 * sum(_AUTHOR.fullmatch(name) is not None for name in names) > len(names)


def _identifiers(numbers: str) -> Iterator[tuple[str, str]]:
    found = {match["registry"]: match["local"] for match in _NUMBER.finditer(numbers)}
    for registry in ("PMID", "PMCID", "DOI"):
        if registry in found:
            yield _REGISTRIES.get(registry, registry), found[registry].removeprefix("PMC")
