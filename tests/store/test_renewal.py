"""A copy of a graph in which a few quads are changed."""

from pathlib import Path

import pytest

from pohgraph.store.renewal import is_in_pieces


@pytest.mark.parametrize(("small", "expected"), [(64, False), (65, True)])
def test_files_that_the_engine_takes_away_meanwhile_do_no_harm(tmp_path: Path, small: int, expected: bool) -> None:
    """It puts small files together while their sizes are asked for: a name that was listed may have no file any more."""
    for number in range(small - 1):
        (tmp_path / f"{number:06}.sst").write_bytes(b"data")
    (tmp_path / "999999.sst").symlink_to(tmp_path / "gone")
    assert is_in_pieces(tmp_path) == expected
