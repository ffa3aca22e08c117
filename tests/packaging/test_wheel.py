"""The wheel alone, outside the checkout, does what the checkout does."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PROGRAM = "import sys; from pohgraph.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the unpacked wheel; its dependencies come from the test environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(_ROOT)]
    subprocess.run(wheel, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    install = [*pip, "install", "--no-deps", "--no-index", "--target", str(folder / "site"), str(built)]
    subprocess.run(install, check=True, capture_output=True)
    return folder / "site"


def _run(site: Path, where: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-P", "-c", _PROGRAM, *args]
    return subprocess.run(command, cwd=where, env=environment, check=True, capture_output=True, text=True)


def test_the_wheel_is_what_runs(site: Path, tmp_path: Path) -> None:
    """The package that is imported is the unpacked wheel, not the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-P", "-c", "import pohgraph; print(pohgraph.__file__)"]
    printed = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    assert Path(printed.strip()).is_relative_to(site)


def test_notices_travel_with_the_wheel(site: Path) -> None:
    """The licence and the notices of what is bundled are in the wheel as they are in the checkout."""
    (folder,) = site.glob("pohgraph-*.dist-info/licenses")
    for name in ("LICENSE", "NOTICE.md"):
        assert (folder / name).read_bytes() == (_ROOT / name).read_bytes()


def test_the_extra_all_is_the_union_of_the_others(site: Path) -> None:
    """`all` installs what any other extra does, but for those of developers."""
    (metadata,) = site.glob("pohgraph-*.dist-info/METADATA")
    required: defaultdict[str, set[str]] = defaultdict(set)
    for line in metadata.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"Requires-Dist: (?P<what>.*); extra == '(?P<extra>\w+)'", line):
            required[found["extra"]].add(found["what"])
    others = required.keys() - {"all", "dev", "docs"}
    assert required["all"] == set().union(*(required[extra] for extra in others)) != set()


def test_the_wheel_builds_asks_and_checks(site: Path, tmp_path: Path) -> None:
    """Seeds, ontology and queries travel with the wheel: it builds, answers, exports and checks from any folder."""
    _run(site, tmp_path, "--quiet", "build")
    assert "Ectopic calcification" in _run(site, tmp_path, "query", "disease-phenotypes", "--format", "csv").stdout
    assert "@prefix" in _run(site, tmp_path, "export", "ttl").stdout
    assert "digraph" in _run(site, tmp_path, "viz", "graph", "POH", "--format", "dot").stdout
    _run(site, tmp_path, "export", "release", "-o", "release")
    assert "Keep a Changelog" in (tmp_path / "release" / "CHANGELOG-pohgraph.md").read_text(encoding="utf-8")
    assert "verbatim in 3 documents" in _run(site, tmp_path, "check").stderr
