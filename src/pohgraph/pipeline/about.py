"""What the user says pages are about: one disease for all of them, or a table of files and diseases."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pohgraph.errors import PohgraphError, ReadError, UnknownReferenceError, nothing_read
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely
from pohgraph.extractors.topic.subject import Given
from pohgraph.model import Reference, Remark
from pohgraph.pipeline.archives import shown_path
from pohgraph.pipeline.sources import Found, PageSource
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.schema.categories import DISEASE_PREFIXES, OTHER_DISEASE_PREFIXES, OWN_DISEASE, preference
from pohgraph.schema.prefixes import standardise
from pohgraph.search.find import search, suggestions
from pohgraph.search.identifiers import references_in
from pohgraph.tables import package_table
from pohgraph.vocab.lexicon import Lexicon

_OF_DISEASES = frozenset({*DISEASE_PREFIXES, OWN_DISEASE, *OTHER_DISEASE_PREFIXES})
_CURIE = re.compile(r"[A-Za-z][\w.-]*:\S*")
_BAD_ROW = "a row needs the name of a file and a disease, separated by a tab"
_HEADER = frozenset({"file", "path", "page", "document", "filename", "file_name", "name"})
_SUGGESTED = 3  # names that a message offers
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
    if not text:
        raise UnknownReferenceError(text, f"no disease is named; give its name, or its number in {_registries()}")
    if text.isdecimal():
        raise UnknownReferenceError(text, f"a number of which registry? Write it as OMIM:{text} or ORPHA:{text}")
    reference = next(iter(references_in(text)), None)
    if reference is None and _CURIE.fullmatch(text):
        reference = _own_or_error(text)
    if reference is None:
        return _named(text, lexicon)
    if reference.prefix not in _OF_DISEASES:
        reason = f"{reference.prefix} does not identify diseases; give a number in {_registries()}"
        raise UnknownReferenceError(text, reason)
    _check_form(text, reference)
    canonical = lexicon.canonical(reference)
    label = lexicon.label(canonical)
    return Given(reference=canonical, label=label, asked=text, is_known=label != canonical.curie)


def _own_or_error(text: str) -> Reference:
    try:
        reference = standardise(text)
    except UnknownReferenceError:
        prefix = text.partition(":")[0]
        reason = f"no registry has the prefix {prefix!r}; give the disease's name, or its number in {_registries()}"
        raise UnknownReferenceError(text, reason) from None
    if reference.prefix != OWN_DISEASE:
        _check_form(text, reference)
        raise UnknownReferenceError(text, f"{reference.prefix} has no identifier of that form")
    return reference


def _check_form(text: str, reference: Reference) -> None:
    """Refuse a number that its registry cannot have; what people leave out of one, as the zeros before it, is not guessed."""
    forms = {row["prefix"]: row for row in package_table("pipeline", "disease_numbers.tsv")}
    row = forms.get(reference.prefix)
    if row is None:
        return
    last = re.split(r"[\s:_/#]", text)[-1]
    if not re.fullmatch(row["local"], reference.identifier) or (row["zeros"] and reference.identifier != last[-7:]):
        reason = (
            f"not an identifier of {reference.prefix}, which is written {row['written']}, for example {row['example']}"
        )
        raise UnknownReferenceError(text, f"{reason}; correct it, or give the disease's name")


def _named(name: str, lexicon: Lexicon) -> Given:
    firm = named_firmly(lexicon, name_key(name))
    labelled = [reference for reference, (_, scope) in firm.items() if scope == "LABEL"]
    found = labelled or list(firm) or sorted(named_loosely(lexicon, name))
    if not found:
        raise UnknownReferenceError(name, f"no loaded vocabulary has a disease of that name; {_advice(name)}")
    by_registry: dict[str, list[Reference]] = {}
    for reference in found:
        by_registry.setdefault(reference.prefix, []).append(reference)
    registry = min(by_registry, key=preference)
    if len(by_registry[registry]) > 1:
        choices = "; ".join(f"{r.curie} {lexicon.label(r)}" for r in sorted(found)[:_CHOICES])
        raise UnknownReferenceError(name, f"the name of {len(found)} diseases; give one of {choices}")
    chosen = by_registry[registry][0]
    same = frozenset(reference for group in by_registry.values() if len(group) == 1 for reference in group) - {chosen}
    return Given(reference=chosen, label=lexicon.label(chosen), asked=name, is_known=True, same=same)


def _advice(name: str) -> str:
    """Names like it, else where to look."""
    near = dict.fromkeys(
        f"{hit.name!r} ({hit.curie})" for hit in suggestions(search(name, kind="disease"))[:_SUGGESTED]
    )
    if near:
        return f"did you mean {' or '.join(near)}?"
    return "look for another name of it with `pohgraph search`, or give its identifier"


def _registries() -> str:
    return ", ".join((*DISEASE_PREFIXES, "GARD", "UMLS", "MESH", "DOID"))


def _rows(table: Path, lexicon: Lexicon) -> dict[str, tuple[int, Given]]:
    """The rows by file, each with its line; all faults are told at once."""
    rows: dict[str, tuple[int, Given]] = {}
    faults: list[PohgraphError] = []
    for number, line in enumerate(_lines(table), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith("#") or (not rows and number == 1 and cells[0].lower() in _HEADER):
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]):  # noqa: PLR2004 - a file and a disease
            faults.append(ReadError(str(table), _BAD_ROW, f"line {number}"))
            continue
        try:
            given = look_up(cells[1], lexicon)
        except PohgraphError as error:
            faults.append(ReadError(str(table), str(error), f"line {number}"))
            continue
        file = cells[0].removeprefix("./")
        if file in rows and rows[file][1].reference != given.reference:
            reason = f"{file} is about {rows[file][1].reference.curie} by line {rows[file][0]}, and about another here"
            faults.append(ReadError(str(table), reason, f"line {number}"))
        rows.setdefault(file, (number, given))
    if faults:
        raise nothing_read(faults)
    return rows


def _lines(table: Path) -> list[str]:
    if str(table) == "-":
        raise ReadError("--about-table", "standard input may hold pages, not this table; give the table as a file")
    if is_pipe_or_device(table, read_once=True):
        raise ReadError(str(table), NO_FILE)
    try:
        return table.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ReadError(str(table), (error.strerror or str(error)).lower()) from error
    except UnicodeDecodeError:
        raise ReadError(str(table), "not a table in UTF-8") from None
