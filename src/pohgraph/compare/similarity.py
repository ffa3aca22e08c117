"""How alike diseases are by their phenotypes: information content, and the best-match averages built on it.

Resnik (1995): two terms are as alike as their most informative common ancestor is informative. Lin (1998) divides that
by what the two terms carry themselves. Phenomizer (Koehler and others, 2009): each term takes its best match in the other
disease, averaged, in both directions.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from math import log
from typing import Literal, get_args

Measure = Literal["resnik", "lin"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Ancestors = Callable[[str], frozenset[str]]


class InformationContent:
    """What it says of a disease that it has a term: `-ln` of the share of annotated diseases that have it or narrower.

    `ancestors` gives a term with everything above it, and nothing for a term it does not know.

    >>> above = {"a": frozenset({"a", "root"}), "b": frozenset({"b", "root"}), "root": frozenset({"root"})}
    >>> ic = InformationContent([{"a"}, {"b"}, {"b"}, {"b"}], above.__getitem__)
    >>> round(ic["a"], 3), round(ic["b"], 3), ic["root"]
    (1.386, 0.288, 0.0)
    """

    def __init__(self, diseases: Iterable[Collection[str]], ancestors: Ancestors) -> None:
        self.ancestors = ancestors
        counts: Counter[str] = Counter()
        self.diseases = 0
        for terms in diseases:
            self.diseases += 1
            counts.update(set().union(*map(ancestors, terms)))
        self._counts = counts

    def __getitem__(self, term: str) -> float:
        return self._values.get(term, self._unseen)

    def common(self, one: str, other: str) -> float:
        """The content of the most informative common ancestor; 0 where there is none."""
        return max((self[term] for term in self.ancestors(one) & self.ancestors(other)), default=0.0)

    def similarity(self, one: str, other: str, measure: Measure = "resnik") -> float:
        """How alike two terms are: from 0, to the content of the rarest term (`resnik`) or to 1 (`lin`)."""
        found = self.common(one, other)
        return found if measure == "resnik" else _lin(found, self[one] + self[other])

    @cached_property
    def _values(self) -> dict[str, float]:
        return {term: log(self.diseases / count) for term, count in self._counts.items()}

    @property
    def _unseen(self) -> float:
        """A term no disease has is as rare as one that a single disease has."""
        return log(self.diseases) if self.diseases else 0.0


def best_match_average(
    content: InformationContent,
    query: Collection[str],
    diseases: Mapping[str, Collection[str]],
    *,
    measure: Measure = "resnik",
    symmetric: bool = True,
) -> dict[str, float]:
    """How alike each disease is to the terms of `query`.

    Each term of the query takes its best match among the disease's, and these are averaged; `symmetric` averages this
    with the other direction. A disease without terms, or a query without any, is like nothing: 0.
    """
    scores = _scores(content, sorted(set(query)), {term for found in diseases.values() for term in found}, measure)
    if not scores:
        return dict.fromkeys(diseases, 0.0)
    there = _there(scores, diseases)
    if not symmetric:
        return there
    best = {term: max(score[term] for score in scores) for term in scores[0]}
    back = {name: sum(best[term] for term in found) / max(len(found), 1) for name, found in diseases.items()}
    return {name: (there[name] + back[name]) / 2 for name in diseases}


def best_matches(
    content: InformationContent, query: Collection[str], terms: Collection[str], *, measure: Measure = "resnik"
) -> list[tuple[float, str, str]]:
    """What makes two diseases alike: (score, term of the query, its best match), the best first."""
    pairs = (
        max(((content.similarity(one, other, measure), one, other) for other in sorted(terms)), default=None)
        for one in sorted(set(query))
    )
    return sorted((pair for pair in pairs if pair and pair[0] > 0), key=lambda pair: (-pair[0], pair[1:]))


def _scores(
    content: InformationContent, query: Collection[str], terms: Collection[str], measure: Measure
) -> list[dict[str, float]]:
    """For each term of the query, how alike every other term is to it.

    Going from an ancestor that says little to one that says much, each gives its content to all that lie below it: what
    stays is the most informative common ancestor, without a comparison of pairs.
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        for above in content.ancestors(term):
            below[above].append(term)
    found = []
    for one in query:
        score = dict.fromkeys(terms, 0.0)
        for above in sorted(content.ancestors(one), key=content.__getitem__):
            score.update(dict.fromkeys(below[above], content[above]))
        if measure == "lin":
            score = {term: _lin(common, content[one] + content[term]) for term, common in score.items()}
        found.append(score)
    return found


def _lin(common: float, both: float) -> float:
    return 2 * common / both if both else 0.0


def _there(scores: Sequence[Mapping[str, float]], diseases: Mapping[str, Collection[str]]) -> dict[str, float]:
    """The mean of each query term's best match in each disease.

    Terms are gone through from the least to the most alike, each giving its score to all diseases that have it.
    """
    having: defaultdict[str, list[str]] = defaultdict(list)
    for name, terms in diseases.items():
        for term in terms:
            having[term].append(name)
    total = dict.fromkeys(diseases, 0.0)
    for score in scores:
        best: dict[str, float] = {}
        for term in sorted(filter(score.__getitem__, having), key=score.__getitem__):
            best.update(dict.fromkeys(having[term], score[term]))
        for name, value in best.items():
            total[name] += value
    return {name: value / len(scores) for name, value in total.items()}
