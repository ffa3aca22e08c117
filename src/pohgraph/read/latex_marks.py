r"""The words of a text in LaTeX: its title and sections as headings, its items as items, no commands.

The preamble says nothing but the title. Citations, labels, figures, tables and formulas are left out.
"""

import re
import unicodedata
from functools import cache

from pohgraph.compiled import compiled
from pohgraph.tables import package_table

_DOCUMENT = compiled(r"\A(?:\s|%[^\n]*\n|\\(?!document)[^\n]*\n)*\\document(?:class|style)\b")
_BODY = compiled(r"\\begin\s*\{document\}(?P<body>.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)
_COMMENT = compiled(r"(?<!\\)%[^\n]*(?:\n[ \t]*)?")
_TITLE = compiled(r"\\(?:title|Title)\s*(?:\[[^\[\]]*\]\s*)?\{")
_LEFT_OUT = compiled(
    r"\\begin\s*\{(figure|table|tabular|longtable|equation|align|thebibliography|lstlisting|verbatim|keywords?)\*?\}.*?\\end\s*\{\1\*?\}",
    re.DOTALL,
)
_HEADING = compiled(r"\\(?:chapter|part|(?:sub){0,2}section|paragraph|frametitle)\*?\s*(?:\[[^\[\]]*\]\s*)?\{")
_LEVELS = {"chapter": 2, "part": 2, "section": 2, "frametitle": 2, "subsection": 3, "subsubsection": 4, "paragraph": 4}
_ABSTRACT = compiled(r"\\(?:begin|end)\s*\{abstract\}")
_ITEM = compiled(r"\\item\b[ \t]*(?:\[(?P<label>[^\[\]]*)\])?[ \t]*")
_SILENT = compiled(
    r"~?\\(?P<name>cite\w*|label|ref|eqref|pageref|footnote\w*|bibliography\w*|includegraphics|vspace|hspace|author|date|thanks|affil\w*|"
    r"email|orcid|maketitle|tableofcontents|input|include|pagestyle|thispagestyle|begin|end|hypertarget|phantomsection|usepackage|"
    r"setlength|setcounter|(?:re)?newcommand|providecommand|newpage|clearpage|centering|noindent|small|large|tightlist)\b\*?"
)
_ARGUMENT = compiled(r"\s*(?:\[[^\[\]]*\]\s*)*\{")
_ARGUMENTS = {  # in braces; one where nothing else is said
    **dict.fromkeys(
        ("maketitle", "tableofcontents", "phantomsection", "newpage", "clearpage", "centering", "noindent"), 0
    ),
    **dict.fromkeys(("small", "large", "tightlist"), 0),
    **dict.fromkeys(("setlength", "setcounter", "newcommand", "renewcommand", "providecommand"), 2),
}
_FORMULA = compiled(r"(?<!\\)\\\[.*?\\\]|\$\$.*?\$\$", re.DOTALL)
_THIN = compiled(r"\\(?:(?P<space>[ ,;:])|[!/-])")
_ACCENT = compiled(r"\\(?P<mark>[`'^\"~=.]|[uvHckrdb](?=[\s{]))\s*\{?(?P<letter>\\?[A-Za-z])\}?")
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
}
_WORD = compiled(r"\\(?P<name>[A-Za-z]+)\*?(?:\{\}|[ \t]+(?=\W)|)")
_ESCAPED = compiled(r"\\(?P<mark>[%&$#_{}])")
_BREAK = compiled(r"\\\\(?:\[[^\[\]]*\])?")
_DASHES = compiled(r"(?<!-)-{2,3}(?!-)")
_SPACES = compiled(r"[ \t]{2,}")
_GAP = compiled(r"(?<=\w)[ \t]+(?=[.,;:](?:\s|\Z))")  # where a command stood
_BLANKS = compiled(r"\n{3,}")


def without_latex(text: str) -> str:
    r"""A document of LaTeX as text with marked headings; any other text as it is.

    >>> without_latex("\\documentclass{article}\n\\title{Fabry disease}\\begin{document}\n\\section{Signs}\n\\item Pain~\\cite{a}.")
    '# Fabry disease\n\n## Signs\n\n- Pain.'
    """
    if not _DOCUMENT.search(text[:5_000]):
        return text
    text = _COMMENT.sub("", text)
    title = next((_braced(text, match.end()) for match in _TITLE.finditer(text)), "")
    found = _BODY.search(text)
    body = _LEFT_OUT.sub("\n\n", found["body"] if found else text)
    body = _ITEM.sub(lambda item: f"\n- {item['label'] + ' ' if item['label'] else ''}", _ABSTRACT.sub("\n\n", body))
    body = without_commands(_with_headings(body))
    lines = (line.strip() for line in body.splitlines())
    is_article = _ABSTRACT.search(text) is not None  # whose title is a sentence
    name = " ".join(without_commands(title).split())
    head = f"{'' if is_article else '# '}{name}\n\n" if name else ""
    return head + _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def without_commands(text: str) -> str:
    r"""Words without LaTeX's commands and braces.

    >>> without_commands(r"Sj{\"o}gren \textit{syndrome}: 5\% --- {\ss}")
    'Sjögren syndrome: 5% — ß'
    """
    if not any(mark in text for mark in "\\{~$-"):
        return text
    text = _THIN.sub(lambda match: " " if match["space"] else "", _BREAK.sub("\n", _FORMULA.sub(" ", _spoken(text))))
    text = _ACCENT.sub(_accented, text)
    text = _WORD.sub(lambda match: _letters().get(match["name"], ""), text)
    text = _ESCAPED.sub(lambda match: {"{": "(", "}": ")"}.get(match["mark"], f"\0{match['mark']}"), text)
    text = re.sub(r"(?<!\0)[{}$]", "", text).replace("\0", "").replace("~", " ")
    text = _DASHES.sub(lambda match: "–" if len(match[0]) == 2 else "—", text)  # noqa: PLR2004, RUF001
    return _SPACES.sub(" ", _GAP.sub("", text.replace("``", "“").replace("''", "”")))


def _spoken(text: str) -> str:
    """A text without the commands that print nothing, and what stands in braces behind them."""
    pieces, at = list[str](), 0
    for match in _SILENT.finditer(text):
        if match.start() < at:
            continue
        pieces.append(text[at : match.start()])
        at = match.end()
        for _ in range(_ARGUMENTS.get(match["name"], 1)):
            opened = _ARGUMENT.match(text, at)
            at = opened.end() + len(_braced(text, opened.end())) + 1 if opened else at
    return "".join((*pieces, text[at:]))


@cache
def _letters() -> dict[str, str]:
    return {row["command"]: row["letter"] for row in package_table("read", "latex_letters.tsv")}


def _accented(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match["letter"].removeprefix("\\") + _ACCENTS.get(match["mark"], ""))


def _with_headings(body: str) -> str:
    pieces, at = list[str](), 0
    for match in _HEADING.finditer(body):
        if match.start() < at:
            continue
        words = _braced(body, match.end())
        name = match[0].lstrip("\\").rstrip("{ ").partition("[")[0].strip("* \t\n")
        pieces += [body[at : match.start()], f"\n\n{'#' * _LEVELS[name]} {' '.join(words.split())}\n\n"]
        at = match.end() + len(words) + 1
    return "".join((*pieces, body[at:]))


def _braced(text: str, start: int) -> str:
    """What stands from `start` to the brace that closes it."""
    depth = 1
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0) if text[at - 1] != "\\" else 0
        if depth == 0:
            return text[start:at]
    return text[start : start + 300]
