"""Reference text that is made from the code while the site is built.

A page asks for it with a line `<!-- generated: commands -->`; the names are those of `GENERATED`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import click
from interface import as_written, interface
from markdown_text import code, codes, fenced, table
from pygments.lexers.rdf import SparqlLexer
from pygments.token import Operator
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from sphinx.application import Sphinx

import pohgraph
from pohgraph.check.rules import RULES
from pohgraph.cli import app
from pohgraph.compare.rules import rules
from pohgraph.export import FORMATS
from pohgraph.query import catalogue
from pohgraph.query.catalogue import CatalogueQuery
from pohgraph.read import READERS
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import compress
from pohgraph.tables import package_table, read_table

_MARK = re.compile(r"^<!-- generated: (?P<name>[a-z-]+) -->$", re.MULTILINE)
_PACKAGE = Path(pohgraph.__file__).parent
_ROOT = Path(__file__).parents[2]
_WIDTH = 88  # columns of a help text
_VOCABULARY = "https://w3id.org/pohgraph/vocab#"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("source-read", _fill)
    app.add_lexer("sparql", _Sparql)
    app.connect("autodoc-process-docstring", as_written, priority=900)
    return {"parallel_read_safe": True}


class _Sparql(SparqlLexer):
    """Pygments' own, with the alternatives of property paths, which it takes for an error."""

    tokens: ClassVar = {**SparqlLexer.tokens, "root": [(r"\|", Operator), *SparqlLexer.tokens["root"]]}


def _fill(_app: object, _page: str, source: list[str]) -> None:
    source[0] = _MARK.sub(lambda mark: "\n".join(GENERATED[mark["name"]]()), source[0])


def command_paths(group: click.Group = app, path: tuple[str, ...] = ("pohgraph",)) -> Iterator[tuple[str, ...]]:
    """The words of every command, as ("pohgraph", "vocab", "add")."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from command_paths(command, (*path, name))


def term_names() -> tuple[str, ...]:
    """The terms our vocabulary declares, as CURIEs, sorted without regard to case."""
    terms = {
        compress(str(term)) for term in _ontology().subjects(RDFS.isDefinedBy) if str(term).startswith(_VOCABULARY)
    }
    return tuple(sorted(terms, key=str.lower))


def _commands() -> Iterator[str]:
    yield from table(("command", "what it does"), _command_rows())
    for path in command_paths():
        context = _context(path)
        yield from (f"({'-'.join(path)})=", f"{'#' * len(path)} {' '.join(path)}", "")
        yield from fenced("text", context.get_help())


def _command_rows() -> Iterator[tuple[str, str]]:
    for path in command_paths():
        yield f"[`{' '.join(path)}`](#{'-'.join(path)})", _context(path).command.get_short_help_str(limit=200)


def _context(path: Sequence[str]) -> click.Context:
    """The command at the end of a path as click calls it, with the settings of the groups above it."""
    context = click.Context(app, info_name=path[0], terminal_width=_WIDTH, **app.context_settings)
    for name in path[1:]:
        assert isinstance(context.command, click.Group)
        context = click.Context(context.command.commands[name], parent=context, info_name=name)
    return context


def _queries() -> Iterator[str]:
    yield from table(("query", "question"), ((f"[`{q.name}`](#query-{q.name})", q.title) for q in catalogue()))
    for query in catalogue():
        yield from (f"(query-{query.name})=", f"## {query.name}", "", f"**{query.title}.** {query.description}", "")
        if query.params:
            rows = ((f"`{p.name}`", p.kind, p.description, code(p.default) or "required") for p in query.params)
            yield from table(("parameter", "kind", "meaning", "default"), rows)
        yield from fenced("text", _as_typed(query))
        yield from fenced("sparql", re.sub(r"\A(?:#.*\n|\n)+", "", query.sparql))


def _as_typed(query: CatalogueQuery) -> str:
    given = (f" -p {param.name}={param.default or '…'}" for param in query.params)
    return f"pohgraph query {query.name}{''.join(given)}"


def _terms() -> Iterator[str]:
    graph = _ontology()
    for heading, classes in _TERM_GROUPS.items():
        yield from (f"## {heading}", "")
        for name in term_names():
            node = URIRef(_VOCABULARY + name.removeprefix("pohgraph:"))
            if classes & set(graph.objects(node, RDF.type)):
                yield from _term(graph, name, node)


_TERM_GROUPS = {
    "Classes": {OWL.Class},
    "Properties": {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property},
    "Values": {OWL.NamedIndividual},
}
_SAID_OF_TERMS = {
    RDF.type: "is a",
    RDFS.subClassOf: "under",
    RDFS.subPropertyOf: "under",
    RDFS.domain: "of",
    URIRef("http://schema.org/domainIncludes"): "of",
    RDFS.range: "gives",
    URIRef("http://schema.org/rangeIncludes"): "gives",
    OWL.inverseOf: "inverse of",
    SKOS.exactMatch: "same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.relatedMatch: "related to",
}


def _term(graph: Graph, name: str, node: URIRef) -> Iterator[str]:
    yield from (f"(term-{name.partition(':')[2]})=", f"### {name}", "")
    for predicate in (SKOS.definition, SKOS.scopeNote, RDFS.comment, SKOS.example):
        yield from (f"{text}\n" for text in sorted(map(str, graph.objects(node, predicate))))
    for predicate, word in _SAID_OF_TERMS.items():
        others = sorted(compress(str(o)) for o in graph.objects(node, predicate))
        if others:
            yield f"- {word} {', '.join(map(code, others))}"
    yield ""


def _ontology() -> Graph:
    return Graph().parse(bundled("ontology/pohgraph.ttl"))


def _formats() -> Iterator[str]:
    yield from table(
        ("format", "holds"), ((f"[`{e.name}`](#format-{e.name})", e.description) for e in FORMATS.values())
    )
    for exporter in FORMATS.values():
        description = exporter.description[0].upper() + exporter.description[1:]
        yield from (f"(format-{exporter.name})=", f"## {exporter.name}", "", f"{description}.", "")
        if exporter.folder:
            yield "- writes a folder with `-o FOLDER`, which must be new or empty"
        elif exporter.single:
            yield f"- writes one file (`.{exporter.extension}`), or standard output"
        else:
            names = ", ".join(f"`STEM_{part}.{exporter.extension}`" for part in exporter.parts)
            yield f"- writes {len(exporter.parts)} files with `-o STEM`: {names}"
        yield f"- media type `{exporter.media_type}`"
        yield f"- spells identifiers for `{exporter.prefixes}`, unless `--prefixes` says otherwise"
        yield ""


def _licences() -> Iterator[str]:
    rows = package_table("claims", "licences.tsv")
    cells = ((code(r["name"]), codes(r["aliases"]), codes(r["includes"]), f"<{r['iri']}>") for r in rows)
    yield from table(("`--license`", "also written", "also includes", "licence"), cells)


def _identifiers() -> Iterator[str]:
    rows = package_table("claims", "identifiers.tsv")
    consumers = list(dict.fromkeys(row["consumer"] for row in rows))
    written = {(row["consumer"], row["prefix"]): row["written"] for row in rows}
    prefixes = dict.fromkeys(row["prefix"] for row in rows)
    cells = (((code(prefix)), *(code(written.get((c, prefix), "")) for c in consumers)) for prefix in prefixes)
    yield from table(("prefix", *consumers), cells)


def _families() -> Iterator[str]:
    known = {reader.name for reader in READERS}
    rows = [row for row in package_table("read", "families.tsv") if row["family"] in known]
    cells = (
        (
            code(row["family"]),
            row["publisher"] or row["site"],
            f"<{row['license']}>" if row["license"] else row["rights"] or "unknown",
            code(row["id_prefix"]),
        )
        for row in rows
    )
    yield from table(("family", "publisher", "licence", "prefix of identifiers"), cells)


def _rules() -> Iterator[str]:
    for rule in RULES:
        printed = rule.title.replace("{value}", "…").replace("{object}", "…")
        yield from (rule.name, f": {rule.why[0].upper()}{rule.why[1:]}. Printed with the node: *{printed}*.", "")


def _conflicts() -> Iterator[str]:
    """The rules of conflicts with what they find, and the reason of their severity."""
    rows = [(code(r.name), r.kind, r.severity, f"{r.sentence} {r.reason}") for r in rules().values()]
    yield from table(("rule", "kind", "severity", "what it finds, and why it is no graver or lighter"), rows)


def _tables() -> Iterator[str]:
    """The lexical tables: what a person may edit to change what is understood."""
    rows = []
    for path in sorted(_PACKAGE.rglob("*.tsv")):
        notes = [line.lstrip("# ") for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        name = path.relative_to(_PACKAGE).as_posix()
        rows.append((code(name), str(sum(1 for _ in read_table(path))), notes[0] if notes else ""))
    yield from table(("table", "rows", "what it contains"), rows)


def _benchmarks() -> Iterator[str]:
    """The figures from the README of the benchmarks; without one, a list of what can be run there."""
    readme = _ROOT / "benchmarks" / "README.md"
    if readme.exists():
        _, _, text = readme.read_text("utf-8").partition("\n")
        # Addresses within the repository lead nowhere from here.
        yield re.sub(r"\[([^]]+)\]\((?!https?:)([^)]+)\)", r"\1 (`\2`)", text)
        return
    for path in sorted((_ROOT / "benchmarks").glob("*.py")):
        docstring = re.match(r'\A"""(.*?)"""', path.read_text("utf-8"), re.DOTALL)
        summary = docstring[1].strip().partition("\n\n")[0] if docstring else ""
        yield f"- `python benchmarks/{path.name}`: {' '.join(summary.split())}"


GENERATED: dict[str, Callable[[], Iterator[str]]] = {
    "benchmarks": _benchmarks,
    "commands": _commands,
    "families": _families,
    "formats": _formats,
    "identifiers": _identifiers,
    "licences": _licences,
    "python": interface,
    "queries": _queries,
    "rules": _rules,
    "conflicts": _conflicts,
    "tables": _tables,
    "terms": _terms,
}
