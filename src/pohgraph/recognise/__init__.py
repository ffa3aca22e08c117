"""Document and lexicon to mentions: what is named where, and how it is meant."""
