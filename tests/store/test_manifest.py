"""A manifest whose digest fits is still looked at: whoever wrote it by hand may have put anything into it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pohgraph.errors import StoreError
from pohgraph.store.digests import GraphDigest
from pohgraph.store.manifest import FileDigest, Origin, Reading, Written, open_manifest, save_manifest

_HASH = "0" * 64


def _saved(folder: Path) -> Path:
    digest = GraphDigest(1, _HASH)
    reading = Reading(programs=("0.1.0",), code="c", vocabularies={"hp": _HASH})
    written = Written(format="ttl", files={"a.ttl": FileDigest(_HASH, 5)}, made_of=_HASH, flat=digest)
    origin = Origin(readings=(reading,), pages={"https://e/page": 0}, is_whole=True)
    graphs = {"": digest, "https://e/page": digest}
    (path,) = save_manifest(folder / "m.json", origin=origin, graphs=graphs, written=written)
    found = open_manifest(path)
    assert (found.origin, found.graphs, found.written) == (origin, graphs, written)
    return path


_WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "number of triples": lambda m: m["graphs"].update({"": ["1", _HASH]}),
    "digest": lambda m: m["graphs"].update({"": [1, "0"]}),
    "three values": lambda m: m["graphs"].update({"": [1, _HASH, 1]}),
    "graph": lambda m: m["graphs"].update({"no IRI": [1, _HASH]}),
    "whole": lambda m: m.update(whole="no"),
    "pages": lambda m: m.update(pages=[]),
    "page": lambda m: m["pages"].update({"https://e/page": "0"}),
    "programs": lambda m: m["readings"][0].update(programs="0.1.0"),
    "vocabularies": lambda m: m["readings"][0].update(vocabularies=[]),
    "prefixes": lambda m: m["written"].update(prefixes=1),
    "format": lambda m: m["written"].update(format=[]),
    "size": lambda m: m["written"]["files"].update({"a.ttl": [_HASH, True]}),
    "flat": lambda m: m["written"].update(flat=0),
}


@pytest.mark.parametrize("wrong", _WRONG)
def test_a_wrong_value_is_told(wrong: str, tmp_path: Path) -> None:
    """As damage, like any other."""
    path = _saved(tmp_path)
    content = json.loads(path.read_text("utf-8"))
    del content["digest"]
    _WRONG[wrong](content)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    content["digest"] = hashlib.sha256(text.encode()).hexdigest()
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(StoreError, match="cannot be read: "):
        open_manifest(path)


def test_what_is_nested_too_deeply_is_told(tmp_path: Path) -> None:
    """The reader of JSON gives up, and it is no bug of ours."""
    (tmp_path / "m.json").write_text("[" * 100_000, "utf-8")
    with pytest.raises(StoreError, match="it is nested too deeply"):
        open_manifest(tmp_path / "m.json")
