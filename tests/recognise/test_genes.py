"""Symbols that are used as genes."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention

Find = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "genes"),
    [
        ("the GNAS gene", ["GNAS"]),
        ("the gene GNAS", ["GNAS"]),
        ("a gene called GNAS", ["GNAS"]),
        ("genes such as GNAS", ["GNAS"]),
        ("mutations in GNAS", ["GNAS"]),
        ("a deletion of the GNAS", ["GNAS"]),
        ("GNAS mutations", ["GNAS"]),
        ("the GNAS locus", ["GNAS"]),
        ("*GNAS* is imprinted", ["GNAS"]),
        ("[GNAS] is imprinted", ["GNAS"]),
        ("the GNAS or STX16 gene", ["GNAS", "STX16"]),
        ("the GNAS, STX16, and FGFR3 genes", ["GNAS", "STX16", "FGFR3"]),
        ("genes: GNAS, STX16", ["GNAS", "STX16"]),
        ("mutations in the stimulating protein (GNAS)", ["GNAS"]),
        ("mutations in people with another disease (GNAS)", []),
        ("genes that cause it: GNAS, STX16", ["GNAS", "STX16"]),
        ("GNAS is imprinted", []),
        ("gnas gene", []),
        ("a CAT scan", []),
        ("mutations of many kinds. GNAS is imprinted", []),
        ("the GNAS1 gene", ["GNAS1"]),
        ("preGNAS gene", []),
        ("an expansion of a CTG repeat in STX16", ["STX16"]),
        ("a somatic variant c.49G>A in FGFR3 causes it", ["FGFR3"]),
        ("a mutation that lowers the level of STX16, and STX16 expression", []),
    ],
)
def test_a_symbol_needs_words_beside_it(mentions: Find, text: str, genes: list[str]) -> None:
    """A noun for genes or their changes stands before or after the symbol, or ends the list it is in; or it is set apart.

    What hardly stands for anything else needs such a noun only in its sentence.
    """
    assert [m.text for m in mentions(text, "gene")] == genes


@pytest.mark.parametrize(
    ("text", "genes"),
    [
        ("Achondroplasia (ACH) is rare. Mutations in ACH occur.", []),
        ("the GNAS1 gene", ["NCBIGene:2778"]),
        ("the GNAS gene", ["NCBIGene:2778"]),
    ],
)
def test_which_gene_a_symbol_is(mentions: Find, text: str, genes: list[str]) -> None:
    """A former symbol is the gene it stood for; a short name of a disease is none."""
    assert [m.reference.curie for m in mentions(text, "gene")] == genes


@pytest.mark.parametrize(
    ("text", "genes"),
    [
        ("the prion protein gene carries a mutation", ["PRNP"]),
        ("the β-globin gene carries a mutation", ["HBB"]),
        ("mutations in the gene encoding for the TGF-β receptor 2", ["TGFBR2"]),
        ("mutations in the gene (on chromosome 15q21) that encodes for fibrillin-1", ["FBN1"]),
        ("the level of β-globin is low", []),
        ("caused by mutations in the gene encoding fibrillin-1", ["FBN1"]),
        ("the huntingtin gene (HTT)", ["HTT"]),
        ("an expansion in the gene IT15", ["HTT"]),
        ("the mitochondrial tRNA-leucine gene (MTTL1)", ["MT-TL1"]),
        ("changes in either the prion protein or the hepcidin gene", ["PRNP", "HAMP"]),
        ("the uromodulin, calsequestrin 2 or connexin 26 genes", ["UMOD", "CASQ2", "GJB2"]),
        ("a factor VIII and prothrombin gene mutation", ["F2"]),
        ("the prothrombin and hepcidin gene", ["F2", "HAMP"]),
        ("the factor VIII and prothrombin genes", ["F8", "F2"]),
        ("it binds hepcidin and the prion protein gene is intact", ["PRNP"]),
        ("hepcidin or connexin 26 levels", []),
        ("huntingtin is a protein", []),
        ("defects in PEX genes", []),
        ("abnormalities in SNAP", []),
        ("HLA class II genes", []),
        ("defects in FGFR3 and CDK7 occupancy", ["FGFR3"]),
        ("a deletion of ZNF77 and CCL7", ["ZNF77"]),
    ],
)
def test_a_gene_is_told_by_its_other_names(mentions: Find, text: str, genes: list[str]) -> None:
    """Names in words and what a gene was called stand for it where the word gene does; a gene of no disease needs its changes."""
    assert [m.candidates[0].label for m in mentions(text, "gene")] == genes


def test_the_gene_of_a_short_form_is_the_diseases(mentions: Find) -> None:
    """A gene has the alias MED, but on a page on a disease with that short form "the MED gene" is the disease's."""
    text = "Multiple epiphyseal dysplasia (MED) is caused by mutations in COMP. Variants in the MED gene are many."
    assert [mention.text for mention in mentions(text, "gene")] == ["COMP"]


def test_a_former_symbol_is_told_as_an_alias(mentions: Find) -> None:
    """The step says that the symbol is not the current one."""
    (former,), (current,) = mentions("the GNAS1 gene", "gene"), mentions("the GNAS gene", "gene")
    assert former.candidates[0].steps == ("alias",)
    assert current.candidates[0].steps == ()


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("mutations in cullin-7 (CUL7), obscurin-like 1 (OBSL1) and CCDC8", ["CUL7", "OBSL1", "CCDC8"]),
        ("mutations in EXT1, EXT2 and, rarely, EXTL3", ["EXT1", "EXT2", "EXTL3"]),
        ("mutations in the GLI3, the SHH and the PTCH1 genes", ["GLI3", "SHH", "PTCH1"]),
        ("sequencing revealed a novel KMT2C missense variant", ["KMT2C"]),
        ("mutations in GNAS and intellectual disability (ID)", ["GNAS"]),
        ("mutations in GNAS cause growth hormone deficiency (DCN)", ["GNAS"]),
    ],
)
def test_lists_of_genes(mentions: Find, text: str, symbols: list[str]) -> None:
    """A list goes on behind the name of what a gene makes, and not behind a verb or a short alias."""
    assert [m.text for m in mentions(text, "gene")] == symbols
