"""Modes of inheritance that the text states of the disease, and where its variants come from."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from pohgraph.extractors.shared.apparent_modes import (
    appearance,
    hedges_another,
    is_likened,
    is_of_a_parent,
    only_looks_so,
    supposed,
)
from pohgraph.extractors.shared.cued import claim_cue, disease_or_form, read
from pohgraph.extractors.shared.evidence import claim_of, context_qualifiers, evidence_of
from pohgraph.extractors.shared.forms import only_inherited
from pohgraph.extractors.shared.mode_adjectives import is_bare_adjective
from pohgraph.extractors.shared.own_names import names_own, with_meaning
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.qualified_names import is_qualified, qualified
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.subjects import as_subject, topic_at
from pohgraph.extractors.shared.taught_modes import of_cells, teaching
from pohgraph.extractors.shared.terse_modes import terse_modes
from pohgraph.extractors.shared.unnamed_modes import unnamed_mode
from pohgraph.extractors.topic.subject import Subject
from pohgraph.extractors.topic.terms import route
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Evidence, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_MODE_OF_INHERITANCE, HAS_VARIANT_ORIGIN

NAME = "inheritance"
_PATTERNS = Patterns("extractors", "inheritance_patterns.tsv")
_SECTIONS = sections_of(NAME)
_AROUND = " .;*-"  # what a line may have around its words
_DE_NOVO, _INHERITED = Reference("pohgraph", "de_novo"), Reference("pohgraph", "inherited")
_SOMATIC, _X_LINKED = Reference("HP", "0001442"), Reference("HP", "0001417")
_SPORADIC = Reference("HP", "0003745")
_MULTIFACTORIAL = Reference("HP", "0001426")


def inheritance(page: Page) -> Iterator[Assertion | Remark]:
    """Modes by their HPO names in prose; de novo and inherited variants by their verbs."""
    named = ((s, m) for s in page.sentences(*_SECTIONS) for m in page.mentions_in("inheritance", s))
    stated = [told for told in named if _is_mode(page, *told)]
    taught = {m.span: frame for sentence, m in stated if (frame := _taught(page, sentence, m))}
    told = [mention for _, mention in stated if mention.span not in taught]
    own = {mention.reference for mention in told if not mention.context.negated}
    modes = dict.fromkeys(mention.reference for _, mention in stated if not mention.context.negated)
    for sentence, mention in stated:
        if any(_is_narrower(page, mode, mention) for mode in modes):
            continue
        if mention.span not in taught:
            yield from _mode(page, sentence, mention)
        elif mention.reference in own:
            yield _explains(page, mention)
        else:
            # A page that names the mode nowhere else leaves it to the reader to conclude that its disease has it.
            yield from _mode(page, sentence, mention, hint=taught[mention.span])
    terse = list(_terse(page, {mention.span for _, mention in stated}))
    yield from terse
    for sentence in page.sentences(*_SECTIONS):
        yield from _sporadic(page, sentence)
        yield from _multifactorial(page, sentence)
        yield from _origins(page, sentence)
        yield from _not_inherited(page, sentence)
    if not (modes or terse):
        yield from _by_chromosome(page)
    if not (stated or terse):
        yield from _unnamed(page)


def _terse(page: Page, stated: Collection[Span]) -> Iterator[Assertion]:
    """Modes by letters, and two that share a word."""
    for sentence in page.sentences(*_SECTIONS):
        if not page.prose.match(_PATTERNS, "general", sentence):
            yield from (_told(page, sentence, cue, mode) for mode, cue in terse_modes(page, sentence, stated))


def _told(page: Page, sentence: Span, cue: Span, mode: Reference) -> Assertion:
    subject, qualifiers, evidence = _read(page, sentence, cue)
    return claim_of(page, HAS_MODE_OF_INHERITANCE, evidence, object_=mode, subject=subject, qualifiers=qualifiers)


def _is_mode(page: Page, sentence: Span, mention: Mention) -> bool:
    """Not a word on inheritance in general, nor "mitochondrial" before anything but a word for a mode."""
    if page.prose.match(_PATTERNS, "general", (sentence.start, sentence.end)):
        return False
    before = (sentence.start, mention.span.start)
    if page.prose.search(_PATTERNS, "other_mode", before) or page.prose.search(_PATTERNS, "of_form", before):
        return False
    if only_looks_so(page, sentence, mention.span) or (
        mention.reference == _SOMATIC and is_of_a_parent(page, sentence, mention.span)
    ):
        return False
    if route(page.lexicon, mention.reference) != HAS_MODE_OF_INHERITANCE:
        return False
    if is_bare_adjective(page, sentence, mention):
        section = page.doc.section_at(sentence.start)
        # Alone on a line under its heading it tells the mode.
        return section is not None and section.name == NAME and page.doc.quote(sentence).strip(_AROUND) == mention.text
    return True


def _is_narrower(page: Page, mode: Reference, mention: Mention) -> bool:
    """Whether a mode that the page states and does not deny lies under that of a mention."""
    return mode != mention.reference and page.lexicon.is_a(mode, mention.reference)


def _sporadic(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The mode of "most cases are sporadic"; said of a mutation it would be where the variant comes from."""
    tried = (page.prose.search(_PATTERNS, name, sentence) for name in ("sporadic", "by_chance", "isolated"))
    match = next((match for match in tried if match), None)
    if match:
        yield _told(page, sentence, Span(*match.span("cue")), _SPORADIC)


def _multifactorial(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The mode of what genes and environment cause together."""
    match = page.prose.search(_PATTERNS, "multifactorial", sentence)
    if match is None:
        return
    subject, qualifiers, evidence = _read(page, sentence, cue := Span(*match.span()))
    likely = page.prose.search(_PATTERNS, "likely_before", (sentence.start, cue.start))
    likely = likely or page.prose.match(_PATTERNS, "likely_behind", (cue.end, sentence.end))
    if likely and not qualifiers.hedged:
        qualifiers, evidence = _hedged(qualifiers, evidence, Span(*likely.span("hedge")))
    yield claim_of(
        page, HAS_MODE_OF_INHERITANCE, evidence, object_=_MULTIFACTORIAL, subject=subject, qualifiers=qualifiers
    )


def _hedged(qualifiers: Qualifiers, evidence: Evidence, hedge: Span) -> tuple[Qualifiers, Evidence]:
    """A claim that words leave open."""
    evidence = replace(evidence, qualifier_spans=(*evidence.qualifier_spans, ("hedge", hedge)))
    return replace(qualifiers, hedged=True), evidence


def _by_chromosome(page: Page) -> Iterator[Assertion]:
    """The mode of a gene on the X chromosome, for a page that names no mode."""
    for sentence in page.sentences(*_SECTIONS):
        match = page.prose.search(_PATTERNS, "x_linked_gene", sentence)
        if match and all(names_own(page, disease) for disease in page.mentions_in("disease", sentence)):
            yield _told(page, sentence, Span(*match.span("cue")), _X_LINKED)
            return


def _unnamed(page: Page) -> Iterator[Assertion]:
    """The first mode that a page tells without its name; without one, a denial does not tell which mode is meant."""
    for sentence in page.sentences(*_SECTIONS):
        if told := unnamed_mode(page, sentence):
            subject, qualifiers, evidence = _read(page, sentence, told.cue)
            if qualifiers.negated:
                continue
            if told.concluded and not qualifiers.hedged:
                qualifiers, evidence = _hedged(qualifiers, evidence, told.cue)
            yield claim_of(
                page, HAS_MODE_OF_INHERITANCE, evidence, object_=told.mode, subject=subject, qualifiers=qualifiers
            )
            return


def _taught(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The words that explain a mode in general, or tell of a somatic change that is not the patient's disease."""
    if mention.reference == _SOMATIC and (other := of_cells(page, sentence, mention)):
        return other
    return teaching(page, sentence, mention)


def _explains(page: Page, mention: Mention) -> Remark:
    return Remark(
        document=page.doc.id,
        code="not_a_claim",
        message=f"{mention.text!r}: the sentence explains a mode of inheritance, whatever the disease",
        start=mention.span.start,
        end=mention.span.end,
    )


def _mode(page: Page, sentence: Span, mention: Mention, *, hint: Span | None = None) -> Iterator[Assertion]:
    """One mode; a `hint` are the words of a sentence that leaves it to the reader whose mode it is."""
    subject = _in_name(page, sentence, mention) or _of_mode(page, sentence, mention)
    mention = replace(mention, context=replace(mention.context, frequency=_how_often(page, sentence, mention)))
    if mention.context.hedge and hedges_another(page, sentence, mention.context.hedge, mention.span):
        mention = replace(mention, context=replace(mention.context, hedge=None))
    placed = context_qualifiers(mention)
    hint = hint or supposed(page, sentence, mention.span)
    if hint and mention.context.hedge is None:
        placed.append(("hedge", hint))
    yield claim_of(
        page,
        HAS_MODE_OF_INHERITANCE,
        evidence_of(
            page,
            NAME,
            sentence,
            subject=subject.span,
            object_=mention.span,
            cue=claim_cue(page, sentence, mention.span.start),
            qualifiers=placed,
        ),
        object_=mention.reference,
        object_label=mention.label,
        subject=subject,
        qualifiers=Qualifiers(negated=mention.context.negated, hedged=mention.context.hedged or hint is not None),
    )


def _how_often(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The nearest words before a mode that count patients: "usually dominant, and rarely recessive". Words of another clause do not count."""
    frequency = mention.context.frequency
    named = [d.span for d in page.mentions_in("disease", sentence)]
    if frequency is None or any(name.contains(mention.span) or name.start == mention.span.end + 1 for name in named):
        return None  # "some people with autosomal recessive D": the mode is a part of the name
    cues = [c.span for c in page.sentence(sentence).cues if c.kind == "frequency" and c.span.end <= mention.span.start]
    if frequency.end <= mention.span.start:
        counted = max([frequency, *cues])
        told_apart = _PATTERNS["another_clause"].search(page.doc.text, counted.end, mention.span.start)
        return None if told_apart else counted
    between = page.doc.text[mention.span.end : frequency.start]
    is_of_aside = "(" in between and not page.doc.text.startswith(")", frequency.end)
    return None if "," in between or is_of_aside else frequency


def _of_mode(page: Page, sentence: Span, mention: Mention) -> Subject:
    """Whose mode it is; what the familial form is said to have is the disease's."""
    if any(name.contains(mention.span) for name, _ in qualified(page, sentence)):
        return topic_at(page, None)  # "A causes D and recessive D": the mode of the form whose name has it
    subject = disease_or_form(page, sentence, mention.span)
    if subject.span and is_qualified(page, subject.span) and page.mentions_in("inheritance", subject.span):
        return topic_at(page, None)  # "G causes dominant D and a recessive form": the name of a form has its own mode
    return _whose(page, sentence, subject)


def _whose(page: Page, sentence: Span, subject: Subject) -> Subject:
    named = (m.span for m in page.mentions_in("disease", sentence) if page.lexicon.is_registered(m.reference))
    of_disease = subject.span in set(named) and not (
        subject.span and page.prose.match(_PATTERNS, "inherited_name", subject.span)
    )
    is_own = subject.borrowed and not of_disease and only_inherited(page, subject)
    return topic_at(page, subject.span) if is_own else subject


def _read(page: Page, sentence: Span, cue: Span) -> tuple[Subject, Qualifiers, Evidence]:
    subject, qualifiers, evidence = read(page, NAME, sentence, cue)
    return _whose(page, sentence, subject), qualifiers, evidence


def _in_name(page: Page, sentence: Span, mention: Mention) -> Subject | None:
    """Another disease that has the mode in its name: "autosomal dominant polycystic kidney disease"."""
    for disease in page.mentions_in("disease", sentence):
        if with_meaning(page, disease).contains(mention.span) and not names_own(page, disease):
            rest = disease_words(disease.text.replace(mention.text, " "))
            of_own = rest <= disease_words(page.title) and not _PATTERNS["mode_in_title"].search(page.title)
            return None if of_own else as_subject(page, disease)
    return None


def _origins(page: Page, sentence: Span) -> Iterator[Assertion]:
    for name, origin, label in (("de_novo", _DE_NOVO, "de novo"), ("inherited", _INHERITED, "inherited")):
        match = page.prose.search(_PATTERNS, name, sentence)
        if not match or is_likened(page, sentence, match.start()):
            continue
        subject, qualifiers, evidence = _read(page, sentence, Span(*match.span()))
        if not qualifiers.hedged and (hedge := appearance(page, sentence, match.start())):
            qualifiers, evidence = _hedged(qualifiers, evidence, hedge)
        yield claim_of(
            page,
            HAS_VARIANT_ORIGIN,
            evidence,
            object_=origin,
            object_label=label,
            subject=subject,
            qualifiers=qualifiers,
        )


def _not_inherited(page: Page, sentence: Span) -> Iterator[Assertion]:
    """That the disease is not inherited; "most cases are not" or "it usually is not" leaves it open."""
    match = page.prose.search(_PATTERNS, "not_inherited", sentence)
    if match is None or page.prose.match(_PATTERNS, "of_variant", (sentence.start, match.start("cue"))):
        return
    cue = Span(*match.span("cue"))
    subject, qualifiers, evidence = read(page, NAME, sentence, cue)
    left_open = qualifiers.hedged or page.prose.search(_PATTERNS, "some", (sentence.start, cue.end)) is not None
    # "Most cases are not": the words count those that are not inherited.
    kept = tuple((name, span) for name, span in evidence.qualifier_spans if name not in {"frequency", "chance"})
    if left_open:
        kept = tuple(("hedge" if name == "negation" else name, span) for name, span in kept)
    yield claim_of(
        page,
        HAS_VARIANT_ORIGIN,
        replace(evidence, qualifier_spans=kept),
        object_=_INHERITED,
        object_label="inherited",
        subject=subject,
        qualifiers=replace(qualifiers, negated=not left_open, hedged=left_open),
    )
