"""Why a finding that prose names is no claim about the page's patients."""

from pohgraph.extractors.shared.elsewhere import said_elsewhere
from pohgraph.extractors.shared.forms_behind import names_form
from pohgraph.extractors.shared.likened import only_likened
from pohgraph.extractors.shared.looked_for import only_looked_for
from pohgraph.extractors.shared.numbered_frames import in_numbered_name
from pohgraph.extractors.shared.other_names import other_names
from pohgraph.extractors.shared.other_patients import of_other_patients
from pohgraph.extractors.shared.others import not_of_patients
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.read_on import is_read_on, points_on
from pohgraph.extractors.shared.several import is_of_several, occurs_in_own
from pohgraph.extractors.shared.who_gets_it import brings_it_on, had_before
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span
from pohgraph.recognise.senses import says_how

_PATTERNS = Patterns("extractors/shared", "set_aside_patterns.tsv")
_CLAUSE = 80  # code points before a hedge where its subject stands
_BEHIND = {
    "brings_on": "it is what sets signs off",
    "other_thing": "it is part of the name of something else",
    "syndrome": "it is part of the name of a syndrome",
    "of_anyone": "it is said of how many people have it at all",
    "effect_of": "it is an effect of a treatment",
}
_SHORTEST = 2  # letters that stand for a name
_ARTICLE = 4  # code points that an article and its blank take


def why_set_aside(page: Page, sentence: Span, mention: Mention) -> str:
    """The reason in words, "" where nothing speaks against a claim."""
    return (
        _by_its_words(page, sentence, mention)
        or page.kept(_said_of_others, sentence)
        or not_of_patients(page, sentence, mention)
        or of_other_patients(page, sentence, mention)
        or said_elsewhere(page, sentence, mention)
        or _as_treated(page, mention)
    )


def _by_its_words(page: Page, sentence: Span, mention: Mention) -> str:
    if "broad synonym" in mention.candidates[0].steps:
        return "the name is wider than the term"
    if reason := _of_another_kind(page, mention) or _in_a_name(page, sentence, mention):
        return reason
    if _next_names(page, sentence, mention) or _is_gloss(page, sentence, mention):
        return "what follows names it more exactly"
    if names_form(page, sentence, mention.span) or _is_listed_form(page, sentence, mention):
        return "it is the name of a form of the disease"
    return _by_what_is_beside(page, sentence, mention)


def _by_what_is_beside(page: Page, sentence: Span, mention: Mention) -> str:
    before = Span(sentence.start, mention.span.start)
    if page.prose.search(_PATTERNS, "listed", before):
        return "it is listed as a disorder"
    if page.prose.search(_PATTERNS, "compared", before) or page.prose.match(
        _PATTERNS, "than_others", (mention.span.end, sentence.end)
    ):
        return "it is a comparison or an exception"
    if page.prose.search(_PATTERNS, "unknown_of", before) and page.prose.match(
        _PATTERNS, "unknown", (mention.span.end, sentence.end)
    ):
        return "it is only said how little is known of it"
    if _is_explained(page, sentence, mention):
        return "it is only explained what it is"
    for name, reason in _BEHIND.items():
        if page.prose.match(_PATTERNS, name, (mention.span.end, sentence.end)):
            return reason
    return _by_its_subject(page, sentence, mention)


def _by_its_subject(page: Page, sentence: Span, mention: Mention) -> str:
    if _is_of_either(page, sentence, mention):
        return "it is said of people with and without the disease"
    if reason := only_looked_for(page, sentence, mention):
        return reason
    if had_before(page, sentence, mention):
        return "it is said of who gets the disease"
    if brings_it_on(page, sentence, mention):
        return "it is what brings the disease on"
    if reason := only_likened(page, sentence, mention):
        return reason
    if _is_where_it_spreads(page, sentence, mention):
        return "it is where a tumour spreads"
    if _is_of_risk(page, sentence, mention):
        return "it is said of a complication that patients are only at risk of"
    return ""


def _in_a_name(page: Page, sentence: Span, mention: Mention) -> str:
    diseases = [m for m in page.mentions_in("disease", sentence) if m.span.contains(mention.span)]
    if any(page.names_topic(m) for m in diseases):
        return "it is part of the disease's own name"
    others = (m.span for m in diseases if m.span != mention.span and not _only_lists(page, m.span))
    if not all(_is_kind_of(page, name, mention) for name in others) or in_numbered_name(page, sentence, mention.span):
        return "it is part of another disease's name"
    if any(place.contains(mention.span) for place in page.kept(_names_in, sentence)):
        return "it is part of another name of the disease"
    return ""


def _is_kind_of(page: Page, name: Span, mention: Mention) -> bool:
    """Whether a name is the finding's with words for how it is: "generalized epilepsy" is no disease of its own."""
    return name.end == mention.span.end and says_how(page.doc.text[name.start : mention.span.start])


def _names_in(page: Page, sentence: Span) -> tuple[Span, ...]:
    """Where a sentence gives other names of the disease that are more than a finding's."""
    findings = {mention.span for mention in page.mentions_in("phenotype", sentence)}
    return tuple(name.place for name in other_names(page, sentence) if name.cue and name.place not in findings)


def _of_another_kind(page: Page, mention: Mention) -> str:
    if _PATTERNS["group"].fullmatch(mention.text):
        return "it names a group of diseases"
    if _PATTERNS["for_it"].match(page.doc.text, mention.span.end):
        return "it is what a treatment or a test is called after"
    if page.kept(_names_itself, mention.label if mention.text.isupper() else mention.text) or _is_own_head(
        page, mention
    ):
        return "it is the page's disease itself"
    if _is_own_form(page, mention):
        return "it is another name of the page's disease, or one of its forms"
    return ""


def _names_itself(page: Page, named: str) -> bool:
    """Whether a finding's words, or those its letters stand for, are the whole name of the page's disease: "cholesteatoma"."""
    words = disease_words(named)
    own = (name for name in (page.title, page.topic.label) if not _PATTERNS["of_type"].search(name))
    return bool(words) and any(disease_words(name) == words for name in own)


def _is_own_head(page: Page, mention: Mention) -> bool:
    """Whether an abbreviation is short for the finding at the end of the disease's name: "AVMs", of "intracranial AVM"."""
    letters = mention.text.removesuffix("s")
    if len(letters) < _SHORTEST or not letters.isupper():
        return False
    return any(name.lower().endswith(mention.label.lower()) for name in (page.title, page.topic.label))


def _is_of_either(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether patients who have a finding are said to be "with and without" the page's disease."""
    either = page.prose.match(_PATTERNS, "with_or_without", (mention.span.end, sentence.end))
    return either is not None and any(d.span.start == either.end() for d in page.diseases_on_topic(sentence))


def _is_own_form(page: Page, mention: Mention) -> bool:
    """Whether a finding is a disease that the page lists among its own names: "juvenile myelomonocytic leukemia".

    A finding that is no disease may stand there for the whole: "acanthocytosis".
    """
    words = disease_words(mention.label if mention.text.isupper() else mention.text)
    if not words or not any(disease_words(name) == words for name in page.synonyms):
        return False
    return any(
        disease.span == mention.span and page.lexicon.is_registered(disease.reference)
        for disease in page.mentions_in("disease", mention.span)
    )


def _is_listed_form(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding stands in a list of the types of the page's disease."""
    match = page.prose.search(_PATTERNS, "forms_of", (sentence.start, mention.span.start))
    return match is not None and (
        disease_words(match["of"]) == disease_words(page.title)
        or any(Span(*match.span("of")).contains(disease.span) for disease in page.diseases_on_topic(sentence))
    )


def _is_explained(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a sentence begins with a finding, and says what kind of disorder it is; what it tells besides is of that disorder."""
    first = page.kept(_what_is_explained, sentence)
    if first is None or mention.span == first.span:
        return first is not None
    own = disease_words(page.title) | disease_words(page.topic.label)
    return mention.span.start > first.span.end and not disease_words(first.text) <= own


def _what_is_explained(page: Page, sentence: Span) -> Mention | None:
    """The finding that a sentence begins with, where it says what kind of disorder this is, or how such disorders come about."""
    text = page.doc.text
    for first in page.mentions_in("phenotype", sentence)[:1]:
        start, end = first.span
        if occurs_in_own(page, sentence, end):
            return None
        if _PATTERNS["nothing"].fullmatch(text, sentence.start, start) and (
            _PATTERNS["explained"].match(text, end, sentence.end)
            or (
                _PATTERNS["whole_class"].fullmatch(first.text)
                and _PATTERNS["class_comes"].match(text, end, sentence.end)
            )
        ):
            return first
    return None


def _is_where_it_spreads(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a tumour of an organ is only where another one spreads: "if the cancer spreads, tumors appear in the bladder"."""
    before = Span(sentence.start, mention.span.start)
    return "composed" in mention.candidates[0].steps and page.prose.search(_PATTERNS, "spreads", before) is not None


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
    if points_on(page, sentence):
        return "the sentence says where to read more"
    if is_read_on(page, sentence):
        return "the sentence is about another disease, of which the page says where to read more"
    if page.prose.search(_PATTERNS, "naming", sentence):
        return "the sentence names a form of the disorder or another disorder"
    if page.prose.search(_PATTERNS, "differential", sentence):
        return "the sentence is about what the disease is told apart from"
    return "the sentence is about several disorders" if is_of_several(page, sentence) else ""


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
    if naming is None and mention.candidates[0].steps:
        naming = page.prose.match(_PATTERNS, "shows_as", (mention.span.end, sentence.end))
    return naming is not None and any(
        other.span.start == naming.end() for other in page.mentions_in("phenotype", sentence)
    )


def _is_gloss(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether the words that name a finding only explain the term in parentheses behind: "muscle stiffness (spasticity)".

    What is explained by a disorder of an organ is a finding besides: "muscle weakness (myopathy)".
    """
    term = _PATTERNS["term"].match(page.doc.text, mention.span.end)
    if term is None:
        return False
    is_wider = mention.candidates[0].steps or _PATTERNS["diagnosis"].fullmatch(term[1]) is None
    return any(
        other.span == Span(*term.span(1))
        and not other.candidates[0].steps
        and (is_wider or page.lexicon.is_a(other.reference, mention.reference))
        for other in page.mentions_in("phenotype", sentence)
    )


def _as_treated(page: Page, mention: Mention) -> str:
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
