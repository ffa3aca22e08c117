"""The cells of a row of HPO's annotations that both the export and the worklist write: how a claim is known, by whom, and from where."""

from datetime import date

from pohgraph.model import Claim

BY_PROGRAM = "IEA"
_BY_CURATOR, _FROM_STUDY = "TAS", "PCS"
_PROGRAM = "pohgraph:text_mining"  # readers want word:word here
_SEX = {"PATO:0000383": "FEMALE", "PATO:0000384": "MALE"}
# What the program gives its own claims is none of them: these are of claims that another graph made.
_OF_OTHERS = {"ECO:0006017": _FROM_STUDY, "ECO:0000304": _BY_CURATOR}


def is_signed(claim: Claim) -> bool:
    """Whether a curator stands for what a claim states or denies.

    Who accepts an open claim says that its page leaves it open, and stands for no row. The format has a day with each curator, so
    an acceptance without a day signs none either.
    """
    return bool(claim.curators and claim.accepted) and not claim.hedged


def evidence_code(claim: Claim) -> str:
    """HPO's code for how a claim is known: IEA, as a program read it, until a curator has accepted it.

    HPO gives IEA to what it parses from OMIM's text, TAS to what a curator takes from a knowledge base or a reference page, and PCS
    to what a curator takes from a published study. So an accepted claim is TAS, or PCS where its page is an article. A claim of
    another graph keeps the code that it has there, unless it is open.
    """
    if is_signed(claim):
        return _FROM_STUDY if claim.source.publication else _BY_CURATOR
    if claim.hedged:
        return BY_PROGRAM
    return next((_OF_OTHERS[code] for code in claim.evidence_codes if code in _OF_OTHERS), BY_PROGRAM)


def biocuration(claim: Claim, day: str) -> str:
    """Who and when: the curators that accepted or made the claim, else this program on the page's day.

    Args:
        claim: the claim.
        day: an ISO date for a claim whose page has none, so that the same graph gives the same row whenever it is written.
    """
    if not is_signed(claim):
        return f"{_PROGRAM}[{iso_day(claim.source.modified) or day}]"
    names = [f"{curator.upper() if curator.startswith('orcid:') else curator}" for curator in claim.curators]
    days = claim.curators_days or claim.accepted
    return ";".join(f"{name}[{day}]" for name, day in zip(names, days, strict=False) if day)


def reference_cell(claim: Claim) -> str:
    """What was read: the article that the page is, else the page's address, else the IRI that the graph has for the page.

    What the page cites was not read, and is no reference. A claim without a quote was not read but taken from another graph: the
    works that it has there are its references, too.
    """
    source = claim.source
    read = source.publication or source.web_page or source.iri
    return read if claim.quotes else ";".join(dict.fromkeys((read, *cited_works(claim))))


def cited_works(claim: Claim) -> list[str]:
    """The works the page cites for the claim; a work without a printed identifier has none that HPO's readers know."""
    return [work for work in claim.publications if not work.startswith("pohpub:")]


def sex_cell(claim: Claim) -> str:
    """MALE or FEMALE, where the claim is of one sex alone."""
    found = {_SEX.get(value, "") for value in claim.detail("biolink:sex_qualifier")}
    return found.pop() if len(found) == 1 else ""


def frequency_cell(claim: Claim) -> str:
    """n/m, else a percentage, else HPO's term; two figures in one claim say neither."""
    counts, totals, percentages = (
        claim.detail(f"biolink:{slot}") for slot in ("has_count", "has_total", "has_percentage")
    )
    if len(counts) == len(totals) == 1:
        return f"{counts[0]}/{totals[0]}"
    if len(percentages) == 1:
        return f"{float(percentages[0]):g}%"
    return claim.frequency


def iso_day(text: str) -> str:
    """The text where it is an ISO date, else the empty string.

    >>> iso_day("2024-05-01"), iso_day("May 2024")
    ('2024-05-01', '')
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
