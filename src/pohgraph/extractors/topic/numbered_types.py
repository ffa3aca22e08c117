"""What a page without a number says of numbered types of a disease: it means all of them, not the first."""

from collections import defaultdict

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely
from pohgraph.extractors.topic.listed import orphanet_calls
from pohgraph.extractors.topic.reasons import Reason, Reasons
from pohgraph.language.disease_words import disease_words, loose_disease_key, numbered
from pohgraph.model import Document, Reference
from pohgraph.vocab.lexicon import Lexicon

_ANNOTATED = frozenset({"table", "name"})
_NAMED = frozenset({"only_gene", "title", "title_synonym", "title_reworded", "synonym", "identifier"})
_NUMBER = compiled(r"\d{1,2}[a-h]?")


def by_series(doc: Document, reasons: Reasons, lexicon: Lexicon) -> tuple[Reasons, frozenset[Reference]]:
    """The reasons for a numbered type of what the page names without a number, as reasons for all types; and those types.

    They go to the series that carries the number of the first type, and count for nothing where none does. A type that
    the vocabularies call just what the title says stays what it is; so does one that alone has the name without a number,
    where Mondo, which has terms for groups, has none for this one, or nothing is known of a series.
    """
    titles = [element.span for element in doc.elements_of("title")]
    if not titles or numbered(doc.quote(titles[0])).number:
        return reasons, frozenset()
    title = doc.quote(titles[0])
    names = [doc.quote(e.span) for kind in ("title", "synonym") for e in doc.elements_of(kind)]
    found: defaultdict[Reference, list[Reason]] = defaultdict(list)
    members: set[Reference] = set()
    for reference, why in reasons.items():
        if group := _group_meant(reference, why, lexicon):
            found[group] += why
            continue
        series = lexicon.series(_entry(reference, lexicon))
        alone = _alone_called(reference, lexicon)
        if not _is_type(reference, title, names, lexicon) or (
            alone and (series is None or reference.prefix == "MONDO")
        ):
            found[reference] += why
        elif series:
            found[series] += why
            members.add(reference)
    if named := lexicon.series_named(loose_disease_key(title)):
        found[named].append(Reason("series", f"HPO's annotations number types of {title!r}", titles[0]))
    return found, frozenset(members)


def _group_meant(reference: Reference, why: list[Reason], lexicon: Lexicon) -> Reference | None:
    """Mondo's term for all types, where only a table and words of its name lead to one type and no name of the page has its number."""
    kinds = {reason.kind for reason in why}
    if reference.prefix != "MONDO" or not kinds >= _ANNOTATED or kinds & _NAMED:
        return None
    name = numbered(lexicon.label(reference))
    groups = [r for r in named_firmly(lexicon, name_key(name.base)) if r.prefix == "MONDO" and r != reference]
    return groups[0] if name.number and len(groups) == 1 else None


def _is_type(reference: Reference, title: str, names: list[str], lexicon: Lexicon) -> bool:
    """Whether a disease is a numbered type of what the page names without a number."""
    entry = _entry(reference, lexicon)
    series = lexicon.series(entry)
    if name_key(lexicon.label(reference)) == name_key(title) and (series is None or reference.prefix == "MONDO"):
        return False
    if reference.prefix == "MONDO" and orphanet_calls(reference, name_key(title), lexicon):
        return False
    labels = [numbered(lexicon.label(name)) for name in (reference, entry)]
    typed = [label for label in labels if label.number] or labels[1:] * (series is not None)
    bases = {loose_disease_key(label.base) for label in typed}
    if loose_disease_key(title) in bases:
        return True
    if reference.prefix == "MONDO":
        return False  # what it lists beside the title may be the name of a group it belongs to
    listed = {word for name in names for word in disease_words(name) if _NUMBER.fullmatch(word)}
    asked = len(listed) == 1 and any(label.number in listed for label in typed)
    return not asked and any(loose_disease_key(name) in bases for name in names)


def _alone_called(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether the vocabularies call this disease, and no other, by its name without the number."""
    base = numbered(lexicon.label(reference)).base
    return named_loosely(lexicon, base) | set(named_firmly(lexicon, name_key(base))) == {reference}


def _entry(reference: Reference, lexicon: Lexicon) -> Reference:
    """The one OMIM entry that a MONDO reference is mapped to exactly, else the reference itself."""
    if reference.prefix != "MONDO":
        return reference
    exact = [m.object for m in lexicon.mappings.of(reference) if m.predicate.identifier == "exactMatch" and m.is_firm]
    entries = [entry for entry in exact if entry.prefix == "OMIM"]
    return entries[0] if len(entries) == 1 else reference
