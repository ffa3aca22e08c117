"""The graph as a researcher meets it in Python: questions that answer in tables, entities, and pictures of them."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pohgraph.api.entity import Disease, Entity, Gene, Phenotype
from pohgraph.api.graph_comparisons import GraphComparisons
from pohgraph.api.graph_pictures import GraphPictures
from pohgraph.api.table import Table
from pohgraph.api.values import values_of
from pohgraph.model import Named
from pohgraph.query import catalogue, run_query
from pohgraph.query.notes import hints
from pohgraph.schema.prefixes import compress
from pohgraph.search import search
from pohgraph.store.graph import default_path
from pohgraph.store.opening import open_graph_at

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

    from pohgraph.api.extracted import ExtractedPage
    from pohgraph.api.layout import Explanation

_DISEASES = """
SELECT ?disease ?id (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?page) AS ?pages) WHERE {
  ?id biolink:category biolink:Disease .
  { ?claim rdf:subject ?id } UNION { ?claim rdf:object ?id }
  ?claim prov:hadPrimarySource ?page .
  OPTIONAL { ?id rdfs:label ?disease }
} GROUP BY ?disease ?id ORDER BY DESC(?claims) ?id"""

_SHOWN = ("title", "id", "publisher", "about")  # of each page, where the graph is shown


def open_graph(path: str | Path | None = None) -> "Graph":
    """Open the graph that `pohgraph build` wrote, at `path`, else at $POHGRAPH_STORE, else at ./pohgraph.db.

    `path` may be the address of a SPARQL endpoint with such a graph, as in `pg.open("https://example.org/sparql")`.

    Raises:
        StoreError: there is no graph, or it cannot be read.
        QueryError: the address is none that can be asked.
    """
    return Graph(open_graph_at(default_path() if path is None else path))


class Graph(GraphComparisons, GraphPictures):
    """A graph, open for reading. `store` is what it is read from, for what has no method here.

    What compares it and what draws it is described with `GraphComparisons` and `GraphPictures`.
    """

    def query(self, query: str | Path, **params: str) -> Table:
        """Ask in SPARQL, by the name of a ready-made query, or with the path of an .rq file.

        The usual prefixes need no declaration; a parameter is a CURIE, an IRI, a number, or a name the graph has, as
        in `graph.query("disease-genes", disease="POH")`. The `notes` of an empty table say what may explain it.

        Raises:
            QueryError: the query or a parameter is wrong.
        """
        result = run_query(self.store, query, params)
        return Table(result.columns, values_of(self.store, result), notes=hints(self.store, result))

    def queries(self) -> Table:
        """The ready-made queries: name, what they answer, and their parameters."""
        rows = [(q.name, q.title, " ".join(param.name for param in q.params)) for q in catalogue()]
        return Table(("name", "title", "parameters"), rows)

    def entity(self, name: str) -> Entity:
        """Anything the graph makes claims of, by CURIE, IRI, label or synonym.

        Raises:
            QueryError: nothing or several things are called so; the message names them.
        """
        return Entity.find(self.store, name)

    def disease(self, name: str) -> Disease:
        """A disease, by CURIE, IRI, label or synonym, as in `graph.disease("POH")`.

        Raises:
            QueryError: nothing or several things are called so, or it is no disease.
        """
        return Disease.find(self.store, name)

    def gene(self, name: str) -> Gene:
        """A gene, by symbol or CURIE.

        Raises:
            QueryError: nothing or several things are called so, or it is no gene.
        """
        return Gene.find(self.store, name)

    def phenotype(self, name: str) -> Phenotype:
        """A finding, by label, synonym or CURIE.

        Raises:
            QueryError: nothing or several things are called so, or it is no finding.
        """
        return Phenotype.find(self.store, name)

    def explain(self, subject: str, predicate: str = "", object_: str = "") -> "Explanation":
        """Why the graph has a claim: its words, the rule that read it, who else says so, conflicts and decisions.

        Give the claim as in `graph.explain("POH", "has_phenotype", "Ectopic ossification")`, or its identifier alone.

        Raises:
            QueryError: nothing or several things are called so, or there is no such claim; the message names similar ones.
        """
        from pohgraph.api.explain import explain  # noqa: PLC0415 - only for those who ask why

        return explain(self.store, subject, predicate, object_)

    def decisions(self) -> Table:
        """What curators decided about claims of the graph, in the order of time."""
        from pohgraph.claims.decisions import read_decisions_on  # noqa: PLC0415 - as above
        from pohgraph.claims.view import GraphView  # noqa: PLC0415 - as above

        columns = ("claim", "statement", "decision", "changes", "curator", "date", "comment", "in_force")
        rows = [
            (compress(d.claim), d.statement, d.verdict, d.changes, d.curator.label, d.date, d.comment, d.is_in_force)
            for d in read_decisions_on(GraphView(self.store))
        ]
        return Table(columns, rows, title="Decisions of curators")

    def search(self, words: str, *, kind: str = "", limit: int | None = 20, everywhere: bool = True) -> Table:
        """What the words may mean, the best first: names, parts of names, misspelt names, identifiers in any spelling.

        `kind` is disease, gene, phenotype, page or another of `pohgraph.search.KINDS`. With `everywhere`, names that only the
        vocabularies have are found too; their `claims` are None.
        """
        hits = search(words, graph=self.store, kind=kind, limit=limit, everywhere=everywhere)
        rows = [
            (Named(h.curie, label=h.label), h.kind, h.name, h.match, h.claims if h.in_graph else None) for h in hits
        ]
        return Table(("id", "kind", "name", "match", "claims"), rows, title=words)

    def diseases(self) -> Table:
        """The diseases of the graph, with how many claims and pages there are about each."""
        return self.query(_DISEASES)

    def pages(self) -> Table:
        """The pages the graph was read from."""
        return self.query("documents")

    def page(self, name: str) -> "ExtractedPage":
        """One of its pages, with what it says highlighted; `name` is the page's CURIE, title or file name.

        Raises:
            QueryError: no page or more than one is called so.
            StoreError: the graph has lost its copy of the page.
        """
        from pohgraph.api.pages import stored_page  # noqa: PLC0415 - loads what reads pages

        return stored_page(self.store, name)

    def to_networkx(self, *, literals: bool = False) -> "MultiDiGraph[str]":
        """Entities as nodes and claims as edges, by CURIE.

        A node has `label` and `category`; an edge `predicate`, `state`, `negated`, `hedged`, `borrowed`, `frequency`,
        `qualifier`, `source`, `publications`, `quotes` and `iri`. Claims that are not stated are edges too: filter on their state.
        With `literals`, texts that claims end in are nodes of category "Literal".
        """
        from pohgraph.claims.network import networkx_graph  # noqa: PLC0415 - networkx only for those who ask

        return networkx_graph(self.store, literals=literals)

    def to_rdflib(self) -> "Dataset":
        """An `rdflib.Dataset` in memory: the default graph, and one graph per page."""
        return self.store.to_rdflib()

    def export(
        self,
        format_: str,
        path: str | Path,
        *,
        license_: str = "",
        prefixes: str = "",
        accepted: bool = False,
        previous: str | Path | None = None,
        manifest: bool = False,
        sign_key: str | Path | None = None,
        password: str | None = None,
    ) -> tuple[Path, ...]:
        """Write the graph in a format of `pohgraph export list`, and give the paths of its files.

        Args:
            format_: its name.
            path: the file, or the folder of a format that is one.
            license_: leaves out what may not be shared so.
            prefixes: spells identifiers for a consumer; see `pohgraph.export.view_for`.
            accepted: only claims that curators accepted or edited; of "nanopub" alone.
            previous: the release, store or file of which a "release" tells what changed since.
            manifest: write a manifest beside the files, by which `pohgraph.verify` proves them later.
            sign_key: the secret key of minisign that signs the manifest, which is written then.
            password: of that key, else $POHGRAPH_SIGN_PASSWORD.

        Raises:
            ExportError: there is no such format, or the files cannot be written.
            MissingLibraryError: a key needs `pohgraph[sign]`.
            ReadError: the previous release cannot be read.
            SignatureError: the key cannot be opened.
        """
        from pohgraph.api.proving import signer_of  # noqa: PLC0415 - as below
        from pohgraph.export import export_files  # noqa: PLC0415 - formats only for those who write
        from pohgraph.pipeline.opening import previous_release  # noqa: PLC0415 - as above
        from pohgraph.store.copied import copied  # noqa: PLC0415 - as above

        signer = signer_of(sign_key, password)
        with previous_release(Path(previous) if previous else None) as (before, name), copied(self.store) as graph:
            return export_files(
                graph,
                format_,
                Path(path),
                license_=license_,
                prefixes=prefixes,
                accepted=accepted,
                previous=before,
                previous_name=name,
                manifest=manifest,
                signer=signer,
            )[1]

    def check(
        self, *, fast: bool = False, pages: Sequence[str | Path] = (), jobs: int = 1, public_key: str | Path = ""
    ) -> Table:
        """What is wrong with the graph, as `pohgraph check` has it; no row where nothing is. See `pohgraph.verify`."""
        from pohgraph.api.proving import check  # noqa: PLC0415 - what reads pages only for those who check

        return check(self.store, fast=fast, pages=pages, jobs=jobs, public_key=public_key)

    def __len__(self) -> int:
        return len(self.store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; asking afterwards is an error."""
        self.store.close()

    def __repr__(self) -> str:
        pages, diseases = len(self.pages()), len(self.diseases())
        return f"<Graph of {pages} pages: {len(self):,} quads, {diseases} diseases>"

    def _repr_html_(self) -> str:
        # Hashes and addresses would push the rest out of a notebook's width; `pages()` has them.
        shown = Table(_SHOWN, [[page[column] for column in _SHOWN] for page in self.pages()])
        return f"<b>{escape(repr(self).strip('<>'))}</b>{shown._repr_html_()}"
