"""The file of decisions as a file: who may read it, where a link leads, and several who write it at once."""

import multiprocessing
import sys
from pathlib import Path

import pytest

from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision, read_decisions

_EACH = 8


def _decide(path: Path, writer: int) -> None:
    for number in range(_EACH):
        add_decision(path, decision_from({"claim": f"a:{writer}-{number}", "decision": "accept"}))


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_file_that_was_closed_stays_closed(tmp_path: Path) -> None:
    """Whoever took the others' right to read it meant that."""
    path = tmp_path / "decisions.tsv"
    _decide(path, 1)
    path.chmod(0o600)
    _decide(path, 2)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file it leads to, which may be under version control, gets the decision."""
    path, link = tmp_path / "decisions.tsv", tmp_path / "elsewhere" / "link.tsv"
    link.parent.mkdir()
    link.symlink_to(path)
    _decide(link, 1)
    assert link.is_symlink()
    assert len(read_decisions(path)) == _EACH


def test_several_servers_lose_no_decision(tmp_path: Path) -> None:
    """Each waits for the others."""
    path = tmp_path / "decisions.tsv"
    writers = [multiprocessing.get_context("spawn").Process(target=_decide, args=(path, n)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read_decisions(path)) == 3 * _EACH
