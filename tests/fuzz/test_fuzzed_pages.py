"""Spoilt pages: none stops a build, every quote stands where it is said to, and the same bytes give the same graph.

`make soak` reads many: POHGRAPH_SOAK_PAGES says how many, 100,000 if nothing does, POHGRAPH_SOAK_SEED which, POHGRAPH_SOAK_JOBS in how
many processes. A failure names the seed and the number of its page; `python -m tests.fuzz.pages SEED NUMBER --keep FILE` reads it again.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.fuzz.mutations import mutated

from pohgraph.cli import run

_ROOT = Path(__file__).parents[2]
_SEED = int(os.environ.get("POHGRAPH_SOAK_SEED", "20"))
_PAGES = int(os.environ.get("POHGRAPH_SOAK_PAGES", "100000"))
_JOBS = int(os.environ.get("POHGRAPH_SOAK_JOBS", str(os.cpu_count() or 1)))
_AT_ONCE = 1_000  # pages that a process reads
_HASH = 64  # characters of an outcome


def test_spoilt_pages_are_read_or_refused() -> None:
    """Each page is read twice, by processes that order their sets differently and read the pages in opposite orders."""
    assert _faults(_SEED, range(150)) == {}


@pytest.mark.soak
def test_many_spoilt_pages_are_read_or_refused() -> None:
    """The same for as many pages as there is patience."""
    ranges = [range(first, min(first + _AT_ONCE, _PAGES)) for first in range(0, _PAGES, _AT_ONCE)]
    faults: dict[int, str] = {}
    with ThreadPoolExecutor(_JOBS) as threads:
        for found in threads.map(lambda numbers: _faults(_SEED, numbers), ranges):
            faults |= found
    assert faults == {}, (
        f"seed {_SEED}, pages {sorted(faults)}: read one with `python -m tests.fuzz.pages {_SEED} NUMBER`"
    )


def test_the_same_number_is_the_same_page() -> None:
    """What fails can be read again; another number or seed is another page."""
    assert mutated(_SEED, 7) == mutated(_SEED, 7)
    assert len({mutated(seed, number) for seed in range(3) for number in range(20)}) > 50


def test_a_graph_of_spoilt_pages_is_proven(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Pages that can be read make a sound graph beside those that cannot: `check` finds what `build` wrote."""
    pages, store = tmp_path / "pages", str(tmp_path / "graph.db")
    pages.mkdir()
    for number in range(30):
        (pages / f"{number}.txt").write_bytes(mutated(_SEED, number))
    (pages / "none.txt").write_bytes(bytes(100))
    assert run(["build", str(pages), "--store", store]) == 1
    said = capfd.readouterr().err
    assert "Traceback" not in said
    assert "none.txt" in said
    assert run(["check", "--store", store]) == 0, capfd.readouterr().out


def _faults(seed: int, numbers: range) -> Mapping[int, str]:
    """What went wrong, by the number of the page."""
    first, again = _outcomes(seed, numbers, hashes="1"), _outcomes(seed, numbers, "--backwards", hashes="2")
    return dict(_told(numbers, first, again))


def _told(numbers: range, first: Mapping[int, str], again: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    for number in numbers:
        one, other = first.get(number, ""), again.get(number, "")
        if len(one) != _HASH:
            yield number, json.loads(one) if one else "the process ended before"
        elif one != other:
            yield number, json.loads(other) if len(other) > _HASH else "the second reading gave something else"


def _outcomes(seed: int, numbers: range, *options: str, hashes: str) -> Mapping[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.pages", str(seed), str(numbers.start), str(len(numbers)), *options],
        cwd=_ROOT,
        env={**os.environ, "PYTHONHASHSEED": hashes},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.partition(" ") for line in done.stdout.splitlines())
    found = {int(number): outcome for number, _, outcome in lines}
    assert found, done.stderr
    return found
