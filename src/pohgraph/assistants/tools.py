"""The tools that an assistant is offered. Each asks a worker and shortens its answer; none changes anything."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pohgraph.assistants.shorten import passages_of, shorten_entity, shorten_source
from pohgraph.errors import QueryError
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.web.asking import Asks

_MOST = 500  # of anything: more is of no use to an assistant


@dataclass(frozen=True, slots=True)
class Tools:
    """Look-ups in one graph. Every answer is a JSON object with the pages it rests on and their licences.

    A name may be given wherever an identifier may. All raise `AskError` for what cannot be answered, and `QueryError` for a
    name that is unknown or ambiguous.
    """

    asks: Asks

    async def search(self, words: str, kind: str = "", limit: int = 10) -> dict[str, object]:
        """Find diseases, genes, phenotypes and pages by name, synonym, misspelt word or identifier.

        `kind` narrows to disease, gene, phenotype, page or another kind. `claims` is the number of claims about a hit;
        0 means that only a vocabulary knows it.
        """
        found = await self._json("search", {"words": words, "kind": kind, "limit": _within(limit)})
        return {"hits": found["hits"], "licenses": (await self._summary())["licenses"]}

    async def entity(self, name: str, groups: list[str] | None = None, limit: int = 25) -> dict[str, object]:
        """What pages say about one disease, gene or phenotype, with their exact words.

        `state` is "stated", "denied", "open" (the page leaves it open) or "borrowed" (said of another disease or a relative).
        Present only a stated claim as what the page says. `groups` narrows to some of phenotypes, genes,
        inheritance, course, prevalence, diagnosis, management, prognosis, related.
        """
        answer = await self._json("entity", {"id": await self._identifier(name)})
        return shorten_entity(answer, groups=groups or [], limit=_within(limit))

    async def quotes(self, name: str, other: str = "", limit: int = 20) -> dict[str, object]:
        """Every passage behind the claims about one entity: the exact words, the words around them, the page and the offsets.

        `other` is the other end of the claims, by identifier or label. Offsets count code points of the page's text.
        """
        answer = await self._json("entity", {"id": await self._identifier(name)})
        passages, sources = passages_of(answer, other, limit=_within(limit))
        if other and not passages:
            raise QueryError(
                f"no claim joins {answer['label']} to {other!r}", hint="the tool `entity` lists its claims"
            )
        return {"passages": passages, "sources": sources}

    async def query(self, sparql: str) -> dict[str, object]:
        """Answer a SPARQL query (SELECT or ASK) over the graph; common prefixes need no declaration.

        Claims are `biolink:Association` nodes with rdf:subject, rdf:predicate, rdf:object, biolink:supporting_text (the quote)
        and prov:hadPrimarySource (the page). biolink:negated, pohgraph:hedged and pohgraph:borrowed mark claims that are not facts.
        The tool `queries` has examples.
        """
        answer = await self._json("sparql", {"query": sparql, "format": "json"})
        summary = await self._summary()
        named = {cell["value"] for row in answer.get("results", {}).get("bindings", ()) for cell in row.values()}
        pages = [page for page in summary["pages"] if expand(Reference.parse(page["id"])) in named]
        return {**answer, "sources": list(map(shorten_source, pages)), "licenses": summary["licenses"]}

    async def queries(self) -> dict[str, object]:
        """List the ready-made SPARQL queries. Run them as they are, or adapt them."""
        return {"queries": await self._json("queries", {})}

    async def _identifier(self, name: str) -> str:
        """The identifier for a name. If several fit equally well, the user has to choose."""
        hits = (await self._json("search", {"words": name, "kind": "", "limit": 5}))["hits"]
        known = [hit for hit in hits if hit["claims"]] or hits
        if not known:
            raise QueryError(f"nothing is called {name!r}", hint="the tool `search` finds similar names")
        if known[0]["fit"] == "spelling":
            near = "; ".join(f"{hit['label']} ({hit['id']})" for hit in known)
            raise QueryError(f"nothing is called {name!r}", hint=f"similar: {near}")
        return str(known[0]["id"])

    async def _summary(self) -> Any:  # noqa: ANN401 - JSON, as `pohgraph.answers` has it
        return await self._json("summary", {})

    async def _json(self, call: str, arguments: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON of any shape
        reply = await self.asks.ask(call, arguments)
        return json.loads(b"".join([chunk async for chunk in reply.chunks]))


def _within(limit: int) -> int:
    return min(max(limit, 1), _MOST)
