"""What a denial near a finding says of the page's patients: no claim is denied but in a frame that is known to deny.

A frame is a way to say that the patients lack something; `denial_frames.tsv` counts how often it was right in claims that were drawn
and read. What a frame says of some patients, at some time or under a condition is left open.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pohgraph.extractors.shared.case_report import ONE, SEVERAL
from pohgraph.extractors.shared.denial_limit import FINDING, NOBODY, NORMAL, OF_PATIENTS, Place, is_whole, limit_of
from pohgraph.extractors.shared.denial_tables import TOPIC, Around, Frame, Limit, frames, within
from pohgraph.extractors.shared.lead_ins import DENIED, lead_in_of
from pohgraph.extractors.shared.normal import STEP
from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.pronouns import may_be_disease
from pohgraph.language.patterns import Patterns
from pohgraph.language.substitutions import LONE
from pohgraph.model import Mention, Span
from pohgraph.recognise.context.values import denying_value

_PATTERNS = Patterns("extractors/shared", "denial_wordings.tsv")
_DESCRIBED = "described"
_SAFE_STEPS = ("reworded", "plain words", LONE)  # by which words are known to stand for what one patient lacks
# The frames whose list may be all of a sentence: how such a list begins, and what may stand behind an item of it.
_LISTS = {
    "existing": ("were_no", "only_items"),
    "note": ("denied_all", "only_items"),
    "effect": ("", "only_items"),
    "none": ("", "all_seen"),
}
_MOST = frozenset({"often", "some", "in_some", "but_some"})  # limits that may leave most patients
_OF_NOTES = frozenset({"without", "note", "absence"})  # frames that deny of one patient


class Denial(NamedTuple):
    """What a denial makes of a claim: "denied", "open", "stated" or "out"; `by` names the frame or the limit that decided.

    `seen` says that it is told of ONE patient, or of SEVERAL who were seen: "the patients had no seizures". `hedge` is what makes a
    denial one of most patients: "hearing is usually normal".
    """

    state: str
    by: str
    reason: str = ""
    seen: str = ""
    hedge: Span | None = None


def denial_of(page: Page, sentence: Span, mention: Mention) -> Denial:
    """How a finding is to be taken that a denial reaches."""
    cue = mention.context.negation
    if cue is None:
        return Denial("stated", "")
    if cue.end <= sentence.start:
        return _of_list(page, sentence, mention)
    place = Place(page.prose.blanked(sentence), within(sentence, _name(page, sentence, mention)), within(sentence, cue))
    is_value = cue == denying_value(page.doc.text, sentence, mention.span)
    around = Around(page, sentence, mention)
    if STEP in mention.candidates[0].steps:
        frame, at, is_theirs = _normal(place)
    elif is_value:
        frame, at, is_theirs = _value(place)
    else:
        frame, at, is_theirs = _frame(place, around, lambda end: _head(page, sentence, place.text[:end]))
    whole = frozenset({"and"}) if frame and _lists_all(place, frame, at) else frozenset[str]()
    limit = limit_of(place, frame, at, around, passing=whole)
    # What was not seen in the patients of a study is denied of them, and of nobody else.
    in_study = (
        frame is not None and limit is not None and limit.name == "past" and page.kept(_tells_of_study, page.doc.id)
    )
    if in_study:
        limit = limit_of(place, frame, at, around, passing=whole | {"past"})
    # "Absence of a rib, cleft lip at birth": where no frame governs the finding, only a denial right before it leaves it open.
    # What is counted is governed by a frame of its own, or it is said of others.
    counts = _PATTERNS["counts"].fullmatch(place.text, *place.cue) is not None
    at_once = not counts and not place.text[place.cue.end : place.name.start].strip()
    if limit and frame and frame.name in NORMAL:
        return _as_mostly_normal(place, frame, at, around, limit)
    if limit and (frame or at_once or limit.state != "open"):
        return Denial(limit.state, limit.name, limit.reason)
    if frame and frame.place == "before" and frame.name not in NORMAL and not whole and _is_next_item(place, at):
        return Denial("open", "next_item", "it may be the next item of a list, and not denied")
    denial = _by_frame(around, place, frame, at, is_theirs=is_theirs or around.tells_of_one)
    if denial.state == "denied" and not is_whole(place, frame, at, around):
        return Denial("open", "goes_on", "what follows may limit what is denied")
    return denial._replace(seen=ONE if around.follows_one else SEVERAL if in_study or _is_told(place, frame) else "")


def _as_mostly_normal(place: Place, frame: Frame, at: Span, around: Around, limit: Limit) -> Denial:
    """A denial of most patients, with a hedge. What "some have normal hearing" leaves open is no claim: it is not said of a finding."""
    most = _of_most(place, around) if limit.name in _MOST else None
    if most is None or limit_of(place, frame, at, around, passing=_MOST):
        return Denial("out", limit.name, limit.reason)
    return _by_frame(around, place, frame, at, is_theirs=True)._replace(hedge=most)


def _of_most(place: Place, around: Around) -> Span | None:
    """What says that most patients are normal, where nothing is said of the others."""
    page, sentence, mention = around.page, around.sentence, around.mention
    found = _PATTERNS["mostly"].search(place.text)
    rest = _PATTERNS["mostly"].sub("", place.text)
    aside = _PATTERNS["aside_clause"].search(rest)
    if aside and _has_finding(around, aside[0]):
        rest = rest[: aside.start()]  # "mostly normal, although some have ataxia"
    if found is None or any(
        _PATTERNS[name].search(rest) for name in ("some", "seldom", "subgroup", "contrast", "then_not")
    ):
        return None
    if any(page.lexicon.is_a(other.reference, mention.reference) for other in page.mentions_in("phenotype", sentence)):
        return None
    return Span(sentence.start + found.start(), sentence.start + found.end())


def _has_finding(around: Around, clause: str) -> bool:
    """Whether a clause that ends a sentence names a finding: what it says of some patients is not said of what is normal."""
    sentence = around.sentence
    return bool(around.page.mentions_in("phenotype", Span(sentence.end - len(clause), sentence.end)))


def _name(page: Page, sentence: Span, mention: Mention) -> Span:
    """Where the words of a finding stand, with those that it shares: all of "hearing and visual problems" for either half."""
    own = mention.span.cover(mention.entity) if mention.entity else mention.span
    for other in page.mentions_in("phenotype", sentence):
        if other.entity and other.span.end <= own.start and "coordinated" in other.candidates[0].steps:
            whole = other.span.cover(other.entity)
            if whole.contains(own):
                return whole
    return own


def _is_told(place: Place, frame: Frame | None) -> bool:
    """Whether a frame in the past tense tells of the patients who were seen."""
    return frame is not None and frame.name in OF_PATIENTS and _PATTERNS["past"].search(place.before) is not None


def _tells_of_study(page: Page, _document: str) -> bool:
    """Whether a page says that it is on patients who were studied: "we reviewed", "22 patients were", "in our series"."""
    return any(page.prose.search(_PATTERNS, "study", sentence) for sentence in page.doc.sentences)


def _of_list(page: Page, sentence: Span, mention: Mention) -> Denial:
    """What the words over a list make of a finding in it, which may have a denial or a doubt of its own."""
    lead = lead_in_of(page, sentence)
    own = page.sentence(sentence).context(mention.span, mention.entity, finding=True)
    if lead is None or lead.state != DENIED or own.negated or own.hedged or own.frequency:
        return Denial("out", "list", "the words over its list may deny it")
    return Denial("denied", "list")


def _by_frame(around: Around, place: Place, frame: Frame | None, at: Span, *, is_theirs: bool) -> Denial:
    """What a frame without limits makes of a claim."""
    page, mention = around.page, around.mention
    if frame is None:
        return Denial("out", "no_frame", "the denial near it may be of something else")
    if (
        "coordinated" in mention.candidates[0].steps
        and frame.place != "value"
        and not _PATTERNS["trouble"].search(place.text, at.start)
    ):
        # "Fingernails and toenails are absent": what is absent is an organ, and that is a finding.
        return Denial("open", "organ", "an organ may be what is absent")
    if (frame.name == "count" or frame.subject == NOBODY) and _names_another(page, mention):
        return Denial("out", "of_others", "it is said of another disease")
    if _is_the_disease(page, mention):
        return Denial("out", "itself", "the disease itself is that finding")
    if not is_theirs:
        return Denial("out", "of_others", "it is not plainly said of the page's patients")
    if frame.denies or _is_plain(place, frame, around):
        return Denial("denied", frame.name)
    return Denial("open", frame.name, f"what says so ({frame.name}) is not known to deny")


def _is_plain(place: Place, frame: Frame, around: Around) -> bool:
    """Whether a frame that is right less often denies: it stands right at what the text names exactly.

    In a description ("characterized by ataxia without fever") that is enough; a note is so of one patient alone.
    """
    steps = around.mention.candidates[0].steps
    is_named = not steps or (around.tells_of_one and all(step.startswith(_SAFE_STEPS) for step in steps))
    if not is_named or not (frame.name in _OF_NOTES or frame.name == _DESCRIBED):
        return False
    is_next = _PATTERNS["next_to"].fullmatch(place.text, place.cue.end, place.name.start) is not None
    return is_next and (frame.name == _DESCRIBED or around.tells_of_one)


def _value(place: Place) -> tuple[Frame | None, Span, bool]:
    bare = _PATTERNS["dash"].fullmatch(place.text, *place.cue) is not None
    return frames()["dash" if bare else "label"], place.name, True


def _normal(place: Place) -> tuple[Frame | None, Span, bool]:
    """The frame of what is denied because its opposite is said."""
    name = "normal_is" if place.cue.start >= place.name.end else "normal_of"
    return frames()[name], place.cue.cover(place.name), True


def _frame(place: Place, around: Around, head: Callable[[int], str]) -> tuple[Frame | None, Span, bool]:
    """The frame that governs the finding by the denial at hand, where it stands, and whether its subject is the page's patients.

    `head` gives what stands before an offset. A frame of others counts only where no other frame has the patients.
    """
    of_others: tuple[Frame, Span] | None = None
    for frame in frames().values():
        at = None if frame.name in NORMAL else _stands(place, frame, around)
        if at is None:
            continue
        is_theirs = not frame.subject or _PATTERNS[frame.subject].search(head(at.start)) is not None
        if is_theirs and not (frame.name == "effect" and _has_another_subject(place, around)):
            return frame, at, True
        if frame.subject != NOBODY:
            of_others = of_others or (frame, at)
    if of_others:
        return *of_others, False
    return None, Span(min(place.cue.start, place.name.start), place.name.start), True


def _has_another_subject(place: Place, around: Around) -> bool:
    """Whether "it has no …" may be said of something else that the sentence before is about."""
    return _PATTERNS["it_has"].match(place.text) is not None and not may_be_disease(around.page, around.sentence)


def _stands(place: Place, frame: Frame, around: Around) -> Span | None:
    """Where a frame governs the finding, with the finding itself unless the frame is before it."""
    found: re.Match[str] | None = None
    if frame.place == "cue":
        found = _PATTERNS[frame.name].match(place.text, place.cue.start)
        return place.cue.cover(place.name) if found else None
    if frame.place == "behind" and place.cue.start >= place.name.end:
        found = _PATTERNS[frame.name].match(place.behind)
        return Span(place.name.start, place.name.end + found.end()) if found else None
    if frame.place == "around" and place.cue.end <= place.name.start:
        found = _PATTERNS[frame.name].search(f"{around.own_before(place.before)}{FINDING}{place.behind}")
        return Span(found.start(), place.name.start) if found and found.start() < place.cue.end else None
    if frame.place == "before" and place.cue.end <= place.name.start:
        found = around.search(_PATTERNS[frame.name], place.before, place.text)
        # Who lacks the finding may stand between the denial and the frame: "none of 14 patients had seizures".
        is_near = found is not None and (found.start() < place.cue.end or frame.subject == NOBODY)
        return Span(found.start(), place.name.start) if found and is_near else None
    return None


def _names_another(page: Page, mention: Mention) -> bool:
    """Whether another disease, which is no finding, is named between a denial and what it denies."""
    negation = mention.context.negation
    named = page.mentions_in("disease", negation.cover(mention.span)) if negation else []
    return any(not page.names_topic(disease) and disease.span not in page.finding_spans for disease in named)


def _is_the_disease(page: Page, mention: Mention) -> bool:
    """Whether the page's own disease is that finding by its name: "no tumor is found" tells a stage of a cancer."""
    return any(page.lexicon.is_a(finding, mention.reference) for finding in page.own_findings)


def _lists_all(place: Place, frame: Frame, at: Span) -> bool:
    """Whether a finding is in a list that makes up the whole sentence: "there were no seizures, ataxia and ptosis"."""
    begins, ends = _LISTS.get(frame.name, ("", ""))
    if not ends or (begins and _PATTERNS[begins].match(place.text, at.start) is None):
        return False
    return (
        _PATTERNS[ends].match(place.behind) is not None and _PATTERNS["says_more"].search(place.text, at.start) is None
    )


def _is_next_item(place: Place, at: Span) -> bool:
    """Whether a finding stands behind a comma in a list that need not be the denied one: "no fever, short stature and deafness"."""
    before = _PATTERNS["aside"].sub("", place.text[at.start : place.name.start])
    _, comma, items = before.lstrip(" ,;:.").partition(",")
    if not comma or _PATTERNS["item_denied"].match(items.rpartition(",")[2]):
        return False
    return not (_PATTERNS["or"].search(items) or _PATTERNS["or_follows"].match(place.behind))


def _head(page: Page, sentence: Span, head: str) -> str:
    """What stands before a frame, with a sign for each name of the page's own disease."""
    for disease in reversed(page.mentions_in("disease", Span(sentence.start, sentence.start + len(head)))):
        if names_own(page, disease):
            first, last = within(sentence, disease.span)
            head = head[:first] + TOPIC + head[last:]
    return head
