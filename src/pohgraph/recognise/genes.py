"""Genes by symbol, where the words beside the symbol show that a gene is meant."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.language.alternations import alternation
from pohgraph.model import Candidate, Document, Reference, Span
from pohgraph.recognise.gene_lists import follows_name, listed_together
from pohgraph.recognise.overlap import Found
from pohgraph.vocab.lexicon import Lexicon

# Capitals are sought first and what stands before them is looked at then: most words have none.
_SYMBOL = re.compile(r"[A-Z](?<!\w.)[A-Za-z0-9]+(?:-[A-Z0-9]+)?\b")
_LIST_BEFORE = re.compile(r"[A-Z][A-Z0-9-]+[*_]?(?:\s+\([^()]{1,30}\))?\s*(?:,|,? (?:and|or|and/or))\s+[*_]?$")
_LIST_REACH = 120  # code points a list of genes may take before the noun
_OF_ANOTHER = re.compile(r"-[a-z]")  # "G-mediated": it qualifies another noun
_REACH = 48  # code points to either side that decide
_SURE = 3  # letters and figures of a symbol that is taken for a gene behind a name in words


class _Beside(NamedTuple):
    """What stands around a symbol that is used as a gene."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    list_after: re.Pattern[str]


def genes(doc: Document, lexicon: Lexicon, abbreviations: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every symbol that is used as a gene; `abbreviations` are short names the page defines for something else."""
    symbols, aliases = lexicon.gene_symbols, lexicon.gene_aliases
    # Every word with a capital might be one: most pages have none of them.
    curies = {
        word: curie for word in set(_SYMBOL.findall(doc.text)) if (curie := symbols.get(word) or aliases.get(word))
    }
    last = Span(0, 0)  # the gene before
    for match in _SYMBOL.finditer(doc.text) if curies else ():
        symbol = match[0]
        curie = curies.get(symbol)
        if curie is None:
            continue
        known, alias, place = symbol in abbreviations, symbol not in symbols, Span(*match.span())
        if not _is_gene(doc.text, *place, known=known) and (known or not _goes_on(doc.text, last, place, alias=alias)):
            continue
        reference, last = Reference.parse(curie), place
        yield Found(
            span=Span(match.start(), match.end()),
            text=symbol,
            category="gene",
            candidates=(
                Candidate(
                    reference=reference,
                    label=lexicon.label(reference),
                    synonym=symbol,
                    steps=("alias",) if alias else (),
                ),
            ),
        )


def _goes_on(text: str, last: Span, place: Span, *, alias: bool) -> bool:
    """Whether a symbol is the next of a list of genes; behind a name it may be short for that, unless it is long and current."""
    if not last.end or _OF_ANOTHER.match(text, place.end) or not listed_together(text, last, place):
        return False
    return not follows_name(text, last, place) or (not alias and place.end - place.start >= _SURE)


def _is_gene(text: str, start: int, end: int, *, known: bool) -> bool:
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    beside = _beside()
    if beside.after.match(after) or beside.list_after.match(text[end : end + _LIST_REACH]):
        return True
    if known or _OF_ANOTHER.match(after):
        return False
    return bool(beside.before.search(before) or _LIST_BEFORE.search(before)) or (
        before.endswith(("*", "_", "[")) and after.startswith(("*", "_", "]"))
    )


@cache
def _beside() -> _Beside:
    before, after, listed = (
        alternation("recognise", "gene_words.tsv", kind=kind) for kind in ("before", "after", "list")
    )
    another = r"[*_]?[A-Z][A-Z0-9-]+[*_]?"
    return _Beside(
        before=re.compile(rf"(?:{before})[\s*_(\u201c\"]*$", re.IGNORECASE),
        after=re.compile(
            rf"[*_)\u201d\"]*(?:\s+\([^()]{{1,30}}\))?\s+(?:(?:or|and)\s+[*_]?[A-Z][A-Za-z0-9-]+[*_]?\s+)?(?:{after})\b"
        ),
        list_after=re.compile(rf"[*_]*(?:,\s+{another}){{1,8}},?\s+(?:and|or)\s+{another}\s+(?:{listed})\b"),
    )
