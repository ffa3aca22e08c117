"""Kinds of what a page names: an entry that bears the page's name may be one of them only, as its own label tells."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from pohgraph.extractors.topic.disease_names import name_key, unasked_kind
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Span

_PATTERNS = Patterns("extractors/topic", "kinds_patterns.tsv")
_SHORTEST = 2  # letters of an abbreviation
_NEAR = 40  # code points
_GENERAL = frozenset({"deficiency", "mutation", "defect"})  # what a cause has in common with others


def other_kind(doc: Document, label: str, titles: Iterable[Span]) -> Span | None:
    """Where the text tells of kinds of what its titles name that are not inherited, as a disease's label says: "sporadic CJD"."""
    names = [name for name in map(doc.quote, titles) if disease_words(name) <= disease_words(label)]
    if not (names and _PATTERNS["inherited"].search(unasked_kind(label, names))) or _PATTERNS["other"].search(label):
        return None
    for kind in _others(doc.text):
        if _PATTERNS["form"].match(doc.text, kind.end) or any(_goes_on(doc, kind.end, name) for name in names):
            return kind
    return None


@lru_cache(maxsize=4)  # a page is asked for each disease that may be its own
def _others(text: str) -> tuple[Span, ...]:
    """The words of kinds that are not inherited, but for what the text only sets its disease apart from, or calls rare."""
    found = (Span(*match.span()) for match in _PATTERNS["other"].finditer(text))
    return tuple(
        kind
        for kind in found
        if not _PATTERNS["aside_before"].search(text, max(0, kind.start - _NEAR), kind.start)
        and not _PATTERNS["aside_after"].match(text, kind.end)
    )


def unasked_cause(doc: Document, label: str, names: Collection[str], called: Collection[str]) -> str:
    """What a disease's label says that it is due to, behind the page's name; empty where the page or a registry is content without it.

    `names` are the page's own, `called` the keys of the names that OMIM and Orphanet list the disease under. A registry's name may be
    that of one gene's disease; then the text must say the gene's letters.
    """
    match = _PATTERNS["due_to"].fullmatch(label)
    if match is None or all(name_key(match["name"]) != name_key(name) for name in names):
        return ""
    words = disease_words(match["cause"]) - _GENERAL
    if any(words & disease_words(name) for name in names):
        return ""
    letters = _PATTERNS["letters"].findall(match["cause"])
    if name_key(match["name"]) in called and all(word in doc.text for word in letters):
        return ""
    return str(match["cause"])


def _goes_on(doc: Document, end: int, name: str) -> bool:
    """Whether a text goes on with a name, or with the letters that stand for it."""
    word = _PATTERNS["word"].match(doc.text, end)
    if word is None:
        return False
    short = word["word"]
    if short.isupper() and len(short) >= _SHORTEST and is_made_of(short, name):
        return True
    return doc.text.startswith((name, name.lower(), name[:1].lower() + name[1:]), word.start("word"))
