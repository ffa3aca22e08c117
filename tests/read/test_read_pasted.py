"""XML and JSON that are damaged, or printed in a text: what can be told of them is read, and said."""

import json
from contextlib import suppress
from pprint import pformat

import pytest

from pohgraph.errors import ReadError
from pohgraph.read import Piece, ReadPage, read_page, split_pages
from pohgraph.read.mended_json import read_value
from pohgraph.read.mended_xml import mended_xml

PAGE = {
    "name": "Sample dysplasia",
    "synonyms": ["Sampler's disease", "SDP"],
    "inheritance": "autosomal dominant",
    "description": "Sample dysplasia is a disease of the bones. It's known by bone pain, which begins in the knees of the patients.",
    "treatment": "Rest and warm baths help most of the patients. Patients should not have any surgery of the knees.",
}
JSON = json.dumps(PAGE, indent=1)
ENTRY = (
    '<?xml version="1.0"?>\n<omim version="1.0">\n<entry>\n<prefix>#</prefix>\n<mimNumber>199990</mimNumber>\n'
    "<titles><preferredTitle>SAMPLE DYSPLASIA; SDP</preferredTitle></titles>\n<textSectionList>\n<textSection>"
    "<textSectionTitle>Clinical Features</textSectionTitle><textSectionContent>Patients have bone pain & fever. They had no "
    "seizures.</textSectionContent></textSection>\n</textSectionList>\n</entry>\n</omim>\n"
)


def told(text: str, name: str = "page.txt") -> ReadPage:
    """Read a text; a remark says that it was not read as it is."""
    page = read_page(text.encode(), name=name)
    assert "malformed" in [remark.code for remark in page.remarks]
    return page


@pytest.mark.parametrize(
    "text",
    [
        repr(PAGE),
        f">>> pprint(page)\n{pformat(PAGE, width=60)}\n>>> \n",
        f"# What came back\n\n```json\n{JSON}\n```\n",
        "```r\nfromJSON(x)\n```\n\n" + "".join(f"#> {line}\n" for line in JSON.splitlines()),
        f"page = {JSON};\n",
        JSON.replace("knees.", "knees.\n").replace('"\n}', '",\n}'),
        f'def page():\n    """Return it.\n\n        {JSON}\n    """\n',
    ],
    ids=["repr", "pprint", "fence", "listing", "assigned", "comma", "docstring"],
)
def test_printed_json_is_a_page(text: str) -> None:
    """However a program prints it; keys are headings and labels."""
    doc = told(text).document
    assert (doc.source.family, doc.source.title) == ("json_page", "Sample dysplasia")
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["Sampler's disease", "SDP"]
    assert "It's known by bone pain" in doc.text


def test_what_breaks_off_loses_its_last_sentence() -> None:
    """Half a sentence may say the contrary of the whole; a page on several objects is not guessed at."""
    page = told(JSON[: JSON.index("any surgery")])
    assert "treatment: Rest and warm baths help most of the patients.\n" in page.document.text
    assert any("it breaks off" in remark.message for remark in page.remarks)
    with pytest.raises(ReadError, match="more than one object"):
        read_page(f"{JSON}\n{JSON}".encode(), name="page.txt")


@pytest.mark.parametrize("around", ["{}", "Here it is:\n\n```xml\n{}```\n", "{}\n"])
def test_damaged_xml_is_read_by_its_own_reader(around: str) -> None:
    """A sign that no parser takes is a sign; marks before the lines of a listing are none of it."""
    for entry in (ENTRY, "".join(f"## {line}\n" for line in ENTRY.splitlines())):
        page = told(around.format(entry))
        assert (page.document.source.family, page.document.id) == ("omim_xml", "pohdoc:OMIM_199990")
        assert "Patients have bone pain & fever. They had no seizures." in page.document.text
    cut = told(around.format(ENTRY[: ENTRY.index("seizures")]))
    assert "bone pain & fever." in cut.document.text
    assert "They had no" not in cut.document.text


def test_the_same_answer_in_json() -> None:
    """An entry of OMIM's JSON reads as one of its XML."""
    section = {"textSectionTitle": "Clinical Features", "textSectionContent": "Patients have bone pain {3:Doe (1990)}."}
    entry = {
        "prefix": "#",
        "mimNumber": 199990,
        "titles": {"preferredTitle": "SAMPLE DYSPLASIA; SDP"},
        "textSectionList": [{"textSection": section}],
    }
    doc = read_page(json.dumps({"omim": {"entryList": [{"entry": entry}]}}).encode(), name="omim.json").document
    assert doc.id == "pohdoc:OMIM_199990"
    assert doc.text == "# 199990  SAMPLE DYSPLASIA; SDP\n\nClinical Features\n\nPatients have bone pain Doe (1990).\n"


@pytest.mark.parametrize(("text", "name"), [(ENTRY, "page.xml"), (JSON[:-3], "page.json")])
def test_a_file_that_is_named_so_must_be_well_formed(text: str, name: str) -> None:
    """It was made by a program; that it is damaged is an error."""
    with pytest.raises(ReadError, match="not well-formed"):
        read_page(text.encode(), name=name)


def test_text_that_only_begins_so_is_text() -> None:
    """A tag or a brace does not make it data."""
    for text in (
        "<b>Sample dysplasia</b> is rare. Patients have fever if pO2 < 60 & pain.",
        '{"sic": as it was} he said.',
    ):
        page = told(text)
        assert page.document.source.family == "plain_text"
        assert len(page.document.sentences) >= 1


@pytest.mark.parametrize(
    ("text", "value", "is_cut"),
    [
        (
            "{'a': ('one ' 'two'), \"b\": None, c: [1, 2.5, True,],}",
            {"a": "one two", "b": None, "c": [1, "2.5", True]},
            False,
        ),
        (r'{"a": "\u00e9\ud83d\ude00\x41\n\"", "b": {}', {"a": 'é😀A\n"', "b": {}}, True),
        ("{'a': 'It is so. It is n", {"a": "It is so."}, True),
        ('{"a": ("x",), "b"', {"a": ["x"]}, True),
    ],
)
def test_values(text: str, value: object, is_cut: bool) -> None:
    """Of Python and of JSON."""
    found = read_value(text)
    assert (found.value, found.is_cut) == (value, is_cut)


def test_xml_with_types_of_its_own_is_not_mended() -> None:
    """They could hide text; and elements side by side are no page."""
    assert mended_xml("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>") is None
    assert mended_xml("<a>One.</a><a>Two.</a>") is None
    mended = mended_xml("<a x='1' y=2><b k=\"v\">1 < 2 & 3 &amp; &nbsp; 4</c></b>Rest. Cut <i")
    assert mended is not None
    assert mended.text == "<a x='1'><b k=\"v\">1 &lt; 2 &amp; 3 &amp; &nbsp; 4</b>Rest.</a>"


@pytest.mark.parametrize(
    "text", ["{" * 50_000, "[" * 50_000, "<a>" * 20_000, '{"a": "' + "\\" * 50_001, "<!--" * 20_000, "{'a':" * 20_000]
)
def test_hard_texts_are_read_or_refused(text: str) -> None:
    """In time that grows with their length, without an exception of another kind."""
    with suppress(ReadError):
        assert read_page(text.encode(), name="x.txt").document.text


def test_a_cut_file_of_many_pages() -> None:
    """Its last page is read as far as it goes, unless the file's name says that it must be whole."""
    cut = ENTRY[: ENTRY.index("seizures")].encode()
    (piece,) = split_pages([cut], name="pasted.txt")
    assert isinstance(piece, Piece)
    assert read_page(piece.data, name="pasted.txt").document.id == "pohdoc:OMIM_199990"
    (error,) = split_pages([cut], name="omim.xml.gz")
    assert isinstance(error, ReadError)
