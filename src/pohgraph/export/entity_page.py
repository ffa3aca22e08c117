"""An entity as the HTML that a page starts with: readable without JavaScript, and with schema.org JSON-LD for search engines.

It goes into the application's own `index.html`; the application takes its place when it runs.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TypedDict
from urllib.parse import quote as quoted

from pohgraph.answers import shapes
from pohgraph.answers.context import Context
from pohgraph.answers.entity import entity
from pohgraph.claims.nodes import read_nodes_of
from pohgraph.counting import counted
from pohgraph.export.rdf.bioschemas import medical_condition
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import iri_root

_SITE = "pohgraph"
_TITLE = "<title>pohgraph</title>"
_PLACE = '<div id="app"></div>'
_TOLD = ("genes", "inheritance", "phenotypes", "course", "about")  # groups that a description tells, in its order
_LONGEST = 300  # characters of a description
# "<" cannot close the script that holds the data, nor "&" or a line separator change it.
_SAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Pieces(TypedDict):
    """What goes into the head and into the body of a page."""

    head: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the links of a page lead: `page` to another thing, or "" where it has none, `data` to the entity in a format."""

    page: Callable[[shapes.Term], str]
    data: Callable[[str, str], str]


def entity_pieces(context: Context, curie: str) -> Pieces:
    """What the page of an entity starts with on a server.

    Raises:
        NotInGraphError: the graph has nothing on it.
    """
    return pieces_of(context, entity(context, curie), _SERVED)


def pieces_of(context: Context, answer: shapes.Entity, addresses: Addresses) -> Pieces:
    """The same, of what is known of the entity, wherever its page stands."""
    description = escape(_description(answer))
    head = [
        f"<title>{escape(answer['label'])} ({escape(answer['id'])}) · {_SITE}</title>",
        f'<meta name="description" content="{description}">',
        f'<link rel="alternate" type="text/turtle" href="{escape(addresses.data(answer["id"], "ttl"))}">',
        f'<link rel="alternate" type="application/ld+json" href="{escape(addresses.data(answer["id"], "jsonld"))}">',
    ]
    if data := _structured(context, answer):
        text = json.dumps(data, ensure_ascii=False).translate(_SAFE)
        head.append(f'<script type="application/ld+json">{text}</script>')
    return {"head": "\n".join(head), "body": "".join(_body(answer, addresses))}


def with_pieces(shell: str, pieces: Pieces) -> str:
    """The application's `index.html` with an entity in it."""
    return shell.replace(_TITLE, pieces["head"], 1).replace(_PLACE, f"{_PLACE[:-6]}{pieces['body']}{_PLACE[-6:]}", 1)


def _structured(context: Context, answer: shapes.Entity) -> dict[str, object]:
    """What schema.org has words for: diseases."""
    if answer["category"] != Category.DISEASE:
        return {}
    (record,) = read_nodes_of(context.view, [answer["iri"]])
    return {"@context": iri_root("schemas"), **medical_condition(context.view, record)}


def _description(answer: shapes.Entity) -> str:
    """What it is in a sentence, for lists of search results."""
    groups = {group["name"]: group for group in answer["groups"]}
    parts = [
        f"{groups[name]['title']}: {', '.join(stated)}"
        for name in _TOLD
        if name in groups and (stated := list(_stated(groups[name])))
    ]
    pages = counted(len(answer["sources"]), "page")
    text = (
        f"{answer['label']} as {pages} {'describes' if len(answer['sources']) == 1 else 'describe'} it. "
        + ". ".join(parts)
    )
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _stated(group: shapes.Group) -> Iterator[str]:
    """The other ends of what is stated, each once."""
    rows = [row for section in group["sections"] for row in section["rows"] if row["state"] == "stated"]
    yield from dict.fromkeys(row["other"]["label"] if row["other"] else row["value"] for row in rows)


def _body(answer: shapes.Entity, addresses: Addresses) -> Iterator[str]:
    yield f"<main><h1>{escape(answer['label'])}</h1><p>{escape(answer['id'])}"
    yield f" · {escape(answer['category'])}</p>" if answer["category"] else "</p>"
    if answer["synonyms"]:
        names = dict.fromkeys(synonym["name"] for synonym in answer["synonyms"])
        yield f"<p>Also called: {escape('; '.join(names))}</p>"
    if answer["identifiers"]:
        yield "<h2>Identifiers</h2><ul>"
        for one in answer["identifiers"]:
            yield f"<li>{escape(one['id'])} ({escape(one['strength'])})</li>"
        yield "</ul>"
    for group in answer["groups"]:
        yield f"<h2>{escape(group['title'])}</h2>"
        for section in group["sections"]:
            yield f"<h3>{escape(section['title'])}</h3><ul>" if section["title"] else "<ul>"
            yield from (_row(row, addresses) for row in section["rows"])
            yield "</ul>"
    yield "<h2>Sources</h2><ul>"
    yield from map(_source, answer["sources"])
    yield "</ul></main>"


def _row(row: shapes.Row, addresses: Addresses) -> str:
    """A claim in words; one that is not stated says so first."""
    state = "" if row["state"] == "stated" else f"<strong>{row['state']}:</strong> "
    other = row["other"]
    end = _link(addresses.page(other), other["label"]) if other else escape(row["value"])
    limits = "; ".join(filter(None, (row["often"], row["qualifier"])))
    quotes = dict.fromkeys(quote for claim in row["claims"] for quote in claim["quotes"])
    said = "".join(f"<br><q>{escape(quote)}</q>" for quote in quotes)
    return f"<li>{state}{escape(row['relation'])} {end}{f' ({escape(limits)})' if limits else ''}{said}</li>"


def _source(source: shapes.Source) -> str:
    is_web = source["address"].startswith(("https://", "http://"))
    shown = _link(source["address"] if is_web else "", source["label"])
    return f"<li>{shown}. {escape(source['publisher'])}. {escape(source['license'])}</li>"


def _link(address: str, text: str) -> str:
    """A link; without an address, the text alone."""
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)


def in_address(curie: str) -> str:
    """An identifier as part of an address."""
    return quoted(curie, safe=":")


_SERVED = Addresses(
    page=lambda term: f"/entity/{in_address(term['id'])}",
    data=lambda curie, format_: f"/entity/{in_address(curie)}.{format_}",
)
