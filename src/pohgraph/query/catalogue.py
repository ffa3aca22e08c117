"""The catalogue: `queries/*.rq`, each a SPARQL query under a header of comments that says what it asks.

# title: one line
# description: any number of lines, each further one indented
#   like this
# param disease (entity): what it is (default MONDO:0008153)
"""

import re
from functools import cache
from typing import NamedTuple

from pohgraph.errors import QueryError
from pohgraph.resources import bundled

KINDS = ("entity", "disease", "gene", "phenotype", "document", "predicate", "number", "text")
_FIELD = re.compile(r"# (?P<key>[^:]+): (?P<value>\S.*)")
_PARAM = re.compile(r"param (?P<name>[a-z_]+) \((?P<kind>[a-z]+)\)")
_DEFAULT = re.compile(r"(?P<text>.*\S) \(default (?P<default>[^()]+)\)")
_FURTHER = "#   "


class Param(NamedTuple):
    """A variable of a query that its caller sets; `default` is empty where it must be given."""

    name: str
    kind: str
    description: str
    default: str = ""


class CatalogueQuery(NamedTuple):
    """A query with what its header says; `name` is the file's, without suffix, and empty for text typed in."""

    name: str
    sparql: str
    title: str = ""
    description: str = ""
    params: tuple[Param, ...] = ()


@cache
def catalogue() -> tuple[CatalogueQuery, ...]:
    """Every query that comes with the package, by name.

    Raises:
        QueryError: the header of one is wrong.
    """
    return tuple(map(_bundled, query_names()))


@cache
def query_names() -> tuple[str, ...]:
    """The names in the catalogue, sorted."""
    return tuple(path.stem for path in sorted(bundled("queries").glob("*.rq")))


def find_query(name: str) -> CatalogueQuery | None:
    """The query of that name, or None; the suffix .rq may be left on."""
    name = name.removesuffix(".rq")
    return _bundled(name) if name in query_names() else None


@cache
def _bundled(name: str) -> CatalogueQuery:
    return parse_query(name, (bundled("queries") / f"{name}.rq").read_text(encoding="utf-8"))


def parse_query(name: str, text: str) -> CatalogueQuery:
    """Read a query. One that does not begin with `# title:` has no header, and its comments are its own business.

    Raises:
        QueryError: a header line is not understood, stands twice, or a title is missing.
    """
    if not text.startswith("# title:"):
        return CatalogueQuery(name=name, sparql=text)
    fields: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if line.startswith(_FURTHER) and fields:
            last = next(reversed(fields))
            fields[last] += f" {line.removeprefix(_FURTHER).strip()}"
            continue
        match = _FIELD.fullmatch(line)
        if not match:
            raise QueryError("a header line is `# key: value`", name=name, line=number, column=1)
        key = match["key"]
        if key not in {"title", "description"} and not _PARAM.fullmatch(key):
            hint = "title, description, or param NAME (KIND)"
            raise QueryError(f"unknown header key {key!r}", name=name, line=number, column=3, hint=hint)
        if key in fields:
            raise QueryError(f"header key {key!r} is repeated", name=name, line=number, column=3)
        fields[key] = match["value"]
    params = tuple(_param(name, key, value) for key, value in fields.items() if key not in {"title", "description"})
    return CatalogueQuery(
        name=name, sparql=text, title=fields["title"], description=fields.get("description", ""), params=params
    )


def _param(query: str, key: str, value: str) -> Param:
    match = _PARAM.fullmatch(key)
    if not match or match["kind"] not in KINDS:
        raise QueryError(f"header key {key!r} has an unknown kind", name=query, hint=f"one of {', '.join(KINDS)}")
    default = _DEFAULT.fullmatch(value)
    return Param(
        name=match["name"],
        kind=match["kind"],
        description=default["text"] if default else value,
        default=default["default"] if default else "",
    )
