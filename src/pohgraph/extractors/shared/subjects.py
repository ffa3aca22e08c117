"""Whose claim it is: the disease named last before it in its sentence, the one a question asks about, or the page's own."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.others import OF_OTHERS, subject_of_others
from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Element, Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "subjects_patterns.tsv")

_JOINED = compiled(r"-\w")
_LONGEST_ASIDE = 80  # code points between a name and the parentheses around it


def subject_at(page: Page, sentence: Span, before: int) -> Subject:
    """Who a claim at an offset is about: the disease named last before it in its sentence, else the one the text is on."""
    section = page.doc.section_at(sentence.start)
    if section is not None and section.name in OF_OTHERS:
        return subject_of_others(page, section, sentence)
    for mention in _possible_subjects(page, sentence, before):
        return as_subject(page, mention)
    return _asked_about(page, sentence) or topic_at(page, None)


def subject_of_finding(page: Page, sentence: Span, before: int) -> Subject:
    """Who a finding at an offset is said of: the page's patients, unless another disease is clearly what its clause is about.

    Another disease that is only named before ("a form of D", "resembles D", "they have D, which causes …") takes no finding.
    """
    section = page.doc.section_at(sentence.start)
    if section is not None and section.name in OF_OTHERS:
        return _own_clause(page, sentence, before) or subject_of_others(page, section, sentence)
    for mention in _possible_subjects(page, sentence, before):
        if names_own(page, mention):
            return topic_at(page, mention.span)
        if _leads_clause(page, sentence, mention.span, before) and not _is_manifestation(page, sentence, mention):
            return as_subject(page, mention)
    return _asked_about(page, sentence) or topic_at(page, None)


def _own_clause(page: Page, sentence: Span, before: int) -> Subject | None:
    """The page's disease where a clause among those on other disorders begins with it: "unlike these, D has …"."""
    last = next(_possible_subjects(page, sentence, before), None)
    if last is not None and page.names_topic(last) and _leads_clause(page, sentence, last.span, before):
        return topic_at(page, last.span)
    return None


def topic_subject(page: Page) -> Subject:
    """The page's topic as the subject of a claim, at the place where the page names it."""
    return topic_at(page, page.topic.span)


def as_subject(page: Page, mention: Mention) -> Subject:
    """A disease mention as what a claim is about; borrowed unless it names the page's topic, perhaps with words left out."""
    if names_own(page, mention):
        return topic_at(page, mention.span)
    return Subject(reference=mention.reference, label=mention.label, span=mention.span, borrowed=True)


def speaks_of_group(page: Page, sentence: Span) -> bool:
    """Whether the sentence is about "these disorders": the ones the sentence before names."""
    return bool(_PATTERNS["group"].match(page.doc.text, sentence.start))


def subject_of_group(page: Page, sentence: Span) -> Subject | None:
    """The first of "these conditions", where the sentence before names others than the page's own and does not list it with them."""
    before = page.before(sentence)
    if before and page.prose.match(_PATTERNS, "they", sentence) and speaks_of_group(page, before):
        return subject_of_group(page, before)  # "Both of these conditions are severe. They are inherited …"
    named = page.mentions_in("disease", before) if before and speaks_of_group(page, sentence) else []
    others = [m for m in named if not names_own(page, m) and _can_be_subject(page, m)]
    for left, right in pairwise(named):
        if (left in others) != (right in others) and page.prose.fullmatch(
            _PATTERNS, "listed_with", (left.span.end, right.span.start)
        ):
            return None
    return as_subject(page, others[0]) if others else None


def _possible_subjects(page: Page, sentence: Span, before: int) -> Iterator[Mention]:
    """The diseases that a sentence names before an offset, the last one first, without those said in passing or in a list."""
    for mention in page.kept(_subjects_in, sentence):
        if (
            mention.span.end <= before
            and not _in_aside(page.doc.text, mention.span, before)
            and not _in_led_list(page, sentence, mention)
            and (page.names_topic(mention) or not _is_listed(page, mention.span, sentence, before))
        ):
            yield mention


def _subjects_in(page: Page, sentence: Span) -> list[Mention]:
    """The diseases of a sentence that can be its subject, the last one first."""
    named = page.mentions_in("disease", sentence)
    return [m for m in reversed(named) if _can_be_subject(page, m) and not _is_kind(page, m, sentence)]


def _is_kind(page: Page, other: Mention, sentence: Span) -> bool:
    """Whether a name only says what kind of disease the subject of its clause is: "D is an overgrowth syndrome caused by …"."""
    return (
        not page.names_topic(other)
        and page.prose.search(_PATTERNS, "is_a", (sentence.start, other.span.start)) is not None
    )


def topic_at(page: Page, span: Span | None) -> Subject:
    """The page's topic as the subject of a claim, with the words that stand for it."""
    return Subject(reference=page.topic.reference, label=page.topic.label, span=span, borrowed=False)


def _can_be_subject(page: Page, mention: Mention) -> bool:
    """Not a qualifier of another noun ("AHO-associated obesity"), nor a finding that some registry lists.

    Nor one that no registry of rare diseases has: on these pages, heart disease and infections are what patients have.
    """
    if _JOINED.match(page.doc.text, mention.span.end):
        return False
    if page.names_topic(mention):
        return True
    return not _is_finding(page, mention) and page.lexicon.is_registered(mention.reference)


def _is_finding(page: Page, mention: Mention) -> bool:
    """Whether a disorder's name is a finding's too, or part of one: "craniosynostosis" of the sagittal suture."""
    if mention.span in page.finding_spans:
        return True
    around = page.doc.sentence_at(mention.span.start) or mention.span
    return any(finding.span.contains(mention.span) for finding in page.mentions_in("phenotype", around))


def _leads_clause(page: Page, sentence: Span, disease: Span, before: int) -> bool:
    """Whether a disease is what a clause up to an offset is about: it begins it, alone or with its patients.

    Or it is set against the page's own, and the clause tells of it: "unlike D, which causes X".
    """
    text = page.doc.text
    if page.prose.search(_PATTERNS, "set_against", (sentence.start, disease.start)):
        told = page.prose.match(_PATTERNS, "told_of", (disease.end, sentence.end))
        if told is None:
            return False
        back = page.prose.search(_PATTERNS, "main_clause", (told.end(), sentence.end))
        return back is None or back.start() >= before
    starts = [sentence.start, *(m.end() for m in _PATTERNS["clause"].finditer(text, sentence.start, disease.start))]
    return any(_PATTERNS["leads"].fullmatch(text, start, disease.start) for start in (starts[0], starts[-1]))


def _is_manifestation(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether an earlier sentence of the section says of the page's patients in general that they have another disease.

    Or what its name has several of: "multiple osteochondromas may cause pain", where people with the page's have osteochondromas.
    """
    section = page.doc.section_at(sentence.start)
    if section is None:
        return False
    before = Span(section.span.start, sentence.start)
    named = (earlier for earlier in page.mentions_in("disease", before) if earlier.reference == mention.reference)
    for earlier in (*named, *_found_before(page, mention, before)):
        said = page.doc.sentence_at(earlier.span.start)
        if said and page.prose.search(_PATTERNS, "had", (said.start, earlier.span.start)):
            return not _PATTERNS["had_by_few"].search(page.doc.text, said.start, earlier.span.start)
    return False


def _found_before(page: Page, mention: Mention, before: Span) -> Iterator[Mention]:
    """Where a stretch has the finding of which a disease's name says that there are several: "multiple osteochondromas"."""
    for finding in page.mentions_in("phenotype", mention.span):
        if page.prose.fullmatch(_PATTERNS, "several", (mention.span.start, finding.span.start)):
            yield from (m for m in page.kept(_findings_called, finding.reference) if before.contains(m.span))


def _findings_called(page: Page, reference: Reference) -> tuple[Mention, ...]:
    return tuple(mention for mention in page.mentions_of("phenotype") if mention.reference == reference)


def _in_aside(text: str, span: Span, offset: int) -> bool:
    """Whether a span stands in parentheses that are closed before the offset."""
    opened = text.rfind("(", max(0, span.start - _LONGEST_ASIDE), span.start)
    if opened < 0 or ")" in text[opened : span.start]:
        return False
    closed = text.find(")", span.end, span.end + _LONGEST_ASIDE)
    # An abbreviation right behind its own long form is no aside.
    alone = text[opened + 1 : closed].strip() == text[span.start : span.end]
    return 0 <= closed < offset and not alone


def _in_led_list(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether another disease is only one item behind what leads a list: "signs include: acrogeria, easy bruising"."""
    if page.names_topic(mention) or not page.prose.search(
        _PATTERNS, "leads_list", (sentence.start, mention.span.start)
    ):
        return False
    return _PATTERNS["said_of_name"].match(page.doc.text, mention.span.end, sentence.end) is None


def _is_listed(page: Page, disease: Span, sentence: Span, before: int) -> bool:
    """Whether a named disorder is a finding in a list, with what comes after it."""
    findings = page.mentions_in("phenotype", sentence)
    return any(disease.overlaps(m.span) for m in findings) and _is_item(page.doc.text, disease, sentence, before)


def _is_item(text: str, name: Span, sentence: Span, before: int) -> bool:
    """Whether a name is one of several that a verb lists, and what stands at `before` another one.

    "The features may include reflux disease, ataxia": not so "reflux disease causes ataxia".
    """
    predicate = _PATTERNS["predicate"]
    if not _PATTERNS["next_item"].match(text, name.end) or _PATTERNS["said_of_name"].match(text, name.end, before):
        return False
    return predicate.search(text, sentence.start, name.start) is not None


def _asked_about(page: Page, sentence: Span) -> Subject | None:
    """The other disease that the question over a sentence names: its answer was written for another page."""
    questions = page.doc.elements_of("question")
    place = bisect_left(questions, sentence.start, key=lambda question: question.span.start) - 1
    section = page.doc.section_at(sentence.start)
    if place < 0 or section is None or questions[place].span.start < section.span.start:
        return None
    return _other_disease(page, questions[place])


def _other_disease(page: Page, question: Element) -> Subject | None:
    """The first disease a question names, where none of them is the page's or its name cut short."""
    named = [m for m in page.mentions_in("disease", question.span) if m.span not in page.finding_spans]
    if not named or any(page.names_topic(m) for m in named):
        return None
    elements = [*page.doc.elements_of("title"), *page.doc.elements_of("synonym")]
    own = [disease_words(page.doc.quote(element.span)) for element in elements]
    cut_short = any(disease_words(m.text) <= words for m in named for words in own)
    return None if cut_short else as_subject(page, named[0])
