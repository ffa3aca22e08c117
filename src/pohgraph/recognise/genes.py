"""Genes by symbol, where the words beside the symbol show that a gene is meant."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import phrase_key
from pohgraph.model import Candidate, Document, Reference, Span
from pohgraph.recognise.gene_lists import follows_name, listed_together
from pohgraph.recognise.named_genes import named_genes
from pohgraph.recognise.overlap import Found
from pohgraph.tables import package_table
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("recognise", "genes_patterns.tsv")
# Capitals are sought first and what stands before them is looked at then: most words have none.
_SYMBOL = compiled(r"[A-Z](?<!\w.)[A-Za-z0-9]+(?:-[A-Z0-9]+)?\b")
_LIST_REACH = 120  # code points a list of genes may take before the noun
_OF_ANOTHER = compiled(r"-[a-z]")  # "G-mediated": it qualifies another noun
_REACH = 48  # code points to either side that decide
_AROUND = 200  # code points of a sentence to either side that may speak of genes
_LONG = 5  # letters of an alias that is short for nothing else
_SURE = 3  # letters and figures of a symbol that is taken for a gene behind a name in words


class _Beside(NamedTuple):
    """What stands around a symbol that is used as a gene."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    list_after: re.Pattern[str]
    measured: re.Pattern[str]


def genes(doc: Document, lexicon: Lexicon, abbreviations: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every symbol or name that is used as a gene; `abbreviations` are short names the page defines for something else."""
    symbols, text = lexicon.gene_symbols, doc.text
    curies = _named(text, lexicon)
    last = Span(0, 0)  # the gene before
    for match in _SYMBOL.finditer(text) if curies else ():
        symbol = match[0]
        if symbol not in curies:
            continue
        alias, place = symbol not in symbols, Span(*match.span())
        known = symbol in abbreviations or (alias and _is_short(symbol, lexicon))
        # "The MED gene" of a page on multiple epiphyseal dysplasia (MED) is its gene, and not the one that is also called MED.
        if alias and (
            (symbol in abbreviations and symbol not in _former()) or not _is_alias(text, *place, known=known)
        ):
            continue
        # What no disease is known of must have its changes spoken of.
        listed = curies[symbol] in lexicon.annotated_genes
        if not listed and not _is_mutated(text, *place):
            continue
        if (
            _is_gene(text, *place, known=known, listed=listed and not alias)
            or (not known and _goes_on(text, last, place, alias=alias))
            or (listed and not (alias or known) and _in_sentence_on_changes(text, place))
        ):
            last = place
            yield _found(text, place, curies[symbol], lexicon, alias=alias)
    for place, curie in sorted(set(named_genes(text, lexicon.gene_words))):
        yield _found(text, place, curie, lexicon, alias=True)


def _named(text: str, lexicon: Lexicon) -> dict[str, str]:
    """The symbols of genes among the words of a text: symbol -> CURIE. Every word with a capital might be one."""
    symbols, aliases = lexicon.gene_symbols, lexicon.gene_aliases
    return {word: curie for word in set(_SYMBOL.findall(text)) if (curie := symbols.get(word) or aliases.get(word))}


def _is_short(symbol: str, lexicon: Lexicon) -> bool:
    """Whether what is no gene's current symbol may be short for something else: "CJD", or "SNAP" and "CBD"."""
    if symbol in _former():
        return False
    return phrase_key(symbol) in lexicon.disease_names or (symbol.isalpha() and len(symbol) < _LONG)


def _is_mutated(text: str, start: int, end: int) -> bool:
    """Whether the words right beside a symbol speak of mutations or variants of it."""
    before = text[max(0, start - _REACH) : start]
    return bool(_PATTERNS["mutated_behind"].match(text, end) or _PATTERNS["mutated_before"].search(before))


def _is_alias(text: str, start: int, end: int, *, known: bool) -> bool:
    """Whether the words beside an alias fit: of a family's "genes" it names none, and of "a change in" it names what is measured.

    What is short for something else, too, needs the very word "gene".
    """
    before = text[max(0, start - _REACH) : start]
    if _PATTERNS["genes_behind"].match(text, end) and not _PATTERNS["listed_before"].search(before):
        return False
    if _PATTERNS["gene_beside"].match(text, end) or _PATTERNS["gene_before"].search(before):
        return True
    return not known and (text[start:end] in _former() or _PATTERNS["no_mutation"].search(before) is None)


@cache
def _former() -> frozenset[str]:
    """The former symbols that our own table has: each is known to be used for a gene."""
    return frozenset(row["former"] for row in package_table("vocab", "former_symbols.tsv"))


def _found(text: str, place: Span, curie: str, lexicon: Lexicon, *, alias: bool) -> Found:
    reference, written = Reference.parse(curie), text[place.start : place.end]
    candidate = Candidate(
        reference=reference,
        label=lexicon.label(reference),
        synonym=written,
        steps=("alias",) if alias else (),
    )
    return Found(span=place, text=written, category="gene", candidates=(candidate,))


def _goes_on(text: str, last: Span, place: Span, *, alias: bool) -> bool:
    """Whether a symbol is the next of a list of genes; behind a name it may be short for that, unless it is long and current."""
    if not last.end or _OF_ANOTHER.match(text, place.end) or not listed_together(text, last, place):
        return False
    return not follows_name(text, last, place) or (not alias and place.end - place.start >= _SURE)


def _is_gene(text: str, start: int, end: int, *, known: bool, listed: bool) -> bool:
    """Whether a symbol is used as a gene; `listed` is one of a disease's genes, which the end of a list may stand before."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    beside = _beside()
    if beside.after.match(after) or beside.list_after.match(text[end : end + _LIST_REACH]):
        return True
    if (
        (known and not _PATTERNS["gene_before"].search(before))
        or _OF_ANOTHER.match(after)
        or beside.measured.match(after)
    ):
        return False
    return bool(beside.before.search(before) or (listed and _PATTERNS["listed_before"].search(before))) or (
        before.endswith(("*", "_", "[")) and after.startswith(("*", "_", "]"))
    )


def _in_sentence_on_changes(text: str, place: Span) -> bool:
    """Whether a symbol with hardly any other meaning is in a sentence about genes or their changes: "an expansion of CTG in DMPK"."""
    if _PATTERNS["distinct"].fullmatch(text, *place) is None or _OF_ANOTHER.match(text, place.end):
        return False
    before, after = text[max(0, place.start - _AROUND) : place.start], text[place.end : place.end + _AROUND]
    before, after = _PATTERNS["sentence_end"].split(before)[-1], _PATTERNS["sentence_end"].split(after)[0]
    if _PATTERNS["measured_after"].match(after) or _PATTERNS["measured_before"].search(before):
        return False
    sentence = f"{before} {after}"
    return _PATTERNS["of_changes"].search(sentence) is not None and not sentence.isupper()


@cache
def _beside() -> _Beside:
    before, after, listed, measured = (
        alternation("recognise", "gene_words.tsv", kind=kind) for kind in ("before", "after", "list", "measured")
    )
    another = r"[*_]?[A-Z][A-Z0-9-]+[*_]?"
    return _Beside(
        before=re.compile(rf"(?:{before})[\s*_(\u201c\"]*$", re.IGNORECASE),
        after=re.compile(
            rf"[*_)\u201d\"]*(?:\s+\([^()]{{1,30}}\))?\s+(?:(?:or|and)\s+[*_]?[A-Z][A-Za-z0-9-]+[*_]?\s+)?(?:{after})\b"
        ),
        list_after=re.compile(rf"[*_]*(?:,\s+{another}){{1,8}},?\s+(?:and|or)\s+{another}\s+(?:{listed})\b"),
        measured=re.compile(rf"[*_]*\s+(?:{measured})\b"),
    )
