"""A release as an RO-Crate 1.2: `ro-crate-metadata.json`, which names each file, its licence and what it is based on."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pohgraph.claims.nodes import read_sources, read_vocabularies
from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.release.released import AUTHORS, DESCRIPTION, HOME, TITLE, Release, ReleasedFile

_CRATE = "https://w3id.org/ro/crate/1.2"
_AUTHORS, _TERMS, _SOFTWARE, _IDENTIFIER = "#authors", "#terms", "#pohgraph", "#identifier"
Json = dict[str, object]


def write_crate(view: GraphView, release: Release, beside: Iterable[ReleasedFile], path: Path) -> None:
    """Write the metadata of a release's folder; `beside` are the files that describe it."""
    files = (*release.files, *beside)
    sources = list(_sources(view))
    graph = [
        {
            "@id": path.name,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _CRATE},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": TITLE,
            "description": DESCRIPTION,
            "datePublished": release.date,
            "version": release.date,
            "identifier": {"@id": _IDENTIFIER},
            "license": {"@id": _TERMS},
            "author": {"@id": _AUTHORS},
            "publisher": {"@id": _AUTHORS},
            "isBasedOn": [{"@id": source["@id"]} for source in sources],
            "mentions": {"@id": "#writing"},
            "hasPart": [{"@id": file.path} for file in files],
        },
        {"@id": _IDENTIFIER, "@type": "PropertyValue", "name": "identifier", "value": release.iri},
        {"@id": _AUTHORS, "@type": "Organization", "name": AUTHORS, "url": HOME},
        {
            "@id": _TERMS,
            "@type": "CreativeWork",
            "name": "The terms of each source",
            "description": "".join(line.removeprefix("# ") for line in source_comments(view)),
        },
        {
            "@id": "#writing",
            "@type": "CreateAction",
            "name": "Writing of the release",
            "instrument": {"@id": _SOFTWARE},
            "object": [{"@id": source["@id"]} for source in sources],
            "result": [{"@id": file.path} for file in release.files],
        },
        {
            "@id": _SOFTWARE,
            "@type": "SoftwareApplication",
            "name": "pohgraph",
            "version": release.version,
            "url": HOME,
        },
        *sources,
        *_licences(view),
        *map(_file, files),
    ]
    document = {"@context": f"{_CRATE}/context", "@graph": graph}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _sources(view: GraphView) -> Iterator[Json]:
    """Publishers and vocabularies with their terms; each page stands in the table of sources and in `void.ttl`."""
    publishers: dict[str, tuple[str, set[str]]] = {}
    for page in read_sources(view):
        _, terms = publishers.setdefault(page.publisher, (page.publisher_label, set()))
        terms.update(filter(None, (page.license, page.rights)))
    for publisher, (label, terms) in sorted(publishers.items()):
        yield {"@id": f"#{publisher}", "@type": "CreativeWork", "name": f"Pages of {label}"} | _terms(terms)
    for vocabulary in read_vocabularies(view):
        yield {
            "@id": vocabulary.iri,
            "@type": "CreativeWork",
            "name": vocabulary.label,
            "version": vocabulary.version,
            "sha256": vocabulary.sha256,
        } | _terms({vocabulary.license})


def _terms(stated: Iterable[str]) -> Json:
    """Licences by their IRIs, and terms that have none in words."""
    iris: list[object] = [{"@id": term} for term in sorted(stated) if _is_iri(term)]
    words: list[object] = [term for term in sorted(stated) if term and not _is_iri(term)]
    found = {"license": iris, "usageInfo": words}
    return {slot: values if len(values) > 1 else values[0] for slot, values in found.items() if values}


def _licences(view: GraphView) -> Iterator[Json]:
    stated = {page.license for page in read_sources(view)} | {
        vocabulary.license for vocabulary in read_vocabularies(view)
    }
    for iri in sorted(filter(_is_iri, stated)):
        yield {"@id": iri, "@type": "CreativeWork", "name": iri, "description": "The licence of some of the sources."}


def _is_iri(text: str) -> bool:
    return text.startswith(("http:", "https:"))


def _file(file: ReleasedFile) -> Json:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "description": file.description,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
