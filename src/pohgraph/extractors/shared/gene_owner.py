"""Whose gene it is: the diseases that a sentence ties a gene to, and those it means without a name that is known."""

from pohgraph.extractors.shared.gene_cue import GeneCue
from pohgraph.extractors.shared.gene_form import gene_form, tells_types_apart
from pohgraph.extractors.shared.listing import listed_disorders
from pohgraph.extractors.shared.numbered_frames import told_form
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import as_subject, speaks_of_group, subject_at, topic_subject
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "gene_owner_patterns.tsv")
_SEVERAL = 2  # genes, each of which may be that of another type
OBJECT_REACH = 60  # code points from the verb to the disease that is its object


def gene_owners(page: Page, sentence: Span, mention: Mention, cue: GeneCue) -> list[Subject]:
    """The diseases a cue ties the gene to: those of a group, the one named behind the cue, or the sentence's subject.

    None where it is a disease that no vocabulary knows, or a sibling of the page's own type.
    """
    if speaks_of_group(page, sentence):
        return _group(page, sentence)
    listed = _listed_before(page, sentence, cue)
    if listed:
        return listed
    if (told := told_form(page, sentence)) and told.cue.start <= cue.span.start:
        return [as_subject(page, told.mention)]
    form = gene_form(page, sentence, cue.span, behind=cue.span.start >= mention.span.end)
    if form and form.borrowed:
        return [topic_subject(page), form] if tells_types_apart(page, sentence) else [form]
    if cue.span.start >= mention.span.end:
        named = _named_behind(page, sentence, cue.span.end)
        if named:
            return [] if _is_finding(page, sentence, named[0]) else _coordinated(page, sentence, named[0])
        if _foreign(page, _object(page, sentence, cue.span.end)):
            return []
    elif found := _found_in(page, sentence, mention):
        return _coordinated(page, sentence, found)
    first = min(cue.span.start, mention.span.start)
    phrase = _phrase(page, sentence, first)
    subject = subject_at(page, sentence, first)
    known = next((m for m in page.mentions_in("disease", phrase) if m.span == subject.span), None)
    if (known is None or not subject.borrowed) and _foreign(page, phrase):
        return []
    return _coordinated(page, sentence, known) if known else [subject]


def own_gene(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a sentence that says no more of a gene speaks of the page's own disease: it names no other.

    A disease of a stretch of a chromosome has no gene of its own, but for one in its name: each explains a part.
    """
    if _PATTERNS["whole_region"].search(page.title) and mention.text not in page.title:
        return False
    named = [m for m in page.mentions_in("disease", sentence) if m.span not in page.finding_spans]
    if any(page.names_topic(m) for m in named):
        return subject_at(page, sentence, mention.span.start).borrowed is False and not _foreign(
            page, _phrase(page, sentence, mention.span.start)
        )
    return (
        not named
        and not subject_at(page, sentence, sentence.start).borrowed
        and not _foreign(page, sentence)
        and not page.prose.search(_PATTERNS, "other_disease", sentence)
    )


def _found_in(page: Page, sentence: Span, mention: Mention) -> Mention | None:
    """The disease right behind a gene in whose patients it is changed: "mutations have been found in G in people with D"."""
    named = page.mentions_in("disease", Span(mention.span.end, sentence.end))[:1]
    if named and _PATTERNS["found_in"].fullmatch(page.doc.text, mention.span.end, named[0].span.start):
        return named[0]
    return None


def _is_finding(page: Page, sentence: Span, named: Mention) -> bool:
    """Whether another disease behind a cue is only a finding of the patients: "the exostoses seen in people with D"."""
    if page.names_topic(named):
        return False
    return page.prose.match(_PATTERNS, "in_patients", (named.span.end, sentence.end)) is not None


def _named_behind(page: Page, sentence: Span, start: int) -> list[Mention]:
    named = page.mentions_in("disease", Span(start, sentence.end))
    return [m for m in named if m.span.start - start < OBJECT_REACH]


def _coordinated(page: Page, sentence: Span, named: Mention) -> list[Subject]:
    """A named disease with those joined to it: "D and E result from …"; its types, told apart no further, as the page's own."""
    if _several_types(page, sentence, named):
        topic = page.topic
        return [Subject(reference=topic.reference, label=topic.label, span=named.span, borrowed=False)]
    mentions = page.mentions_in("disease", sentence)
    place = mentions.index(named)
    first = last = place
    while first and _joined(page, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and _joined(page, mentions[last], mentions[last + 1]):
        last += 1
    subjects = [_of_all_types(page, sentence, m) or as_subject(page, m) for m in mentions[first : last + 1]]
    return list({subject.reference: subject for subject in subjects}.values())


def _joined(page: Page, left: Mention, right: Mention) -> bool:
    between = page.doc.text[left.span.end : right.span.start]
    return _PATTERNS["joined"].fullmatch(between) is not None


def _several_types(page: Page, sentence: Span, named: Mention) -> bool:
    """Whether "D types 1 and 2, respectively" names types of the page's disease: which gene has which is not told apart."""
    if not page.prose.search(_PATTERNS, "several_types", (named.span.start, sentence.end)):
        return False
    return disease_words(page.title) <= disease_words(named.text)


def _of_all_types(page: Page, sentence: Span, named: Mention) -> Subject | None:
    """The disease of all types, where a page on one of them says which genes cause "the disease": not which causes its type."""
    if page.names_topic(named) or not numbered(page.title).number or numbered(named.text).number:
        return None
    if len({gene.reference for gene in page.mentions_in("gene", sentence)}) < _SEVERAL:
        return None
    return Subject(reference=named.reference, label=named.label, span=named.span, borrowed=True)


def _group(page: Page, sentence: Span) -> list[Subject]:
    """What "these disorders" are: the page's own where the sentence before names it, and those it lists."""
    before = page.before(sentence)
    return _named_and_listed(page, before) if before else []


def _listed_before(page: Page, sentence: Span, cue: GeneCue) -> list[Subject]:
    """All of "POH is among several disorders, including A and B, which share …"."""
    share = page.prose.search(_PATTERNS, "share", (sentence.start, cue.span.start))
    return _named_and_listed(page, Span(sentence.start, share.start())) if share else []


def _named_and_listed(page: Page, stretch: Span) -> list[Subject]:
    named = [as_subject(page, m) for m in page.mentions_in("disease", stretch)]
    everything = [*named, *listed_disorders(page, stretch)]
    return list({subject.reference: subject for subject in reversed(everything)}.values())[::-1]


def _phrase(page: Page, sentence: Span, end: int) -> Span:
    """The words right before a cue, back to where their clause begins: its subject."""
    start = sentence.start
    for match in _PATTERNS["clause_start"].finditer(page.doc.text, sentence.start, end):
        start = match.end()
    return Span(start, end)


def _object(page: Page, sentence: Span, start: int) -> Span:
    """The words right behind a cue, up to where their clause ends: its object."""
    end = _PATTERNS["object_end"].search(page.doc.text, start, min(sentence.end, start + OBJECT_REACH))
    return Span(start, end.start() if end else min(sentence.end, start + OBJECT_REACH))


def _foreign(page: Page, phrase: Span) -> bool:
    """Whether a phrase names a disease that is not the page's: by the look of its name, or as another type of it."""
    text = page.doc.quote(phrase)
    own = page.own_words.union(*map(disease_words, page.synonyms))
    names = [disease_words(name[0]) for name in _PATTERNS["disease_name"].finditer(text)]
    if any(names) and not disease_words(text) & own:
        return True
    number = numbered(page.title).number
    if not number:
        return False
    other = _PATTERNS["type_number"].findall(text)
    return bool(other) and number not in {numbered(f"type {n}").number for n in other}
