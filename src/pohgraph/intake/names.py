"""Identifiers of other people's files as nodes of ours: canonical where a mapping says so, never dropped."""

from urllib.parse import quote

from pyoxigraph import NamedNode

from pohgraph.errors import UnknownReferenceError
from pohgraph.intake.notes import Notes
from pohgraph.model import Reference
from pohgraph.schema.prefixes import intake_prefixes
from pohgraph.store.rdf import node
from pohgraph.vocab.formats.foreign import ForeignIdentifiers
from pohgraph.vocab.lexicon import Lexicon

_UNKNOWN = "pohcurie"
_REMEMBERED = 2**16  # identifiers; more are read again


class Names:
    """Reads the identifiers of one file. Prefixes nobody declared are noted, each once, with an example."""

    def __init__(self, lexicon: Lexicon, notes: Notes) -> None:
        self._lexicon = lexicon
        self._notes = notes
        self._identifiers = ForeignIdentifiers()
        self._nodes: dict[str, NamedNode | None] = {}
        self._entities: dict[str, NamedNode | None] = {}
        self._unknown: set[str] = set()

    def node(self, text: str) -> NamedNode | None:
        """The node a CURIE or IRI stands for, or None where it is neither."""
        if text not in self._nodes:
            if len(self._nodes) >= _REMEMBERED:
                self._nodes.clear()
            self._nodes[text] = self._read(text)
        return self._nodes[text]

    def entity(self, text: str) -> NamedNode | None:
        """The same, by the canonical identifier where the mapping sets know an exact match."""
        if text not in self._entities:
            if len(self._entities) >= _REMEMBERED:
                self._entities.clear()
            found = self._identifiers.find(text)
            known = None if found is None else self._lexicon.canonical(found)
            self._entities[text] = self.node(text) if known is None or known == found else node(known)
        return self._entities[text]

    def _read(self, text: str) -> NamedNode | None:
        found = self._identifiers.find(text)
        try:
            if found is not None:
                return node(found)
            prefix, colon, identifier = text.partition(":")
            if not (colon and prefix and identifier) or text.split() != [text]:
                return None
            if prefix in {"http", "https", "urn"}:
                return NamedNode(text)
            return self._undeclared(prefix, identifier)
        except (UnknownReferenceError, ValueError):
            return None

    def _undeclared(self, prefix: str, identifier: str) -> NamedNode:
        base = intake_prefixes().get(prefix)
        if base is not None:
            return NamedNode(base + quote(identifier, safe="/:#?=&._~-+@%"))
        if prefix not in self._unknown:
            self._unknown.add(prefix)
            self._notes.add("unknown_prefix", "undeclared prefix(es), kept as pohcurie:PREFIX:ID", prefix)
        return node(Reference(_UNKNOWN, quote(f"{prefix}:{identifier}", safe=":/._~-+")))
