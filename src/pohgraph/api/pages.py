"""From a file, a text or a graph to what it says: annotate, extract and build, without a command line."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import cast

from pyoxigraph import QuerySolutions

from pohgraph.api.extracted import AnnotatedText, ExtractedPage
from pohgraph.api.proving import signer_of
from pohgraph.errors import QueryError, ReadError
from pohgraph.extractors.topic.given import named_by_user
from pohgraph.extractors.topic.subject import Given
from pohgraph.model import Report
from pohgraph.pipeline.about import Subjects, look_up, subjects
from pohgraph.pipeline.addresses import Place, place_of
from pohgraph.pipeline.graph import build as build_store
from pohgraph.pipeline.jobs import Cluster
from pohgraph.pipeline.pages import read_pages, read_source
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.sources import PageSource
from pohgraph.query.resolve import find_term
from pohgraph.read import read_page
from pohgraph.store.graph import default_path
from pohgraph.store.source import OpenGraph
from pohgraph.vocab.lexicon import open_lexicon

_ENOUGH = 20  # results that are looked at to tell one page from several


def stored_page(store: OpenGraph, name: str) -> ExtractedPage:
    """What one page of a graph says, read from the copy that the graph keeps. `name` is its CURIE, title or file's name.

    Raises:
        QueryError: no page or more than one is called so.
        StoreError: the graph has lost its copy.
    """
    node = find_term(store, name, "document")
    pages = cast(
        "QuerySolutions",
        store.query(
            f"SELECT ?hash ?file {{ {node} pohgraph:file_name ?file . GRAPH {node} {{ {node} pohgraph:sha256 ?hash }} }}"
        ),
    )
    row = next(pages, None)
    if row is None:
        raise QueryError(f"{name} is not a page of this graph", hint="`pohgraph query documents` lists the pages")
    sha256, file_name = row
    given = _given(store, str(node))
    result = read_source(PageSource(file_name.value, name, store.source(sha256.value), about=given))
    if result.extraction is None:
        raise result.failure or ReadError(name, "cannot be read as a page")
    return ExtractedPage(result.extraction)


def _given(store: OpenGraph, page: str) -> Given | None:
    """The disease that the user named when the page was read."""
    reasons = store.query(
        f"SELECT ?reason {{ ?claim rdf:subject {page} ; rdf:predicate schema:about ; pohgraph:grounding_reason ?reason }}"
    )
    asked = (named_by_user(row["reason"].value) for row in cast("QuerySolutions", reasons))
    words = next(filter(None, asked), "")
    return look_up(words, open_lexicon()) if words else None


def annotate(text: str) -> AnnotatedText:
    """What a text names: phenotypes, diseases, genes and identifiers, with what the text denies or leaves open.

    >>> found = annotate("She has scoliosis but no seizures.")
    >>> [(mention.text, mention.reference.curie, mention.context.negated) for mention in found]
    [('scoliosis', 'HP:0002650', False), ('seizures', 'HP:0001250', True)]
    """
    doc = read_page(text.encode(errors="replace"), name="text").document
    return AnnotatedText(doc, recogniser().mentions(doc))


def extract(path: str | Path, *, about: str = "") -> ExtractedPage:
    """What one page says, read from a file; `about` is the CURIE or name of its disease, where the page does not tell it.

    Raises:
        ReadError: the file cannot be read as a page, holds several, or is a folder.
        UnknownReferenceError: no disease is called `about`, or several are.
    """
    if Path(path).is_dir():
        raise ReadError(str(path), "a folder: extract takes one page, pohgraph.build takes folders")
    results = list(islice(read_pages([Path(path)], subjects=_subjects(about)), _ENOUGH))
    if failure := next((result.failure for result in results if result.failure), None):
        raise failure
    pages = [result.extraction for result in results if result.extraction]
    if len(pages) != 1:
        reason = "holds several pages: extract takes one, pohgraph.build takes them all" if pages else "holds no page"
        raise ReadError(str(path), reason)
    return ExtractedPage(pages[0])


def build(
    paths: str | Path | Iterable[str | Path] = (),
    *,
    store: str | Path | None = None,
    graphs: str | Path | Iterable[str | Path] = (),
    license_: str = "",
    jobs: int = 1,
    dask: str = "",
    about: str = "",
    about_table: str | Path | None = None,
    decisions: str | Path | Iterable[str | Path] = (),
    sign_key: str | Path | None = None,
    password: str | None = None,
    is_cached: bool = True,
    only_on_diseases: bool = False,
) -> Report:
    """Read pages and graph files into a graph; without any, the bundled pages.

    Args:
        paths: pages, folders of pages, and addresses of either, such as "s3://bucket/pages/".
        store: where the graph goes, else $POHGRAPH_STORE, else ./pohgraph.db.
        graphs: stores, and files of other graphs such as KGX and Turtle, that become part of it.
        license_: of graph files that state none.
        jobs: how many pages are read at the same time.
        dask: the address of a Dask scheduler whose workers read the pages instead.
        about: the CURIE or name of the disease that every page is about.
        about_table: a file with rows of a page's file, a tab, and its disease; they come before `about`.
        decisions: files with what curators decided about claims, as `pohgraph review` and the web page write them.
        sign_key: the secret key of minisign that signs the manifest of the graph.
        password: of that key, else $POHGRAPH_SIGN_PASSWORD.
        is_cached: pages that were read before are not read again, and a graph of the same pages stays as it is; the result
            is the same without.
        only_on_diseases: of PubMed's records, read those whose title or abstract names a disease of the vocabularies.

    Raises:
        DecisionsError: lines of a file of decisions are wrong; an old graph stays as it was.
        MissingLibraryError: a key needs `pohgraph[sign]`.
        ReadError: not one page or graph could be read, or a row of `about_table` is wrong; an old graph stays as it was.
        SignatureError: the key cannot be opened; an old graph stays as it was.
        UnknownReferenceError: no disease is called `about`, or several are.
        ServiceError: the scheduler does not answer, or has no worker that can be used.
        StoreError: the graph could not be written; an old graph stays as it was.
    """
    target = default_path() if store is None else Path(store)
    return build_store(
        _places(paths),
        store=target,
        graphs=_paths(graphs),
        license_=license_,
        jobs=Cluster(address=dask) if dask else jobs,
        subjects=_subjects(about, about_table),
        decisions=_paths(decisions),
        signer=signer_of(sign_key, password),
        is_cached=is_cached,
        only_on_diseases=only_on_diseases,
    )


def _subjects(about: str, table: str | Path | None = None) -> Subjects:
    return subjects(open_lexicon(), about=about, table=Path(table) if table else None) if about or table else Subjects()


def _places(given: str | Path | Iterable[str | Path]) -> list[Place]:
    many = [given] if isinstance(given, str | Path) else given
    return [place_of(place) if isinstance(place, str) else place for place in many]


def _paths(given: str | Path | Iterable[str | Path]) -> list[Path]:
    return [Path(path) for path in ([given] if isinstance(given, str | Path) else given)]
