"""Groups that a page counts its disease among, and the diseases that it calls forms of its own: "one of the phakomatoses", "belongs to a group of diseases known as ectodermal dysplasias"."""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.forms_listed import told_forms
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.pronouns import may_be_disease
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import ASSOCIATED_WITH

NAME = "belonging"
_PATTERNS = Patterns("extractors", "belonging_patterns.tsv")
_SECTIONS = sections_of(NAME)
_KIND = Detail("pohgraph:relation_kind", "pohgraph:belongs_to", is_reference=True)
_FRAMES = ("named_group", "group_of", "one_of", "form_of", "kin", "is_kind")
_OPEN = frozenset({"form_of", "kin"})  # frames of which a doubt is told, too
_OTHER_WORDS = ("disease", "disorder")
_FIRM = frozenset({"LABEL", "EXACT"})
_NAMED = frozenset({"named_group", "group_of", "one_of"})  # frames whose words say that a group is meant


class Group(NamedTuple):
    """A group of diseases: its reference, one of our own where no vocabulary has it, its name and where that stands, and the frame."""

    reference: Reference
    label: str
    place: Span
    cue: Span
    hedged: bool = False


def belonging(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per group that a sentence counts the page's disease among; what is denied belongs to none."""
    for sentence in page.sentences(*_SECTIONS):
        if page.doc.quote(sentence).rstrip().endswith("?"):
            continue
        for group in _groups(page, sentence):
            context = page.sentence(sentence).context(group.cue)
            if context.negated or group.reference in page.kept(_siblings, ""):
                continue
            yield claim_of(
                page,
                ASSOCIATED_WITH,
                evidence_of(
                    page, NAME, sentence, object_=group.place, cue=group.cue, qualifiers=[("hedge", context.hedge)]
                ),
                object_=group.reference,
                object_label=group.label,
                qualifiers=Qualifiers(hedged=context.hedged or group.hedged, details=(_KIND,)),
            )
        yield from _forms(page, sentence)


def _siblings(page: Page, _key: str) -> frozenset[Reference]:
    """The diseases that the page calls another type of the class that its own is a type of."""
    return frozenset(
        mention.reference
        for sentence in page.doc.sentences
        if page.prose.has(sentence)
        for match in page.prose.finditer(_PATTERNS, "sibling", sentence)
        for mention in page.mentions_in("disease", Span(match.end(), sentence.end))[:1]
        if mention.span.start == match.end()
    )


def _forms(page: Page, sentence: Span) -> Iterator[Assertion]:
    """One assertion per disease that a sentence lists or names as a form of the page's: that one belongs to it."""
    for mention, cue in told_forms(page, sentence):
        context = page.sentence(sentence).context(cue)
        if not (context.negated or context.hedged):
            own = next((disease.span for disease in page.diseases_on_topic(sentence)), None)
            yield claim_of(
                page,
                ASSOCIATED_WITH,
                evidence_of(page, NAME, sentence, subject=mention.span, object_=own, cue=cue),
                object_=page.topic.reference,
                object_label=page.topic.label,
                subject=Subject(reference=mention.reference, label=mention.label, span=mention.span, borrowed=False),
                qualifiers=Qualifiers(details=(_KIND,)),
            )


def _groups(page: Page, sentence: Span) -> Iterator[Group]:
    """The groups, and the wider diseases, that a sentence counts the page's disease among, each once."""
    seen: set[Reference] = set()
    begun: set[int] = set()  # where a frame that has found its name begins
    for frame in _FRAMES:
        for match in page.prose.finditer(_PATTERNS, frame, sentence):
            groups = match.groupdict()
            cue = Span(*match.span("verb" if groups.get("verb") else 0))
            if page.prose.search(_PATTERNS, "said_seldom", match.span()):
                continue
            if cue.start in begun or not _of_topic(page, sentence, cue.start, named=bool(groups.get("own"))):
                continue
            is_open = (
                frame == "kin" or page.prose.search(_PATTERNS, "in_doubt", (sentence.start, cue.start)) is not None
            )
            if is_open and frame not in _OPEN:
                continue
            found = _named(page, Span(cue.end, sentence.end), frame)
            if found and found[0] not in seen:
                seen.add(found[0])
                begun.add(cue.start)
                yield Group(*found, cue, is_open)


def _of_topic(page: Page, sentence: Span, end: int, *, named: bool) -> bool:
    """Whether the subject of a frame is the page's disease: its clause has no other before it, and its own words may name it."""
    before = Span(sentence.start, end)
    others = page.mentions_in("disease", before)
    if page.prose.search(_PATTERNS, "of_another", before):
        return False
    if others:
        return (
            page.names_topic(others[-1])
            and page.prose.match(_PATTERNS, "before_frame", (others[-1].span.end, sentence.end)) is not None
        )
    if named:
        return may_be_disease(page, sentence)
    subject = page.prose.match(_PATTERNS, "subject", before)
    return subject is not None and (subject["it"] is None or may_be_disease(page, sentence))


def _named(page: Page, behind: Span, frame: str) -> tuple[Reference, str, Span] | None:
    """What stands right behind a frame: a disease of a vocabulary, or else, where the frame allows, the name of a group or a kind."""
    before = "before_kind" if frame == "is_kind" else "before_name"
    for mention in page.mentions_in("disease", behind):
        if page.prose.fullmatch(_PATTERNS, before, (behind.start, mention.span.start)) is None:
            break
        if page.names_topic(mention) or _is_finding(page, mention) or not _ends(page, mention.span, behind):
            break
        if frame == "is_kind" and _PATTERNS["any_disease"].fullmatch(mention.text):
            break
        return mention.reference, mention.candidates[0].label, mention.span
    name = "group_name" if frame in _NAMED else "kind_name" if frame == "is_kind" else ""
    match = page.prose.match(_PATTERNS, name, behind) if name else None
    if match is None and frame == "is_kind":
        match = page.prose.match(_PATTERNS, "illness_name", behind)
    if match is None:
        return None
    place = Span(*match.span("name"))
    if not _ends(page, place, behind):
        return None
    name = " ".join(page.doc.quote(place).split())
    if _PATTERNS["any_disease"].fullmatch(name) or disease_words(name) >= page.own_words:
        return None
    if general := _PATTERNS["illness"].fullmatch(name):
        return _by_other_word(page, general["what"], place)
    return own_disease(name), name, place


def _ends(page: Page, name: Span, behind: Span) -> bool:
    """Whether a name is all of its phrase: not "leukodystrophy mimics", "collagenopathies genes"."""
    return _PATTERNS["behind_name"].match(page.doc.text, name.end, behind.end) is not None


def _is_finding(page: Page, mention: Mention) -> bool:
    """Whether a name is only that of a finding, which is no group: "a form of scoliosis" may be; "one of the seizures" is not."""
    return mention.span in page.finding_spans and not page.lexicon.is_registered(mention.reference)


def _by_other_word(page: Page, what: str, place: Span) -> tuple[Reference, str, Span] | None:
    """A class that vocabularies have with another word for a disease, as far as they do: a "rare vascular illness" is a vascular disease."""
    words = what.split()
    for first in range(len(words)):
        kind = " ".join(words[first:])
        for word in _OTHER_WORDS:
            entries = page.lexicon.disease_names.get(name_key(f"{kind} {word}"), ())
            found = next(((curie, label) for curie, label, scope in entries if scope in _FIRM), None)
            if found and not page.lexicon.phenotype_names.get(name_key(f"{kind} {word}")):
                start = place.end - len(page.doc.quote(place)) + page.doc.quote(place).rindex(words[first])
                return Reference.parse(found[0]), found[1], Span(start, place.end)
    return None
