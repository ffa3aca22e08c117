"""The files of a release held against its two lists: SHA256SUMS, which has all, and the manifest, which has those made of the graph."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pohgraph.check import CheckResult, Fault
from pohgraph.counting import counted
from pohgraph.errors import ReadError, StoreError
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.store.manifest import FILE, open_manifest
from pohgraph.store.signing import signature_path

PART = "file"
CHECKSUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def check_release_files(folder: Path) -> CheckResult:
    """Whether the files of a release are those that its list and its manifest name.

    Raises:
        ReadError: one of them cannot be read.
    """
    if not (folder / CHECKSUMS).exists():
        return file_fault("checksums missing", f"{folder.name} has no {CHECKSUMS}")
    listed, faults = _checksums(folder / CHECKSUMS)
    described = _described(folder / FILE)
    if described is not None and not described:
        faults.append(_found("file not named", f"{FILE} names no file of this release"))
    for name in sorted({*listed, *(described or {})}):
        wanted = {CHECKSUMS: listed.get(name), FILE: (described or {}).get(name)}
        faults += _file_faults(folder, name, {source: sha256 for source, sha256 in wanted.items() if sha256})
    faults += [
        _found("file not named", f"{name}, which {FILE} names and {CHECKSUMS} does not")
        for name in sorted((described or {}).keys() - listed.keys())
    ]
    known = {*listed, CHECKSUMS, signature_path(Path(CHECKSUMS)).name}
    others = sorted({path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - known)
    told = [f"{PART}: {counted(len(listed), 'file')} named by {CHECKSUMS}"]
    if others:
        told.append(f"not proven: {counted(len(others), 'file')} that {CHECKSUMS} does not name: {', '.join(others)}")
    return CheckResult(lines=tuple(told), faults=tuple(faults))


def _checksums(path: Path) -> tuple[dict[str, str], list[Fault]]:
    """The hashes of a list by the names of the files, and its lines that are none."""
    if is_pipe_or_device(path):
        raise ReadError(str(path), NO_FILE)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), str(error)) from error
    matches = [_LINE.fullmatch(line) for line in lines]
    wrong = [line for line, match in zip(lines, matches, strict=True) if not match]
    faults = [_found("checksums damaged", f"{CHECKSUMS}: {line!r} is no checksum") for line in wrong]
    return {match[2]: match[1] for match in matches if match}, faults


def _described(path: Path) -> dict[str, str] | None:
    """The hashes that the manifest of a release gives; None where it is damaged, which is told where its graph is checked."""
    try:
        written = open_manifest(path).written
    except StoreError:
        return None
    return {name: found.sha256 for name, found in written.files.items()} if written else {}


def _file_faults(folder: Path, name: str, wanted: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with a file, by the first of the papers that tell of it. Nothing outside the folder is read."""
    first = next(iter(wanted))
    if Path(name).is_absolute() or ".." in Path(name).parts:
        yield _found("checksums damaged", f"{first}: {name!r} is no file of this folder")
    elif not (folder / name).is_file():
        yield _found("file missing", f"{name}, which {first} names")
    else:
        sha256 = file_hash(folder / name)
        if source := next((source for source in wanted if wanted[source] != sha256), ""):
            yield _found("file altered", f"{name} has not the hash that {source} gives")


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        ReadError: it is a pipe or a device, or cannot be read.
    """
    if is_pipe_or_device(path):
        raise ReadError(str(path), NO_FILE)
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(str(path), (error.strerror or str(error)).lower()) from error


def file_fault(kind: str, message: str) -> CheckResult:
    """One fault of a file, as a result."""
    return CheckResult(faults=(_found(kind, message),))


def _found(kind: str, message: str) -> Fault:
    return Fault(part=PART, kind=kind, node="", message=message)
