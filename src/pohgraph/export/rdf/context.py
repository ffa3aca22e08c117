"""Reads a JSON-LD context the way a writer needs it: from an IRI and a kind of value to the term that says both.

Terms that lay values out in another way (`@reverse`, lists, language maps, scoped contexts) are never chosen.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from pohgraph.errors import ExportError
from pohgraph.export.rdf.names import Namespaces

_KEYS_WE_WRITE = frozenset({"@id", "@type", "@container", "@prefix", "@protected"})
_GEN_DELIMS = tuple(":/?#[]@")  # a plain definition that ends in one of them may serve as a prefix


class Term(NamedTuple):
    """`kind` is the coercion: "@id", "@vocab", a datatype's IRI, or "" where values stay as they are."""

    name: str
    kind: str
    always_list: bool


class Context:
    """Chooses terms and compact IRIs, short only where the context expands them to the same IRI again."""

    def __init__(self, definitions: Mapping[str, object]) -> None:
        self._definitions = definitions
        self._prefixes = dict(_prefixes(definitions))
        self._namespaces = Namespaces(self._prefixes)
        self._by_iri: dict[str, list[Term]] = {}
        for name in definitions:
            self._add_term(name)

    def keyword(self, keyword: str) -> str:
        """The alias of a keyword such as "@id", or the keyword."""
        return next((name for name, meaning in self._definitions.items() if meaning == keyword), keyword)

    def property_term(self, iri: str, kinds: Iterable[str]) -> Term:
        """The term for a property whose value is of one of `kinds`, best first; a compact IRI where there is none."""
        terms = self._by_iri.get(iri, [])
        fitting = (term for kind in kinds for term in terms if term.kind == kind)
        term = next(chain(fitting, terms), None)
        return term or Term(self.compact(iri), "", always_list=False)

    def type_name(self, iri: str) -> str:
        """A class as values of `@type` and `@vocab` name it: its term, else its compact IRI."""
        terms = self._by_iri.get(iri)
        return terms[0].name if terms else self.compact(iri)

    def compact(self, iri: str) -> str:
        """`prefix:name`, or the IRI itself.

        Raises:
            ExportError: the context would take the IRI for a compact one.
        """
        short = self._namespaces.split(iri)
        if short is not None and (name := ":".join(short)) not in self._definitions:
            return name
        scheme, _, rest = iri.partition(":")
        if scheme in self._prefixes and not rest.startswith("//"):
            raise ExportError(iri, f"JSON-LD would read this as a compact IRI: the context has a prefix {scheme!r}")
        return iri

    def _add_term(self, name: str) -> None:
        definition = self._definitions[name]
        if isinstance(definition, str):
            definition = {"@id": definition}
        if not isinstance(definition, dict) or not definition.keys() <= _KEYS_WE_WRITE or name.startswith("@"):
            return
        container, kind = definition.get("@container"), str(definition.get("@type", ""))
        iri = self._expand(str(definition.get("@id", name)))
        if container not in {None, "@set"} or kind == "@json" or iri.startswith("@") or name in self._prefixes:
            return
        kind = "" if kind == "@none" else kind if kind.startswith("@") else self._expand(kind)
        self._by_iri.setdefault(iri, []).append(Term(name, kind, always_list=container == "@set"))

    def _expand(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        return self._prefixes[prefix] + rest if colon and prefix in self._prefixes else name


def _prefixes(definitions: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for name, definition in definitions.items():
        if name.startswith("@") or ":" in name:
            continue
        if isinstance(definition, str) and definition.endswith(_GEN_DELIMS):
            yield name, definition
        elif isinstance(definition, dict) and definition.get("@prefix") is True:
            yield name, str(definition["@id"])
