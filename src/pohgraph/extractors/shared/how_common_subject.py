"""What a figure or "rare" is about: the page's own disease, or something else that people have."""

from pohgraph.extractors.shared.how_common import of_carriers, of_variant
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.pronouns import is_it, may_be_disease
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "how_common_subject_patterns.tsv")
_NEAR_NAME = 12  # code points of an article and a blank before a name


def is_of_disease(page: Page, sentence: Span, kind: str, found: Span, cue: Span) -> bool:
    """Whether a figure, or "rare", is about the page's disease. What was `found` may begin with a verb that the cue lacks.

    Not so: "fever affects about 5,000 people", "50,000 people have diabetes", "an association has been described in ten patients".
    """
    before = Span(sentence.start, found.start)
    if kind == "rate":
        return not _is_of_else(page, sentence, cue) and _is_told_of_it(page, before, cue)
    if is_of_others(page, cue):
        return False
    if kind == "count":
        return found.start == cue.start or affects(page, sentence, found)
    if kind == "have":
        return is_named_behind(page, Span(cue.end, sentence.end))
    if kind == "found_in":
        return opens_with_disease(page, before)
    if kind == "born":
        return bool(page.diseases_on_topic(cue)) or page.prose.search(_PATTERNS, "with_own", cue) is not None
    if kind in {"spread_people", "ratio"}:
        opens = _opens_ratio(page, sentence, cue, before) if kind == "ratio" else opens_sentence(page, before)
        return opens and not names_another(page, sentence) and not names_finding(page, sentence)
    return kind not in {"said_rare", "spread"} or is_itself(page, before)


def opens_sentence(page: Page, head: Span) -> bool:
    """Whether nothing but marks stands before a sentence's first words, so that these are said of the page's disease."""
    return page.prose.fullmatch(_PATTERNS, "nothing", head) is not None


def _opens_ratio(page: Page, sentence: Span, cue: Span, head: Span) -> bool:
    """Whether a ratio of the sexes is told of the page's disease: by its name, or where nothing else stands before it."""
    if page.prose.search(_PATTERNS, "other_people", (cue.end, sentence.end)):
        return False
    if opens_with_disease(page, head):
        return True
    earlier = page.before(sentence)
    of_form = earlier is not None and page.prose.search(_PATTERNS, "one_type", earlier) is not None
    return not of_form and page.prose.fullmatch(_PATTERNS, "ratio_head", head) is not None


def _is_told_of_it(page: Page, head: Span, rate: Span) -> bool:
    """Whether a rate of any number of thousands, which may be one of anything, follows the disease or a word for a rate."""
    if page.prose.search(_PATTERNS, "any_thousand", rate) is None:
        return True
    return page.prose.search(_PATTERNS, "rate_word", head) is not None or opens_with_disease(page, head)


def affects(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether it is a disease that affects people: one by its name, or by a word that stands for it."""
    subject = Span(sentence.start, verb.start)
    return not names_finding(page, sentence) and (
        bool(page.diseases_on_topic(subject)) or page.prose.search(_PATTERNS, "own_disease", subject) is not None
    )


def is_named_behind(page: Page, behind: Span) -> bool:
    """Whether what people have is the page's disease, by its name or a word for it."""
    has = page.prose.match(_PATTERNS, "who_have", behind)
    behind = Span(has.end(), behind.end) if has else behind
    if _PATTERNS["own_disease"].match(page.doc.text, *behind):
        return True
    named = next(iter(page.mentions_in("disease", behind)), None)
    return named is not None and page.names_topic(named) and named.span.start - behind.start < _NEAR_NAME


def opens_with_disease(page: Page, head: Span) -> bool:
    """Whether a sentence begins with the page's disease, and names nothing else before a verb that patients could have."""
    named = [*page.diseases_on_topic(head)]
    own = page.prose.match(_PATTERNS, "own_disease", head)
    opens = own is not None and (not is_it(own[0]) or _speaks_of_it(page, head))
    findings = page.mentions_in("phenotype", head)
    first = opens or (bool(named) and named[0].span.start - head.start < _NEAR_NAME)
    return first and not any(not any(m.span.contains(finding.span) for m in named) for finding in findings)


def is_itself(page: Page, head: Span) -> bool:
    """Whether the subject of a verb is only the disease: one of its names, or a word that stands for it."""
    match = page.prose.fullmatch(_PATTERNS, "itself", head)
    if match is None:
        return False
    what = Span(*match.span("what"))
    named = page.diseases_on_topic(what)
    if is_it(match["whole"]) and not _speaks_of_it(page, head):
        return False
    return any(m.span == what for m in named) or _PATTERNS["own_disease"].fullmatch(match["whole"]) is not None


def _speaks_of_it(page: Page, head: Span) -> bool:
    """Whether "it" means the disease and not a finding of the sentence before."""
    sentence = page.doc.sentence_at(head.start)
    earlier = page.before(sentence) if sentence else None
    if sentence is None or earlier is None:
        return True
    return may_be_disease(page, sentence) and not names_finding(page, earlier)


def is_of_others(page: Page, cue: Span) -> bool:
    """Whether a count is of patients with something else: "12 patients with kidney failure have been reported"."""
    return _is_of_what_else(page, "patients_of", cue)


def is_share_of_else(page: Page, cue: Span) -> bool:
    """Whether a share of people is a share of something else: "the incidence of relapse was 20%"."""
    return _is_of_what_else(page, "share_of", cue)


def _is_of_what_else(page: Page, frame: str, cue: Span) -> bool:
    """Whether a frame says that a figure counts something other than the page's disease."""
    match = page.prose.search(_PATTERNS, frame, cue)
    if match is None or _PATTERNS["own_disease"].match(match["what"]):
        return False
    return not any(map(page.names_topic, page.mentions_in("disease", Span(*match.span("what")))))


def names_finding(page: Page, sentence: Span) -> bool:
    """Whether a sentence names a finding, and not only as a part of a disease's name ("an overgrowth syndrome")."""
    diseases = page.mentions_in("disease", sentence)
    findings = page.mentions_in("phenotype", sentence)
    return any(not any(disease.span.contains(finding.span) for disease in diseases) for finding in findings)


def names_another(page: Page, sentence: Span) -> bool:
    """Whether a sentence names another disease that a figure may be about."""
    return not all(map(page.names_topic, page.mentions_in("disease", sentence)))


def is_of_subgroup(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a rate is of people with something other than the disease: "in infants born to mothers with diabetes, 1 in 350"."""
    part = page.prose.search(_PATTERNS, "in_subgroup", (sentence.start, cue.start))
    return part is not None and not any(
        map(page.names_topic, page.mentions_in("disease", Span(part.start("what"), cue.start)))
    )


def _is_of_else(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a rate is of carriers, of a variant or of a finding, or is too high for the disease."""
    return (
        of_carriers(page, Span(sentence.start, cue.start))
        or of_variant(page, Span(cue.end, sentence.end))
        or _PATTERNS["often"].search(page.doc.text, *cue) is not None
        or _is_of_finding(page, sentence, cue)
        or is_share_of_else(page, cue)
    )


def _is_of_finding(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether a rate may be of a finding: the sentence names a finding and does not begin with the page's disease."""
    before = Span(sentence.start, cue.start)
    own = opens_with_disease(page, before) or (
        page.prose.search(_PATTERNS, "with_rate", before) is not None and bool(page.diseases_on_topic(before))
    )
    return names_finding(page, sentence) and not own
