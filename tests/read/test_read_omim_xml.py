"""OMIM's XML: an entry reads like its page."""

import json
from pathlib import Path

import pytest

from pohgraph.errors import ReadError
from pohgraph.model import Document
from pohgraph.read import Piece, read_page, split_pages
from pohgraph.read.formats import omim_xml

SAMPLE = (Path(__file__).parent / "samples" / "omim.xml").read_bytes()
ENTRIES = [found.data for found in split_pages([SAMPLE], name="omim.xml") if isinstance(found, Piece)]


def entry(index: int) -> Document:
    """Read one entry of the sample."""
    return read_page(ENTRIES[index], name="omim.xml").document


def test_the_entry_is_printed_as_its_page() -> None:
    """Marks of references and of other entries, subheads and codes of findings become what a reader sees of them."""
    assert entry(0).text == (
        "# 166350  OSSEOUS HETEROPLASIA, PROGRESSIVE; POH\n\n"
        "Alternative titles; symbols\n\nHETEROPLASIA OF MADE-UP BONE\nECTOPIC OSSIFICATION, FAMILIAL\n\n"
        "Text\n\nProgressive osseous heteroplasia (POH) is caused by heterozygous mutation in the GNAS gene (139320) on"
        " chromosome 20q13.\n\n"
        "Clinical Features\n\nNobody et al. (1994) described ectopic calcification of the skin.\n\n"
        "Growth\n\nNobody (1990) found short stature.\n\n"
        "INHERITANCE\n- Autosomal dominant\n\n"
        "SKELETAL LIMBS\n- Limited joint motion\n- Bone pain (in some patients)\n"
    )


def test_the_entry_is_named_by_its_number() -> None:
    """Id, address, title, and sections by their headings."""
    doc = entry(0)
    assert (doc.id, doc.source.iri) == ("pohdoc:OMIM_166350", "https://omim.org/entry/166350")
    assert doc.source.title == "OSSEOUS HETEROPLASIA, PROGRESSIVE"
    assert doc.source.rights.startswith("Copyright Johns Hopkins University")
    names = {doc.quote(section.heading): section.name for section in doc.sections if section.heading}
    assert names["Alternative titles; symbols"] == "synonyms"
    assert names["Clinical Features"] == "description"
    assert names["INHERITANCE"] == "inheritance"
    assert entry(1).id == "pohdoc:OMIM_199990"


def test_less_than_is_no_mark() -> None:
    """Only marks are taken out of a text, not what stands between two signs."""
    content = "Patients with an IQ &lt;70 had no ataxia, but all &gt;5 years had fever."
    section = f"<textSection><textSectionTitle>Text</textSectionTitle><textSectionContent>{content}</textSectionContent></textSection>"
    entry = f"<entry><mimNumber>199990</mimNumber><textSectionList>{section}</textSectionList></entry>"
    assert "Patients with an IQ <70 had no ataxia, but all >5 years had fever." in omim_xml.read(entry).text


def test_what_is_no_other_name_or_finding_is_left_out() -> None:
    """Included titles are of other things, and a synopsis ends with who edited it."""
    titles = (
        "<titles><preferredTitle>SAMPLE; SMP</preferredTitle><includedTitles>OTHER, INCLUDED</includedTitles></titles>"
    )
    synopsis = (
        "<clinicalSynopsis><molecularBasis>Caused by mutation (GNAS, {139320.0001})</molecularBasis>"
        "<editHistory>Migraine : 3/3/2011</editHistory></clinicalSynopsis>"
    )
    text = omim_xml.read(f"<entry><mimNumber>199990</mimNumber>{titles}{synopsis}</entry>").text
    assert text == "199990  SAMPLE; SMP\n\nMOLECULAR BASIS\n- Caused by mutation (GNAS, 139320.0001)\n"


def test_a_synopsis_without_its_entry() -> None:
    """Its own title and number, and what other vocabularies call it where they have one name for it."""
    synopsis = {
        "mimNumber": 199990,
        "prefix": "#",
        "preferredTitle": "SAMPLE; SMP",
        "headAndNeckEyes": "Ptosis (less common) {UMLS:C0005745};\nCataract",
        "headAndNeckEyesExists": True,
        "externalLinks": {"umlsIDs": "C0000001", "orphanetDiseases": "1;;2;;Sample;;;3;;4;;Wider", "gtr": True},
    }
    text = json.dumps({"omim": {"clinicalSynopsisList": [{"clinicalSynopsis": synopsis}]}})
    assert omim_xml.read(text).text == (
        "# 199990  SAMPLE; SMP\n\nHEAD AND NECK EYES\n- Ptosis (less common)\n- Cataract\n\n"
        "External references\n\nUMLS: C0000001\n"
    )


@pytest.mark.parametrize("text", ["<entry><title>Feed</title></entry>", "<omim><entryList/></omim>"])
def test_another_file_is_refused(text: str) -> None:
    """The reader says what is missing."""
    with pytest.raises(ReadError, match="which holds no entry with a <mimNumber>"):
        omim_xml.read(text)
