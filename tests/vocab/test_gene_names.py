"""The names of genes that ship: made from HGNC's file, and which of them lead to a gene."""

from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.resources import bundled
from pohgraph.vocab.diseases import gene_tables, gene_words
from pohgraph.vocab.formats.gene_names import gene_names_version, read_gene_names, write_gene_names
from pohgraph.vocab.inputs import GENES_FILE

_HEADER = "symbol\tname\tlocus_type\tentrez_id\tprev_symbol\talias_symbol\tstatus\n"
_ROWS = """GLS1\tglass protein (elbow group)\tgene with protein product\t990001\tOLDG1|II\tSAND|FLJ12345\tApproved
GLS2\tglass protein 2\tgene with protein product\t990002\tOLDG2\tSAND\tApproved
GLS3\tglass RNA\tRNA, long non-coding\t990003\t\t\tApproved
GLS4\twithdrawn\tgene with protein product\t990004\t\t\tEntry Withdrawn
"""


def test_a_file_of_hgnc_is_made_smaller(tmp_path: Path) -> None:
    """Genes that make no protein and withdrawn ones are left out, and so are names that no page uses for a gene."""
    (tmp_path / "hgnc.txt").write_text(_HEADER + _ROWS, encoding="utf-8")
    write_gene_names(tmp_path / "hgnc.txt", "2020-01-02", {"NCBIGene:990001"}, tmp_path / "genes.tsv")
    first, second = read_gene_names(tmp_path / "genes.tsv")
    assert (first.curie, first.previous, first.aliases) == ("NCBIGene:990001", ("OLDG1",), ("SAND",))
    assert (second.symbol, second.previous, second.aliases) == ("GLS2", (), ())
    assert gene_names_version(tmp_path / "genes.tsv")[2] == "2020-01-02"
    assert gene_words([first, second]).keys() >= {"glass protein", "glass protein elbow group", "glass protein 2"}


def test_symbols_come_before_other_names(tmp_path: Path) -> None:
    """A name that two genes have is none of them, and one that is another's symbol is that one's."""
    (tmp_path / "genes.tsv").write_text("1\tAAA1\ta\tBBB1 CCC1\n2\tBBB1\tb\tCCC1\tDDD1\n", encoding="utf-8")
    symbols, aliases = gene_tables({}, [], read_gene_names(tmp_path / "genes.tsv"))
    assert symbols == {"AAA1": "NCBIGene:1", "BBB1": "NCBIGene:2"}
    assert aliases == {"DDD1": "NCBIGene:2"}


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """A line that is no gene is told by its number."""
    (tmp_path / "genes.tsv").write_text("1\tAAA1\nx\tBBB1\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"genes\.tsv.*2.*not a line"):
        read_gene_names(tmp_path / "genes.tsv")


def test_the_bundled_file_has_the_names_of_disease_genes() -> None:
    """Huntingtin was once IT15, and every gene has a symbol of its own."""
    rows = read_gene_names(bundled(GENES_FILE))
    assert len({row.symbol for row in rows}) == len(rows) > 19_000
    assert next(row for row in rows if row.symbol == "HTT").aliases == ("IT15",)
