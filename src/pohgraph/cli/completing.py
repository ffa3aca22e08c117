"""What the shell may complete: names that the graph has, parameters of queries, formats and kinds. It never complains."""

import os
import re
from collections.abc import Callable, Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, split_arg_string

from pohgraph.errors import PohgraphError
from pohgraph.legible import on_one_line

_BREAKS = ":="  # where bash breaks a word
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")
_Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete_entity(kind: str = "") -> _Complete:
    """Complete what the graph of --store has of a kind, or of any: names, synonyms and CURIEs."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return _entities(ctx, incomplete, kind)

    return complete


def complete_relation(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a relation, with or without its prefix."""
    from pohgraph.schema.relations import RELATIONS

    names = dict.fromkeys((r.predicate.identifier, r.label) for r in RELATIONS)
    curies = dict.fromkeys((r.predicate.curie, r.label) for r in RELATIONS)
    return _beginning(incomplete, curies if ":" in incomplete else names)


def complete_kind(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a kind of things to search for."""
    from pohgraph.search.kinds import KINDS

    return _beginning(incomplete, ((kind, "") for kind in KINDS))


def complete_rule(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a rule of conflicts."""
    from pohgraph.compare.rules import rules

    return _beginning(incomplete, ((name, rule.kind) for name, rule in rules().items()))


def complete_conflict_kind(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a kind of conflicts."""
    from pohgraph.compare.rules import kinds

    return _beginning(incomplete, ((kind, "") for kind in kinds()))


def complete_status(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a status of `compare`, as it is called beside the reference."""
    from pohgraph.compare.standing import statuses
    from pohgraph.pipeline.reference import get_reference

    return _beginning(
        incomplete, ((status, "") for status in statuses(get_reference(ctx.params.get("against") or "hpoa")))
    )


def complete_format(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a format of exports."""
    from pohgraph.export import FORMATS

    listed = ("list", "list the formats")
    return _beginning(incomplete, (*((name, one.description) for name, one in FORMATS.items()), listed))


def complete_query(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a ready-made query."""
    from pohgraph.query.catalogue import catalogue

    return _beginning(incomplete, ((query.name, query.title) for query in catalogue()))


def complete_parameter(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete NAME=VALUE for the ready-made query that is named before it."""
    from pohgraph.query.catalogue import find_query

    query = find_query(str(ctx.params.get("text") or ""))
    params = query.params if query else ()
    name, equals, value = incomplete.partition("=")
    if not equals:
        return _beginning(incomplete, ((f"{param.name}=", param.description) for param in params))
    from pohgraph.search.kinds import KINDS

    kinds = {param.name: {"document": "page"}.get(param.kind, param.kind) for param in params}
    found = _entities(ctx, value, kinds[name] if kinds.get(name) in KINDS else "")
    return [CompletionItem(f"{name}={item.value}", help=item.help) for item in found]


class BashCompletion(BashComplete):
    """Puts together what bash breaks at : and =, and escapes what bash takes as it stands.

    A backslash is doubled, since the script reads each line with `read`, which takes one away.
    """

    _given = ""  # what of the word bash keeps
    _is_quoted = False

    def complete(self) -> str:
        """The lines for bash; none where it does not say which word is to be completed."""
        told = "COMP_WORDS" in os.environ and os.environ.get("COMP_CWORD", "").isdecimal()
        return super().complete() if told else ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to complete, and that one."""
        typed = os.environ["COMP_WORDS"].split("\n")
        if len(typed) == 1:
            return super().get_completion_args()
        last = int(os.environ["COMP_CWORD"])
        words: list[str] = []
        for word in (*typed[:last], typed[last] if last < len(typed) else ""):
            is_break = bool(word) and not word.strip(_BREAKS)
            if words and (is_break or words[-1].endswith(tuple(_BREAKS))):
                words[-1] += word
            else:
                words.append(word)
        incomplete = _unquoted(words[-1])
        self._is_quoted = words[-1][:1] in {'"', "'"}
        if not self._is_quoted:
            self._given = incomplete[: 1 + max(incomplete.rfind(mark) for mark in _BREAKS)]
        return [_unquoted(word) for word in words[1:-1]], incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """A line with the type and the value, as bash is to insert it."""
        value = item.value[len(self._given) :]
        shown = value if self._is_quoted else _SPECIAL.sub(r"\\\\\1", value)
        return f"{item.type},{shown}"


def use_in_bash() -> None:
    """Let click complete in bash as here."""
    add_completion_class(BashCompletion)


def _unquoted(word: str) -> str:
    return " ".join(split_arg_string(word))


def _beginning(incomplete: str, choices: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    return [CompletionItem(name, help=text or None) for name, text in choices if name.startswith(incomplete)]


def _entities(ctx: click.Context, incomplete: str, kind: str) -> list[CompletionItem]:
    import sqlite3

    from pohgraph.search import completions
    from pohgraph.store.graph import open_store

    if ctx.params.get("endpoint"):
        return []  # nobody waits for a server at each key
    try:
        found = completions(open_store(ctx.params.get("store")), incomplete, kind)
    except (PohgraphError, OSError, sqlite3.Error):
        return []
    # What no keyboard types is no name to complete, and a shell would show it as it is.
    return [CompletionItem(name, help=on_one_line(text)) for name, text in found if name == on_one_line(name)]
