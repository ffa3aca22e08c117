"""OMIM's answers in XML or JSON: an entry, or its clinical synopsis alone, written out as its page prints it and read like that page."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.model import Reference
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.formats import plain_text
from pohgraph.read.formats.json_page import parse_json
from pohgraph.read.layout import Layout
from pohgraph.read.safe_xml import Node, parse_xml
from pohgraph.schema.prefixes import expand

FAMILY = "omim_xml"
_ENTRY, _SYNOPSIS = "entry", "clinicalSynopsis"
_REFERENCE = compiled(r"\{\d+:(?P<work>[^{}]*)\}")  # {24:Jones (1971)}: a work by its number in the list
_NUMBER = compiled(r"\{(?P<entry>\d{6}(?:\.\d{4})?)\}")  # {120150}: another entry
_CODES = compiled(r"\s*\{[^{}]*\}")  # what other vocabularies call a finding
_MARK = compiled(r"</?[A-Za-z][^<>]*>")  # <Subhead> before a heading within a text
_NO_ORGANS = frozenset(
    {
        *("contributors", "creationDate", "editHistory", "epochCreated", "epochUpdated", "dateCreated", "dateUpdated"),
        *("mimNumber", "prefix", "preferredTitle", "externalLinks"),  # of a synopsis without its entry
    }
)
# What other vocabularies call the disease: the name that a field of ours has for each, and how one value is written.
_LINKS = (("umlsIDs", "UMLS"), ("snomedctIDs", "SNOMED CT"), ("orphanetDiseases", "ORPHA"))
_CODE = compiled(
    r"([A-Z]?\d+)(?:;;(?!.*;;;)|\Z)"
)  # "225;;7037;;Maternally-inherited diabetes and deafness", "C0342289"
_PARAGRAPHS = compiled(r"\n\s*\n")
_WITHIN = compiled(r"(?<=[a-z])(?=[A-Z])")


def read(text: str) -> Layout:
    """Read one entry.

    Raises:
        ReadError: it is not well formed, declares entities, or is no entry.
    """
    root = _of_json(parse_json(text)) if text.lstrip("\ufeff \r\n\t").startswith("{") else parse_xml(text)
    entry = next((found for name in (_ENTRY, _SYNOPSIS) for found in _named(root, name)), None)
    number = entry.line("mimNumber") if entry else ""
    if entry is None or not number:
        raise ReadError(path="", reason=f"its root element is <{root.name}>, which holds no entry with a <mimNumber>")
    layout = plain_text.read(_printed(entry, number))
    return replace(layout, id=number, iri=expand(Reference("OMIM", number)))


def _named(root: Node, name: str) -> Iterator[Node]:
    yield from [root] if root.name == name else root.descendants(name)


def _of_json(value: object, name: str = "omim") -> Node:
    """An object of JSON as the element that XML would have for it; an object in a list has a key that is its element's name."""
    node = Node(name, {})
    if isinstance(value, dict):
        node.children.extend(_of_json(inner, key) for key, inner in value.items())
    elif isinstance(value, list):
        node.children.extend(
            _of_json(inner, key) for part in value if isinstance(part, dict) for key, inner in part.items()
        )
    elif value is not None:
        node.children.append(str(value))
    return node


def _printed(entry: Node, number: str) -> str:
    page = DerivedText()
    page.line(
        f"{entry.line('prefix')} {number}  {entry.line('titles', 'preferredTitle') or entry.line('preferredTitle')}".strip()
    )
    names = list(_names(entry))
    if names:
        page.line("Alternative titles; symbols", gap=True)
        page.block(names)
    for section in _sections(entry):
        page.line(section.line("textSectionTitle"), gap=True)
        content = section.find("textSectionContent")
        for paragraph in _PARAGRAPHS.split(content.text()) if content else ():
            page.line(one_line(_as_printed(paragraph)), gap=True)
    synopsis = entry if entry.name == _SYNOPSIS else entry.find(_SYNOPSIS)
    if synopsis:
        _write_synopsis(page, synopsis)
    _write_links(page, entry.find("externalLinks"))
    return page.text()


def _names(entry: Node) -> Iterator[str]:
    titles = entry.find("titles")
    listed = titles.find("alternativeTitles") if titles else None  # included titles are those of other things
    yield from (name for name in map(one_line, (listed.text() if listed else "").split(";;")) if name)


def _sections(entry: Node) -> Iterator[Node]:
    listed = entry.find("textSectionList")
    if listed:
        yield from listed.elements("textSection")


def _write_synopsis(page: DerivedText, synopsis: Node) -> None:
    """The findings by organ: `headAndNeckEyes` is a part of `headAndNeck`, each with its findings between semicolons."""
    for organ in synopsis.elements():
        findings = [one_line(finding) for finding in _CODES.sub("", _as_printed(organ.text())).split(";")]
        if organ.name.endswith("Exists") or organ.name in _NO_ORGANS or not any(findings):
            continue
        page.line(" ".join(_WITHIN.split(organ.name)).upper(), gap=True)
        for finding in findings:
            page.line(f"- {finding}" if finding else "")


def _write_links(page: DerivedText, links: Node | None) -> None:
    """What other vocabularies call the disease; none of one that has several names for it, since some are wider or narrower."""
    if links is None:
        return
    found = ((label, _CODE.match(one_line(links.line(name)))) for name, label in _LINKS)
    codes = [f"{label}: {code[1]}" for label, code in found if code]
    if codes:
        page.line("External references", gap=True)
        page.block(codes)


def _as_printed(words: str) -> str:
    words = _REFERENCE.sub(lambda match: match["work"], words)
    return _MARK.sub("", _NUMBER.sub(lambda match: match["entry"], words))
