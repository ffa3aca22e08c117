"""Small vocabularies in place of the bundled ones, which take seconds to compile. The user's folders must have been set to others before."""

from collections.abc import Collection
from pathlib import Path

import pytest

from pohgraph.resources import bundled
from pohgraph.tables import package_table
from pohgraph.vocab import inputs
from pohgraph.vocab.user.added import add_files

SAMPLES = Path(__file__).parent / "samples"
_EVERY = 500  # of the terms of Mondo's mapping sets that ship


def add_small_hpo(folder: Path) -> None:
    """Add the sample HPO, its annotations and genes; a file is made in the folder."""
    text = (SAMPLES / "hp.obo").read_text(encoding="utf-8")
    for term in sorted({row["term"] for row in package_table("vocab", "lay_synonyms.tsv")}):
        text += f"\n[Term]\nid: {term}\nname: Term of a lay synonym, {term[3:]}\nis_a: HP:0000118\n"
    hpo = folder / "hp.obo"
    hpo.write_text(text, encoding="utf-8")
    add_files([hpo, SAMPLES / "phenotype.hpoa", SAMPLES / "phenotype_to_genes.txt"])


def take_few_sets(folder: Path, patch: pytest.MonkeyPatch, terms: Collection[str] = ()) -> None:
    """Let this process find, in place of all that ships of Mondo's mapping sets, some terms and those with these numbers."""
    lines = bundled(inputs.MONDO_FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    rows = lines[len(head) :]
    asked = [row for row in rows if row.partition("\t")[0] in terms]
    assert len(asked) == len(terms)
    few = folder / "few.tsv"
    few.write_text("".join(dict.fromkeys((*head, *asked, *rows[::_EVERY]))), encoding="utf-8")
    patch.setattr(inputs, "MONDO_FILE", str(few))
