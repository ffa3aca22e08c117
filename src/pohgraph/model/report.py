"""What a run read, found, and dropped with its reason. Nothing is dropped without a line here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pohgraph.counting import counted

# Remarks that are shown one by one in every report: on what gave nothing, and on what the user said of a page.
NOT_APPLIED = ("stale_decision", "conflicting_decisions", "refused_edit", "no_curator")  # of decisions that did nothing
TELLING = frozenset(
    {
        *NOT_APPLIED,
        "no_topic",
        "nothing_said",
        "malformed",
        "not_a_page",
        "not_read",
        "not_english",
        "chosen",
        "other_heading",
        "text_on_group",
        "several_subjects",
        "about_unused",
        "about_unknown",
        "about_differs",
        "named_by_file",
        "named_by_findings",
        "named_by_table",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Remark:
    """Something a person should know about a page: `code` is stable, `message` says what and what was done."""

    document: str
    code: str
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """One page: how it was read, and how many claims of each predicate it gave; one that it makes in several places counts once."""

    id: str
    path: str
    family: str
    title: str
    about: str
    about_label: str
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphReport:
    """One graph that was read back: `kind` is "ours", or the format of another graph.

    `documents` and `associations` are those that were taken over from it, `elsewhere` are its pages that were taken from another
    of the graphs.
    """

    path: str
    kind: str
    dataset: str = ""
    documents: int = 0
    associations: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report:
    """A whole run. `failures` are sources that could not be read; the others went on.

    `documents` and `remarks` are sorted; many of them are not in memory, but read from disk whenever they are asked for.

    `decisions` are how many claims curators accepted, rejected and edited; remarks tell those that were not applied.

    `is_unchanged` where the graph was there already and was left as it is.

    It prints as a line for each page and graph, and the number of remarks of each code.
    """

    documents: Sequence[DocumentReport] = ()
    graphs: tuple[GraphReport, ...] = ()
    remarks: Sequence[Remark] = ()
    failures: tuple[str, ...] = ()
    associations: int = 0
    quads: int = 0
    vocabularies: tuple[str, ...] = field(default=())
    decisions: tuple[tuple[str, int], ...] = ()
    is_unchanged: bool = False

    def __repr__(self) -> str:
        return "\n".join((*self.lines(), self.total()))

    def lines(self, *, whole: bool = False) -> Iterator[str]:
        """A line for each page and graph; a `whole` report also has the vocabularies, counts by relation, and each remark."""
        if whole:
            yield from (f"vocabulary  {vocabulary}" for vocabulary in self.vocabularies)
        for doc in self.documents:
            yield from _page_lines(doc, whole=whole)
        for graph in self.graphs:
            kind = "written by pohgraph" if graph.kind == "ours" else f"{graph.kind}, kept as {graph.dataset}"
            pages = f"{counted(graph.documents, 'page')}, " if graph.documents else ""
            elsewhere = (
                f"; {counted(graph.elsewhere, 'page')} taken from another of the graphs" if graph.elsewhere else ""
            )
            yield f"graph       {graph.path}: {kind}; {pages}{counted(graph.associations, 'claim')}{elsewhere}"
        if self.decisions:
            counts = ", ".join(f"{count:,} {word}" for word, count in self.decisions)
            yield f"decisions   {counts}"
        if self.remarks:
            codes = Counter(remark.code for remark in self.remarks)
            counts = ", ".join(f"{count:,} {code}" for code, count in sorted(codes.items()))
            yield f"remarks     {counts}"
        if not whole:
            yield from (f"  {r.document} {r.code}: {r.message}" for r in self.remarks if r.code in TELLING)
        else:
            for remark in self.remarks:
                place = f" {remark.start}-{remark.end}" if remark.end else ""
                yield f"  {remark.document}{place} {remark.code}: {remark.message}"

    @property
    def not_applied(self) -> tuple[str, ...]:
        """Why decisions were not applied: their claims are gone or have changed, curators disagree, or an edit is wrong."""
        return tuple(remark.message for remark in self.remarks if remark.code in NOT_APPLIED)

    def total(self) -> str:
        """What came of the run, in one line."""
        pages = counted(len(self.documents), "page") if self.documents or not self.graphs else ""
        read = ", ".join(filter(None, (pages, counted(len(self.graphs), "graph") if self.graphs else "")))
        failed = f", {len(self.failures):,} failed" if self.failures else ""
        unchanged = "; unchanged" if self.is_unchanged else ""
        return f"{read}, {counted(self.associations, 'claim')}, {counted(self.quads, 'quad')}{failed}{unchanged}"


def _page_lines(doc: DocumentReport, *, whole: bool) -> Iterator[str]:
    about = f"{doc.about_label or doc.about} {doc.about}" if doc.about else "no known disease"
    claims = counted(sum(count for _, count in doc.counts), "claim")
    yield f"page        {doc.id}  {doc.title or doc.path.rpartition('/')[2]}: {claims}, about {about}, read as {doc.family}"
    if whole:
        width = max((len(predicate) for predicate, _ in doc.counts), default=0)
        yield from (f"  {predicate.ljust(width)}  {count:>4}" for predicate, count in doc.counts)
