"""What limits a denial: it is of some patients, at a time, under a condition, or of something else than the finding.

`denial_limits.tsv` says in which words, where they stand, and what they make of the claim.
"""

from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.denial_tables import Around, Frame, Limit, limits, within
from pohgraph.extractors.shared.normal_things import abnormality_of
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

NORMAL = frozenset({"normal_is", "normal_of"})  # frames that deny by calling a thing normal
OF_PATIENTS = frozenset({"having", "normal_of"})  # frames whose subject may be the patients who were seen
NOBODY = "nobody"  # the subject of a count of zero
FINDING = "\u00a4"  # stands for the finding where a frame lies around it
_PATTERNS = Patterns("extractors/shared", "denial_wordings.tsv")
# Limits of what is only told of the patients that were seen.
_OF_SEEN = frozenset({"past", "one_patient", "of_one_person", "in_one", "history"})
_PASSED = {"described": frozenset({"history"})}  # "they have scars and no history of acne"
_OF_NOBODY = {"inverted": NOBODY}  # frames that have such a subject at their front
_BLANK = compiled(r"\s")


class Place(NamedTuple):
    """A finding in its sentence, whose white space is blanks; offsets count from the sentence's start."""

    text: str
    name: Span
    cue: Span

    @property
    def before(self) -> str:
        """What stands before the finding."""
        return self.text[: self.name.start]

    @property
    def behind(self) -> str:
        """What stands behind it."""
        return self.text[self.name.end :]


def limit_of(
    place: Place, frame: Frame | None, at: Span, around: Around, *, passing: frozenset[str] = frozenset()
) -> Limit | None:
    """What keeps a denial from being a general one: the first limit that stands at its place, those of `passing` aside."""
    earlier = _said_before(around.page, around.sentence)
    head = _PATTERNS["passing"].sub(lambda found: " " * len(found[0]), place.text[: at.start])
    rest, behind = around.own(place.text[max(at.end, place.name.end) :]), around.own(place.behind)
    rest, behind = (_PATTERNS["all_along"].sub("", said) for said in (rest, behind))
    is_normal = frame is not None and frame.name in NORMAL
    between = _between(_without_names(place, at, around), frame, at)
    between = _PATTERNS["with_examples"].sub("", _PATTERNS["all_along"].sub("", between))
    if around.tells_of_one:
        between = _PATTERNS["plain_degree"].sub("", _PATTERNS["on_test"].sub("", between))
        between = _PATTERNS["plain_normal"].sub("", between) if is_normal else between
        if frame and frame.name != "absence":
            head = _PATTERNS["by_test"].sub(lambda found: " " * len(found[0]), head)
    if is_normal or around.tells_of_one:
        rest, behind = (_PATTERNS["on_view"].sub("", said) for said in (rest, behind))
    if is_normal:
        rest = rest.removeprefix(" normally")
        head = _PATTERNS["tested"].sub(lambda found: " " * len(found[0]), head)
    own = _PATTERNS["new_subject"].split(head)[-1] if frame and frame.name == "normal_is" else head
    places = {
        "cue": place.text[place.cue.start : place.cue.end] if frame is None else "",
        "sentence": earlier + head,
        "before": earlier + _own_clause(_PATTERNS["aside"].sub(lambda found: " " * len(found[0]), own)),
        "predicate": _own_predicate(own + place.text[at.start :], len(own)),
        "subject": _subject(place, around, at) if frame and frame.place == "behind" and not is_normal else "",
        "between": between,
        "object": _denied(place, at),
        "name": place.text[place.name.start : place.name.end],
        "after": rest,
        "behind": _PATTERNS["behind_end"].split(_PATTERNS["clause_end"].split(rest if is_normal else behind, 1)[0], 1)[
            0
        ],
    }
    passed = passing | _passed(place, frame, at, around, own, rest if is_normal else behind)
    is_counted = frame is not None and frame.place in {"cue", "value"}
    for limit in limits():
        if limit.name in passed or (is_counted and not limit.counted):
            continue
        found = around.search(_PATTERNS[limit.name], places[limit.where], place.text)
        if found and not (limit.named and found[0].strip().lower() in around.title):
            return limit
    return None


def _passed(place: Place, frame: Frame | None, at: Span, around: Around, own: str, behind: str) -> frozenset[str]:
    """The names of the limits that do not count: `own` is what stands before a frame, `behind` what stands behind it."""
    is_normal = frame is not None and frame.name in NORMAL
    of_each = _PATTERNS["of_each" if is_normal else "of_any"].search(behind)
    passed = _OF_SEEN if of_each or around.tells_of_one else _PASSED.get(frame.name if frame else "", frozenset[str]())
    if around.is_of_one:
        passed |= {"subgroup"}  # "the boy has had no seizures"
    if around.tells_of_one and not _PATTERNS["counted_people"].search(place.text):
        passed |= {"some"}  # "with some pain and no fever"
    last = _PATTERNS["item_break"].split(place.text[at.start : place.name.start])[-1]
    if is_normal or _PATTERNS["denied_all"].match(place.text, at.start) or _PATTERNS["item_denied"].match(last):
        passed |= {"and"}
    if not is_normal:
        passed |= {"but_for"}
    else:
        passed |= {"given", "thing", "place_of"}  # "does not affect the brain", "has no effect on hearing"
    if frame and frame.place == "before" and _PATTERNS["new_item"].match(place.text, at.start):
        passed |= {"doubled"}  # "no change in weight, no fever"
    if _PATTERNS["all_patients"].search(place.before):
        passed |= {"some", "past", "subgroup"}
    if frame and NOBODY in {frame.subject, _OF_NOBODY.get(frame.name)}:
        passed |= {"doubled", "past", "some"}
    if frame and frame.name in OF_PATIENTS and _PATTERNS["patients_named"].search(own):
        passed |= {"past"}  # told of all who were seen
    if (
        frame
        and frame.place == "behind"
        and (is_normal or _PATTERNS["all_absent"].search(place.text[place.name.end : at.end]))
    ):
        passed |= {"in_every"}
    return passed


def is_whole(place: Place, frame: Frame | None, at: Span, around: Around) -> bool:
    """Whether the denial ends here, or goes on with what limits nothing: "not a sign" denies, "not a sign of age" need not."""
    if frame is None or frame.name in NORMAL or frame.place in {"cue", "value", "around"}:
        return True
    rest = _PATTERNS["all_along"].sub("", around.own(place.text[max(at.end, place.name.end) :]))
    rest = (_PATTERNS["on_view"].sub("", rest) if around.tells_of_one else rest).rstrip(" ")
    rest = rest[_own_part(rest, around) :] if frame.place == "before" else rest
    if frame.place == "behind" and _PATTERNS["or_else"].match(rest):
        return False
    return _PATTERNS["whole"].match(rest) is not None


def _own_part(rest: str, around: Around) -> int:
    """Where the words for a part of the body end, if the finding is always one of that part; else 0.

    "Freckling of the skin" is no more than freckling, but "tumors of the skin" are only some tumors.
    """
    part = _PATTERNS["of_part"].match(rest)
    curie = abnormality_of(around.page.lexicon, part["part"]) if part else ""
    is_own = part and curie and around.page.lexicon.is_a(around.mention.reference, Reference.parse(curie))
    return part.end() if part and is_own else 0


def _said_before(page: Page, sentence: Span) -> str:
    """The sentence before one whose subject is a pronoun, which stands for somebody named there."""
    earlier = page.before(sentence)
    if earlier is None or not _PATTERNS["anaphor"].match(page.doc.text, sentence.start, sentence.end):
        return ""
    return _BLANK.sub(" ", page.doc.quote(earlier)) + " "


def _subject(place: Place, around: Around, at: Span) -> str:
    """What stands before a finding in its part of a clause but words on all patients, a sign for it, and what leads to the verb."""
    before = around.own_before(place.before)
    own = _PATTERNS["part_start"].split(before)[-1]
    if _PATTERNS["and_last"].match(own):  # "children with ataxia, ptosis, and myopia": the subject is the list's
        own = _PATTERNS["list_start"].split(before)[-1]
    return _PATTERNS["in_general"].sub("", own) + FINDING + place.text[place.name.end : at.end]


def _without_names(place: Place, at: Span, around: Around) -> Place:
    """A place without the findings between a frame and its own: "congenital cataract or deafness" is of no congenital deafness."""
    text = place.text
    for other in around.page.mentions_in("phenotype", around.sentence):
        start, end = within(around.sentence, other.span)
        if at.start <= start and end <= place.name.start:
            text = text[:start] + FINDING * (end - start) + text[end:]
    return place._replace(text=text)


def _between(place: Place, frame: Frame | None, at: Span) -> str:
    """From the start of a frame to the finding; of a frame behind it, the words around the finding up to the frame's end."""
    if frame is None or frame.place != "behind":
        between = place.text[at.start : place.name.start]
        return _own_item(between) if frame and frame.place == "before" else between
    words = _PATTERNS["noun_phrase"].search(place.before)
    return (words[0] if words else "") + place.text[place.name.end : at.end]


def _denied(place: Place, at: Span) -> str:
    """What stands between a denied verb and the finding."""
    verb = _PATTERNS["denied_verb"].match(place.text, at.start, place.name.start)
    return _own_item(place.text[verb.end() if verb else at.start : place.name.start])


def _own_item(words: str) -> str:
    """The words before a finding that belong to its own item: of "no fever and no " only the last "no "."""
    own = [found.end() for found in _PATTERNS["own_item"].finditer(words)]
    return words[own[-1] :] if own else words


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
