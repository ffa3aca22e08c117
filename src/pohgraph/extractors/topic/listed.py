"""Two MONDO terms of one name: a class that no registry lists, and the disease that OMIM or Orphanet lists under that name."""

from pohgraph.extractors.topic.disease_names import name_key, unasked_kind
from pohgraph.extractors.topic.kinds import other_kind
from pohgraph.extractors.topic.reasons import Reason, Reasons
from pohgraph.language.disease_words import numbered
from pohgraph.model import Document, Reference, Span
from pohgraph.schema.categories import DISEASE_PREFIXES
from pohgraph.schema.relations import EXACT_MATCH
from pohgraph.vocab.lexicon import Lexicon

LISTING = DISEASE_PREFIXES[1:]  # registries of rare diseases: OMIM and Orphanet
_BY_TITLE = frozenset({"title", "title_synonym"})


def by_registry(doc: Document, reasons: Reasons, lexicon: Lexicon) -> Reasons:
    """The reasons, where those of a class count for the listed disease of the same name.

    Mondo splits "Giant axonal neuropathy" into types as OMIM numbers them, and maps Orphanet's entry of that name to the first
    one. The class above the types then has the name alone; pages about rare diseases are about what the registries list.
    """
    for title in doc.elements_of("title"):
        key = name_key(doc.quote(title.span))
        named = [r for r, why in reasons.items() if any(x.kind in _BY_TITLE and x.span == title.span for x in why)]
        listed = [r for r in named if lexicon.is_registered(r)]
        called = [r for r in listed if key in names_there(r, lexicon) and not _is_first(r, key, lexicon)]
        if len(called) == 1:
            # "Familial X", listed as "X", is a kind of it.
            kind = unasked_kind(lexicon.label(called[0]), [doc.quote(title.span)])
            if not _is_printed(reasons[called[0]]) and other_kind(doc, lexicon.label(called[0]), [title.span]):
                _leave_to_class(reasons, title.span)
                continue
            for reference in (r for r in named if r not in listed):
                if kind and _is_printed(reasons[reference]):
                    text = f"no title says {kind!r} as its name does, and the page prints a number of {reference.curie}"
                    reasons[called[0]].append(Reason("unasked_kind", text, title.span))
                else:
                    reasons[called[0]].extend(reasons.pop(reference))
    return reasons


def _leave_to_class(reasons: Reasons, title: Span) -> None:
    """Take away that a title is a name in other words: beside a class that has the very name, "variant D" is one more kind of it."""
    for why in reasons.values():
        why[:] = [reason for reason in why if reason.kind != "title_reworded" or reason.span != title]


def _is_printed(why: list[Reason]) -> bool:
    """Whether the page prints a number of the very disease: it is about that then, and not about a kind of it, or all kinds."""
    return any(reason.kind == "identifier" for reason in why)


def orphanet_calls(reference: Reference, key: str, lexicon: Lexicon) -> bool:
    """Whether Orphanet lists a disease under the name of that key: its entry is the disease, and not the first of its types."""
    rows = (
        row for row in lexicon.mappings.of(reference) if row.object.prefix == "ORPHA" and row.predicate == EXACT_MATCH
    )
    return any(name_key(row.object_label) == key for row in rows)


def _is_first(reference: Reference, key: str, lexicon: Lexicon) -> bool:
    """Whether OMIM alone calls a numbered type by the name without the number: that is the name of all types."""
    return bool(numbered(lexicon.label(reference)).number) and not orphanet_calls(reference, key, lexicon)


def names_there(reference: Reference, lexicon: Lexicon) -> set[str]:
    """The keys of the names that OMIM and Orphanet have for a disease; empty where they do not list it."""
    rows = [row for row in lexicon.mappings.of(reference) if row.object.prefix in LISTING]
    return {name_key(row.object_label) for row in rows if row.predicate == EXACT_MATCH} or {"" for _ in rows}
