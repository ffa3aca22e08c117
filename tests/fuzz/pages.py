"""Reads spoilt pages and proves what was read off them; a program of its own, so that runs may differ in their hashes of strings.

    python -m tests.fuzz.pages SEED FIRST COUNT [--backwards]

prints a line for each page: its number, and a hash of its outcome, or what went wrong as JSON. With `--keep FILE` the first page is
written to a file as well.
"""

import argparse
import hashlib
import json
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

from pyoxigraph import NamedNode, RdfFormat, parse
from tests.fuzz.mutations import mutated

from pohgraph.model import Document, Evidence, Span
from pohgraph.pipeline import statements
from pohgraph.pipeline.pages import read_source
from pohgraph.pipeline.sources import PageSource

_LONGEST = 60  # seconds that a page may take on a slow machine; most take hundredths
_ELSEWHERE = frozenset(
    {"subject", "frequency", "detail", "entity"}
)  # parts of a claim that may stand outside its quote
_OA = "http://www.w3.org/ns/oa#"


def main() -> None:
    """Read the pages that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=int)
    parser.add_argument("first", type=int)
    parser.add_argument("count", type=int, default=1, nargs="?")
    parser.add_argument("--backwards", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.write_bytes(mutated(asked.seed, asked.first))
    numbers = range(asked.first, asked.first + asked.count)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _too_long)
    for number in reversed(numbers) if asked.backwards else numbers:
        sys.stdout.write(f"{number} {_outcome(mutated(asked.seed, number), number)}\n")
        sys.stdout.flush()


def _too_long(_: int, __: FrameType | None) -> None:
    raise TimeoutError(f"it takes more than {_LONGEST} seconds")


def _outcome(data: bytes, number: int) -> str:
    if hasattr(signal, "SIGALRM"):
        signal.alarm(_LONGEST)
    try:
        return hashlib.sha256(proved(data, f"page-{number}.txt")).hexdigest()
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return json.dumps(traceback.format_exc(limit=-6))
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def proved(data: bytes, name: str) -> bytes:
    """What a page gives, in bytes; of a page that is refused, why.

    Raises:
        AssertionError: a quote is not what stands at its place, or the words of a claim are not in its quote.
    """
    source = PageSource(name, name, data)
    result = read_source(source)
    extraction = result.extraction
    if extraction is None:
        assert result.failure
        assert "\n" not in str(result.failure), result.failure
        return str(result.failure).encode()
    page = statements._stated(source, result, extraction)
    for assertion in extraction.assertions:
        for evidence in assertion.evidence:
            _prove(extraction.doc, evidence)
    _prove_quads(page.nquads, extraction.doc.text)
    return page.nquads + "\n".join(map(str, page.remarks)).encode()


def _prove(doc: Document, evidence: Evidence) -> None:
    assert doc.quote(evidence.quote).strip(), f"{evidence.extractor}: empty quote {evidence.quote}"
    parts: list[tuple[str, Span | None]] = [
        ("subject", evidence.subject_span),
        ("object", evidence.object_span),
        ("cue", evidence.cue),
        *evidence.qualifier_spans,
    ]
    for name, span in parts:
        if span is not None:
            room = Span(0, len(doc.text)) if name in _ELSEWHERE else evidence.quote
            assert span.start < span.end, f"{evidence.extractor}: empty {name} {span}"
            assert room.contains(span), f"{evidence.extractor}: {name} {span} outside {room}"


def _prove_quads(nquads: bytes, text: str) -> None:
    """Quotes as they are stored, read by a parser that knows nothing of us."""
    found: dict[str, dict[str, str]] = {}
    for quad in parse(nquads, format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and quad.predicate.value.startswith(_OA):
            found.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(_OA)] = getattr(
                quad.object, "value", ""
            )
    for iri, slots in found.items():
        if "exact" in slots:
            start, end = int(slots["start"]), int(slots["end"])
            assert text[start:end] == slots["exact"], f"{iri}: {slots['exact']!r} is not at {start}-{end}"
            assert text[:start].endswith(slots["prefix"]), iri
            assert text[end:].startswith(slots["suffix"]), iri


if __name__ == "__main__":
    main()
