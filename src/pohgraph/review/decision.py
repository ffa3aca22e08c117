"""One decision of a curator about a claim, checked when it is made."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TypedDict

from pohgraph.errors import FieldError
from pohgraph.model import STATES, Claim, Named
from pohgraph.review.curators import curator_named
from pohgraph.store.rdf import digest

ACCEPT, REJECT, EDIT, UNDO = "accept", "reject", "edit", "undo"
DECISIONS = (ACCEPT, REJECT, EDIT, UNDO)
EDITABLE = ("subject", "predicate", "object", "state", "frequency", "onset")
COLUMNS = ("claim", "decision", "changes", "comment", "curator", "date", "evidence", "statement")
_LONGEST = 2000  # characters of a value
_DIGEST = re.compile(r"[0-9a-f]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")  # the forms without hyphens, and weeks, are no dates of XML Schema


class Decision(TypedDict):
    """What a curator makes of a claim. `claim` is its CURIE or IRI, `decision` one of `DECISIONS`.

    `changes` is what an edit changes, by the names in `EDITABLE`; a subject is a CURIE, an object a CURIE, or text for a claim that
    ends in text, and an empty frequency or onset takes it away. `curator` is a name or an ORCID, `date` ISO 8601. `evidence` tells the quotes that
    the curator saw (`evidence_digest`), and `statement` is the claim in words, for people who read the file; both may be "".
    """

    claim: str
    decision: str
    changes: dict[str, str]
    comment: str
    curator: str
    date: str
    evidence: str
    statement: str


def decision_from(given: object) -> Decision:
    """A decision as somebody sent it; without a date, of now.

    Raises:
        FieldError: something is missing, unknown, too long, or holds control characters.
    """
    decision = checked(given)
    return {**decision, "date": decision["date"] or datetime.now(UTC).isoformat(timespec="seconds")}


def checked(given: object) -> Decision:
    """The same as it is written: without a date, "".

    Raises:
        FieldError: as above.
    """
    if not isinstance(given, Mapping):
        raise _wrong("a decision is an object with claim and decision")
    values = {name: given.get(name, "") for name in COLUMNS if name != "changes"}
    if unknown := sorted(str(name) for name in given if name not in COLUMNS):
        raise _wrong(f"unknown field {unknown[0]!r}: fields are {', '.join(COLUMNS)}")
    for name, value in values.items():
        _check_text(name, value)
    if not values["claim"]:
        raise _wrong("claim is empty: give the identifier of a claim", "claim")
    if not _DIGEST.fullmatch(str(values["evidence"])):
        raise _wrong(
            f"evidence has hexadecimal digits only, not {values['evidence']!r}: a spreadsheet may have changed it",
            "evidence",
        )
    if values["decision"] not in DECISIONS:
        raise _wrong(f"decision must be one of {', '.join(DECISIONS)}, not {values['decision']!r}", "decision")
    changes = _changes(given.get("changes", {}), is_edit=values["decision"] == EDIT)
    return {
        "claim": str(values["claim"]),
        "decision": str(values["decision"]),
        "changes": changes,
        "comment": str(values["comment"]),
        "curator": _curator(str(values["curator"])),
        "date": _date(str(values["date"])),
        "evidence": str(values["evidence"]),
        "statement": str(values["statement"]),
    }


def changes_from(text: str) -> object:
    """What an edit changes, from its JSON; nothing from "".

    Raises:
        FieldError: it is no JSON.
    """
    try:
        return json.loads(text or "{}")
    except (json.JSONDecodeError, RecursionError):
        raise _wrong("changes is not JSON", "changes") from None


def evidence_digest(quotes: Iterable[str]) -> str:
    """What tells the quotes of a claim from those it may have after its page has changed: the same for any order."""
    return digest(*sorted(quotes))


def statement_of(claim: Claim) -> str:
    """A claim in words, in one line.

    >>> from pohgraph.model import SourceRecord
    >>> statement_of(Claim(subject=Named("MONDO:1", label="POH"), predicate=Named("biolink:has_phenotype"),
    ...     object=Named("HP:1", label="Pain"), hedged=True, source=SourceRecord(id="a")))
    'POH · has phenotype · Pain [open]'
    """
    ends = [end.label or str(end) if isinstance(end, Named) else end for end in (claim.subject, claim.object)]
    relation = claim.predicate.rpartition(":")[2].replace("_", " ")
    limits = " ".join(filter(None, (claim.often, claim.qualifier)))
    state = "" if claim.state == "stated" else f" [{claim.status}]"
    text = f"{ends[0]} · {relation} · {ends[1]}{f' ({limits})' if limits else ''}{state}"
    return " ".join(text.split())[:_LONGEST]


def time_of(date: str) -> str:
    """When a decision was made, as graphs keep it: a day as it is, a time in UTC to the second; "" for none.

    >>> time_of("2026-01-31"), time_of("2026-01-31T12:00:00+02:00"), time_of("2026-01-31T10:00")
    ('2026-01-31', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00Z')
    """
    if len(date) <= len("2026-01-31"):
        return date
    moment = datetime.fromisoformat(date)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _changes(given: object, *, is_edit: bool) -> dict[str, str]:
    if not isinstance(given, Mapping) or any(name not in EDITABLE for name in given):
        raise _wrong(f"changes must be an object with some of {', '.join(EDITABLE)}", "changes")
    for name, value in given.items():
        _check_text(str(name), value, "changes")
    if given.get("state", "stated") not in STATES:
        raise _wrong(f"state must be one of {', '.join(STATES)}", "changes")
    if bool(given) != is_edit:
        raise _wrong("an edit needs changes, and other decisions have none", "changes")
    return {name: str(given[name]) for name in EDITABLE if name in given}


def _curator(name: str) -> str:
    try:
        curator_named(name)
    except ValueError as error:
        raise _wrong(f"curator: {error}", "curator") from None
    return name


def _date(text: str) -> str:
    if not text or (_DATE.match(text) and _is_time(text)):
        return text
    raise _wrong(f"date must be a day or a time in ISO 8601, such as 2026-01-31, not {text!r}", "date")


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
        time_of(text)
    except (ValueError, OverflowError):
        return False
    return True


def _check_text(name: str, value: object, field: str = "") -> None:
    if not isinstance(value, str):
        raise _wrong(f"{name} must be text", field or name)
    if len(value) > _LONGEST:
        raise _wrong(f"{name} is longer than {_LONGEST} characters", field or name)
    if not all(char.isprintable() for char in value):
        raise _wrong(f"{name} holds a line break or another control character", field or name)


def _wrong(reason: str, field: str = "") -> FieldError:
    return FieldError("decision", reason, field=field)
