"""Disorders the page sets beside its own, with the kind of relation it states, and what it must be told apart from."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from pohgraph.extractors.shared.beside import Beside, set_beside, speaks_of_topic, told_of
from pohgraph.extractors.shared.differential_items import Item, differential_items, listed_items
from pohgraph.extractors.shared.evidence import claim_of, evidence_of
from pohgraph.extractors.shared.exam_options import options_in
from pohgraph.extractors.shared.forms_listed import own_forms
from pohgraph.extractors.shared.listing import listed_disorders
from pohgraph.extractors.shared.numbered_frames import numbered_beside
from pohgraph.extractors.shared.numbered_names import by_number, numbered_names
from pohgraph.extractors.shared.others import RELATED
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.extractors.shared.subjects import subject_at
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Context, Detail, Evidence, Mention, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import ASSOCIATED_WITH, HAS_DIFFERENTIAL_DIAGNOSIS

NAME = "related"
_PATTERNS = Patterns("extractors", "related_patterns.tsv")
_KINDS = ("shared_feature", "same_gene", "related_disorder", "formerly_same")
_OF_NO_KIND = ("linked", "explains")  # relations that name no kind
_COMPARING = (*_KINDS, "taken_for", *_OF_NO_KIND)
_SECTIONS = sections_of(NAME)


def related(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per named disorder of a spectrum, and one per thing the disease is told apart from.

    What the page lists as a form of its disease is no disorder beside it.
    """
    for claim in _set_beside(page):
        if claim.predicate != ASSOCIATED_WITH or claim.object not in own_forms(page):
            yield claim


def _set_beside(page: Page) -> Iterator[Assertion]:
    said: set[tuple[Reference | None, Span]] = set()
    for claim in _in_prose(page):
        said.add((claim.object, claim.evidence[0].quote))
        yield claim
    for sentence in page.sentences(*_SECTIONS):
        beside = [b for b in set_beside(page, sentence) if not _is_class(page, sentence, b.mention)]
        claims = [_relation(page, sentence, n.cue, n.mention, n.kind) for n in numbered_beside(page, sentence)]
        for claim in (*claims, *(_outright(_relation(page, sentence, b.cue, b.mention, b.kind)) for b in beside)):
            if (claim.object, claim.evidence[0].quote) not in said:
                said.add((claim.object, claim.evidence[0].quote))
                yield claim
        yield from _listed(page, sentence, options_in(page, sentence), (), set())
    yield from _sections_on_others(page)


def _outright(claim: Assertion) -> Assertion:
    """A claim whose frame is such as "unlike" or "may be": that denies no relation and leaves none open."""
    return replace(claim, qualifiers=replace(claim.qualifiers, negated=False, hedged=False))


def _in_prose(page: Page) -> Iterator[Assertion]:
    for sentence in page.sentences(*_SECTIONS):
        if match := page.prose.search(_PATTERNS, "spectrum", sentence):
            yield from _spectrum(page, sentence, Span(*match.span()))
        if match := page.prose.search(_PATTERNS, "differentiate", sentence):
            cue = Span(*match.span())
            subject = subject_at(page, sentence, cue.start)
            yield from _differential(page, sentence, cue, subject, Span(cue.end, sentence.end))
        else:
            yield from _compared(page, sentence)
            yield from _allelic(page, sentence)


def _spectrum(page: Page, sentence: Span, cue: Span) -> Iterator[Assertion]:
    subject = subject_at(page, sentence, cue.start)
    if subject.borrowed:
        return
    kinds = ["same_spectrum"] if _PATTERNS["spectrum_word"].search(page.doc.quote(cue)) else ["related_disorder"]
    if page.mentions_in("gene", sentence):
        kinds.append("same_gene")
    for other in listed_disorders(page, Span(cue.end, sentence.end)):
        evidence, context = _read(page, sentence, cue, other.span, subject.span)
        yield claim_of(
            page,
            ASSOCIATED_WITH,
            evidence,
            object_=other.reference,
            object_label=other.label,
            subject=subject,
            qualifiers=Qualifiers(
                negated=context.negated,
                hedged=context.hedged,
                details=tuple(Detail("pohgraph:relation_kind", f"pohgraph:{k}", is_reference=True) for k in kinds),
            ),
        )


def _compared(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The diseases right behind a cue: what the page's own is like, related to, or taken for."""
    for name in page.prose.possible(_PATTERNS, _COMPARING, sentence):
        last: Span | None = None  # the frame before, which speaks of the disease
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            cue = Span(*match.span())
            goes_on = last and not page.prose.search(_PATTERNS, "of_another", (last.end, cue.start))
            if not (goes_on or speaks_of_topic(page, Span(sentence.start, cue.start))):
                continue
            last = cue
            kind = "taken_for" if name == "shared_feature" and _is_itself_alike(page, sentence, cue) else name
            named = _named_behind(page, Span(cue.end, sentence.end))
            for other in named:
                if _is_class(page, sentence, other) or (name == "linked" and other.span in page.finding_spans):
                    continue
                claim = _relation(page, sentence, cue, other, "related_disorder" if name in _OF_NO_KIND else kind)
                yield _outright(claim) if name == "taken_for" else claim
            if name == "taken_for" and not named:
                yield from _by_name(page, sentence, cue)


def _is_itself_alike(page: Page, sentence: Span, cue: Span) -> bool:
    """Whether the disease itself is said to be like another, and no feature: it may be taken for that one, and is not related."""
    text = page.doc.text
    if not _PATTERNS["likeness"].match(text, *cue) or _PATTERNS["like_feature"].match(text, cue.end, sentence.end):
        return False
    named = page.mentions_in("disease", Span(sentence.start, cue.start))
    if named:
        return _PATTERNS["is_alike"].fullmatch(text, named[-1].span.end, cue.start) is not None
    subject = page.prose.match(_PATTERNS, "itself", (sentence.start, cue.start))
    return subject is not None and _PATTERNS["is_alike"].fullmatch(text, subject.end(), cue.start) is not None


def _allelic(page: Page, sentence: Span) -> Iterator[Assertion]:
    """The list behind "allelic disorders include"."""
    if match := page.prose.match(_PATTERNS, "allelic_list", sentence):
        cue = Span(*match.span())
        for other in _named_behind(page, Span(cue.end, sentence.end)):
            yield _relation(page, sentence, cue, other, "same_gene")


def _by_name(page: Page, sentence: Span, cue: Span) -> Iterator[Assertion]:
    """What the disease is taken for, in the page's words, where no vocabulary knows it."""
    match = page.prose.match(_PATTERNS, "proper_name", (cue.end, sentence.end))
    if match is None or page.mentions_in("disease", Span(*match.span("name"))):
        return
    evidence, context = _read(page, sentence, cue, Span(*match.span("name")))
    yield claim_of(
        page,
        HAS_DIFFERENTIAL_DIAGNOSIS,
        evidence,
        value=" ".join(match["name"].split()),
        qualifiers=Qualifiers(negated=context.negated, hedged=context.hedged),
    )


def _listed(
    page: Page, sentence: Span, items: Collection[Item], told: Collection[Span], seen: set[Reference]
) -> Iterator[Assertion]:
    """The items of a list of differential diagnoses that are not yet `told`, each by its reference or in its own words."""
    for item in items:
        if any(item.name.overlaps(span) for span in told):
            continue
        if item.mention is None:
            evidence, _ = _read(page, sentence, item.name, item.name)
            yield claim_of(
                page, HAS_DIFFERENTIAL_DIAGNOSIS, evidence, value=" ".join(page.doc.quote(item.name).split())
            )
        elif item.mention.reference not in seen:
            seen.add(item.mention.reference)
            yield _outright(_relation(page, sentence, None, item.mention, "taken_for"))


def _is_class(page: Page, sentence: Span, other: Mention) -> bool:
    """Whether a mention is a word for a whole class of diseases and no name: "other skin disorders", "a heart disease called X"."""
    of_many = page.prose.match(_PATTERNS, "many_behind", (other.span.end, sentence.end)) is not None
    if not of_many and _PATTERNS["class_word"].fullmatch(other.text) is None:
        return False
    if page.prose.match(_PATTERNS, "named_behind", (other.span.end, sentence.end)):
        return True
    return _PATTERNS["of_a_class"].search(page.doc.text[sentence.start : other.span.start]) is not None


def _named_behind(page: Page, behind: Span) -> list[Mention]:
    """The diseases of the list that begins right behind a cue."""
    found: list[Mention] = []
    place = behind.start
    for mention in page.mentions_in("disease", behind):
        if mention.span.start < place:
            continue
        if _is_class(page, behind, mention) and (
            naming := page.prose.match(_PATTERNS, "named_behind", (mention.span.end, behind.end))
        ):
            place = naming.end()  # "another heart disease called X": X is meant
            continue
        between = _PATTERNS["goes_on_list" if found else "other_words"]
        if not between.fullmatch(page.doc.text, place, mention.span.start):
            break
        if page.names_topic(mention):
            break
        found.append(mention)
        place = mention.span.end
    return found


def _sections_on_others(page: Page) -> Iterator[Assertion]:
    """The disorders that each sentence or item of a section on other disorders is about."""
    seen: set[Reference] = set()
    for sentence in page.sentences(RELATED):
        section = page.doc.section_at(sentence.start)
        if section is None or section.heading is None or section.heading.contains(sentence):
            continue
        heading = page.doc.quote(section.heading)
        kind = "same_gene" if _PATTERNS["allelic_heading"].search(heading) else "related_disorder"
        if _PATTERNS["differential_heading"].search(heading):
            kind = "taken_for"
        told = tuple(told_of(page, sentence, same_gene=kind == "same_gene"))
        numbered = (Beside(other, kind, None) for other in numbered_names(page, sentence))
        for other, frame, cue in (*told, *numbered):
            if other.reference not in seen:
                seen.add(other.reference)
                excludes = cue and page.prose.search(_PATTERNS, "excludes", cue)
                claim = _relation(page, sentence, cue, other, "taken_for" if excludes else kind)
                yield _outright(claim) if kind == "taken_for" or frame else claim
        yield from _differentials_of(page, sentence, seen, kind)
        if kind == "taken_for":
            items = differential_items(page, sentence)
            yield from _listed(page, sentence, items, [other.span for other, _, _ in told], seen)


def _differentials_of(page: Page, sentence: Span, seen: set[Reference], kind: str) -> Iterator[Assertion]:
    """A list after "the differential diagnosis includes", or before "must be ruled out", in a section on other disorders."""
    match = page.prose.search(_PATTERNS, "differentiate", sentence)
    behind = page.prose.search(_PATTERNS, "others_behind", sentence) if kind == "taken_for" and not match else None
    found = match or behind
    if found is None:
        return
    topic = Subject(reference=page.topic.reference, label=page.topic.label, span=None, borrowed=False)
    stretch = Span(sentence.start, found.start()) if behind else Span(found.end(), sentence.end)
    for claim in _differential(page, sentence, Span(*found.span()), topic, stretch):
        if not match and claim.object is None:
            continue  # what stands before a verb is more than names
        if claim.object is None or claim.object not in seen:
            seen.update({claim.object} if claim.object else ())
            yield claim


def _read(
    page: Page, sentence: Span, cue: Span, object_: Span | None, subject: Span | None = None
) -> tuple[Evidence, Context]:
    """The evidence of a relation that a cue tells, and how the cue is meant."""
    context = page.sentence(sentence).context(cue)
    placed = [("negation", context.negation), ("hedge", context.hedge)]
    return evidence_of(page, NAME, sentence, subject=subject, object_=object_, cue=cue, qualifiers=placed), context


def _relation(page: Page, sentence: Span, cue: Span | None, other: Mention, kind: str) -> Assertion:
    """One association with another disease; what the disease is taken for is a differential diagnosis."""
    other = by_number(page, other)
    evidence, context = _read(page, sentence, cue or other.span, other.span)
    return claim_of(
        page,
        ASSOCIATED_WITH if kind in _KINDS else HAS_DIFFERENTIAL_DIAGNOSIS,
        evidence,
        object_=other.reference,
        object_label=other.label,
        qualifiers=Qualifiers(
            negated=context.negated,
            hedged=context.hedged,
            details=(Detail("pohgraph:relation_kind", f"pohgraph:{kind}", is_reference=True),)
            if kind in _KINDS
            else (),
        ),
    )


def _differential(page: Page, sentence: Span, cue: Span, subject: Subject, stretch: Span) -> Iterator[Assertion]:
    """The items of the list in a stretch next to the cue: a known disease by its reference, anything else by its words."""
    context = page.sentence(sentence).context(cue)
    for name, mention in listed_items(page, stretch):
        known = by_number(page, mention) if mention else None
        evidence = evidence_of(
            page,
            NAME,
            sentence,
            subject=subject.span,
            object_=name,
            cue=cue,
            qualifiers=[("negation", context.negation)],
        )
        yield claim_of(
            page,
            HAS_DIFFERENTIAL_DIAGNOSIS,
            evidence,
            object_=known.reference if known else None,
            object_label=known.label if known else "",
            value=None if known else " ".join(page.doc.quote(name).split()),
            subject=subject,
            qualifiers=Qualifiers(negated=context.negated),
        )
