"""RDF files laid out in stores of their own, and told apart: graphs we wrote, which are taken as they are, and others."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from pohgraph.check.rules import RULES
from pohgraph.errors import ReadError
from pohgraph.intake.files import GraphFile
from pohgraph.intake.notes import Notes
from pohgraph.intake.rdf import read_quads
from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.store.graph import GraphStore
from pohgraph.store.regraph import regraphed
from pohgraph.store.rows import select
from pohgraph.store.writer import fill

# What holds for every graph of ours, and for no other by accident: claims are complete, their evidence is there.
_OURS = frozenset(
    {
        "incomplete association",
        "missing evidence",
        "unused evidence",
        "missing document",
        "stray graph",
        "unsupported edge",
        "unstated edge",
        "missing edge",
        "blank node",
    }
)
_HAS_DOCUMENT = "SELECT ?d WHERE { ?d a pohgraph:Document ; pohgraph:file_name ?name } LIMIT 1"
_WITHOUT_DOCUMENT = f"""
SELECT ?claim ?document WHERE {{
  {{ ?claim rdf:subject ?subject ; prov:hadPrimarySource ?document }}
  UNION {{ GRAPH ?graph {{ ?claim rdf:subject ?subject ; prov:hadPrimarySource ?document }} }}
  FILTER(STRSTARTS(STR(?claim), "{iri_root("pohassoc")}") && STRSTARTS(STR(?document), "{iri_root("pohdoc")}"))
}} ORDER BY ?claim LIMIT 1"""
# Whoever takes all that leads to its page off a claim does not make it somebody else's.
_WITHOUT_SOURCE = f"""
SELECT ?claim WHERE {{
  ?claim rdf:subject ?subject . FILTER(STRSTARTS(STR(?claim), "{iri_root("pohassoc")}"))
  FILTER NOT EXISTS {{ ?claim prov:hadPrimarySource ?source }}
}} ORDER BY ?claim LIMIT 1"""
_HAS_GRAPHS = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFile:
    """A file as a store in `folder`; `is_ours` where every claim in it has its evidence and page beside it."""

    file: GraphFile
    folder: Path
    is_ours: bool

    def open(self) -> GraphStore:
        """The file's graph."""
        return GraphStore(self.folder)

    def store(self) -> Store:
        """The same, for reading it quad by quad."""
        return Store.read_only(str(self.folder / "graph"))


def stage(file: GraphFile, dataset: NamedNode, folder: Path, notes: Notes) -> StagedFile:
    """Read a file into a store under `folder`; a flattened export of ours gets its graphs back.

    Raises:
        ReadError: the file does not keep to its format, or has claims that pohgraph read without what they rest on.
    """
    plain = folder / "plain"
    _fill(plain, read_quads(file, dataset, notes))
    staged = GraphStore(plain)
    if not any(select(staged, _HAS_DOCUMENT)):
        for claim, document in select(staged, _WITHOUT_DOCUMENT):
            raise _not_whole(file, f"{compress(claim)} was read from {compress(document)}, which it does not describe")
        for (claim,) in select(staged, _WITHOUT_SOURCE):
            raise _not_whole(file, f"{compress(claim)} does not say from which page it was read")
        return StagedFile(file=file, folder=plain, is_ours=False)
    candidate = plain
    if not any(select(staged, _HAS_GRAPHS)):
        candidate = folder / "regraphed"
        flat = Store.read_only(str(plain / "graph"))
        _fill(candidate, regraphed(flat, flat))
    broken = _broken_rule(GraphStore(candidate))
    if broken:
        raise _not_whole(file, broken)
    return StagedFile(file=file, folder=candidate, is_ours=True)


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    folder.mkdir(parents=True)
    store = Store(folder / "graph")
    fill(store, quads)
    store.flush()


def _not_whole(file: GraphFile, reason: str) -> ReadError:
    """Claims of pages without their evidence are nobody's: neither those of their pages any more, nor the file's own."""
    return ReadError(str(file.path), f"written by pohgraph, but altered or cut: {reason}; export the graph again")


def _broken_rule(store: GraphStore) -> str:
    for rule in RULES:
        if rule.name in _OURS:
            for row in select(store, f"{rule.query} LIMIT 1"):
                return f"{compress(row[0])}: {rule.name}"
    return ""
