"""Bytes -> Document: one source format per file, listed in `READERS`. No files, no network, no clock."""

from pohgraph.read.page import READERS, Reader, ReadPage, read_page
from pohgraph.read.splitting import Piece, SetAside, split_pages

__all__ = ["READERS", "Piece", "ReadPage", "Reader", "SetAside", "read_page", "split_pages"]
