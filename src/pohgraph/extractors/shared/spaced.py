"""A page as patterns read it: with a blank for whatever space stands between two words of a sentence, and one sort of long dash."""

from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.model import Document

# A no-break or thin space, or a line end in the middle of a sentence; not one before the mark of an item. What stands before the
# line end is looked at last: a pattern whose matches begin with few characters passes over all others at once.
_SPACE = compiled(r"\u00a0|\u2007|\u2009|\u202f|\n(?=[\w(])(?<=[\w,)%]\n)")

_BAR, _DASH = "\u2015", "\u2014"  # a horizontal bar, which some print for a dash


def spaced(doc: Document) -> Document:
    """The document with a blank for each such space within its sentences, and a dash for each bar; every offset stays what it is.

    Tables of patterns have a blank where pages that come from a printed layout have a no-break space or the end of a line.
    """
    if _SPACE.search(doc.text) is None and _BAR not in doc.text:
        return doc
    parts, place = [], 0
    for start, end in doc.sentences:
        if start < place:
            continue  # a sentence within the one before
        parts += [doc.text[place:start], _SPACE.sub(" ", doc.text[start:end]).replace(_BAR, _DASH)]
        place = end
    text = "".join([*parts, doc.text[place:]])
    return doc if text == doc.text else replace(doc, text=text)
