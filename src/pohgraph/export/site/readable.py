"""What an exported page has for readers without JavaScript: entities as HTML, lists of them, and where everything is from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape

from pohgraph.answers import shapes
from pohgraph.claims.view import GraphView
from pohgraph.export.entity_page import Addresses, in_address, pieces_of
from pohgraph.export.header import source_comments
from pohgraph.export.site.file_names import file_name
from pohgraph.export.site.whole import Whole
from pohgraph.search.kinds import KINDS, kind_of

# These pages run nothing; what they say of an entity in JSON-LD is no script that a browser would run.
_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
_TITLES = {
    "disease": "Diseases",
    "gene": "Genes",
    "phenotype": "Findings",
    "inheritance": "Modes of inheritance",
    "onset": "Ages of onset",
    "course": "Clinical courses",
    "modifier": "Clinical modifiers",
    "publication": "Publications",
    "term": "Other things",
}
ROBOTS = "User-agent: *\nAllow: /\n"


def entity_html(context: Whole, answer: shapes.Entity, pages: frozenset[str]) -> str:
    """One entity; `pages` are the CURIEs that have such a file."""
    addresses = Addresses(
        page=lambda term: _address(term, pages), data=lambda curie, form: f"../data/entity/{file_name(curie)}.{form}"
    )
    pieces = pieces_of(context, answer, addresses)
    formats = " · ".join(
        f'<a href="{escape(addresses.data(answer["id"], ending))}">{name}</a>'
        for name, ending in (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("JSON", "json"))
    )
    links = (
        f'<nav class="static-links" aria-label="Also"><a href="../index.html#/entity/{in_address(answer["id"])}">Open with quotes in their pages, network '
        f'and search</a> · <a href="index.html">All entities</a> · {formats}</nav>'
    )
    return _document(pieces["head"], links + pieces["body"])


def list_html(entities: Iterable[shapes.Term]) -> str:
    """The list of what has such a file, for people and for programs that follow links."""
    by_kind: defaultdict[str, list[shapes.Term]] = defaultdict(list)
    for one in entities:
        by_kind[kind_of(f"biolink:{one['category']}")].append(one)
    parts = [
        f"<h2>{_TITLES.get(kind, kind)}</h2><ul>{''.join(map(_item, sorted(by_kind[kind], key=_by_name)))}</ul>"
        for kind in KINDS
        if kind in by_kind
    ]
    links = '<nav class="static-links" aria-label="Also"><a href="../index.html">Search, quotes, network and SPARQL</a></nav>'
    return _document(
        "<title>All entities · pohgraph</title>", f"{links}<main><h1>All entities</h1>{''.join(parts)}</main>"
    )


def readme(view: GraphView, title: str, counts: Mapping[str, int]) -> str:
    """What the folder is, what is in it, and under which terms."""
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    licences = "".join(line.removeprefix("# ") for line in source_comments(view))
    return f"""{title}: {told}.

index.html          the page: search, entities, quotes in the text of their pages, network, SPARQL. Open it
                    from a web host, or run `python -m http.server` in this folder and open it from there.
entity/index.html   all entities, as pages that need no JavaScript and have schema.org data
data/entity/        every entity as Turtle, as JSON-LD, and as the JSON that the page shows
data/page/          every source page: its text, and the claims with their positions in it
data/graph.nq.gz    the whole graph as N-Quads, sorted
static/             the program, with the licences of its JavaScript packages in LICENSES.txt

Nothing here contacts another host. To publish it, copy the folder to a web host as it is.

{licences}"""


def _document(head: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="../static/app.css">\n{head}\n</head>\n'
        f'<body class="static">\n{body}\n</body>\n</html>\n'
    )


def _address(term: shapes.Term, pages: frozenset[str]) -> str:
    """Beside this page; where nothing is beside it, in the application; "" for what is not in the graph."""
    if term["id"] in pages:
        return f"{file_name(term['id'])}.html"
    return f"../index.html#/page/{in_address(term['id'])}" if term["category"] == "Document" else ""


def _item(one: shapes.Term) -> str:
    same = one["label"] == one["id"]
    curie = "" if same else f" {escape(one['id'])}"
    return f'<li><a href="{file_name(one["id"])}.html">{escape(one["label"])}</a>{curie}</li>\n'


def _by_name(one: shapes.Term) -> tuple[str, str]:
    return one["label"].casefold(), one["id"]
