"""HPO's numbers in the rows of a table: what they say of the row's finding, and what of the row could not be read."""

from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.page import Page
from pohgraph.model import Element, Mention, Reference, Remark, Span
from pohgraph.schema.frequencies import EXCLUDED

_HPO = compiled(r"HP:\d{7}")
_FREQUENCY = Reference("HP", "0040279")


def is_hpo(words: str) -> bool:
    """Whether a cell is a number of HPO.

    >>> is_hpo("HP:0001250"), is_hpo("Seizure")
    (True, False)
    """
    return _HPO.fullmatch(words) is not None


def frequency_printed(page: Page, cell: Span) -> str:
    """The name of the frequency whose number a cell is, "Excluded" where that is none of the patients; "" for any other cell."""
    words = page.doc.quote(cell)
    if not is_hpo(words):
        return ""
    if words == EXCLUDED:
        return "Excluded"
    reference = Reference.parse(words)
    return page.lexicon.label(reference) if page.lexicon.is_a(reference, _FREQUENCY) else ""


def contradicted(page: Page, row: Element, mention: Mention) -> bool:
    """Whether a row prints the number of another term beside a finding; which of the two is meant, nobody can tell."""
    numbers = _numbers(page, row)
    return bool(numbers) and not any(_is_akin(page, number, mention.reference) for _, number in numbers)


def row_remarks(
    page: Page, row: Element, place: Span, mentions: Sequence[Mention], *, is_answered: bool
) -> Iterator[Remark]:
    """Why a row gives no claim, or one that is left open."""
    printed, numbers = page.doc.quote(place), _numbers(page, row)
    named = any(map(is_hpo, map(page.doc.quote, row.all_parts("cell"))))
    if not mentions and named:
        yield _remark(page, "unknown_term", row.span, f"{printed!r} names no HPO term; the row was left out")
    elif not is_answered and mentions:
        message = f"what the row of {printed!r} says is neither a yes, a no nor a frequency; the row was left out"
        yield _remark(page, "not_a_claim", row.span, message)
    elif named and not numbers and mentions:
        message = f"the number beside {printed!r} is not one of HPO's; the row was read by its name"
        yield _remark(page, "unknown_term", row.span, message)
    for mention in mentions if is_answered else ():
        if contradicted(page, row, mention):
            terms = ", ".join(f"{number.curie} is {page.lexicon.label(number)!r}" for _, number in numbers)
            message = f"{terms}, but the row says {printed!r}; the claim was left open"
            yield _remark(page, "label_mismatch", row.span, message)


def _numbers(page: Page, row: Element) -> list[tuple[Span, Reference]]:
    """The terms whose numbers a row prints; no frequencies."""
    cells = [cell for cell in row.all_parts("cell") if is_hpo(page.doc.quote(cell))]
    found = [(cell, Reference.parse(page.doc.quote(cell))) for cell in cells]
    return [
        (cell, number)
        for cell, number in found
        if page.lexicon.term(number) and not page.lexicon.is_a(number, _FREQUENCY)
    ]


def _is_akin(page: Page, one: Reference, other: Reference) -> bool:
    return page.lexicon.is_a(one, other) or page.lexicon.is_a(other, one)


def _remark(page: Page, code: str, span: Span, message: str) -> Remark:
    return Remark(document=page.doc.id, code=code, message=message, start=span.start, end=span.end)
