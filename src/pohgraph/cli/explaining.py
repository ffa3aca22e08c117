"""`pohgraph explain`: one claim, the words and the rule that made it, who else says so, and what curators decided."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity, complete_relation
from pohgraph.cli.console import standard_output, write_line, write_text
from pohgraph.cli.group import examples, format_option, graph_options, quiet_option

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from pohgraph.api.explained import Explained, Place
    from pohgraph.api.layout import Part
    from pohgraph.model import Mark
    from pohgraph.store.place import GraphPlace

_STYLES = {"subject": "bold green", "object": "bold magenta", "cue": "bold yellow"}
_QUALIFIER = "bold cyan"
_STANDING = {"stated": "bold green", "denied": "bold red", "open": "bold yellow", "borrowed": "bold magenta"}


@click.command(
    short_help="Explain a claim: its words, the rule that read it, and decisions.",
    epilog=examples(
        "pohgraph explain POH has_phenotype 'Ectopic ossification'",
        "pohgraph explain NCBIGene:2778 causes MONDO:0008153 --format json",
        "pohgraph explain pohassoc:71edb4fbb6d8181adbd6c7e4",
        "pohgraph explain POH phenotype Osteoma --history 2026-01 --history 2026-02",
    ),
)
@click.argument("subject", metavar="SUBJECT|CLAIM", shell_complete=complete_entity())
@click.argument("relation", required=False, default="", metavar="[RELATION]", shell_complete=complete_relation)
@click.argument("object_", required=False, default="", metavar="[OBJECT]", shell_complete=complete_entity())
@click.option(
    "--history",
    "releases",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="RELEASE|DIR|FILE",
    help="Tell what became of the claim in these releases, oldest first, and read no other graph. Can be repeated.",
)
@graph_options
@format_option("text", "md", "json")
@quiet_option
def explain(
    *, subject: str, relation: str, object_: str, releases: tuple[Path, ...], place: "GraphPlace", format_: str
) -> None:
    """Explain why the graph has a claim: SUBJECT RELATION OBJECT as CURIEs or names, or the identifier of one claim.

    RELATION may be short, such as has_phenotype, phenotype or inheritance. Each page that says so is a claim of its own. Claims that a
    curator has rejected are explained, too. Without such a claim the exit status is 1, and similar ones are named.

    With --history, the claim is followed through releases: when it was first seen, what changed, and when it went. Edits of curators are
    followed, and so are words that later meant another term.
    """
    if bool(relation) != bool(object_):
        raise click.UsageError("give SUBJECT RELATION OBJECT, or the identifier of one claim")
    if releases:
        _tell_history(releases, (subject, relation, object_), format_)
        return
    from pohgraph.api.explain import explain as explained
    from pohgraph.store.opening import open_graph_at

    found = explained(open_graph_at(place), subject, relation, object_)
    if format_ == "text" and sys.stdout.isatty():
        _show_styled(found)
        return
    with standard_output() as out:
        if format_ == "json":
            write_line(out, json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        elif format_ == "md":
            write_text(out, found.as_markdown())
        else:
            write_text(out, repr(found))


def _tell_history(releases: Sequence[Path], asked: tuple[str, str, str], format_: str) -> None:
    from pohgraph.api.history import claim_history, history_lines

    found = claim_history(releases, *asked)
    with standard_output() as out:
        if format_ == "json":
            write_line(out, json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        elif format_ == "md":
            for one in found:
                first, *others = history_lines(one)
                items = (f"{'  ' if line.startswith('    ') else ''}- {line.strip()}" for line in others)
                write_text(out, "\n".join((f"## {first}", "", *items, "")))
        else:
            write_text(out, repr(found))


def has_colours(console: "Console") -> bool:
    """Whether a terminal can show them, and nobody has switched them off ($NO_COLOR)."""
    return console.color_system is not None and not console.no_color


def styled(one: "Explained", console: "Console") -> "Iterator[tuple[Part, RenderableType]]":
    """The parts of an explanation, each as a terminal shows it; all but the heading are indented."""
    from rich.padding import Padding
    from rich.text import Text

    from pohgraph.api.layout import CLAIM, IDENTIFIER, PAGE, parts_of

    show = _highlighted if has_colours(console) else _bracketed
    for part in parts_of(one):
        if part.place:
            yield part, Padding(show(part.place), (0, 0, 0, 4))
            yield part, Padding(Text(part.text, style="dim"), (0, 0, 0, 6))
        elif part.kind == CLAIM:
            style = "bold red" if one.claim.rejected else _STANDING[one.claim.state]
            yield part, Text.assemble((part.text, "bold"), "  ", (f"[{part.label}]", style))
        elif part.kind == IDENTIFIER:
            yield part, Padding(Text(f"{part.label}: {part.text}", style="dim"), (0, 0, 0, 2))
        else:
            told = ("page", f"{part.text} ({part.label})") if part.kind == PAGE else (part.label, part.text)
            yield part, Padding(Text(": ".join(told)), (0, 0, 0, 2))


def _highlighted(place: "Place") -> "Text":
    """The words of a place in what stands around them; those for the parts of the claim in colours."""
    from rich.text import Text

    text = Text(f"…{place.before}", style="dim")
    begin = len(text)
    text.append(place.quote, style="not dim")
    text.append(f"{place.after}…", style="dim")
    for mark in _marks(place):
        style = _STYLES.get(mark.part, _QUALIFIER)
        text.stylize(style, begin + mark.start - place.start, begin + mark.end - place.start)
    lines = text.split(allow_blank=False)  # a quote of several lines is shown in one
    return Text(" ").join(lines)


def _bracketed(place: "Place") -> "Text":
    """The same where there are no colours: the words for a part stand in braces, behind the letter of the part."""
    from rich.text import Text

    opened = {mark: f"{_letter(mark.part)}{{" for mark in _marks(place)}
    pieces: list[str] = []
    for at, char in enumerate((*place.quote, ""), start=place.start):
        pieces += ["}" for mark in opened if mark.end == at]
        pieces += [brace for mark, brace in opened.items() if mark.start == at]
        pieces.append(char)
    return Text(" ".join(f"…{place.before}{''.join(pieces)}{place.after}…".split()))


def _marks(place: "Place") -> "list[Mark]":
    return [mark for mark in place.marks if place.start <= mark.start < mark.end <= place.end]


def _letter(part: str) -> str:
    return part[0] if part in _STYLES else "q"


def legend(*, coloured: bool = True) -> "Text":
    """Which colour, or which letter, is which part of a claim."""
    from rich.text import Text

    if not coloured:
        return Text(" ".join(f"{_letter(part)}{{{part}}}" for part in (*_STYLES, "qualifier")))
    return Text.assemble(
        *((f"{part} ", style) for part, style in _STYLES.items()), ("qualifier", _QUALIFIER), style="dim"
    )


def _show_styled(found: "Iterable[Explained]") -> None:
    from pohgraph.cli.styled import PlainConsole

    console = PlainConsole()
    for number, one in enumerate(found):
        if number:
            console.print()
        for _, part in styled(one, console):
            console.print(part)
    console.print(legend(coloured=has_colours(console)))
