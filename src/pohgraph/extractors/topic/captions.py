"""The disease that the captions of a page's tables are about: by its name, by letters that the legend explains, by a gene.

A page that is little more than a table of patients has no other title. Where nothing names a disease that is known, the patients have one
all the same: it is called by the gene or the words of the caption, else by the file's name.
"""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.file_name import stem
from pohgraph.extractors.topic.places import Place
from pohgraph.extractors.topic.subject import Topic, own_disease
from pohgraph.extractors.topic.title_names import names_in_title
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Mention, Reference, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "captions_patterns.tsv")
_SAY = "with --about CURIE|NAME"
_AFTER_FINDING = "no name tells the subject; it is named after a finding of the table, "
_EXPLAINED = compiled(r"(?<![\w-])([A-Z][A-Za-z0-9]{1,7})\s?(?:[,:=]|\s[\u2013-])\s?\Z")
_BEFORE = 14  # code points in which letters stand before the name that they stand for
_TRUST = 0.5
_MOSTLY = 0.5  # of the page's text: with as much in tables, they are what the page is about
_LEAST = 12.0  # natural logarithm of how rare the findings are together
_FEWEST = 2  # findings of a table of patients; letters of a gene
_APART = compiled(r"[\W_]+")
_WHOLE = compiled(r"\b[nN]\s?=\s?\d")
_CHROMOSOME = compiled(r"\d{1,2}[pq]\d")


def in_captions(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Iterator[Place]:
    """The disease that the captions name, or that the legend below names in full; none where they name several."""
    named: dict[str, Span] = {}
    for words in captions_of(doc):
        caption = doc.quote(words)
        for span in names_in_title(doc, words, lexicon, framed=True)[:1]:
            named.setdefault(doc.quote(span).lower(), span)
        for mention in mentions:
            short = _EXPLAINED.search(doc.text, max(0, mention.span.start - _BEFORE), mention.span.start)
            explained = mention.category == "disease" and short and is_made_of(short[1], mention.text)
            if short and explained and re.search(rf"(?<![\w-]){re.escape(short[1])}(?![\w-])", caption):
                named.setdefault(mention.text.lower(), mention.span)
    if len(named) == 1:
        ((name, span),) = named.items()
        yield Place(span, f"the caption of its table is about {name!r}", _TRUST)


def captions_of(doc: Document) -> list[Span]:
    """The words of the captions of a page's tables."""
    return [words for caption in doc.elements_of("caption") if (words := caption.part("words"))]


def by_gene(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Topic | None:
    """The disease of the one gene that the captions name: the only one of that gene, else one that is called after it."""
    captions = captions_of(doc)
    genes = [m for m in mentions if m.category == "gene" and any(words.contains(m.span) for words in captions)]
    if len({m.reference for m in genes}) != 1:
        return None
    return _of_gene(genes[0].reference, genes[0].span, "the caption of its table", lexicon)


def _of_gene(gene: Reference, place: Span, where: str, lexicon: Lexicon) -> Topic:
    label = lexicon.label(gene)
    diseases = {lexicon.canonical(disease) for disease in lexicon.diseases_of(gene)}
    if len(diseases) == 1:
        reason = f"{where} names the gene {label}, which HPO annotates to no other disease"
        return _topic(diseases.pop(), lexicon, place, reason)
    reason = (
        f"{where} names no disease but the gene {label}, of which {'several diseases are' if diseases else 'no disease is'}"
        f" known; say which one it is {_SAY}"
    )
    return _own(f"{label}-related disorder", place, reason)


def by_words(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Topic | None:
    """The disease that the patients of a page of tables have, called by the words of a caption, else by a gene in the file's name, or by it."""
    rows = [*doc.elements_of("table_header"), *doc.elements_of("table_row")]
    tabled = sum(row.span.end - row.span.start for row in rows)
    findings = {m.reference for m in mentions if m.category == "phenotype"}
    if tabled < _MOSTLY * len(doc.text.strip()) or len(findings) < _FEWEST:
        return None
    for words in captions_of(doc):
        match = _PATTERNS["of_whom"].search(doc.text, *words)
        span = Span(*match.span("name")) if match else words
        if match or _CHROMOSOME.search(doc.text, *words):
            reason = "the caption of its table says so, and no loaded vocabulary knows the name"
            return _own(" ".join(doc.quote(span).split()), span, reason)
    if not _has_patients(doc):
        return None
    called = stem(doc.source.file_name)
    genes = [
        lexicon.gene_symbols[word]
        for word in _APART.split(called)
        if len(word) > _FEWEST and word in lexicon.gene_symbols
    ]
    if len(genes) == 1:
        return _of_gene(Reference.parse(genes[0]), rows[0].span, "the name of the file", lexicon)
    if named := _after_finding(mentions, lexicon):
        return named
    reason = f"the page names no disease; it is called by the name of the file. Say what it is about {_SAY}"
    return _own(f"disease of the patients in {called}", rows[0].span, reason)


def _has_patients(doc: Document) -> bool:
    """Whether a table is about patients: it has a row or a column for their sex, columns for them, or their number."""
    heads = [cell for row in doc.elements_of("table_header") for cell in row.all_parts("cell")]
    firsts = [cell for row in doc.elements_of("table_row") for cell in row.all_parts("cell")[:1]]
    persons = sum(_PATTERNS["person"].fullmatch(doc.quote(head)) is not None for head in heads)
    if any(_WHOLE.search(doc.text, *head) for head in heads):
        return True
    return persons > 1 or any(_PATTERNS["sex"].fullmatch(doc.quote(cell)) for cell in (*heads, *firsts))


def _after_finding(mentions: tuple[Mention, ...], lexicon: Lexicon) -> Topic | None:
    """The disease that the findings fit best, where it is named after one of them: stiff skin, of stiff skin syndrome."""
    found = [m for m in mentions if m.category == "phenotype"]
    for profiles in lexicon.profiles.values():
        for fit in profiles.fits({m.reference.curie for m in found}, 1):
            words = disease_words(lexicon.label(fit.disease))
            named = next((m for m in found if words and words == disease_words(m.text)), None)
            if named and fit.weight >= _LEAST:
                reason = f"{_AFTER_FINDING}{named.text!r}, and the others fit it best"
                return _topic(lexicon.canonical(fit.disease), lexicon, named.span, reason)
    return None


def says_to_name(reason: str) -> bool:
    """Whether a topic's reason asks the user to name the disease, because its name is only a stopgap."""
    return reason.endswith(_SAY)


def is_after_finding(reason: str) -> bool:
    """Whether a topic's reason is that it is named after a finding of the page's table."""
    return reason.startswith(_AFTER_FINDING)


def _topic(reference: Reference, lexicon: Lexicon, span: Span, reason: str) -> Topic:
    return Topic(reference=reference, label=lexicon.label(reference), span=span, score=_TRUST, reasons=(reason,))


def _own(name: str, span: Span, reason: str) -> Topic:
    return Topic(reference=own_disease(name), label=name, span=span, score=0.0, reasons=(reason,))
