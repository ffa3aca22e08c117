"""Claims of pages that can no longer be relied on."""

from pohgraph.extractors import extract
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser


def test_no_claim_of_a_retracted_page_is_stated(recogniser: Recogniser) -> None:
    """They are kept, open and marked."""
    text = "# Noonan syndrome\n\nThis article has been retracted.\n\nNoonan syndrome causes short stature.\n"
    doc = read_page(text.encode(), name="page.md").document

    claims = extract(doc, recogniser).assertions

    assert claims
    assert all(claim.qualifiers.hedged for claim in claims)
    assert {claim.qualifiers.detail("pohgraph:publication_status") for claim in claims} == {"pohgraph:retracted"}


def test_the_claims_of_a_retired_page_are_stated_and_marked(recogniser: Recogniser) -> None:
    """They stay plain."""
    text = "# Noonan syndrome\n\nThis page is no longer maintained.\n\nNoonan syndrome causes short stature.\n"
    doc = read_page(text.encode(), name="page.md").document

    claims = extract(doc, recogniser).assertions

    assert any(not claim.qualifiers.hedged for claim in claims)
    assert {claim.qualifiers.detail("pohgraph:publication_status") for claim in claims} == {"pohgraph:retired"}
