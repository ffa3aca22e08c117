"""The papers of a release: README, how to cite it, and the receipt of what went into it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from pohgraph.claims.nodes import read_sources, read_vocabularies
from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.release.released import AUTHORS, BIOLINK, DESCRIPTION, TITLE, Release, ReleasedFile
from pohgraph.model import SourceRecord

_WIDTH = 120
Json = dict[str, object]


def write_readme(view: GraphView, release: Release, beside: Iterable[ReleasedFile], path: Path) -> None:
    """Say what each file is, and under which terms it may be used."""
    lines = [
        f"# {TITLE}\n",
        f"Release {release.date}, written by pohgraph {release.version}. {DESCRIPTION}\n",
        "`sha256sum --check SHA256SUMS` tells whether a file is as it was written.\n",
        "| file | what it is |",
        "|---|---|",
        *_rows((*release.files, *beside)),
        "\n## Terms\n",
        *(line.replace("# ", "- ", 1).rstrip() for line in source_comments(view)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def write_citation(view: GraphView, release: Release, path: Path) -> None:
    """How to cite the dataset, in the Citation File Format; publishers and vocabularies are its references."""
    _write_yaml(
        path,
        {
            "cff-version": "1.2.0",
            "message": "If you use this dataset, please cite it as below, and the pages it was read from.",
            "type": "dataset",
            "title": TITLE,
            "abstract": DESCRIPTION,
            "version": release.date,
            "date-released": release.date,
            "authors": [{"name": AUTHORS}],
            "identifiers": [{"type": "other", "value": release.iri, "description": "hash of its triples"}],
            "references": [
                {"type": "software", "title": "pohgraph", "version": release.version, "authors": [{"name": AUTHORS}]},
                *_cited(view),
            ],
        },
    )


def write_receipt(view: GraphView, release: Release, path: Path) -> None:
    """What went in and what came out, as Monarch's build reads it of each of its sources."""
    content = release.sha256[:8]
    _write_yaml(
        path,
        {
            "id": "pohgraph",
            "name": TITLE,
            "version": content,
            "transform_version": release.version,
            "biolink_version": BIOLINK,
            "release_version": release.date,
            "build_version": f"pohgraph_{content}_{release.version}_{BIOLINK}",
            "generated_at": release.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "sources": [*_publishers(view), *_vocabularies(view)],
            "artifacts": [
                {"path": file.path, "sha256": file.sha256, "format": file.path.partition(".")[2]}
                for file in release.files
            ],
            "tools": {"biolink_model": BIOLINK},
        },
    )


def _rows(files: Iterable[ReleasedFile]) -> Iterator[str]:
    """A row for each format or paper; the files of a folder are one."""
    paths: dict[str, dict[str, None]] = {}
    for file in files:
        folder, slash, _ = file.path.rpartition("/")
        paths.setdefault(file.description, {})[f"`{folder}/`" if slash else f"`{file.path}`"] = None
    for description, found in paths.items():
        yield f"| {', '.join(found)} | {description} |"


def _publishers(view: GraphView) -> Iterator[Json]:
    """Each publisher with its pages' addresses; its version is the newest date its pages print."""
    pages: dict[str, list[SourceRecord]] = {}
    for page in read_sources(view):
        pages.setdefault(page.publisher, []).append(page)
    for publisher, group in sorted(pages.items()):
        found: Json = {
            "id": publisher,
            "name": group[0].publisher_label,
            "urls": sorted(page.web_page or page.iri for page in group),
        }
        if newest := max(page.modified for page in group):
            found |= {"version": newest, "version_method": "newest date printed on a page"}
        yield found


def _vocabularies(view: GraphView) -> Iterator[Json]:
    for vocabulary in read_vocabularies(view):
        yield {
            "id": vocabulary.id,
            "name": vocabulary.label,
            "urls": [vocabulary.web_page or vocabulary.iri],
            "version": vocabulary.version,
            "version_method": "stated in its file",
        }


def _cited(view: GraphView) -> Iterator[Json]:
    counts = Counter(page.publisher_label for page in read_sources(view))
    for publisher, count in sorted(counts.items()):
        title = f"{count} {'page' if count == 1 else 'pages'} on rare diseases"
        yield {"type": "website", "title": title, "authors": [{"name": publisher}]}
    for vocabulary in read_vocabularies(view):
        yield {
            "type": "data",
            "title": vocabulary.label,
            "version": vocabulary.version,
            "authors": [{"name": f"The authors of {vocabulary.label.removesuffix(vocabulary.version).strip()}"}],
        }


def _write_yaml(path: Path, content: Json) -> None:
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=_WIDTH)
    path.write_text(text, encoding="utf-8", newline="\n")
