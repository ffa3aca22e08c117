"""The onsets that the page offers: terms of HPO that an edit may name, under their current names."""

import re

from tests.needs import ROOT

from pohgraph.model import Reference
from pohgraph.schema.branches import ONSET
from pohgraph.vocab.lexicon import open_lexicon

_ROW = re.compile(r'\{ id: "(HP:\d+)", label: "([^"]+)" \}')


def test_the_page_offers_onsets_of_hpo() -> None:
    """Each is a term below the onset, is not replaced by another one, and is called so."""
    rows = _ROW.findall((ROOT / "frontend" / "src" / "review" / "onsets.ts").read_text(encoding="utf-8"))
    lexicon = open_lexicon()
    assert len(rows) == len(dict(rows)) > 20
    for curie, label in rows:
        reference = Reference.parse(curie)
        term = lexicon.term(reference)
        assert term is not None
        assert (term.reference, term.label) == (reference, label)
        assert lexicon.is_a(reference, ONSET)
