"""What differs between a graph and what its pages give, node by node, in words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, cast

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.check.parts import Slots, Value
from pohgraph.schema.prefixes import compress, prefix_map

_SHOWN = 60  # characters of a text, around the place where it differs
_TYPES = frozenset({f"{prefix_map()['rdf']}type", f"{prefix_map()['biolink']}category"})


class Difference(NamedTuple):
    """One node: what only the graph says of it, and what only the new reading does, both by predicate."""

    node: str
    stored: Slots
    given: Slots


def differences(stored: Iterable[Quad], given: Iterable[Quad]) -> Iterator[Difference]:
    """The nodes that two sets of quads of one graph say different things of, sorted."""
    stored_only, given_only = set(stored), set(given)
    stored_only, given_only = stored_only - given_only, given_only - stored_only
    sides = _by_node(stored_only), _by_node(given_only)
    for node in sorted(sides[0].keys() | sides[1].keys()):
        yield Difference(node, sides[0].get(node, {}), sides[1].get(node, {}))


def in_words(difference: Difference, names: "Names", who: str) -> str:
    """What is stored and what `who` gives instead, predicate by predicate.

    >>> from pyoxigraph import NamedNode, Literal
    >>> slot = "urn:agent_type"
    >>> found = Difference("urn:a", {slot: [Literal("manual_agent")]}, {slot: [Literal("text_mining_agent")]})
    >>> in_words(found, Names(lambda iri: ""), "the page")
    'agent type is "manual_agent", but the page gives "text_mining_agent"'
    """
    said = []
    for predicate in sorted(difference.stored.keys() | difference.given.keys()):
        name = _name(predicate)
        stored, given = difference.stored.get(predicate, []), difference.given.get(predicate, [])
        if stored and given:
            said.append(f"{name} is {_shown(stored, given, names)}, but {who} gives {_shown(given, stored, names)}")
        elif stored:
            said.append(f"{name} {_shown(stored, (), names)} is in the graph, but {who} does not give it")
        else:
            said.append(f"{name} {_shown(given, (), names)} is missing, which {who} gives")
    return "; ".join(said)


class Names:
    """Calls nodes by CURIE and label; `label` gives that of an IRI, "" where it has none."""

    def __init__(self, label: Callable[[str], str]) -> None:
        self._label = label

    def __call__(self, value: Value) -> str:
        """A node's CURIE with its label, a literal as it is."""
        if not isinstance(value, NamedNode):
            return str(value)
        label = self._label(value.value)
        return f"{compress(value.value)} ({label})" if label else compress(value.value)


def _by_node(quads: Iterable[Quad]) -> dict[str, Slots]:
    nodes: defaultdict[str, Slots] = defaultdict(dict)
    for quad in quads:
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
        nodes[subject].setdefault(quad.predicate.value, []).append(cast("Value", quad.object))
    return dict(nodes)


def _name(predicate: str) -> str:
    if predicate in _TYPES:
        return "class" if predicate.endswith("type") else "category"
    return compress(predicate).partition(":")[2].replace("_", " ") or predicate


def _shown(values: Iterable[Value], others: Iterable[Value], names: Names) -> str:
    return ", ".join(_value(value, others, names) for value in sorted(values, key=str))


def _value(value: Value, others: Iterable[Value], names: Names) -> str:
    if not isinstance(value, Literal):
        return names(value)
    other = next((other.value for other in others if isinstance(other, Literal)), value.value)
    text = _around(value.value, other)
    return text if value.datatype.value.endswith(("integer", "decimal", "boolean")) else f'"{text}"'


def _around(text: str, other: str) -> str:
    """A long text from shortly before the place where it differs from another."""
    if len(text) <= _SHOWN:
        return " ".join(text.split())
    place = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    start = max(0, min(place - _SHOWN // 3, len(text) - _SHOWN)) if text != other else 0
    piece = " ".join(text[start : start + _SHOWN].split())
    return f"{'…' if start else ''}{piece}{'…' if start + _SHOWN < len(text) else ''}"
