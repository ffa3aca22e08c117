"""The lexicon is opened once."""

import pytest

from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    """The recogniser of the bundled vocabularies."""
    return Recogniser(open_lexicon())
