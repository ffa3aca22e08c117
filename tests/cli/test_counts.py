"""Messages count in good English: one page, two pages, never "1 pages"."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.needs import need_page

import pohgraph
from pohgraph.cli import app
from pohgraph.export import FORMATS
from pohgraph.resources import bundled

_NOUNS = (
    "page|graph|claim|quad|byte|document|association|node|shape|identifier|synonym|mapping|statement|edge|column|file|"
    "conflict|name|gene|disease|term|prefix|row"
)
_COUNTED = re.compile(rf"(?<![\w.:-])(\d[\d,]*) (?:more |undeclared |denied )?({_NOUNS})(e?s)?\b")
_SOURCES = Path(pohgraph.__file__).parent
_PAGE = (
    "Progressive osseous heteroplasia\n\nProgressive osseous heteroplasia is caused by a mutation in the GNAS gene.\n"
)
_EDGES = "subject\tpredicate\tobject\nMONDO:0008153\tbiolink:has_phenotype\tHP:0002653\n"
# Which functions take a message, and the place of the message among their arguments.
_TAKES_MESSAGE = {"leave_out": 0, "add": 1}


def _errors(*arguments: object) -> str:
    """What a command says on standard error."""
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stderr


@pytest.fixture(scope="module")
def said(sample_path: Path, seeds_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What commands say of one thing, and of several."""
    folder = tmp_path_factory.mktemp("counts")
    one, two = (folder / name for name in ("one.txt", "two.txt"))
    one.write_text(_PAGE, "utf-8")
    two.write_text(f"{_PAGE}\nPeople with POH have bone pain.\n", "utf-8")
    (folder / "one_edges.tsv").write_text(_EDGES, "utf-8")
    bad = "".join(f"XYZ:{number}\tbiolink:has_phenotype\n" for number in range(2))
    (folder / "two_edges.tsv").write_text(f"{_EDGES}{bad}XYZ:1\tbiolink:related_to\tZYX:1\n", "utf-8")
    texts = [
        _errors("build", one, "--store", folder / "one.db"),
        _errors("build", one, two, "--store", folder / "two.db"),
        _errors("extract", one, two),
        _errors("check", "--store", folder / "one.db"),
        _errors("check", "--store", folder / "two.db"),
        _errors("conflicts", "--store", seeds_path),
        _errors("merge", folder / "one.db", folder / "two_edges.tsv", "--store", folder / "both.db"),
        _errors("merge", folder / "one_edges.tsv", "--store", folder / "edges.db"),
        _errors("export", "ttl", "--store", sample_path, "--license", "public-domain"),
        _errors("vocab", "list"),
    ]
    need_page()  # the format `site` writes it
    for store in (folder / "one.db", sample_path, seeds_path):
        texts += [
            _errors("export", name, "-o", folder / f"{store.parent.name}-{store.name}-{name}", "--store", store)
            for name in FORMATS
        ]
    return "\n".join(texts)


def test_a_count_and_its_noun_agree(said: str) -> None:
    """After 1 a noun is singular, after any other number plural."""
    found = defaultdict(set)
    for count, noun, ending in _COUNTED.findall(said):
        assert bool(ending) == (count != "1"), f"{count} {noun}{ending}"
        found[noun].add(count == "1")
    both = {noun for noun, counts in found.items() if len(counts) > 1}
    assert both >= {"page", "claim", "graph", "document"}, found


def test_added_vocabularies_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts of an added vocabulary agree with their nouns."""
    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path / "data"))
    text = bundled("ontology/mappings/gnas-names.sssom.tsv").read_text("utf-8")
    head, rows = (
        text[: text.index("NCBIGene:2778\t")],
        [r for r in text.splitlines() if r.startswith("NCBIGene:2778\t")],
    )
    path = tmp_path / "one.sssom.tsv"
    for names, expected in (rows[:1], "1 name;"), (rows[:2], "2 names;"):
        path.write_text("".join([head, *(f"{row}\n" for row in names)]), "utf-8")
        assert expected in _errors("vocab", "add", "sssom", path)


def test_messages_that_follow_a_count_mark_their_plural() -> None:
    """What a report of left-out things or of an import counts is written with `(s)` or `(es)`."""
    messages = []
    for path in sorted(
        (*_SOURCES.glob("export/**/*.py"), *_SOURCES.glob("intake/*.py"), *_SOURCES.glob("pipeline/*.py"))
    ):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _TAKES_MESSAGE:
                place = _TAKES_MESSAGE[call.func.attr]
                text = ast.unparse(call.args[place]) if len(call.args) > place else ""
                if text.startswith(("'", '"', "f'", 'f"')):
                    messages.append(text)
    assert len(messages) > 10
    assert [text for text in messages if not re.search(r"\((e?s)\)", text)] == []
