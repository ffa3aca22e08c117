"""MedlinePlus Genetics pages: sections by heading, lists of names, genes, links and works."""

from pohgraph.model import Document
from pohgraph.read import ReadPage, read_page
from pohgraph.resources import bundled

SEED = (bundled("seeds") / "004_800ed09ecb654b7d.txt").read_bytes()


def medlineplus_page(data: bytes = SEED) -> ReadPage:
    """Read a MedlinePlus Genetics page."""
    return read_page(data, name="004_800ed09ecb654b7d.txt")


def quoted(doc: Document, kind: str) -> list[str]:
    """The words of all elements of a kind."""
    return [doc.quote(element.span) for element in doc.elements_of(kind)]


def test_the_source_is_named() -> None:
    """Publisher, information resource and date."""
    page = medlineplus_page()
    source = page.document.source
    assert (source.family, source.title, source.modified) == (
        "medlineplus_markdown",
        "Progressive osseous heteroplasia",
        "2018-02-01",
    )
    assert source.infores == "infores:medlineplus"
    assert page.remarks == ()


def test_headings_name_the_sections() -> None:
    """Headings with and without emphasis open sections; the gene list is a section of its own within the causes."""
    doc = medlineplus_page().document
    assert [(s.name, doc.quote(s.heading)[:24]) for s in doc.sections if s.heading] == [
        ("header", "Progressive osseous hete"),
        ("description", "Description"),
        ("frequency", "Frequency"),
        ("causes", "Causes"),
        ("genes", "[Learn more about the ge"),
        ("inheritance", "Inheritance"),
        ("synonyms", "Other Names for This Con"),
        ("resources", "Additional Information &"),
        ("resources", "Genetic Testing Informat"),
        ("resources", "Genetic and Rare Disease"),
        ("resources", "Patient Support and Advo"),
        ("resources", "Catalog of Genes and Dis"),
        ("resources", "Scientific Articles on P"),
        ("references", "References"),
    ]
    causes, genes = doc.sections[3:5]
    assert causes.span.contains(genes.span)


def test_names_and_genes_are_listed() -> None:
    """Each item of the two lists is an element."""
    doc = medlineplus_page().document
    assert quoted(doc, "synonym")[0] == "Cutaneous ossification"
    assert quoted(doc, "synonym")[-1] == "POH"
    assert len(quoted(doc, "synonym")) == 8
    assert quoted(doc, "related_gene") == ["GNAS"]


def test_links_have_label_and_address() -> None:
    """The label is what the address follows; several links of one reference are told apart."""
    doc = medlineplus_page().document
    pairs = [
        (doc.quote(label), doc.quote(target))
        for link in doc.elements_of("link")
        if (label := link.part("label")) and (target := link.part("target"))
    ]
    assert len(pairs) == len(doc.elements_of("link")) == 16
    assert pairs[3] == ("OSSEOUS HETEROPLASIA, PROGRESSIVE; POH", "https://omim.org/entry/166350")
    assert pairs[5:7] == [
        ("Citation on PubMed", "https://pubmed.ncbi.nlm.nih.gov/18553568"),
        ("Free article on PubMed Central", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2564798/"),
    ]


def test_references_are_whole_items() -> None:
    """One element for each of the eight works, though a blank line stands between two of them."""
    works = quoted(medlineplus_page().document, "reference")
    assert len(works) == 8
    assert works[1].startswith("Aynaci O, Mujgan Aynaci F")
    assert works[1].endswith("(<https://pubmed.ncbi.nlm.nih.gov/12370587>)")


def test_emphasis_stays_in_the_text() -> None:
    """The text is that of the page, character by character."""
    doc = medlineplus_page().document
    assert doc.text == SEED.decode()
    sentence = doc.sentence_at(doc.text.index("*GNAS* gene.") + 1)
    assert sentence is not None
    assert doc.quote(sentence) == "Progressive osseous heteroplasia is caused by a mutation in the *GNAS* gene."


def test_numbered_and_emphasised_lists_are_read() -> None:
    """Other copies of such pages number their references, link their names and set genes in italics."""
    text = (
        "# Sample syndrome\n\n## Description\n\nA disorder.\n\n### Learn more about the genes associated with Sample syndrome\n\n"
        "- *ABCA1*\n- [BRCA2](https://example.org/gene/brca2)\n- COL1A1 (<https://example.org/gene/col1a1>)\n\n"
        "## Other Names for This Condition\n\n- *Samples*\n\n## References\n\n1. Doe J. A work. 2001.\n"
    )
    doc = medlineplus_page(text.encode()).document
    assert quoted(doc, "related_gene") == ["ABCA1", "BRCA2", "COL1A1"]
    assert quoted(doc, "synonym") == ["Samples"]
    assert quoted(doc, "reference") == ["1. Doe J. A work. 2001."]
    number = doc.elements_of("reference")[0].part("number")
    assert number is not None
    assert doc.quote(number) == "1"


def test_an_unknown_heading_goes_on_with_its_section() -> None:
    """It is reported, and its words are not lost."""
    page = medlineplus_page(SEED.replace(b"### Frequency", b"### Curiosities"))
    assert [remark.code for remark in page.remarks] == ["unknown_heading"]
    section = page.document.section_at(page.document.text.index("Its exact incidence"))
    assert section is not None
    assert section.name == "description"


def test_a_page_cut_at_its_start_is_read_on() -> None:
    """Prose before the first heading is a description; the lack of a title is reported."""
    page = medlineplus_page(SEED[SEED.index(b"Signs and symptoms of") :])
    assert [remark.code for remark in page.remarks] == ["no_title"]
    assert page.document.sections[0].name == "description"
