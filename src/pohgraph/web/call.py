"""What a call is: a function that is given the graph, the limits and its arguments, and writes its answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from pohgraph.web.asking import Limits

if TYPE_CHECKING:
    from pohgraph.answers.context import Context as Answers
    from pohgraph.store.source import OpenGraph

JSON = "application/json"
Arguments = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Context:
    """What every call works with. `allowed` are the addresses that SERVICE and FROM may name."""

    store: "OpenGraph"
    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = frozenset()

    @cached_property
    def answers(self) -> "Answers":
        """What answers are made from. It learns of the graph as it goes, and is loaded when it is first asked for."""
        from pohgraph.answers.context import Context as Answers  # noqa: PLC0415

        return Answers(self.store)


class Out(Protocol):
    """Where an answer goes: `head` once, `write` as often as there is something, `tail` once or not at all."""

    def head(self, head: Mapping[str, object]) -> None:
        """Say what comes: "media_type" and whatever else there is to say."""

    def write(self, piece: bytes) -> int:
        """Send a piece of the answer; pieces of any size are put together to chunks."""

    def tail(self, tail: Mapping[str, object]) -> None:
        """Say what was known only at the end."""


Call = Callable[[Context, Arguments, Out], None]


def answer_json(value: object, out: Out) -> None:
    """Answer with one JSON value."""
    out.head({"media_type": JSON})
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
