"""Reads a text that a user sends: mentions, statements, and the statements as Turtle. Nothing is stored."""

from io import BytesIO

from pohgraph.answers import shapes
from pohgraph.answers.claim import claim_answer, first_place
from pohgraph.answers.terms import Terms
from pohgraph.assemble import Named as NamedThings
from pohgraph.assemble import described, merge
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.errors import ReadError, UnknownReferenceError
from pohgraph.export.rdf.syntaxes import write_turtle
from pohgraph.extractors import extract
from pohgraph.model import GraphContent, Mention, Named, Reference
from pohgraph.pipeline.reading import recogniser
from pohgraph.read import read_page
from pohgraph.schema.branches import BRANCHES
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import expand
from pohgraph.store.quad_reader import MemoryGraph
from pohgraph.store.quads import quads
from pohgraph.web.asking import LARGEST_TEXT

_CATEGORIES: dict[str, str] = {
    "disease": Category.DISEASE,
    "gene": Category.GENE,
    **{branch.mention: branch.category for branch in reversed(BRANCHES)},
}


def read_text(text: str) -> shapes.ReadText:
    """What a text says, plain or HTML. Spans count the code points of the answer's `text`, which is the text as it was read.

    Raises:
        ReadError: it is too long, or cannot be read as a page.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST_TEXT:
        raise ReadError("text", f"longer than {LARGEST_TEXT >> 10} KiB: read a part of it")
    if not text.strip():
        return {"text": "", "about": None, "mentions": [], "claims": [], "turtle": "", "remarks": []}
    page = read_page(data, name="text")
    found = extract(page.document, recogniser())
    merged = merge(found.assertions)
    things = NamedThings()
    things.add(merged)
    beside = described(things, recogniser().lexicon)
    stated = GraphContent(documents=(found.doc,), assertions=merged, entities=beside.entities)
    view = GraphView(MemoryGraph([*quads(stated), *quads(GraphContent(terms=beside.terms))]))
    terms = Terms(view)
    claims = sorted(read_claims(view, passages=True), key=first_place)
    terms.learn_of(claims)
    topic = found.topic
    return {
        "text": found.doc.text,
        "about": _term(terms, topic.reference, topic.label) if topic else None,
        "mentions": [_mention(terms, mention) for mention in found.mentions],
        "claims": [claim_answer(terms, claim) for claim in claims],
        "turtle": _turtle(stated),
        "remarks": [{"code": remark.code, "message": remark.message} for remark in (*page.remarks, *found.remarks)],
    }


def _mention(terms: Terms, mention: Mention) -> shapes.ReadMention:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "term": _term(terms, mention.reference, mention.label, mention.category),
        "category": mention.category,
        "negated": mention.context.negated,
        "hedged": mention.context.hedged,
    }


def _term(terms: Terms, reference: Reference, label: str, kind: str = "") -> shapes.Term | None:
    """What is named; where no claim is about it, its category is that of its kind of mention."""
    try:
        iri = expand(reference)
    except UnknownReferenceError:
        return None
    term = terms.term(Named(reference.curie, label=label, iri=iri))
    return {**term, "category": term["category"] or _CATEGORIES.get(kind, "")}


def _turtle(stated: GraphContent) -> str:
    out = BytesIO()
    write_turtle(GraphView(MemoryGraph(quads(stated))), out)
    return out.getvalue().decode()
