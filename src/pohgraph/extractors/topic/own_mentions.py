"""The mentions of a page whose topic is known: its own names, and names of other registries, as names of that topic."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.extractors.topic.subject import Topic
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.nearby import Nearby
from pohgraph.model import Candidate, Document, Mention, Span

_BRACKETS = r"\(\W{0,3}([A-Z][A-Z0-9-]{1,7})\W{0,3}\)"
_BRACKETED, _ABBREVIATED = compiled(_BRACKETS), compiled(rf"[\W_]{{0,4}}{_BRACKETS}")


def topic_mentions(doc: Document, mentions: tuple[Mention, ...], topic: Topic) -> tuple[Mention, ...]:
    """The mentions, with those of the page's own title and listed names that no vocabulary knows."""
    titles = {doc.quote(e.span) for e in doc.elements_of("title")}
    firm = titles | _abbreviations(doc, titles)
    names = firm | {doc.quote(e.span) for e in doc.elements_of("synonym")}
    names |= _abbreviations(doc, names)
    taken = {m.span for m in mentions if m.category == "disease"}
    known = _Known(mentions)
    genes = {m.span for m in mentions if m.category == "gene"}
    candidate = Candidate(reference=topic.reference, label=topic.label, steps=("the page's own name",))
    added = False
    lower = _lowered(doc.text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if lower.count(name.lower()) <= 1:
            continue  # it stands in the title or the list alone
        if name_key(name).count(" ") < 1 and not name.isupper():
            continue  # one common word would be found everywhere
        for span in _occurrences(name, doc.text) if name.isupper() else _occurrences(name.lower(), lower):
            if span in genes:
                continue  # "MEN1" may be its gene
            near = [other for other in known.at(span) if other in taken]
            if name in firm and len(near) == 1 and _is_name_of(doc.text, span, near[0]):
                # A group, or a type, that a vocabulary calls by the page's own name.
                known.rename(near[0], candidate)
                added = True
            if span in near or not all(map(span.contains, near)):
                continue
            if near:  # the page's own name is longer than what a vocabulary knows of it
                known.drop(span)
                taken.difference_update(near)
            taken.add(span)
            added = True
            known.add(Mention(span=span, text=doc.quote(span), category="disease", candidates=(candidate,)))
    return tuple(sorted(known.all(), key=lambda m: (m.span, m.category, m.reference))) if added else mentions


class _Known:
    """The mentions of a page while its own names are added to them; those of diseases are found by their place."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions: list[Mention | None] = []
        self._at: dict[Span, list[int]] = {}
        self._diseases = Nearby[Span]()
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        places = self._at.setdefault(mention.span, [])
        if mention.category == "disease":
            self._diseases.add(mention.span, mention.span)
        places.append(len(self._mentions))
        self._mentions.append(mention)

    def at(self, span: Span) -> list[Span]:
        """The spans of diseases that overlap a span, each once."""
        return [other for other in dict.fromkeys(self._diseases.at(span)) if span.overlaps(other)]

    def rename(self, span: Span, candidate: Candidate) -> None:
        """Take what stands at a span as a name of the page's own disease."""
        for place in self._at[span]:
            mention = self._mentions[place]
            self._mentions[place] = _as_own(mention, candidate) if mention else None

    def drop(self, within: Span) -> None:
        """Leave out the diseases whose names lie within a span."""
        for span in filter(within.contains, self._diseases.at(within)):
            for place in self._at[span]:
                mention = self._mentions[place]
                if mention and mention.category == "disease":
                    self._mentions[place] = None

    def all(self) -> Iterator[Mention]:
        """The mentions that are left."""
        return filter(None, self._mentions)


def as_topic(mention: Mention, topic: Topic) -> Mention:
    """A mention of a disease that another registry lists under the page's own names, as one of the page's topic."""
    if mention.category != "disease":
        return mention
    if mention.reference in {other for other, _ in topic.same_named}:
        step = "same name in another registry"
    elif mention.reference in topic.members:
        step = "its first type bears the name of all types"
    elif name_key(mention.text) in topic.titles and mention.reference != topic.reference:
        step = "the page's title"
    else:
        return mention
    own = Candidate(reference=topic.reference, label=topic.label, steps=(step,))
    return replace(mention, candidates=(own, *mention.candidates))


def _is_name_of(text: str, own: Span, known: Span) -> bool:
    """Whether a known name is the page's own, with a word for any disease behind it or not: "KID", "KID syndrome"."""
    if own.start != known.start or own.end > known.end:
        return False
    return own == known or disease_words(text[slice(*own)]) == disease_words(text[slice(*known)])


def _as_own(mention: Mention, own: Candidate) -> Mention:
    if mention.category != "disease" or own.reference in [c.reference for c in mention.candidates]:
        return mention
    return replace(mention, candidates=(own, *mention.candidates))


def _abbreviations(doc: Document, names: set[str]) -> set[str]:
    """The abbreviations that stand in brackets after one of the page's own names, and are made of its letters."""
    found: set[str] = set()
    if not _BRACKETED.search(doc.text):
        return found
    lower = _lowered(doc.text)
    # "Keratitis-ichthyosis-deafness (KID) syndrome": the last word of a name may stand behind the brackets.
    heads = {name.rpartition(" ")[0] for name in names if disease_words(name) == disease_words(name.rpartition(" ")[0])}
    for name in (names | heads) - {""}:
        for place in _occurrences(name.lower(), lower):
            match = _ABBREVIATED.match(doc.text, place.end)
            if match and is_made_of(match[1], name):
                found.add(match[1])
    return found


def _lowered(text: str) -> str:
    """The text in lower case, as long as it is: a capital with a dot would become two code points."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join([low if len(low := char.lower()) == 1 else char for char in text])


def _occurrences(name: str, text: str) -> Iterator[Span]:
    """Where a name stands as whole words."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        whole = not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1]))
        if whole:
            yield Span(start, end)
        start = text.find(name, end if whole else start + 1)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
