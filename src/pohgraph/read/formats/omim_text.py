"""An entry of OMIM's flat file (omim.txt): its fields, written out as its page prints them and read like that page.

*FIELD* NO, TI, TX and CS are the number, the titles, the text and the synopsis; what says who wrote it, and when, is left out.
"""

import re
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.errors import ReadError
from pohgraph.model import Reference
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.formats import plain_text
from pohgraph.read.layout import Layout
from pohgraph.schema.prefixes import expand

FAMILY = "omim_text"
_FIELD = compiled(r"^\*FIELD\*[ \t]*(?P<name>[A-Z]{2})[ \t]*$", re.MULTILINE)
_RECORD = compiled(r"^\*(?:RECORD|THEEND)\*[ \t]*$", re.MULTILINE)
_TITLE = compiled(r"(?P<sign>[#%+*^]?)\s*(?P<number>\d{6})\s+(?P<names>.*)", re.DOTALL)
_ORGAN = compiled(r"^(?=\S)(?P<organ>[^:\n]{2,40}):[ \t]*$", re.MULTILINE)


def read(text: str) -> Layout:
    """Read one entry.

    Raises:
        ReadError: it has no number or no title.
    """
    text = _RECORD.sub("", text.replace("\r\n", "\n"))
    names = list(_FIELD.finditer(text))
    ends = [*(name.start() for name in names[1:]), len(text)]
    fields = {name["name"]: text[name.end() : end].strip("\n") for name, end in zip(names, ends, strict=True)}
    title = _TITLE.fullmatch(fields.get("TI", "").strip())
    if title is None:
        raise ReadError(path="", reason="an entry of OMIM without a number and a title")
    page = DerivedText()
    first, *others = [said for name in title["names"].split(";;") if (said := one_line(name))] or [""]
    page.line(f"{title['sign']}{title['number']} {first}")
    if others:
        page.line("Alternative titles; symbols", gap=True)
        page.block(others)
    written = [page.text(), f"TEXT\n\n{said}" if (said := fields.get("TX", "").strip("\n")) else ""]
    if synopsis := fields.get("CS", ""):
        written.append(f"CLINICAL SYNOPSIS\n\n{_ORGAN.sub(lambda organ: organ['organ'].upper(), synopsis)}")
    layout = plain_text.read("\n\n".join(part.strip("\n") for part in written if part.strip()) + "\n")
    return replace(layout, id=title["number"], iri=expand(Reference("OMIM", title["number"])))
