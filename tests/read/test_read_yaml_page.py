"""Pages saved as YAML: objects of data in an indented form."""

import pytest

from pohgraph.errors import MalformedError
from pohgraph.read import read_page
from pohgraph.read.yaml_data import parse_yaml

PAGE = """# exported
name: Sample dysplasia
synonyms: [SDP, "Sampler's disease"]
description: >
  Sample dysplasia is a disorder of bone,
  which begins in infancy.

phenotypes:
  - name: Bone pain
    description: It comes at night and wakes most of the children. It goes away by day.
    evidence:
      - reference: PMID:1
        snippet: "Fever was seen."
differential_diagnoses:
- name: Other dysplasia
  synonyms: [ODP]
  description: |
    Other dysplasia causes seizures and deafness in most of its patients.
"""


def test_it_is_read_as_json_is() -> None:
    """Findings are items with what is said of them, other disorders keep theirs, and names of parts are none of the page's."""
    doc = read_page(PAGE.encode(), name="x.yaml").document
    assert (doc.source.family, doc.source.title) == ("yaml_page", "Sample dysplasia")
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["SDP", "Sampler's disease"]
    assert "## symptoms\n\n- Bone pain. It comes at night" in doc.text
    assert "## differential diagnoses\n\n### Other dysplasia\n\nOther" in doc.text
    assert "of bone, which begins" in doc.text
    assert "Fever" not in doc.text


def test_labels_of_a_text_are_no_yaml() -> None:
    """Nor is the head of a Markdown file; what cannot be parsed is read as text."""
    for text in ("Name: Sample dysplasia\nSigns:\n  - pain\n", "---\ntitle: X\ntags:\n  - a: b\n---\n\n# X\n\nPain.\n", f"{PAGE}more: &x y\n"):  # fmt: skip
        assert read_page(text.encode(), name="x.txt").document.source.family == "plain_text"


@pytest.mark.parametrize("text", ["a: &b c", "a:\n  b: c\n d: e", "a: {b: c}\n- d", "--- a\n--- b"])
def test_what_is_not_read(text: str) -> None:
    """Anchors, and lines that belong nowhere."""
    with pytest.raises(MalformedError):
        parse_yaml(text)
