"""By what pages are read and graphs were made: this program and its vocabularies, or what a graph says of its own."""

import hashlib
from functools import cache
from pathlib import Path

from pohgraph.schema.prefixes import iri_root
from pohgraph.store.graph import GraphStore
from pohgraph.store.manifest import Origin, Reading
from pohgraph.store.rows import select
from pohgraph.version import __version__
from pohgraph.vocab.lexicon import Lexicon

# The rooms and modules on which depends what is read off a page, what its quads are, and which claims are in conflict.
_CODE = (
    "model",
    "schema",
    "language",
    "vocab",
    "read",
    "recognise",
    "extractors",
    "assemble",
    "claims",
    "compare",
    "review",
    "export/rdf/conflicts.py",
    "store/decided.py",
    "store/description.py",
    "store/digests.py",
    "store/quads.py",
    "store/rdf.py",
    "store/revised.py",
    "store/selectors.py",
    "pipeline/carrying.py",
    "pipeline/conflicting.py",
    "pipeline/contested.py",
    "pipeline/corpus.py",
    "pipeline/deciding.py",
    "pipeline/literature.py",
    "pipeline/packing.py",
    "pipeline/pages.py",
    "pipeline/statements.py",
)
_VOCABULARIES = (
    "SELECT ?node ?sha256 WHERE { ?node a prov:Entity ; dcterms:hasVersion ?release ; pohgraph:sha256 ?sha256 }"
)
_PROGRAMS = "SELECT DISTINCT ?version WHERE { ?made a pohgraph:Extraction ; pohgraph:extractor_version ?version }"
_PAGES = "SELECT DISTINCT ?page WHERE { GRAPH ?page { ?page pohgraph:sha256 ?sha256 } }"


def present_reading(lexicon: Lexicon) -> Reading:
    """How this program reads pages with the vocabularies in use."""
    return Reading(
        programs=(__version__,),
        code=code_hash(),
        vocabularies={source.name: source.sha256 for source in lexicon.sources},
    )


def origin_of(graph: GraphStore) -> Origin:
    """How the pages of a graph were read: what was written down when it was made, else what the graph says itself."""
    if graph.manifest:
        return graph.manifest.origin
    return Origin(readings=(stated_reading(graph),))


def stated_reading(graph: GraphStore) -> Reading:
    """How a graph says that its pages were read."""
    root = iri_root("pohvocab")
    return Reading(
        programs=tuple(sorted(version for (version,) in select(graph, _PROGRAMS))),
        vocabularies={node.removeprefix(root): sha256 for node, sha256 in select(graph, _VOCABULARIES)},
    )


def pages_of(graph: GraphStore) -> list[str]:
    """The IRIs of the pages of a graph, sorted."""
    return sorted(page for (page,) in select(graph, _PAGES))


def difference(recorded: Reading | None, present: Reading) -> str:
    """Why pages that were read so cannot be held against a reading of today; "" where they can."""
    if recorded is None or not recorded.programs:
        return "the graph does not say by which version of pohgraph they were read"
    if recorded.programs != present.programs:
        return f"read by pohgraph {', '.join(recorded.programs)}, this is {', '.join(present.programs)}"
    if recorded.code and recorded.code != present.code:
        return f"read by pohgraph {present.programs[0]} before its code was changed"
    names = sorted(recorded.vocabularies.keys() | present.vocabularies.keys())
    other = [name for name in names if recorded.vocabularies.get(name) != present.vocabularies.get(name)]
    if other:
        return f"read with other vocabularies than those in use: {', '.join(other)}"
    return ""


@cache
def code_hash() -> str:
    """A hash of the code and tables that read pages: a checkout changes while its version stays."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for name in _CODE:
        path = package / name
        files = [path] if path.is_file() else sorted((*path.rglob("*.py"), *path.rglob("*.tsv")))
        for file in files:
            digest.update(f"{file.relative_to(package).as_posix()}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
