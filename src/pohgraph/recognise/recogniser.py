"""All mentions of a document, each with its context."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pohgraph.language.statuses import Status, status_beside
from pohgraph.model import Context, Document, Mention, Reference, Span
from pohgraph.recognise.context.sentence import NO_CONTEXT, Sentence
from pohgraph.recognise.genes import genes
from pohgraph.recognise.identifiers import identifiers
from pohgraph.recognise.names import NameFinder
from pohgraph.recognise.overlap import Found, longest
from pohgraph.recognise.policies import POLICIES
from pohgraph.vocab.lexicon import Lexicon

_REMEMBERED = 2**14  # diseases that are known to be registered or not


class Recogniser:
    """Finds mentions with one lexicon; make one and use it for all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = NameFinder(lexicon)
        self._is_registered = lru_cache(_REMEMBERED)(lexicon.is_registered)

    def mentions(self, doc: Document, *, policy: str = "longest", tables: bool = True) -> tuple[Mention, ...]:
        """The document's mentions in order of their start.

        `policy` is one of `POLICIES` and says which of overlapping findings are meant; by default none lies in another.
        Without `tables`, names of findings and diseases in rows of tables are not sought, which whoever reads the rows
        themselves has no use for.
        """
        by_category: defaultdict[str, list[Found]] = defaultdict(list)
        for name in _read(doc, self.names.find(doc, tables=tables)):
            by_category[name.category].append(name)
        findings = POLICIES[policy](by_category.pop("phenotype", []), self.lexicon.is_a, doc.text)
        diseases = _on_their_own(longest(by_category.pop("disease", [])), findings, self._is_registered)
        kept = [*findings, *diseases, *(name for group in by_category.values() for name in longest(group))]
        abbreviations = frozenset(name.text for name in kept if name.category == "disease" and name.text.isupper())
        kept += _read(doc, genes(doc, self.lexicon, abbreviations))
        kept += longest(list(_read(doc, identifiers(doc))))
        return tuple(sorted(_in_context(doc, kept), key=lambda m: (m.span, m.category, m.reference)))


def _read(doc: Document, found: Iterable[Found]) -> Iterable[Found]:
    """What does not stand in a sentence that is too long to be read."""
    unread = [element.span for element in doc.elements_of("long_sentence")]
    if not unread:
        return found
    ends = [span.end for span in unread]
    return (name for name in found if not _within(unread, ends, name.span))


def _within(spans: Sequence[Span], ends: Sequence[int], named: Span) -> bool:
    """Whether a name shares words with one of the spans, which are in order and end at `ends`."""
    place = bisect_right(ends, named.start)
    return place < len(spans) and spans[place].start < named.end


def _on_their_own(
    diseases: list[Found], findings: Sequence[Found], is_registered: Callable[[Reference], bool]
) -> list[Found]:
    """Leaves out a disease that is a part of the name of a finding: osteoma, of "osteoma cutis".

    And one that is just a finding's name, where neither OMIM nor Orphanet lists it: "scoliosis" is what patients have.
    """
    starts = sorted((finding.span.start, finding.span.end) for finding in findings if not finding.entity)
    if not starts:
        return diseases
    kept: list[Found] = []
    for name in diseases:
        start, end = name.span
        place = bisect_left(starts, (start + 1, 0)) - 1  # the last finding that begins no later
        apart = place < 0 or starts[place][1] < end
        if apart or (starts[place] == (start, end) and is_registered(name.reference)):
            kept.append(name)
    return kept


def _in_context(doc: Document, names: Sequence[Found]) -> Iterator[Mention]:
    sentences: dict[Span, Sentence] = {}
    beside = _statuses(doc)
    places = [doc.sentence_at(name.span.start) for name in names]
    findings: defaultdict[Span | None, list[Span]] = defaultdict(list)
    diseases: defaultdict[Span | None, list[Span]] = defaultdict(list)
    for name, place in zip(names, places, strict=True):
        if name.category == "phenotype":
            findings[place].append(name.span)
        elif name.category == "disease":
            diseases[place].append(name.span)
    for (span, text, category, candidates, entity), place in zip(names, places, strict=True):
        context = NO_CONTEXT
        if place is not None:
            if place not in sentences:
                sentences[place] = Sentence(doc.text, place, findings[place], diseases[place])
            context = sentences[place].context(span, entity, finding=category == "phenotype")
        if category == "phenotype" and place is not None and (status := beside.get(place)):
            context = _with_status(context, status)
        yield Mention(span=span, text=text, category=category, entity=entity, candidates=candidates, context=context)


def _statuses(doc: Document) -> dict[Span, Status]:
    """The labels of fields that have the status of a finding beside them: "nystagmus: none"."""
    return dict(filter(None, (status_beside(doc.text, field) for field in doc.elements_of("field"))))


def _with_status(context: Context, status: Status) -> Context:
    if status.state == "denied":
        return replace(context, negation=context.negation or status.span)
    if status.state in {"open", "nothing"}:
        return replace(context, hedge=context.hedge or status.span)
    return context
