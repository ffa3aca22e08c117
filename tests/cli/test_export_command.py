"""`pohgraph export`: the options that every format has, and what is said about what was left out."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pohgraph.cli import app

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def run(store: Path, *arguments: str) -> Result:
    """One export of the sample graph."""
    return CliRunner().invoke(app, ["export", *arguments, "--store", str(store)])


def test_several_files_and_their_sizes(sample_path: Path, tmp_path: Path) -> None:
    """A stem gives two files, each named with its size; what they leave out is counted on standard error."""
    result = run(sample_path, "kgx-tsv", "-o", str(tmp_path / "poh"))
    assert result.exit_code == 0
    assert result.stdout == ""
    for part in ("nodes", "edges"):
        path = tmp_path / f"poh_{part}.tsv"
        assert f"{path}: {path.stat().st_size:,} bytes of kgx-tsv" in result.stderr
    assert "left out: 1 claim that the page leaves open" in result.stderr


def test_several_files_without_a_name_are_wrong_usage(sample_path: Path) -> None:
    """Standard output takes one file: what to do is said before anything is read."""
    result = run(sample_path, "kgx-jsonl")
    assert result.exit_code == 2
    assert "say where with -o PATH" in result.stderr


def test_quiet_says_nothing(sample_path: Path, tmp_path: Path) -> None:
    """With -q even the counts are left to the report."""
    assert run(sample_path, "hpoa", "-q", "-o", str(tmp_path / "x.hpoa")).stderr == ""


def test_report_is_a_table(sample_path: Path, tmp_path: Path) -> None:
    """What was left out, and identifiers without a prefix, one a row."""
    report = tmp_path / "report.tsv"
    assert run(sample_path, "kgx-tsv", "-q", "-o", str(tmp_path / "poh"), "--report", str(report)).exit_code == 0
    rows = [line.split("\t") for line in report.read_text("utf-8").splitlines()]
    assert rows[0] == ["kind", "item", "count"]
    assert ["left_out", "claims that the page leaves open", "1"] in rows


@pytest.mark.parametrize("terms", ["public-domain", "cc-by", LICENCE])
def test_license_and_prefixes_reach_the_file(sample_path: Path, terms: str) -> None:
    """The sample's pages are CC0, so every slice holds them; OMIM is spelled for OBO."""
    result = run(sample_path, "ttl", "--license", terms, "--prefixes", "obo")
    assert result.exit_code == 0
    assert "claims, of pages" not in result.stderr
    assert "@prefix OMIM: <http://purl.obolibrary.org/obo/OMIM_> ." in result.stdout


@pytest.mark.parametrize(("option", "word"), [("--license", "cc-bye"), ("--prefixes", "monarc")])
def test_misspelt_option_is_one_line(option: str, word: str, sample_path: Path) -> None:
    """A misspelt licence or consumer is answered with the nearest, and nothing is written."""
    result = run(sample_path, "nq", option, word)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert str(result.exception).startswith(f"{word}: unknown ")
