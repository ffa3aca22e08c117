"""One recogniser serves many threads: what it gives for a page does not depend on which pages are read beside it."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pohgraph.extractors import extract
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Document, Section, Source, Span
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon

_THREADS = 8
_ROUNDS = 12
_SENTENCES = (
    "He does not have fever, cough or rash, but seizures may occur in some patients.",
    "The joints become involved, causing impaired mobility of the hips.",
    "It may cause weakness of the arms and legs (limb weakness) and open sores (ulcers) in the mouth.",
    "Mutations in the GNAS gene cause progressive osseous heteroplasia (POH).",
    "Her ears are larger than normal, she is microcephalic, and a long philrum was noted.",
    "EARS: low set with thin helices",
    "Onset is between infancy and adolescence; people with it rarely live beyond age 40.",
    "Without treatment, scoliosis progresses until adulthood.",
)


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that are interrupted as often as the interpreter can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _documents() -> list[Document]:
    """Pages that hold the same sentences at other places, so that what is known of one is wrong for the next."""
    pages: list[Document] = []
    for number in range(len(_SENTENCES) * _ROUNDS):
        turn = number % len(_SENTENCES)
        text = "\n".join((f"Progressive osseous heteroplasia {'x' * number}.", *_SENTENCES[turn:], *_SENTENCES[:turn]))
        whole = Span(0, len(text))
        pages.append(
            Document(
                id=f"pohdoc:{number}",
                text=text,
                source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8"),
                sections=(Section(name="description", span=whole),),
                sentences=find_sentences(text, [whole]),
            )
        )
    return pages


@pytest.mark.usefixtures("restless")
def test_threads_share_a_recogniser() -> None:
    """Eight threads with one recogniser that has seen nothing find what one thread finds page after page."""
    pages = _documents()
    alone = Recogniser(open_lexicon())
    expected = [alone.mentions(page) for page in pages]
    shared = Recogniser(open_lexicon())
    with ThreadPoolExecutor(_THREADS) as pool:
        found = list(pool.map(shared.mentions, pages))
    assert [page.id for page, one, other in zip(pages, found, expected, strict=True) if one != other] == []


@pytest.mark.usefixtures("restless")
def test_threads_share_the_tables_of_extractors() -> None:
    """What is extracted from a page does not depend on the pages that other threads read meanwhile."""
    pages = _documents()
    recogniser = Recogniser(open_lexicon())
    expected = [extract(page, recogniser) for page in pages]
    with ThreadPoolExecutor(_THREADS) as pool:
        found = list(pool.map(lambda page: extract(page, recogniser), pages))
    assert [page.id for page, one, other in zip(pages, found, expected, strict=True) if one != other] == []
