"""A user's folders of their own for each test, and small vocabularies in place of the bundled ones, which take seconds to compile."""

from pathlib import Path

import pytest

from pohgraph.resources import bundled
from pohgraph.tables import package_table
from pohgraph.vocab import inputs

SAMPLES = Path(__file__).parent / "samples"
_EVERY = 500  # of the terms of Mondo's mapping sets that ship


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Empty folders for data and cache, so that no test touches the user's; gives the data folder."""
    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "data"


@pytest.fixture
def samples() -> Path:
    """The folder of sample vocabularies: a few terms each, made up."""
    return SAMPLES


@pytest.fixture
def small_hpo(folders: Path, tmp_path: Path) -> Path:
    """The data folder with the sample HPO, its annotations and genes added."""
    from pohgraph.vocab.user.added import add_files  # noqa: PLC0415 - after the folders are set

    text = (SAMPLES / "hp.obo").read_text(encoding="utf-8")
    for term in sorted({row["term"] for row in package_table("vocab", "lay_synonyms.tsv")}):
        text += f"\n[Term]\nid: {term}\nname: Term of a lay synonym, {term[3:]}\nis_a: HP:0000118\n"
    hpo = tmp_path / "hp.obo"
    hpo.write_text(text, encoding="utf-8")
    add_files([hpo, SAMPLES / "phenotype.hpoa", SAMPLES / "phenotype_to_genes.txt"])
    return folders


@pytest.fixture
def small_hpo_and_sets(small_hpo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and in this process some terms of Mondo's mapping sets in place of all."""
    lines = bundled(inputs.MONDO_FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    few = tmp_path / "few.tsv"
    few.write_text("".join((*head, *lines[len(head) :: _EVERY])), encoding="utf-8")
    monkeypatch.setattr(inputs, "MONDO_FILE", str(few))
    return small_hpo


@pytest.fixture
def small_vocabularies(small_hpo: Path) -> Path:
    """The data folder with the sample HPO and the sample Mondo, which takes the place of the mapping sets that ship."""
    from pohgraph.vocab.user.added import add_files  # noqa: PLC0415 - after the folders are set

    add_files([SAMPLES / "mondo.obo"])
    return small_hpo
