"""Mapping sets as tables of strings, and which of several identifiers a thing is canonically called by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pohgraph.model import Mapping
from pohgraph.schema.categories import DISEASE_PREFIXES, GENE_PREFIXES
from pohgraph.schema.relations import EXACT_MATCH, MAPPING_PREDICATES
from pohgraph.vocab.mappings import MappingSet, is_of_mondo, is_withdrawn

# Of two identifiers that mean the same the one of lower rank is canonical; those not named here rank last.
_RANKS = {prefix: rank for prefixes in (DISEASE_PREFIXES, GENE_PREFIXES) for rank, prefix in enumerate(prefixes)}
_LAST = 9
_STRENGTH = {predicate: place for place, predicate in enumerate(MAPPING_PREDICATES)}
Fact = tuple[str, str, str, str, float]  # predicate, justification, source, mapping set, confidence


def pack_mappings(sets: Iterable[MappingSet]) -> tuple[dict[str, str], list[Fact]]:
    """Rows by subject, as text, and what the rows share.

    The first line of a subject is its label, in the words of the first set that gives one. Each other line is a row: `fact,
    object, object label`, separated by tabs, the strongest first; of rows that say the same the first set's that is sure of it, and
    Mondo's before all others, so that what Mondo says can be told.
    """
    facts: dict[Fact, int] = {}
    found: defaultdict[str, dict[tuple[str, str], tuple[int, str]]] = defaultdict(dict)
    labels: dict[str, str] = {}
    every = sorted((m for s in sets for m in s.mappings), key=lambda m: not m.is_firm)
    for mapping in every:
        if mapping.subject_label:
            labels.setdefault(mapping.subject.curie, mapping.subject_label)
    for mapping in sorted(every, key=lambda m: (not m.is_firm, not is_of_mondo(m))):
        fact = (
            mapping.predicate.curie,
            mapping.justification.curie,
            mapping.source,
            mapping.mapping_set,
            mapping.confidence,
        )
        number = facts.setdefault(fact, len(facts))
        row = "\t".join((str(number), mapping.object.curie, mapping.object_label))
        strength = _STRENGTH.get(fact[0], len(_STRENGTH)) + (0 if mapping.is_firm else len(_STRENGTH))
        found[mapping.subject.curie].setdefault((fact[0], mapping.object.curie), (strength, row))
    rows = {
        subject: "\n".join(
            (labels.get(subject, ""), *(row for _, row in sorted(of_subject.values(), key=lambda r: r[0])))
        )
        for subject, of_subject in found.items()
    }
    return rows, list(facts)


def canonical_table(sets: Sequence[MappingSet]) -> dict[str, str]:
    """Identifier -> the one it is canonically called by, for all that have another than themselves.

    That is the one best-ranked exact match that its set is sure of; where several rank best, nobody can tell, and it keeps its own.
    """
    better: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for mapping in (m for s in sets for m in s.mappings if m.predicate == EXACT_MATCH and m.is_firm):
        for one, other in _pairs(mapping):
            better[one][other] = _rank(other)
    direct = {one: best for one, others in better.items() if (best := _only_best(others))}
    replaced = {old.curie: new.curie for s in sets for old, new in s.replaced.items()}
    direct = {**direct, **replaced}
    return {one: last for one in direct if (last := _followed(one, direct)) != one}


def _pairs(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """(identifier, the better one) of an exact match."""
    subject, target = mapping.subject.curie, mapping.object.curie
    if is_withdrawn(mapping.subject_label) or subject == target:
        return
    if _rank(target) < _rank(subject):
        yield subject, target
    else:
        yield target, subject


def _rank(curie: str) -> int:
    return _RANKS.get(curie.partition(":")[0], _LAST)


def _only_best(ranks: dict[str, int]) -> str | None:
    best = min(ranks.values())
    found = [curie for curie, rank in ranks.items() if rank == best]
    return found[0] if len(found) == 1 else None


def _followed(curie: str, direct: dict[str, str]) -> str:
    seen = {curie}
    while (following := direct.get(curie)) and following not in seen:
        seen.add(following)
        curie = following
    return curie
