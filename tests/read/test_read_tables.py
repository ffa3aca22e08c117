"""Tables in plain text: tabs, bars, runs of blanks."""

from pohgraph.model import Document
from pohgraph.read import read_page


def page_of(text: str) -> Document:
    """Read a text under a title."""
    return read_page(f"Sample dysplasia\n\n{text}".encode(), name="note.txt").document


def rows_of(doc: Document) -> list[tuple[str, ...]]:
    """Every row with its kind and cells."""
    elements = sorted((*doc.elements_of("table_header"), *doc.elements_of("table_row")), key=lambda e: e.span)
    return [(e.kind, *(doc.quote(cell) for cell in e.all_parts("cell"))) for e in elements]


def test_tabs() -> None:
    """Empty cells are there too; a row may be shorter than the header."""
    doc = page_of("Feature\t% of Persons\tComment\nPain\t98\tLate\nFever\t\tEarly\nCough\t3\n\nText is here.")
    assert rows_of(doc) == [
        ("table_header", "Feature", "% of Persons", "Comment"),
        ("table_row", "Pain", "98", "Late"),
        ("table_row", "Fever", "", "Early"),
        ("table_row", "Cough", "3"),
    ]


def test_bars() -> None:
    """The rule of Markdown is no row."""
    doc = page_of("| Sign | Found |\n|---|:-:|\n| Pain | yes |")
    assert rows_of(doc) == [("table_header", "Sign", "Found"), ("table_row", "Pain", "yes")]


def test_runs_of_blanks() -> None:
    """Three columns, or two of which the second is a status."""
    doc = page_of("Gene  Disorder  MOI\nABC1  Hull disease  AR\n\nText.\n\nSign     Found\nPain     yes\nFever    no")
    assert [row[0] for row in rows_of(doc)] == ["table_header", "table_row", "table_header", "table_row", "table_row"]


def test_columns_of_text_are_no_table() -> None:
    """Text that is printed in two columns stays prose."""
    doc = page_of("The knees hurt in the     which is why the\nmorning and at night,     gait is slow.")
    assert rows_of(doc) == []


def test_a_table_without_header() -> None:
    """Its first row already says what the others say."""
    assert rows_of(page_of("Pain\tyes\nFever\tno"))[0] == ("table_row", "Pain", "yes")


def test_fields_in_two_columns_are_no_table() -> None:
    """Their first column has labels."""
    doc = page_of("Inheritance\tAutosomal dominant\nGene\tABC1\nPrevalence\t1 in 7")
    assert rows_of(doc) == []
    assert len(doc.elements_of("field")) == 3


def test_commas() -> None:
    """A sheet has no blank behind its commas, and quotation marks keep one in a cell; a sentence is no row."""
    sheet = 'Patient,Pain,"Fever, high"\nA1,yes,no\nA2,no,"yes, at night"'
    assert rows_of(page_of(sheet)) == [
        ("table_header", "Patient", "Pain", "Fever, high"),
        ("table_row", "A1", "yes", "no"),
        ("table_row", "A2", "no", "yes, at night"),
    ]
    assert rows_of(page_of("Pain, fever, cough\nRash, gout, ache\nFits, palsy, tics")) == []


def test_a_header_without_its_corner() -> None:
    """The corner without words is lost where a table was copied from a page."""
    doc = page_of("Case 1\tCase 2\nPain\t+\t-\nFever\t-\t+\nAge\t3")
    assert rows_of(doc)[:2] == [("table_header", "", "Case 1", "Case 2"), ("table_row", "Pain", "+", "-")]


def test_a_line_that_names_a_group_of_rows() -> None:
    """It stands between rows and ends no table."""
    doc = page_of("Sign\tCase 1\tCase 2\nPain\t+\t-\nSkin\nRash\t-\t+")
    assert [row[0] for row in rows_of(doc)] == ["table_header", "table_row", "table_row", "table_row"]


def test_rows_that_say_what_they_are() -> None:
    """Of a record that tags its lines, the tag is no cell; rows by HPO's numbers need no header."""
    doc = page_of("PHEN  HP:0001250  Seizure  Frequent\nPHEN  HP:0001251  Ataxia  Excluded\n\nSYN  SDP\nINH  X-linked")
    assert rows_of(doc) == [
        ("table_row", "HP:0001250", "Seizure", "Frequent"),
        ("table_row", "HP:0001251", "Ataxia", "Excluded"),
    ]
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["SDP"]
    assert "inheritance" in {section.name for section in doc.sections}
    bare = page_of("HP:0001250    Seizure     Frequent (79-30%)\nHP:0001251    Ataxia      Excluded (0%)\n")
    assert [row[:2] for row in rows_of(bare)] == [("table_row", "HP:0001250"), ("table_row", "HP:0001251")]


def test_a_table_of_organs_is_no_list_of_fields() -> None:
    """What is looked for, organ by organ, is no sign; two columns without a header are fields."""
    doc = page_of("Concern\tEvaluation\tComment\nHeart\tEcho\tFever is a concern\nSkin\tLook\tRash may be seen\n")
    assert [row[0] for row in rows_of(doc)] == ["table_header", "table_row", "table_row"]
    assert not rows_of(page_of("Heart\tFever\nSkin\tRash\n"))


def test_bars_between_cells_only() -> None:
    """The rule below the header tells that they are rows; its corner may have been moved to the end, and it may have two rows."""
    text = "Case | 1 | 2 |\n---|---|---|\nSkin | |||\nPain | + | - |\nFever | - | + |"
    assert [row[:3] for row in rows_of(page_of(text))] == [
        ("table_header", "Case", "1"),
        ("table_row", "Skin", ""),
        ("table_row", "Pain", "+"),
        ("table_row", "Fever", "-"),
    ]
    moved = page_of("Boys | Girls | |\n---|---|---|\nPain | + | - |\nFever | - | + |")
    assert rows_of(moved)[0] == ("table_header", "", "Boys", "Girls")
    two = page_of("| | | Ours | |\n|---|---|---|---|\n| Sign | All | 1 | 2 |\n| Pain | 1/2 | + | - |")
    assert [row[0] for row in rows_of(two)] == ["table_header", "table_header", "table_row"]


def test_rows_behind_a_blank_line() -> None:
    """They go on with the table above where they say what its rows say; a header begins another one."""
    doc = page_of(
        "Sign\tn (%)\n\nSkin\t58 (100)\nPain\t5 (8.6)\n\nLate signs\nFever\t3 (5.2)\n\nGene\tLocus\nABC1\t1p36"
    )
    assert [row[:2] for row in rows_of(doc)] == [
        ("table_header", "Sign"),
        ("table_row", "Skin"),
        ("table_row", "Pain"),
        ("table_row", "Late signs"),
        ("table_row", "Fever"),
        ("table_header", "Gene"),
        ("table_row", "ABC1"),
    ]


def test_cells_one_below_another() -> None:
    """As a copy sets them; a row that lost a cell is none."""
    rows = ["Pain", "5 (50)", "yes", "Fever", "0", "no", "Cough", "1/9", "Rash", "3 (30)", "yes", "Gout", "2/9", "no"]
    doc = page_of("\n\n".join(["Table 1. Signs", "Feature", "Ours", "Theirs", *rows]))
    assert [row[1:] for row in rows_of(doc)] == [
        ("Feature", "Ours", "Theirs"),
        ("Pain", "5 (50)", "yes"),
        ("Fever", "0", "no"),
        ("Rash", "3 (30)", "yes"),
        ("Gout", "2/9", "no"),
    ]
