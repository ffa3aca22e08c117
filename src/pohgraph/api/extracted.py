"""What a text names and a page says, to look at: the text with its mentions highlighted, the claims as a table or beside it."""

from collections.abc import Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import overload

from pohgraph.api.highlights import flags_of, of_mention, of_records
from pohgraph.api.table import Table, Value
from pohgraph.draw.highlight import Highlight, highlighted, legend
from pohgraph.draw.web_page import save_bytes, web_page
from pohgraph.errors import UnknownReferenceError
from pohgraph.extractors import Extraction
from pohgraph.model import Document, Mention, Named, Reference, state_of
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.records import Record, records
from pohgraph.schema.prefixes import expand
from pohgraph.schema.relations import ABOUT, RELATIONS
from pohgraph.vocab.lexicon import open_lexicon

# Text and claims each have the height of the window; on a narrow one and on paper they follow each other.
_SIDE_BY_SIDE = """
@media screen and (min-width: 60rem) {
  body { box-sizing: border-box; display: grid; gap: 0 1rem; grid-template: auto minmax(0, 1fr) / 2fr 3fr; height: 100vh }
  body { margin: 0; max-width: none; padding: .5rem 1rem 1rem }
  header { grid-column: 1 / 3 } section { border: 1px solid #ddd; overflow: auto; padding: 0 1rem }
  h3, header p { margin: .3rem 0 }
}
section > div { max-height: none !important; overflow: visible !important }
table { font-size: 85%; overflow-wrap: break-word; table-layout: fixed; width: 100% } th, td { padding: .2rem .4rem }
th { width: 11% } th:nth-child(1) { width: 14% } th:nth-child(2) { width: 18% } th:nth-child(3) { width: 26% }
"""
_LABELS = {relation.predicate.curie: relation.label for relation in RELATIONS}
_CLAIM_COLUMNS = ("relation", "object", "often", "qualifier", "state", "quote", "section", "subject")


class AnnotatedText(Sequence[Mention]):
    """The mentions of a text, in order. It shows as the text with its mentions highlighted."""

    def __init__(self, doc: Document, mentions: Sequence[Mention]) -> None:
        self.document = doc
        self.mentions = tuple(mentions)

    @property
    def text(self) -> str:
        """The text that was read; every span counts its code points."""
        return self.document.text

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        return self.mentions[index]

    def __len__(self) -> int:
        return len(self.mentions)

    def table(self) -> Table:
        """One row for each mention: its words, what they name, whether they are denied or left open, and where."""
        rows = [
            (m.text, _term(m.reference, m.label), m.label, m.category, flags_of(m), m.span.start, m.span.end)
            for m in self.mentions
        ]
        return Table(("text", "id", "label", "category", "flags", "start", "end"), rows)

    def html(self) -> str:
        """The text as HTML, its mentions highlighted."""
        return highlighted(self.text, map(of_mention, self.mentions))

    def __repr__(self) -> str:
        return f"{self.text}\n\n{self.table()}"

    def _repr_html_(self) -> str:
        return self.html() + legend(m.category for m in self.mentions)


class ExtractedPage:
    """What one page says. It shows as the page's text with what it names highlighted, and its claims as a table."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction

    @property
    def document(self) -> Document:
        """The page: its text, sections and source."""
        return self._extraction.doc

    @property
    def about(self) -> Named | None:
        """The disease the page is about, or None where that could not be told."""
        topic = self._extraction.topic
        return _term(topic.reference, topic.label) if topic else None

    @property
    def mentions(self) -> AnnotatedText:
        """What the page names."""
        return AnnotatedText(self.document, self._extraction.mentions)

    @cached_property
    def records(self) -> list[Record]:
        """The claims as `pohgraph extract` writes them: one for each place a claim was read."""
        return list(records(self._extraction, recogniser().lexicon))

    def claims(self, predicate: str | None = None) -> Table:
        """The claims with their words; `predicate` is a CURIE, to see one relation alone.

        Identifiers that mapping sets give for the page's disease come last.
        """
        chosen = [record for record in self.records if predicate in {None, record["predicate"]}]
        chosen.sort(key=lambda record: record["extractor"] == "mapping_set")
        rows = [_claim_row(record) for record in chosen]
        return Table(_CLAIM_COLUMNS, rows).without_empty("relation", "object", "quote")

    def remarks(self) -> Table:
        """What was seen and set aside, and why."""
        rows = [(remark.code, remark.message) for remark in self._extraction.remarks]
        return Table(("code", "message"), rows)

    @property
    def title(self) -> str:
        """What the page calls itself, else its file's name."""
        return self.document.source.title or self.document.source.file_name

    def html(self) -> str:
        """The text as HTML, with what it names and what its claims are about highlighted."""
        return highlighted(self.document.text, self._highlights)

    def page(self) -> str:
        """The highlighted page and, beside it, its claims as one HTML page that needs nothing else."""
        body = (
            f'<header>{self._heading}</header>\n<section tabindex="0" aria-label="text">{self.html()}</section>\n'
            f'<section tabindex="0" aria-label="claims">{self._beside_the_text()._repr_html_()}</section>'
        )
        return web_page(self.title, body, head=f"<style>{_SIDE_BY_SIDE}</style>\n")

    def save(self, path: str | Path) -> Path:
        """Write that page.

        Raises:
            ExportError: the file cannot be written.
        """
        return save_bytes(path, self.page().encode())

    def __repr__(self) -> str:
        about = f" about {self.about} ({self.about.label})" if self.about else ""
        return f"<ExtractedPage {self.title!r}{about}: {len(self.records)} claims, {len(self.mentions)} mentions>"

    def _repr_html_(self) -> str:
        text = f'<div style="overflow:auto;max-height:32em;border:1px solid #8884;padding:0 1em">{self.html()}</div>'
        return f"{self._heading}{text}{self.claims()._repr_html_()}"

    def _beside_the_text(self) -> Table:
        """The claims in short: the text beside them shows the sections, and the heading what the page is about."""
        columns = ("relation", "object", "quote", "often", "qualifier", "state", "said of")
        rows: list[tuple[Value, ...]] = []
        for claim in self.claims():
            relation, subject, value = str(claim["relation"]), claim.get("subject"), claim["object"]
            if relation == ABOUT.curie:
                continue
            if value == self.about:
                subject, value = value, subject
            whose = None if subject == self.about else subject
            shown = (claim["quote"], claim.get("often"), claim.get("qualifier"), claim.get("state"))
            rows.append((_LABELS.get(relation, relation), value, *shown, whose))
        return Table(columns, rows).without_empty("relation", "object", "quote")

    @property
    def _heading(self) -> str:
        about = f" <small>about {escape(self.about.label)} · {escape(self.about)}</small>" if self.about else ""
        return f"<h3>{escape(self.title)}{about}</h3>{legend(mark.category for mark in self._highlights)}"

    @cached_property
    def _highlights(self) -> list[Highlight]:
        """Claims come first: where they and a mention are the same words, they say more."""
        return [*of_records(self.records), *map(of_mention, self.mentions)]


def _term(reference: Reference, label: str) -> Named:
    try:
        return Named(reference.curie, label=label, iri=expand(reference))
    except UnknownReferenceError:
        return Named(reference.curie, label=label)


def _claim_row(record: Record) -> tuple[Value, ...]:
    target = record["object"]
    flags = {name: bool(record[name]) for name in ("negated", "hedged", "borrowed")}
    return (
        str(record["predicate"]),
        _curie(target, record["object_label"]) if target else str(record["value"]),
        str(record["frequency_text"] or record["frequency_qualifier"] or ""),
        _age(record["onset_qualifier"]),
        state_of(**flags),
        str(record["supporting_text"]),
        str(record["section"]),
        _curie(record["subject"], record["subject_label"]),
    )


def _age(curie: object) -> str:
    """What HPO calls an age of onset; "" for none."""
    return open_lexicon().label(Reference.parse(str(curie))) if curie else ""


def _curie(curie: object, label: object) -> Named:
    return _term(Reference.parse(str(curie)), str(label or ""))
