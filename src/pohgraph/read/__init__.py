"""Bytes -> Document: one source format per file, listed in `READERS`. No files, no network, no clock."""

from pohgraph.read.citations import find_citation
from pohgraph.read.other_files import HEAD, OtherFile, find_other
from pohgraph.read.page import READERS, Reader, ReadPage, read_page
from pohgraph.read.splitting import Piece, SetAside, split_pages

__all__ = [
    "HEAD",
    "READERS",
    "OtherFile",
    "Piece",
    "ReadPage",
    "Reader",
    "SetAside",
    "find_citation",
    "find_other",
    "read_page",
    "split_pages",
]
