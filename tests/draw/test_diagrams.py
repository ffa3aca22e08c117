"""DOT and Mermaid: every node and link once, names that cannot break the language."""

import re
import shutil
import subprocess

import pytest
from tests.draw.networks import NASTY, every_kind

from pohgraph.draw.diagrams import dot, mermaid

_DOT = shutil.which("dot")


def test_dot_quotes_names() -> None:
    """Quotes and backslashes of a name stay within its string."""
    text = dot(every_kind())
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    assert NASTY in [re.sub(r"\\(.)", r"\1", string) for string in strings]
    assert text.count(" -> ") == len(every_kind().links)


@pytest.mark.skipif(_DOT is None, reason="no Graphviz on this machine")
def test_graphviz_reads_it() -> None:
    """Graphviz draws it without complaint."""
    done = subprocess.run([str(_DOT), "-Tsvg"], input=dot(every_kind()), capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count('class="node"') == len(every_kind().nodes)


def test_mermaid_escapes_names() -> None:
    """What Mermaid reads itself is written as its entities, which give the name back."""
    text = mermaid(every_kind())
    labels = re.findall(r'[\[\({]+"([^"]*)"', text)
    assert NASTY in [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label) for label in labels]
    assert not any(character in label for label in labels for character in '<>"\\')


def test_mermaid_tells_links_apart() -> None:
    """Stated, open, borrowed, denied and disputed links have arrows of their own."""
    arrows = re.findall(r"  n\d+ (\S+?)\|", mermaid(every_kind()))
    assert sorted(arrows) == sorted(["-->", "-->", "-->", "-.-x", "-.-o", "-.->", "==>"])
