"""Names with a word for a word: found in texts, listed in no vocabulary."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from pohgraph.language.substitutions import varied
from pohgraph.vocab.entries import Entry
from pohgraph.vocab.measured import measured

SUBSTITUTED = "SUBSTITUTED: "
_FIRM = frozenset(("LABEL", "EXACT"))


def variants(names: Mapping[str, list[Entry]], is_a: Callable[[str, str], bool]) -> dict[str, list[Entry]]:
    """Loose keys that no name of `names` has, each with the one entry whose name they vary.

    Where names of several terms vary so, the one of the term that all others lie under (`is_a`) counts, else none.
    The scope of such an entry is `SUBSTITUTED` and what was substituted, which a mention repeats among its steps.
    """
    made: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    classes = frozenset(word for key in names if " " in key for word in key.split(" "))
    for key, entries in names.items():
        firm = [entry for entry in entries if entry[2] in _FIRM]
        others = [(variant, step, firm) for variant, step in varied(frozenset(key.split(" ")))] if firm else []
        for entry in firm:
            others += [(" ".join(sorted(said)), step, [entry]) for said, step in measured(entry[1], classes)]
        for variant, step, varying in others:
            if all(scope == "BROAD" for _, _, scope in names.get(variant, ())):
                for curie, name, _ in varying:
                    made[variant].setdefault(curie, (curie, name, SUBSTITUTED + step))
    broadest = ((key, _broadest(found, is_a)) for key, found in sorted(made.items()))
    return {key: [entry] for key, entry in broadest if entry}


def _broadest(found: Mapping[str, Entry], is_a: Callable[[str, str], bool]) -> Entry | None:
    return next((entry for curie, entry in found.items() if all(is_a(other, curie) for other in found)), None)
