"""Bytes -> Document: one source format per file, listed in `READERS`. No files, no network, no clock."""

from pohgraph.read.page import READERS, Reader, ReadPage, read_page

__all__ = ["READERS", "ReadPage", "Reader", "read_page"]
