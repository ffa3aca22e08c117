"""How far a denial reaches: `-` before a marked finding says that the text denies it, `?` that it leaves it open."""

import re
from collections.abc import Callable

import pytest

from pohgraph.model import Mention

_MARKED = re.compile(r"(?P<sign>[-+?])\[(?P<name>[^\]]+)\]")


@pytest.mark.parametrize(
    "marked",
    [
        # lists and second clauses
        "He does not have -[fever], -[cough], or -[rash], but has +[seizures].",
        "without -[fever], -[cough] or -[rash]",
        "Without functional tubules, the kidneys fail and +[hypertension] follows.",
        "She may have no symptoms, or she may have +[seizures].",
        "Although some patients have no symptoms, most patients have +[diarrhea].",
        "Because they do not have every feature, females show only +[ptosis].",
        "The muscles cannot make enough energy, causing +[muscle weakness].",
        "born without teeth or with +[ptosis]",
        "no symptoms other than +[fever]",
        # what is denied is no finding
        "There is no cure for ?[seizures], but they have +[ptosis].",
        "For reasons not well understood, it comes with +[seizures].",
        "If the eyes are not treated, +[ptosis] may come.",
        "It is not uncommon to have +[seizures].",
        "They have +[seizures] that do not improve with treatment and +[ptosis].",
        "The +[tumors] do not grow back.",
        # descriptions and their names
        "eyes that do not look in the same direction (+[strabismus]) and +[farsightedness]",
        "a lack of energy (+[lethargy]), +[vomiting] and +[seizures]",
        "People with it make no tears (?[alacrima]).",
        "no -[seizures] (-[epilepsy])",
        "Its absence (no -[seizures]) is rare in +[ptosis].",
        # with or without, until, unlike
        "+[cleft lip] with or without +[cleft palate]",
        "People do not have +[seizures] until adulthood.",
        "+[Seizures] do not appear until adulthood.",
        "It is important to rule out ?[scoliosis].",
        "A scan ruled out -[scoliosis].",
        # the finding is the verb
        "infants do not grow and -[gain weight] as they should",
        # backward
        "-[Seizures], -[ataxia] and -[hypotonia] are not seen.",
        "+[Ptosis] has been described, and -[seizures] are not seen.",
    ],
)
def test_reach_of_denials(marked: str, phenotypes: Callable[..., list[Mention]]) -> None:
    """Each marked finding is denied, stated or left open as its sign says."""
    expected = {m["name"]: m["sign"] for m in _MARKED.finditer(marked)}
    contexts = {m.text: m.context for m in phenotypes(_MARKED.sub(r"\g<name>", marked))}
    signs = {name: "-" if c.negated else "?" if c.hedged else "+" for name, c in contexts.items() if name in expected}
    assert signs == expected
