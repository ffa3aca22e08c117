"""What holds for every page, whatever its family and whatever its damage."""

from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pohgraph.read
from pohgraph.errors import ReadError
from pohgraph.model import Document, Span
from pohgraph.read import READERS, Piece, read_page, split_pages
from pohgraph.read.lexical import cue_scores
from pohgraph.resources import bundled
from pohgraph.tables import package_table

SEEDS = sorted(bundled("seeds").glob("*.txt"))
SAMPLES = [
    pytest.param(record.data, id=f"{path.name} {record.place}".strip())
    for path in sorted((Path(__file__).parent / "samples").glob("*.*ml"))
    for record in split_pages([path.read_bytes()], name=path.name)
    if isinstance(record, Piece)
]
PAGES = [*(pytest.param(path.read_bytes(), id=path.name) for path in SEEDS), *SAMPLES]
PACKAGE = Path(pohgraph.read.__file__).parent
TABLES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.tsv"))
SECTIONS = frozenset(
    [
        "description",
        "symptoms",
        "hpo_table",
        "causes",
        "inheritance",
        "diagnosis",
        "related_disorders",
        "animal_models",
        "treatment",
        "prognosis",
        "frequency",
        "synonyms",
        "genes",
        "references",
        "resources",
        "coding",
        "disclaimer",
        "header",
        "other",
        "case",
        "family_history",
        "onset",
        "side_effects",
        "triggers",
        "methods",
        "not_content",
    ]
)
FRAGMENTS = (
    "Genetic and Rare Diseases Information Center, a program of\n",
    "Other Names:\n",
    "A; B [ more ]",
    "Last updated: 7/1/2020\n",
    "Last updated: 99/99/2020\n",
    "This table lists symptoms that people with this disease may have.\n",
    "Showing of 21 |\n",
    "5%-29% of people have these symptoms\n",
    "Bone pain 0002653\n",
    "Questions sent to GARD may be posted here\n",
    "[1][2]",
    "  1. Doe J. 2001; http://example.org.\n",
    "## **Other Names for This Condition**\n",
    "### Description\n",
    "[Learn more about the gene associated with X](#)\n",
    "- [GNAS](#)\n",
    "Citation (<https://example.org>) or",
    "Short answer · Medically reviewed summary\n",
    "Medical disclaimer: none.\n",
    "What is it? ",
    "It is bone. ",
    "  • item\r\n",
    "\r",
    "\n\n",
    "<Document><QAPairs>",
    "<html><body>",
    "<li><p hidden>Bone <i> pain</i><br>",
    "</h2><table><td>",
    "<title>X | GARD</title><app-causes-container>",
    '<link rel="canonical" href="https://medlineplus.gov/genetics/condition/x"><div data-bookmark="causes">',
    "<health-condition-summary><name>X</name>",
    "<PubmedArticle>",
    "<article><front><article-meta>",
    "\ufeff",
    "\u2028",
    "é𝔸",
    "(",
    ")",
)


def checked(doc: Document) -> Document:
    """A document whose sentences, sections and elements are as the model promises."""
    assert all(left.end <= right.start for left, right in pairwise(doc.sentences))
    assert all(doc.quote(sentence).strip() == doc.quote(sentence) != "" for sentence in doc.sentences)
    assert [s.span.start for s in doc.sections] == sorted(s.span.start for s in doc.sections)
    assert [e.span.start for e in doc.elements] == sorted(e.span.start for e in doc.elements)
    assert {section.name for section in doc.sections} <= SECTIONS
    assert all(e.kind == "phenotype_row" or e.span.contains(part.span) for e in doc.elements for part in e.parts)
    return doc


def shape(data: bytes) -> tuple[object, ...]:
    """What a page consists of, without its offsets."""
    doc = read_page(data, name="x.txt").document
    elements = [(e.kind, " ".join(doc.quote(e.span).split()), len(e.parts)) for e in doc.elements]
    return doc.source.title, [s.name for s in doc.sections], elements, len(doc.sentences)


@pytest.mark.parametrize("data", PAGES)
def test_reference_pages_are_well_formed(data: bytes) -> None:
    """Each is recognised, hashed, and keeps what the model promises."""
    page = read_page(data, name="page")
    assert checked(page.document).source.sha256 == sha256(data).hexdigest()
    assert page.document.source.family != "plain_text"
    assert all(remark.document == page.document.id for remark in page.remarks)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_text_is_kept_as_it_is(path: Path) -> None:
    """The text of a text page is its bytes decoded, nothing else."""
    assert read_page(path.read_bytes(), name=path.name).document.text == path.read_bytes().decode()


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_line_ends_make_no_difference(path: Path, ending: bytes) -> None:
    """A page with the line ends of another system has the same sections and elements."""
    data = path.read_bytes()
    assert shape(data.replace(b"\n", ending)) == shape(data)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_other_encodings_make_no_difference(path: Path) -> None:
    """A page in UTF-16, or with a byte order mark, has the same sections and elements."""
    data = path.read_bytes()
    assert shape(data.decode().encode("utf-16")) == shape(b"\xef\xbb\xbf" + data) == shape(data)


@pytest.mark.parametrize("data", PAGES)
@pytest.mark.parametrize("part", range(1, 12))
def test_a_part_of_a_page_is_read_as_far_as_it_goes(data: bytes, part: int) -> None:
    """A page cut off anywhere is read, or refused as broken XML or as HTML without text."""
    for piece in (data[: len(data) * part // 12], data[len(data) * part // 12 :]):
        try:
            checked(read_page(piece, name="cut.txt").document)
        except ReadError:
            assert data.lstrip().startswith(b"<")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_page_on_one_line_keeps_its_sentences(path: Path) -> None:
    """Where all line ends were lost, the prose is read and the loss reported."""
    page = read_page(path.read_bytes().replace(b"\n", b" "), name="flat.txt")
    assert [remark.code for remark in page.remarks][:1] == ["one_line"]
    assert len(checked(page.document).sentences) > 10


def test_a_page_that_ends_in_a_sentence_is_reported() -> None:
    """The remark holds the words that are left of it."""
    data = SEEDS[1].read_bytes()
    page = read_page(data[: data.index(b"apparent in infancy")], name="cut.txt")
    remark = next(remark for remark in page.remarks if remark.code == "cut_off")
    assert page.document.text[remark.start : remark.end] == "It usually becomes"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("001_e4cb.txt", "pohdoc:001_e4cb"),
        ("a b (é).md", "pohdoc:a-b"),
        ("v1.2.txt", "pohdoc:v1.2"),
        ("…", "pohdoc:page"),
    ],
)
def test_ids_are_safe_in_a_curie(name: str, identifier: str) -> None:
    """Whatever the file is called, its document has an id that any tool takes."""
    assert read_page(b"Bone forms.", name=name).document.id == identifier


def test_errors_carry_the_file_name() -> None:
    """One line that says which page could not be read."""
    with pytest.raises(ReadError, match=r"^page\.txt: it is empty$"):
        read_page(b"\n", name="page.txt")


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=40).map("".join))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Text of any kind, and any mixture of what the families print, keeps the model's promises."""
    try:
        page = read_page(text.encode(errors="replace"), name="any.txt")
    except ReadError:
        return
    checked(page.document)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a ReadError comes out of bytes."""
    try:
        page = read_page(data, name="any.bin")
    except ReadError:
        return
    checked(page.document)


@pytest.mark.parametrize("hard", ["(", "[", "[1", "[a](", "(<a", ". ", " ", "\n", "is a ", "Last updated: ", "a. B\n"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_hard_pages_take_linear_time(path: Path, hard: str) -> None:
    """What makes a careless expression quadratic is read in a second or less of the processor's time."""
    data = path.read_bytes() + b"\n" + hard.encode() * (60_000 // len(hard))
    begun = process_time()
    assert read_page(data, name="hard.txt").document.sentences
    assert process_time() - begun < 8


def test_every_reader_is_listed() -> None:
    """A module that reads a family is in READERS, has a row in the families table and a file of tests."""
    modules = {
        path.stem for path in (PACKAGE / "formats").glob("*.py") if "\nFAMILY = " in path.read_text(encoding="utf-8")
    }
    assert modules == {reader.name for reader in READERS}
    assert modules == {row["family"] for row in package_table("read", "families.tsv")}
    assert all((Path(__file__).parent / f"test_read_{name}.py").exists() for name in modules)


@pytest.mark.parametrize("name", TABLES)
def test_every_rule_has_its_reason(name: str) -> None:
    """No row of a table without a word on why it is there."""
    rows = package_table("read", name)
    assert rows
    assert all(row["reason"].strip() for row in rows)


def test_every_section_named_in_a_table_is_canonical() -> None:
    """Tables cannot invent sections, nor cues name blocks that do not exist."""
    for name in ("formats/gard_blocks.tsv", "formats/gard_fields.tsv", "headings.tsv", "formats/qtypes.tsv"):
        assert {row["section"] for row in package_table("read", name)} <= SECTIONS
    assert {row["block"] for row in package_table("read/formats", "answer_cues.tsv")} <= SECTIONS
    blocks = {row["block"] for row in package_table("read/formats", "gard_blocks.tsv")}
    assert {row["block"] for row in package_table("read/formats", "gard_cues.tsv")} <= blocks


def test_cues_compile() -> None:
    """Every pattern of the cue tables is a regular expression."""
    for table in ("gard_cues.tsv", "answer_cues.tsv"):
        assert cue_scores(table, "x", Span(0, 1)) == {}
