"""What pages say that HPO's annotations do not have: candidates for a curator, the surest and most informative first."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from pohgraph.compare.annotations import ASPECTS, Ancestors, aspects_of, is_asserted
from pohgraph.compare.glosses import glossed
from pohgraph.compare.independence import witnesses
from pohgraph.model import Annotation, Claim
from pohgraph.schema.branches import ONSET
from pohgraph.schema.lineage import HPO_ANNOTATIONS
from pohgraph.schema.relations import HAS_ONSET

# Why a term that HPO does not have is no candidate.
FROM_HPO = "its page has it from HPO's annotations, whose release in use does not have it"
DOUBTFUL = "it is not sure that its page is about the disease"
IMPLIED = "HPO has a narrower term"
OF_A_TYPE = "HPO has it of a type of the disease"
EXCLUDED = "HPO says that the disease lacks it"
OTHER_ONSET = "HPO has another age of onset (`compare` lists it)"
IN_THE_NAME = "the name of the disease says it"
DISPUTED = "another page denies it"
LEFT_OPEN = "a curator accepted that its page leaves it open"
SAME_THING = "the page has another term for the same thing, which HPO has"
NARROWER = "a narrower candidate says it"

_TELLING = log(2)  # what a term says that half of the annotated diseases have
_TABLES = frozenset(("table", "phenotype_table"))  # extractors that read rows of terms, not sentences
_ELSEWHERE = frozenset(
    ("diagnosis", "treatment", "causes")
)  # sections that name findings to tell them apart, or look for them
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A term that pages give a disease and HPO does not.

    `claims` say so, the best first; `witnesses` is how many of them are independent of each other. `information` is what the term
    says, in natural logarithms; `closest` the term that HPO has and that says most of it, "" for none; `added` how much it says
    beyond that.
    """

    claims: tuple[Claim, ...]
    aspect: str
    information: float
    closest: str
    added: float
    witnesses: int

    @property
    def best(self) -> Claim:
        """The claim that a curator should look at first."""
        return self.claims[0]

    @property
    def is_open(self) -> bool:
        """Whether no page states it: all leave it open."""
        return self.best.state == "open"

    def with_claims(self, claims: Iterable[Claim]) -> "Candidate":
        """The same candidate with other records of its claims, such as those with their passages."""
        return replace(self, claims=tuple(sorted(claims, key=_rank)))

    @property
    def order(self) -> tuple[object, ...]:
        """Its place in a worklist.

        Stated before open, more witnesses before fewer, prose before tables, sections on findings before others, then by what the
        term adds to HPO's annotations.
        """
        best = self.best
        return (
            self.is_open,
            -self.witnesses,
            not is_prose(best),
            _is_elsewhere(best),
            -round(self.added, 6),
            best.subject,
            best.predicate,
            str(best.object),
        )


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What the claims of one disease are held against.

    Args:
        annotations: HPO's, of the disease.
        of_types: HPO's, of its numbered types.
        names: what the disease is called.
        doubtful: keys of sources of which it is not sure that they are about the disease.
        ancestors: a term and all above it.
        information: what a term says.
    """

    annotations: Sequence[Annotation]
    of_types: Sequence[Annotation]
    names: Collection[str]
    doubtful: Collection[str]
    ancestors: Ancestors
    information: Callable[[str], float]

    def closest(self, term: str) -> tuple[str, float]:
        """The term that HPO has and that says most of what a term says, "" for none, and how much that is."""
        shared = self.ancestors(term) & self._known.keys()
        lowest = [one for one in shared if not any(one in self.ancestors(other) - {other} for other in shared)]
        said = {one: self.information(one) for one in lowest}
        best = min(lowest, key=lambda one: (-said[one], one), default="")
        return (self._known[best] if said.get(best, 0.0) > _TELLING else ""), said.get(best, 0.0)

    @cached_property
    def _known(self) -> dict[str, str]:
        """Each term that HPO has of the disease or of its types, and each above it -> the first term that HPO has there."""
        found: dict[str, str] = {}
        for term in sorted({row.term for row in (*self.annotations, *self.of_types) if not row.denies}):
            found[term] = term
            for above in self.ancestors(term):
                found.setdefault(above, term)
        return found

    def has(self, term: str, aspects: str) -> bool:
        """Whether HPO has just that term."""
        return any(row.term == term and is_asserted(row, aspects) for row in self.annotations)

    def has_narrower(self, rows: Iterable[Annotation], term: str, aspects: str) -> bool:
        """Whether some rows have that term or a narrower one."""
        return any(is_asserted(row, aspects) and term in self.ancestors(row.term) for row in rows)

    def has_related(self, term: str, aspects: str) -> bool:
        """Whether HPO has that term, a narrower or a wider one, of the disease or of a type of it."""
        rows, above = (*self.annotations, *self.of_types), self.ancestors(term)
        wider = any(is_asserted(row, aspects) and row.term in above for row in rows)
        return wider or self.has_narrower(rows, term, aspects)

    def excludes(self, term: str) -> bool:
        """Whether HPO says that the disease lacks the term, or all of what the term is a kind of."""
        above = self.ancestors(term)
        return any((row.denies and row.term == term) or (row.negated and row.term in above) for row in self.annotations)

    def has_onset(self) -> bool:
        """Whether HPO has an age of onset of the disease."""
        return any(not row.denies and ONSET.curie in self.ancestors(row.term) for row in self.annotations)

    def is_in_the_name(self, label: str) -> bool:
        """Whether each word of a term is one of a name of the disease."""
        words = _words(label)
        return bool(words) and any(words <= _words(name) for name in self.names)


def candidates(
    claims: Iterable[Claim],
    beside: Beside,
    aspect: Callable[[Claim], str],
) -> tuple[list[Candidate], Counter[str]]:
    """The candidates of one disease, and how many terms that HPO does not have are none, by the reason.

    Args:
        claims: of the disease; denied and borrowed ones are never candidates.
        beside: what they are held against.
        aspect: the aspect under which HPOA has the object of a claim.
    """
    left_out: Counter[str] = Counter()
    by_term: defaultdict[str, list[Claim]] = defaultdict(list)
    denied: set[str] = set()
    for claim in claims:
        if claim.denies:
            denied.add(str(claim.object))
        elif claim.predicate in ASPECTS and claim.state in {"stated", "open"}:
            by_term[str(claim.object)].append(claim)
    found: list[Candidate] = []
    for term, said in by_term.items():
        if beside.has(term, aspects_of(said[0])):
            continue
        own = sorted((claim for claim in said if HPO_ANNOTATIONS not in claim.derived_from), key=_rank)
        sure = [claim for claim in own if claim.source.key not in beside.doubtful]
        if reason := _why_none(term, own, sure, denied, beside):
            left_out[reason] += 1
            continue
        closest, said_of_it = beside.closest(term)
        found.append(
            Candidate(
                claims=tuple(sure),
                aspect=aspect(sure[0]),
                information=beside.information(term),
                closest=closest,
                added=beside.information(term) - said_of_it,
                witnesses=len(witnesses(claim for claim in sure if claim.state == sure[0].state)),
            )
        )
    return found, left_out


def chosen(found: Iterable[Candidate], read: Iterable[Claim], beside: Beside) -> tuple[list[Candidate], Counter[str]]:
    """Those of a disease's candidates that say something of their own, in the order of a worklist, and why others do not.

    Args:
        found: the candidates.
        read: their claims and others of the same quotes, with their passages.
        beside: what the claims of the disease are held against.
    """
    left_out: Counter[str] = Counter()
    records = {claim.id: claim for claim in read}
    told: list[Candidate] = []
    for one in found:
        candidate = one.with_claims(records[claim.id] for claim in one.claims)
        others = glossed(candidate.best, records.values())
        if any(beside.has_related(term, aspects_of(candidate.best)) for term in others):
            left_out[SAME_THING] += 1
        else:
            told.append(candidate)
    kept = [one for one in told if not any(_implies(other, one, beside.ancestors) for other in told)]
    if len(kept) < len(told):
        left_out[NARROWER] += len(told) - len(kept)
    return sorted(kept, key=lambda one: one.order), left_out


def is_prose(claim: Claim) -> bool:
    """Whether a claim was read in a sentence, and not only in the row of a table; if its passages were not read, it is."""
    extractors = {passage.extraction.partition(":")[2].partition("/")[0] for passage in claim.passages}
    return not extractors or not extractors <= _TABLES


def _why_none(term: str, own: Sequence[Claim], sure: Sequence[Claim], denied: Collection[str], beside: Beside) -> str:
    """Why a term that HPO does not have is no candidate; "" where it is one."""
    if not sure:
        return DOUBTFUL if own else FROM_HPO
    aspects = aspects_of(sure[0])
    reasons = (
        (IMPLIED, beside.has_narrower(beside.annotations, term, aspects)),
        (EXCLUDED, beside.excludes(term)),
        (OF_A_TYPE, beside.has_narrower(beside.of_types, term, aspects)),
        (OTHER_ONSET, sure[0].predicate == HAS_ONSET.curie and beside.has_onset()),
        (IN_THE_NAME, beside.is_in_the_name(sure[0].object_label)),
        (DISPUTED, term in denied),
        (LEFT_OPEN, all(claim.hedged and claim.curators for claim in sure)),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _implies(one: Candidate, other: Candidate, ancestors: Ancestors) -> bool:
    """Whether a candidate has a narrower term than another one and is as sure."""
    term, wider = str(one.best.object), str(other.best.object)
    return term != wider and wider in ancestors(term) and (other.is_open or not one.is_open)


def _rank(claim: Claim) -> tuple[object, ...]:
    """Stated before open, prose before tables, what has a share of patients or an age before what has none."""
    says_more = bool(claim.frequency or claim.frequency_texts or claim.onset)
    return (
        claim.state != "stated",
        not is_prose(claim),
        _is_elsewhere(claim),
        not says_more,
        claim.source.key,
        claim.quotes,
    )


def _is_elsewhere(claim: Claim) -> bool:
    """Whether a claim was read only in sections that are not on the findings of the disease."""
    sections = {passage.section for passage in claim.passages}
    return bool(sections) and sections <= _ELSEWHERE


def _words(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORDS.findall(name.casefold()))
