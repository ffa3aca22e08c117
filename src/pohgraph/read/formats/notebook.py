"""A notebook of Jupyter: the text of its Markdown cells, read as any text is. Code and what it printed are left out.

https://nbformat.readthedocs.io/
"""

from pohgraph.errors import ReadError
from pohgraph.read.formats import plain_text
from pohgraph.read.formats.json_page import parse_json
from pohgraph.read.layout import Layout

FAMILY = "notebook"
_WRITTEN = frozenset({"markdown", "raw", "heading"})


def read(text: str) -> Layout:
    """Read the cells of one notebook.

    Raises:
        ReadError: it is no JSON, or has no cell of text.
    """
    whole = parse_json(text)
    cells = whole.get("cells") if isinstance(whole, dict) else None
    written = [_source(cell) for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []
    if not any(written):
        raise ReadError(path="", reason="a notebook without a cell of text")
    return plain_text.read("\n\n".join(filter(None, written)) + "\n")


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source")
    lines = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
    return lines.strip() if cell.get("cell_type") in _WRITTEN else ""
