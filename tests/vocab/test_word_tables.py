"""What names are found by in a text: every table answers for every key."""

from pohgraph.language.word_tables import near_keys, word_tables

TABLES = word_tables(["bone", "bone pain", "scoliosis"], ["bone disease"], ["pain", "bone pain", "bone limb pain"])


def test_keys_are_found_by_their_first_word() -> None:
    """A word has the keys that begin with it, those of phenotypes first; one that begins none is not there."""
    assert TABLES.keys == {"bone": "bone\nbone pain\nbone disease", "scoliosis": "scoliosis"}


def test_backwards_has_the_words_of_all_exact_keys() -> None:
    """The words of phenotypes and diseases are there by how they end, sorted, and a short one by itself."""
    tables = word_tables(["bone", "one", "os", "limb bone"], ["bone disease"], [])
    assert tables.backwards == {"eno": "\neno\nenob\n", "so": "\nso\n", "bmi": "\nbmil\n", "esa": "\nesaesid\n"}


def test_a_misspelt_word_has_a_key_in_common_with_the_right_one() -> None:
    """A long word is found by its first letters, or by its first and last ones."""
    found = {word for key in near_keys("skoliosis", len("scoliosis")) for word in TABLES.near.get(key, "").split()}
    assert found == {"scoliosis"}


def test_a_loose_key_is_found_by_its_two_rarest_words() -> None:
    """Each pair has the keys it is the rarest of, with their place among the keys of several words."""
    limb, bone, pain = (TABLES.letters[word] for word in ("limb", "bone", "pain"))
    assert bone in TABLES.seconds[limb]
    assert TABLES.pairs[limb + bone] == f"1 {limb}{bone}{pain} bone limb pain"
