"""What a page is about: the disease its title, names, identifiers and first sentences agree on, with a score and reasons.

Refuses rather than guesses: where nothing is known by that name, or two diseases of one registry fit alike, the disease gets
an own reference made of its title.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extract.annotations import Annotations, Reason
from pohgraph.extract.disease_names import name_key, named_firmly, named_loosely
from pohgraph.extract.subject import Topic, own_disease
from pohgraph.model import Candidate, Document, Mention, Reference, Span
from pohgraph.vocab.disease_words import disease_words, loose_disease_key, numbered
from pohgraph.vocab.lexicon import Lexicon

# How much each agreement counts; a page is grounded from `_ENOUGH` on, with `_LEAD` over rivals of the same registry.
_WEIGHTS = {
    "title": 0.6,
    "title_synonym": 0.5,
    "title_reworded": 0.5,
    "identifier": 0.3,
    "opening": 0.3,
    "most_named": 0.2,
    "synonym": 0.25,
    "series": 0.5,
    "table": 0.5,
    "table_in_part": 0.25,
    "only_gene": 0.35,
    "gene": 0.2,
    "findings": 0.1,
    "name": 0.3,
    "name_in_part": 0.15,
}
_NAMING = frozenset(
    {"title", "title_synonym", "title_reworded", "synonym", "series", "table", "table_in_part", "only_gene", "gene"}
)
_PROSE = frozenset({"opening", "most_named"})
_ENOUGH, _LEAD = 0.45, 0.1
_EXACT = 0.6  # more for a title that is just the name, over whatever annotations say of another disease
_SYNONYM_LIMIT = 3
_REGISTRIES = frozenset({"OMIM", "ORPHA", "GARD", "UMLS", "MONDO"})
_SERIES = "OMIMPS"
# The contract's order of canonical references.
_PREFERENCE = {"MONDO": 0, "OMIM": 1, "ORPHA": 2}
_IDENTIFIER_SECTIONS = frozenset({"resources", "coding", "header"})
_UNPROSE = frozenset({"references", "resources", "synonyms", "disclaimer"})


Reasons = defaultdict[Reference, list[Reason]]


def find_topic(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Topic | None:
    """The page's topic, or None where neither a title nor any disease name gives one."""
    reasons: Reasons = defaultdict(list)
    _by_title(doc, lexicon, reasons)
    _by_identifiers(doc, mentions, lexicon, reasons)
    _by_synonyms(doc, lexicon, reasons)
    _by_prose(doc, mentions, reasons)
    for reference, reason in Annotations(doc=doc, mentions=mentions, lexicon=lexicon).reasons():
        reasons[lexicon.canonical(reference)].append(reason)
    titles = doc.elements_of("title")
    reasons, members = _by_series(doc, reasons, lexicon)
    # Where the page has a title, prose may confirm what the page's names say but not replace it.
    needed = _NAMING if titles else _NAMING | _PROSE
    best = _best_by_registry({r: why for r, why in reasons.items() if any(reason.kind in needed for reason in why)})
    same_named = tuple((other, reasons[other][0].span) for other in sorted(best))
    registered = [reference for reference in best if reference.prefix != _SERIES]
    if not registered:
        return replace(_own(doc, titles[0].span), same_named=same_named, members=members) if titles else None
    reference = min(registered, key=lambda r: (-_score(reasons[r]), _PREFERENCE.get(r.prefix, 9)))
    span = titles[0].span if titles else reasons[reference][0].span
    return Topic(
        reference=reference,
        label=lexicon.label(reference),
        span=span,
        score=_score(reasons[reference]),
        reasons=tuple(reason.text for reason in reasons[reference]),
        same_named=tuple(pair for pair in same_named if pair[0] != reference),
        members=members,
    )


def topic_mentions(doc: Document, mentions: tuple[Mention, ...], topic: Topic) -> tuple[Mention, ...]:
    """The mentions, with those of the page's own title and listed names that no vocabulary knows."""
    names = {doc.quote(e.span) for kind in ("title", "synonym") for e in doc.elements_of(kind)}
    taken = {m.span for m in mentions if m.category == "disease"}
    candidate = Candidate(reference=topic.reference, label=topic.label, steps=("the page's own name",))
    found, added = list(mentions), False
    lower = _lowered(doc.text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if lower.count(name.lower()) <= 1:
            continue  # it stands in the title or the list alone
        if name_key(name).count(" ") < 1 and not name.isupper():
            continue  # one common word would be found everywhere
        for span in _occurrences(name, doc.text) if name.isupper() else _occurrences(name.lower(), lower):
            near = [other for other in taken if span.overlaps(other)]
            if span in near or not all(map(span.contains, near)):
                continue
            if near:  # the page's own name is longer than what a vocabulary knows of it
                found = [m for m in found if m.category != "disease" or not span.contains(m.span)]
                taken.difference_update(near)
            taken.add(span)
            added = True
            found.append(Mention(span=span, text=doc.quote(span), category="disease", candidates=(candidate,)))
    return tuple(sorted(found, key=lambda m: (m.span, m.category, m.reference))) if added else mentions


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


def as_topic(mention: Mention, topic: Topic) -> Mention:
    """A mention of a disease that another registry lists under the page's own names, as one of the page's topic."""
    if mention.category != "disease":
        return mention
    if mention.reference in {other for other, _ in topic.same_named}:
        step = "same name in another registry"
    elif mention.reference in topic.members:
        step = "its first type bears the name of all types"
    else:
        return mention
    own = Candidate(reference=topic.reference, label=topic.label, steps=(step,))
    return replace(mention, candidates=(own, *mention.candidates))


def _best_by_registry(reasons: dict[Reference, list[Reason]]) -> list[Reference]:
    """The best reference of each registry that has enough reasons and no rival beside it."""
    groups: defaultdict[str, list[tuple[float, Reference]]] = defaultdict(list)
    for reference, why in reasons.items():
        # An entry of OMIM and a series of entries cannot both be the page's disease.
        registry = "OMIM" if reference.prefix == _SERIES else reference.prefix
        exact = any(reason.kind == "title" for reason in why)
        groups[registry].append((round(_weight(why) + _EXACT * exact, 2), reference))
    best: list[Reference] = []
    for group in groups.values():
        ranked = sorted(group, key=lambda pair: (-pair[0], pair[1]))
        lead = round(ranked[0][0] - ranked[1][0], 2) if len(ranked) > 1 else 1.0
        if ranked[0][0] >= _ENOUGH and lead >= _LEAD:
            best.append(ranked[0][1])
    return best


def _by_title(doc: Document, lexicon: Lexicon, reasons: Reasons) -> None:
    for title in doc.elements_of("title"):
        name = doc.quote(title.span)
        key = name_key(name)
        firm = named_firmly(lexicon, key)
        for reference, (known, scope) in firm.items():
            same = scope == "LABEL" and name_key(lexicon.label(reference)) == key
            kind = "title" if same and _spelt(known) == _spelt(name) else "title_synonym"
            reasons[reference].append(Reason(kind, f"the title {name!r} is its name {known!r}", title.span))
        for reference in named_loosely(lexicon, name) - set(firm):
            text = f"the title {name!r} is its name {lexicon.label(reference)!r} in other words"
            reasons[reference].append(Reason("title_reworded", text, title.span))


def _spelt(name: str) -> list[str]:
    """The words of a name as they stand, "A" of "hemophilia A" among them."""
    return re.findall(r"[^\W_]+", name.lower())


def _by_identifiers(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon, reasons: Reasons) -> None:
    for mention in mentions:
        if mention.category != "identifier" or mention.reference.prefix not in _REGISTRIES:
            continue
        section = doc.section_at(mention.span.start)
        if section and section.name in _IDENTIFIER_SECTIONS:
            canonical = lexicon.canonical(mention.reference)
            if not any(reason.kind == "identifier" for reason in reasons[canonical]):
                text = f"the page prints {mention.reference.curie}"
                reasons[canonical].append(Reason("identifier", text, mention.span))


def _by_synonyms(doc: Document, lexicon: Lexicon, reasons: Reasons) -> None:
    titles = [disease_words(doc.quote(element.span)) for element in doc.elements_of("title")]
    for element in doc.elements_of("synonym"):
        name = doc.quote(element.span)
        if any(disease_words(name) < title for title in titles):
            continue  # fewer of the title's words name something wider
        found = set(named_firmly(lexicon, name_key(name))) or named_loosely(lexicon, name)
        for reference in sorted(found):
            if sum(reason.kind == "synonym" for reason in reasons[reference]) < _SYNONYM_LIMIT:
                reasons[reference].append(Reason("synonym", f"the page lists its name {name!r}", element.span))


def _by_prose(doc: Document, mentions: tuple[Mention, ...], reasons: Reasons) -> None:
    prose = [m for m in mentions if m.category == "disease" and _in_prose(doc, m)]
    counts = Counter(m.reference for m in prose)
    first_place = {m.reference: m.span for m in reversed(prose)}
    for reference, count in counts.most_common(1):
        if list(counts.values()).count(count) == 1:
            text = f"the disease the page names most often ({count} times)"
            reasons[reference].append(Reason("most_named", text, first_place[reference]))
    if prose:
        first = prose[0]
        sentence = doc.sentence_at(first.span.start)
        if sentence and first.span.start == sentence.start:
            reasons[first.reference].append(Reason("opening", f"the page opens with {first.text!r}", first.span))


def _in_prose(doc: Document, mention: Mention) -> bool:
    section = doc.section_at(mention.span.start)
    return section is not None and section.name not in _UNPROSE


def _by_series(doc: Document, reasons: Reasons, lexicon: Lexicon) -> tuple[Reasons, frozenset[Reference]]:
    """The reasons for a numbered type of what the page names without a number, as reasons for all types; and those types.

    They go to the series that carries the number of the first type, and count for nothing where none does. A type that
    the vocabularies call just what the title says stays what it is.
    """
    titles = [element.span for element in doc.elements_of("title")]
    if not titles or numbered(doc.quote(titles[0])).number:
        return reasons, frozenset()
    title = doc.quote(titles[0])
    key = name_key(title)
    own = {loose_disease_key(doc.quote(e.span)) for kind in ("title", "synonym") for e in doc.elements_of(kind)}
    found: Reasons = defaultdict(list)
    members: set[Reference] = set()
    for reference, why in reasons.items():
        entry = _entry(reference, lexicon)
        series = lexicon.series(entry)
        if name_key(lexicon.label(reference)) == key and (series is None or reference.prefix == "MONDO"):
            found[reference] += why
            continue
        labels = [numbered(lexicon.label(name)) for name in (reference, entry)]
        typed = [label for label in labels if label.number] or labels[1:] * (series is not None)
        if not any(loose_disease_key(label.base) in own for label in typed):
            found[reference] += why
        elif series:
            found[series] += why
            members.add(reference)
    if named := lexicon.series_named(loose_disease_key(title)):
        found[named].append(Reason("series", f"HPO's annotations number types of {title!r}", titles[0]))
    return found, frozenset(members)


def _entry(reference: Reference, lexicon: Lexicon) -> Reference:
    """The one OMIM entry that a MONDO reference is mapped to exactly, else the reference itself."""
    if reference.prefix != "MONDO":
        return reference
    exact = [m.object for m in lexicon.mappings.of(reference) if m.predicate.identifier == "exactMatch"]
    entries = [entry for entry in exact if entry.prefix == "OMIM"]
    return entries[0] if len(entries) == 1 else reference


def _weight(reasons: list[Reason]) -> float:
    """What the reasons weigh together: each kind once, but every listed name."""
    kinds = {reason.kind for reason in reasons} - {"synonym"}
    names = sum(reason.kind == "synonym" for reason in reasons)
    return round(sum(_WEIGHTS[kind] for kind in sorted(kinds)) + names * _WEIGHTS["synonym"], 2)


def _score(reasons: list[Reason]) -> float:
    return min(1.0, _weight(reasons))


def _own(doc: Document, title: Span) -> Topic:
    reason = "no loaded vocabulary knows the title, or several diseases fit it alike"
    name = " ".join(doc.quote(title).split())
    return Topic(reference=own_disease(name), label=name, span=title, score=0.0, reasons=(reason,))
