"""Why a page gave nothing, and what to do: no page goes without a word."""

from collections.abc import Iterator, Sequence

from pohgraph.counting import counted
from pohgraph.extractors.topic.opening import is_on_other_thing
from pohgraph.extractors.topic.subject import Topic
from pohgraph.language.other_languages import ENGLISH
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
    elif all(assertion.about for assertion in assertions) and doc.source.language in {"", ENGLISH}:
        yield Remark(document=doc.id, code="nothing_said", message=_nothing_said(doc, mentions, topics[0]))


def _no_topic(doc: Document, mentions: tuple[Mention, ...]) -> str:
    if not doc.sentences:
        return "the page has neither a title nor a sentence that is read"
    if any(is_on_other_thing(doc, title.span) for title in doc.elements_of("title")):
        return "the page's first sentence says that its subject is no disease"
    named = dict.fromkeys(m.label for m in mentions if m.category == "disease")
    if not named:
        return "the page's title names no disease, and its text names none that the loaded vocabularies know"
    shown = ", ".join(list(named)[:_SHOWN])
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return f"the page's title names no disease, and of the diseases in its text none stands out ({shown}{more})"


def _nothing_said(doc: Document, mentions: tuple[Mention, ...], topic: Topic) -> str:
    """What the page is about, why nothing else came of it, and what to do."""
    about = f"the page is about {topic.label}, and gave nothing else"
    titles = [topic.span, *(title.span for title in doc.elements_of("title"))]
    own = [sentence for sentence in doc.sentences if not any(span.contains(sentence) for span in titles)]
    if not own:
        return f"{about}: it has no text but a title; give a page that says what patients have"
    names = {(doc.section_at(s.start) or doc.sections[0]).name for s in own} if doc.sections else set()
    findings = sum(m.category == "phenotype" for m in mentions)
    where = f" (read as: {', '.join(sorted(names))})" if names else ""
    return (
        f"{about}: it has {counted(len(own), 'sentence')}{where} and names {counted(findings, 'finding')}, but says"
        " of none that patients have it; `pohgraph annotate` shows what is recognised"
        if findings
        else f"{about}: it has {counted(len(own), 'sentence')}{where}, and none of them names a finding that is recognised"
    )
