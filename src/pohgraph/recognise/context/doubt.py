"""What a hedge leaves open of a finding: it is there unless a hedge is known to be one of whether patients have it.

"A may lead to X", "a risk of X", "whether they have X", "if it ruptures, X may follow" leave X open. "Patients may develop X" and "the
condition may cause X" say that some have it. Hedges of cause, course, severity, diagnosis and treatment say nothing of it.
"""

from pohgraph.language.lines import trimmed
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_DETERMINER = 30  # code points before a finding where its article stands
_AHEAD = 90  # code points before a finding where a doubt of it stands
_NAMED = 80  # code points behind a finding where a condition says what it is called
_PATTERNS = Patterns("recognise/context", "doubt.tsv")


def hedge_reading(text: str, clause: int, cue: Span, mention: Span) -> str:
    """What a hedge in a clause that begins at an offset makes of a finding behind it: "hedge", "chance" or "" for nothing."""
    between = text[cue.end : mention.start]
    if _PATTERNS["opens_next"].match(text, cue.start, cue.end):
        return "hedge" if _PATTERNS["not_next"].search(between) is None else ""
    if _PATTERNS["opens_verb"].match(text, cue.start):
        return "hedge"
    if _PATTERNS["perhaps"].match(text, cue.start):
        return "chance" if _PATTERNS["not_next"].search(between) is None else ""
    if _PATTERNS["risk"].match(text, cue.start):
        return "hedge" if _is_at_risk(text, clause, cue, mention) else ""
    if _PATTERNS["modal"].fullmatch(text, cue.start, cue.end):
        return _of_modal(text, clause, cue, mention)
    if _PATTERNS["opens"].match(text, cue.start) is None or _PATTERNS["asked_else"].search(between):
        return ""
    return "" if _PATTERNS["known_effect"].search(between) else "hedge"


def is_conditional(text: str, cue: Span, mention: Span) -> bool:
    """Whether a condition ("if", "unless") is one of a finding, and not of what is told of it."""
    if _PATTERNS["known_effect"].search(text, max(0, mention.start - _DETERMINER), mention.start) and not _PATTERNS[
        "is_predicate"
    ].search(text, *mention):
        return False
    if _PATTERNS["named"].search(text, min(cue.end, mention.start), mention.end + _NAMED):
        return False
    there = _PATTERNS["is_there"].match(text, mention.end)
    if _PATTERNS["unless"].match(text, cue.start):
        return cue.end <= mention.start and there is not None and "," not in text[cue.end : mention.start]
    return there is not None or _PATTERNS["is_subject"].match(text, mention.end) is None


def item_doubt(text: str, sentence: Span, mention: Span) -> Span | None:
    """The words that doubt one finding of a sentence alone: "ataxia and possibly seizures", "seizures are a questionable feature"."""
    start, end = max(sentence.start, mention.start - _AHEAD), mention.end
    if named := _PATTERNS["named_risk"].match(text, mention.start, end):
        return Span(*named.span("cue"))
    before = text[start : mention.start]
    if found := _PATTERNS["doubted_item"].search(before):
        return trimmed(text, Span(start + found.start(), start + found.end()))
    if marked := _PATTERNS["doubted_mark"].match(text, end, sentence.end):
        return trimmed(text, Span(*marked.span()))
    linked = _PATTERNS["link_of"].search(before) is not None
    said = _PATTERNS["doubted_as"].match(text, end, sentence.end)
    if said is None and linked:
        said = _PATTERNS["doubted_link"].match(text, end, sentence.end)
    if said is None or not (linked or _PATTERNS["is_doubted_subject"].search(before)):
        return None
    return trimmed(text, Span(*said.span("cue")))


def is_chance(words: str) -> bool:
    """Whether words leave it at that some have a finding, and count nobody.

    >>> is_chance("may"), is_chance("possibly"), is_chance("some patients")
    (True, True, False)
    """
    words = words.lower()
    return any(_PATTERNS[name].fullmatch(words) is not None for name in ("modal", "perhaps"))


def _is_at_risk(text: str, clause: int, cue: Span, mention: Span) -> bool:
    between = text[cue.end : mention.start]
    if _PATTERNS["known"].search(between):
        return False
    if _PATTERNS["tendency"].match(text, cue.start) and _PATTERNS["infection"].search(text, cue.end, mention.end):
        return False
    return not (_PATTERNS["next_item"].search(between) and _PATTERNS["in_relative"].search(text, clause, cue.start))


def _of_modal(text: str, clause: int, modal: Span, mention: Span) -> str:
    between = text[modal.end : mention.start]
    if _PATTERNS["opens"].match(text, modal.start):
        return "hedge"
    of_disease = _PATTERNS["disease_before"].search(text, clause, modal.end) is not None
    if not of_disease and _follows(text, clause, modal, between):
        return "" if _PATTERNS["known_effect"].search(between) else "hedge"
    # "The disorder may restrict movement": the finding is the verb itself.
    has = (of_disease and not between.removesuffix("also ").strip()) or _PATTERNS["having"].match(text, modal.end)
    return "chance" if has and _PATTERNS["aside"].search(between) is None else ""


def _follows(text: str, clause: int, modal: Span, between: str) -> bool:
    """Whether a finding is only what may come of something."""
    if _PATTERNS["outcome"].search(between):
        return True
    if _PATTERNS["relative"].search(text, clause, modal.start) is None:
        return False
    # "Webs which may impair mobility": the finding is the verb itself.
    return not between.strip() or (
        _PATTERNS["consequence"].search(between) is not None and _PATTERNS["passive"].match(text, modal.end) is None
    )
