"""Forms of the page's disease in JSON, XML or YAML: under a key such as "types" records with a name and lists of findings.

Each gets a heading that names it whole, so that what stands below is said of it alone: "Infantile Sample disease".
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.objects import Json, is_text, spelt

_KEYS = compiled(
    r"(?:(?:clinical|disease|disorder|main|known|different|major) )?(?:types?|forms?|sub-?types?|variants?)"
)
_NAMES = ("type", "form", "subtype", "sub type", "variant", "name", "title", "label")
_WHOLE = compiled(r"\b(?:types?|forms?|sub-?types?|variants?|diseases?|disorders?|syndromes?|deficiency)\b")
_NUMBER = compiled(r"(?:\d{1,2}[A-Za-z]?|[IVX]{1,4}[A-Za-z]?)\b")  # "1A", "II": a type
# Words that stand before the name of a disease: "X-linked Alport syndrome". With other words a form is called one: "Classic form".
_KIND = compiled(
    r"(?:(?:(?:late|early)[ -])?(?:infantile|juvenile|childhood|neonatal|congenital|adult|early|late|acute|chronic)(?:[ -]onset)?"
    r"|x-linked|autosomal)(?: (?:dominant|recessive))?"
)
_NAME = compiled(r"(?P<name>[^():;]{1,60}?)(?P<more>\s*\([^()]{1,60}\))?")
_NO_FORM = compiled(
    r"\b(?:carriers?|unknown|others?|all|none|genes?|missense|nonsense|frameshift|splic\w+|deletions?|pathogenic|benign)\b"
)
_FEWEST = 2


class Form(NamedTuple):
    """The heading of a form, and what its record says besides its name."""

    heading: str
    said: Json


def forms_of(words: str, value: object, title: str) -> list[Form]:
    """The forms that the records below a key describe by lists and texts; none of records of another kind."""
    if not _KEYS.fullmatch(words):
        return []
    found = [form for name, record in _records(value) if (form := _form(name, record, title))]
    return found if len(found) >= _FEWEST else []


def _records(value: object) -> Iterator[tuple[str, Json]]:
    """The records of a list, or those of an object whose keys are their names."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield spelt(str(key)), inner if isinstance(inner, Mapping) else {}
    elif isinstance(value, list):
        for record in value:
            inner = record if isinstance(record, Mapping) else {}
            naming = next((key for name in _NAMES for key in inner if spelt(key) == name), None)
            name = inner[naming] if naming is not None else ""
            yield name if isinstance(name, str) else "", {key: said for key, said in inner.items() if key != naming}


def _form(name: str, record: Json, title: str) -> Form | None:
    """A form with its whole name; None for a name that is no form's, and for a record that says nothing of it.

    Short values are left out: a field such as "onset" is read as one of the whole disease, wherever it stands.
    """
    match = _NAME.fullmatch(one_line(name))
    record = {key: said for key, said in record.items() if isinstance(said, list | dict) or is_text(said)}
    if match is None or not record or _NO_FORM.search(match["name"].lower()):
        return None
    own, more = match["name"], match["more"] or ""
    if _NUMBER.fullmatch(own):
        return Form(f"Type {own}{more}", record)
    if _WHOLE.search(own.lower()) or title.lower() in own.lower():
        return Form(own + more, record)
    of = title.partition(" (")[0] if _KIND.fullmatch(own.lower()) else "form"
    return Form(f"{own} {of}{more}", record)
