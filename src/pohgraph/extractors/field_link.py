"""What fields tie the disease to: the genes that cause it, and the disorders that it is told apart from or related to."""

from collections.abc import Iterator

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.field_claims import gene_claim, quote_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely
from pohgraph.language.lines import trimmed
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Candidate, Detail, Element, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.categories import preference
from pohgraph.schema.relations import ASSOCIATED_WITH, CAUSES, HAS_DIFFERENTIAL_DIAGNOSIS

NAME = "field_link"
_PATTERNS = Patterns("extractors", "field_link_patterns.tsv")
_SHORTEST = 3  # letters of another name of a gene
_MOST_WORDS = 8
_ASIDE = "("


def field_link(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per gene and per disorder."""
    for element in page.fields("genes"):
        yield from _genes(page, element)
    for element in page.fields("causes"):
        yield from _genes(page, element, named=True)
    for element in page.fields("related_disorders"):
        yield from _disorders(page, element)


def genes_in(page: Page, place: Span) -> Iterator[tuple[Reference, Span]]:
    """The genes whose symbols stand in a value or a cell, outside parentheses."""
    text = page.doc.text
    for match in _PATTERNS["symbol"].finditer(text, *place):
        before = text[place.start : match.start()]
        if before.count("(") > before.count(")"):
            continue
        symbol = match[0]
        curie = page.lexicon.gene_symbols.get(symbol)
        if curie is None and len(symbol) >= _SHORTEST and symbol.isupper() and symbol not in page.own_names:
            curie = page.lexicon.gene_aliases.get(symbol)
        if curie:
            yield Reference.parse(curie), Span(*match.span())


def _genes(page: Page, element: Element, *, named: bool = False) -> Iterator[Assertion]:
    """The genes of a field; with `named`, only where its words say that a gene is meant."""
    label = element.part("label")
    associated = label is not None and _PATTERNS["associated"].search(page.doc.quote(label)) is not None
    for value in element.all_parts("value"):
        words = page.doc.quote(value)
        if _PATTERNS["no_gene"].search(words):
            continue
        if named and not (_PATTERNS["mutated"].search(words) or _PATTERNS["symbols"].fullmatch(words)):
            continue
        for gene, place in genes_in(page, value):
            predicate = ASSOCIATED_WITH if associated else CAUSES
            yield gene_claim(page, NAME, gene, place, quote_of(element, value), predicate)


def _disorders(page: Page, element: Element) -> Iterator[Assertion]:
    label = element.part("label")
    words = page.doc.quote(label) if label else ""
    told_apart = _PATTERNS["told_apart"].search(words) is not None
    if not told_apart and not _PATTERNS["of_others"].search(words):
        return  # a field of a section on other disorders
    kind = "same_gene" if _PATTERNS["allelic"].search(words) else "related_disorder"
    seen: set[Reference] = set()
    for value in element.all_parts("value"):
        name = _name(page, value)
        other = disorder_named(page, name)
        quote = quote_of(element, value)
        if other and other.reference not in seen:
            seen.add(other.reference)
            yield disorder_claim(page, NAME, other, quote, "" if told_apart else kind)
        elif other is None and told_apart and len(page.doc.quote(name).split()) <= _MOST_WORDS:
            if any(page.names_topic(m) for m in page.mentions_in("disease", name)):
                continue
            evidence = evidence_of(page, NAME, quote, subject=page.topic.span, object_=name)
            value_words = " ".join(page.doc.quote(name).split())
            yield claim_of(page, HAS_DIFFERENTIAL_DIAGNOSIS, evidence, value=value_words)


def disorder_named(page: Page, place: Span) -> Mention | None:
    """The other disorder that a value or a cell names, whole or in part; the whole may say its name in other words."""
    named = page.mentions_in("disease", place)
    if any(map(page.names_topic, named)):
        return _reworded(page, place)
    whole = next((mention for mention in named if mention.span == place), None)
    return whole or _reworded(page, place) or next(iter(named), None)


def _reworded(page: Page, place: Span) -> Mention | None:
    """The one disease that a name in other words may mean: "dominant optic atrophy", with what is called its syndrome."""
    name = page.doc.quote(place)
    found = {
        page.lexicon.canonical(reference)
        for words in (name, f"{name} syndrome", f"{name} disease")
        for reference in named_firmly(page.lexicon, name_key(words)) or named_loosely(page.lexicon, words)
    }
    ranked = sorted(found, key=lambda r: (preference(r.prefix), r))
    if not ranked or page.topic.reference in found or (len(ranked) > 1 and ranked[0].prefix == ranked[1].prefix):
        return None
    candidate = Candidate(reference=ranked[0], label=page.lexicon.label(ranked[0]), steps=("in other words",))
    return Mention(span=place, text=name, category="disease", candidates=(candidate,))


def disorder_claim(page: Page, extractor: str, other: Mention, quote: Span, kind: str) -> Assertion:
    """Another disorder: related in some kind, or, without a kind, what the disease is told apart from."""
    evidence = evidence_of(page, extractor, quote, subject=page.topic.span, object_=other.span)
    details = (Detail("pohgraph:relation_kind", f"pohgraph:{kind}", is_reference=True),) if kind else ()
    return claim_of(
        page,
        ASSOCIATED_WITH if kind else HAS_DIFFERENTIAL_DIAGNOSIS,
        evidence,
        object_=other.reference,
        object_label=other.label,
        qualifiers=Qualifiers(details=details),
    )


def _name(page: Page, value: Span) -> Span:
    """A value without an article, and without what stands in parentheses."""
    text = page.doc.text
    article = _PATTERNS["article"].match(text, *value)
    start = article.end() if article else value.start
    aside = text.find(_ASIDE, start, value.end)
    return trimmed(text, Span(start, aside if aside > start else value.end))
