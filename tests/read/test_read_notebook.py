"""Notebooks of Jupyter: what their cells of text say."""

import json

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import read_page
from pohgraph.read.formats import notebook


def _notebook(*cells: tuple[str, list[str]]) -> str:
    written = [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in cells]
    return json.dumps({"cells": written, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_cells_of_text_are_the_page() -> None:
    """Code is none."""
    text = _notebook(
        ("markdown", ["# Sample dysplasia\n", "\n", "A rare disorder."]), ("code", ["x = 1"]), ("raw", ["It hurts."])
    )
    doc = read_page(text.encode(), name="page.ipynb").document
    assert (doc.source.family, doc.source.title) == ("notebook", "Sample dysplasia")
    assert doc.text == "# Sample dysplasia\n\nA rare disorder.\n\nIt hurts.\n"


def test_a_notebook_of_code() -> None:
    """It says nothing; text behind much code does."""
    behind = _notebook(("code", ["x" * 60_000]), ("markdown", ["# Sample dysplasia"]))
    assert read_page(behind.encode(), name="page.ipynb").document.source.title == "Sample dysplasia"
    with pytest.raises(ReadError, match="without a cell of text"):
        notebook.read(_notebook(("code", ["x = 1"])))
