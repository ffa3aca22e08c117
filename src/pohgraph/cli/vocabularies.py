"""`pohgraph vocab`: list, add, remove and update vocabularies."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.console import complain, say
from pohgraph.cli.group import SuggestingGroup, examples, quiet_option
from pohgraph.cli.output import Output, output_options
from pohgraph.cli.tables import write_rows
from pohgraph.counting import counted
from pohgraph.errors import PohgraphError

if TYPE_CHECKING:
    from pohgraph.vocab.user.added import Addition

_COLUMNS = ("kind", "title", "version", "license", "sha256", "origin")
_SHORT = 12  # hexadecimal digits of a SHA-256 in the table


@click.command("list", epilog=examples("pohgraph vocab list", "pohgraph vocab list --format json"))
@output_options()
def list_(output: Output) -> None:
    """List the vocabularies in use, with their release, licence and SHA-256."""
    from pohgraph.vocab.descriptions import describe
    from pohgraph.vocab.inputs import lexicon_inputs

    inputs = lexicon_inputs()
    shown = _SHORT if output.format == "table" else None
    rows = [
        (i.kind, s.title, s.version, s.license, s.sha256[:shown], "added" if i.added else "bundled")
        for i, s in zip(inputs, describe(inputs), strict=True)
    ]
    write_rows(_COLUMNS, rows, output)


@click.command(
    epilog=examples(
        "pohgraph vocab add mondo mondo.obo",
        "pohgraph vocab add hgnc hgnc_complete_set.txt",
        "pohgraph vocab add downloads/",
    )
)
@click.argument("words", nargs=-1, required=True, metavar="[KIND] PATH...")
@quiet_option
def add(words: tuple[str, ...]) -> None:
    """Add vocabulary files: check them, copy them into your data folder, and use them from now on.

    KIND is hpo, hpoa, phenotype-to-genes, mondo, orphadata, hgnc or sssom. With auto or without a KIND, pohgraph
    recognises each file by its content. A folder stands for all files in it. A newer release replaces an older one.
    """
    from pohgraph.errors import address_error
    from pohgraph.vocab.user.added import add_files
    from pohgraph.vocab.user.kinds import KINDS

    kind = words[0] if words[0] in {*KINDS, "auto"} else None
    paths = [Path(word) for word in (words[1:] if kind else words)]
    if not paths:
        raise click.UsageError(f"give the PATH of the {kind} file")
    for refused in filter(None, map(address_error, paths)):
        raise click.UsageError(f"{refused}; `pohgraph vocab update` fetches the releases it knows")
    for addition in add_files(paths, None if kind == "auto" else kind):
        _tell(addition)


@click.command(epilog=examples("pohgraph vocab remove mondo"))
@click.argument("what", metavar="KIND|SHA256")
@quiet_option
def remove(what: str) -> None:
    """Remove added vocabularies: all of a KIND, or the one whose SHA-256 starts with these digits. Bundled ones stay."""
    from pohgraph.vocab.user.added import remove as remove_vocabularies

    for vocabulary in remove_vocabularies(what):
        say(f"removed     {vocabulary.kind} {vocabulary.name}, {vocabulary.version or 'no version given'}")


@click.command(epilog=examples("pohgraph vocab update", "pohgraph vocab update mondo hgnc"))
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option(
    "--releases",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.tsv",
    help="Use these URLs, for example of a mirror: a table with the columns kind, name and url.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="Longest time for one file.",
)
@quiet_option
@click.pass_context
def update(ctx: click.Context, kinds: tuple[str, ...], table: Path | None, timeout: float) -> None:
    """Fetch the newest releases from their permanent URLs. Without a KIND, update all vocabularies in use.

    A vocabulary that cannot be fetched stays as it was; the others are updated, and the exit status is then 1.
    """
    from pohgraph.vocab.releases import UnreachableError, releases
    from pohgraph.vocab.releases import update as update_one

    failed: list[str] = []
    unreachable: set[str] = set()
    for release in releases(kinds, table):
        what = f"{release.kind} {release.name}"
        if release.host in unreachable:  # it would fail alike, and late
            complain(f"{release.url}: not fetched: {release.host} cannot be reached")
            failed.append(what)
            continue
        try:
            done = update_one(release, timeout=timeout)
        except PohgraphError as error:
            complain(error)
            failed.append(what)
            if isinstance(error, UnreachableError):
                unreachable.add(release.host)
            continue
        if done.addition:
            _tell(done.addition)
        else:
            say(f"unchanged   {what}")
    if failed:
        say(f"failed      {', '.join(failed)}: as before; run `pohgraph vocab update` again")
        ctx.exit(1)


vocab = SuggestingGroup(
    "vocab",
    help="""List, add, remove and update vocabularies.

Names and identifiers are looked up in vocabularies. Files that you add are kept in $POHGRAPH_DATA, else in your data
folder.""",
    commands=(list_, add, remove, update),
    epilog=examples("pohgraph vocab list", "pohgraph vocab add mondo mondo-sssom/"),
)


def _tell(addition: "Addition") -> None:
    vocabulary, summary = addition.vocabulary, addition.summary
    counts = ", ".join(counted(count, what.removesuffix("s")) for what, count in summary.counts.items())
    version = vocabulary.version or "no version given"
    state = "added      " if addition.new else "unchanged  "
    say(f"{state} {vocabulary.kind} {vocabulary.name}: {vocabulary.title}, {version}")
    say(f"            {counts}; licence {vocabulary.license or 'not given'}; {vocabulary.sha256[:_SHORT]}")
    for reason, count in summary.left_out.items():
        what = reason if " " in reason else f"unknown prefix {reason}"
        say(f"            left out ({what}): {count:,}")
