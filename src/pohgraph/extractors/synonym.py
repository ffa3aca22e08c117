"""Other names: listed by the page or given in its prose, each with the scope the loaded vocabularies allow.

A page's list is loose: about a fifth of such names are those of a wider, narrower or other disease. A name is exact only where
a vocabulary agrees or it abbreviates the title; one that names something else keeps that clash with it.
"""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import names_topic, subject_at
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import loose_key
from pohgraph.model import Assertion, Detail, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import synonym_predicate

NAME = "synonym"
_PATTERNS = Patterns("extractors", "synonym_patterns.tsv")
_SECTIONS = ("description", "symptoms", "causes", "diagnosis")
_FIRM = frozenset({"LABEL", "EXACT"})
_BRACKET = re.compile(r"\s*\((?P<name>[A-Z][A-Za-z0-9-]{1,9})\)")


def synonym(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per other name; a clash is reported as well."""
    for element in page.doc.elements_of("synonym"):
        yield from _named(page, element.span, element.span)
    for sentence in page.sentences(*_SECTIONS):
        for place in _in_prose(page, sentence):
            yield from _named(page, place, sentence)


def _in_prose(page: Page, sentence: Span) -> Iterator[Span]:
    text = page.doc.text
    for mention in page.mentions_in("disease", sentence):
        if names_topic(page, mention) and (match := _BRACKET.match(text, mention.span.end)):
            yield Span(*match.span("name"))
    for match in page.prose.finditer(_PATTERNS, "also", sentence):
        if not subject_at(page, sentence, match.start()).borrowed:
            yield Span(*match.span("name"))


def _named(page: Page, place: Span, quote: Span) -> Iterator[Assertion | Remark]:
    name = page.doc.quote(place)
    key = name_key(name)
    if not key or key == name_key(page.title):
        return
    scope, other = _scope(page, name)
    details: tuple[Detail, ...] = ()
    if other:
        details = (Detail("pohgraph:names_also", other.curie, is_reference=True),)
        message = f"{name!r} also names {other.curie} ({page.lexicon.label(other)}); kept as a {scope.lower()} synonym"
        yield Remark(document=page.doc.id, code="name_clash", message=message, start=place.start, end=place.end)
    subject = page.topic.span
    yield claim_of(
        page,
        synonym_predicate(scope),
        evidence_of(page, NAME, quote, subject=subject, object_=place),
        value=" ".join(name.split()),
        qualifiers=Qualifiers(details=details),
    )


def _scope(page: Page, name: str) -> tuple[str, Reference | None]:
    """The synonym's scope, and what else the name names."""
    topic = page.topic.reference
    key = name_key(name)
    diseases = [e for e in page.lexicon.disease_names.get(key, ()) if e[2] in _FIRM]
    if any(Reference.parse(curie) == topic for curie, _, _ in diseases):
        return "Exact", None
    if diseases:
        return "Related", Reference.parse(diseases[0][0])
    term = _firm(page.lexicon.phenotype_names.get(key)) or _firm(page.lexicon.phenotype_rewordings.get(loose_key(name)))
    if term:
        # The finding occurs in other diseases too, so its name is wider than this disease.
        return "Broad", term
    if _initials(name, page.title) or _initials(name, page.topic.label):
        return "Exact", None
    return "Related", None


def _firm(entries: list[tuple[str, str, str]] | None) -> Reference | None:
    """The first of the terms that have the name as label or exact synonym."""
    return next((Reference.parse(curie) for curie, _, scope in entries or () if scope in _FIRM), None)


def _initials(short: str, long: str) -> bool:
    words = re.findall(r"[^\W_]+", long)
    return short.isupper() and short.lower() == "".join(word[0] for word in words).lower()
