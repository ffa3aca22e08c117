"""Forms of the page's disease in JSON, XML or YAML: under a key such as "types" records with a name and lists of findings.

Each gets a heading that says that it is one, so that what stands below is said of it alone: "Infantile form".
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.objects import Json, is_text, section_of, spelt, written

_FORMS = r"(?:types?|forms?|sub-?types?|variants?)"
_KEYS = compiled(rf"(?:(?:clinical|disease|disorder|main|known|different|major) )?{_FORMS}")
_NAMES = ("type", "form", "subtype", "sub type", "variant", "name", "title", "label")
_WHOLE = compiled(rf"\b(?:{_FORMS}|diseases?|disorders?|syndromes?|deficiency)\b")
_NUMBER = compiled(r"(?:\d{1,2}[A-Za-z]?|[IVX]{1,4}[A-Za-z]?)\b")  # "1A", "II": a type
_NAME = compiled(r"(?P<name>[^():;]{1,60}?)(?P<more>\s*\([^()]{1,60}\))?")
_NO_FORM = compiled(
    r"\b(?:carriers?|unknown|others?|all|none|genes?|missense|nonsense|frameshift|splic\w+|deletions?|pathogenic|benign)\b"
)
_FEWEST = 2
_OF_ALL = frozenset({"inheritance", "genes"})


class Form(NamedTuple):
    """The heading of a form, and what its record says besides its name."""

    heading: str
    said: Json


class Forms(NamedTuple):
    """The forms below a key, what each of them says alike of the whole disease, and the keys of what else is left out.

    Short values are read as those of the whole disease, wherever they stand: one form's onset is none of them.
    """

    forms: list[Form]
    alike: dict[str, str]
    left_out: list[str]


def forms_of(words: str, value: object, title: str) -> Forms | None:
    """The forms that the records below a key describe by lists and texts; none of records of another kind."""
    if not _KEYS.fullmatch(words):
        return None
    found = [form for name, record in _records(value) if (form := _form(name, record, title))]
    if len(found) < _FEWEST:
        return None
    forms = [Form(form.heading, {key: said for key, said in form.said.items() if _is_long(said)}) for form in found]
    short = [{key: said for key, said in form.said.items() if not _is_long(said)} for form in found]
    alike = {
        written(key): said
        for key, said in short[0].items()
        if isinstance(said, str)
        and said.strip()
        and section_of(written(key)) in _OF_ALL
        and all(other.get(key) == said for other in short)
    }
    keys = dict.fromkeys(key for said in short for key in said)
    return Forms(forms, alike, [key for key in keys if written(key) not in alike])


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

    It is not called by the name of the disease: the page would be taken for one about that form.
    """
    match = _NAME.fullmatch(one_line(name))
    if match is None or not any(map(_is_long, record.values())) or _NO_FORM.search(match["name"].lower()):
        return None
    own, more = match["name"], match["more"] or ""
    if _NUMBER.fullmatch(own):
        return Form(f"Type {own}{more}", record)
    if _WHOLE.search(own.lower()) or title.lower() in own.lower():
        return Form(own + more, record)
    return Form(f"{own} form{more}", record)


def _is_long(said: object) -> bool:
    return isinstance(said, list | dict) or is_text(said)
