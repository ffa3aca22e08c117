"""A release: one folder with the graph in every format, what describes it, and the hash of each file.

It is an RO-Crate, and has the receipt that Monarch's source repositories give out. Its date is when the graph was
built, or $SOURCE_DATE_EPOCH where that is set, so one graph gives the same bytes on every day.
"""

import csv
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pohgraph.claims.changes import read_changes
from pohgraph.claims.quad_changes import changed_quads
from pohgraph.claims.view import GraphView
from pohgraph.compare.graphs import difference_between
from pohgraph.counting import counted
from pohgraph.errors import ExportError, MissingLibraryError
from pohgraph.export.exporter import Exporter, files_in, write_files
from pohgraph.export.manifest import trusted, write_export_manifest
from pohgraph.export.rdf.patch import MEDIA_TYPE, write_patch
from pohgraph.export.release.changelog import write_changelog
from pohgraph.export.release.crate import write_crate
from pohgraph.export.release.papers import write_citation, write_readme, write_receipt
from pohgraph.export.release.released import Release, ReleasedFile
from pohgraph.export.release.statistics import graph_statistics
from pohgraph.export.release.void import dataset_iri, write_description
from pohgraph.resources import bundled
from pohgraph.store.graph import GraphStore
from pohgraph.store.manifest import FILE
from pohgraph.store.signing import SUFFIX, Signer
from pohgraph.version import __version__

_STEM = "pohgraph"
_EPOCH = "SOURCE_DATE_EPOCH"
# The files beside those of the formats: name, media type, what it is.
_DESCRIPTION = ("void.ttl", "text/turtle", "the dataset: counts, files, sources with licences and hashes; VoID, DCAT")
_LEFT_OUT = ("left-out.tsv", "text/tab-separated-values", "what each format does not hold or could not spell")
_CHANGES = ("CHANGELOG.md", "text/markdown", "what changed since the previous release: pages, claims, versions")
_PATCH = ("changes.rdfp", MEDIA_TYPE, "the same, quad by quad, as an RDF Patch")
_PROGRAM = ("CHANGELOG-pohgraph.md", "text/markdown", "what changed in pohgraph")
_CITATION = ("CITATION.cff", "application/yaml", "how to cite this release and its sources")
_MANIFEST = (FILE, "application/json", "digests of the files and of each graph, and by what the pages were read")
_SIGNATURE = (f"{FILE}{SUFFIX}", "text/plain", "the signature of the manifest, for minisign")
_README = ("README.md", "text/markdown", "what each file is")
_RECEIPT = ("release-metadata.yaml", "application/yaml", "the receipt, as Monarch's source repositories give it")
_CRATE = "ro-crate-metadata.json"
_CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The release before: its graph, under the same terms as this one's, and what it is called."""

    view: GraphView
    name: str


def write_release(
    view: GraphView,
    folder: Path,
    formats: Mapping[str, Exporter],
    *,
    previous: Previous | None = None,
    signer: Signer | None = None,
) -> None:
    """Fill an empty folder with the graph in all `formats` and with what describes it, and with what changed since `previous`.

    A format whose library is not installed is left out, and the report says so. `signer` signs the manifest, for whoever takes
    some of the files, and the checksums, for whoever takes all.

    Raises:
        ExportError: $SOURCE_DATE_EPOCH is no number of seconds, or a format or a manifest cannot carry this graph.
    """
    moment = _moment(view)
    target = folder / _MANIFEST[0]
    is_known = isinstance(view.whole, GraphStore) and view.whole.manifest is not None
    made_of = trusted(view, target) if is_known or signer else None
    files = list(_written_formats(view, folder, formats.values()))
    statistics = graph_statistics(view)
    release = Release(
        iri=dataset_iri(statistics), sha256=statistics.sha256, moment=moment, version=__version__, files=tuple(files)
    )
    with (folder / _DESCRIPTION[0]).open("wb") as out:
        write_description(view, out, statistics, files=files, issued=release.date)
    shutil.copyfile(bundled("CHANGELOG.md"), folder / _PROGRAM[0])
    changes = _written_changes(view, previous, release, folder) if previous else ()
    write_citation(view, release, folder / _CITATION[0])
    write_receipt(view, release, folder / _RECEIPT[0])
    papers = [_DESCRIPTION, _LEFT_OUT, *changes, _PROGRAM, _CITATION, _RECEIPT]
    if made_of:
        described = {name: folder / name for name in (*(file.path for file in files), *(name for name, *_ in papers))}
        write_export_manifest(view, made_of, "release", described, target, signer)
        papers += (_MANIFEST, _SIGNATURE) if signer else (_MANIFEST,)
    beside = [_released(folder, *paper) for paper in papers]
    write_readme(view, release, beside, folder / _README[0])
    write_crate(view, release, [*beside, _released(folder, *_README)], folder / _CRATE)
    _write_checksums(folder)
    if signer:
        signer.sign(folder / _CHECKSUMS, f"checksums of {counted(len(files) + len(beside) + 2, 'file')}")


def _written_changes(
    view: GraphView, previous: Previous, release: Release, folder: Path
) -> tuple[tuple[str, str, str], ...]:
    before = previous.view
    found = difference_between(read_changes(before, view))
    write_changelog(found, before, view, release, previous.name, folder / _CHANGES[0])
    with (folder / _PATCH[0]).open("wb") as out:
        write_patch(changed_quads(before.narrowed, view.narrowed), out)
    return _CHANGES, _PATCH


def _moment(view: GraphView) -> datetime:
    seconds = os.environ.get(_EPOCH)
    if not seconds and view.built:
        return view.built
    if not seconds:
        raise ExportError(
            f"${_EPOCH}",
            "not set, and only the graph of a store says when it was made: set it to that time, in seconds since 1970 (`date +%s` prints the present one)",
        )
    try:
        if seconds.isascii() and seconds.isdecimal():  # `int` takes other digits, signs and blanks as well
            return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise ExportError(f"${_EPOCH}", f"{seconds!r} is not a number of seconds since 1970")


def _written_formats(view: GraphView, folder: Path, formats: Iterable[Exporter]) -> Iterator[ReleasedFile]:
    with (folder / _LEFT_OUT[0]).open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        table.writerow(("format", *view.report.HEADER))
        for exporter in formats:
            spelled = view.spelled_for(exporter.prefixes)
            try:
                written = write_files(exporter, spelled, folder / _name(exporter))
            except MissingLibraryError as error:
                view.report.leave_out(f"format(s) ({exporter.name}: {error})")
                continue
            table.writerows((exporter.name, *row) for row in spelled.report.rows())
            for path in sorted(files_in(written)):
                yield _released(folder, str(path.relative_to(folder)), exporter.media_type, exporter.description)
        table.writerows(("all", *row) for row in view.report.rows())


def _name(exporter: Exporter) -> str:
    """What a format's file, or the stem of its files, is called: telling formats of one extension apart."""
    if exporter.folder:
        return exporter.name
    stem = _STEM if exporter.name == exporter.extension.partition(".")[0] else f"{_STEM}-{exporter.name}"
    stem = stem.removesuffix(f"-{exporter.extension}")
    return f"{stem}.{exporter.extension}" if exporter.single else stem


def _released(folder: Path, path: str, media_type: str, description: str) -> ReleasedFile:
    size = (folder / path).stat().st_size
    return ReleasedFile(
        path=path, media_type=media_type, size=size, sha256=_sha256(folder / path), description=description
    )


def _write_checksums(folder: Path) -> None:
    """The hashes of all files, as `sha256sum --check` reads them."""
    paths = sorted(path.relative_to(folder).as_posix() for path in files_in([folder]))
    lines = "".join(f"{_sha256(folder / path)}  {path}\n" for path in paths)
    (folder / _CHECKSUMS).write_text(lines, encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
