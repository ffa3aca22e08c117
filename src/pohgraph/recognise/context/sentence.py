"""How a mention is meant: the cues of its sentence negate it, hedge it, or say that some patients or a relative have it."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.searching import Searched
from pohgraph.model import Context, Span
from pohgraph.recognise.context.asides import Asides, opened_behind_another, said_of_next
from pohgraph.recognise.context.cues import OPEN, Cue, cues_of
from pohgraph.recognise.context.doubt import hedge_reading, is_conditional, item_doubt
from pohgraph.recognise.context.own_counts import counts_alone, counts_anew
from pohgraph.recognise.context.reach import Denials, any_within, holds
from pohgraph.recognise.context.scope import (
    begins_clause,
    counts_ahead,
    counts_back,
    is_of,
    is_remote,
    leaves_open,
    qualifies,
)
from pohgraph.recognise.context.stops import stops
from pohgraph.recognise.context.values import denying_value, unknown_value
from pohgraph.tables import prose_pattern

# A comma that no list has: what stands before it is no subject.
_APART = compiled(r",(?!.*\b(?:and|or|nor)\b)", re.IGNORECASE | re.DOTALL)


NO_CONTEXT = Context()


class Sentence:
    """One sentence with its cues: answers how a span within it is meant."""

    def __init__(self, text: str, span: Span, names: Iterable[Span] = (), diseases: Sequence[Span] = ()) -> None:
        """A sentence; a denial within one of its `names` ("absence of speech") denies nothing else.

        No word in the name of one of its `diseases` is a cue: "common variable immunodeficiency".
        """
        self.span = span
        self._text = text
        cues = cues_of(text, span)
        if diseases and cues:
            cues = tuple([cue for cue in cues if not any(name.contains(cue.span) for name in diseases)])
        named: list[Span] = []
        if any(cue.kind == "negation" for cue in cues):
            named = list(names)
            cues = tuple([c for c in cues if c.kind != "negation" or not any(n.contains(c.span) for n in named)])
        self.cues = cues
        self._counts_beside = [cue for cue in cues if cue.kind == "count"]
        self._by_kind = [tuple(run) for kind, run in groupby(cues, key=lambda cue: cue.kind) if kind != "count"]
        self._denying = sorted((cue for cue in cues if cue.kind == "negation"), key=lambda cue: cue.span)
        self._stops, ends = stops(text, span) if cues else ([], [])
        self._asides = Asides(text, span) if cues else None
        self._said = Searched(text, span)
        self._denials = Denials(self._said, span, named, self._stops, ends)
        # The hedges and chances whose subject are no patients.
        self._open = frozenset([cue.span for cue in cues if cue.is_open and not self._counts_patients(cue)])

    def context(self, mention: Span, entity: Span | None = None, *, finding: bool = False) -> Context:
        """The context of a mention; a cue inside the mention's own words does not count against it.

        "May include" says of a finding that some have it, and of anything else that it is not sure.
        """
        found = self._said_by_cues(mention, entity, finding=finding)
        if finding and (value := denying_value(self._text, self.span, mention)):
            found.setdefault("negation", value)
        elif finding and (value := unknown_value(self._text, self.span, mention)):
            found.setdefault("hedge", value)
            found.pop("frequency", None)  # "ataxia in 8 of 10 and seizures in none": that of another
        if finding and "hedge" not in found and (open_ := item_doubt(self._text, self.span, mention)):
            found["hedge"] = open_
            if "frequency" in found and found["frequency"].overlaps(open_):
                del found["frequency"]
        if not found:
            return NO_CONTEXT
        doubt, counted = found.get("hedge"), found.get("frequency")
        if doubt and counted and doubt.overlaps(counted) and _denying().search(self._text, *doubt):
            del found["frequency"]  # "not seen in all patients" counts nobody
        if finding and (kin := found.get("relative")) and (some := found.get("frequency")) and some.end <= kin.start:
            del found["frequency"]  # "20 % have a relative with ataxia": those counted have the relative
        if "negation" in found and "frequency" not in found:
            # Whatever counts patients near a denial keeps it from being one of all of them.
            near = [cue.span for cue in self.cues if cue.kind == "frequency" and self._is_near(cue.span, mention)]
            if near:
                found["frequency"] = near[0]
        return Context(
            negation=found.get("negation"),
            hedge=found.get("aim") or found.get("hedge"),
            frequency=found.get("frequency"),
            condition=found.get("condition"),
            relative=found.get("relative"),
        )

    def _said_by_cues(self, mention: Span, entity: Span | None, *, finding: bool) -> dict[str, Span]:
        """What the cues say about a mention: the first cue of each kind that governs it."""
        found: dict[str, Span] = {}
        modals: set[Span] = set()
        for cues in self._by_kind:
            for cue in cues:
                if found and _says_nothing_new(cue.kind, found, modals):
                    break
                kind = self._governs(cue, mention, entity, finding=finding)
                if kind == "chance":
                    kind = "frequency" if finding else "hedge"
                # "In some individuals it may …": the plain frequency says more than the modal that stands for one.
                if kind and (kind not in found or (kind == cue.kind == "frequency" and found[kind] in modals)):
                    found[kind] = cue.span
                if kind == "frequency" != cue.kind:
                    modals.add(cue.span)
        if finding and (denied := found.get("negation")) and denied.end <= mention.start:
            found["negation"] = self._nearest_denial(denied, mention, entity)
        own = (cue.span for cue in self._counts_beside if counts_alone(self._text, self.span, mention, cue))
        if finding and (alone := next(own, None)):
            found["frequency"] = alone
        elif finding and "frequency" in found and (nearer := self._nearer(found["frequency"], mention, modals)):
            found["frequency"] = nearer
        return found

    def _nearest_denial(self, denied: Span, mention: Span, entity: Span | None) -> Span:
        """The last denial of an item before a finding that governs it: "no change in weight, no fever"."""
        for cue in reversed(self._denying):
            if cue.span.start < denied.end:
                break
            if cue.span.end > mention.start or not _new_item().search(self._text, denied.end, cue.span.start):
                continue
            if self._governs(cue, mention, entity, finding=True) == "negation":
                return cue.span
        return denied

    def _nearer(self, counted: Span, mention: Span, modals: Collection[Span]) -> Span | None:
        """The last frequency between one and what it governs that begins a clause: "though most do not, some have A"."""
        if counted in modals:
            return None
        first = next((cue.direction for cue in self.cues if cue.span == counted), "")
        for cue in reversed(self.cues):
            if (
                cue.kind == "frequency"
                and cue.direction in {"people", first}
                and counted.end <= cue.span.start < mention.start
                and begins_clause(self._text, counted, cue.span)
                and self._counts(cue, mention, finding=True)
            ):
                return cue.span
        return None

    def _governs(self, cue: Cue, mention: Span, entity: Span | None, *, finding: bool) -> str:
        kind, direction, (first, last) = cue
        start, end = mention
        if (first < end and start < last) or (entity and holds(self._text, cue.span, entity)):
            return ""
        before = last <= start
        if kind == "frequency":
            return kind if self._counts(cue, mention, finding=finding) else ""
        if kind == "condition":
            # "If bone grows around the spine, scoliosis may develop": both clauses are open. But "scoliosis, which, if severe, …".
            # "Weakness, loss of speech (if on the left) and fits": what stands in parentheses is of the loss alone.
            apart = self._closes(last, start) if before else opened_behind_another(self._text, end, first)
            governs = not apart and (before or not self._stopped(end, first))
            return kind if governs and (not finding or is_conditional(self._text, cue.span, mention)) else ""
        if direction == "backward":
            return kind if not before and self._is_said_of(cue, end) else ""
        if not before or self._stopped(last, start) or self._closes(last, start):
            return ""
        if kind == "negation":
            return self._denials.meaning(direction, last, mention)
        if direction == "phrase" and "," in self._text[last:start]:
            return ""
        if finding and kind == "hedge":
            kind = self._hedges(cue, mention)
        elif kind in OPEN and cue.span not in self._open:
            kind = "frequency"
        # "May have a risk of cancer": the chance is that of the risk.
        counts_other = finding and kind in {"frequency", "chance"} and is_remote(self._said, cue.span, mention)
        return "" if counts_other else kind

    def _is_said_of(self, cue: Cue, end: int) -> bool:
        """Whether the mention that ends at `end` is the subject of a cue after it."""
        first, last = cue.span
        if self._stopped(end, first):
            # "Seizures, which are common in other disorders, do not occur."
            return _denying().search(self._text, first, last) is not None and bool(
                _inserted().fullmatch(self._text, end, first)
            )
        if cue.kind == "negation":
            return self._denials.said_of(end, cue.span)
        if not _denying().search(self._text, first, last):
            return True
        # "In children with ataxia, seizures may not occur" leaves no ataxia open.
        return self._denials.said_of(end, cue.span) and not _APART.search(self._text, end, first)

    def _hedges(self, cue: Cue, mention: Span) -> str:
        """What a hedge before a finding says about it: a chance, if it only means that some have it."""
        if qualifies(self._text, cue.span, mention):
            return "chance"
        clause = self._clause_start(cue.span.start)
        if not leaves_open(self._text, clause, cue.span, mention):
            return ""
        return hedge_reading(self._text, clause, cue.span, mention) if cue.span in self._open else "frequency"

    def _counts(self, cue: Cue, mention: Span, *, finding: bool) -> bool:
        """Whether a frequency is that of a mention."""
        before = cue.span.end <= mention.start
        between = (cue.span.end, mention.start) if before else (mention.end, cue.span.start)
        if finding and counts_alone(self._text, self.span, mention, cue):
            return True
        anew = finding and before and any(counts_anew(self._text, mention, count) for count in self._counts_beside)
        # "usually apparent in infancy, and may be present from birth": the modal starts another statement.
        if anew or self._stopped(*between) or self._reopened(*between):
            return False
        clause = self._clause_start(min(cue.span.start, mention.start))
        if before:
            if self._closes(*between):
                return cue.direction == "adverb" and said_of_next(self._text, clause, cue.span, mention)
            return counts_ahead(self._said, clause, cue.span, cue.direction, mention, finding=finding)
        if finding:
            return counts_back(self._said, clause, cue.span, cue.direction, mention)
        return is_of(self._text, mention, cue.span, cue.direction)

    def _is_near(self, cue: Span, mention: Span) -> bool:
        between = (cue.end, mention.start) if cue.end <= mention.start else (mention.end, cue.start)
        return not self._stopped(*between) and not cue.overlaps(mention)

    def _closes(self, start: int, end: int) -> bool:
        return self._asides is not None and self._asides.left_within(start, end)

    def _clause_start(self, offset: int) -> int:
        place = bisect_left(self._stops, offset)
        return self._stops[place - 1] if place else self.span.start

    def _counts_patients(self, cue: Cue) -> bool:
        if self._text[cue.span.start : cue.span.end].lower() not in _modals():
            return False
        clause = self.span.start
        for stop in self._stops:
            # "Infants are small and may have seizures": the second verb has the same subject.
            if stop < cue.span.start and not _goes_on().fullmatch(self._text, stop, cue.span.start):
                clause = stop
        return bool(_people().search(self._text, clause, cue.span.start))

    def _reopened(self, start: int, end: int) -> bool:
        return any(start <= hedge.start and hedge.end <= end for hedge in self._open)

    def _stopped(self, start: int, end: int) -> bool:
        return any_within(self._stops, start, end)


def _says_nothing_new(kind: str, found: Mapping[str, Span], modals: Collection[Span]) -> bool:
    """Whether a cue of this kind can add nothing, because the first cue of each kind counts."""
    if kind == "negation":
        return kind in found and "hedge" in found
    if kind in OPEN:
        return "hedge" in found and "frequency" in found
    return kind in found and found[kind] not in modals


@cache
def _denying() -> re.Pattern[str]:
    """The words in a cue that leave open whether its subject is there: "may not occur", "absent in some"."""
    return re.compile(r"\b(?:not|never|absent|lacking)\b|n['\u2019]t\b", re.IGNORECASE)


@cache
def _inserted() -> re.Pattern[str]:
    """A relative clause between commas, and no more."""
    return re.compile(
        r"(?:[\w\s,-]{0,120}\b(?:and|or)\s[\w\s-]{1,40})?,\s(?:which|who)\b[^,;:.]{1,120},\s", re.IGNORECASE
    )


@cache
def _people() -> re.Pattern[str]:
    return prose_pattern(alternation("language", "people.tsv", column="word"))


@cache
def _modals() -> frozenset[str]:
    return frozenset(alternation("recognise/context", "words.tsv", kind="modal").split("|"))


def _conjunctions() -> str:
    return alternation("language", "function_words.tsv", kind="conjunction", column="word")


@cache
def _new_item() -> re.Pattern[str]:
    """The end of what stands before an item of a list."""
    return re.compile(rf"(?:[,;:(]|\b(?:{_conjunctions()}))\s*$", re.IGNORECASE)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"(?:{_conjunctions()})\s+", re.IGNORECASE)
