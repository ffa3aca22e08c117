"""Answers of the page made short enough for an assistant. Nothing is looked up here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
_SLOTS = ("often", "qualifier")  # left out where they are empty


def shorten_entity(entity: Json, *, groups: Sequence[str], limit: int) -> dict[str, object]:
    """An entity with at most `limit` claims of each group, the group names asked for or all, and the sources of these claims."""
    chosen = [group for group in entity["groups"] if not groups or group["name"] in groups]
    shown = {group["name"]: [shorten_row(row) for row in _rows(group)[:limit]] for group in chosen}
    documents = {claim["document"] for group in chosen for row in _rows(group)[:limit] for claim in row["claims"]}
    return {
        "id": entity["id"],
        "label": entity["label"],
        "category": entity["category"],
        "identifiers": [f"{one['id']} ({one['strength']})" for one in entity["identifiers"]],
        "synonyms": [one["name"] for one in entity["synonyms"]],
        "claims": shown,
        "left_out": {group["name"]: len(_rows(group)) - limit for group in chosen if len(_rows(group)) > limit},
        "other_groups": [group["name"] for group in entity["groups"] if group not in chosen],
        "conflicts": [_conflict(one) for one in entity["conflicts"]],
        "sources": [shorten_source(one) for one in entity["sources"] if one["id"] in documents],
    }


def shorten_row(row: Json) -> dict[str, object]:
    """What is claimed, in which state, and the words of each page for it."""
    other = row["other"]
    end = {"id": other["id"], "label": other["label"]} if other else {"value": row["value"]}
    narrowed = {slot: row[slot] for slot in _SLOTS if row[slot]}
    return {
        "relation": row["relation"],
        **({"incoming": True} if row["incoming"] else {}),
        **end,
        "state": row["state"],
        **narrowed,
        "quotes": [{"text": quote, "page": claim["document"]} for claim in row["claims"] for quote in claim["quotes"]],
    }


def shorten_source(source: Json) -> dict[str, str]:
    """A page as an assistant cites it."""
    return {slot: source[slot] for slot in ("id", "title", "publisher", "license", "address") if source[slot]}


def passages_of(entity: Json, other: str, *, limit: int) -> tuple[list[dict[str, object]], list[dict[str, str]]]:
    """Where the claims that join an entity to another thing were read, and the pages; all claims where `other` is empty.

    `other` is an identifier, or a label in any case.
    """
    rows = [row for group in entity["groups"] for row in _rows(group) if not other or _is(row, other)]
    found = list(_passages(rows))[:limit]
    documents = {one["page"] for one in found}
    return found, [shorten_source(one) for one in entity["sources"] if one["id"] in documents]


def _passages(rows: Iterable[Json]) -> Iterator[dict[str, object]]:
    for row in rows:
        name = row["other"]["label"] if row["other"] else row["value"]
        for claim in row["claims"]:
            for passage in claim["passages"]:
                yield {
                    "claim": claim["id"],
                    "relation": row["relation"],
                    "other": name,
                    "state": claim["state"],
                    "page": passage["document"],
                    "section": passage["section"],
                    "start": passage["start"],
                    "end": passage["end"],
                    "before": passage["before"],
                    "quote": passage["quote"],
                    "after": passage["after"],
                }


def _rows(group: Json) -> list[Json]:
    return [row for section in group["sections"] for row in section["rows"]]


def _is(row: Json, name: str) -> bool:
    wanted, other = name.casefold(), row["other"]
    return wanted in ({other["id"].casefold(), other["label"].casefold()} if other else {row["value"].casefold()})


def _conflict(one: Json) -> dict[str, object]:
    sides: list[dict[str, object]] = [
        {"state": side["state"], "page": side["document"], "quotes": side["quotes"]}
        for side in (one["first"], one["second"])
        if side
    ]
    if one["statement"]:
        sides.append(dict(one["statement"]))
    return {
        "rule": one["rule"],
        "severity": one["severity"],
        "kind": one["kind"],
        "about": one["about"]["label"],
        "sides": sides,
    }
