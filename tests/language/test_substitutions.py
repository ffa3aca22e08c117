"""Words that stand for one another."""

from pohgraph.language.words import token_class
from pohgraph.tables import package_table


def test_no_word_stands_for_itself() -> None:
    """Words of one class, as "motion" and "movement" are, are alike without a row."""
    rows = package_table("language", "substitutions.tsv")
    assert not [row for row in rows if token_class(row["said"]) == token_class(row["word"])]
