"""Phenotypes stated in prose, with their negation, hedging, frequency, onset, and whose they are."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.case_report import CaseReport
from pohgraph.extractors.shared.cued import claim_cue
from pohgraph.extractors.shared.denial import Denial, denial_of
from pohgraph.extractors.shared.elsewhere import of_relatives, pointing_to, said_elsewhere
from pohgraph.extractors.shared.evidence import Placed, claim_of, context_qualifiers, evidence_of
from pohgraph.extractors.shared.field_claims import misprint
from pohgraph.extractors.shared.form_names import FormNames, form_names
from pohgraph.extractors.shared.forms import form_of, names_form
from pohgraph.extractors.shared.frequency import figures, frequency_term, misprinted
from pohgraph.extractors.shared.lead_ins import under_lead_in
from pohgraph.extractors.shared.normal import denied_as_normal
from pohgraph.extractors.shared.other_patients import of_other_patients, set_against
from pohgraph.extractors.shared.others import disease_behind, not_of_patients
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.stages import Stage, stages
from pohgraph.extractors.shared.subgroups import subgroup_of
from pohgraph.extractors.shared.subjects import speaks_of_group, subject_of_finding
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Context, Mention, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PHENOTYPE

NAME = "phenotype_text"
_PATTERNS = Patterns("extractors", "phenotype_text_patterns.tsv")
_CLAUSE = 80  # code points before a hedge where its subject stands
_ARTICLE = 4  # code points that an article and its blank take
_SECTIONS = sections_of(NAME)


def phenotype_text(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per mention in the sections that describe patients; what is set aside is reported."""
    names, cases = form_names(page, *_SECTIONS), CaseReport(page)
    for sentence in page.sentences(*_SECTIONS):
        mentions = [*page.mentions_in("phenotype", sentence), *denied_as_normal(page, sentence)]
        said = _said_of_others(page, sentence) if mentions else ""
        for mention in (_as_meant(page, sentence, found) for found in mentions):
            denial = denial_of(page, sentence, mention)
            reason = (
                _set_aside(page, sentence, mention)
                or said
                or not_of_patients(page, sentence, mention)
                or of_other_patients(page, sentence, mention)
                or said_elsewhere(page, sentence, mention)
                or _treated(page, mention)
            )
            if not reason and denial.state == "out":
                reason = denial.reason
            if reason:
                yield _remark(page, mention, "not_a_claim", reason)
                continue
            if denial.state == "open":
                yield _remark(page, mention, "denial_left_open", denial.reason)
            yield from misprint(page, mention, mention.context.frequency)
            for stage in _onsets(page, sentence, mention) or (None,):
                yield cases.marked(_claim(page, sentence, mention, denial, stage, names), sentence, mention)


def _as_meant(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding with what its sentence says of it besides: whose it is, and how far it is usual."""
    own = of_relatives(page, sentence, _of_topic(page, sentence, mention))
    return under_lead_in(page, sentence, _weakened(page, sentence, own))


def _weakened(page: Page, sentence: Span, mention: Mention) -> Mention:
    """What is "not typical" or "usually not a problem" is neither plainly there nor denied."""
    context = mention.context
    if context.hedge or context.negation:
        return mention
    for name in ("not_typical", "at_risk"):
        if page.prose.may_have(_PATTERNS, name, sentence):
            found = _PATTERNS[name].match(page.doc.text, mention.span.end, sentence.end)
            if found:
                return replace(mention, context=replace(context, hedge=Span(*found.span())))
    section = page.doc.section_at(mention.span.start)
    if section is not None and section.name == "causes":
        return mention  # how the disease comes about: what a change "can lead to" is known
    outcome = page.prose.search(_PATTERNS, "can_lead", Span(sentence.start, mention.span.start))
    if outcome and not _leads_of_itself(page, sentence, outcome.start()):
        return replace(mention, context=replace(context, hedge=Span(*outcome.span("can"))))
    return mention


def _leads_of_itself(page: Page, sentence: Span, can: int) -> bool:
    """Whether the page's disease is the subject of a "can", or what is not treated: some patients have what it can lead to."""
    if page.prose.search(_PATTERNS, "untreated", sentence):
        return True
    if page.prose.search(_PATTERNS, "disease_can", (sentence.start, can)):
        return True
    named = [m for m in page.mentions_in("disease", Span(sentence.start, can)) if page.names_topic(m)]
    return bool(named) and not page.doc.text[named[-1].span.end : can].strip()


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


def _claim(
    page: Page, sentence: Span, mention: Mention, denial: Denial, stage: Stage | None, names: FormNames
) -> Assertion:
    context = mention.context
    left_open = denial.state == "open"
    subject = _subject(page, sentence, mention, names)
    # "Most do not have X": the words count those who lack it.
    counted = None if left_open or _counts_others(context, denial) else context.frequency
    frequency_text = page.doc.quote(counted) if counted else ""
    placed = _placed(mention, denial)
    part = subgroup_of(page, counted, sentence) if counted else None
    if part:
        frequency_text = page.doc.quote(part)
        placed = [(name, part if name == "frequency" else span) for name, span in placed]
    if misprinted(frequency_text):
        frequency_text = ""
        placed = [(name, span) for name, span in placed if name != "frequency"]
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
            frequency=None if part else frequency_term(frequency_text),
            onset=stage.term if stage else None,
            details=() if part else figures(frequency_text),
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


def _set_aside(page: Page, sentence: Span, mention: Mention) -> str:
    if "broad synonym" in mention.candidates[0].steps:
        return "the name is wider than the term"
    diseases = [m for m in page.mentions_in("disease", sentence) if m.span.contains(mention.span)]
    if any(page.names_topic(m) and (m.span == mention.span or not _is_plain(mention)) for m in diseases):
        return "it is part of the disease's own name"
    if any(m.span != mention.span and not page.names_topic(m) and not _only_lists(page, m.span) for m in diseases):
        return "it is part of another disease's name"
    if _next_names(page, sentence, mention) or _is_gloss(page, sentence, mention):
        return "what follows names it more exactly"
    before = Span(sentence.start, mention.span.start)
    if page.prose.search(_PATTERNS, "listed", before):
        return "it is listed as a disorder"
    if page.prose.search(_PATTERNS, "compared", before):
        return "it is a comparison or an exception"
    if names_form(page, sentence, mention.span):
        return "it is the name of a form of the disease"
    if _is_of_risk(page, sentence, mention):
        return "it is said of a complication that patients are only at risk of"
    return ""


def _is_of_risk(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a sentence tells the signs of another finding, which the page first named as a risk: "Signs of stroke are …"."""
    lead = page.prose.match(_PATTERNS, "signs_of", (sentence.start, mention.span.start))
    if lead is None:
        return False
    told = next((m for m in page.mentions_in("phenotype", sentence) if m.span.start >= lead.end()), mention)
    first = next((m for m in page.mentions_of("phenotype") if m.reference == told.reference), told)
    said = page.doc.sentence_at(first.span.start)
    return (
        told.span.start <= lead.end() + _ARTICLE
        and said is not None
        and said.end <= sentence.start
        and page.prose.search(_PATTERNS, "risk", Span(said.start, first.span.start)) is not None
    )


def _said_of_others(page: Page, sentence: Span) -> str:
    """Why none of a sentence's findings are those of the page's patients, or ""."""
    if page.prose.search(_PATTERNS, "naming", sentence):
        return "the sentence names a form of the disorder or another disorder"
    if page.prose.search(_PATTERNS, "differential", sentence):
        return "the sentence is about what the disease is told apart from"
    return "the sentence is about several disorders" if speaks_of_group(page, sentence) else ""


def _only_lists(page: Page, disease: Span) -> bool:
    """Whether a disorder's name is findings and no more: "cleft lip and palate"."""
    at = disease.start
    for finding in page.mentions_in("phenotype", disease):
        if not _PATTERNS["and"].fullmatch(page.doc.text, at, max(at, finding.span.start)):
            return False
        at = max(at, finding.span.end)
    return at == disease.end


def _next_names(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether the words that name a finding lead to another mention: "a joint disease known as osteoarthritis"."""
    naming = _PATTERNS["named"].match(page.doc.text, mention.span.end)
    return naming is not None and any(
        other.span.start == naming.end() for other in page.mentions_in("phenotype", sentence)
    )


def _is_plain(mention: Mention) -> bool:
    """Whether a finding is said to be there and no more: what is said of a disorder's name is said of the disorder."""
    context = mention.context
    return not (context.negated or context.hedged or context.relative or context.frequency)


def _is_gloss(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether the words that name a finding only explain the term in parentheses behind: "weak muscle tone (hypotonia)".

    A gloss that is the name of another finding is one of its own: "an enlarged heart (cardiomyopathy)".
    """
    term = _PATTERNS["term"].match(page.doc.text, mention.span.end)
    return term is not None and any(
        other.span == Span(*term.span(1))
        and not other.candidates[0].steps
        and (mention.candidates[0].steps or page.lexicon.is_a(other.reference, mention.reference))
        for other in page.mentions_in("phenotype", sentence)
    )


def _treated(page: Page, mention: Mention) -> str:
    """Why a finding in a section on treatment is no claim, or ""."""
    section, hedge = page.doc.section_at(mention.span.start), mention.context.hedge
    text = page.doc.text
    # "Brought on by heat (febrile seizures)": a name in parentheses is of more than the trigger.
    if hedge and page.prose.match(_PATTERNS, "aim", hedge) and not text.startswith("(", mention.span.start - 1):
        return "it is an aim, a trigger or a comparison"
    near = max(0, hedge.start - _CLAUSE) if hedge else 0
    if hedge and _PATTERNS["guess"].match(text, hedge.start) and _PATTERNS["cause_of"].search(text, near, hedge.start):
        return "it is a guess at the cause"
    if section is None or section.name != "treatment":
        return ""
    if mention.context.condition and not hedge:
        return ""
    return "the sentence says what is treated, not who has it"


def _subject(page: Page, sentence: Span, mention: Mention, names: FormNames) -> Subject:
    """The topic, unless another disease stands before the mention, or right at it ("AHO-associated obesity")."""
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
    end = max(mention.span.end, mention.entity.end if mention.entity else 0)
    after = _PATTERNS["during"].match(page.doc.text[end : sentence.end])
    if after is None or page.prose.search(_PATTERNS, "not_then", (end, end + after.end())):
        return []
    return stages(page.doc.text, end, end + after.end())
