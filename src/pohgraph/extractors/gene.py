"""Genes tied to the page's disease, or to others it names: causal, contributing, or only associated."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pohgraph.extractors.shared.evidence import context_spans, evidence_of, qualified
from pohgraph.extractors.shared.frequency import frequency_term, percentage, share
from pohgraph.extractors.shared.gene_cue import GeneCue, find_cue
from pohgraph.extractors.shared.listing import listed_disorders
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import as_subject, speaks_of_group, subject_at, topic_subject
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns, faults_named, pattern_rows
from pohgraph.model import Assertion, Context, Detail, Evidence, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import ASSOCIATED_WITH, CAUSES
from pohgraph.tables import prose_pattern

NAME = "gene"
_PATTERNS = Patterns("extractors", "gene_patterns.tsv")
_SECTIONS = (
    "description",
    "causes",
    "inheritance",
    "diagnosis",
    "symptoms",
    "frequency",
    "genes",
    "treatment",
    "coding",
    "related_disorders",
)
_VARIANT_SLOT = "biolink:subject_form_or_variant_qualifier"
_OBJECT_REACH = 60  # code points from the verb to the disease that is its object


def gene(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per gene and disease that a sentence ties, and one per gene the page lists."""
    for sentence in page.sentences(*_SECTIONS):
        mentions = page.mentions_in("gene", sentence)
        if mentions and not _PATTERNS["function"].search(page.doc.quote(sentence)):
            for mention in mentions:
                yield from _in_sentence(page, sentence, mention)
        elif not mentions:
            yield from _these_genes(page, sentence)
    yield from _listed(page)


def _in_sentence(page: Page, sentence: Span, mention: Mention) -> Iterator[Assertion]:
    cue = find_cue(page, sentence, mention)
    if cue is None:
        yield from _share_of_patients(page, sentence, mention)
        return
    for subject in _diseases(page, sentence, mention, cue):
        context = _meant(page, sentence, cue.span)
        effect, effect_span = _variant_effect(page, sentence, mention)
        evidence = evidence_of(
            page,
            NAME,
            sentence,
            subject=mention.span,
            object_=subject.span,
            cue=cue.span,
            qualifiers=[*context_spans(context), ("variant", effect_span)],
        )
        qualifiers = Qualifiers(
            negated=context.negated,
            hedged=context.hedged,
            details=(Detail(_VARIANT_SLOT, effect),) if effect else (),
        )
        yield _claim(page, mention, cue.predicate, subject, evidence, qualifiers)


def _meant(page: Page, sentence: Span, cue: Span) -> Context:
    """How a causal cue is meant: one that counts causes, or an appeal to a name, leaves nothing open."""
    context = page.sentence(sentence).context(cue)
    hedge = context.hedge
    if hedge is None:
        return context
    text = page.doc.text
    if _PATTERNS["counts_causes"].match(text, hedge.start, cue.end):
        return replace(context, hedge=None, frequency=context.frequency or hedge)
    if _PATTERNS["named_so"].search(text, sentence.start, hedge.start):
        return replace(context, hedge=None)
    return context


def _these_genes(page: Page, sentence: Span) -> Iterator[Assertion]:
    """What a sentence says of "this gene": of the genes in the sentence before, where it names a disease."""
    text = page.doc.text
    match = page.prose.search(_PATTERNS, "these_genes", sentence)
    before = page.before(sentence)
    if match is None or before is None:
        return
    cue = Span(*match.span())
    named = page.mentions_in("disease", Span(cue.end, min(sentence.end, cue.end + _OBJECT_REACH)))
    if not named and not _PATTERNS["this_disease"].match(text, cue.end, sentence.end):
        return
    subject = as_subject(page, named[0]) if named else topic_subject(page)
    context = page.sentence(sentence).context(cue)
    for mention in page.mentions_in("gene", before):
        evidence = evidence_of(
            page,
            NAME,
            before.cover(sentence),
            subject=mention.span,
            object_=subject.span if named else None,
            cue=cue,
            qualifiers=[("negation", context.negation), ("hedge", context.hedge), ("frequency", context.frequency)],
        )
        qualifiers = Qualifiers(negated=context.negated, hedged=context.hedged)
        yield _claim(page, mention, CAUSES, subject, evidence, qualifiers)


def _claim(
    page: Page, mention: Mention, predicate: Reference, disease: Subject, evidence: Evidence, qualifiers: Qualifiers
) -> Assertion:
    return Assertion(
        subject=mention.reference,
        subject_label=page.lexicon.label(mention.reference),
        predicate=predicate,
        object=disease.reference,
        object_label=disease.label,
        qualifiers=qualified(page, qualifiers, disease, evidence),
        evidence=(evidence,),
    )


def _diseases(page: Page, sentence: Span, mention: Mention, cue: GeneCue) -> list[Subject]:
    """The diseases a cue ties the gene to: those of a group, the one named behind the cue, or the sentence's subject."""
    if speaks_of_group(page, sentence):
        return _group(page, sentence)
    listed = _listed_before(page, sentence, cue)
    if listed:
        return listed
    after = cue.span.start >= mention.span.end
    if after:
        named = [
            m
            for m in page.mentions_in("disease", Span(cue.span.end, sentence.end))
            if m.span.start - cue.span.end < _OBJECT_REACH
        ]
        if named:
            return [as_subject(page, named[0])]
    return [subject_at(page, sentence, min(cue.span.start, mention.span.start))]


def _group(page: Page, sentence: Span) -> list[Subject]:
    """What "these disorders" are: the page's own where the sentence before names it, and those it lists."""
    before = page.before(sentence)
    return _named_and_listed(page, before) if before else []


def _listed_before(page: Page, sentence: Span, cue: GeneCue) -> list[Subject]:
    """All of "POH is among several disorders, including A and B, which share …"."""
    text = page.doc.text
    share = _PATTERNS["share"].search(text, sentence.start, cue.span.start)
    return _named_and_listed(page, Span(sentence.start, share.start())) if share else []


def _named_and_listed(page: Page, stretch: Span) -> list[Subject]:
    named = [as_subject(page, m) for m in page.mentions_in("disease", stretch)]
    everything = [*named, *listed_disorders(page, stretch)]
    return list({subject.reference: subject for subject in reversed(everything)}.values())[::-1]


def _variant_effect(page: Page, sentence: Span, mention: Mention) -> tuple[str, Span | None]:
    for form, pattern in _effects():
        match = pattern.search(
            page.doc.text, max(sentence.start, mention.span.start - 60), min(sentence.end, mention.span.end + 40)
        )
        if match:
            return form, Span(*match.span())
    return "", None


def _share_of_patients(page: Page, sentence: Span, mention: Mention) -> Iterator[Assertion]:
    """The share in "X mutation identified with genetic testing (present in almost two-thirds of patients)"."""
    text = page.doc.text
    if not _PATTERNS["test"].search(text, sentence.start, sentence.end):
        return
    match = _PATTERNS["patient_share"].search(text, mention.span.end, sentence.end)
    found = share(match[1]) if match else None
    if match is None or found is None:
        return
    place = Span(*match.span(1))
    evidence = evidence_of(
        page, NAME, sentence, subject=mention.span, cue=Span(*match.span()), qualifiers=[("frequency", place)]
    )
    qualifiers = Qualifiers(frequency=frequency_term(match[1]), details=percentage(match[1]))
    yield _claim(page, mention, ASSOCIATED_WITH, topic_subject(page), evidence, qualifiers)


def _listed(page: Page) -> Iterator[Assertion]:
    for element in page.doc.elements_of("related_gene"):
        symbol = page.doc.quote(element.span)
        curie = page.lexicon.gene_symbols.get(symbol) or page.lexicon.gene_aliases.get(symbol)
        if curie:
            reference = Reference.parse(curie)
            yield Assertion(
                subject=reference,
                subject_label=page.lexicon.label(reference),
                predicate=ASSOCIATED_WITH,
                object=page.topic.reference,
                object_label=page.topic.label,
                evidence=(evidence_of(page, NAME, element.span, subject=element.span),),
            )


@cache
def _effects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with faults_named("extractors", "variant_effects.tsv"):
        rows = pattern_rows("extractors", "variant_effects.tsv")
        return tuple((row.cells["form"], prose_pattern(row.pattern)) for row in rows)
