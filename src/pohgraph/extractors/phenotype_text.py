"""Phenotypes stated in prose, with their negation, hedging, frequency, onset, and whose they are."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.anothers_findings import BY, Told, with_anothers
from pohgraph.extractors.shared.case_report import CaseReport
from pohgraph.extractors.shared.case_series import is_patient
from pohgraph.extractors.shared.cued import claim_cue
from pohgraph.extractors.shared.denial import Denial
from pohgraph.extractors.shared.denied_groups import denied_groups
from pohgraph.extractors.shared.elsewhere import of_relatives, pointing_to
from pohgraph.extractors.shared.evidence import Placed, claim_of, context_qualifiers, evidence_of
from pohgraph.extractors.shared.field_claims import misprint
from pohgraph.extractors.shared.form_names import FormNames, form_names
from pohgraph.extractors.shared.forms import form_of
from pohgraph.extractors.shared.frequency import figures, frequency_term, misprinted, of_population, share
from pohgraph.extractors.shared.in_turn import in_turn, with_sign
from pohgraph.extractors.shared.lead_ins import under_lead_in
from pohgraph.extractors.shared.normal import STEP, denied_as_normal
from pohgraph.extractors.shared.other_patients import set_against
from pohgraph.extractors.shared.others import disease_behind
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.said_common import said_common
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.set_aside import why_set_aside
from pohgraph.extractors.shared.shares_behind import own_shares
from pohgraph.extractors.shared.stage_first import stage_first
from pohgraph.extractors.shared.stages import Stage, stages
from pohgraph.extractors.shared.subgroups import subgroup_of
from pohgraph.extractors.shared.subjects import subject_of_finding, topic_at
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Context, Mention, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PHENOTYPE

NAME = "phenotype_text"
_PATTERNS = Patterns("extractors", "phenotype_text_patterns.tsv")
_SECTIONS = sections_of(NAME)
_CAUSES = sections_of("phenotype_caused")
_AGE = 20  # code points behind the beginning of an age


def phenotype_text(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per mention in the sections that describe patients; what is set aside is reported."""
    names, cases = form_names(page, *_SECTIONS), CaseReport(page)
    told = [*page.sentences(*_SECTIONS), *(s for s in page.sentences(*_CAUSES) if _tells_of_patients(page, s))]
    for sentence in sorted(told):
        for told_of in _found(page, sentence):
            mention, denial, _ = told_of
            reason = denial.reason if denial.state == "out" or denial.by == BY else ""
            reason = reason or ("" if denial.by == BY else why_set_aside(page, sentence, mention))
            if not reason and _is_in_form_name(page, sentence, mention, names):
                reason = "it is part of the name of a form"
            if reason:
                yield _remark(page, mention, "not_a_claim", reason)
                continue
            if denial.state == "open":
                yield _remark(page, mention, "denial_left_open", denial.reason)
            yield from misprint(page, mention, mention.context.frequency)
            stages_told = () if STEP in mention.candidates[0].steps else _onsets(page, sentence, mention)
            for stage in stages_told or (None,):
                claim = _claim(page, sentence, told_of, stage, names)
                yield cases.marked(claim, sentence, mention, seen=denial.seen)


def _tells_of_patients(page: Page, sentence: Span) -> bool:
    """Whether a sentence on causes says what patients of the page's disease have: "some patients develop X"."""
    if page.prose.search(_PATTERNS, "of_some_variants", sentence):
        return False
    told = page.prose.finditer(_PATTERNS, "patients_have", sentence)
    return any(_are_patients(page, Span(*match.span("who")), Span(*match.span("of"))) for match in told)


def _are_patients(page: Page, who: Span, of: Span) -> bool:
    """Whether people are said to have the page's disease, and not a gene's variant alone; `of` is what is said of them, if at all."""
    if page.prose.search(_PATTERNS, "patients", who):
        return of.start < 0 or not any(not page.names_topic(disease) for disease in page.mentions_in("disease", of))
    if of.start < 0 or page.prose.search(_PATTERNS, "carriers", of):
        return False
    named = page.mentions_in("disease", of)
    return all(map(page.names_topic, named)) if named else page.prose.search(_PATTERNS, "this_disease", of) is not None


def _found(page: Page, sentence: Span) -> Iterator[Told]:
    """The findings of a sentence, each with what is denied of it."""
    mentions = [*page.mentions_in("phenotype", sentence), *denied_as_normal(page, sentence)]
    told = in_turn(page, sentence, own_shares(page, sentence, mentions))
    yield from with_anothers(page, sentence, [_as_meant(page, sentence, found) for found in told])
    yield from (Told(*group) for group in denied_groups(page, sentence))


def _is_in_form_name(page: Page, sentence: Span, mention: Mention, names: FormNames) -> bool:
    """Whether a finding stands in the name of a form, joined to what causes that: "DMD-associated cardiomyopathy"."""
    return any(
        name.contains(mention.span) and page.prose.search(_PATTERNS, "joined_to", (name.start, mention.span.start))
        for name in names.places(page, sentence)
    )


def _as_meant(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding with what its sentence says of it besides: whose it is, and how far it is usual."""
    own = of_relatives(page, sentence, _of_topic(page, sentence, mention))
    kin = own.context.relative
    if kin and is_patient(page, page.doc.quote(kin)):
        own = replace(own, context=replace(own.context, relative=None))
    return said_common(page, sentence, under_lead_in(page, sentence, _weakened(page, sentence, own)))


def _weakened(page: Page, sentence: Span, mention: Mention) -> Mention:
    """What is "not typical", "normal or decreased", or not known to belong to the disease is neither plainly there nor denied."""
    context = mention.context
    if _is_counted_anew(page, mention):
        return replace(mention, context=replace(context, hedge=None))
    if context.hedge or context.negation:
        return mention
    either = page.prose.search(_PATTERNS, "normal_or", Span(sentence.start, mention.span.start))
    if either:
        return replace(mention, context=replace(context, hedge=Span(*either.span())))
    for name in ("not_typical", "at_risk"):
        if page.prose.may_have(_PATTERNS, name, sentence):
            found = _PATTERNS[name].match(page.doc.text, mention.span.end, sentence.end)
            if found:
                return replace(mention, context=replace(context, hedge=Span(*found.span())))
    unclear = page.prose.search(_PATTERNS, "left_unclear", sentence)
    if unclear and mention.span.start < unclear.end() and ";" not in page.doc.text[mention.span.end : unclear.start()]:
        return replace(mention, context=replace(context, hedge=Span(*unclear.span())))
    explained = page.prose.search(_PATTERNS, "explained_can", Span(sentence.start, mention.span.start))
    if explained and not _ends_with_topic(page, Span(sentence.start, explained.start())):
        return replace(mention, context=replace(context, hedge=Span(*explained.span("can"))))
    return mention


def _ends_with_topic(page: Page, span: Span) -> bool:
    """Whether the page's disease is the last that a stretch names, right at its end."""
    named = page.mentions_in("disease", span)[-1:]
    return any(page.names_topic(m) and not page.doc.text[m.span.end : span.end].strip() for m in named)


def _is_counted_anew(page: Page, mention: Mention) -> bool:
    """Whether a clause behind that of a hedge gives the share of patients: "it raises the risk of clots, but 10 percent have clots"."""
    hedge, frequency = mention.context.hedge, mention.context.frequency
    if hedge is None or frequency is None or not hedge.end <= frequency.start <= mention.span.start:
        return False
    return "," in page.doc.text[hedge.end : frequency.start] and share(page.doc.quote(frequency)) is not None


def _of_topic(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding whose "may" has the page's disease as its subject is one that some patients have: "POH may cause pain"."""
    context, text = mention.context, page.doc.text
    hedge = context.hedge
    if hedge is None or page.doc.quote(hedge).lower() != "may":
        return mention
    for disease in page.mentions_in("disease", Span(sentence.start, hedge.start)):
        own = page.names_topic(disease) and _PATTERNS["subject_of"].fullmatch(text, disease.span.end, hedge.start)
        if own and _PATTERNS["opening"].fullmatch(text, sentence.start, disease.span.start):
            return replace(mention, context=replace(context, hedge=None, frequency=context.frequency or hedge))
    return mention


def _remark(page: Page, mention: Mention, code: str, reason: str) -> Remark:
    return Remark(
        document=page.doc.id,
        code=code,
        message=f"{mention.text!r} ({mention.reference.curie} {mention.label}): {reason}",
        start=mention.span.start,
        end=mention.span.end,
    )


def _claim(page: Page, sentence: Span, told: Told, stage: Stage | None, names: FormNames) -> Assertion:
    mention, denial, _ = told
    if denial.hedge:
        mention = replace(mention, context=replace(mention.context, hedge=denial.hedge, frequency=None))
    context = mention.context
    left_open = denial.state == "open"
    subject = _subject(page, sentence, told, names)
    # "Most do not have X": the words count those who lack it.
    counted = None if left_open or _counts_others(context, denial) else context.frequency
    frequency_text = page.doc.quote(counted) if counted else ""
    placed = _placed(mention, denial)
    part = subgroup_of(page, counted, sentence) if counted else None
    if part:
        frequency_text = page.doc.quote(part)
        placed = [(name, part if name == "frequency" else span) for name, span in placed]
    if misprinted(frequency_text) or of_population(frequency_text):
        frequency_text = ""
        placed = [(name, span) for name, span in placed if name != "frequency"]
    printed = with_sign(page, counted) if counted and frequency_text else ""
    evidence = evidence_of(
        page,
        NAME,
        sentence,
        subject=subject.span,
        object_=mention.span,
        cue=claim_cue(page, sentence, mention.span.start),
        qualifiers=[*placed, ("onset", stage.span if stage else None)],
    )
    return claim_of(
        page,
        HAS_PHENOTYPE,
        evidence,
        object_=mention.reference,
        object_label=mention.label,
        subject=subject,
        qualifiers=Qualifiers(
            negated=denial.state == "denied",
            hedged=context.hedged or left_open,
            borrowed=context.relative is not None,
            frequency=None if part else frequency_term(printed),
            onset=stage.term if stage else None,
            details=() if part else figures(printed),
        ),
    )


def _counts_others(context: Context, denial: Denial) -> bool:
    """Whether what counts patients near a denial is no part of it: "absent in all of them", not "seen in 0 of 12"."""
    negation, frequency = context.negation, context.frequency
    return denial.state == "denied" and bool(negation and frequency and not negation.overlaps(frequency))


def _placed(mention: Mention, denial: Denial) -> list[Placed]:
    """The words that say how a claim is meant; a denial that is left open makes a hedge of its own."""
    placed = context_qualifiers(mention)
    if denial.state == "denied":
        apart = _counts_others(mention.context, denial)
        return [(name, span) for name, span in placed if not (apart and name == "frequency")]
    left_open = denial.state == "open"
    kept = [(name, span) for name, span in placed if name != "negation" and not (left_open and name == "frequency")]
    if left_open and mention.context.hedge is None:
        kept.append(("hedge", mention.context.negation))
    return kept


def _subject(page: Page, sentence: Span, told: Told, names: FormNames) -> Subject:
    """The topic, unless another disease stands before the mention, or right at it ("AHO-associated obesity")."""
    mention, denial, owner = told
    if owner:
        return Subject(reference=owner.reference, label=owner.label, span=owner.span, borrowed=True)
    if denial.by == BY:
        return topic_at(page, None)
    for disease in page.mentions_in("disease", Span(sentence.start, mention.span.start)):
        # It tells by the first character, sooner than the words between can be looked for.
        joined = _PATTERNS["joined"].fullmatch(page.doc.text, disease.span.end, mention.span.start)
        if joined and not page.names_topic(disease):
            return Subject(reference=disease.reference, label=disease.label, span=disease.span, borrowed=True)
    if elsewhere := set_against(page, sentence, mention) or pointing_to(page, sentence, mention):
        return elsewhere
    named = subject_of_finding(page, sentence, mention.span.start)
    if named.borrowed:
        return named
    behind = None if named.span else disease_behind(page, sentence, mention)
    return behind or form_of(page, sentence, mention.span, names) or named


def _onsets(page: Page, sentence: Span, mention: Mention) -> list[Stage]:
    """The stages of life right behind a finding: "dermal ossification during infancy or early childhood"."""
    if before := _called_after(page, sentence, mention):
        return before
    end = max(mention.span.end, mention.entity.end if mention.entity else 0)
    rest = page.doc.text[end : sentence.end]
    aged = page.prose.search(_PATTERNS, "age_at", Span(sentence.start, mention.span.start))
    if aged and (is_so := _PATTERNS["age_is"].match(rest)):
        return stages(page.doc.text, aged.start(), min(sentence.end, end + is_so.end() + _AGE))[:1]
    behind = [match for name in ("during", "begins_then") if (match := _PATTERNS[name].match(rest))]
    after = max(behind, key=lambda match: match.end(), default=None)
    if after is None:
        return _opened_with(page, sentence, mention)
    if page.prose.search(_PATTERNS, "not_then", (end, end + after.end())):
        return []
    others = [m for m in page.mentions_in("phenotype", sentence) if m.span.start >= end]
    return [
        stage
        for stage in stages(page.doc.text, end, end + after.end())
        # "Thin lips, in association with prenatal growth retardation": the stage is a part of the next finding's name.
        if not any(m.span.contains(stage.span) or (m.entity and m.entity.contains(stage.span)) for m in others)
    ]


def _called_after(page: Page, sentence: Span, mention: Mention) -> list[Stage]:
    """The stage of life that a finding is called after: "infantile-onset diarrhea"."""
    start = min(mention.span.start, mention.entity.start if mention.entity else mention.span.start)
    before = page.prose.search(_PATTERNS, "called_onset", Span(max(sentence.start, start - 40), start))
    return stages(page.doc.text, *before.span("stage")) if before else []


def _opened_with(page: Page, sentence: Span, mention: Mention) -> list[Stage]:
    """The stage at the start of a sentence that says that patients develop a finding then: "in early childhood, boys develop deafness"."""
    opening = stage_first(page, sentence)
    if opening is None or mention.span.start < opening.verb.end or mention.context.negated:
        return []
    develops = page.prose.fullmatch(_PATTERNS, "develops_then", opening.verb)
    other = page.prose.search(_PATTERNS, "other_clause", (opening.verb.end, mention.span.start))
    return [opening.stage] if develops and not other else []
