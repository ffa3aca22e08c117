"""The lexicon is opened once; the folder of this file joins the path, since tests are no package."""

import sys
from pathlib import Path

import pytest

from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    """The recogniser of the bundled vocabularies."""
    return Recogniser(open_lexicon())
