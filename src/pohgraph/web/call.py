"""What a call is: a function that is given the graph, the limits and its arguments, and writes its answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pohgraph.web.asking import Limits

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

JSON = "application/json"
Arguments = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every call works with. `allowed` are the addresses that SERVICE and FROM may name.

    `kept` is for what calls want to keep from one request to the next, under names of their own.
    """

    store: "GraphStore"
    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = frozenset()
    kept: dict[str, object] = field(default_factory=dict)


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
