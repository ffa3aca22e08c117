"""Chooses the form of an answer from an Accept header (RFC 9110, 12.5.1). Text in, a name out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# The formats of results and graphs, the best first; the other names are those that clients ask for and mean the same.
ROWS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json", "text/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
GRAPHS: Mapping[str, tuple[str, ...]] = {
    "ttl": ("text/turtle", "application/turtle", "application/x-turtle", "text/plain"),
    "nt": ("application/n-triples",),
    "jsonld": ("application/ld+json", "application/json"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "trig": ("application/trig",),
    "nq": ("application/n-quads",),
}
_MOST = 100  # media ranges that are looked at: no browser sends twenty


class Range(NamedTuple):
    """One media range: `*/*`, `text/*` or `text/turtle`, with its weight from 0 to 1."""

    type: str
    weight: float


def choose(accept: str, offers: Mapping[str, Sequence[str]]) -> str | None:
    """The offer that fits an Accept header best; of offers that fit alike, the first. None if none fits.

    `offers` are names with the media types they are known by. An empty header accepts everything.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", ROWS)
    'xml'
    >>> choose("*/*, text/csv;q=0", ROWS), choose("image/png", ROWS)
    ('json', None)
    """
    ranges = parse_accept(accept)
    if not ranges:
        return next(iter(offers))
    weights = {name: _weight(ranges, types) for name, types in offers.items()}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] > 0 else None


def parse_accept(accept: str) -> list[Range]:
    """The media ranges of a header. Parameters other than the weight are ignored, and so is what cannot be read.

    >>> parse_accept("text/turtle;charset=utf-8;q=0.5, nonsense")
    [Range(type='text/turtle', weight=0.5)]
    """
    found = []
    for part in accept.lower().split(",")[:_MOST]:
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if "/" in media or media == "*":
            found.append(Range(media, _quality(parameters)))
    return found


def media_type(format_: str) -> str:
    """What the Content-Type of a format says.

    >>> media_type("csv")
    'text/csv; charset=utf-8'
    """
    media = (ROWS.get(format_) or GRAPHS[format_])[0]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def prefers_plain_text(accept: str) -> bool:
    """Whether to send an error as plain text: the client names types, and none of them includes JSON."""
    ranges = [one for one in parse_accept(accept) if one.weight > 0]
    if not ranges or any("json" in one.type for one in ranges):
        return False
    return choose(accept, {"json": ("application/json",), "text": ("text/plain", "text/html")}) != "json"


def _weight(ranges: Sequence[Range], types: Sequence[str]) -> float:
    """The weight of an offer: what names it exactly, by its own name first; else what its own name falls under."""
    for media in types:
        if named := [one.weight for one in ranges if one.type == media]:
            return max(named)
    kind = f"{types[0].partition('/')[0]}/*"
    for wide in ({kind}, {"*/*", "*"}):
        if named := [one.weight for one in ranges if one.type in wide]:
            return max(named)
    return 0.0


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return min(1.0, weight) if weight > 0 else 0.0  # nan is not
    return 1.0
