"""Objects of data as a page's parts: how their keys are spelt, which are names and texts, and what a list of them is.

Keys are what headings and labels are elsewhere; what they say is told by the tables of these.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeGuard

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.field_openings import known_label
from pohgraph.read.lexical import heading_role
from pohgraph.read.outline import OF_OTHERS
from pohgraph.tables import package_table

NAMES = (
    *("title", "name", "focus", "disease", "disease name", "disorder", "disorder name", "condition", "condition name"),
    *("preferred term", "preferred title", "preferred label", "pref label", "preferred name", "label", "topic"),
)
_HEADINGS = ("question", "q", "heading", "title", "header", "section", "section title", "text role", "name")
TEXTS = ("answer", "text", "html", "content", "contents", "body", "description")
_SHORT_TEXTS = ("desc", "descr", "a", "purpose", "benefit", "benefits", "goal")  # of a record with a name
_OF_ITEMS = frozenset({"symptoms", "hpo_table", "treatment"})
_TREATMENT = "treatment"
_OF_FILE = frozenset({"not_content", "references", "resources", "disclaimer"})
# Keys of what patients lack, and those that say of one finding whether they have it.
_DENIED = compiled(r"(?:absent|excluded|negated|negative|denied|not (?:present|observed|found)|ruled out)\b.*")
_DENYING = frozenset({"excluded", "negated", "absent", "is excluded", "is negated", "is absent", "negation"})
_AFFIRMING = frozenset({"present", "observed", "is present", "is observed", "status", "presence"})
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0", "absent", "excluded", "negative", "not present", "not observed", "denied"})
_LONGEST_NAME = 120
_SHORTEST_TEXT = 60  # code points: what is shorter, or has no stop, is a value rather than a text
_WORDS = compiled(r"(?<=[a-z])(?=[A-Z])|[_\s-]+")
Json = Mapping[str, object]
DEEPEST = 12  # objects within each other


def name_of(page: Json) -> str:
    """What the page is about: the first of the usual keys that has a short text."""
    said_by = {spelt(key): said for key, said in page.items() if isinstance(said, str)}
    return next((name for key in NAMES if 0 < len(name := one_line(said_by.get(key, ""))) <= _LONGEST_NAME), "")


def fields_of(page: Json) -> int:
    """How many of an object's keys say of what kind their values are."""
    return sum(bool(value) and is_of_disease(spelt(key)) for key, value in page.items() if spelt(key) not in NAMES)


def texts_of(value: object, depth: int = 0) -> Iterator[str]:
    """The texts at any depth."""
    if is_text(value):
        yield value
    elif isinstance(value, dict | list) and depth <= DEEPEST:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner, depth + 1)


def are_parts(words: str, value: list[object]) -> bool:
    """Whether objects are things of one kind, each with a name of its own: other disorders below "differential diagnoses"."""
    titles = [titled(item)[0] for item in value if isinstance(item, dict)]
    return is_of_disease(words) and bool(titles) and all(title and heading_role(title) is None for title in titles)


def named_things(words: str, value: list[object]) -> tuple[list[str], list[str]]:
    """Findings or treatments with what is said of each, as items: "Port-wine stain. It covers …"; none of any other list.

    What is said of treatments stands below their names: "Physical therapy. It helps …" would be a heading and its text.
    """
    own = section_of(words)
    if not is_of_disease(words):
        return [], []
    named = [titled(item) for item in value if isinstance(item, dict)]
    plain = bool(named) and all(name and heading_role(name) in {None, own} and said for name, said in named)
    short = plain and not any(is_text(said) for _, said in named)
    if len(named) < len(value) or not plain or not (short or own in _OF_ITEMS):
        return [], []
    if own == _TREATMENT and (not short or any(map(heading_role, dict(named)))):
        return [name for name, _ in named], [one_line(said) for _, said in named]
    return [f"{name}{': ' if short else '. '}{one_line(said)}" for name, said in named], []


def is_denied(words: str, value: object) -> bool:
    """Whether a key is one of what patients lack ("absent"), or a record says that they lack it ("excluded": true)."""
    if _DENIED.fullmatch(words):
        return isinstance(value, dict | list)
    if not isinstance(value, dict):
        return False
    said = {spelt(key): str(told).lower() for key, told in value.items() if isinstance(told, bool | int | str)}
    return any(said.get(key) in _YES for key in _DENYING) or any(said.get(key) in _NO for key in _AFFIRMING)


def is_of_others(words: str) -> bool:
    """Whether what stands below a key is said of other diseases: "differential diagnosis"."""
    return section_of(words) in OF_OTHERS


def titled(part: Json) -> tuple[str, str]:
    """The heading and the text of an object that has both and says no more of the disease."""
    said_by = {spelt(key): said for key, said in part.items() if isinstance(said, str)}
    heading = next((said_by[key] for key in _HEADINGS if key in said_by), "")
    text = next((said_by[key] for key in (*TEXTS, *_SHORT_TEXTS) if key in said_by), "")
    return one_line(heading), text


def spelt(key: str) -> str:
    """A key as words: "umls_cuis", "modeOfInheritance"."""
    return one_line(_WORDS.sub(" ", key)).lower().replace(":", "")


def written(key: str) -> str:
    """The words of a key as a heading or a label of a page has them: "ageAppearance" is the "age of onset"."""
    words = spelt(key)
    return next((heading for pattern, heading in _keys() if pattern.fullmatch(words)), words)


@cache
def _keys() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(row["key"]), row["written"]) for row in package_table("read", "object_keys.tsv"))


def section_of(words: str) -> str | None:
    """The section that a key's words open as a label or a heading."""
    known = known_label(words)
    return known.section if known else heading_role(words)


def is_of_disease(words: str) -> bool:
    """Whether what stands below a key says something of a disease."""
    section = section_of(words)
    return section is not None and section not in _OF_FILE


def is_text(value: object) -> TypeGuard[str]:
    """Whether a value is running text."""
    return isinstance(value, str) and len(value) >= _SHORTEST_TEXT and " " in value and "." in value
