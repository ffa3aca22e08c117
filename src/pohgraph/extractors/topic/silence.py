"""Why a page gave nothing, and what to do: no page goes without a word."""

from collections.abc import Iterator, Sequence

from pohgraph.counting import counted
from pohgraph.extractors.topic.subject import Topic
from pohgraph.model import Assertion, Document, Mention, Remark

_SHOWN = 4  # diseases that a message names
_SAY = "say what it is about with --about CURIE|NAME"


def silences(
    doc: Document, mentions: tuple[Mention, ...], topics: Sequence[Topic], assertions: Sequence[Assertion]
) -> Iterator[Remark]:
    """A remark on a page without a subject, or with nothing said of it."""
    if not topics:
        yield Remark(
            document=doc.id, code="no_topic", message=f"{_no_topic(doc, mentions)}; nothing was extracted; {_SAY}"
        )
    elif all(assertion.about for assertion in assertions):
        yield Remark(document=doc.id, code="nothing_said", message=_nothing_said(doc, mentions, topics[0]))


def _no_topic(doc: Document, mentions: tuple[Mention, ...]) -> str:
    if not doc.sentences:
        return "the page has neither a title nor a sentence that is read"
    named = dict.fromkeys(m.label for m in mentions if m.category == "disease")
    if not named:
        return "the page has no title that is a disease's, and names no disease that the loaded vocabularies know"
    shown = ", ".join(list(named)[:_SHOWN])
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return f"the page has no title that is a disease's, and none of the diseases it names stands out ({shown}{more})"


def _nothing_said(doc: Document, mentions: tuple[Mention, ...], topic: Topic) -> str:
    names = {(doc.section_at(s.start) or doc.sections[0]).name for s in doc.sentences} if doc.sections else set()
    findings = sum(m.category == "phenotype" for m in mentions)
    where = f"{counted(len(doc.sentences), 'sentence')} under {', '.join(sorted(names))}" if names else "no sentence"
    return (
        f"the page is about {topic.label}, and nothing else was read from it: it has {where}, and names"
        f" {counted(findings, 'finding')}; `pohgraph annotate` shows what is recognised"
    )
