"""What each line of a list of differential diagnoses names: "- Terson syndrome", "Infections: cellulitis, erysipelas", "**Sepsis**".

The heading says what the list is of, so each line counts that reads as a name; where most lines of the section read as names of disorders, the
others are read so, too. What stands below the name of a disorder tells of that one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.listing import items
from pohgraph.extractors.shared.page import Page
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Section, Span

_PATTERNS = Patterns("extractors/shared", "differential_items_patterns.tsv")
_FEWEST = 3  # lines that must read as names of disorders for those beside them to be taken for such
_MOST = 0.5  # of the lines of a section


class Item(NamedTuple):
    """The place of a disorder's name, and the disease that a vocabulary knows there."""

    name: Span
    mention: Mention | None


class _Line(NamedTuple):
    """A line of a list: its names, and whether each of them alone reads as the name of a disorder."""

    sentence: Span
    names: tuple[Span, ...]
    sure: bool


def differential_items(page: Page, sentence: Span) -> tuple[Item, ...]:
    """The disorders that a line of a section on differential diagnoses names."""
    section = page.doc.section_at(sentence.start)
    return page.kept(_items_of, section).get(sentence, ()) if section else ()


def listed_items(page: Page, stretch: Span) -> Iterator[Item]:
    """The disorders of a list in running text, up to a clause: those known, or else each item in its own words.

    Of an item that names several, the first counts, and those that it gives as examples.
    """
    text = page.doc.text
    for item in items(page, stretch):
        if _PATTERNS["clause"].match(text, *item):
            return
        words = _PATTERNS["own_words"].fullmatch(text, *item)
        name = Span(*words.span("name")) if words else item
        named = [m for m in page.mentions_in("disease", item) if not page.names_topic(m)]
        if named and _is_narrowed(page, name, named[0]):
            yield Item(Span(name.start, named[0].span.end), None)
        elif named:
            yield Item(named[0].span, named[0])
        elif words and _is_name(page, name):
            yield Item(name, None)
        examples = _PATTERNS["examples"].search(text, *item)
        yield from (Item(m.span, m) for m in named[1:] if examples and m.span.start >= examples.end())


def _is_narrowed(page: Page, name: Span, known: Mention) -> bool:
    """Whether the words before a known name make it the name of another disorder: "juvenile polyposis", where "polyposis" is known."""
    before = (name.start, known.span.start)
    return (
        _PATTERNS["narrowed"].fullmatch(page.doc.text, *before) is not None
        and _PATTERNS["graded"].fullmatch(page.doc.text, *before) is None
    )


def _is_name(page: Page, words: Span) -> bool:
    """Whether an item of a list in running text is a name of its own: "several conditions", "alcohol use" and "focal" are not."""
    if any(_PATTERNS[name].fullmatch(page.doc.text, *words) for name in ("no_name", "kinds_of")):
        return False
    return _PATTERNS["short"].fullmatch(page.doc.text, *words) is not None or reads_as_disorder(page, words)


def _items_of(page: Page, section: Section) -> dict[Span, tuple[Item, ...]]:
    """The items of a section by their sentences."""
    lines = list(_lines(page, section))
    sure = sum(line.sure for line in lines)
    alike = sure >= _FEWEST and sure >= _MOST * len(lines)
    return {
        line.sentence: tuple(Item(name, _disease(page, name)) for name in line.names if _is_other(page, name))
        for line in lines
        if alike or line.sure
    }


def _lines(page: Page, section: Section) -> Iterator[_Line]:
    """The lines of a section that name something, without those that stand below the name of a disorder."""
    below: int | None = None  # how far a disorder's name is set in whose description goes on
    for sentence in page.doc.sentences:
        if not section.span.contains(sentence) or (section.heading and section.heading.contains(sentence)):
            continue
        before = page.doc.text[page.doc.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
        head = _head(page, sentence, before)
        if head is None and not _is_item(page, sentence, before):
            if _PATTERNS["new_list"].search(page.doc.text, *sentence):
                below = None
            continue
        indent = 0 if head else 1 + len(before) - len(before.lstrip())
        if below is not None and indent > below:
            continue
        names = (head,) if head else tuple(_names(page, sentence))
        is_sure = _is_surely_one if head else reads_as_disorder
        sure = bool(names) and all(is_sure(page, name) for name in names)
        is_category = head is not None and _PATTERNS["category"].fullmatch(page.doc.quote(head)) is not None
        below = indent if sure and not is_category else None
        if names and not is_category and page.prose.has(sentence) and _is_led(page, sentence):
            yield _Line(sentence, names, sure)


def _head(page: Page, sentence: Span, before: str) -> Span | None:
    """The name on a line in bold type, which heads the lines below."""
    text = page.doc.text
    if _PATTERNS["bold"].fullmatch(before) is None:
        return None
    line = Span(sentence.start, len(text) if (end := text.find("\n", sentence.start)) < 0 else end)
    found = _PATTERNS["head"].fullmatch(text, *line)
    return Span(*found.span("name")) if found and line.end >= sentence.end else None


def _is_item(page: Page, sentence: Span, before: str) -> bool:
    """Whether a bullet or a number stands before a line, or begins it."""
    if _PATTERNS["bullet"].fullmatch(before.strip()):
        return True
    return not before.strip() and _PATTERNS["number"].match(page.doc.text, *sentence) is not None


def _names(page: Page, sentence: Span) -> Iterator[Span]:
    """What a line names: the disorders after the label of a class, or else what the line begins with."""
    text = page.doc.text
    start = found.end() if (found := _PATTERNS["number"].match(text, *sentence)) else sentence.start
    label = _PATTERNS["label"].match(text, start, sentence.end)
    if label and _is_label(page, Span(*label.span("label"))):
        behind = items(page, Span(label.end(), sentence.end))
        listed = [found for item in behind if (found := _PATTERNS["listed_name"].fullmatch(text, *item))]
        names = [Span(*found.span("name")) for found in listed]
        yield from (name for name in names if _is_surely_one(page, name))
        return
    whole = _PATTERNS["item_name"].match(text, start, sentence.end)
    if whole and not any(_PATTERNS[name].fullmatch(whole["name"]) for name in ("adjectives", "kinds_of")):
        yield Span(*whole.span("name"))


def _is_label(page: Page, label: Span) -> bool:
    """Whether the words before a colon name a class of disorders, or no disorder."""
    return _PATTERNS["category"].fullmatch(page.doc.quote(label)) is not None or not _is_surely_one(page, label)


def _is_led(page: Page, sentence: Span) -> bool:
    """Whether the words above a list announce disorders, and not their signs."""
    leads = [page.doc.quote(lead) for lead in page.lead_ins.get(sentence.start, ())]
    return all(
        _PATTERNS["leads_to_others"].search(lead) and not _PATTERNS["leads_to_signs"].search(lead) for lead in leads
    )


def reads_as_disorder(page: Page, name: Span) -> bool:
    """Whether words read as the name of a disorder: a vocabulary knows them, they have a word for a disorder, or their last word ends one."""
    last = page.doc.quote(name).split()[-1]
    return _is_surely_one(page, name) or any(map(page.lexicon.disease_word_count, disease_words(last)))


def _is_surely_one(page: Page, name: Span) -> bool:
    if _disease(page, name) or _PATTERNS["disorder_word"].search(page.doc.text, *name):
        return True
    return any(finding.span.end == name.end for finding in page.mentions_in("phenotype", name))


def _disease(page: Page, name: Span) -> Mention | None:
    """The disease that a name or its bracket stands for, without words before it that grade it and words after it that narrow it."""
    line = page.doc.sentence_at(name.start) or name
    for mention in page.mentions_in("disease", Span(name.start, max(line.end, name.end))):
        if mention.span.start >= name.end:
            bracketed = page.doc.text[name.end : mention.span.start].strip() == "("
            return mention if bracketed else None
        before, behind = (name.start, mention.span.start), (mention.span.end, max(mention.span.end, name.end))
        graded = _PATTERNS["graded"].fullmatch(page.doc.text, *before)
        if graded and _PATTERNS["behind"].fullmatch(page.doc.text, *behind):
            return mention
    return None


def _is_other(page: Page, name: Span) -> bool:
    """Whether a name is not that of the page's disease, or of its other forms."""
    if _PATTERNS["kinds_of"].fullmatch(page.doc.text, *name):
        return False
    return not any(map(page.names_topic, page.mentions_in("disease", name)))
