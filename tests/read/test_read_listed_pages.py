"""Files of data that list many diseases, cut into pages; and those that list something else."""

import json

import pytest

from pohgraph.read import Piece, read_page, split_pages

TEXT = "A rare disorder of bone, which begins in infancy. Patients have weak knees."
MANY = {
    "a list": [{"name": "Bone disease", "text": TEXT}, {"name": "Skin disease", "text": TEXT}],
    "an object before each": {"version": "2", "diseases": {"b": {"name": "Bone disease", "genes": ["ABC1"], "onset": "birth"},
                                                           "s": {"name": "Skin disease", "genes": ["ABC2"], "onset": "birth"}}},
    "names as keys": {"Bone disease": {"summary": TEXT}, "Skin disease": {"summary": TEXT, "symptoms": ["rash"]}},
}  # fmt: skip
ONE = {
    "sections of a page": [{"title": "Symptoms", "text": TEXT}, {"title": "Causes", "text": TEXT}],
    "editions": {"en": {"name": "Bone disease", "text": TEXT}},
    "findings": [{"name": "Bone disease", "symptom": "pain", "frequency": "30%"}, {"name": "Bone disease", "symptom": "fever", "frequency": "4%"}],
    "a page with parts": {"name": "Bone disease", "genes": [{"name": "ABC1", "text": TEXT}, {"name": "ABC2", "text": TEXT}]},
}  # fmt: skip


def pages(data: bytes) -> list[Piece]:
    """The pieces of a file."""
    found = list(split_pages([data], name="data.json"))
    return [piece for piece in found if isinstance(piece, Piece)]


@pytest.mark.parametrize("value", MANY.values(), ids=MANY)
def test_each_disease_is_a_page(value: object) -> None:
    """Whether they are listed, or stand behind their names or numbers; each has a name of its own."""
    found = pages(json.dumps(value).encode())
    assert [piece.name for piece in found] == ["Bone-disease", "Skin-disease"]
    assert [piece.place for piece in found] == ["record 1", "record 2"]
    titles = [read_page(piece.data, name="x.json").document.source.title for piece in found]
    assert titles == ["Bone disease", "Skin disease"]


@pytest.mark.parametrize("value", ONE.values(), ids=ONE)
def test_what_lists_something_else_stays_whole(value: object) -> None:
    """Sections, editions, findings and parts of one disease are no pages."""
    data = json.dumps(value).encode()
    assert pages(data) == [Piece(data)]


def test_pieces_of_one_page_are_its_sections() -> None:
    """A text that was cut for a search engine is one page again."""
    pieces = [{"title": "Bone disease", "section": name, "text": TEXT} for name in ("Symptoms", "Causes")]
    (page,) = pages("\n".join(map(json.dumps, pieces)).encode())
    doc = read_page(page.data, name="x.json").document
    assert doc.source.title == "Bone disease"
    assert {"symptoms", "causes"} <= {section.name for section in doc.sections}


def test_rows_of_a_table() -> None:
    """A row is a page where its table is of diseases, or of texts; a table of findings is none of these."""
    one, two = pages(
        b"Disease,Symptoms,Gene\nBone disease,\"pain; fever\",ABC1\nSkin disease,\"['rash', 'itch']\",ABC2\n"
    )
    assert json.loads(one.data) == {"disease": "Bone disease", "symptoms": "pain; fever", "gene": "ABC1"}
    assert json.loads(two.data)["symptoms"] == ["rash", "itch"]
    long = f"Bone disease is rare. {TEXT * 3}"
    assert [piece.data.decode() for piece in pages(f'text,url\n"{long}",a\n"{long}",b\n'.encode())] == [long, long]
    findings = b"name,frequency,hpo\nAtaxia,50%,HP:0001251\nSeizure,20%,HP:0001250\n"
    assert pages(findings) == [Piece(findings)]


def test_a_page_of_short_values() -> None:
    """An object with a name needs no text where several keys say what its values are."""
    page = {
        "name": "Bone disease",
        "symptoms": {"limbs": ["pain", "stiff joints"]},
        "inheritance": "autosomal recessive",
    }
    doc = read_page(json.dumps(page).encode(), name="x.json").document
    (part,) = [part for part in doc.sections if part.name == "symptoms" and part.level > 1] or doc.sections[-1:]
    assert {"pain", "stiff joints"} <= {
        doc.quote(sentence) for sentence in doc.sentences if part.span.contains(sentence)
    }
