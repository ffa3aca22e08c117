"""The rooms of the package are described, and what their descriptions name is there."""

import re
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).parents[2] / "src" / "pohgraph"
_ROOT = _PACKAGE.parents[1]
_READMES = sorted(_PACKAGE.glob("*/README.md"))
_ROOMS = ("read", "vocab", "export", "store", "claims", "check", "intake", "query", "cli")


@pytest.mark.parametrize("room", _ROOMS)
def test_big_rooms_are_described(room: str) -> None:
    """A newcomer finds a page of a dozen lines or so."""
    lines = (_PACKAGE / room / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {room}: ")
    assert len(lines) < 25


@pytest.mark.parametrize("readme", _READMES, ids=lambda path: path.parent.name)
def test_files_that_are_named_exist(readme: Path) -> None:
    """A module or table that was renamed is renamed here as well."""
    named = re.findall(r"`([\w/.]+(?:\.(?:py|tsv|ttl|trig)|/))`", readme.read_text(encoding="utf-8"))
    places = (
        readme.parent,
        *(p for p in readme.parent.iterdir() if p.is_dir()),
        _PACKAGE,
        _ROOT,
        _ROOT / "tests/ontology",
    )
    assert named
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
