"""Names in a picture: what does not fit ends in an ellipsis, so that nobody takes a part for the whole."""

from textwrap import shorten, wrap

_MORE = " …"
_TITLE_LETTER = 0.118  # inches that a letter of a title takes, with some to spare
_MARGIN = 0.4  # inches beside a title


def cut(text: str, width: int) -> str:
    """The text in at most `width` characters, cut between words where that leaves half of them.

    >>> cut("Ectopic ossification in muscle", 24), cut("Dichlorodiphenyltrichloroethane", 10)
    ('Ectopic ossification …', 'Dichlorod…')
    """
    short = shorten(text, width, placeholder=_MORE)
    if short == " ".join(text.split()) or len(short) > width // 2:
        return short
    return f"{' '.join(text.split())[: width - 1].rstrip()}…"


def lines(text: str, width: int, most: int) -> list[str]:
    """The text in at most `most` lines. What stands in brackets at its end, and tells it from others, is kept.

    >>> lines("Severe combined immunodeficiency due to something (HPOA OMIM:102700)", 34, 2)
    ['Severe combined immunodeficiency …', '(HPOA OMIM:102700)']
    """
    whole = wrap(text, width)
    if len(whole) <= most:
        return whole
    name, bracket, ending = text.rpartition(" (")
    if name and most > 1 and ending.endswith(")") and len(ending) < width:
        return [*wrap(name, width, max_lines=most - 1, placeholder=_MORE), f"{bracket.strip()}{ending}"]
    return wrap(text, width, max_lines=most, placeholder=_MORE)


def title_within(title: str, inches: float) -> str:
    """As much of a title as a picture of that width has place for."""
    return cut(title, int((inches - _MARGIN) / _TITLE_LETTER))
