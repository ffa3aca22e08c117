"""`pohgraph review`: step through claims on a terminal, and decide whether their pages say so."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pohgraph.cli.completing import complete_entity, complete_query
from pohgraph.cli.console import say
from pohgraph.cli.group import examples, quiet_option, store_option
from pohgraph.counting import counted
from pohgraph.errors import QueryError, ReadError
from pohgraph.schema.relation import Group

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

_CURATOR = "POHGRAPH_ORCID"
_STATES = {"stated": "stated", "plain": "stated", "open": "open", "denied": "denied", "borrowed": "borrowed"}
_TABLES = (".tsv", ".csv", ".txt")
_KINDS = tuple(group.name.lower() for group in Group)


@click.command(
    short_help="Step through claims and decide on each.",
    epilog=examples(
        "pohgraph review --only open --orcid 0000-0002-1825-0097",
        "pohgraph review --disease POH --output ada.tsv",
        "pohgraph build pages/ --decisions ada.tsv",
    ),
)
@click.option(
    "--worklist",
    metavar="FILE|QUERY",
    shell_complete=complete_query,
    help="The claims to step through: a file that names them (pohassoc:…), or a query that returns them.  [default: all claims]",
)
@click.option(
    "--only",
    type=click.Choice((*_STATES, *_KINDS)),
    multiple=True,
    metavar="STATE|KIND",
    help="Claims of this state or kind. Can be repeated. "
    f"States are {', '.join(dict.fromkeys(_STATES.values()))}, and plain for stated; kinds are {', '.join(_KINDS)}. "
    "Of several states, a claim needs one; of several kinds, too; of states and kinds, one of each.",
)
@click.option("--decided", is_flag=True, help="Also show claims that you have decided on, to change or undo decisions.")
@click.option(
    "--disease", metavar="CURIE|NAME", shell_complete=complete_entity("disease"), help="Claims about this disease."
)
@click.option(
    "--orcid",
    envvar=_CURATOR,
    show_envvar=True,
    metavar="ORCID",
    help="Who decides. Needed, and its check digit is verified.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to which new decisions are added.  [default: decisions.tsv beside the store]",
)
@store_option
@quiet_option
def review(
    *,
    worklist: str | None,
    only: tuple[str, ...],
    decided: bool,
    disease: str | None,
    orcid: str | None,
    output: Path | None,
    store: Path,
) -> None:
    """Step through claims on the terminal, one key for each decision. Press ? for the keys.

    Each claim is shown with its quote, in which the words for its parts are coloured. Every decision is saved at once, so you can stop at
    any time. Claims that you have decided on, in the file or in the graph, are skipped the next time, unless their quotes have changed
    since; --decided shows them as well, and so does the key b. Others may write to the same file at the same time: you see what they decided.

    The web page (`pohgraph serve`) reads and writes the same file. `pohgraph build --from STORE --decisions FILE` applies it.
    """
    curator = _curator(orcid)
    from pohgraph.claims.view import GraphView
    from pohgraph.cli.stepping import Stepping
    from pohgraph.pipeline.deciding import recorded_in
    from pohgraph.store.graph import open_store

    path = output or store.parent / "decisions.tsv"
    graph = open_store(store)
    claims = _chosen(graph, worklist, only, disease, decided=decided)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):  # asked last: what is wrong with the rest is wrong anywhere
        raise click.UsageError(
            "review needs a terminal; in a script, write a file of decisions and apply it with `pohgraph build --decisions`"
        )
    Stepping(GraphView(graph), claims, path, curator, recorded_in(graph), decided=decided).run()
    if path.exists():
        again = shlex.join(["pohgraph", "build", "--from", str(store), "--decisions", str(path), "--store", str(store)])
        say(f"decisions are in {path}; `{again}` applies them to this graph")


def _curator(orcid: str | None) -> str:
    from pohgraph.review.curators import is_valid_orcid, orcid_in

    if not orcid:
        raise click.UsageError(f"say who decides: --orcid 0000-0002-1825-0097, or ${_CURATOR}")
    found = orcid_in(orcid)
    if not found or not is_valid_orcid(found):
        why = "its last digit does not fit the others" if found else "it has sixteen digits in groups of four"
        raise click.UsageError(f"{orcid!r} is not an ORCID: {why}")
    return found


def _chosen(
    graph: "GraphStore", worklist: str | None, only: Sequence[str], disease: str | None, *, decided: bool
) -> Sequence[str]:
    """The claims that the options ask for, by IRI; without a worklist, in the order of the web page's table."""
    from pohgraph.answers.claim_index import TAKEN_BACK, ClaimIndex
    from pohgraph.claims.view import GraphView
    from pohgraph.schema.relations import predicates

    listed = _listed(graph, worklist) if worklist else None
    every = tuple(dict.fromkeys(_STATES.values()))
    states = list(dict.fromkeys(_STATES[word] for word in only if word in _STATES)) or [*every]
    groups = [group for group in Group if group.name.lower() in only]
    if (decided or listed is not None) and len(states) == len(every):
        states.append(TAKEN_BACK)  # whoever lists a claim that was taken back, or asks for decisions, wants to see it
    fitting = ClaimIndex(GraphView(graph)).of(states, predicates(*groups) if groups else ())
    if disease:
        about = _about(graph, disease)
        fitting = [iri for iri in fitting if iri in about]
    if listed is None:
        return fitting
    among = set(fitting)
    return [iri for iri in listed if iri in among]


def _listed(graph: "GraphStore", worklist: str) -> list[str]:
    from pohgraph.query import find_query, run_query
    from pohgraph.review.worklist import listed_claims, read_worklist

    path = Path(worklist)
    if find_query(worklist) is None and path.suffix != ".rq" and _is_file(path):
        return _told(path, *read_worklist(path))
    if path.suffix != ".rq" and _names_a_file(worklist):
        raise ReadError(worklist, "there is no such file")
    result = run_query(graph, worklist)
    found = listed_claims("\n".join(str(cell) for row in result for cell in row))
    if not found:
        raise QueryError(
            "the query gives no claim", hint="select associations, such as ?claim in `?claim rdf:subject ?disease`"
        )
    return found


def _told(path: Path, claims: list[str], rows: int) -> list[str]:
    """The claims of a table; says why there are more or fewer of them than rows."""
    if path.suffix in _TABLES and rows != len(claims):
        say(f"{path}: {counted(rows, 'row')}, {counted(len(claims), 'claim')}")
    return claims


def _names_a_file(worklist: str) -> bool:
    is_query = "{" in worklist or any(char.isspace() for char in worklist)
    return not is_query and ("/" in worklist or Path(worklist).suffix in _TABLES)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a query is too long for a name
        return False


def _about(graph: "GraphStore", disease: str) -> set[str]:
    from typing import cast

    from pyoxigraph import NamedNode

    from pohgraph.query.resolve import find_term

    node = cast("NamedNode", find_term(graph, disease, "disease"))
    return {claim.value for slot in ("rdf:subject", "rdf:object") for claim, _ in graph.triples(slot, objects=[node])}
