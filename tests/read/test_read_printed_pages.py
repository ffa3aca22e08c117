"""Texts made from printed sheets: heads, feet, columns."""

from pohgraph.read import read_page

SHEETS = "\f".join(
    f"Sample dysplasia\n\nJournal of Bones 2019, 3:1{n}\n\n{prose}\n\nPage {n} of 3\n"
    for n, prose in enumerate(("Bone forms in skin.", "It may spread.", "Ataxia is seen."), start=1)
)


def test_heads_and_feet_of_sheets_are_no_prose() -> None:
    """The title stays where it stands first."""
    doc = read_page(SHEETS.encode(), name="x.txt").document
    assert doc.source.title == "Sample dysplasia"
    assert [doc.quote(span) for span in doc.sentences] == ["Bone forms in skin.", "It may spread.", "Ataxia is seen."]
    assert len(doc.elements_of("boilerplate")) == 8


def test_a_text_in_two_columns_is_reported() -> None:
    """Its sentences cannot be put together; the remark says what to do."""
    line = "Bone forms in the skin of patients      and the joints may become stiff in\n"
    page = read_page(("Sample dysplasia\n\n" + line * 30).encode(), name="x.txt")
    assert "two_columns" in [remark.code for remark in page.remarks]
    assert "two_columns" not in [remark.code for remark in read_page(SHEETS.encode(), name="x.txt").remarks]
