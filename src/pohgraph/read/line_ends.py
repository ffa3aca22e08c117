"""Line ends of a text as patterns read them: of one kind, with no blank before them and no indent behind them within a sentence."""

import re

from pohgraph.compiled import compiled

_OTHER = compiled(r"\r\n?")
_BLANKS = compiled(r"(?<! )[ ]+$", re.MULTILINE)
# A long line goes on in the next one, which is set in and begins in the middle of a sentence.
_SET_IN = compiled(r"(?<=[\w,)%;-])\n[ \t]+(?=[(\w])")
_NARROWEST = 40  # code points of a line that was wrapped
_ENTRY = compiled(r"(?:\w{1,3}[.)]|(?:[A-Z][\w -]{0,40}|[a-z_]{2,40}):)\s|\S+[ ]{2,}\S|[^\n]*\t")


def without_indents(text: str) -> str:
    r"""A text whose wrapped lines are not set in; what is no such line keeps its place.

    >>> without_indents("- Stiff joints of both hands and of the knees\r\n  that hurt.\r\n  - Fever")
    '- Stiff joints of both hands and of the knees\nthat hurt.\n  - Fever'
    """
    if "\r" in text:
        text = _OTHER.sub("\n", text)
    return _SET_IN.sub(_joined, _BLANKS.sub("", text)) if "\n" in text else text


def _joined(gap: re.Match[str]) -> str:
    text, start, end = gap.string, *gap.span()
    above = text[text.rfind("\n", 0, start) + 1 : start]
    begins = text[end].islower() or text[end] in "(0123456789" or text[start - 1] == ","
    wrapped = len(above) >= _NARROWEST and begins and "  " not in above.strip() and not _ENTRY.match(text, end)
    return "\n" if wrapped else gap[0]
