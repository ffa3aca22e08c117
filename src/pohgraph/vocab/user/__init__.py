"""The vocabularies a user has added, and where newer releases are."""
