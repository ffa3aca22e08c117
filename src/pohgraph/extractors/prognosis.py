"""The outlook: sentences on life span, disability, progression, in the page's own words.

Outside sections on the outlook only a frame tells it: how long patients live, what they die of, that they come to need a wheelchair, and
what becomes of the disease, its findings or its patients: "usually resolves by two years", "respond well".
"""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.cued import cue_table, cued, read
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.form_names import form_names
from pohgraph.extractors.shared.forms import form_of
from pohgraph.extractors.shared.forms_headed import headed_form
from pohgraph.extractors.shared.onset_names import is_of_a_form
from pohgraph.extractors.shared.onset_subject import disease_before
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Qualifiers, Remark, Span
from pohgraph.schema.relations import HAS_PROGNOSIS

NAME = "prognosis"
_MARKS = compiled(r"(?:\s*\[\d+\])+\s*$")
_PATTERNS = Patterns("extractors", "prognosis_patterns.tsv")
_ELSEWHERE = sections_of("prognosis_told")  # where the outlook is told among other things
_LIFE_SPAN = "life_span"
_TOLD = {
    "told_life_span": _LIFE_SPAN,
    "told_living": _LIFE_SPAN,
    "told_dying": _LIFE_SPAN,
    "told_fatal": _LIFE_SPAN,
    "told_cause": _LIFE_SPAN,
    "told_disability": "disability",
    "told_survival": _LIFE_SPAN,
    "told_death": _LIFE_SPAN,
    "told_outlook": "general_outlook",
    "told_benign": "general_outlook",
    "told_harmless": "general_outlook",
    "told_dependent": "disability",
    "told_burden": "disability",
    "told_course": "progression",
    "told_sign_of": "general_outlook",
    "told_natural_course": "progression",
    "told_by_degree": "general_outlook",
    "told_risk": "general_outlook",
    "told_to_death": _LIFE_SPAN,
    "told_kind": _LIFE_SPAN,
    "told_having_course": "progression",
    "told_mortality": _LIFE_SPAN,
    "told_age_at_death": _LIFE_SPAN,
    "told_survival_to": _LIFE_SPAN,
    "told_normal_life": "general_outlook",
    "told_untreated": "general_outlook",
    "told_losing": "disability",
    "told_outgrown": "progression",
    "told_recurrence": "recurrence",
    "told_quality": "disability",
    "told_silent": "progression",
    "told_by_itself": "progression",
    "told_deaths": _LIFE_SPAN,
}
_FRAMES = tuple(_TOLD)
# What one patient had is no outlook, nor is what a treatment or a test leads to.
_IN_CASES = frozenset({"told_life_span", "told_outlook", "told_sign_of", "told_natural_course", "told_by_degree"})
_OF_DISEASE = frozenset({"told_fatal", "told_kind"})  # a finding may be lethal as well
_OF_WHOLE = frozenset({"course", "lifetime risk", "life-time risk"})  # "of childhood-onset D": of that form
_IN_CARE = frozenset({"told_living", "told_fatal", "told_outlook", "told_sign_of"})


def prognosis(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per sentence on the outlook; the first aspect found names it."""
    table = cue_table("prognosis_cues.tsv", "aspect")
    for sentence in page.sentences(*sections_of(NAME)):
        if page.prose.search(_PATTERNS, "no_claim", sentence):
            continue
        aspect = (
            next(iter(cued(page, sentence, table)), None) or next(_told(page, sentence), None) or _said(page, sentence)
        )
        if aspect is not None:
            yield _claim(page, sentence, *aspect)
    for sentence in page.sentences(*_ELSEWHERE):
        aspect = next(_told(page, sentence), None)
        claim = _claim(page, sentence, *aspect) if aspect else None
        if (
            aspect
            and claim
            and (headed_form(page, sentence) or claim.evidence[0].subject_span or not _is_of_others(page, sentence))
        ):
            form = (
                None if claim.qualifiers.borrowed else form_of(page, sentence, aspect[1], form_names(page, *_ELSEWHERE))
            )
            yield _claim(page, sentence, *aspect, form=form) if form else claim


def _told(page: Page, sentence: Span) -> Iterator[tuple[str, Span]]:
    """The aspects that a frame of `prognosis_patterns.tsv` tells of the patients, or of the disease itself."""
    if any(
        page.prose.search(_PATTERNS, name, sentence) for name in ("of_cells", "cared_for", "of_the_past", "no_claim")
    ):
        return
    if page.prose.match(_PATTERNS, "some_said", sentence) and not headed_form(page, sentence):
        return
    of_case, of_care = sentence in page.sentences("case"), sentence in page.sentences("treatment", "diagnosis")
    for name in page.prose.possible(_PATTERNS, _FRAMES, sentence):
        if (of_case and name not in _IN_CASES) or (of_care and name not in _IN_CARE):
            continue
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            named = next((group for group in ("cue", "cue2") if match.groupdict().get(group)), 0)
            cue = Span(*match.span(named))
            if name == "told_risk" and _is_of_getting_it(page, Span(cue.end, match.end())):
                continue
            if name not in _OF_DISEASE or disease_before(page, sentence, cue):
                yield _TOLD[name], cue
    if not of_case:
        yield from _becoming(page, sentence)


def _is_of_getting_it(page: Page, words: Span) -> bool:
    """Whether a risk is that of getting the page's disease itself, which is no outlook of those who have it."""
    return any(map(page.names_topic, page.mentions_in("disease", words)))


def _becoming(page: Page, sentence: Span) -> Iterator[tuple[str, Span]]:
    """What becomes of the disease, of a finding or of the patients, where these are the subject of the verb."""
    for match in page.prose.finditer(_PATTERNS, "predicate", sentence):
        if _has_outlook(page, sentence, match.start()):
            yield "progression", Span(*match.span("cue"))


def _said(page: Page, sentence: Span) -> tuple[str, Span] | None:
    """What a section on the outlook says of the disease or its patients, in whatever words; not where others are asked or told to do."""
    if page.doc.text[sentence.end - 1 : sentence.end] == "?" or page.prose.search(_PATTERNS, "no_outlook", sentence):
        return None
    verb = page.prose.search(_PATTERNS, "any_verb", sentence)
    if verb is None or not _has_outlook(page, sentence, verb.start()):
        return None
    return "general_outlook", Span(*verb.span())


def _has_outlook(page: Page, sentence: Span, verb: int) -> bool:
    """Whether the subject of a verb is the disease, its signs or a finding; that of "appears early and resolves" is the first verb's."""
    text, start = page.doc.text, sentence.start
    for clause in _PATTERNS["clause"].finditer(text, sentence.start, verb):
        start = clause.end()
    ends = [verb]
    ends += [m.start() for m in _PATTERNS["goes_on"].finditer(text, start, verb) if m.end() == verb][:1]
    for end in ends:
        if _PATTERNS["bearer"].fullmatch(text, start, min(end + 1, sentence.end) if end != verb else end):
            return True
        for kind in ("disease", "phenotype"):
            for mention in page.mentions_in(kind, Span(start, end)):
                begins = _PATTERNS["before_name"].fullmatch(text, start, mention.span.start)
                behind = min(end + 1, sentence.end) if end != verb else end
                if begins and _PATTERNS["behind_name"].fullmatch(text, mention.span.end, behind):
                    return True
    return False


def _is_of_others(page: Page, sentence: Span) -> bool:
    """Whether a sentence that does not name the page's disease may go on about a form of it, or about another disease."""
    before = page.before(sentence)
    if before and page.doc.section_at(before.start) != page.doc.section_at(sentence.start):
        before = None  # another section may have been on a form
    if any(_names_form(page, span) for span in (sentence, before) if span):
        return True
    if page.diseases_on_topic(sentence):
        return False
    named = page.mentions_in("disease", sentence)
    if before and page.prose.match(_PATTERNS, "they", sentence):
        named += page.mentions_in("disease", before)
    return any(not page.names_topic(mention) for mention in named)


def _names_form(page: Page, sentence: Span) -> bool:
    """Whether a sentence speaks of a form or type, and not only in the name of a disease that has no word of the page's own."""
    own = disease_words(page.title)
    others = [m.span for m in page.mentions_in("disease", sentence) if not own & disease_words(m.text)]
    return any(
        not any(name.contains(Span(*found.span())) for name in others)
        for found in page.prose.finditer(_PATTERNS, "of_a_form", sentence)
    )


def _claim(page: Page, sentence: Span, kind: str, cue: Span, *, form: Subject | None = None) -> Assertion:
    subject, qualifiers, _ = read(page, NAME, sentence, cue)
    if page.doc.quote(cue).casefold() in _OF_WHOLE and is_of_a_form(page, sentence, Span(sentence.end, sentence.end)):
        subject = replace(subject, borrowed=True)
    subject = form or subject
    words = Span(sentence.start, sentence.start + len(_MARKS.sub("", page.doc.quote(sentence))))
    evidence = evidence_of(page, NAME, sentence, subject=subject.span, object_=words, cue=cue)
    return claim_of(
        page,
        HAS_PROGNOSIS,
        evidence,
        value=" ".join(page.doc.quote(words).split()),
        subject=subject,
        # The claim is the whole sentence, denials included, so only what it leaves open takes it back.
        qualifiers=Qualifiers(
            hedged=qualifiers.hedged or page.prose.search(_PATTERNS, "not_known", sentence) is not None,
            details=(Detail("pohgraph:prognosis_aspect", f"pohgraph:{kind}", is_reference=True),),
        ),
    )
