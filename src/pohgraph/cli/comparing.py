"""`pohgraph conflicts`, `compare` and `diff`: where sources, annotations and graphs differ."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pohgraph.cli.console import announce_compilation, say, standard_output, write_line
from pohgraph.cli.group import examples, quiet_option, store_option
from pohgraph.counting import counted

if TYPE_CHECKING:
    from pohgraph.compare.annotations import Comparison
    from pohgraph.compare.conflict import Conflict
    from pohgraph.compare.difference import Difference
    from pohgraph.model import Claim
    from pohgraph.pipeline.comparing import Terms

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
_CONFLICT = (
    "kind",
    "about",
    "label",
    "first",
    "first_source",
    "first_quote",
    "second",
    "second_source",
    "second_quote",
)
_COMPARISON = (
    "status",
    "disease",
    "relation",
    "term",
    "label",
    "page_says",
    "hpoa_says",
    "hpoa_reference",
    "source",
    "quote",
)
_DIFFERENCE = ("change", "subject", "predicate", "object", "label", "what", "source", "quote")
_FOUND = ("contradicts", "frequency differs")


def _format_option(command: _Decorated) -> _Decorated:
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "csv", "tsv", "json"]),
        default="table",
        show_default=True,
        help="Output format.",
    )(command)


@click.command(
    short_help="List what the sources of a graph disagree on.", epilog=examples("pohgraph conflicts --format tsv")
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="List only this kind. Can be repeated.")
@store_option
@_format_option
@quiet_option
@click.pass_context
def conflicts(ctx: click.Context, kinds: tuple[str, ...], store: Path, format_: str) -> None:
    """List what sources disagree on: polarity, frequency, inheritance, onset, cause or identifier.

    Only stated and denied claims are compared; claims that are left open or borrowed are not. Two sources that name
    different modes, onsets or genes may both be right, so the words of both are shown. The exit status is 1 if there
    is a conflict.
    """
    from pohgraph.compare.conflict import KINDS
    from pohgraph.pipeline.comparing import conflicts_in
    from pohgraph.store.graph import open_store

    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise click.UsageError(f"no kind {unknown[0]!r}: choose from {', '.join(KINDS)}")
    announce_compilation()
    found = [c for c in conflicts_in(open_store(store)) if not kinds or c.kind in kinds]
    _write(_CONFLICT, [_conflict(c) for c in found], format_)
    say(counted(len(found), "conflict"))
    if found:
        ctx.exit(1)


@click.command(
    short_help="Compare the graph with HPO's annotations.",
    epilog=examples("pohgraph compare POH", "pohgraph compare --status contradicts --format csv"),
)
@click.argument("disease", required=False, metavar="[CURIE|NAME]")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="List only this status. Can be repeated.")
@store_option
@_format_option
@quiet_option
@click.pass_context
def compare(ctx: click.Context, disease: str | None, statuses: tuple[str, ...], store: Path, format_: str) -> None:
    """Compare what pages say about one disease, or about all, with HPO's annotations (phenotype.hpoa).

    The status of a claim is one of: agrees, contradicts (one denies what the other states), frequency differs, not in
    HPOA, more specific than HPOA, more general than HPOA, left open (by the page), only in HPOA. A count of fewer than
    ten patients is not compared with a frequency. The exit status is 1 if a claim contradicts HPOA or a frequency
    differs.
    """
    from pohgraph.compare.annotations import STATUSES
    from pohgraph.pipeline.comparing import Terms, compare_with_hpoa
    from pohgraph.query.resolve import find_term
    from pohgraph.schema.prefixes import compress
    from pohgraph.store.graph import open_store
    from pohgraph.vocab.lexicon import open_lexicon

    if unknown := [status for status in statuses if status not in STATUSES]:
        raise click.UsageError(f"no status {unknown[0]!r}: choose from {', '.join(STATUSES)}")
    announce_compilation()
    graph = open_store(store)
    curie = compress(find_term(graph, disease, "entity").value) if disease else ""
    found = [c for c in compare_with_hpoa(graph, curie) if not statuses or c.status in statuses]
    terms = Terms(open_lexicon())
    _write(_COMPARISON, [_comparison(c, terms) for c in found], format_)
    for status in STATUSES:
        if count := sum(c.status == status for c in found):
            say(f"{count:>5} {status}")
    if not found:
        say("nothing to compare: HPO annotates no disease of this graph, or no claim has that status")
    if any(c.status in _FOUND for c in found):
        ctx.exit(1)


@click.command(
    short_help="List the differences between two graphs.",
    epilog=examples("pohgraph diff january.db february.db", "pohgraph diff old.nq pohgraph.db --format tsv"),
)
@click.argument("before", type=click.Path(path_type=Path), metavar="A")
@click.argument("after", type=click.Path(path_type=Path), metavar="B")
@click.option("--any-source", is_flag=True, help="Compare only what is claimed, not its source or its words.")
@_format_option
@quiet_option
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, any_source: bool, format_: str) -> None:
    """List the claims that B adds, removes or changes. A and B are stores, exported files or folders of exported files.

    Claims are matched by subject, relation, object and source. The exit status is 1 if there is a difference.
    """
    from pohgraph.pipeline.comparing import difference_of

    announce_compilation()
    found = difference_of(before, after, any_source=any_source)
    _write(_DIFFERENCE, [_difference(d) for d in found], format_)
    counts = ", ".join(f"{sum(d.change == c for d in found)} {c}" for c in ("added", "removed", "changed"))
    say(counts if found else "no difference")
    if found:
        ctx.exit(1)


def _conflict(conflict: "Conflict") -> tuple[str, ...]:
    first, second = conflict.first, conflict.second
    return (
        conflict.kind,
        conflict.about,
        conflict.about_label,
        _said(first, conflict.about),
        first.source_label or first.source,
        _quote(first),
        _said(second, conflict.about),
        second.source_label or second.source,
        _quote(second),
    )


def _said(claim: "Claim", about: str) -> str:
    """What a claim says about the subject of a conflict."""
    other, label = (
        (claim.object, claim.object_label) if about == claim.subject else (claim.subject, claim.subject_label)
    )
    frequency = claim.frequency if claim.quotient is None else f"{100 * claim.quotient:g}%"
    return " ".join(filter(None, (claim.flags, claim.predicate, label, other, frequency)))


def _comparison(comparison: "Comparison", terms: "Terms") -> tuple[str, ...]:
    claim, annotations = comparison.claim, comparison.annotations
    hpoa = dict.fromkeys(_annotated(a.term, a.frequency, a.negated, comparison.term, terms) for a in annotations)
    return (
        comparison.status,
        comparison.disease,
        comparison.relation,
        comparison.term,
        terms.label(comparison.term),
        _page_says(claim) if claim else "",
        "; ".join(hpoa),
        " ".join(dict.fromkeys(f"{a.disease}<{a.reference}>" for a in annotations)),
        (claim.source_label or claim.source) if claim else "",
        _quote(claim) if claim else "",
    )


def _page_says(claim: "Claim") -> str:
    frequency = claim.frequency if claim.quotient is None else f"{100 * claim.quotient:g}%"
    return " ".join(filter(None, (claim.flags or "states", frequency)))


def _annotated(term: str, frequency: str, negated: bool, own: str, terms: "Terms") -> str:
    other = f"{terms.label(term)} {term}" if term != own else ""
    return " ".join(filter(None, ("denies" if negated else "states", other, frequency)))


def _difference(difference: "Difference") -> tuple[str, ...]:
    claim = difference.claim
    what = "; ".join(
        f"{name}: {_plain(getattr(difference.before, name))} -> {_plain(getattr(difference.after, name))}"
        for name in difference.fields
        if name != "quotes"
    )
    return (
        difference.change,
        claim.subject,
        claim.predicate,
        claim.object,
        claim.said,
        what or ("other words" if difference.fields else ""),
        claim.source_label or claim.source,
        _quote(claim),
    )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        value = " ".join(map(str, value))
    return "none" if value is None else str(value) or "none"


def _quote(claim: "Claim") -> str:
    return " | ".join(" ".join(quote.split()) for quote in claim.quotes)


def _write(columns: Sequence[str], rows: Sequence[tuple[str, ...]], format_: str) -> None:
    from pohgraph.cli.tables import print_table

    with standard_output() as out:
        if format_ == "table":
            print_table(columns, rows, out)
        elif format_ == "json":
            write_line(
                out, json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
            )
        elif format_ == "tsv":
            for row in (columns, *rows):
                write_line(out, "\t".join(" ".join(cell.split()) for cell in row))
        else:
            text = io.StringIO()
            csv.writer(text, lineterminator="\r\n").writerows((columns, *rows))
            out.write(text.getvalue().encode())
