"""What a cell of a table prints of how many have a finding: "9/13", "55 (94.8)", "90% (26/29)", "18" below "n = 35"."""

import re

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.frequency import share
from pohgraph.language.patterns import Patterns

_PATTERNS = Patterns("extractors/shared", "table_shares_patterns.tsv")
_PERCENT = compiled(r"\d{1,3}(?:[.,]\d+)?\s*%")
_COUNTED = compiled(r"(\d{1,5})\s*(?:/\s*)?[\[(]\s*(\d{1,3}(?:[.,]\d+)?)\s*%?\s*[\])]")
_SHARED = compiled(r"(\d{1,3}(?:[.,]\d+)?)\s*%?\s*[\[(]\s*(?:n\s*=\s*)?(\d{1,5})\s*[\])]", re.IGNORECASE)
_COUNT = compiled(r"\d{1,5}")
_FIGURES = compiled(r"[\d\s.,%/()\[\]\u2013\u2212=*\u2020\u2021<>~-]*(?:\b[a-d])?")
_HEADED = compiled(r"\bn\s*=\s*(\d{1,5})\b", re.IGNORECASE)
_PERCENT_FIRST = compiled(r"%\s*[\[(/,]?\s*(?:n\b|no\b)", re.IGNORECASE)
_NEAR = 1.5  # percent by which a printed share may differ from its count


def printed_share(cell: str, header: str) -> str:
    """The share that a cell prints, as a count of a total or as percents; "" where it prints none, or one that cannot be.

    >>> printed_share("224/231 97% (80-98%)", ""), printed_share("55 (94.8)", "n (%)"), printed_share("2 (8)", "n = 25, n (%)")
    ('224/231', '94.8%', '2/25')
    >>> printed_share("90% (26/29)", ""), printed_share("48 (12)", "% (n)"), printed_share("9", "Ours (n=18)")
    ('26/29', '48%', '9/18')
    >>> printed_share("15 NR", ""), printed_share("9/8", ""), printed_share("12", "%"), printed_share("3 (5)", "Cases")
    ('', '', '', '')
    """
    tallies = _PATTERNS["tally"].findall(cell)
    if not _FIGURES.fullmatch(_PATTERNS["tally"].sub("", cell.strip())):
        return ""
    if tallies:
        (having, total), *others = tallies
        return f"{having}/{total}" if not others and 0 < int(total) >= int(having) else ""
    headed = _HEADED.search(header)
    whole = int(headed[1]) if headed else 0
    if (match := _COUNTED.fullmatch(cell.strip())) and not _PERCENT_FIRST.search(header):
        return _of_count(int(match[1]), match[2], whole, said="%" in cell or "%" in header)
    if match := _SHARED.fullmatch(cell.strip()):
        return _of_count(int(match[2]), match[1], whole, said="%" in cell or "%" in header)
    if _COUNT.fullmatch(cell.strip()):
        return f"{cell.strip()}/{whole}" if "%" not in header and 0 < whole >= int(cell) else ""
    found = _PERCENT.match(cell.strip())
    return found[0].replace(",", ".") if found and len(_PERCENT.findall(cell)) > 1 and share(found[0]) else ""


def with_whole(header: str, column: str, caption: str) -> str:
    """A header with the number of patients that the first cell of a row of numbers, or else the caption, gives it.

    >>> with_whole("Patients", "", "Signs in 85 patients"), with_whole("n (%)", "58", ""), with_whole("%", "58", "")
    ('Patients (n=85)', 'n (%) (n=58)', '%')
    """
    if _HEADED.search(header) or not _PATTERNS["counts"].fullmatch(header):
        return header
    told = [match["number"] or match["written"] for match in _PATTERNS["whole"].finditer(caption)]
    whole = column or (told[0] if len(set(told)) == 1 else "")
    return f"{header} (n={whole})" if whole else header


def is_row_of_wholes(label: str, *, first: bool) -> bool:
    """Whether a row gives the number of patients of each column; one that is only called "Total" may be a sum, unless it is the first.

    >>> is_row_of_wholes("Total number of patients", first=False), is_row_of_wholes("Number of teeth", first=True)
    (True, False)
    >>> is_row_of_wholes("Total", first=True), is_row_of_wholes("Total", first=False)
    (True, False)
    """
    bare = label.strip("*_: ")
    return _PATTERNS["row_of_wholes"].fullmatch(bare) is not None and (first or bare.lower() != "total")


def _of_count(count: int, percent: str, whole: int, *, said: bool) -> str:
    figure = percent.replace(",", ".")
    if 0 < whole >= count and abs(100 * count / whole - float(figure)) < _NEAR:
        return f"{count}/{whole}"
    return f"{figure}%" if said and share(f"{figure}%") else ""
