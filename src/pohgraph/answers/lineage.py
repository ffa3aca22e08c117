"""What stands above the terms of a graph, as the graph itself has it: parents, ancestors, body systems."""

import re

from pyoxigraph import NamedNode

from pohgraph.claims.view import GraphView
from pohgraph.schema.branches import PHENOTYPIC_ABNORMALITY
from pohgraph.schema.prefixes import compress, expand

NO_SYSTEM = "No body system"
_PARENT = "rdfs:subClassOf"
_ABNORMAL = re.compile(r"^Abnormality of (?:the )?|^Abnormal ", re.IGNORECASE)


class Lineage:
    """The terms of one graph. What is read stays in memory."""

    def __init__(self, view: GraphView) -> None:
        self._view = view
        self._parents: dict[str, tuple[str, ...]] = {}
        self._above: dict[str, frozenset[str]] = {}
        self._top = expand(PHENOTYPIC_ABNORMALITY)

    def parents(self, iri: str) -> tuple[str, ...]:
        """The terms directly above one, all given by IRI, sorted."""
        if iri not in self._parents:
            found = self._view.triples(_PARENT, subjects=[NamedNode(iri)])
            self._parents[iri] = tuple(sorted(parent.value for _, parent in found if isinstance(parent, NamedNode)))
        return self._parents[iri]

    def above(self, iri: str) -> frozenset[str]:
        """A term and all above it, by IRI."""
        if iri not in self._above:
            found, waiting = {iri}, [iri]
            while waiting:
                new = [parent for parent in self.parents(waiting.pop()) if parent not in found]
                found.update(new)
                waiting += new
            self._above[iri] = frozenset(found)
        return self._above[iri]

    def systems(self, iri: str) -> tuple[str, ...]:
        """The body systems of a phenotype, given by IRI: HPO's uppermost terms above it, by their names."""
        tops = [above for above in self.above(iri) if self._top in self.parents(above)]
        names = {_ABNORMAL.sub("", self._view.label(NamedNode(top)) or compress(top)) for top in tops}
        return tuple(sorted(name[:1].upper() + name[1:] for name in names)) or (NO_SYSTEM,)
