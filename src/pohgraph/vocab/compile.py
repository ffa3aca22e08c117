"""Compiles vocabularies into the plain tables a `Lexicon` looks things up in. Slow, so its result is cached."""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pohgraph.errors import VocabularyError
from pohgraph.model import Reference, Term
from pohgraph.vocab.mappings import LiteralMapping, MappingIndex, MappingSet, read_sssom
from pohgraph.vocab.obo import Ontology, read_obo
from pohgraph.vocab.prefixes import standardise
from pohgraph.vocab.tables import package_table
from pohgraph.vocab.words import loose_key, phrase_key

Tables = dict[str, Any]
Entry = tuple[str, str, str]  # CURIE, the name as its vocabulary writes it, scope
_LABEL = "LABEL"
# A name of this form is an abbreviation: it counts only where the text writes it in just this case.
ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]{2,6}")
_SCOPE_ORDER = {_LABEL: 0, "EXACT": 1, "NARROW": 2, "RELATED": 3, "BROAD": 4}
_HPO_LICENSE = "https://hpo.jax.org/app/license"


def compile_tables(hpo: Path, hpoa: Path, genes: Path, mapping_sets: Iterable[Path]) -> Tables:
    """All tables of a lexicon, as values that `marshal` can write.

    Raises:
        VocabularyError: a file is missing or malformed.
    """
    ontology = read_obo(hpo)
    sets = [read_sssom(path) for path in mapping_sets]
    disease_names = dict(_hpoa_names(hpoa))
    return {
        "terms": {
            t.reference.curie: (t.label, [p.curie for p in t.parents], [list(s) for s in t.synonyms])
            for t in ontology.terms.values()
        },
        "replaced": {old.curie: new.curie for old, new in ontology.replaced.items()},
        "phenotypes": _index(_term_names(ontology, sets), loose=True),
        "diseases": _index(_disease_names(disease_names, sets), loose=False),
        "disease_labels": _disease_labels(disease_names, sets),
        "genes": dict(_genes(genes)),
        "gene_names": {n.text: n.subject.curie for s in sets for n in s.names if n.subject.prefix == "NCBIGene"},
        "mappings": [
            [
                m.subject.curie,
                m.predicate.curie,
                m.object.curie,
                m.subject_label,
                m.object_label,
                m.justification.curie,
                m.source,
                m.mapping_set,
            ]
            for s in sets
            for m in s.mappings
        ],
        "sources": [
            ["hp", "Human Phenotype Ontology", ontology.version, _HPO_LICENSE, _sha256(hpo), ""],
            ["hpoa", "HPO annotations: disease names", _hpoa_version(hpoa), _HPO_LICENSE, _sha256(hpoa), ""],
            ["hpo-genes", "HPO annotations: gene symbols", ontology.version, _HPO_LICENSE, _sha256(genes), ""],
            *(
                [Path(s.id).name, s.title, s.version, s.license, _sha256(path), s.id]
                for s, path in zip(sets, mapping_sets, strict=True)
            ),
        ],
    }


def _index(entries: Iterable[Entry], *, loose: bool) -> Tables:
    """Names by their exact key, in order of preference, and by their loose key where the names have several words."""
    exact: defaultdict[str, dict[Entry, None]] = defaultdict(dict)
    reworded: defaultdict[str, dict[Entry, None]] = defaultdict(dict)
    for entry in entries:
        key = phrase_key(entry[1])
        if not key:
            continue
        exact[key][entry] = None
        if loose and " " in key and " " in (reworded_key := loose_key(entry[1])):
            reworded[reworded_key][entry] = None
    return {"exact": _preferred(exact), "loose": _preferred(reworded)}


def _preferred(index: dict[str, dict[Entry, None]]) -> dict[str, list[Entry]]:
    return {
        key: sorted(entries, key=lambda e: (_SCOPE_ORDER.get(e[2], 9), e[0], e[1])) for key, entries in index.items()
    }


def _term_names(ontology: Ontology, sets: list[MappingSet]) -> Iterator[Entry]:
    for term in ontology.terms.values():
        yield from _names_of(term)
    for row in package_table("vocab", "lay_synonyms.tsv"):
        if Reference.parse(row["term"]) not in ontology.terms:
            raise VocabularyError(path="lay_synonyms.tsv", reason=f"{row['term']} is no current term of this HPO")
        yield row["term"], row["phrase"], row["scope"]
    for literal in (name for s in sets for name in s.names if name.subject.prefix == "HP"):
        yield literal.subject.curie, literal.text, _scope(literal)


def _scope(literal: LiteralMapping) -> str:
    return literal.predicate.identifier.removeprefix("has").removesuffix("Synonym").upper()


def _names_of(term: Term) -> Iterator[Entry]:
    yield term.reference.curie, term.label, _LABEL
    for text, scope in term.synonyms:
        yield term.reference.curie, text, scope


def _disease_names(names: dict[str, str], sets: list[MappingSet]) -> Iterator[Entry]:
    index = MappingIndex(m for s in sets for m in s.mappings)
    for curie, name in names.items():
        canonical = index.canonical(Reference.parse(curie)).curie
        yield canonical, name, _LABEL
        if ", " in name:
            yield canonical, _uninverted(name), "EXACT"
    for mapping_set in sets:
        for mapping in mapping_set.mappings:
            if mapping.subject.prefix in {"NCBIGene", "HGNC"}:
                continue
            yield mapping.subject.curie, mapping.subject_label, _LABEL
            if mapping.object_label and mapping.predicate.identifier == "exactMatch":
                yield mapping.subject.curie, mapping.object_label, "EXACT"
        for literal in mapping_set.names:
            if literal.subject.prefix not in {"NCBIGene", "HP"}:
                yield literal.subject.curie, literal.text, _scope(literal)
                yield literal.subject.curie, literal.subject_label, _LABEL


def _uninverted(name: str) -> str:
    """The usual order of OMIM's inverted titles.

    >>> _uninverted("Osseous heteroplasia, progressive")
    'progressive Osseous heteroplasia'
    """
    head, *modifiers = name.split(", ")
    return " ".join([*reversed(modifiers), head])


def _disease_labels(names: dict[str, str], sets: list[MappingSet]) -> dict[str, str]:
    labels = dict(names)
    for mapping_set in sets:
        for mapping in mapping_set.mappings:
            labels.setdefault(mapping.subject.curie, mapping.subject_label)
            if mapping.object_label:
                labels.setdefault(mapping.object.curie, mapping.object_label)
        for literal in mapping_set.names:
            labels.setdefault(literal.subject.curie, literal.subject_label)
    return labels


def _hpoa_names(path: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(path, "database_id", "disease_name"):
        reference = standardise(row[0]) if row[0].startswith(("OMIM:", "ORPHA:")) else None
        if reference:
            yield reference.curie, row[1]


def _hpoa_version(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("#version")), "")


def _genes(path: Path) -> Iterator[tuple[str, str]]:
    """Symbol -> CURIE, from either of HPO's gene files."""
    for identifier, symbol in _rows(path, "ncbi_gene_id", "gene_symbol"):
        if symbol != "-":
            yield symbol, f"NCBIGene:{identifier}"


def _rows(path: Path, *columns: str) -> Iterator[tuple[str, ...]]:
    """The named columns of a tab-separated file with `#` comments, each distinct run of equal rows once."""
    try:
        lines = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise VocabularyError(path=str(path), reason=error.strerror or str(error)) from None
    with lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        if not set(columns) <= set(header):
            raise VocabularyError(path=str(path), reason=f"no column {' or '.join(columns)}", line=1)
        places = [header.index(column) for column in columns]
        last: tuple[str, ...] = ()
        for row in rows:
            found = tuple(row[place] for place in places)
            if found != last:
                last = found
                yield found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
