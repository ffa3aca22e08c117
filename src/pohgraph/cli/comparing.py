"""`pohgraph conflicts`, `compare` and `diff`: what sources, annotations and graphs say differently."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import announce_compilation, say
from pohgraph.cli.group import examples, format_option, quiet_option, store_option
from pohgraph.cli.tables import write_rows

if TYPE_CHECKING:
    from pohgraph.compare.annotations import Comparison
    from pohgraph.compare.conflict import Conflict
    from pohgraph.compare.difference import Difference
    from pohgraph.model import Claim
    from pohgraph.pipeline.comparing import Terms

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
_format_option = format_option("table", "csv", "tsv", "json")


@click.command(
    short_help="What the sources of a graph disagree on.", epilog=examples("pohgraph conflicts --format tsv")
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; may be given several times.")
@store_option
@_format_option
@quiet_option
@click.pass_context
def conflicts(ctx: click.Context, kinds: tuple[str, ...], store: Path, format_: str) -> None:
    """List what sources disagree on: polarity, frequency, inheritance, onset, cause, identifier.

    Claims that a page leaves open or makes of someone else are no part in it. Two sources that name different modes,
    onsets or genes may both be right; the words of both are shown. The exit status is 1 where there is any.
    """
    from pohgraph.compare.conflict import KINDS
    from pohgraph.pipeline.comparing import conflicts_in
    from pohgraph.store.graph import open_store

    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise click.UsageError(f"no kind {unknown[0]!r}: it is one of {', '.join(KINDS)}")
    announce_compilation()
    found = [c for c in conflicts_in(open_store(store)) if not kinds or c.kind in kinds]
    write_rows(_CONFLICT, [_conflict(c) for c in found], format_)
    say(f"{len(found)} conflicts")
    if found:
        ctx.exit(1)


@click.command(
    short_help="The graph against HPO's annotations.",
    epilog=examples("pohgraph compare POH", "pohgraph compare --status contradicts --format csv"),
)
@click.argument("disease", required=False, metavar="[CURIE|NAME]")
@click.option(
    "--status", "statuses", multiple=True, metavar="STATUS", help="Only this status; may be given several times."
)
@store_option
@_format_option
@quiet_option
@click.pass_context
def compare(ctx: click.Context, disease: str | None, statuses: tuple[str, ...], store: Path, format_: str) -> None:
    """Hold what pages say of diseases, or of one, against HPO's annotations (phenotype.hpoa).

    A status is agrees, contradicts (one denies what the other states), frequency differs, not in HPOA, more specific
    or more general than HPOA, left open (the page does not commit itself), or only in HPOA. Counts of fewer than ten
    patients are not held against a frequency. The exit status is 1 where a claim contradicts or a frequency differs.
    """
    from pohgraph.compare.annotations import STATUSES
    from pohgraph.pipeline.comparing import Terms, compare_with_hpoa
    from pohgraph.query.resolve import find_term
    from pohgraph.schema.prefixes import compress
    from pohgraph.store.graph import open_store
    from pohgraph.vocab.lexicon import open_lexicon

    if unknown := [status for status in statuses if status not in STATUSES]:
        raise click.UsageError(f"no status {unknown[0]!r}: it is one of {', '.join(STATUSES)}")
    announce_compilation()
    graph = open_store(store)
    curie = compress(find_term(graph, disease, "entity").value) if disease else ""
    found = [c for c in compare_with_hpoa(graph, curie) if not statuses or c.status in statuses]
    terms = Terms(open_lexicon())
    write_rows(_COMPARISON, [_comparison(c, terms) for c in found], format_)
    for status in STATUSES:
        if count := sum(c.status == status for c in found):
            say(f"{count:>5} {status}")
    if not found:
        say("nothing to compare: no disease of the graph is in HPO's annotations, or none has that status")
    if any(c.status in _FOUND for c in found):
        ctx.exit(1)


@click.command(
    short_help="One graph against another.",
    epilog=examples("pohgraph diff january.db february.db", "pohgraph diff old.nq pohgraph.db --format tsv"),
)
@click.argument("before", type=click.Path(path_type=Path), metavar="A")
@click.argument("after", type=click.Path(path_type=Path), metavar="B")
@click.option("--any-source", is_flag=True, help="Compare what is claimed, whoever says it and in whatever words.")
@_format_option
@quiet_option
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, any_source: bool, format_: str) -> None:
    """List the claims that B adds, removes or changes; A and B are stores, exported files or folders of them.

    Claims are matched by subject, relation, object and source. The exit status is 1 where there is any difference.
    """
    from pohgraph.pipeline.comparing import difference_of

    announce_compilation()
    found = difference_of(before, after, any_source=any_source)
    write_rows(_DIFFERENCE, [_difference(d) for d in found], format_)
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
    """What a claim says of the thing a conflict is about."""
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
