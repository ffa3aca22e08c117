"""Lists of objects in JSON, XML or YAML: records of the same kind, such as findings with their frequency, written as a table or as fields.

A key is the header of its column. The name of an object within a record has the key that leads to it: of
{"gene": {"hgncId": …, "symbol": …}} the columns are "gene hgnc id" and "gene". Lists within a record are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.objects import Json, is_of_others, name_of, spelt, texts_of, titled

# The first of these that a record has names it.
_NAMES = ("symbol", "name", "label", "term", "preferred label", "preferred term", "value")
_HPO = compiled(r"HP:\d{7}")
# Keys over names of findings; elsewhere a phenotype may be a disease.
_FINDINGS = frozenset({"phenotype", "phenotypic feature"})
_DEEPEST = 4  # records within each other
_MOST_COLUMNS = 40
# Cross-references: a vocabulary, what the disease is called there, and whether that is the same thing.
_VOCABULARIES = ("source", "database", "db", "vocabulary", "terminology", "ontology", "coding system", "prefix")
_CODES = ("reference", "code", "identifier", "accession", "id", "value")
_LONGEST_VOCABULARY = 25
_CODE = compiled(r"(?:[A-Za-z]{1,10}[:_ ]?)?\d[\w.]{2,}")  # "OMIM:203500", "E70.2", "C0002066"; no "#12:1106"
_RELATIONS = ("mapping type", "mapping relation", "relation", "predicate", "match type")
_EXACT = compiled(r"E|=|exact.*|.*:exactMatch|equivalent.*", re.IGNORECASE)


def rows_of(over: str, value: Sequence[object]) -> list[str]:
    """A list of objects below a key as the rows of a table, or as fields; none of a list that holds a text or anything else."""
    records: list[Json] = [item for item in value if isinstance(item, Mapping)]
    if len(records) < len(value) or any(titled(record)[1] or any(texts_of(record)) for record in records):
        return []
    if records and is_of_others(over) and all(map(name_of, records)):
        return [f"- {name_of(record)}" for record in records]  # what else they say is said of other diseases
    return _references(records) or _table(records, over)


def _table(records: Sequence[Json], over: str) -> list[str]:
    """The rows of a table with bars, its header first; none where the records have no two columns."""
    rows = [dict(_cells(record, over, 0)) for record in records]
    columns = list(dict.fromkeys(column for row in rows for column in row))[:_MOST_COLUMNS]
    if len(columns) < 2:  # noqa: PLR2004 - one column is a list
        return []
    lines = [columns, ["---"] * len(columns), *([row.get(column, "") for column in columns] for row in rows)]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines]


def _references(records: Sequence[Json]) -> list[str]:
    """Cross-references as fields ("OMIM: 203500"); none where a record is no such. Those that say they are no exact match are left out."""
    found = []
    for record in records:
        words = {spelt(key): one_line(str(value)) for key, value in record.items() if isinstance(value, str | int)}
        vocabulary = next((words[key] for key in _VOCABULARIES if key in words), "")
        code = next((words[key] for key in _CODES if key in words), "")
        if not vocabulary[:1].isalpha() or len(vocabulary) > _LONGEST_VOCABULARY or not _CODE.fullmatch(code):
            return []
        relation = next((words[key] for key in _RELATIONS if key in words), "E")
        if _EXACT.fullmatch(relation):
            found.append(f"{vocabulary}: {code}")
    return found


def _cells(record: Json, over: str, depth: int) -> Iterator[tuple[str, str]]:
    """The columns of a record and their values; `over` is the key that leads to it."""
    naming = next((key for name in _NAMES for key in record if spelt(key) == name), None)
    for key, value in record.items():
        words = _name_column(record, over) if key == naming else spelt(key)
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _cells(value, words, depth + 1)
        elif (
            isinstance(value, str | int | float)
            and not isinstance(value, bool)
            and _says_something(spelt(key), one_line(str(value)))
        ):
            yield (words if key == naming or not depth else f"{over} {words}"), one_line(str(value))


def _says_something(key: str, value: str) -> bool:
    """Whether a value is more than the number of a record in its own database."""
    return bool(value) and not (key == "id" and not any(map(str.isalpha, value)))


def _name_column(record: Json, over: str) -> str:
    """The header over the names of records: the key that leads to them, for one of a list."""
    if any(isinstance(value, str) and _HPO.fullmatch(value) for value in record.values()):
        return "finding"
    words = re.sub(r"(?<=[a-z]{3})(?<![ius])s\Z", "", over)
    return "finding" if words in _FINDINGS else words
