"""A user's folders of their own for each test, and a small HPO in place of the bundled one, which takes seconds to compile."""

from pathlib import Path

import pytest

from pohgraph.tables import package_table

SAMPLES = Path(__file__).parent / "samples"


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
