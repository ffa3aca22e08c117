"""Other names: listed by the page or given in its prose, each with the scope the loaded vocabularies allow.

A page's list is loose: about a fifth of such names are those of a wider, narrower or other disease. A listed name is exact only
where a vocabulary agrees, it abbreviates the title, or it is letters that the page gives right behind the name that they are made
of. A name that names something else keeps that clash with it. In prose, "also known as" gives a name only to what stands right
before it, and says that this is the same: see `shared.other_names`.
"""

import re
from collections.abc import Collection, Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.other_names import OtherName, defined_short, keywords_are_names, other_names, stood_for
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.short_names import stands_for, used_short
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.extractors.topic.places import in_keywords
from pohgraph.extractors.topic.title_names import ends_as_name
from pohgraph.language.words import loose_key
from pohgraph.model import Assertion, Detail, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import synonym_predicate

NAME = "synonym"
_SECTIONS = sections_of(NAME)
_NO_PROSE = frozenset({"references", "disclaimer", "related_disorders"})
_FIRM = frozenset({"LABEL", "EXACT"})


def synonym(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per other name; a clash is reported as well."""
    for element in page.doc.elements_of("synonym"):
        scope, other = _scope(page, page.doc.quote(element.span))
        yield from _named(page, OtherName(element.span), element.span, scope, other)
    yield from _titles(page)
    for mention, sentence in _shortened(page):
        yield from _named(page, OtherName(mention.span), sentence, *_scope(page, mention.text))
    for place, sentence in used_short(page, _NO_PROSE):
        yield from _named(page, OtherName(place), sentence, *_scope(page, page.doc.quote(place)))
    yield from _letters_in_title(page)
    for place, line in _keywords(page):
        yield from _named(page, OtherName(place), line, *_scope(page, page.doc.quote(place)))
    read = page.sentences(*_SECTIONS)
    yield from _defined_elsewhere(page, frozenset(read))
    for sentence in read:
        for found in (*other_names(page, sentence), *stood_for(page, sentence)):
            scope, other = _scope(page, page.doc.quote(found.place))
            # What a vocabulary calls the disease is its name, whatever part of it the sentence is on.
            if found.wider and (scope != "Exact" or found.cue is None):
                yield _wider(page, found.place)
            elif found.place == page.topic.span and page.topic.titles:
                yield from _by_known_name(page, found, sentence)
            elif scope == "Exact" or not found.of_other:
                yield from _named(page, found, sentence, scope, other)


def _by_known_name(page: Page, found: OtherName, sentence: Span) -> Iterator[Assertion | Remark]:
    """The title, where a vocabulary knows its disease only by another name that the page gives: "X, also known as Marfan syndrome"."""
    start = page.doc.text.find(page.title, *sentence)
    if start >= 0:
        title = Span(start, start + len(page.title))
        evidence = evidence_of(page, NAME, sentence, subject=page.topic.span, object_=title, cue=found.cue)
        yield claim_of(page, synonym_predicate("Exact"), evidence, value=page.title)
    if name_key(page.doc.quote(found.place)) != name_key(page.topic.label):
        yield from _named(page, found, sentence, *_scope(page, page.doc.quote(found.place)))


def _defined_elsewhere(page: Page, read: Collection[Span]) -> Iterator[Assertion | Remark]:
    """The names that sentences of other sections give: the aim of a study, a treatment's introduction."""
    for sentence in page.doc.sentences:
        if sentence not in read and page.mentions_in("disease", sentence):
            section = page.doc.section_at(sentence.start)
            for found in _told_elsewhere(page, sentence) if section and section.name not in _NO_PROSE else ():
                yield from _named(page, found, sentence, *_scope(page, page.doc.quote(found.place)))


def _told_elsewhere(page: Page, sentence: Span) -> Iterator[OtherName]:
    yield from defined_short(page, sentence)
    if page.prose.has(sentence):
        yield from (found for found in other_names(page, sentence) if found.cue and not (found.of_other or found.wider))


def _keywords(page: Page) -> Iterator[tuple[Span, Span]]:
    """The keywords of an article that a vocabulary has as exact names of its disease, each with its line.

    Where keywords are by custom a chapter's names, one that no vocabulary knows and that ends as diseases' names do is one, too.
    """
    are_names = keywords_are_names(page.doc.source.publisher)
    for place in in_keywords(page.doc):
        name = page.doc.quote(place.span)
        entries = page.lexicon.disease_names.get(name_key(name), ())
        known = [Reference.parse(curie) for curie, _, scope in entries if scope in _FIRM]
        is_new = are_names and not entries and ends_as_name(name) and not page.mentions_in("disease", place.span)
        if page.topic.reference in known or is_new:
            yield place.span, page.doc.sentence_at(place.span.start) or place.span


def _letters_in_title(page: Page) -> Iterator[Assertion]:
    """The abbreviation that a page uses as its only name for the disease: "Moderate HS", of hereditary spherocytosis."""
    for title in page.doc.elements_of("title")[:1]:
        short, words = page.doc.quote(title.span), re.findall(r"[^\W_]+", page.topic.label.lower())
        if short.isalpha() and short.isupper() and stands_for(short, words):
            quote = page.doc.sentence_at(title.span.start) or title.span
            evidence = evidence_of(page, NAME, quote, subject=page.topic.span, object_=title.span)
            yield claim_of(page, synonym_predicate(_scope(page, short)[0]), evidence, value=short)


def _wider(page: Page, place: Span) -> Remark:
    message = f"{page.doc.quote(place)!r} names a wider group of diseases than the page's; left out"
    return Remark(document=page.doc.id, code="wider_name", message=message, start=place.start, end=place.end)


def _shortened(page: Page) -> Iterator[tuple[Mention, Span]]:
    """The first place of each short form that the page defines within its disease's name: "Long name (LN) deficiency"."""
    seen = set[str]()
    for mention in page.mentions_of("disease"):
        long = mention.candidates[0].steps[-1:]
        within = bool(long) and long[0].startswith("abbreviation of ") and "(" in long[0]
        sentence = page.doc.sentence_at(mention.span.start) if within and mention.text not in seen else None
        if sentence and page.names_topic(mention):
            seen.add(mention.text)
            yield mention, sentence


def _titles(page: Page) -> Iterator[Assertion | Remark]:
    """The titles of OMIM's entries on the disease, where the page links to them by title: "NAME; ABBREVIATION"."""
    own = {m.span for m in page.mentions_of("identifier") if m.reference.prefix == "OMIM" and _is_topic(page, m)}
    for link in page.doc.elements_of("link"):
        label = link.part("label")
        if label is None or not any(link.span.contains(span) for span in own):
            continue
        for piece in re.finditer(r"[^;\s][^;]*", page.doc.quote(label)):
            place = Span(label.start + piece.start(), label.start + len(page.doc.quote(label)[: piece.end()].rstrip()))
            scope, other = _scope(page, page.doc.quote(place))
            yield from _named(page, OtherName(place), link.span, scope, other)


def _is_topic(page: Page, mention: Mention) -> bool:
    return page.topic.reference in (mention.reference, page.lexicon.canonical(mention.reference))


def _named(
    page: Page, found: OtherName, quote: Span, scope: str, other: Reference | None
) -> Iterator[Assertion | Remark]:
    name = page.doc.quote(found.place)
    key = name_key(name)
    # "AN" and "AT" have no key: they are words that join others.
    if not (key or name.isupper()) or (key == name_key(page.title) and _letters(name) == _letters(page.title)):
        return
    details: tuple[Detail, ...] = ()
    if found.same and scope == "Related" and not other:
        scope = "Exact"
    if other:
        details = (Detail("pohgraph:names_also", other.curie, is_reference=True),)
        message = f"{name!r} also names {other.curie} ({page.lexicon.label(other)}); kept as {'an' if scope == 'Exact' else 'a'} {scope.lower()} synonym"
        start, end = found.place
        yield Remark(document=page.doc.id, code="name_clash", message=message, start=start, end=end)
    yield claim_of(
        page,
        synonym_predicate(scope),
        evidence_of(page, NAME, quote, subject=page.topic.span, object_=found.place, cue=found.cue),
        value=" ".join(name.split()),
        qualifiers=Qualifiers(details=details),
    )


def _scope(page: Page, name: str) -> tuple[str, Reference | None]:
    """The synonym's scope, and what else the name names."""
    topic = page.topic.reference
    key = name_key(name)
    defined = page.kept(_defined_letters, "")
    diseases = [e for e in page.lexicon.disease_names.get(key, ()) if e[2] in _FIRM]
    if any(Reference.parse(curie) == topic for curie, _, _ in diseases):
        return "Exact", None
    if diseases:
        return "Exact" if name in defined else "Related", Reference.parse(diseases[0][0])
    term = _firm(page.lexicon.phenotype_names.get(key)) or _firm(page.lexicon.phenotype_rewordings.get(loose_key(name)))
    if term:
        # The finding occurs in other diseases too, so its name is wider than this disease.
        return "Exact" if name in defined else "Broad", term
    if name in defined or _initials(name, page.title) or _initials(name, page.topic.label):
        return "Exact", None
    return "Related", None


def _defined_letters(page: Page, _key: str) -> frozenset[str]:
    """The letters that the page gives right behind its disease's name, and that are made of it: there they mean nothing else."""
    found = (name for sentence in page.doc.sentences for name in defined_short(page, sentence))
    return frozenset(page.doc.quote(name.place) for name in found)


def _firm(entries: list[tuple[str, str, str]] | None) -> Reference | None:
    """The first of the terms that have the name as label or exact synonym."""
    return next((Reference.parse(curie) for curie, _, scope in entries or () if scope in _FIRM), None)


def _letters(name: str) -> str:
    """The letters and digits of a name: "Leber's" is another spelling than "Leber"."""
    return "".join(filter(str.isalnum, name.lower()))


def _initials(short: str, long: str) -> bool:
    words = re.findall(r"[^\W_]+", long)
    return short.isupper() and short.lower() == "".join(word[0] for word in words).lower()
