"""Works that several pages list."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from pohgraph.model import Publication, Reference
from pohgraph.pipeline.literature import Literature


def _work(reference: str, title: str, *, journal: str = "", year: str = "", same: tuple[str, ...] = ()) -> Publication:
    return Publication(
        reference=Reference.parse(reference),
        citation=title,
        title=title,
        journal=journal,
        year=year,
        documents=(f"pohdoc:{reference.partition(':')[0]}",),
        same_as=tuple(map(Reference.parse, same)),
    )


def _works(folder: Path, works: Iterable[Publication]) -> list[Publication]:
    with Literature(folder) as literature:
        for work in works:
            literature.add(work.documents[0], [work], [])
        return sorted(literature.works(), key=lambda work: work.reference)


def test_a_work_is_known_by_title_journal_and_year(tmp_path: Path) -> None:
    """An entry without an identifier is the work another page gives one for."""
    title = "Progressive osseous heteroplasia: diagnosis, treatment, and prognosis"
    works = _works(
        tmp_path,
        [
            _work("pohpub:1", title, journal="Appl Clin Genet", year="2015"),
            _work("PMID:25674011", title, journal="Appl Clin Genet", year="2015", same=("DOI:10.2147/TACG.S51064",)),
        ],
    )
    assert [work.reference.curie for work in works] == ["PMID:25674011"]
    assert works[0].documents == ("pohdoc:PMID", "pohdoc:pohpub")


def test_a_work_is_known_by_any_identifier(tmp_path: Path) -> None:
    """A DOI in another case joins entries that share nothing else, across a third."""
    works = _works(
        tmp_path,
        [
            _work("DOI:10.1/A", "One title of the work"),
            _work("PMID:1", "Another title", same=("DOI:10.1/a", "PMC:2")),
            _work("PMC:2", "A third"),
        ],
    )
    assert [work.reference.curie for work in works] == ["PMID:1"]
    assert [other.curie for other in works[0].same_as] == ["DOI:10.1/A", "DOI:10.1/a", "PMC:2"]


def test_a_short_title_joins_nothing(tmp_path: Path) -> None:
    """Pages of several publishers are called after the disease; they are not one work."""
    works = _works(
        tmp_path,
        [
            _work("pohpub:1", "About POH", journal="A", year="2014"),
            _work("pohpub:2", "About POH", journal="A", year="2014"),
        ],
    )
    assert len(works) == 2


def test_a_citation_is_of_the_work_all_pages_share(tmp_path: Path) -> None:
    """A page that cites its own entry cites the work it turned out to be."""
    title = "Progressive osseous heteroplasia: diagnosis, treatment, and prognosis"
    own = _work("pohpub:1", title, journal="Appl Clin Genet", year="2015")
    with Literature(tmp_path) as literature:
        literature.add("a:1", [own], [("urn:claim", own.reference)])
        literature.add("b:1", [_work("PMID:25674011", title, journal="Appl Clin Genet", year="2015")], [])
        list(literature.works())
        assert list(literature.citations()) == [("urn:claim", Reference("PMID", "25674011"))]


def test_a_page_that_is_forgotten_lists_and_cites_nothing(tmp_path: Path) -> None:
    """Its entries and citations are gone; those of others stay."""
    with Literature(tmp_path) as literature:
        for document in ("a:1", "b:1"):
            literature.add(
                document, [_work(f"PMID:{ord(document[0])}", document)], [(document, Reference("PMID", "1"))]
            )
        literature.forget("a:1")
        assert [work.title for work in literature.works()] == ["b:1"]
        assert [association for association, _ in literature.citations()] == ["b:1"]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pages_does_not_matter(tmp_path: Path, seed: int) -> None:
    """Chains of entries that share an identifier with the next are one work, in whatever order they come."""
    chain = [
        _work(f"DOI:{chain}.{link}", f"{chain} {link}", same=(f"DOI:{chain}.{link + 1}",))
        for chain in range(4)
        for link in range(6)
    ]
    random.Random(seed).shuffle(chain)
    assert [len(work.same_as) for work in _works(tmp_path, chain)] == [6] * 4
