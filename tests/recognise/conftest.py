"""What the tests of recognition share."""

from collections.abc import Callable

import pytest

from pohgraph.language.sentences import find_sentences
from pohgraph.model import Document, Mention, Section, Source, Span
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon


@pytest.fixture(scope="session")
def mentions() -> Callable[..., list[Mention]]:
    """The mentions of one category in a text, by the bundled vocabularies; `policy` says which of overlapping findings."""
    recogniser = Recogniser(open_lexicon())

    def find(text: str, category: str, policy: str = "longest") -> list[Mention]:
        whole = Span(0, len(text))
        doc = Document(
            id="pohdoc:case",
            text=text,
            source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8"),
            sections=(Section(name="description", span=whole),),
            sentences=find_sentences(text, [whole]),
        )
        return [m for m in recogniser.mentions(doc, policy=policy) if m.category == category]

    return find


@pytest.fixture(scope="session")
def phenotypes(mentions: Callable[..., list[Mention]]) -> Callable[..., list[Mention]]:
    """The findings of a text."""

    def find(text: str, policy: str = "longest") -> list[Mention]:
        return mentions(text, "phenotype", policy)

    return find
