"""What a page is about: the disease its title, names, identifiers and first sentences agree on, with a score and reasons.

Refuses rather than guesses: where nothing is known by that name, the disease gets an own reference made of its title.
"""

from collections import Counter, defaultdict

from pohgraph.extract.page import Topic, own_disease
from pohgraph.model import Document, Mention, Reference, Span
from pohgraph.vocab.lexicon import Lexicon
from pohgraph.vocab.words import phrase_key

# How much each agreement counts; a page is grounded from `_ENOUGH` on, and only with `_LEAD` over the next candidate.
_WEIGHTS = {"title": 0.6, "title_synonym": 0.5, "identifier": 0.3, "opening": 0.3, "most_named": 0.2, "synonym": 0.1}
_ENOUGH, _LEAD = 0.45, 0.1
_SYNONYM_LIMIT = 2
_REGISTRIES = frozenset({"OMIM", "ORPHA", "GARD", "UMLS", "MONDO"})
_IDENTIFIER_SECTIONS = frozenset({"resources", "coding", "header"})


def find_topic(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Topic | None:
    """The page's topic, or None where neither a title nor any disease name gives one."""
    reasons: defaultdict[Reference, list[tuple[str, str]]] = defaultdict(list)
    places: dict[Reference, Span] = {}
    _by_title(doc, lexicon, reasons, places)
    _by_identifiers(doc, mentions, lexicon, reasons)
    _by_synonyms(doc, lexicon, reasons)
    _by_prose(doc, mentions, reasons, places)
    ranked = sorted(((_score(why), reference) for reference, why in reasons.items()), key=lambda r: (-r[0], r[1]))
    titles = doc.elements_of("title")
    if ranked and ranked[0][0] >= _ENOUGH and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAD):
        score, reference = ranked[0]
        span = titles[0].span if titles else places.get(reference)
        if span:
            return Topic(
                reference=reference,
                label=lexicon.label(reference),
                span=span,
                score=score,
                reasons=tuple(text for _, text in reasons[reference]),
            )
    if titles:
        return _own(doc, titles[0].span)
    return None


def _by_title(
    doc: Document, lexicon: Lexicon, reasons: dict[Reference, list[tuple[str, str]]], places: dict[Reference, Span]
) -> None:
    for title in doc.elements_of("title"):
        name = doc.quote(title.span)
        for curie, known, scope in lexicon.disease_names.get(phrase_key(name), ()):
            reference = Reference.parse(curie)
            kind = "title" if scope == "LABEL" else "title_synonym"
            if not any(k.startswith("title") for k, _ in reasons[reference]):
                reasons[reference].append((kind, f"the title {name!r} is its name {known!r}"))
                places[reference] = title.span


def _by_identifiers(
    doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon, reasons: dict[Reference, list[tuple[str, str]]]
) -> None:
    for mention in mentions:
        section = doc.section_at(mention.span.start)
        if mention.category != "identifier" or mention.reference.prefix not in _REGISTRIES:
            continue
        if section and section.name in _IDENTIFIER_SECTIONS:
            canonical = lexicon.canonical(mention.reference)
            if not any(k == "identifier" for k, _ in reasons[canonical]):
                reasons[canonical].append(("identifier", f"the page prints {mention.reference.curie}"))


def _by_synonyms(doc: Document, lexicon: Lexicon, reasons: dict[Reference, list[tuple[str, str]]]) -> None:
    for element in doc.elements_of("synonym"):
        name = doc.quote(element.span)
        for reference in {Reference.parse(e[0]) for e in lexicon.disease_names.get(phrase_key(name), ())}:
            if sum(k == "synonym" for k, _ in reasons[reference]) < _SYNONYM_LIMIT:
                reasons[reference].append(("synonym", f"the page lists its name {name!r}"))


def _by_prose(
    doc: Document,
    mentions: tuple[Mention, ...],
    reasons: dict[Reference, list[tuple[str, str]]],
    places: dict[Reference, Span],
) -> None:
    prose = [m for m in mentions if m.category == "disease" and _in_prose(doc, m)]
    counts = Counter(m.reference for m in prose)
    for reference, count in counts.most_common(1):
        if list(counts.values()).count(count) == 1:
            reasons[reference].append(("most_named", f"the disease the page names most often ({count} times)"))
    if prose:
        first = prose[0]
        sentence = doc.sentence_at(first.span.start)
        if sentence and first.span.start == sentence.start:
            reasons[first.reference].append(("opening", f"the page opens with {first.text!r}"))
    for mention in prose:
        places.setdefault(mention.reference, mention.span)


def _in_prose(doc: Document, mention: Mention) -> bool:
    section = doc.section_at(mention.span.start)
    return section is not None and section.name not in {"references", "resources", "synonyms", "disclaimer"}


def _score(reasons: list[tuple[str, str]]) -> float:
    return min(1.0, round(sum(_WEIGHTS[kind] for kind, _ in reasons), 2))


def _own(doc: Document, title: Span) -> Topic:
    reason = "no loaded vocabulary knows the title, or several diseases fit it alike"
    name = " ".join(doc.quote(title).split())
    return Topic(reference=own_disease(name), label=name, span=title, score=0.0, reasons=(reason,))
