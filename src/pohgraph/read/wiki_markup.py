"""Marks of a wiki within the words of a text: links, notes with their citations, comments, pictures.

They would hide the words that they stand round, and what a note cites would be taken for what the page says, so the text is written
without them. Headings, heavy print, lists, infoboxes and categories stay: they are read where those of any text are.
"""

import re

from pohgraph.compiled import compiled

_NOTE = compiled(r"<ref\b[^<>]{0,300}/>|<ref\b[^<>]{0,300}>(?:(?!<ref\b)[\s\S]){0,5000}?</ref>", re.IGNORECASE)
_COMMENT = compiled(r"<!--(?:(?!-->|<!--)[\s\S]){0,5000}-->")
_CITED = compiled(
    r"\{\{\s*(?:cite|citation|cn|fact|refn?|efn|sfn|rp|reflist|webarchive|short description|use (?:dmy|mdy)|main|see also|further|"
    r"medical citation|clarify|update|when|who|by whom|medrs|page needed|expand|cs1|authority control|portal|commons)\b[^{}]{0,3000}\}\}",
    re.IGNORECASE,
)
_PICTURE = compiled(
    r"\[\[\s*(?:file|image):[^\[\]]{0,1000}(?:\[\[[^\[\]]{0,300}\]\][^\[\]]{0,1000}){0,9}\]\]", re.IGNORECASE
)
_LINK = compiled(
    r"\[\[(?!\s*:?(?:category|[a-z]{2,3}):)(?:(?P<target>[^\[\]|\n]{1,200})\|)?(?P<words>[^\[\]|\n]{1,200})\]\]",
    re.IGNORECASE,
)
_ALIKE = 4  # letters at its beginning by which a word is told again
_ADDRESS = compiled(r"\[https?://[^\s\[\]]{1,500}[ \t]+(?P<words>[^\[\]\n]{1,300})\]")
_OTHER = compiled(r"'''|<ref\b|\{\{|^[ \t]*==", re.IGNORECASE | re.MULTILINE)


def without_wiki_marks(text: str) -> str:
    """A text of a wiki without such marks; any other text as it is.

    >>> without_wiki_marks("'''Gout''' is a [[form (disease)|form]] of [[arthritis]].<ref>{{cite book |title=Fever}}</ref>")
    "'''Gout''' is a form of arthritis."
    >>> without_wiki_marks("a[[1]] = 2")
    'a[[1]] = 2'
    """
    if "[[" not in text or not _OTHER.search(text):
        return text
    for pattern in (_COMMENT, _NOTE, _CITED, _PICTURE):
        text = pattern.sub("", text)
    return _ADDRESS.sub(r"\g<words>", _LINK.sub(_shown, text))


def _shown(link: re.Match[str]) -> str:
    """What a link shows; the whole link where it leads to another word, which may be the better name: [[oligospermia|few sperm]]."""
    words, target = link["words"].lower(), (link["target"] or "").lower()
    alike = not target or any(word[:_ALIKE] in words for word in re.findall(r"\w+", target) if len(word) >= _ALIKE)
    return link["words"] if alike or words in target else link[0]
