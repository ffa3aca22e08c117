"""Names in quotes that a query looks for in vain: a synonym, another case, a language, or another spelling."""

import re
from collections.abc import Container, Iterator

from pohgraph.store.source import Queryable
from pohgraph.store.sparql import Token, prologue

_QUOTED = re.compile(r'(?P<marks>"""|\'\'\'|"|\')(?P<text>.*)(?P=marks)', re.DOTALL)
_SHORTEST = 3  # letters; anything shorter is a separator, or a flag of REGEX


def literal_hints(store: Queryable, stream: tuple[Token, ...], *, ignored: Container[str]) -> Iterator[str]:
    """One sentence for each text of a query that is no label of the graph, but nearly one."""
    for place, token in enumerate(stream):
        if token.kind != "string" or token.text in ignored:
            continue
        text = _text(token)
        after = stream[place + 1] if place + 1 < len(stream) else None
        if after and after.kind == "language":
            yield f'names in this graph have no language: write "{text}" without {after.text}'
        if len(text) >= _SHORTEST and not text.isdecimal() and not _is_value(store, place, stream):
            follows_predicate = stream[place - 1].kind in {"name", "iri"}
            if hint := _hint(store, text, spelling=follows_predicate):
                yield hint


def _text(token: Token) -> str:
    match = _QUOTED.fullmatch(token.text)
    return match["text"].replace('\\"', '"') if match else token.text


def _is_value(store: Queryable, place: int, stream: tuple[Token, ...]) -> bool:
    """Whether the graph has the text, as a value of the predicate before it or of any."""
    before = stream[place - 1] if place else None
    slot = before.text if before and before.kind in {"name", "iri"} else "?slot"
    if before and before.kind == "name" and before.text.endswith(":"):
        slot = "?slot"
    return bool(store.query(f"{prologue(stream)} ASK {{ ?s {slot} {stream[place].text} }}"))


def _hint(store: Queryable, text: str, *, spelling: bool) -> str:
    from pohgraph.search import search  # noqa: PLC0415 - most queries have no text that the graph lacks

    hits = search(text, graph=store, everywhere=False, limit=1)
    if not hits or hits[0].match == "identifier":
        return ""
    hit = hits[0]
    if hit.is_exact and hit.match == "name":
        return f'the label of {hit.curie} is "{hit.label}", not "{text}"'
    if hit.is_exact:
        return f'"{text}" is a synonym of {hit.curie}, whose label is "{hit.label}"'
    return f'nothing is called "{text}" (did you mean "{hit.name}"?)' if spelling and hit.is_close else ""
