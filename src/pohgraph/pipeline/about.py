"""What the user says pages are about: one disease for all of them, or a table of files and diseases."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pohgraph.errors import PohgraphError, ReadError, UnknownReferenceError
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely
from pohgraph.extractors.topic.subject import Given
from pohgraph.model import Reference, Remark
from pohgraph.pipeline.archives import shown_path
from pohgraph.pipeline.sources import Found, PageSource
from pohgraph.schema.categories import DISEASE_PREFIXES, OTHER_DISEASE_PREFIXES, OWN_DISEASE
from pohgraph.schema.prefixes import standardise
from pohgraph.search.identifiers import references_in
from pohgraph.vocab.lexicon import Lexicon

_OF_DISEASES = frozenset({*DISEASE_PREFIXES, OWN_DISEASE, *OTHER_DISEASE_PREFIXES})
_CURIE = re.compile(r"[A-Za-z][\w.-]*:\S*")
_HEADER = frozenset({"file", "path", "page", "document", "filename", "file_name", "name"})
_CHOICES = 8  # diseases of one name that an error lists


@dataclass(slots=True)
class Subjects:
    """What each page is about by the user's word; nothing where the page itself is to tell."""

    whole: Given | None = None
    table: str = ""
    rows: dict[str, tuple[int, Given]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def placed(self, pages: Iterable[Found]) -> Iterator[Found]:
        """The pages with their subjects; then a remark for each row of the table whose file was not among them."""
        for page in pages:
            yield page._replace(about=self._of(page)) if isinstance(page, PageSource) else page
        for file, (line, given) in self.rows.items():
            if file not in self.used:
                message = f"line {line} says that {file} is about {given.reference.curie}, but no such file was read"
                yield Remark(document=shown_path(self.table), code="about_unused", message=message)

    def _of(self, page: PageSource) -> Given | None:
        origin = PurePath(page.origin)
        for name in (page.origin, str(origin), origin.as_posix(), page.name, origin.name):
            if name in self.rows:
                self.used.add(name)
                return self.rows[name][1]
        found = next((file for file in self.rows if "/" in file and origin.as_posix().endswith(f"/{file}")), None)
        if found:
            self.used.add(found)
            return self.rows[found][1]
        return self.whole


def subjects(lexicon: Lexicon, *, about: str = "", table: Path | None = None) -> Subjects:
    """What the user says: a CURIE or name for all pages, and a table that comes before it.

    Raises:
        UnknownReferenceError: no disease is called so, or several are.
        ReadError: the table cannot be read, or a row of it is wrong.
    """
    whole = look_up(about, lexicon) if about else None
    if table is None:
        return Subjects(whole=whole)
    return Subjects(whole=whole, table=str(table), rows=_rows(table, lexicon))


def look_up(text: str, lexicon: Lexicon) -> Given:
    """The disease that a CURIE in any spelling, or a name, stands for.

    Raises:
        UnknownReferenceError: it is neither, or the name of several diseases.
    """
    text = " ".join(text.split())
    if text.isdecimal():
        raise UnknownReferenceError(text, f"a number of which registry? Write it as OMIM:{text} or ORPHA:{text}")
    reference = next(iter(references_in(text)), None)
    if reference is None and _CURIE.fullmatch(text):
        reference = _own_or_error(text)
    if reference is None:
        return _named(text, lexicon)
    if reference.prefix not in _OF_DISEASES:
        raise UnknownReferenceError(text, f"{reference.prefix} numbers no diseases; give one of {_registries()}")
    canonical = lexicon.canonical(reference)
    label = lexicon.label(canonical)
    return Given(reference=canonical, label=label, asked=text, is_known=label != canonical.curie)


def _own_or_error(text: str) -> Reference:
    reference = standardise(text)
    if reference.prefix != OWN_DISEASE:
        raise UnknownReferenceError(text, f"{reference.prefix} has no identifier of that form")
    return reference


def _named(name: str, lexicon: Lexicon) -> Given:
    firm = named_firmly(lexicon, name_key(name))
    labelled = [reference for reference, (_, scope) in firm.items() if scope == "LABEL"]
    found = labelled or list(firm) or sorted(named_loosely(lexicon, name))
    if not found:
        reason = "no loaded vocabulary has a disease of that name; give its CURIE, or look with `pohgraph search`"
        raise UnknownReferenceError(name, reason)
    by_registry: dict[str, list[Reference]] = {}
    for reference in found:
        by_registry.setdefault(reference.prefix, []).append(reference)
    registry = min(by_registry, key=_preference)
    if len(by_registry[registry]) > 1:
        choices = "; ".join(f"{r.curie} {lexicon.label(r)}" for r in sorted(found)[:_CHOICES])
        raise UnknownReferenceError(name, f"the name of {len(found)} diseases; give one of {choices}")
    chosen = by_registry[registry][0]
    same = frozenset(reference for group in by_registry.values() if len(group) == 1 for reference in group) - {chosen}
    return Given(reference=chosen, label=lexicon.label(chosen), asked=name, is_known=True, same=same)


def _preference(prefix: str) -> int:
    return DISEASE_PREFIXES.index(prefix) if prefix in DISEASE_PREFIXES else len(DISEASE_PREFIXES)


def _registries() -> str:
    return ", ".join((*DISEASE_PREFIXES, "GARD", "UMLS", "MESH", "DOID"))


def _rows(table: Path, lexicon: Lexicon) -> dict[str, tuple[int, Given]]:
    rows: dict[str, tuple[int, Given]] = {}
    for number, line in enumerate(_lines(table), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith("#") or (not rows and number == 1 and cells[0].lower() in _HEADER):
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]):  # noqa: PLR2004 - a file and a disease
            raise ReadError(str(table), "not a file, a tab, and the disease that it is about", f"line {number}")
        try:
            given = look_up(cells[1], lexicon)
        except PohgraphError as error:
            raise ReadError(str(table), str(error), f"line {number}") from None
        file = cells[0].removeprefix("./")
        if file in rows and rows[file][1].reference != given.reference:
            reason = f"{file} is about {rows[file][1].reference.curie} by line {rows[file][0]}, and about another here"
            raise ReadError(str(table), reason, f"line {number}")
        rows.setdefault(file, (number, given))
    return rows


def _lines(table: Path) -> list[str]:
    try:
        return table.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ReadError(str(table), (error.strerror or str(error)).lower()) from error
    except UnicodeDecodeError:
        raise ReadError(str(table), "not a table in UTF-8") from None
