"""`pohgraph compare`: what the pages of a graph say beside a reference, and what they say that HPO does not have."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity, complete_status
from pohgraph.cli.console import announce_compilation, say
from pohgraph.cli.group import examples, graph_options, quiet_option
from pohgraph.cli.output import Output, output_options
from pohgraph.cli.tables import write_rows
from pohgraph.counting import counted

if TYPE_CHECKING:
    from pohgraph.compare.annotations import Comparison
    from pohgraph.pipeline.reference import Compared
    from pohgraph.store.place import GraphPlace
    from pohgraph.store.source import OpenGraph

_REFERENCES = ("hpoa", "orphanet", "mondo")
_FORMS = ("hpoa", "small-file")
_ALL = "all diseases"
_NAMED = 5  # so many of the diseases that the reference does not have are named


@click.command(
    short_help="Compare the graph with HPO's annotations, Orphanet or Mondo.",
    epilog=examples(
        "pohgraph compare POH",
        "pohgraph compare --against orphanet --format csv",
        "pohgraph compare --worklist --format tsv -o worklist.tsv",
    ),
)
@click.argument("disease", required=False, metavar="[CURIE|NAME]", shell_complete=complete_entity("disease"))
@click.option(
    "--against",
    type=click.Choice(_REFERENCES),
    default="hpoa",
    show_default=True,
    help="HPO's annotations; those of them that are Orphanet's; or Mondo's identifiers and names.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    shell_complete=complete_status,
    help="List only this status. Can be repeated.",
)
@click.option(
    "--worklist",
    is_flag=False,
    flag_value="hpoa",
    type=click.Choice(_FORMS),
    help="List what HPO does not have, for a curator: with the columns of phenotype.hpoa (if no form is given), or of HPO's small files.",
)
@graph_options
@output_options()
@quiet_option
@click.pass_context
def compare(
    ctx: click.Context,
    *,
    disease: str | None,
    against: str,
    statuses: tuple[str, ...],
    worklist: str | None,
    place: "GraphPlace",
    output: Output,
) -> None:
    """Compare what pages say about one disease, or about all, with a reference.

    Of one disease, each claim is listed with its status: agrees, contradicts (one denies what the other states), frequency differs,
    onset differs, not in HPOA, more specific than HPOA, more general than HPOA, open (left open by the page), denied, borrowed (said
    of another disease), both deny; and what is only in HPOA. Of all diseases, there is a line of counts for each, or its claims of
    the asked --status. A claim that its page has from the reference is marked "not independent". Against mondo, identifiers and
    names are compared. The exit status is 1 if a claim contradicts the reference, or a frequency, an onset or a match differs.

    --worklist lists the terms that HPO's annotations do not have, the surest and most telling first, with their words and pages.
    `pohgraph review --worklist FILE` steps through them.
    """
    from pohgraph.compare.standing import AT_ODDS
    from pohgraph.compare.standing import statuses as known_statuses
    from pohgraph.pipeline.reference import compared, get_reference
    from pohgraph.query.resolve import find_term
    from pohgraph.schema.prefixes import compress
    from pohgraph.store.opening import open_graph_at

    reference = get_reference(against)
    if unknown := [status for status in statuses if status not in known_statuses(reference)]:
        raise click.UsageError(f"no status {unknown[0]!r}: choose from {', '.join(known_statuses(reference))}")
    if worklist and (statuses or against != "hpoa"):
        raise click.UsageError(
            "--worklist is of HPO's annotations, and has no --status: leave out --against and --status"
        )
    announce_compilation()
    graph = open_graph_at(place, wholly=True)
    curie = compress(find_term(graph, disease, "disease").value) if disease else ""
    if worklist:
        _write_worklist(graph, curie, worklist, output)
        return
    told = _Told(reference)
    diseases = told.heard(compared(graph, against, curie))
    if curie or statuses:
        _write_comparisons(diseases, statuses, output)
    else:
        _write_summary(diseases, output)
    told.say_counts(statuses)
    if any(told.counts[standing] for standing in AT_ODDS if not statuses or standing in statuses):
        ctx.exit(1)


class _Told:
    """What is counted while the diseases go by, for the report."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.counts: Counter[str] = Counter()
        self._repeated: Counter[str] = Counter()
        self._absent: list[str] = []

    def heard(self, diseases: "Iterator[Compared]") -> "Iterator[Compared]":
        """The same diseases, counted; those that the reference does not have are passed over."""
        from pohgraph.compare.wording import comparison_note

        for one in diseases:
            if not one.entries:
                self._absent.append(f"{one.disease.label or one.disease} ({one.disease})")
            self.counts.update(c.standing for c in one.found)
            self._repeated.update(c.standing for c in one.found if comparison_note(c))
            if one.entries:
                yield one

    def say_counts(self, statuses: Collection[str]) -> None:
        """How many comparisons there are of each status, or of those that were asked for."""
        from pohgraph.compare.independence import NOT_INDEPENDENT
        from pohgraph.compare.standing import Standing

        listed = 0
        for standing in Standing:
            status, count = standing.beside(self.reference), self.counts[standing]
            if count and (not statuses or status in statuses):
                listed += count
                repeated = self._repeated[standing]
                say(f"{count:>5} {status}" + (f", {repeated} of them {NOT_INDEPENDENT}" if repeated else ""))
        if self._absent:
            named = ", ".join(self._absent[:_NAMED])
            more = f", and {len(self._absent) - _NAMED:,} more" if len(self._absent) > _NAMED else ""
            say(f"{self.reference} does not have {counted(len(self._absent), 'disease')} of this graph: {named}{more}")
        if not listed:
            say(f"nothing to compare: {self.reference} has no disease of this graph, or no claim has that status")


def _write_comparisons(diseases: "Iterator[Compared]", statuses: Collection[str], output: Output) -> None:
    from pohgraph.compare.wording import COMPARISON_COLUMNS, comparison_row
    from pohgraph.vocab.known import KnownDiseases
    from pohgraph.vocab.lexicon import open_lexicon

    label = KnownDiseases(open_lexicon()).label
    found: Iterator[Comparison] = (c for one in diseases for c in one.found if not statuses or c.status in statuses)
    write_rows(COMPARISON_COLUMNS, (comparison_row(c, label) for c in found), output)


def _write_summary(diseases: "Iterator[Compared]", output: Output) -> None:
    from pohgraph.compare.wording import SUMMARY_COLUMNS, counts

    rows: list[tuple[str, ...]] = []
    total = [0] * len(counts(()))
    for one in diseases:
        found = counts(one.found)
        total = [sum(pair) for pair in zip(total, found, strict=True)]
        rows.append((str(one.disease), one.disease.label, " ".join(one.entries), *map(str, found)))
    rows.append((_ALL, "", "", *map(str, total)))
    write_rows(SUMMARY_COLUMNS, rows, output)


def _write_worklist(graph: "OpenGraph", disease: str, form: str, output: Output) -> None:
    from pohgraph.pipeline.worklist import FORMS, worklist

    found = worklist(graph, disease)
    write_rows(FORMS[form], found.rows(form), output)
    say(counted(len(found.candidates), "candidate"))
    for reason, count in found.left_out.most_common():
        say(f"{count:>5} left out: {reason}")
