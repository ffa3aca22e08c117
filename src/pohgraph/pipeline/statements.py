"""One page as the graph holds it: its statements, and what the whole graph must know of it."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from pyoxigraph import DefaultGraph

from pohgraph.assemble import Named, merge
from pohgraph.errors import PohgraphError
from pohgraph.extractors import Extraction
from pohgraph.model import Assertion, DocumentReport, GraphContent, Publication, Reference, Remark
from pohgraph.pipeline.about import look_up
from pohgraph.pipeline.pages import PageResult, read_source
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.sources import Found, PageSource
from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.store.digests import GraphDigest, text_digest
from pohgraph.store.quads import association_iri, descriptions
from pohgraph.store.rdf import Description, term

_QUICK = 1  # the least compression: a tenth of the size, at a twentieth of what reading the page costs
_ASSOCIATIONS = iri_root("pohassoc")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatements:
    """A page's own quads as N-Quads, beside what depends on other pages.

    The quads are in three parts: `evidence` has those of its own graph, `claims` those of its associations, which no other page
    has, and `shared` what other pages may say as well. They are N-Quads, each compressed where `is_packed`.
    `graph` is the digest of its own graph. `named` is what its claims name; `publications` are the works it lists, and `citations` the IRIs of its associations
    with the works cited for them, which may turn out to be works that other pages list too.
    """

    source: PageSource
    sha256: str
    report: DocumentReport
    remarks: tuple[Remark, ...]
    evidence: bytes
    claims: bytes
    shared: bytes
    graph: GraphDigest
    associations: int
    named: Named
    publications: tuple[Publication, ...]
    citations: tuple[tuple[str, Reference], ...]
    is_packed: bool = False

    @property
    def id(self) -> str:
        """The document's id."""
        return self.report.id

    @property
    def nquads(self) -> bytes:
        """All its quads."""
        parts = (self.evidence, self.claims, self.shared)
        return b"".join(map(zlib.decompress, parts) if self.is_packed else parts)

    @property
    def claims_text(self) -> bytes:
        """The quads that only its claims have."""
        return zlib.decompress(self.claims) if self.is_packed else self.claims

    def packed(self) -> Self:
        """The same with its parts compressed."""
        if self.is_packed:
            return self
        evidence, claims, shared = (zlib.compress(part, _QUICK) for part in (self.evidence, self.claims, self.shared))
        return replace(self, evidence=evidence, claims=claims, shared=shared, is_packed=True)


class NoPage(NamedTuple):
    """What gave no page: with the reason where it should have, with a remark where it was left out on purpose."""

    failure: PohgraphError | None
    remarks: tuple[Remark, ...]


class Renamed(NamedTuple):
    """A page that is to be called `id`, since another one has its name."""

    source: PageSource
    id: str


class StoredPage(NamedTuple):
    """A page that a graph has under an IRI: its file's name, its bytes, and what the user called its disease, if anything."""

    iri: str
    name: str
    data: bytes
    asked: str = ""


def state(found: Found) -> PageStatements | NoPage:
    """One page read, extracted and put into statements."""
    result = read_source(found)
    if result.extraction is None or not isinstance(found, PageSource):
        return NoPage(result.failure, result.remarks)
    return _stated(found, result, result.extraction)


def state_renamed(page: Renamed) -> PageStatements:
    """The same under another id.

    Raises:
        PohgraphError: the page cannot be read.
    """
    result = read_source(page.source)
    if result.extraction is None:
        assert result.failure
        raise result.failure
    old = result.extraction.doc.id
    message = f"another page of this build is called {old} too; this one is kept as {page.id}"
    remark = Remark(document=page.id, code="same_name", message=message)
    return _stated(page.source, replace(result, remarks=(remark, *result.remarks)), result.extraction.renamed(page.id))


def state_stored(page: StoredPage) -> PageStatements | NoPage:
    """The statements of a page that a graph has, under the id that it has there if the page may be called so."""
    try:
        about = look_up(page.asked, recogniser().lexicon) if page.asked else None
    except PohgraphError as error:
        return NoPage(error, ())
    source = PageSource(page.name, compress(page.iri), page.data, about=about)
    result = read_source(source)
    if result.extraction is None:
        return NoPage(result.failure, result.remarks)
    extraction = result.extraction
    other = renamed(extraction.doc.id, extraction.doc.source.sha256)
    if page.iri == term(other).value:
        extraction = extraction.renamed(other)
    return _stated(source._replace(data=b""), replace(result, data=b""), extraction)


def renamed(id_: str, sha256: str) -> str:
    """What a page is called where another has its id: the same whatever else is read beside it."""
    return f"{id_}-{sha256[:8]}"


def parted(described: Iterable[Description]) -> tuple[bytes, bytes, bytes]:
    """What a page says of nodes, without the works it cites, as N-Quads in the parts that `PageStatements` has."""
    evidence: list[str] = []
    claims: list[str] = []
    shared: list[str] = []
    for description in described:
        if not isinstance(description.graph, DefaultGraph):
            part = evidence
        elif description.subject.value.startswith(_ASSOCIATIONS):
            part = claims
        else:
            part = shared
        part.append(description.nquads())
    return "".join(evidence).encode(), "".join(claims).encode(), "".join(shared).encode()


def _stated(source: PageSource, result: PageResult, extraction: Extraction) -> PageStatements:
    doc = extraction.doc
    merged = merge(extraction.assertions)
    named = Named()
    named.add(merged)
    content = GraphContent(documents=(doc,), assertions=tuple(map(_uncited, merged)))
    evidence, claims, shared = parted(descriptions(content))
    return PageStatements(
        source=source,
        sha256=doc.source.sha256,
        report=_report(result.path, extraction, merged),
        remarks=result.remarks,
        evidence=evidence,
        claims=claims,
        shared=shared,
        graph=text_digest(evidence),
        associations=len(merged),
        named=named,
        publications=extraction.publications,
        citations=tuple(
            (association_iri(assertion, doc.id).value, work)
            for assertion in merged
            for work in dict.fromkeys(work for evidence in assertion.evidence for work in evidence.publications)
        ),
    )


def _uncited(assertion: Assertion) -> Assertion:
    if not any(evidence.publications for evidence in assertion.evidence):
        return assertion
    return replace(assertion, evidence=tuple(replace(evidence, publications=()) for evidence in assertion.evidence))


def _report(path: str, extraction: Extraction, merged: Sequence[Assertion]) -> DocumentReport:
    counts = Counter(assertion.predicate.curie for assertion in merged)
    topic = extraction.topic
    return DocumentReport(
        id=extraction.doc.id,
        path=path,
        family=extraction.doc.source.family,
        title=extraction.doc.source.title,
        about=topic.reference.curie if topic else "",
        about_label=topic.label if topic else "",
        counts=tuple(sorted(counts.items())),
    )
