"""When a disease first shows: stages of life beside a verb of beginning.

What a page says of the signs, the condition or its patients is the onset of the disease. What it says of one finding is that of the finding:
of the disease, too, only where there is no such statement, and the finding is there from birth, is said to come first, or is what the
disease is called after or first described by.
"""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.evidence import claim_of, context_spans, counting, evidence_of
from pohgraph.extractors.shared.form_names import FormNames, form_names
from pohgraph.extractors.shared.forms import form_of
from pohgraph.extractors.shared.forms_headed import headed_form
from pohgraph.extractors.shared.frequency import frequency_term, share
from pohgraph.extractors.shared.hallmark import FINDING_SECTIONS, begins_with
from pohgraph.extractors.shared.onset_doubt import is_seldom_after, is_seldom_before, onset_doubt
from pohgraph.extractors.shared.onset_frames import frames
from pohgraph.extractors.shared.onset_names import is_in_a_name, is_of_a_form
from pohgraph.extractors.shared.onset_others import is_next_finding, is_of_another, is_of_group
from pohgraph.extractors.shared.onset_subject import (
    disease_before,
    finding_before,
    form_before,
    onset_subject,
    owner_before,
)
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.stage_first import stage_first
from pohgraph.extractors.shared.stages import Stage, patients, rank, stages
from pohgraph.extractors.shared.subjects import subject_at
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_ONSET

NAME = "onset"
_PATTERNS = Patterns("extractors", "onset_patterns.tsv")
_SECTIONS = sections_of(NAME)
_FOUND_REACH, _REACH = 55, 90  # code points from the verb to the stage
_HALF = 50.0  # percent
# What keeps a stage behind a verb from being the beginning.
_NO_BEGINNING = ("normal", "diagnosed", "occasion", "ending")
_CHILDHOOD, _INFANTILE, _CONGENITAL = (Reference("HP", n) for n in ("0011463", "0003593", "0003577"))


def onset(page: Page) -> Iterator[Assertion | Remark]:
    """The onset of the page's disease; where the page does not tell it, that of its first finding or of its youngest patients."""
    for way in (_of_disease, _of_first_finding, _of_youngest):
        told = list(way(page))
        yield from told
        if told:
            return  # of forms alone, too: what is said of a finding then may be said of one of these


def _names(page: Page, sections: tuple[str, ...]) -> FormNames:
    # Pages that list two forms by name compare their ages: "X appears later in childhood than Y".
    return form_names(page, *sections, listed=False)


def _of_youngest(page: Page) -> Iterator[Assertion]:
    """What newborns or infants with the disease have is there at that age."""
    text = page.doc.text
    for sentence in page.sentences(*FINDING_SECTIONS):
        for match in page.prose.finditer(_PATTERNS, "patients_have", (sentence.start, sentence.end)):
            of_few = any(_PATTERNS[name].search(text, sentence.start, match.end()) for name in ("few", "of_a_part"))
            rest = Span(match.end(), sentence.end)
            if not of_few and page.mentions_in("phenotype", rest):
                own = patients(match["stage"], match.start("stage"))
                # "Babies with D have trouble breathing at birth": what the sentence says is more exact.
                told = [] if page.prose.search(_PATTERNS, "normal", rest) else stages(text, *rest)
                for stage in [s for s in told if rank(s.term) <= rank(own[0].term)] or own:
                    yield from _claim(page, sentence, Span(*match.span("verb")), stage, stage.span)
                return


def _of_first_finding(page: Page) -> Iterator[Assertion]:
    """A disease begins no later than its first finding: the earliest stage at which the text lets a finding begin."""
    found: list[tuple[int, list[Assertion]]] = []
    for section in FINDING_SECTIONS:
        for sentence in page.sentences(section):
            claims = [
                claim
                for verb in page.prose.finditer(_PATTERNS, "finding_begins", (sentence.start, sentence.end))
                for claim in _of_finding(page, sentence, Span(*verb.span()))
                if claim.object
            ]
            claims += [claim for claim in _stage_first(page, sentence) if claim.object]
            if claims:
                found.append((min(rank(claim.object) for claim in claims if claim.object), claims))
    if found:
        yield from (claim for claim in min(found, key=lambda pair: pair[0])[1] if begins_with(page, claim))


def _stage_first(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The stage that a sentence begins with, where patients have a finding then: "From infancy he had …"."""
    opening = stage_first(page, sentence)
    if opening is None or (rank(opening.stage.term) > rank(_CHILDHOOD) and sentence not in page.sentences("case")):
        return  # what patients have later tells no beginning
    for claim in _claim(page, sentence, opening.verb, opening.stage, opening.patients):
        q = claim.qualifiers
        if not (q.negated or q.hedged or q.borrowed):
            yield claim


def _of_finding(page: Page, sentence: Span, verb: Span) -> Iterator[Assertion]:
    """The stages behind a verb whose subject is a finding of the disease's patients, not of some of them."""
    text, span = page.doc.text, sentence
    noun = finding_before(page, span, verb)
    if noun is None or _PATTERNS["few"].search(text, span.start, verb.end):
        return
    if page.prose.search(_PATTERNS, "further", (span.start, verb.start)):
        return
    for stage in stages(text, verb.end, min(span.end, verb.end + _FOUND_REACH)):
        if _PATTERNS["resumes"].search(text, verb.end, stage.span.start):
            return
        for claim in _claim(page, sentence, verb, stage, noun):
            q, frequency = claim.qualifiers, counting(claim.evidence[0])
            of_few = frequency is not None and _PATTERNS["few"].search(text, frequency.start, frequency.end)
            if not (q.negated or q.hedged or q.borrowed or of_few):
                yield claim


def _of_disease(page: Page) -> Iterator[Assertion]:
    for sentence in page.sentences(*_SECTIONS):
        told, stages_told = -1, set[Span | None]()
        for verb in page.prose.finditer(_PATTERNS, "begin", (sentence.start, sentence.end)):
            if told >= 0 and not page.prose.search(_PATTERNS, "anew", (told, verb.start())):
                continue  # the first verb of a statement tells its stages
            found = list(_onsets(page, sentence, Span(*verb.span())))
            # A verb that makes a second statement tells the stage that the first one reached as well.
            yield from (claim for claim in found if claim.evidence[0].object_span not in stages_told)
            stages_told.update(claim.evidence[0].object_span for claim in found)
            told = verb.end() if found else told
        if told < 0:
            yield from _in_patients(page, sentence)


def _onsets(page: Page, sentence: Span, verb: Span) -> Iterator[Assertion]:
    """The stages after a verb whose subject is the disease, its signs or a form. If the disease only has the subject, only birth counts."""
    text = page.doc.text
    owner = owner_before(page, sentence, verb)
    noun = onset_subject(page, sentence, verb) or _form_itself(page, sentence, verb) or owner
    if noun is None or _is_no_beginning(page, sentence, verb):
        return
    told = stages(text, verb.start, min(sentence.end, verb.end + 2 * _REACH))
    for stage in told:
        if _PATTERNS["extremes"].search(text, told[0].span.end, stage.span.start):
            return
        if _is_of_else(page, sentence, verb, stage):
            return
        before = (verb.start, stage.span.start)
        if noun == owner and rank(stage.term) > rank(_CONGENITAL):
            continue
        if page.prose.search(_PATTERNS, "any_time", before) and not _PATTERNS["contrast"].search(text, *before):
            continue  # a bound of "any time": "at any age, from infancy to adulthood", not "at any age, but mostly in infancy"
        if stage.span.start - verb.end > _REACH and ", or " not in text[verb.end : stage.span.start]:
            continue
        if is_next_finding(page, Span(verb.end, stage.span.start)):
            return
        yield from _claim(page, sentence, verb, stage, noun)


def _is_no_beginning(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether nothing begins at a verb: "begins to improve", "is not present at birth"; or it begins only in some patients."""
    before = (sentence.start, verb.start)
    if _PATTERNS["ends"].match(page.doc.text, verb.end):
        return True
    if page.prose.match(_PATTERNS, "of_some", before) and not headed_form(page, sentence):
        return True
    until = page.prose.search(_PATTERNS, "until", (verb.end, sentence.end))
    return page.prose.search(_PATTERNS, "not", before) is not None and not until


def _is_of_else(page: Page, sentence: Span, verb: Span, stage: Stage) -> bool:
    """Whether the stages from this one on are no onset, or the onset of something else or of a group of patients."""
    if any(page.prose.search(_PATTERNS, name, (verb.end, stage.span.start)) for name in _NO_BEGINNING):
        return True
    between = Span(verb.end, max(verb.end, stage.span.start))
    return is_of_another(page, sentence, verb, between) or is_of_group(page, sentence, verb, stage.span)


def _form_itself(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The words for a form that stands over its line, where they begin a sentence: "This form is less common and starts …"."""
    match = (
        page.prose.match(_PATTERNS, "the_form", (sentence.start, verb.start)) if headed_form(page, sentence) else None
    )
    return Span(*match.span("form")) if match else None


def _in_patients(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The onset of a disease that is found at a stage, or that patients are born with or present with."""
    yield from _found(page, sentence)
    yield from _born(page, sentence)
    yield from _presenting(page, sentence)
    for frame in frames(page, sentence):
        yield from _claim(page, sentence, frame.verb, frame.stage, frame.noun)


def _found(page: Page, sentence: Span) -> Iterator[Assertion]:
    text, span = page.doc.text, sentence
    for match in page.prose.finditer(_PATTERNS, "found", span):
        verb = Span(*match.span())
        noun = disease_before(page, span, verb)
        finding = finding_before(page, span, verb)
        if finding and not any(m.span.overlaps(finding) for m in page.diseases_on_topic(span)):
            continue  # "until cysts are found in adulthood"
        if noun and not page.prose.search(_PATTERNS, "of_genes", (span.start, verb.start)):
            for stage in stages(text, verb.end, min(span.end, verb.end + _FOUND_REACH)):
                yield from _claim(page, sentence, verb, stage, noun)


def _born(page: Page, sentence: Span) -> Iterator[Assertion]:
    text, span = page.doc.text, sentence
    for match in page.prose.finditer(_PATTERNS, "born", sentence):
        if not _PATTERNS["few"].search(text, span.start, match.end()) and not _PATTERNS["not_born_with"].match(
            text, match.end(), span.end
        ):
            stage = Stage(Span(*match.span("stage")), _CONGENITAL)
            # "Most are born with a cleft": how many have that finding, not how many have the disease from birth.
            yield from _claim(page, sentence, Span(*match.span()), stage, Span(*match.span()), counts=False)


def _presenting(page: Page, sentence: Span) -> Iterator[Assertion]:
    for match in page.prose.finditer(_PATTERNS, "present", sentence):
        if not page.prose.search(_PATTERNS, "others", (sentence.start, match.start())):
            for stage in patients(match["stage"], match.start("stage")):
                yield from _claim(page, sentence, Span(*match.span("verb")), stage, stage.span)


def _claim(
    page: Page, sentence: Span, verb: Span, stage: Stage, noun: Span, *, counts: bool = True
) -> Iterator[Assertion]:
    """The claim of a stage; without `counts`, its sentence's share of patients is that of something else."""
    if _tells_none(page, sentence, verb, stage):
        return
    subject = subject_at(page, sentence, verb.start)
    if not subject.borrowed:
        subject = form_of(page, sentence, stage.span, page.kept(_names, _SECTIONS)) or subject
        if not subject.borrowed and (is_of_a_form(page, sentence, verb) or noun == form_before(page, sentence, verb)):
            return
    context, by_then = page.sentence(sentence).context(stage.span), is_seldom_after(page, sentence, stage.span)
    if context.condition or (by_then and rank(stage.term) > rank(_INFANTILE)):
        return  # "if it appears in pregnancy" does not say that it does; up to a late age it may begin at several stages
    words = page.doc.quote(context.frequency) if context.frequency and not by_then else ""
    part, frequency = share(words), frequency_term(words)
    if (part and part.upper < _HALF) or (
        words and page.prose.search(_PATTERNS, "of_a_form", (sentence.start, verb.end))
    ):
        return  # the onset of a minority
    if context.frequency and not (words and counts and _is_of_stage(page, sentence, stage.span, context.frequency)):
        context, frequency = replace(context, frequency=None), None
    if by_then:
        context = replace(context, negation=None, hedge=None)
    elif context.hedge is None:
        context = replace(context, hedge=_doubt(page, sentence, verb, stage, of_another=subject.borrowed))
    evidence = evidence_of(
        page,
        NAME,
        sentence,
        subject=subject.span or noun,
        object_=stage.span,
        cue=verb,
        qualifiers=context_spans(context),
    )
    yield claim_of(
        page,
        HAS_ONSET,
        evidence,
        object_=stage.term,
        subject=subject,
        qualifiers=Qualifiers(negated=context.negated, hedged=context.hedged, frequency=frequency),
    )


def _tells_none(page: Page, sentence: Span, verb: Span, stage: Stage) -> bool:
    """Whether a sentence tells when patients die, whom a name or a class is called after, or when few fall ill."""
    return (
        page.prose.search(_PATTERNS, "end_of_life", (sentence.start, stage.span.start)) is not None
        or page.prose.search(_PATTERNS, "of_mothers", (sentence.start, stage.span.end)) is not None
        or is_in_a_name(page, sentence, stage)
        or page.prose.match(_PATTERNS, "classified", (sentence.start, verb.start)) is not None
        or is_seldom_before(page, sentence, stage.span)
    )


def _doubt(page: Page, sentence: Span, verb: Span, stage: Stage, *, of_another: bool) -> Span | None:
    """The words that leave an onset open; what is only found out by a stage may begin sooner."""
    doubt = None if of_another else onset_doubt(page, sentence, verb, stage.span)
    return doubt or (verb if page.prose.search(_PATTERNS, "found_out", verb) else None)


def _is_of_stage(page: Page, sentence: Span, stage: Span, frequency: Span) -> bool:
    """Whether words say how often the disease begins then, not where it is: "present at birth, usually in the elbows"."""
    return (
        frequency.start < stage.end or page.prose.match(_PATTERNS, "somewhere", (frequency.end, sentence.end)) is None
    )
