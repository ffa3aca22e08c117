"""What `import pohgraph` offers, and what it costs."""

import subprocess
import sys
from pathlib import Path

import pytest

import pohgraph
from pohgraph.resources import bundled

_SEED = min(bundled("seeds").glob("*.txt"))


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_is_light() -> None:
    """`import pohgraph` imports no other library, nor any other part of the package."""
    loaded = _run("import sys; before = set(sys.modules); import pohgraph; print(*sorted(set(sys.modules) - before))")
    assert {name.partition(".")[0] for name in loaded.split()} <= {"pohgraph", *sys.stdlib_module_names}
    assert [name for name in loaded.split() if name.startswith("pohgraph.")] == ["pohgraph.version"]


@pytest.mark.parametrize("name", pohgraph.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What is listed can be had, and is listed by dir()."""
    assert getattr(pohgraph, name) is not None
    assert name in dir(pohgraph)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as it does with any module."""
    with pytest.raises(AttributeError, match="'opne'"):
        _ = pohgraph.opne  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "import pohgraph.extract, pohgraph.build",
        "pohgraph.extract; pohgraph.build",
        "from pohgraph.extract import EXTRACTORS",
    ],
)
def test_extract_and_build_are_functions_whatever_was_imported(before: str, tmp_path: Path) -> None:
    """`pohgraph.extract` and `pohgraph.build` can be called before and after the subpackages of these names are imported."""
    code = f"""
import pohgraph
{before}
page = pohgraph.extract({str(_SEED)!r})
again = pohgraph.extract({str(_SEED)!r})
report = pohgraph.build({str(_SEED)!r}, store={str(tmp_path / "one.db")!r})
from pohgraph.extract import EXTRACTORS
import pohgraph.build.pages
print(page.about, again.about, len(report.documents), bool(EXTRACTORS))
"""
    assert _run(code).split() == ["MONDO:0008153", "MONDO:0008153", "1", "True"]
