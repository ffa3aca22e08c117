"""Names of diseases and genes out of annotation files and mapping sets: entries for an index, and labels."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.disease_words import disease_words
from pohgraph.language.words import gene_key, phrase_key
from pohgraph.model import Mapping as MappingRow
from pohgraph.schema.categories import DISEASE_PREFIXES
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF
from pohgraph.tables import package_table
from pohgraph.vocab.entries import Entry
from pohgraph.vocab.formats.gene_names import GeneRow
from pohgraph.vocab.mappings import LiteralMapping, MappingSet, is_withdrawn
from pohgraph.vocab.proper_names import ProperNames

LABEL = "LABEL"
SCOPE_ORDER = {LABEL: 0, "EXACT": 1, "NARROW": 2, "RELATED": 3, "BROAD": 4}
FIRM = frozenset((LABEL, "EXACT"))
_DISEASES = tuple(f"{prefix}:" for prefix in DISEASE_PREFIXES)
_NOT_RARE = "NON RARE IN EUROPE: "
_STRUCK = compiled(r"OBSOLETE: |NON RARE IN EUROPE: ")
_MODE_BEHIND_NUMBER = compiled(
    r"(?<=\d)([A-Ha-h]?), (?:autosomal|X-linked)(?: (?:dominant|recessive))?$", re.IGNORECASE
)
_ASIDE = compiled(r"\s*\([^()]*\)$")  # "prion protein (Kanno blood group)"
_SHORTEST_NAME = 6  # letters of the name of a gene in words


def disease_entries(
    annotated: Mapping[str, str], sets: Sequence[MappingSet], canonical: Mapping[str, str]
) -> Iterator[Entry]:
    """Names of diseases under their canonical CURIE; not those of withdrawn terms, nor words for any disease.

    Where Mondo maps a disease, however weakly, to another that is called by its label too, the name is that of Mondo's.
    """
    generic = {phrase_key(row["phrase"]) for row in package_table("vocab", "generic_names.tsv")}
    found: dict[tuple[str, str], str] = {}  # CURIE and name -> the best scope
    for curie, text, scope in _named(annotated, sets):
        subject, name = canonical.get(curie, curie), text.removeprefix(_NOT_RARE)
        if name and subject.startswith(_DISEASES) and not is_withdrawn(name):
            known = found.get((subject, name), scope)
            found[subject, name] = min(known, scope, key=lambda s: SCOPE_ORDER.get(s, len(SCOPE_ORDER)))
    keys = {name: phrase_key(name) for _, name in found}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for (subject, name), scope in found.items():
        if scope == LABEL:
            owners[keys[name]].add(subject)
    related = {(m.object.curie, m.subject.curie) for s in sets for m in s.mappings if m.subject.prefix == "MONDO"}
    for (subject, name), scope in found.items():
        key = keys[name]
        if key in generic or any((subject, owner) in related for owner in owners[key]):
            continue
        # "spastic paraplegia 18" was the name of what is type 18B now: it names Mondo's "hereditary spastic paraplegia 18".
        heirs = owners.get(phrase_key(f"hereditary {name}"), set()) if name[-1].isdigit() and scope != LABEL else set()
        yield (next(iter(heirs)) if len(heirs) == 1 else subject), name, scope


def disease_labels(annotated: Mapping[str, str], sets: Sequence[MappingSet]) -> dict[str, str]:
    """CURIE -> label, the first that is given: of annotated diseases, then set by set."""
    labels = dict(annotated)
    for mapping_set in sets:
        for mapping in mapping_set.mappings:
            if mapping.subject_label:
                labels.setdefault(mapping.subject.curie, mapping.subject_label)
            if mapping.object_label:
                labels.setdefault(mapping.object.curie, mapping.object_label)
        for literal in mapping_set.names:
            if literal.subject_label:
                labels.setdefault(literal.subject.curie, literal.subject_label)
    return {curie: label for curie, label in labels.items() if not curie.startswith(("NCBIGene:", "HP:"))}


def gene_tables(
    symbols: Mapping[str, str], sets: Sequence[MappingSet], shipped: Sequence[GeneRow] = ()
) -> tuple[dict[str, str], dict[str, str]]:
    """(symbol -> CURIE, other name -> CURIE) of genes: HGNC's approved symbols come before those of annotations.

    A previous symbol comes before an alias, and neither counts where it is a symbol, or where several genes have it. What a
    user's file of HGNC says comes before the names that ship, and last come former symbols that no file knows.
    """
    approved = {row.curie: row.symbol for row in shipped} | {
        m.subject.curie: m.subject_label
        for s in sets
        for m in s.mappings
        if m.subject.prefix == "NCBIGene" and m.object.prefix == "HGNC" and m.subject_label
    }
    current = {symbol: curie for symbol, curie in symbols.items() if approved.get(curie, symbol) == symbol}
    current |= {symbol: curie for curie, symbol in approved.items()}
    outdated = {symbol: curie for symbol, curie in symbols.items() if symbol not in current}
    literals = [n for s in sets for n in s.names if n.subject.prefix == "NCBIGene"]
    exact = _unambiguous((n.text, n.subject.curie) for n in literals if scope_of(n) == "EXACT")
    aliases = _unambiguous((n.text, n.subject.curie) for n in literals if scope_of(n) != "EXACT")
    renamed = {r["former"]: current[r["symbol"]] for r in _former_symbols() if r["symbol"] in current}
    before = _unambiguous((name, row.curie) for row in shipped for name in row.previous)
    called = _unambiguous((name, row.curie) for row in shipped for name in row.aliases)
    others = renamed | called | before | aliases | exact | outdated
    return current, {name: curie for name, curie in others.items() if name not in current}


def gene_words(shipped: Sequence[GeneRow]) -> dict[str, str]:
    """Key of a name -> CURIE: "huntingtin". A name of several genes is none of them, nor one of few letters.

    Approved names come before those that our own table has for what a gene makes: "connexin 26".
    """
    approved = {row.symbol: row.curie for row in shipped}
    makes = package_table("vocab", "protein_names.tsv")
    made = {gene_key(row["name"]): approved[row["symbol"]] for row in makes if row["symbol"] in approved}
    named = _unambiguous(
        (gene_key(name), row.curie) for row in shipped for name in {row.name, _ASIDE.sub("", row.name)}
    )
    return made | {key: curie for key, curie in named.items() if len(key) >= _SHORTEST_NAME}


def _former_symbols() -> Sequence[Mapping[str, str]]:
    return package_table("vocab", "former_symbols.tsv")


def scope_of(literal: LiteralMapping) -> str:
    """The scope of a synonym: EXACT, NARROW, BROAD or RELATED."""
    return literal.predicate.identifier.removeprefix("has").removesuffix("Synonym").upper()


def _named(annotated: Mapping[str, str], sets: Sequence[MappingSet]) -> Iterator[Entry]:
    for curie, name in annotated.items():
        yield from _with_usual_order(curie, name, LABEL)
    exact = {m.object for s in sets for m in s.mappings if m.predicate == EXACT_MATCH}
    mondo = {m.subject.curie: m.subject_label for s in sets for m in s.mappings if m.subject.prefix == "MONDO"}
    proper = ProperNames.of(mondo.items())
    for mapping_set in sets:
        for mapping in mapping_set.mappings:
            if is_withdrawn(mapping.subject_label):
                continue
            if _is_merged(mapping) and mapping.object not in exact:
                yield from _with_usual_order(mapping.subject.curie, _STRUCK.sub("", mapping.object_label), "EXACT")
            subject = mapping.subject.curie
            yield from _with_usual_order(subject, mapping.subject_label, LABEL)
            exactly = mapping.predicate == EXACT_MATCH and mapping.is_firm
            if mapping.object_label and exactly and (_may_name(mapping) or proper.names(subject, mapping.object_label)):
                yield from _with_usual_order(subject, mapping.object_label, "EXACT")
        for literal in mapping_set.names:
            yield from _with_usual_order(literal.subject.curie, literal.subject_label, LABEL)
            yield from _with_usual_order(literal.subject.curie, literal.text, scope_of(literal))


def _is_merged(mapping: MappingRow) -> bool:
    """Whether a row refers to an entry of Orphanet's that was merged into another: its name remains one of the disease's."""
    return (mapping.subject.prefix, mapping.object.prefix) == ("MONDO", "ORPHA") and mapping.predicate == HAS_DB_XREF


def _may_name(mapping: MappingRow) -> bool:
    """Whether what another registry calls a thing is a name of it: those of classifications are often wider, and some are slips.

    They need a word of its own label, or are proper names: NCIT's "Calcification" is no name of calcinosis.
    """
    if mapping.object.prefix in DISEASE_PREFIXES:
        return True
    return not disease_words(mapping.subject_label).isdisjoint(disease_words(mapping.object_label))


def _with_usual_order(curie: str, name: str, scope: str) -> Iterator[Entry]:
    yield curie, name, scope
    other = "EXACT" if scope == LABEL else scope
    if ", " in name:
        yield curie, uninverted(name), other
        yield curie, _MODE_BEHIND_NUMBER.sub(r"\1", name), other
    if not name.isascii():
        yield curie, without_accented(name), other


def uninverted(name: str) -> str:
    """The usual order of OMIM's inverted titles.

    >>> uninverted("Osseous heteroplasia, progressive")
    'progressive Osseous heteroplasia'
    """
    head, *modifiers = name.split(", ")
    return " ".join([*reversed(modifiers), head])


def without_accented(name: str) -> str:
    """A name as pages have it that lost their accented letters on the way.

    >>> without_accented("Sjögren-Larsson syndrome"), without_accented("β-mannosidosis")
    ('Sjgren-Larsson syndrome', 'β-mannosidosis')
    """
    return "".join(c for c in name if c.isascii() or not unicodedata.normalize("NFD", c)[0].isascii())


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, curie in pairs:
        found[name].add(curie)
    return {name: next(iter(curies)) for name, curies in found.items() if len(curies) == 1}
