"""How else words may be read."""

import pytest

from pohgraph.language.word_tables import near_words, word_tables
from pohgraph.language.words import phrase_key
from pohgraph.recognise.match.dictionary import Dictionary
from pohgraph.recognise.match.everyday import EverydayPhrases
from pohgraph.recognise.match.located import LocationVerbs
from pohgraph.recognise.match.readings import (
    Abbreviations,
    Replacement,
    around_asides,
    compounded,
    kinds_in_asides,
    replaced,
    spelt,
    suspended,
)
from pohgraph.recognise.match.spelling import Corrections, Spelling
from pohgraph.recognise.match.words import BREAK, Words, content_words

NAMES = ("Scoliosis", "Hairline", "Preauricular pit", "Tracheoesophageal fistula", "Kyphoscoliosis")
KEYS = list(map(phrase_key, NAMES))


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    """The dictionary of five names."""
    return Dictionary(word_tables(KEYS, [], []))


def _lemmas(words: Words | None) -> str:
    """The lemmas with blanks between them, a break as a bar."""
    return " ".join(base if base != BREAK else "|" for base in words.lemmas) if words else ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("scolioisis", "scoliosis"),
        ("scoliossis", "scoliosis"),
        ("scoliosi", "scoliosis"),
        ("socliosis", "scoliosis"),
        ("sociosis", "sociosis"),
        ("scoliotic", "scoliotic"),
        ("kypho-scoliosis", "kypho scoliosis"),
        ("short", "short"),
        ("scioliosis scioliosis scioliosis", "scioliosis scioliosis scioliosis"),
    ],
    ids=[
        "swapped",
        "doubled",
        "missing",
        "swapped-first",
        "two-slips",
        "another-word",
        "hyphen",
        "short-word",
        "thrice",
    ],
)
def test_misspelt_words_are_read_as_they_should_be(dictionary: Dictionary, text: str, read: str) -> None:
    """One slip in a long word that no name has makes it the word it lies next to; half of a compound is none."""
    corrections = Corrections(Spelling(near_words(word for key in KEYS for word in key.split())), dictionary.knows)
    assert _lemmas(spelt(content_words(text), corrections)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("low hair line", "low hairline"),
        ("pre-auricular pit", "preauricular pit"),
        ("pre auricular pit", "preauricular pit"),
        ("tracheo-oesophageal fistula", "tracheesophageal fistula"),
        ("tracheo-esophageal fistula", "tracheesophageal fistula"),
        ("hair, line", ""),
        ("hair and line", ""),
        ("a line of hair", ""),
        ("scoliosis", ""),
    ],
)
def test_compounds_in_two_words_are_read_as_one(dictionary: Dictionary, text: str, read: str) -> None:
    """Two words with nothing between them are one where some name has them so, however the seam is spelt."""
    assert _lemmas(compounded(content_words(text), dictionary)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bowing of LE", "bowing lower extremity"),
        ("both UEs are short", "both upper extremity short"),
        ("le is an article", ""),
        ("lupus erythematosus (LE); bowing of LE", ""),
        ("LEs and UE", "lower extremity upper extremity"),
        ("no abbreviation", ""),
    ],
)
def test_clinical_abbreviations_are_read_in_full(text: str, read: str) -> None:
    """In their own case, with or without a plural s, unless the text gives them another meaning."""
    assert _lemmas(Abbreviations().written_out(content_words(text), text)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("weak arms and legs", "weak limb"),
        ("weak Arms\u00a0and\nlegs", "weak limb"),
        ("weak arms, and legs", ""),
        ("charms and legs", ""),
    ],
)
def test_everyday_phrases_are_read_in_one_word(text: str, read: str) -> None:
    """Whole words, in any case, with any white space between them."""
    assert _lemmas(EverydayPhrases().in_one_word(content_words(text), text)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("scolio- and kyphoscoliosis", ""),
        ("pre- and postauricular pits", "preauricular postauricular pit"),
        ("pre- or postauricular pits", "preauricular postauricular pit"),
        ("pre-/postauricular pits", "preauricular postauricular pit"),
        ("pre- and postnatal pits", ""),
        ("pre and postauricular pits", ""),
    ],
)
def test_a_suspended_hyphen_is_read_in_full(dictionary: Dictionary, text: str, read: str) -> None:
    """The word gets the end of the other one where some name has the whole of it."""
    assert _lemmas(suspended(content_words(text), text, dictionary.knows)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("cysts that form in the kidneys", "cyst kidney"),
        ("Cysts may also occur in one or both kidneys", "cyst kidney"),
        ("nodules are found on the skin", "nodule skin"),
        ("Cysts characteristically occur in the kidneys, liver or lung.", "cyst kidney | liver lung"),
        ("Cysts form slowly.", ""),
        ("With tumours of the ovaries, it can occur in the absence of cysts.", ""),
        ("organs abnormally located in the abdomen", ""),
        ("These form in the kidneys", "these kidney"),
    ],
)
def test_a_verb_of_place_is_read_as_a_preposition(text: str, read: str) -> None:
    """What is said to be somewhere is of that place."""
    assert _lemmas(LocationVerbs().as_prepositions(content_words(text), text)) == read


def test_an_everyday_phrase_is_noted() -> None:
    """The note has the phrase as the table says it."""
    text = "weak Arms and legs"
    words = EverydayPhrases().in_one_word(content_words(text), text)
    assert words
    assert set(words.notes.values()) == {"everyday words: arms and legs"}


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("open sores (ulcers) in the mouth", ["open sore mouth", "ulcer mouth"]),
        ("writhing (choreiform) movements", ["writhing movement", "choreiform movement"]),
        ("sores (ulcers), in the mouth", []),
        ("sores (see below. ulcers) and", []),
        ("sores (HO) in the mouth", []),
        ("bifid (split) or broad uvula", ["bifid broad uvula"]),
        ("open sores (ulcers) and/or pain", []),
        ("(ulcers) in the mouth", []),
        ("sores (ulcers)", []),
    ],
)
def test_a_phrase_is_read_without_its_parenthesis_and_from_it_on(text: str, readings: list[str]) -> None:
    """Only a parenthesis within a phrase, with words on either side and no mark behind it."""
    found = [_lemmas(words) for words in around_asides(content_words(text), text)]
    assert [reading.strip("| ") for reading in found] == readings


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("intestinal atresia (duodenal, jejunal, or ileal)", ["atresia duodenal | jejunal | ileal"]),
        ("atresias (primarily esophageal)", ["atresia esophageal"]),
        ("fever (malaria)", []),
        ("(duodenal) atresia", []),
    ],
)
def test_adjectives_behind_a_noun_are_of_it(text: str, reading: list[str]) -> None:
    """An aside that lists nothing but adjectives says of which kinds the thing is."""
    assert [_lemmas(words).strip("| ") for words in kinds_in_asides(content_words(text), text)] == reading


def test_every_word_of_a_reading_has_its_join() -> None:
    """Also where nothing is left of the last stretch but the break before it."""
    words, nothing = content_words("cysts; skin; bones"), Words([], [], [], [])
    read = replaced(words, {0: Replacement(1, "", content_words("knots")), 4: Replacement(5, "", nothing)})
    assert len(read.joins) == len(read.lemmas)
