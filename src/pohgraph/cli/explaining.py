"""`pohgraph explain`: one claim, the words and the rule that made it, who else says so, and what curators decided."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity, complete_relation
from pohgraph.cli.console import standard_output, write_line, write_text
from pohgraph.cli.group import examples, format_option, quiet_option, store_option

if TYPE_CHECKING:
    from rich.text import Text

    from pohgraph.api.explained import Explained, Place

_STYLES = {"subject": "bold green", "object": "bold magenta", "cue": "bold yellow"}
_QUALIFIER = "bold cyan"
_STANDING = {"stated": "bold green", "denied": "bold red", "open": "bold yellow", "borrowed": "bold magenta"}


@click.command(
    short_help="Explain a claim: its words, the rule that read it, and decisions.",
    epilog=examples(
        "pohgraph explain POH has_phenotype 'Ectopic ossification'",
        "pohgraph explain NCBIGene:2778 causes MONDO:0008153 --format json",
        "pohgraph explain pohassoc:71edb4fbb6d8181adbd6c7e4",
    ),
)
@click.argument("subject", metavar="SUBJECT|CLAIM", shell_complete=complete_entity())
@click.argument("relation", required=False, default="", metavar="[RELATION]", shell_complete=complete_relation)
@click.argument("object_", required=False, default="", metavar="[OBJECT]", shell_complete=complete_entity())
@store_option
@format_option("text", "md", "json")
@quiet_option
def explain(subject: str, relation: str, object_: str, store: Path, format_: str) -> None:
    """Explain why the graph has a claim: SUBJECT RELATION OBJECT as CURIEs or names, or the identifier of one claim.

    RELATION may be short, such as has_phenotype, phenotype or inheritance. Each page that says so is a claim of its own. Claims that a
    curator has rejected are explained, too. Without such a claim the exit status is 1, and similar ones are named.
    """
    if bool(relation) != bool(object_):
        raise click.UsageError("give SUBJECT RELATION OBJECT, or the identifier of one claim")
    from pohgraph.api.explain import explain as explained
    from pohgraph.store.graph import open_store

    found = explained(open_store(store), subject, relation, object_)
    if format_ == "text" and sys.stdout.isatty():
        _show_styled(list(found))
        return
    with standard_output() as out:
        if format_ == "json":
            write_line(out, json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        elif format_ == "md":
            write_text(out, "\n\n".join("\n".join(_markdown(one)) for one in found))
        else:
            write_text(out, repr(found))


def highlighted(place: "Place") -> "Text":
    """The words of a place in what stands around them; those for the parts of the claim in colours."""
    from rich.text import Text

    text = Text(f"…{place.before}", style="dim")
    begin = len(text)
    text.append(place.quote, style="not dim")
    text.append(f"{place.after}…", style="dim")
    for mark in place.marks:
        if place.start <= mark.start < mark.end <= place.end:
            style = _STYLES.get(mark.part, _QUALIFIER)
            text.stylize(style, begin + mark.start - place.start, begin + mark.end - place.start)
    lines = text.split(allow_blank=False)  # a quote of several lines is shown in one
    return Text(" ").join(lines)


def heading(one: "Explained") -> "Text":
    """What a claim says, and how it stands."""
    from rich.text import Text

    from pohgraph.review.decision import statement_of

    statement = statement_of(one.claim).removesuffix(f" [{one.claim.state}]")
    style = "bold red" if one.claim.rejected else _STANDING[one.claim.state]
    return Text.assemble((statement, "bold"), "  ", (f"[{one.standing}]", style))


def legend() -> "Text":
    """Which colour is which part of a claim."""
    from rich.text import Text

    return Text.assemble(
        *((f"{part} ", style) for part, style in _STYLES.items()), ("qualifier", _QUALIFIER), style="dim"
    )


def _show_styled(found: "list[Explained]") -> None:
    from rich.padding import Padding

    from pohgraph.api.explained import notes_of, where
    from pohgraph.cli.styled import PlainConsole

    console = PlainConsole()
    for number, one in enumerate(found):
        if number:
            console.print()
        claim = one.claim
        console.print(heading(one))
        console.print(
            Padding(f"{claim.id}: {claim.subject} {claim.predicate} {claim.object}", (0, 0, 0, 2)),
            style="dim",
            markup=False,
        )
        console.print(Padding(f"page: {claim.source.name} ({claim.source.id})", (0, 0, 0, 2)))
        for place in one.places:
            console.print(Padding(highlighted(place), (0, 0, 0, 4)))
            console.print(Padding(where(place), (0, 0, 0, 6)), style="dim")
        for label, text in notes_of(one):
            console.print(Padding(f"{label}: {text}", (0, 0, 0, 2)))
    console.print(legend())


def _markdown(one: "Explained") -> Iterator[str]:
    from pohgraph.api.explained import notes_of, one_line, where
    from pohgraph.review.decision import statement_of

    claim = one.claim
    yield f"## {statement_of(claim).removesuffix(f' [{claim.state}]')} [{one.standing}]"
    yield ""
    yield f"- `{claim.id}`: {claim.subject} {claim.predicate} {claim.object}"
    yield f"- page: {claim.source.name} (`{claim.source.id}`)"
    yield from (f"- {label}: {text}" for label, text in notes_of(one))
    for place in one.places:
        before, quote, after = (one_line(text).replace("*", r"\*") for text in (place.before, place.quote, place.after))
        yield ""
        yield f"> {before}**{quote}**{after}"
        yield ">"
        yield f"> {where(place)}"
