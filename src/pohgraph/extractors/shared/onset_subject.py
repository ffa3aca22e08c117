"""What begins, in a statement of onset: the disease or its signs, or only one finding."""

import re

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "onset_subject_patterns.tsv")
_NEAR = 20  # code points of an article or adjectives


def onset_subject(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The words before the verb that stand for the disease or its signs; None where it is one finding's onset."""
    subject, before = _PATTERNS["subject"], (sentence.start, verb.end)
    # Each verb of a long sentence asks, and nearly always there is nothing.
    matches = [] if page.prose.lacks(subject, before) else list(subject.finditer(page.doc.text, *before))
    if not all(_is_plain(page, sentence, match) for match in matches) or _of_one_finding(page, sentence, verb):
        return None
    of_it = all(match[0].lower() == "it" for match in matches)
    if (of_it and _goes_on_about_finding(page, sentence)) or _says_of_finding(page, sentence, verb):
        return None
    if page.prose.search(_PATTERNS, "of_others", (sentence.start, verb.end)) or _names_another(page, sentence, verb):
        return None
    if matches:
        named = Span(*matches[0].span())
        return None if _is_owner(page, sentence, named) else named
    if _PATTERNS["begins_sentence"].fullmatch(page.doc.text, sentence.start, verb.start):
        return verb  # "May start to appear during infancy"
    disease = disease_before(page, sentence, verb)
    if disease and (_is_foreign(page, sentence, disease) or _is_owner(page, sentence, disease)):
        return None
    if disease and page.prose.match(_PATTERNS, "of_what_they_have", (sentence.start, verb.start)):
        return None
    return disease or form_before(page, sentence, verb)


def _is_owner(page: Page, sentence: Span, named: Span) -> bool:
    """Whether words for the disease only say whose thing begins: "cramps in people with D", "D-related polyps"."""
    named = next((m.span for m in page.mentions_in("disease", sentence) if m.span.contains(named)), named)
    if _PATTERNS["made_of_it"].match(page.doc.text, named.end, sentence.end):
        return True
    clause = max((page.doc.text.rfind(mark, sentence.start, named.start) for mark in ",;:"), default=-1)
    start = clause + 1 if clause >= 0 else sentence.start
    return page.prose.fullmatch(_PATTERNS, "had_by", (start, named.start)) is not None


def owner_before(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The disease, if the subject of the verb is only something that it has. From birth the disease is there itself, too."""
    before = Span(sentence.start, verb.start)
    own = next((m.span for m in page.mentions_in("disease", before) if page.names_topic(m)), None)
    disease = own or disease_before(page, sentence, verb)
    return disease if disease and _is_owner(page, sentence, disease) else None


def form_before(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The words for a form of the disease right before the verb: "the adult form usually starts", "type A begins"."""
    match = page.prose.search(_PATTERNS, "form", (sentence.start, verb.start))
    return Span(*match.span("form")) if match else None


def _is_foreign(page: Page, sentence: Span, named: Span) -> bool:
    """Whether a name is that of a disease with no word of the page's names: "learning disability may begin in childhood"."""
    mentions = [m for m in page.mentions_in("disease", sentence) if m.span == named]
    return any(not names_own(page, m) and not disease_words(m.text) & page.own_words for m in mentions)


def disease_before(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The disease named before the verb, or the words that stand for it."""
    diseases = [m for m in page.mentions_in("disease", sentence) if m.span.end <= verb.start]
    if diseases:
        return diseases[0].span
    match = page.prose.search(_PATTERNS, "subject", (sentence.start, verb.start))
    return Span(*match.span()) if match else None


def finding_before(page: Page, sentence: Span, verb: Span) -> Span | None:
    """The finding right before a verb, which is its subject."""
    findings = reversed(page.mentions_in("phenotype", Span(sentence.start, verb.start)))
    last = next((finding.span for finding in findings if not finding.context.negated), None)
    return last if last and _PATTERNS["of_finding"].fullmatch(page.doc.text, last.end, verb.start) else None


def signs_of_finding(page: Page, words: Span) -> bool:
    """Whether words begin with the signs of a finding, which is not the page's own disease: "the signs of gout"."""
    of = _PATTERNS["signs_of"].match(page.doc.text, *words)
    if of is None:
        return False
    behind = Span(of.end(), words.end)
    own = [mention.span for mention in page.mentions_in("disease", behind) if page.names_topic(mention)]
    told = [m for m in page.mentions_in("phenotype", behind) if m.span.start == behind.start]
    return any(
        not any(span.overlaps(mention.span) for span in own)
        and not any(page.lexicon.is_a(finding, mention.reference) for finding in page.own_findings)
        for mention in told
    )


def _of_one_finding(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether the verb's own subject is a finding: "in people with D, cancer develops in adulthood".

    A finding that defines the disease is not meant: "D is a kidney disease that begins in infancy".
    """
    text = page.doc.text
    finding = finding_before(page, sentence, verb)
    if finding is None or any(m.span.contains(finding) for m in page.diseases_on_topic(sentence)):
        return False
    return _PATTERNS["defines"].match(text, sentence.start, finding.start) is None


def _names_another(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether patients develop another disease that the sentence names: "although E is rare, people with D develop this condition"."""
    return _PATTERNS["to_develop_it"].match(page.doc.text, verb.start) is not None and any(
        not page.names_topic(mention) for mention in page.mentions_in("disease", Span(sentence.start, verb.start))
    )


def _is_plain(page: Page, sentence: Span, match: re.Match[str]) -> bool:
    """Not the signs of one kind: "the neurologic features begin in adulthood" tells the onset of these alone."""
    if signs_of_finding(page, Span(match.start(), sentence.end)) or _is_onset_of_else(page, sentence, match):
        return False
    words = page.doc.text[sentence.start : match.start()].split()[-1:]
    if not words or words[0].endswith((",", ";", ":")):
        return True  # "On average, symptoms begin"
    return not _PATTERNS["signs"].fullmatch(match[0]) or _PATTERNS["plain"].fullmatch(words[0]) is not None


def _is_onset_of_else(page: Page, sentence: Span, match: re.Match[str]) -> bool:
    """Whether an onset belongs to something other than the disease and its signs: "onset of these spasms"."""
    of = _PATTERNS["onset_of"].match(page.doc.text, match.end(), sentence.end)
    if of is None or not match[0].casefold().endswith("onset"):
        return False
    behind = page.mentions_in("disease", Span(of.end(), sentence.end))
    return not any(page.names_topic(m) and m.span.start - of.end() < _NEAR for m in behind)


def _says_of_finding(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether a verb's subject is the finding that its sentence begins with: "X is a common sign and appears"."""
    finding = page.kept(_opening_finding, sentence)
    return finding is not None and _PATTERNS["and"].fullmatch(page.doc.text, finding.end, verb.start) is not None


def _goes_on_about_finding(page: Page, sentence: Span) -> bool:
    """Whether "it" in a sentence stands for the finding that it, or the one before, begins with."""
    if page.kept(_opening_finding, sentence):
        return True
    before = page.before(sentence)
    says_it = page.prose.match(_PATTERNS, "begins_with_it", sentence)
    return bool(says_it and before and page.kept(_opening_finding, before))


def _opening_finding(page: Page, sentence: Span) -> Span | None:
    """The finding that a sentence begins with, where it is not the page's own disease."""
    diseases = page.mentions_in("disease", sentence)
    own = [m.span for m in diseases if page.names_topic(m)]
    others = [m for m in diseases if not disease_words(m.text) & disease_words(page.title)]
    for mention in page.mentions_in("phenotype", sentence):
        # "Type 1 diabetes mellitus": the name of another disease may hold the finding.
        start = min(m.span.start for m in (mention, *others) if m.span.contains(mention.span))
        if _PATTERNS["nothing"].fullmatch(page.doc.text, sentence.start, start):
            return None if any(span.overlaps(mention.span) for span in own) else mention.span
    return None
