"""The disease whose initials are the only name that a text has of it: "MSUD presents with …".

Initials alone name nothing: dozens of diseases share them. So the disease must be one of those that the text's findings, or its genes,
speak for by HPO's annotations, and clearly more than any other with these initials.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import Called, name_key, named_firmly, only_called
from pohgraph.extractors.topic.places import titled
from pohgraph.extractors.topic.subject import Topic
from pohgraph.language.disease_words import numbered
from pohgraph.language.patterns import word_class
from pohgraph.language.words import function_words
from pohgraph.model import Document, Mention, Reference, Span
from pohgraph.schema.categories import OWN_DISEASE
from pohgraph.vocab.lexicon import Lexicon

_SHORT = compiled(r"(?<![\w-])[A-Z]{3,7}(?![\w-])")
_WORD = compiled(r"[^\W_]+")
_CANDIDATES = 100  # diseases of a registry that the findings speak for most
# Natural logarithms of how rare the findings are: beside a gene of the disease, alone, and alone beside three letters.
_LEAST_BESIDE_GENE, _LEAST, _LEAST_OF_THREE = 3.0, 8.0, 12.0
_GENE = 8.0  # what a gene of the disease counts beside them
_LEAD = 4.0
_OFTEN = 3  # times that a text without any other name of its subject has the initials
_TRUST = 0.4
_GENERAL = compiled(word_class("disease"))
_STATED = frozenset({"phenotype", "inheritance"})


def by_initials(
    topic: Topic | None, doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Topic, Document] | None:
    """The disease that the initials stand for by which a page is called, or else those that its text has most often."""
    named = {m.reference for m in mentions if m.category == "disease"}
    tried: list[tuple[Span, set[Reference]]]
    if topic is not None:
        tried = [(topic.span, set())] if topic.reference.prefix == OWN_DISEASE and _SHORT.fullmatch(topic.label) else []
    else:
        tried = [
            *((span, set[Reference]()) for span in _most(doc)),
            *((span, named) for span in _of_named(doc, mentions)),
        ]
    for span, among in tried:
        if meant := _meant(doc.quote(span), mentions, lexicon, among):
            reason = f"{doc.quote(span)!r} are the initials of {meant.name!r}, whose findings or genes the text has"
            found = Topic(
                reference=meant.reference,
                label=lexicon.label(meant.reference),
                span=span,
                score=_TRUST,
                reasons=(reason,),
                same_named=tuple((other, span) for other in sorted(meant.same)),
                titles=frozenset({name_key(doc.quote(span))}),
            )
            return found, titled(doc, span)
    return None


def _most(doc: Document) -> list[Span]:
    """The first place of the initials that a text has most often, if it has them often."""
    places = [Span(*match.span()) for sentence in doc.sentences for match in _SHORT.finditer(doc.text, *sentence)]
    most = Counter(map(doc.quote, places)).most_common(1)
    return [next(span for span in places if doc.quote(span) == short) for short, count in most if count >= _OFTEN]


def _of_named(doc: Document, mentions: tuple[Mention, ...]) -> Iterator[Span]:
    """The first place of each initials that a text has beside the name: "Moderate HS", of hereditary spherocytosis."""
    named = dict.fromkeys(m.text for m in mentions if m.category == "disease")
    for short in dict.fromkeys(short for name in named for short in sorted(_initials(name)) if len(short) > 1):
        if place := re.search(rf"(?<![\w-]){short}(?![\w-])", doc.text):
            yield Span(*place.span())


def _meant(short: str, mentions: tuple[Mention, ...], lexicon: Lexicon, among: Collection[Reference]) -> Called | None:
    """The one disease with these initials, of those `among` if any, that the text's findings and genes speak for."""
    findings = {m.reference.curie for m in mentions if m.category in _STATED and not m.context.negated}
    genes = {m.reference for m in mentions if m.category == "gene"}
    of_genes = {disease for gene in genes for disease in lexicon.diseases_of(gene)}
    least = _LEAST_OF_THREE if len(short) <= len("ABC") else _LEAST
    weights: dict[str, float] = {}
    for registry, profiles in lexicon.profiles.items():
        fits = {fit.disease: fit.weight for fit in profiles.fits(findings, _CANDIDATES) if fit.weight >= least}
        for disease in of_genes:
            if disease.prefix == registry and (weight := profiles.weight(findings, disease)) >= _LEAST_BESIDE_GENE:
                fits[disease] = weight + _GENE
        for disease, weight in fits.items():
            # A text that names genes names those of its disease.
            if (genes and disease not in of_genes) or (among and lexicon.canonical(disease) not in among):
                continue
            for name in _names(short, disease, lexicon):
                weights[name] = max(weight, weights.get(name, 0.0))
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    meant = only_called(lexicon, ranked[:1])
    if meant is None:
        return None
    own = {meant.reference, *meant.same}
    near = [name for name in ranked[1:] if weights[ranked[0]] - weights[name] < _LEAD]
    return meant if all(own & named_firmly(lexicon, name_key(name)).keys() for name in near) else None


def _names(short: str, disease: Reference, lexicon: Lexicon) -> Iterator[str]:
    """The labels of a disease, without the number of a type, that have these initials."""
    for label in {lexicon.label(disease), lexicon.label(lexicon.canonical(disease))}:
        name = numbered(label).base.strip(" ,")
        if short in _initials(name):
            yield name


def _initials(name: str) -> set[str]:
    """The first letters of a name's words: of all, without those that join others, and without a word for any disease.

    >>> sorted(_initials("Arthropathy of the Pacific syndrome"))
    ['AOTP', 'AOTPS', 'AP', 'APS']
    """
    words = _WORD.findall(name.lower())
    found = set()
    for kept in (words, [word for word in words if word not in function_words()]):
        bare = kept[:-1] if kept and _GENERAL.fullmatch(kept[-1]) else kept
        found |= {"".join(word[0] for word in some).upper() for some in (kept, bare)}
    return found
