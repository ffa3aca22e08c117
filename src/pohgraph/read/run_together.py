"""Lists whose line breaks were lost when a page was made a text: "Signs include:being restlesshaving a short attention spanBy the age …".

The breaks are put back where one can tell them: before a heading and a sentence behind a full stop, behind the colon, at a
parenthesis or a small letter that a capital follows, and within a word that no page has, made of two that this one or the tables
know. Nothing but white space is added.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from pohgraph.compiled import compiled
from pohgraph.language.words import function_words
from pohgraph.read.lexical import find_section_name
from pohgraph.tables import package_table

_STOPPED = compiled(r"(?:(?<=[a-z]{2}[.!?])|(?<=[a-z]\)[.!?]))(?=[A-Z][a-z]+[ ,(\n])")
_FEWEST = 2  # full stops with a capital right behind: one may be a slip
# A heading behind a name, without a stop.
_AT_END = compiled(r"(?<=[a-z]{3})(?=[A-Z][a-z]+(?: [\w()&-]+){0,4}(?:\n|\Z))")
_HEADING = compiled(r"[A-Z][\w ()&,/'\u2019-]{2,60}(?=\n|\Z)")
_CAPITALS = compiled(r"(?<=[a-z]{3}:)(?=[A-Z][a-z]+)[^\n.!?]{8,2000}(?:[.!?]|(?=\n)|\Z)")
_JOINT = compiled(r"(?<=[a-z][a-z)])(?=[A-Z][a-z])")
_SENTENCE = 5  # words of the last piece of a list that make it the sentence behind it
_LEAD = compiled(r"(?<=[a-z]{3}):(?=[a-z][a-z-]+[ ,])")
_LED = compiled(r"[^\W\d_]+[ ,]+(?:[^\n.:;]*[ ,])?[^\W\d_]+\Z")  # two words at least before the colon
_REACH = 200  # code points before the colon in which they stand
_END = compiled(r"\n|[.!?] +(?=[A-Z])|(?:(?<![A-Za-z-])[a-z]{3,}|\))(?=(?:[A-Z][a-z]+|A|I)[ ,'\u2019])")
_PIECE = compiled(r"\)(?=[a-z]{2,}|a )|(?<![\w-])[a-z]{6,}(?![\w-])")
_WORD = compiled(r"(?<![\w-])[a-z]+(?![\w-])")
_SHORTEST = 4  # letters of half a word, unless it is an article
_REST = 5  # letters that no ending of a word has
_ARTICLE = "a"


def with_line_breaks(text: str) -> str:
    r"""A text with headings, sentences and items in capitals apart from what stands before them, where that is lost again and again.

    >>> with_line_breaks("It is rare.Causes\n\nA gene.It may include:Skin rashesPainIf not treated, it stays so.")
    'It is rare.\n\nCauses\n\nA gene. It may include:\n  Skin rashes\n  Pain\n\nIf not treated, it stays so.'
    """
    stops = [match.start() for match in _STOPPED.finditer(text)]
    if len(stops) < _FEWEST:
        return text
    breaks: dict[int, str] = {}
    for place in stops:
        heading = _HEADING.match(text, place)
        breaks[place] = "\n\n" if heading and find_section_name(heading[0]) else " "
    for match in _AT_END.finditer(text):
        heading = _HEADING.match(text, match.start())
        if heading and find_section_name(heading[0]):
            breaks[match.start()] = "\n\n"
    for led in _CAPITALS.finditer(text):
        joints = [joint.start() for joint in _JOINT.finditer(text, led.start() + 1, led.end())]
        breaks |= dict.fromkeys((led.start(), *joints) if joints else (), "\n  ")
        if joints and led[0][-1] in ".!?" and len(text[joints[-1] : led.end()].split()) >= _SENTENCE:
            breaks[joints[-1]] = "\n\n"
    pieces: list[str] = []
    at = 0
    for place in sorted(breaks):
        pieces += [text[at:place], breaks[place]]
        at = place
    return "".join((*pieces, text[at:]))


def with_list_breaks(text: str) -> str:
    r"""A text with each item of such lists on a line of its own, set in, and a blank line behind the last.

    >>> with_list_breaks("Other signs include:squint (strabismus)a wide mouthSome babies are deaf.").splitlines()
    ['Other signs include:', '  squint (strabismus)', '  a wide mouth', '', 'Some babies are deaf.']
    >>> with_list_breaks("The male to female:ratio is 2:1, see https://example.org")
    'The male to female:ratio is 2:1, see https://example.org'
    """
    leads = [
        match for match in _LEAD.finditer(text) if _LED.search(text, max(0, match.start() - _REACH), match.start())
    ]
    if not leads:
        return text
    known = frozenset(_WORD.findall(text))
    pieces: list[str] = []
    at = stop = 0
    for lead in leads:
        if lead.end() < stop:
            continue  # looked at with the one before
        end = _END.search(text, lead.end())
        stop = end.end() if end else len(text)
        glued = end is not None and (end[0].isalpha() or end[0] == ")")
        breaks = list(_breaks(text, lead.end(), stop, known, lost=glued))
        if not breaks and not glued:
            continue
        for place in (lead.end(), *breaks):
            pieces += [text[at:place], "\n  "]
            at = place
        pieces += [text[at:stop], "\n\n" if glued else ""]
        at = stop
    return "".join((*pieces, text[at:]))


def _breaks(text: str, start: int, end: int, known: frozenset[str], *, lost: bool) -> Iterator[int]:
    """Where an item ends within a list that stands from `start` to `end`; `lost` where its own end shows that breaks were lost."""
    for match in _PIECE.finditer(text, start, end):
        if match[0] == ")":
            lost = True
            yield match.end()
        elif cut := _cut(match[0], known - {match[0]}, text[match.end() : match.end() + 1], lost=lost):
            yield match.start() + cut


def _cut(word: str, known: frozenset[str], after: str, *, lost: bool) -> int:
    """How many letters of a word belong to the item before, where it is two words; 0 where it is one.

    "Headache" is two words that a page may have: such a word is cut only where breaks were lost.
    """
    for size in range(len(word) - 1, _SHORTEST - 1, -1):
        first, second = word[:size], word[size:]
        is_word = first in known or first in _table_words()
        plural = is_word and first.endswith("s") and not first.endswith("ss")
        if second == _ARTICLE and after == " " and is_word:
            return size
        if len(second) < _SHORTEST:
            continue
        if (
            word not in _openers().get(second, {word})
            or (plural and len(second) >= _REST)
            or (lost and is_word and second in known)
        ):
            return size
    return 0


@cache
def _openers() -> dict[str, frozenset[str]]:
    """Words that items of lists begin with, each with the words that end in it."""
    return {row["word"]: frozenset(row["unless"].split()) for row in package_table("read", "item_openers.tsv")}


@cache
def _table_words() -> frozenset[str]:
    rows = package_table("language", "irregular.tsv")
    return frozenset(chain(function_words(), (row["word"] for row in rows)))
