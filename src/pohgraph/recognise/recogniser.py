"""All mentions of a document, each with its context."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pohgraph.model import Document, Mention, Span
from pohgraph.recognise.context.cues import NO_CONTEXT, Sentence
from pohgraph.recognise.genes import genes
from pohgraph.recognise.identifiers import identifiers
from pohgraph.recognise.names import NameFinder
from pohgraph.recognise.overlap import Found, longest
from pohgraph.recognise.policies import POLICIES
from pohgraph.vocab.lexicon import Lexicon


class Recogniser:
    """Finds mentions with one lexicon; make one and use it for all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = NameFinder(lexicon)

    def mentions(self, doc: Document, *, policy: str = "longest", tables: bool = True) -> tuple[Mention, ...]:
        """The document's mentions in order of their start.

        `policy` is one of `POLICIES` and says which of overlapping findings are meant; by default none lies in another.
        Without `tables`, names of findings and diseases in rows of tables are not sought, which whoever reads the rows
        themselves has no use for.
        """
        by_category: defaultdict[str, list[Found]] = defaultdict(list)
        for name in self.names.find(doc, tables=tables):
            by_category[name.category].append(name)
        findings = POLICIES[policy](by_category.pop("phenotype", []), self.lexicon.is_a, doc.text)
        kept = [*findings, *(name for group in by_category.values() for name in longest(group))]
        abbreviations = frozenset(name.text for name in kept if name.category == "disease" and name.text.isupper())
        kept += genes(doc, self.lexicon, abbreviations)
        kept += longest(list(identifiers(doc)))
        return tuple(sorted(_in_context(doc, kept), key=lambda m: (m.span, m.category, m.reference)))


def _in_context(doc: Document, names: Sequence[Found]) -> Iterator[Mention]:
    sentences: dict[Span, Sentence] = {}
    places = [doc.sentence_at(name.span.start) for name in names]
    findings: defaultdict[Span | None, list[Span]] = defaultdict(list)
    for name, place in zip(names, places, strict=True):
        if name.category == "phenotype":
            findings[place].append(name.span)
    for (span, text, category, candidates, entity), place in zip(names, places, strict=True):
        context = NO_CONTEXT
        if place is not None:
            if place not in sentences:
                sentences[place] = Sentence(doc.text, place, findings[place])
            context = sentences[place].context(span, entity, finding=category == "phenotype")
        yield Mention(span=span, text=text, category=category, entity=entity, candidates=candidates, context=context)
