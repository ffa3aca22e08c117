"""Stored claims as records: the one way to read what a graph says, narrowed to a licence and spelled for a consumer."""
