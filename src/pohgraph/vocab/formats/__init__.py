"""The files of other people's vocabularies, one format per module."""
