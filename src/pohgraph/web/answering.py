"""What a worker answers with JSON: each function takes plain arguments and gives what `pohgraph.answers` makes of them.

Arguments come from addresses and bodies that anybody may have written, so each is checked here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from io import BytesIO
from pathlib import Path

from pohgraph.answers import claims_table, network, search
from pohgraph.answers.claim_index import ClaimFilter
from pohgraph.answers.context import Context
from pohgraph.answers.entity import entity
from pohgraph.answers.page import page
from pohgraph.answers.queries import queries
from pohgraph.answers.shapes import Decision
from pohgraph.answers.summary import summary
from pohgraph.answers.vocabulary import vocabulary
from pohgraph.claims.known import KnownHere
from pohgraph.claims.reader import read_claims_named
from pohgraph.errors import NotInGraphError, QueryError
from pohgraph.model import Claim
from pohgraph.pipeline.deciding import recorded_in
from pohgraph.review.agreement import last_entries
from pohgraph.review.claims import claim_iri
from pohgraph.review.decision import EDIT, decision_from
from pohgraph.review.edits import edited
from pohgraph.review.standing import standing
from pohgraph.review.table import Entry, add_decision, read_entries
from pohgraph.schema.prefixes import compress

Arguments = Mapping[str, object]
_LONGEST = 1000  # characters of an argument that is looked up


def _summary(context: Context, given: Arguments) -> object:
    features = given.get("features")
    asked = features if isinstance(features, Mapping) else {}
    return summary(
        context,
        features={
            "read": bool(asked.get("read")),
            "review": bool(asked.get("review")),
            "writable": bool(asked.get("writable")),
        },
    )


def _search(context: Context, given: Arguments) -> object:
    limit = _number(given, "limit", search.LIMIT, most=search.MOST)
    beyond = bool(given.get("beyond"))
    return {"hits": search.hits(context, _text(given, "words"), kind=_text(given, "kind"), limit=limit, beyond=beyond)}


def _entity(context: Context, given: Arguments) -> object:
    return entity(context, _text(given, "id"))


def _entity_page(context: Context, given: Arguments) -> object:
    from pohgraph.export.entity_page import entity_pieces  # noqa: PLC0415 - loads what writes files

    return entity_pieces(context, _text(given, "id"))


def _page(context: Context, given: Arguments) -> object:
    return page(context, _text(given, "id"))


def _queries(_: Context, __: Arguments) -> object:
    return queries()


def _vocabulary(context: Context, _: Arguments) -> object:
    return vocabulary(context)


def _network(context: Context, given: Arguments) -> object:
    focus = given.get("focus") or ()
    if not isinstance(focus, Sequence) or isinstance(focus, str):
        raise QueryError("focus must be a list of identifiers")
    limit = _number(given, "limit", network.LIMIT, most=network.MOST)
    return network.network(context, [str(curie)[:_LONGEST] for curie in focus], limit=limit)


def _read(_: Context, given: Arguments) -> object:
    from pohgraph.web.reading import read_text  # noqa: PLC0415 - loads the vocabularies

    return read_text(str(given.get("text") or ""))


def _claims(context: Context, given: Arguments) -> object:
    """`decisions` is the path of the file that has them; where a browser keeps them, `decided` has one word for each claim."""
    wanted = ClaimFilter(**{one.name: _text(given, one.name) for one in fields(ClaimFilter)})
    offset, limit = _number(given, "offset", 0), _number(given, "limit", claims_table.LIMIT)
    decided = _decided(context, given)
    last = {claim: decisions[-1] for claim, decisions in decided.items()}
    others = {claim: decisions[:-1] for claim, decisions in decided.items()}
    return claims_table.claims_table(context, wanted, last, offset=offset, limit=limit, others=others)


def _prepare(context: Context, _: Arguments) -> object:
    """Learn what the first search, the first table of claims and the first text would have to wait for."""
    from pohgraph.web.reading import read_text  # noqa: PLC0415 - as above

    search.hits(context, "a", limit=1)
    read_text("a")
    return len(context.claim_index)


def _decisions(_: Context, given: Arguments) -> object:
    """What the file has: of each claim and curator the last decision, in the order in which they were made.

    An `undo` is one of them: it may take back a decision that the graph has.
    """
    entries = _entries(given)
    last = {id(entry.decision) for made in last_entries(entries, claim_iri).values() for entry in made.values()}
    return {"decisions": [entry.decision for entry in entries if id(entry.decision) in last]}


def _decide(context: Context, given: Arguments) -> object:
    """Write `decision` into the file `decisions`, if its claim is one of the graph, and an edit one that a build can apply."""
    decision = decision_from(given.get("decision"))
    found = read_claims_named(context.view, [context.node(decision["claim"]).value], rejected=True)
    if not found:
        raise NotInGraphError(f"{decision['claim']} is not a claim of this graph")
    if decision["decision"] == EDIT:
        _check_edit(context, found[0], decision)
    add_decision(Path(str(given["decisions"])), decision)
    return decision


def _check_edit(context: Context, claim: Claim, decision: Decision) -> None:
    from pohgraph.vocab.lexicon import open_lexicon  # noqa: PLC0415 - loads the vocabularies

    try:
        edited(claim, decision["changes"], open_lexicon(), KnownHere(context.view.whole))
    except ValueError as error:
        raise QueryError(str(error), hint="change what it says, or take another value") from None


ANSWERS: Mapping[str, Callable[[Context, Arguments], object]] = {
    "summary": _summary,
    "search": _search,
    "entity": _entity,
    "entity_page": _entity_page,
    "page": _page,
    "queries": _queries,
    "vocabulary": _vocabulary,
    "network": _network,
    "read": _read,
    "claims": _claims,
    "decisions": _decisions,
    "decide": _decide,
    "prepare": _prepare,
}


def entity_rdf(context: Context, given: Arguments) -> tuple[str, bytes]:
    """The entity `id` in the `format` ttl, jsonld or nt: media type and bytes.

    Raises:
        NotInGraphError: the graph has nothing on it.
        QueryError: no such format.
    """
    from pohgraph.export.rdf.entity import MEDIA_TYPES, write_entity  # noqa: PLC0415 - loads what writes files

    curie, format_ = _text(given, "id"), _text(given, "format")
    if format_ not in MEDIA_TYPES:
        raise QueryError(f"no format {format_!r}", hint=f"one of {', '.join(MEDIA_TYPES)}")
    out = BytesIO()
    if not write_entity(context.store, context.canonical(context.node(curie)).value, format_, out):
        raise NotInGraphError(f"{curie} is not in this graph", hint="search for it by its name")
    return MEDIA_TYPES[format_], out.getvalue()


def _decided(context: Context, given: Arguments) -> Mapping[str, Sequence[Decision]]:
    """What counts of each claim, by CURIE: of the graph and of the file, or what a browser keeps."""
    kept = given.get("decided")
    if isinstance(kept, Mapping):
        return {str(claim): [_kept_decision(str(claim), str(word))] for claim, word in kept.items()}
    recorded = context.once("recorded", lambda: recorded_in(context.view.whole))
    return {compress(claim): decisions for claim, decisions in standing(recorded, _entries(given)).items()}


def _entries(given: Arguments) -> list[Entry]:
    path = Path(str(given.get("decisions") or ""))
    return read_entries(path) if path.is_file() else []


def _kept_decision(claim: str, word: str) -> Decision:
    return {
        "claim": claim,
        "decision": word,
        "changes": {},
        "comment": "",
        "curator": "",
        "date": "",
        "evidence": "",
        "statement": "",
    }


def _text(given: Arguments, name: str) -> str:
    value = given.get(name)
    text = "" if value is None else str(value)
    if len(text) > _LONGEST:
        raise QueryError(f"{name} is longer than {_LONGEST} characters")
    return text


def _number(given: Arguments, name: str, default: int, *, most: int = 1 << 31) -> int:
    value = given.get(name)
    if value is None or value == "":
        return default
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number < 0:
        raise QueryError(f"{name} must be a whole number from 0, not {str(value)[:40]!r}")
    return min(number, most)
