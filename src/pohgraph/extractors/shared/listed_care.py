"""What the lists of a part on treatment or on surveillance name as done, each item whole: "low vision aids; zinc by mouth".

The part's heading and the items that are known as care say that the others are done too, so each counts whole unless it is a sentence of its
own, is denied, or is no more than a finding. In a part on surveillance an item must name an examination, or say what to look for.
"""

from collections.abc import Iterator

from pohgraph.extractors.shared.intervention_names import BY_PLACE, InterventionName, type_of
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "listed_care_patterns.tsv")
_FEWEST = 3  # items of a list
_LONGEST = 30  # words of an item
_GENERAL = "supportive_care"


def listed_care(page: Page, sentence: Span) -> Iterator[InterventionName]:
    """The items of a list of what is done, three or more between semicolons and some known as care, and phrases that name care by themselves."""
    text = page.doc.text
    items = _items(text, sentence)
    if len(items) > 1 and _PATTERNS["other_list"].search(text, sentence.start, items[0].end):
        return
    is_list = len(items) >= _FEWEST and any(_is_known(text, item) for item in items)
    for item in items:
        listed = is_list or _PATTERNS["care_first"].match(text, *item)
        if listed and _is_nominal(page, item) and not _is_finding(page, item):
            yield InterventionName(type_of(text, item) or _GENERAL, item, BY_PLACE)


def led_items(page: Page, sentence: Span) -> Iterator[InterventionName]:
    """The lead of an item of a list, where half of the items or more begin with the name of a treatment: "Biliary drainage. It restores …"."""
    section = page.doc.section_at(sentence.start)
    if section is None:
        return
    for kind, lead in page.kept(_known_leads, section.span):
        if sentence.contains(lead) and _is_nominal(page, lead) and not _is_finding(page, lead):
            yield InterventionName(kind or _GENERAL, lead, BY_PLACE)


def _known_leads(page: Page, section: Span) -> list[tuple[str, Span]]:
    """The leads of lists of which half or more name a treatment, each with its type, "" where it is not known."""
    found: list[tuple[str, Span]] = []
    for leads in _lists(page, section):
        known = [type_of(page.doc.text, lead) for lead in leads]
        if 2 * sum(map(bool, known)) >= len(leads) > 1:
            found += zip(known, leads, strict=True)
    return found


def _lists(page: Page, section: Span) -> list[list[Span]]:
    """The leads of the items of each list of a section: what stands before the first stop, colon or dash of an item."""
    found: list[list[Span]] = []
    text, end = page.doc.text, -1
    for item in page.doc.elements_of("list_item"):
        if not section.contains(item.span):
            continue
        if not found or text[end : item.span.start].strip(" \n\t*_-\u2022\u00b7"):
            found.append([])
        end = item.span.end
        lead = _PATTERNS["item_lead"].match(text, *item.span)
        found[-1].append(Span(*lead.span("lead")) if lead else Span(item.span.start, item.span.start))
    return found


def is_verbless(text: str, sentence: Span) -> bool:
    """Whether a sentence has no verb of its own and begins with no condition."""
    return _PATTERNS["verb"].search(text, *sentence) is None and _PATTERNS["no_item"].match(text, *sentence) is None


def _is_known(text: str, item: Span) -> bool:
    """Whether an item is care by its name, or by a word for it."""
    return bool(type_of(text, item)) or _PATTERNS["care_word"].search(text, *item) is not None


def listed_surveillance(page: Page, sentence: Span) -> Iterator[Span]:
    """The items of a sentence in a part on surveillance that name an examination, or tell to look for something."""
    text = page.doc.text
    section = page.doc.section_at(sentence.start)
    if section is None or section.heading is None or not _PATTERNS["surveillance"].search(text, *section.heading):
        return
    for item in _items(text, sentence):
        told = _PATTERNS["told"].match(text, *item)
        said = _PATTERNS["recommended"].fullmatch(text, *item)
        named = Span(*said.span("what")) if said else item
        if told and _is_wanted(text, item, told.end()):
            yield item
        elif _is_nominal(page, named) and _PATTERNS["examination"].search(text, *named):
            yield named


def _items(text: str, sentence: Span) -> list[Span]:
    """What stands between semicolons, without a label before it, a conjunction, marks and references."""
    found: list[Span] = []
    start = sentence.start
    for match in [*_PATTERNS["between"].finditer(text, *sentence), None]:
        end = match.start() if match else sentence.end
        if lead := _PATTERNS["lead"].match(text, start, end):
            start = lead.end()
        end = start + len(_PATTERNS["marks"].sub("", text[start:end]))
        if end > start:
            found.append(Span(start, end))
        start = match.end() if match else end
    return found


def _is_nominal(page: Page, item: Span) -> bool:
    """Whether an item is a phrase that names something: of a few words, without a verb, a condition or a denial."""
    text = page.doc.text
    words = len(text[slice(*item)].split())
    return (
        1 < words <= _LONGEST
        and _PATTERNS["verb"].search(text, *item) is None
        and _PATTERNS["no_item"].match(text, *item) is None
        and _is_wanted(text, item, item.start)
    )


def _is_wanted(text: str, item: Span, start: int) -> bool:
    return _PATTERNS["unwanted"].search(text, start, item.end) is None


def _is_finding(page: Page, item: Span) -> bool:
    """Whether an item is no more than the name of a finding or a disease."""
    named = (m.span for kind in ("phenotype", "disease", "gene") for m in page.mentions_in(kind, item))
    return any(span.end == item.end and span.start - item.start <= len("severe ") for span in named)
