"""What a frequency governs: what its clause says of the patients it counts, and no more.

"Some patients have A, B and C" counts all three; "A and, in some patients, B" only B; "A, seen in some patients" only A. A frequency
that nothing shows to govern a finding governs it not.
"""

import re

from pohgraph.language.patterns import Patterns
from pohgraph.language.searching import Searched
from pohgraph.model import Span

_PATTERNS = Patterns("recognise/context", "frequency_scope.tsv")
_NEAR = 40  # code points before a finding where the words of its own phrase stand
_BESIDES = 160  # code points before a finding where the words that set it apart stand
_PASSIVE = 12  # code points behind a hedge where its "be" stands


def counts_ahead(said: Searched, clause: int, cue: Span, direction: str, mention: Span, *, finding: bool) -> bool:
    """Whether a frequency governs a finding that follows it in a clause that begins at an offset."""
    text = said.text
    start = cue.end + (1 if text.startswith(",", cue.end) else 0)
    between = text[start : mention.start]
    clause_verb = _PATTERNS["clause_verb"]
    verb = None if said.lacks(clause_verb, start, mention.start) else clause_verb.search(between)
    before = text[clause : cue.start]
    if finding and (_is_none(text, before, cue) or (direction == "people" and _tells_of_others(between, verb))):
        return False
    if _is_of_others(said, clause, cue, direction, mention, finding=finding):
        return False
    subject = direction == "people" and not _is_adjunct(text, clause, cue)
    has_own = any(joint in text[cue.end : mention.start] for joint in (",", " and ")) and _PATTERNS["own_share"].match(
        text, mention.end
    )
    # "10 % have anemia, and deafness in a third of adults": the second finding has a share of its own.
    # "Rarely, seizures cause a fracture": the fracture is rare.
    # "In 40 %, ataxia was the first sign": they had it.
    shared = direction == "people" and _PATTERNS["figure"].search(text, *cue)
    first = shared and _PATTERNS["comes_first"].match(text, mention.end)
    has_verb = not subject and verb is None and not first and _has_other_verb(text, mention.end)
    # "Ataxia, which is seen in most patients, and deafness": that of the ataxia.
    of_last = direction == "people" and text.startswith(",", cue.end) and _PATTERNS["relative_before"].search(before)
    if finding and (has_own or has_verb or of_last or (direction == "people" and _is_narrowed(text, mention))):
        return False
    comma = between.find(",")
    if subject:
        if finding and _is_said_of_no_finding(text, cue, between, verb, mention):
            return False
        if not finding and verb and verb.end() <= comma and _PATTERNS["conceded"].search(before):
            return False
    elif direction == "adverb" and finding and _is_of_time_or_place(text, cue, before, mention):
        return False
    elif comma >= 0 and not _heads_clause(
        before, is_item=direction == "adverb" and verb is None and not _PATTERNS["adjectives"].fullmatch(between)
    ):
        listed = _PATTERNS["in_list"].search(before) and not _PATTERNS["verb_next"].match(text, cue.end)
        if listed or (verb is not None and comma < verb.start()):
            return False
    # "Some 40 % have anemia, deafness is common": the second clause has its own subject.
    return not (verb and verb.end() <= comma and _has_own_verb(text, mention.end))


def _is_said_of_no_finding(text: str, cue: Span, between: str, verb: re.Match[str] | None, mention: Span) -> bool:
    """Whether a finding sets the counted people apart, or they only do something: "some people with seizures", "all took the test"."""
    doing = _PATTERNS["not_having"].match(text, cue.end)
    if doing and doing.end() <= mention.start:
        return True
    if verb is not None:
        return False
    return bool(_PATTERNS["restricted"].search(between) or _PATTERNS["names_them"].match(text, mention.end))


def _is_of_time_or_place(text: str, cue: Span, before: str, mention: Span) -> bool:
    """Whether an adverb says how often something else is then, there or so, and the finding stands beside it."""
    between = text[cue.end : mention.start]
    relative = ("of_relative", "of_place"), ("of_noun", "behind_quality"), ("having", "of_degree")
    return (
        _PATTERNS["second"].search(between) is not None
        or _PATTERNS["of_when"].match(text, cue.end) is not None
        or (_PATTERNS["ended"].match(text, cue.end) is not None and _PATTERNS["of_verb"].search(before) is not None)
        or any(_PATTERNS[clause].search(before) and _PATTERNS[rest].search(between) for clause, rest in relative)
        or _begins_then(text, between, mention)
    )


def _begins_then(text: str, between: str, mention: Span) -> bool:
    """Whether an adverb before a clause with a finding as its subject says how often it begins then, or comes first."""
    name = "first_signs" if between.strip(" ,") else "begins_then"
    return not _PATTERNS["clause_verb"].search(between) and _PATTERNS[name].match(text, mention.end) is not None


def _is_of_others(said: Searched, clause: int, cue: Span, direction: str, mention: Span, *, finding: bool) -> bool:
    """Whether a frequency is that of other words than those it stands before, of a risk, or of one of several findings."""
    if not finding:
        # "A dark, often hairy patch that is present at birth".
        return direction == "adverb" and _PATTERNS["of_quality"].search(said.text[clause : cue.start]) is not None
    return (
        is_remote(said, cue, mention)
        or _is_of_other_words(said, clause, cue, direction, mention)
        or (direction == "people" and _is_of_one_of_them(said.text, cue, mention))
    )


def _is_none(text: str, before: str, cue: Span) -> bool:
    """Whether a frequency counts no patients: it is denied, tells how often something comes first, or is that of a few kinds alone."""
    return (
        _PATTERNS["denied"].search(before) is not None
        or _PATTERNS["restricted_before"].search(before) is not None
        or any(_PATTERNS[name].match(text, cue.end) for name in ("none_of", "ranks"))
    )


def _tells_of_others(between: str, verb: re.Match[str] | None) -> bool:
    """Whether a clause on other patients begins behind the verb of those who are counted."""
    return verb is not None and _PATTERNS["own_people"].search(between, verb.end()) is not None


def begins_clause(text: str, counted: Span, cue: Span) -> bool:
    """Whether other patients are counted in a clause of their own behind a frequency; "most men and some women" are one subject."""
    between = text[counted.end : cue.start]
    return "," in between or _PATTERNS["clause_verb"].search(between) is not None


def counts_back(said: Searched, clause: int, cue: Span, direction: str, mention: Span) -> bool:
    """Whether a frequency governs a finding that precedes it in a clause that begins at an offset."""
    text = said.text
    between = text[mention.end : cue.start]
    if _PATTERNS["ranks"].match(text, cue.end):
        return False
    if direction == "people":
        return _is_adjunct(text, mention.end, cue) and _adjunct_counts(said, clause, cue, mention, between)
    if not _PATTERNS["is_so"].match(text, cue.end):
        return False
    if _PATTERNS["copula"].search(between) and _PATTERNS["with_others"].match(text, cue.end):
        return False
    if _is_second_subject(said, clause, cue, mention):
        return _PATTERNS["occurs_next"].match(text, cue.end) is not None
    return _is_subject(said, clause, mention) and _leads_to(between, "auxiliary")


def is_remote(said: Searched, cue: Span, mention: Span) -> bool:
    """Whether a finding is only the cause or the outcome of what a frequency or a modal governs, or a risk."""
    return said.search(_PATTERNS["remote"], cue.end, mention.start) is not None


def is_of(text: str, mention: Span, cue: Span, direction: str) -> bool:
    """Whether a frequency behind a stage, a mode or a treatment is its own: "in infancy, usually before age one"."""
    between = text[mention.end : cue.start]
    if direction == "people":
        # "It is sporadic, but some people …": those counted begin a statement of their own.
        return "," not in between or _is_adjunct(text, mention.end, cue)
    opens = _PATTERNS["new_verb"].fullmatch(between) or _PATTERNS["of_relative"].search(between)
    if opens and _PATTERNS["verb_next"].match(text, cue.end):
        return False
    if between.rpartition(",")[2].split() and "," in between:
        return False  # "born with white hair, which often darkens": the second clause has the adverb
    return _PATTERNS["clause_verb"].search(between.rstrip().rpartition(" ")[0]) is None


def qualifies(text: str, modal: Span, mention: Span) -> bool:
    """Whether a modal only joins a finding to what has it: "the ears may be low-set", which some patients' are."""
    if text[modal.start : modal.end].lower() != "may":
        return False
    if _PATTERNS["there_is"].match(text, modal.end) and _PATTERNS["there"].search(
        text, max(0, modal.start - 10), modal.start
    ):
        return True
    return _PATTERNS["is_like"].fullmatch(text, modal.end, mention.start) is not None


def leaves_open(text: str, clause: int, cue: Span, mention: Span) -> bool:
    """Whether a hedge before a finding is still in force at it."""
    between = text[cue.end : mention.start]
    if "," not in between:
        return True
    if _PATTERNS["of_relative"].search(text, clause, cue.start):
        # "Small, which may be due to A, and deaf": a passive has no list of objects.
        return not (
            _PATTERNS["is_passive"].search(text, cue.start, cue.end + _PASSIVE) or _PATTERNS["resumes"].search(between)
        )
    return _PATTERNS["item"].search(text, clause, cue.start) is None


def _adjunct_counts(said: Searched, clause: int, cue: Span, mention: Span, between: str) -> bool:
    phrase = between.rstrip()
    for word in ("the", "in", "of", "among", "for", "by"):
        phrase = phrase.removesuffix(f" {word}").removesuffix(f"({word}")
    if _PATTERNS["of_else"].search(said.text, clause, mention.start):
        return False
    right_behind = _PATTERNS["right_behind"]
    if right_behind.fullmatch(phrase):
        return True
    if phrase.endswith(",") and right_behind.fullmatch(phrase[:-1]):
        # "A, in some cases, B" leaves open which of the two; "A, in some cases." does not.
        return not said.text.startswith(",", cue.end)
    before = said.text[clause : mention.start]
    if _PATTERNS["of_variants"].search(between) or _PATTERNS["just_in"].search(before):
        return False
    return _is_subject(said, clause, mention) and _leads_to(between, "occurs")


def _is_subject(said: Searched, clause: int, mention: Span) -> bool:
    # "The association of D with X": the preposition is that of the link.
    link = said.search(_PATTERNS["link"], clause, mention.start)
    return said.search(_PATTERNS["not_a_subject"], link.end() if link else clause, mention.start) is None


def _is_second_subject(said: Searched, clause: int, cue: Span, mention: Span) -> bool:
    """Whether a second clause begins with a finding, right before its adverb: "the face is normal and seizures rarely occur"."""
    before = _PATTERNS["second_subject"].search(said.text, clause, mention.start)
    return before is not None and not said.text[mention.end : cue.start].strip()


def _leads_to(between: str, name: str) -> bool:
    """Whether one verb stands between a finding, with what is listed with it, and its frequency."""
    last = _PATTERNS[name].search(between)
    if last is None:
        return False
    verbs = list(_PATTERNS["clause_verb"].finditer(between, 0, last.start()))
    # "have been reported in": the auxiliary of the same verb.
    return not verbs or (len(verbs) == 1 and len(between[verbs[0].end() : last.start()].split()) <= 2)  # noqa: PLR2004


def _is_of_other_words(said: Searched, clause: int, cue: Span, direction: str, mention: Span) -> bool:
    """Whether a frequency is that of a quality, of another finding, or of what a finding does."""
    text = said.text
    before, between = text[clause : cue.start], text[cue.end : mention.start]
    if _PATTERNS["besides"].search(text, max(cue.end, mention.start - _BESIDES), mention.start):
        return True
    if direction == "people":
        if not _is_adjunct(text, clause, cue):
            return False
        if _is_of_those_with(before, between) or _has_clause_of_its_own(text, before, between, mention):
            return True
    elif any(_PATTERNS[name].search(before) for name in ("ranked", "of_quality", "of_part")) or (
        _PATTERNS["copula"].search(before) and _PATTERNS["of_complement"].search(between)
    ):
        return True
    return _PATTERNS["described"].match(text, mention.end) is not None


def _is_of_those_with(before: str, between: str) -> bool:
    """Whether a finding is what those counted have besides: "seen in most people with seizures"."""
    if _PATTERNS["those_with"].search(between) is None or _PATTERNS["presents_in"].search(before):
        return False
    return _heads_clause(before) or _PATTERNS["clause_verb"].search(between) is None


def _has_clause_of_its_own(text: str, before: str, between: str, mention: Span) -> bool:
    """Whether a finding is the subject of a clause behind one that ends with a count: "A was seen in four, and B was rare"."""
    if _heads_clause(before) or " and " not in between or _PATTERNS["clause_verb"].search(between):
        return False
    return _PATTERNS["own_predicate"].match(text, mention.end) is not None


def _is_of_one_of_them(text: str, cue: Span, mention: Span) -> bool:
    """Whether many patients are counted who have one of several things: each of these is less frequent."""
    examples = _PATTERNS["of_examples"].search(text, cue.end, mention.start)
    if examples is None or _PATTERNS["few"].search(text[cue.start : cue.end]):
        return False
    listed = _PATTERNS["clause_end"].split(text[examples.end() :], maxsplit=1)[0]
    return _PATTERNS["one_of_them"].search(listed) is not None


def _is_narrowed(text: str, mention: Span) -> bool:
    """Whether the words at a finding make it a narrower one: some have weakness of the hands, where all have weakness."""
    return (
        _PATTERNS["narrowed_before"].search(text, max(0, mention.start - _NEAR), mention.start) is not None
        or _PATTERNS["narrowed_behind"].match(text, mention.end) is not None
    )


def _is_adjunct(text: str, start: int, cue: Span) -> bool:
    """Whether the counted are no subject: "in some patients"."""
    return (
        _PATTERNS["adjunct"].match(text, cue.start) is not None
        or _PATTERNS["preposition"].search(text, start, cue.start) is not None
        or text[start : cue.start].rstrip().endswith("(")
        or (
            _PATTERNS["starts_between"].match(text, cue.start) is not None
            and _PATTERNS["reported"].search(text, start, cue.start) is not None
        )
    )


def _heads_clause(before: str, *, is_item: bool = False) -> bool:
    if is_item and _PATTERNS["last_item"].search(before):
        return False
    return _PATTERNS["head"].search(before) is not None and not before.rstrip().endswith((",", "("))


def _has_other_verb(text: str, end: int) -> bool:
    """Whether what ends at an offset is the subject of a verb that does not say that it is there."""
    return _PATTERNS["own_verb"].match(text, end) is not None and _PATTERNS["comes"].match(text, end) is None


def _has_own_verb(text: str, end: int) -> bool:
    match = _PATTERNS["verb_next"].match(text, end)
    return match is not None and _PATTERNS["clause_verb"].search(match[0]) is not None
