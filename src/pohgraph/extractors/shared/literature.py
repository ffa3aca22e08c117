"""The works a page lists: title, journal, year and identifiers of each entry, so that the same work is known elsewhere."""

import hashlib
import re

from pohgraph.compiled import compiled
from pohgraph.model import Document, Element, Mention, Publication, Reference

_RANK = ("PMID", "DOI", "PMC")
_YEAR = compiled(r"\b(19\d\d|20\d\d)\b")
_URL = compiled(r"https?://\S+")
# "Surname AB, Surname CD. Title. Journal. Year": authors end at the first full stop behind initials or a full name.
_AUTHORS = compiled(
    r"^(?:(?:[A-Z][\w'\u2019-]+ (?:[A-Z]\. )*[A-Z][\w'\u2019-]+(?:, |(?=\.)))+|(?:[^.,]+ [A-Z]{1,3}(?: (?:Jr|Sr|II|III))?(?:, |(?=\.)))+)\.\s+"
)
_EMPHASISED = compiled(r"\*([^*]+)\*")


def publications(doc: Document, mentions: tuple[Mention, ...]) -> tuple[Publication, ...]:
    """One publication per entry of the page's literature list, in the page's order."""
    identifiers = [m for m in mentions if m.category == "identifier" and m.reference.prefix in _RANK]
    return tuple(_publication(doc, entry, identifiers) for entry in doc.elements_of("reference"))


def _publication(doc: Document, entry: Element, identifiers: list[Mention]) -> Publication:
    number = entry.part("number")
    text = doc.quote(entry.span)
    citation = " ".join(re.sub(r"^\s*(?:\d+\.|[-*\u2022])\s*", "", text).split())
    own = sorted({m.reference for m in identifiers if entry.span.contains(m.span)}, key=lambda r: _RANK.index(r.prefix))
    title, journal, year = parse_citation(citation)
    reference = own[0] if own else Reference("pohpub", hashlib.sha256(citation.encode()).hexdigest()[:24])
    return Publication(
        reference=reference,
        citation=citation,
        title=title,
        journal=journal,
        year=year,
        number=int(doc.quote(number)) if number else 0,
        documents=(doc.id,),
        same_as=tuple(own[1:]),
    )


def parse_citation(citation: str) -> tuple[str, str, str]:
    """Title, journal and year of a citation in the styles of GARD and of the National Library of Medicine.

    >>> parse_citation("Happle R. A title here. Eur J Med Genet. May, 2016; 59(5):290-294.")
    ('A title here', 'Eur J Med Genet', '2016')
    """
    plain = _URL.sub("", citation)
    year = _YEAR.search(plain)
    authors = _AUTHORS.match(plain)
    rest = plain[authors.end() :] if authors else plain
    if journal := _EMPHASISED.search(rest):
        return rest[: journal.start()].strip(" .?"), journal[1].strip(" ."), year[1] if year else ""
    pieces = [piece.strip(" .?") for piece in re.split(r"(?<=[.?])\s+", rest) if piece.strip(" .?")]
    title = pieces[0] if pieces else plain.strip()
    name = pieces[1] if len(pieces) > 1 and not _YEAR.match(pieces[1]) else ""
    return title, name, year[1] if year else ""
