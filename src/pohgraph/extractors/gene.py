"""Genes tied to the page's disease, or to others it names: causal, contributing, or only associated."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pohgraph.extractors.shared.doubtful import checked
from pohgraph.extractors.shared.evidence import context_spans, evidence_of, qualified
from pohgraph.extractors.shared.field_claims import gene_claim
from pohgraph.extractors.shared.frequency import figures, frequency_term, share
from pohgraph.extractors.shared.gene_cue import GeneCue
from pohgraph.extractors.shared.gene_listing import cues_of_list, gene_runs
from pohgraph.extractors.shared.gene_owner import OBJECT_REACH, gene_owners, own_gene
from pohgraph.extractors.shared.gene_score import CAUSAL, gene_score
from pohgraph.extractors.shared.gene_share import carriers_share, gene_share
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.subjects import as_subject, topic_subject
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns, faults_named, pattern_rows
from pohgraph.model import Assertion, Context, Detail, Evidence, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import ASSOCIATED_WITH, CAUSES
from pohgraph.tables import prose_pattern

NAME = "gene"
_PATTERNS = Patterns("extractors", "gene_patterns.tsv")
_SECTIONS = sections_of(NAME)
_DEFAULT_SECTIONS = frozenset(
    {"description", "causes", "inheritance", "diagnosis", "genes", "symptoms", "frequency", "other"}
)
_VARIANT_SLOT = "biolink:subject_form_or_variant_qualifier"


def gene(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per gene and disease that a sentence ties, and one per gene the page lists."""
    found: list[Assertion] = []
    unsaid: list[tuple[Span, Mention]] = []
    for sentence in page.sentences(*_SECTIONS):
        mentions = page.mentions_in("gene", sentence)
        runs = gene_runs(page, sentence, mentions)
        cues = [cue for run in runs for cue in cues_of_list(page, sentence, run)]
        for mention, cue in zip(mentions, cues, strict=True):
            shares = [] if cue else list(_share_of_patients(page, sentence, mention))
            if (cue is None and not shares) or (cue and cue.predicate == ASSOCIATED_WITH):
                unsaid.append((sentence, mention))
            found.extend(_cued(page, sentence, mention, cue) if cue else shares)
        if not mentions:
            found.extend(_these_genes(page, sentence))
    default = _by_default(page, found, unsaid)
    # Where a sentence says "associated" alone and no other says more, it is the cause that it means.
    more = {(a.subject, a.object, a.evidence[0].quote) for a in default}
    found = [a for a in found if (a.subject, a.object, a.evidence[0].quote) not in more]
    told = {assertion.subject for assertion in (*found, *default)}
    named = [a for s in page.sentences(*_SECTIONS) for a in _in_name(page, s) if a.subject not in told]
    default.extend({assertion.subject: assertion for assertion in reversed(named)}.values())
    yield from sorted([*found, *default], key=lambda assertion: assertion.evidence[0].quote.start)
    yield from _listed(page)


def _by_default(page: Page, found: list[Assertion], unsaid: list[tuple[Span, Mention]]) -> list[Assertion]:
    """One claim for each gene of which no sentence says outright that it causes the disease, but one speaks for it."""
    topic = page.topic.reference
    sure = [a for a in found if isinstance(checked(page.doc, a), Assertion)]
    said = {a.subject for a in sure if a.predicate != ASSOCIATED_WITH or (a.qualifiers.negated and a.object == topic)}
    best: dict[Reference, tuple[int, Span, Mention, Span]] = {}
    for sentence, mention in unsaid:
        section = page.doc.section_at(sentence.start)
        if mention.reference in said or section is None or section.name not in _DEFAULT_SECTIONS:
            continue
        score = gene_score(page, sentence, mention)
        if score.points < max(CAUSAL, 1 + best.get(mention.reference, (0,))[0]):
            continue
        context = page.sentence(sentence).context(mention.span)
        if not (context.negated or context.hedged or context.condition) and own_gene(page, sentence, mention):
            best[mention.reference] = (score.points, sentence, mention, score.cue)
    return [_default_claim(page, sentence, mention, cue) for _, sentence, mention, cue in best.values()]


def _default_claim(page: Page, sentence: Span, mention: Mention, cue: Span) -> Assertion:
    effect, effect_span = _variant_effect(page, sentence, mention)
    places = [("variant", effect_span), ("frequency", carriers_share(page, sentence, mention))]
    evidence = evidence_of(page, NAME, sentence, subject=mention.span, cue=cue, qualifiers=places)
    qualifiers = Qualifiers(details=(Detail(_VARIANT_SLOT, effect),) if effect else ())
    return _claim(page, mention, CAUSES, topic_subject(page), evidence, qualifiers)


def _cued(page: Page, sentence: Span, mention: Mention, cue: GeneCue) -> Iterator[Assertion]:
    context = _meant(page, sentence, mention, cue.span)
    for subject in gene_owners(page, sentence, mention, cue):
        if subject.borrowed:  # the share is one of the page's patients
            context = replace(context, frequency=None)
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


def _meant(page: Page, sentence: Span, mention: Mention, cue: Span) -> Context:
    """How a causal cue is meant: one that counts causes, or an appeal to a name, leaves nothing open."""
    context = page.sentence(sentence).context(cue)
    context = replace(context, frequency=gene_share(page, sentence, mention, cue))
    lack = context.negation
    if lack and page.prose.fullmatch(_PATTERNS, "lacked", (lack.start, cue.start)):
        context = replace(context, negation=None)
    hedge = context.hedge
    if hedge is None:
        return context
    if page.prose.match(_PATTERNS, "counts_causes", (hedge.start, cue.end)):
        return replace(context, hedge=None, frequency=context.frequency or hedge)
    presumed = page.prose.fullmatch(_PATTERNS, "how_not_whether", (hedge.start, cue.start))
    if presumed or page.prose.search(_PATTERNS, "named_so", (sentence.start, hedge.start)):
        return replace(context, hedge=None)
    return context


def _these_genes(page: Page, sentence: Span) -> Iterator[Assertion]:
    """What a sentence says of "this gene": of the genes in the sentence before, where it names a disease."""
    match = page.prose.search(_PATTERNS, "these_genes", sentence)
    before = page.before(sentence)
    if match is None or before is None:
        return
    cue = Span(*match.span())
    named = page.mentions_in("disease", Span(cue.end, min(sentence.end, cue.end + OBJECT_REACH)))
    if not named and not page.prose.match(_PATTERNS, "this_disease", (cue.end, sentence.end)):
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
            qualifiers=context_spans(replace(context, frequency=None)),
        )
        qualifiers = Qualifiers(negated=context.negated, hedged=context.hedged)
        yield _claim(page, mention, CAUSES, subject, evidence, qualifiers)


def _in_name(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The gene in a name of the page's disease: "SHOC2-related D". A page that says more of it is not asked for this."""
    for disease in page.mentions_in("disease", sentence):
        match = page.prose.search(_PATTERNS, "named_by_gene", (sentence.start, disease.span.end))
        curie = page.lexicon.gene_symbols.get(match["symbol"]) if match else None
        if match is None or curie is None or not page.names_topic(disease):
            continue
        if match.end() not in (disease.span.start, disease.span.start + len(match[0])):
            continue
        place, cue = Span(*match.span("symbol")), Span(*match.span("cue"))
        context = page.sentence(sentence).context(cue)
        if context.negated or context.hedged or context.condition:
            continue
        evidence = evidence_of(page, NAME, sentence, subject=place, object_=disease.span, cue=cue)
        yield Assertion(
            subject=Reference.parse(curie),
            subject_label=page.lexicon.label(Reference.parse(curie)),
            predicate=CAUSES,
            object=page.topic.reference,
            object_label=page.topic.label,
            evidence=(evidence,),
        )


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
    if not page.prose.search(_PATTERNS, "test", (sentence.start, sentence.end)):
        return
    match = page.prose.search(_PATTERNS, "patient_share", (mention.span.end, sentence.end))
    found = share(match[1]) if match else None
    if match is None or found is None:
        return
    place = Span(*match.span(1))
    evidence = evidence_of(
        page, NAME, sentence, subject=mention.span, cue=Span(*match.span()), qualifiers=[("frequency", place)]
    )
    qualifiers = Qualifiers(frequency=frequency_term(match[1]), details=figures(match[1]))
    yield _claim(page, mention, ASSOCIATED_WITH, topic_subject(page), evidence, qualifiers)


def _listed(page: Page) -> Iterator[Assertion]:
    for element in page.doc.elements_of("related_gene"):
        symbol = page.doc.quote(element.span)
        curie = page.lexicon.gene_symbols.get(symbol) or page.lexicon.gene_aliases.get(symbol)
        if curie:
            yield gene_claim(page, NAME, Reference.parse(curie), element.span, element.span, ASSOCIATED_WITH)


@cache
def _effects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with faults_named("extractors", "variant_effects.tsv"):
        rows = pattern_rows("extractors", "variant_effects.tsv")
        return tuple((row.cells["form"], prose_pattern(row.pattern)) for row in rows)
