"""The words a regular expression may begin with: text without them cannot match.

What is not known of a pattern counts as any word, so that no text that matches is missed.
"""

from functools import cache

from pohgraph.compiled import compiled
from pohgraph.kept_values import KeptValues, in_cache
from pohgraph.language import expressions
from pohgraph.language.expressions import BLANK, DIGIT, Chars, Choice, Node, Text, Tree, UnreadPatternError, tree_of

_MOST = 1000  # beginnings of one pattern; from there on they are not told apart any further
_LONGEST = 6  # code points of a beginning, likewise: longer ones cost more at the start than they save on a page
_DIGIT = "0"  # stands for all of them
_CLOSED, _OPEN = False, True
# What matches an "i" or an "s" in any case and is not lower-cased to one; the Kelvin sign is.
_OTHER_CASES = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))

Beginning = tuple[str, bool]  # the first code points, and whether what follows is still to be added


def openings(pattern: str) -> list[str] | None:
    r"""What a match in any case may begin with, as `plain` writes it; None where a match may begin with anything.

    >>> openings(r"(?:no|without) (?:\w+ )?signs?")
    ['no ', 'withou']
    >>> openings(r"\w+ly progressive") is None
    True
    """
    kept = _kept()
    found = kept.get(pattern)
    if found is None:
        found = _openings(pattern)
        kept.add(pattern, found)
    return found or None


@cache
def _kept() -> KeptValues[str, list[str]]:
    """The openings of patterns that were computed before. To compute a hundred takes 7 ms."""
    return in_cache("openings", __file__, expressions.__file__)


def _openings(pattern: str) -> list[str]:
    """What `openings` says, empty for None."""
    try:
        tree = tree_of(pattern)
    except UnreadPatternError:
        return []
    texts = {text for text, _ in _extended({("", _OPEN)}, tree)}
    if "" in texts:
        return []
    found: list[str] = []
    for text in sorted(texts):  # what begins with another comes right behind it
        if not found or not text.startswith(found[-1]):
            found.append(text)
    return found


def plain(text: str) -> str:
    """Lower case, each digit a 0, and a blank for whatever is no letter, digit or underscore; as long as the text.

    >>> plain("Age 7: X-linked")
    'age 0  x linked'
    """
    if text.isascii():
        return text.lower().translate(_ASCII)
    for other, letter in _OTHER_CASES:
        text = text.replace(other, letter)
    return _DIGITS.sub(_DIGIT, _NOT_WORD.sub(" ", text.lower()))


def _extended(begun: set[Beginning], tree: Tree) -> set[Beginning]:
    """Beginnings with what the next items of a pattern add to those still open."""
    for node in tree:
        if len(begun) > _MOST:
            return {(text, _CLOSED) for text, _ in begun}
        still = {text for text, state in begun if state is _OPEN and len(text) < _LONGEST}
        begun = {(text, _CLOSED) for text, state in begun if state is _CLOSED or text not in still}
        if not still:
            return begun
        begun |= _with(still, node)
    return begun


def _with(texts: set[str], node: Node) -> set[Beginning]:
    if isinstance(node, Text):
        said = plain(node.text)
        return {((text + said)[:_LONGEST], len(text) + len(said) <= _LONGEST) for text in texts}
    if isinstance(node, Chars):
        members = _members(node.members)
        return {(text + char, state) for text in texts for char, state in members}
    opened = {(text, _OPEN) for text in texts}
    if isinstance(node, Choice):
        return {begun for branch in node.branches for begun in _extended(opened, branch)}
    once = _extended(opened, (node.item,))
    once = once if node.most == 1 else {(text, _CLOSED) for text, _ in once}
    return once if node.least else once | opened


@cache
def _members(members: tuple[str, ...]) -> set[Beginning]:
    """What one character of a set adds; nothing where it may be of any sort, or has cases that `plain` does not know."""
    found = [_KINDS.get(member) or plain(member) for member in members if member.isascii() or not _has_cases(member)]
    return {(char, _OPEN) for char in found} if members and len(found) == len(members) else {("", _CLOSED)}


def _has_cases(char: str) -> bool:
    return char.isalnum() or char.lower() != char.upper()


_KINDS = {BLANK: " ", DIGIT: _DIGIT}
_NOT_WORD, _DIGITS = compiled(r"\W"), compiled(r"\d")
_ASCII = {code: _DIGITS.sub(_DIGIT, _NOT_WORD.sub(" ", chr(code))) for code in range(128)}
