"""Note numbers as they are printed: which raised characters are a note's mark, and how one is written so that the word before it stays a word."""

from pohgraph.compiled import compiled

_NUMBERS = compiled(r"[\[(]?\s*(?P<numbers>\d{1,3}(?:\s*[,;–‒-]\s*\d{1,3}){0,20})\s*[,;]?\s*[\])]?")  # noqa: RUF001
_LETTERS = compiled(r"[\[(]?(?:[a-z](?:\s?,\s?[a-z]){0,5}|[*†‡§¶#]{1,3})[\])]?")
_EDITORIAL = compiled(
    r"\[[^\[\]]{0,80}\]"
)  # "[citation needed]", "[a]", "[note 1]": what is not a number is not the page's prose
_QUANTITY = compiled(
    r"(?:(?<![^\W_])(?:[kcmdµμn]?m|[a-zA-Z]{1,2})|[×x^]|(?<![\d.,])10)\Z"  # noqa: RUF001
)  # what a raised number belongs to: a unit, a symbol, a power of ten
_RAISED = str.maketrans("0123456789-–−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")  # noqa: RUF001


def raised(before: str, inner: str, after: str, *, linked: bool = False) -> str:
    """How characters printed above the line are written: a note as "[3]", a power as "³", anything else as it is.

    `before` and `after` are the text on either side; `linked` where the characters lead to a note.

    >>> raised("seizures", "3", ","), raised("ataxia", "1, 2", ""), raised("10", "3", " cells"), raised("kg/m", "2", "")
    ('[3]', '[1,2]', '³', '2')
    """
    words = inner.strip()
    numbers = _NUMBERS.fullmatch(words)
    if numbers:
        bracketed = words[0] in "[("
        if bracketed or linked or ("," in words and before[-1:].isalpha()) or _follows_word(before, after):
            return f"[{''.join(numbers['numbers'].split())}]"
        return words.translate(_RAISED) if before.endswith("10") else inner
    if _EDITORIAL.fullmatch(words):
        return ""
    if _LETTERS.fullmatch(words) and (linked or _is_long_word(before)):
        return f"[{words.strip('[]()')}]"
    return words.translate(_RAISED) if before.endswith("10") and words.lstrip("-–−").isdigit() else inner  # noqa: RUF001


def _follows_word(before: str, after: str) -> bool:
    """Whether a raised number comes after a word and its stop, and not after a quantity or before a symbol."""
    if not before or after[:1].isalnum() or _QUANTITY.search(before):
        return False
    return before[-1].isalnum() or before[-1] in ".,;:!?)]\"'”’%" or (before[-1] == " " and before[:-1].strip() != "")  # noqa: RUF001


def _is_long_word(before: str) -> bool:
    return len(before) > 2 and before[-3:].isalpha()  # noqa: PLR2004
