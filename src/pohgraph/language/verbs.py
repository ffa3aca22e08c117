"""The verbs of `verbs.tsv`: classes of their forms for patterns, and what the forms do in a phrase."""

from functools import cache

from pohgraph.tables import package_table

_FINITE = frozenset({"present", "past"})


@cache
def verb_classes() -> dict[str, tuple[str, ...]]:
    """Forms by the first form of their row, and the finite ones by verb and by kind.

    >>> verb_classes()["develops"], verb_classes()["be"], verb_classes()["chance"]
    (('develops', 'develop'), ('is', 'are', 'was', 'were'), ('may', 'might', 'can', 'could'))
    """
    by_form: dict[str, tuple[str, ...]] = {}
    by_verb: dict[str, tuple[str, ...]] = {}
    for row in package_table("language", "verbs.tsv"):
        forms = tuple(row["forms"].split("|"))
        by_form[forms[0]] = forms
        if row["tense"] in _FINITE:
            for name in (row["verb"], row["kind"]):
                by_verb[name] = (*by_verb.get(name, ()), *forms)
    return by_verb | by_form


@cache
def verb_roles() -> dict[str, str]:
    """What verb forms do in a phrase, for those that bound a name or join a quality to it."""
    rows = package_table("language", "verbs.tsv")
    return {form: row["role"] for row in rows if row["role"] for form in row["forms"].split("|")}
