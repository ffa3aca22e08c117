"""The graph as files, one format per module. Every file repeats the licences of its sources."""

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError
from pohgraph.export.exporter import Exporter, files_in, write_files
from pohgraph.export.manifest import manifest_path, trusted, write_export_manifest
from pohgraph.export.rdf.bioschemas import write_bioschemas
from pohgraph.export.rdf.jsonld import write_jsonld
from pohgraph.export.rdf.nanopub import write_nanopubs
from pohgraph.export.rdf.syntaxes import write_nquads, write_ntriples, write_trig, write_turtle
from pohgraph.export.release.release import Previous, write_release
from pohgraph.export.release.sparql_examples import write_sparql_examples
from pohgraph.export.release.void import write_void
from pohgraph.export.site.site import write_single, write_site
from pohgraph.export.tables.csv_tables import write_csv_edges, write_csv_nodes, write_csv_sources
from pohgraph.export.tables.cx2 import write_cx2
from pohgraph.export.tables.graphml import write_graphml
from pohgraph.export.tables.hpoa import write_hpoa
from pohgraph.export.tables.kgx_files import JSONL_PARTS, TSV_PARTS
from pohgraph.export.tables.parquet import write_parquet_edges, write_parquet_nodes, write_parquet_sources
from pohgraph.export.tables.phenopackets import write_phenopackets
from pohgraph.export.tables.sssom import write_sssom
from pohgraph.store.signing import Signer

if TYPE_CHECKING:
    from pohgraph.store.source import Readable

__all__ = ["FORMATS", "Exporter", "GraphView", "export_files", "export_graph", "view_for"]


def _write_release(
    view: GraphView, folder: Path, *, previous: Previous | None = None, signer: Signer | None = None
) -> None:
    formats = {name: exporter for name, exporter in FORMATS.items() if name not in _BESIDE}
    write_release(view, folder, formats, previous=previous, signer=signer)


# A release describes itself, with its files; a site holds most of what a release has, for people to look at.
_BESIDE = frozenset({"html", "release", "site", "void"})
_ALL = (
    Exporter(
        name="ttl",
        media_type="text/turtle",
        extension="ttl",
        description="Turtle with prefixes; the triples of all graphs together",
        parts={"": write_turtle},
    ),
    Exporter(
        name="jsonld",
        media_type="application/ld+json",
        extension="jsonld",
        description="compact JSON-LD with its context; one named graph per document",
        parts={"": write_jsonld},
    ),
    Exporter(
        name="trig",
        media_type="application/trig",
        extension="trig",
        description="TriG with prefixes; one named graph per document",
        parts={"": write_trig},
    ),
    Exporter(
        name="nq",
        media_type="application/n-quads",
        extension="nq",
        description="N-Quads, sorted; one named graph per document",
        parts={"": write_nquads},
    ),
    Exporter(
        name="nt",
        media_type="application/n-triples",
        extension="nt",
        description="N-Triples, sorted; the triples of all graphs together",
        parts={"": write_ntriples},
    ),
    Exporter(
        name="kgx-jsonl",
        media_type="application/jsonl",
        extension="jsonl",
        description="KGX nodes and edges as JSON Lines, for the Monarch graph",
        parts=JSONL_PARTS,
        prefixes="monarch",
    ),
    Exporter(
        name="kgx-tsv",
        media_type="text/tab-separated-values",
        extension="tsv",
        description="KGX nodes and edges as tables, for the Monarch graph",
        parts=TSV_PARTS,
        prefixes="monarch",
    ),
    Exporter(
        name="hpoa",
        media_type="text/tab-separated-values; profile=hpoa",
        extension="hpoa",
        description="HPO's annotation format: the phenotypes, inheritance, onset and course of diseases",
        parts={"": write_hpoa},
    ),
    Exporter(
        name="sssom",
        media_type="text/tab-separated-values; profile=sssom",
        extension="sssom.tsv",
        description="SSSOM: every identifier as a mapping with its strength and source",
        parts={"": write_sssom},
    ),
    Exporter(
        name="nanopub",
        media_type="application/trig",
        extension="trig",
        description="nanopublications in TriG: each claim with its provenance, named by a hash of both",
        parts={"": write_nanopubs},
    ),
    Exporter(
        name="graphml",
        media_type="application/graphml+xml",
        extension="graphml",
        description="GraphML for networkx, igraph, Gephi and yEd; claims between nodes as edges",
        parts={"": write_graphml},
    ),
    Exporter(
        name="cx2",
        media_type="application/json",
        extension="cx2",
        description="CX2 for Cytoscape and NDEx; claims between nodes as edges, those not stated dashed",
        parts={"": write_cx2},
    ),
    Exporter(
        name="csv",
        media_type="text/csv",
        extension="csv",
        description="three CSV tables: nodes, edges and sources",
        parts={"nodes": write_csv_nodes, "edges": write_csv_edges, "sources": write_csv_sources},
    ),
    Exporter(
        name="parquet",
        media_type="application/vnd.apache.parquet",
        extension="parquet",
        description="the same three tables, typed, as Parquet; needs the extra pohgraph[parquet]",
        parts={"nodes": write_parquet_nodes, "edges": write_parquet_edges, "sources": write_parquet_sources},
    ),
    Exporter(
        name="phenopackets",
        media_type="application/x-ndjson",
        extension="phenopackets.jsonl",
        description="one Phenopacket (v2) per disease and line, without a subject; only what fits the format",
        parts={"": write_phenopackets},
    ),
    Exporter(
        name="bioschemas",
        media_type="application/ld+json",
        extension="jsonld",
        description="schema.org JSON-LD for pages about diseases; stated claims only",
        parts={"": write_bioschemas},
    ),
    Exporter(
        name="void",
        media_type="text/turtle",
        extension="ttl",
        description="a description of the dataset in VoID and DCAT, with counts, sources, licences and hashes",
        parts={"": write_void},
    ),
    Exporter(
        name="sparql-examples",
        media_type="text/turtle",
        extension="ttl",
        description="a folder with the ready-made queries in SIB's convention, one Turtle file each",
        folder=write_sparql_examples,
    ),
    Exporter(
        name="site",
        media_type="text/html",
        extension="",
        description="a folder with the web page for any static host: search, entities, quotes, and SPARQL in the browser",
        folder=write_site,
    ),
    Exporter(
        name="html",
        media_type="text/html",
        extension="html",
        description="the same web page as one file, which also works when it is opened from a disk",
        parts={"": write_single},
    ),
    Exporter(
        name="release",
        media_type="application/ld+json",
        extension="",
        description="a folder with all formats as an RO-Crate, with checksums and a citation",
        folder=_write_release,
    ),
)
WITH_PAGES = frozenset({"html", "site"})  # formats that show pages, and so need the copies of a graph on disk
FORMATS: dict[str, Exporter] = {exporter.name: exporter for exporter in _ALL}


def export_graph(
    store: "Readable", format_: str, out: BinaryIO, *, license_: str = "", prefixes: str = "", accepted: bool = False
) -> GraphView:
    """Write the graph in one of `FORMATS` that has one file; the same graph gives the same bytes.

    `license_`, `prefixes` and `accepted` are as for `view_for`. Returns the view, which knows what was left out.

    Raises:
        ExportError: there is no such format, it has several files, or it cannot carry this graph.
    """
    exporter = _exporter(format_)
    if exporter.single is None:
        raise ExportError(format_, "writes several files: say where with -o PATH")
    view = view_for(store, exporter, license_=license_, prefixes=prefixes, accepted=accepted)
    exporter.single(view, out)
    return view


def export_files(
    store: "Readable",
    format_: str,
    path: Path,
    *,
    license_: str = "",
    prefixes: str = "",
    accepted: bool = False,
    previous: "Readable | None" = None,
    previous_name: str = "",
    progress: Callable[[int, int], None] | None = None,
    manifest: bool = False,
    signer: Signer | None = None,
) -> tuple[GraphView, tuple[Path, ...]]:
    """Write the graph in one of `FORMATS` as files, all or none; see `write_files` for what `path` means.

    `previous` is the graph of the release before, for a release that tells what changed since, and `previous_name` what to call it.
    `progress` is called with how many things of how many are done, by formats that take long. `manifest` writes down beside the files
    what they and their graph are (see `manifest_path`); a release has that in its folder anyway. `signer` signs it.

    Returns:
        The view, which knows what was left out, and the paths of the files, the manifest and its signature last.

    Raises:
        ExportError: there is no such format, the disk refuses, the format or a manifest cannot carry this graph, or it is no release
            with our own identifiers, which alone tells what changed.
    """
    exporter = _exporter(format_)
    if (manifest or signer) and exporter.folder and exporter.name != "release":
        raise ExportError(str(path), f"{format_} is a folder, and a manifest is written of files alone")
    view = view_for(store, exporter, license_=license_, prefixes=prefixes, accepted=accepted)
    before = None
    if previous is not None:
        if exporter.folder is not _write_release or not view.is_ours:
            raise ExportError(
                format_, "only a release with our own identifiers tells what changed since a previous one"
            )
        before = Previous(view=GraphView(previous, license_=license_), name=previous_name or "the previous release")
    view.report.progress = progress
    if exporter.name == "release":
        return view, write_files(
            replace(exporter, folder=partial(_write_release, previous=before, signer=signer)), view, path
        )
    if not (manifest or signer):
        return view, write_files(exporter, view, path)
    made_of, target = trusted(view, manifest_path(path)), manifest_path(path)
    written = write_files(exporter, view, path)
    files = {file.relative_to(path.parent).as_posix(): file for file in sorted(files_in(written))}
    return view, (*written, *write_export_manifest(view, made_of, format_, files, target, signer))


def view_for(
    store: "Readable", exporter: Exporter, *, license_: str = "", prefixes: str = "", accepted: bool = False
) -> GraphView:
    """What an exporter sees of a graph.

    Args:
        store: the graph.
        exporter: the format, for its default spelling of identifiers.
        license_: leave out what may not be shared so: a name of `licences.tsv`, an SPDX identifier or a licence's
            IRI; "" leaves nothing out.
        prefixes: the consumer of `identifiers.tsv` to spell identifiers for; "" for the format's own.
        accepted: leave out claims that no curator accepted; only nanopublications can.

    Raises:
        ExportError: no such licence or consumer, or the format cannot leave these claims out.
    """
    if accepted and exporter.name != "nanopub":
        raise ExportError(exporter.name, "cannot be narrowed to the claims that curators accepted; only nanopub can")
    return GraphView(store, license_=license_, prefixes=prefixes or exporter.prefixes, accepted=accepted)


def _exporter(format_: str) -> Exporter:
    exporter = FORMATS.get(format_)
    if exporter is None:
        near = get_close_matches(format_, FORMATS, n=1, cutoff=0.5)
        guess = f"did you mean {near[0]!r}? " if near else ""
        raise ExportError(format_, f"unknown format; {guess}choose from {', '.join(FORMATS)}")
    return exporter
