"""What a denial near a finding says of the page's patients: no claim is denied but in a frame that is known to deny.

A frame is a way to say that the patients lack something; `denial_frames.tsv` counts how often it was right in claims that were drawn
and read. What a frame says of some patients, at some time or under a condition is left open.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pohgraph.extractors.shared.case_report import ONE, SEVERAL
from pohgraph.extractors.shared.denial_tables import TOPIC, Around, Frame, Limit, frames, limits, within
from pohgraph.extractors.shared.lead_ins import DENIED, lead_in_of
from pohgraph.extractors.shared.normal import STEP
from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span
from pohgraph.recognise.context.values import denying_value

_PATTERNS = Patterns("extractors/shared", "denial_wordings.tsv")
_NORMAL = frozenset({"normal_is", "normal_of"})
# Limits of what is only told of the patients that were seen.
_OF_SEEN = frozenset({"past", "one_patient", "in_one", "history"})
_OF_NOTES = frozenset({"described", "without", "note"})  # frames that deny of one patient
_NOBODY = "nobody"  # the subject of a count of zero
_FINDING = "\u00a4"  # stands for the finding where a frame lies around it
_BLANK = re.compile(r"\s")


class Denial(NamedTuple):
    """What a denial makes of a claim: "denied", "open", "stated" or "out"; `by` names the frame or the limit that decided.

    `seen` says that it is told of ONE patient, or of SEVERAL who were seen: "the patients had no seizures".
    """

    state: str
    by: str
    reason: str = ""
    seen: str = ""


class _Place(NamedTuple):
    """A finding in its sentence, whose white space is blanks; offsets count from the sentence's start."""

    text: str
    name: Span
    cue: Span

    @property
    def before(self) -> str:
        return self.text[: self.name.start]

    @property
    def behind(self) -> str:
        return self.text[self.name.end :]


def denial_of(page: Page, sentence: Span, mention: Mention) -> Denial:
    """How a finding is to be taken that a denial reaches."""
    cue = mention.context.negation
    if cue is None:
        return Denial("stated", "")
    if cue.end <= sentence.start:
        return _of_list(page, sentence, mention)
    place = _Place(
        page.prose.blanked(sentence), within(sentence, _name(page, sentence, mention)), within(sentence, cue)
    )
    is_value = cue == denying_value(page.doc.text, sentence, mention.span)
    around = Around(page, sentence, mention)
    if STEP in mention.candidates[0].steps:
        frame, at, is_theirs = _normal(place)
    elif is_value:
        frame, at, is_theirs = _value(place)
    else:
        frame, at, is_theirs = _frame(place, around, lambda end: _head(page, sentence, place.text[:end]))
    limit = _limit(place, frame, at, around)
    # "Absence of a rib, cleft lip at birth": where no frame governs the finding, only a denial right before it leaves it open.
    # What is counted is governed by a frame of its own, or it is said of others.
    counts = _PATTERNS["counts"].fullmatch(place.text, *place.cue) is not None
    at_once = not counts and not place.text[place.cue.end : place.name.start].strip()
    if limit and frame and frame.name in _NORMAL:
        # "Most have normal hearing" is not said of a finding: what it leaves open is no claim.
        return Denial("out", limit.name, limit.reason)
    if limit and (frame or at_once or limit.state != "open"):
        return Denial(limit.state, limit.name, limit.reason)
    if frame and frame.place == "before" and frame.name not in _NORMAL and _is_next_item(place, at):
        return Denial("open", "next_item", "it may be the next item of a list, and not denied")
    denial = _by_frame(around, place, frame, at, is_theirs=is_theirs or around.is_of_one)
    if denial.state == "denied" and not _is_whole(place, frame, at, around):
        return Denial("open", "goes_on", "what follows may limit what is denied")
    return denial._replace(seen=ONE if around.follows_one else SEVERAL if _is_told(place, frame, at) else "")


def _name(page: Page, sentence: Span, mention: Mention) -> Span:
    """Where the words of a finding stand, with those that it shares: all of "hearing and visual problems" for either half."""
    own = mention.span.cover(mention.entity) if mention.entity else mention.span
    for other in page.mentions_in("phenotype", sentence):
        if other.entity and other.span.end <= own.start and "coordinated" in other.candidates[0].steps:
            whole = other.span.cover(other.entity)
            if whole.contains(own):
                return whole
    return own


def _is_told(place: _Place, frame: Frame | None, at: Span) -> bool:
    """Whether a frame in the past tense tells of the patients who were seen."""
    return frame is not None and frame.name == "having" and _PATTERNS["past"].search(place.text, at.start) is not None


def _of_list(page: Page, sentence: Span, mention: Mention) -> Denial:
    """What the words over a list make of a finding in it, which may have a denial or a doubt of its own."""
    lead = lead_in_of(page, sentence)
    own = page.sentence(sentence).context(mention.span, mention.entity, finding=True)
    if lead is None or lead.state != DENIED or own.negated or own.hedged or own.frequency:
        return Denial("out", "list", "the words over its list may deny it")
    return Denial("denied", "list")


def _by_frame(around: Around, place: _Place, frame: Frame | None, at: Span, *, is_theirs: bool) -> Denial:
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
    if (frame.name == "count" or frame.subject == _NOBODY) and _names_another(page, mention):
        return Denial("out", "of_others", "it is said of another disease")
    if _is_the_disease(page, mention):
        return Denial("out", "itself", "the disease itself is that finding")
    if not is_theirs:
        return Denial("out", "of_others", "it is not plainly said of the page's patients")
    if frame.denies or _is_of_note(mention, frame, around):
        return Denial("denied", frame.name)
    return Denial("open", frame.name, f"what says so ({frame.name}) is not known to deny")


def _is_of_note(mention: Mention, frame: Frame, around: Around) -> bool:
    """Whether one patient lacks what the text itself names: "with ataxia and without fever", "no fever"."""
    return frame.name in _OF_NOTES and not mention.candidates[0].steps and around.tells_of_one


def _value(place: _Place) -> tuple[Frame | None, Span, bool]:
    bare = _PATTERNS["dash"].fullmatch(place.text, *place.cue) is not None
    return frames()["dash" if bare else "label"], place.name, True


def _normal(place: _Place) -> tuple[Frame | None, Span, bool]:
    """The frame of what is denied because its opposite is said."""
    name = "normal_is" if place.cue.start >= place.name.end else "normal_of"
    return frames()[name], place.cue.cover(place.name), True


def _frame(place: _Place, around: Around, head: Callable[[int], str]) -> tuple[Frame | None, Span, bool]:
    """The frame that governs the finding by the denial at hand, where it stands, and whether its subject is the page's patients.

    `head` gives what stands before an offset. A frame of others counts only where no other frame has the patients.
    """
    of_others: tuple[Frame, Span] | None = None
    for frame in frames().values():
        at = None if frame.name in _NORMAL else _stands(place, frame, around)
        if at is None:
            continue
        if not frame.subject or _PATTERNS[frame.subject].search(head(at.start)):
            return frame, at, True
        if frame.subject != _NOBODY:
            of_others = of_others or (frame, at)
    if of_others:
        return *of_others, False
    return None, Span(min(place.cue.start, place.name.start), place.name.start), True


def _stands(place: _Place, frame: Frame, around: Around) -> Span | None:
    """Where a frame governs the finding, with the finding itself unless the frame is before it."""
    found: re.Match[str] | None = None
    if frame.place == "cue":
        found = _PATTERNS[frame.name].match(place.text, place.cue.start)
        return place.cue.cover(place.name) if found else None
    if frame.place == "behind" and place.cue.start >= place.name.end:
        found = _PATTERNS[frame.name].match(place.behind)
        return Span(place.name.start, place.name.end + found.end()) if found else None
    if frame.place == "around" and place.cue.end <= place.name.start:
        found = _PATTERNS[frame.name].search(f"{place.before}{_FINDING}{place.behind}")
        return Span(found.start(), place.name.start) if found and found.start() < place.cue.end else None
    if frame.place == "before" and place.cue.end <= place.name.start:
        found = around.search(_PATTERNS[frame.name], place.before, place.text)
        # Who lacks the finding may stand between the denial and the frame: "none of 14 patients had seizures".
        is_near = found is not None and (found.start() < place.cue.end or frame.subject == _NOBODY)
        return Span(found.start(), place.name.start) if found and is_near else None
    return None


def _said_before(page: Page, sentence: Span) -> str:
    """The sentence before one whose subject is a pronoun, which stands for somebody named there."""
    earlier = page.before(sentence)
    if earlier is None or not _PATTERNS["anaphor"].match(page.doc.text, sentence.start, sentence.end):
        return ""
    return _BLANK.sub(" ", page.doc.quote(earlier)) + " "


def _limit(place: _Place, frame: Frame | None, at: Span, around: Around) -> Limit | None:
    """What keeps a denial from being a general one: the first limit that stands at its place."""
    earlier = _said_before(around.page, around.sentence)
    head = _PATTERNS["passing"].sub(lambda found: " " * len(found[0]), place.text[: at.start])
    rest, behind = around.own(place.text[max(at.end, place.name.end) :]), around.own(place.behind)
    rest, behind = (_PATTERNS["all_along"].sub("", said) for said in (rest, behind))
    is_normal = frame is not None and frame.name in _NORMAL
    if is_normal:
        rest = rest.removeprefix(" normally")
        head = _PATTERNS["tested"].sub(lambda found: " " * len(found[0]), head)
    own = _PATTERNS["new_subject"].split(head)[-1] if frame and frame.name == "normal_is" else head
    places = {
        "cue": place.text[place.cue.start : place.cue.end] if frame is None else "",
        "sentence": earlier + head,
        "before": earlier + _own_clause(own),
        "predicate": _own_predicate(own + place.text[at.start :], len(own)),
        "subject": _subject(place, around, at) if frame and frame.place == "behind" and not is_normal else "",
        "between": _between(place, frame, at),
        "object": _denied(place, at),
        "name": place.text[place.name.start : place.name.end],
        "after": rest,
        "behind": _PATTERNS["clause_end"].split(rest if is_normal else behind, 1)[0],
    }
    of_each = _PATTERNS["of_each" if is_normal else "of_any"].search(rest if is_normal else behind)
    passed = _OF_SEEN if of_each or around.tells_of_one else frozenset[str]()
    if around.is_of_one:
        passed |= {"subgroup"}  # "the boy has had no seizures"
    last = _PATTERNS["item_break"].split(place.text[at.start : place.name.start])[-1]
    if is_normal or _PATTERNS["denied_all"].match(place.text, at.start) or _PATTERNS["item_denied"].match(last):
        passed |= {"and"}
    if is_normal:
        passed |= {"given", "thing", "place_of"}  # "does not affect the brain", "has no effect on hearing"
    if frame and frame.subject == _NOBODY:
        passed |= {"doubled", "past", "some"}
    if frame and frame.name == "having" and _PATTERNS["patients_named"].search(own):
        passed |= {"past"}  # told of all who were seen
    if (
        frame
        and frame.place == "behind"
        and (is_normal or _PATTERNS["all_absent"].search(place.text[place.name.end : at.end]))
    ):
        passed |= {"in_every"}
    is_counted = frame is not None and frame.place in {"cue", "value"}
    for limit in limits():
        if limit.name in passed or (is_counted and not limit.counted):
            continue
        found = around.search(_PATTERNS[limit.name], places[limit.where], place.text)
        if found and not (limit.named and found[0].strip().lower() in around.title):
            return limit
    return None


def _is_whole(place: _Place, frame: Frame | None, at: Span, around: Around) -> bool:
    """Whether the denial ends here, or goes on with what limits nothing: "not a sign" denies, "not a sign of age" need not."""
    if frame is None or frame.name in _NORMAL or frame.place in {"cue", "value", "around"}:
        return True
    rest = _PATTERNS["all_along"].sub("", around.own(place.text[max(at.end, place.name.end) :])).rstrip(" ")
    if frame.place == "behind" and _PATTERNS["or_else"].match(rest):
        return False
    return _PATTERNS["whole"].match(rest) is not None


def _names_another(page: Page, mention: Mention) -> bool:
    """Whether another disease, which is no finding, is named between a denial and what it denies."""
    negation = mention.context.negation
    named = page.mentions_in("disease", negation.cover(mention.span)) if negation else []
    return any(not page.names_topic(disease) and disease.span not in page.finding_spans for disease in named)


def _is_the_disease(page: Page, mention: Mention) -> bool:
    """Whether the page's own disease is that finding by its name: "no tumor is found" tells a stage of a cancer."""
    return any(page.lexicon.is_a(finding, mention.reference) for finding in page.own_findings)


def _is_next_item(place: _Place, at: Span) -> bool:
    """Whether a finding stands behind a comma in a list that need not be the denied one: "no fever, short stature and deafness"."""
    before = _PATTERNS["aside"].sub("", place.text[at.start : place.name.start])
    _, comma, items = before.lstrip(" ,;:.").partition(",")
    if not comma or _PATTERNS["item_denied"].match(items.rpartition(",")[2]):
        return False
    return not (_PATTERNS["or"].search(items) or _PATTERNS["or_follows"].match(place.behind))


def _subject(place: _Place, around: Around, at: Span) -> str:
    """What stands before a finding in its part of a clause but words on all patients, a sign for it, and what leads to the verb."""
    before = around.own_before(place.before)
    own = _PATTERNS["part_start"].split(before)[-1]
    if _PATTERNS["and_last"].match(own):  # "children with ataxia, ptosis, and myopia": the subject is the list's
        own = _PATTERNS["list_start"].split(before)[-1]
    return _PATTERNS["in_general"].sub("", own) + _FINDING + place.text[place.name.end : at.end]


def _between(place: _Place, frame: Frame | None, at: Span) -> str:
    """From the start of a frame to the finding; of a frame behind it, the words around the finding up to the frame's end."""
    if frame is None or frame.place != "behind":
        return place.text[at.start : place.name.start]
    words = _PATTERNS["noun_phrase"].search(place.before)
    return (words[0] if words else "") + place.text[place.name.end : at.end]


def _denied(place: _Place, at: Span) -> str:
    """What stands between a denied verb and the finding."""
    verb = _PATTERNS["denied_verb"].match(place.text, at.start, place.name.start)
    return place.text[verb.end() if verb else at.start : place.name.start]


def _own_clause(head: str) -> str:
    """The clause that a denial's subject stands in: the last one that has a subject."""
    clauses = _PATTERNS["clause_end"].split(head)
    for clause in reversed(clauses):
        if _PATTERNS["patient_word"].search(clause):
            return head if _PATTERNS["pronoun"].match(clause) else clause
    return head


def _own_predicate(text: str, start: int) -> str:
    """What stands in a denial's clause before it, without earlier predicates: "are often tall and do not have X"."""
    clause = _own_clause(text[:start])
    first = start - len(clause)
    cuts = [found.end() for found in _PATTERNS["predicate"].finditer(text, first) if found.end() <= start]
    return text[cuts[-1] if cuts else first : start]


def _head(page: Page, sentence: Span, head: str) -> str:
    """What stands before a frame, with a sign for each name of the page's own disease."""
    for disease in reversed(page.mentions_in("disease", Span(sentence.start, sentence.start + len(head)))):
        if names_own(page, disease):
            first, last = within(sentence, disease.span)
            head = head[:first] + TOPIC + head[last:]
    return head
