"""Candidates for HPO's annotations as rows that its curators know: those of phenotype.hpoa, and those of its "small files".

The columns of phenotype.hpoa are what HPO releases (https://obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa/).
Small files are what its curators edit, one for each disease, and what pyphetools and GA4GH phenotools write; HpoAnnotQc reads
them (https://github.com/monarch-initiative/hpoannotqc, docs/smallfile.md).
"""

from collections.abc import Callable, Collection

from pohgraph.compare.candidates import Candidate
from pohgraph.export.tables.annotation_cells import (
    biocuration,
    cited_works,
    evidence_code,
    frequency_cell,
    reference_cell,
    sex_cell,
)
from pohgraph.export.tables.hpoa import COLUMNS
from pohgraph.model import Claim

Label = Callable[[str], str]
# Beside HPO's columns: how much it says, who says so and in which words. `claims` are what `pohgraph review --worklist` reads.
_BESIDE = (
    "term",
    "information",
    "added",
    "closest",
    "sources",
    "state",
    "section",
    "quote",
    "document",
    "cites",
    "note",
    "claims",
)
WORKLIST_COLUMNS = (*COLUMNS, *_BESIDE)
SMALL_FILE_COLUMNS = (
    "#diseaseID",
    "diseaseName",
    "phenotypeID",
    "phenotypeName",
    "onsetID",
    "onsetName",
    "frequency",
    "sex",
    "negation",
    "modifier",
    "description",
    "publication",
    "evidence",
    "biocuration",
)
FORMS = {"hpoa": WORKLIST_COLUMNS, "small-file": SMALL_FILE_COLUMNS}
# Under which number a curator enters it, the best first: HPO edits OMIM's diseases itself and takes Orphanet's from Orphanet.
REGISTRIES = ("OMIM:", "ORPHA:")


def entry_of(entries: Collection[str]) -> str:
    """The identifier under which a curator enters a disease, of those that HPO annotates; "" for none.

    >>> entry_of(["ORPHA:2", "OMIM:3"]), entry_of([])
    ('OMIM:3', '')
    """
    return next((name for registry in REGISTRIES for name in entries if name.startswith(registry)), "")


def worklist_row(form: str, entry: str, candidate: Candidate, label: Label, day: str) -> tuple[str, ...]:
    """A candidate as a row of a form.

    Args:
        form: one of `FORMS`.
        entry: the identifier of the disease at OMIM or Orphanet.
        candidate: what to write.
        label: what a disease or a term is called, by its CURIE.
        day: an ISO date for a claim whose page has none.
    """
    return (_small_file if form == "small-file" else _hpoa)(entry, candidate, label, day)


def _hpoa(entry: str, candidate: Candidate, label: Label, day: str) -> tuple[str, ...]:
    best = candidate.best
    term = str(best.object)
    return (
        entry,
        label(entry),
        "",
        term,
        reference_cell(best),
        evidence_code(best),
        best.onset,
        frequency_cell(best),
        sex_cell(best),
        "",
        candidate.aspect,
        biocuration(best, day),
        label(term),
        f"{candidate.information:.2f}",
        f"{candidate.added:.2f}",
        f"{label(candidate.closest)} {candidate.closest}" if candidate.closest else "",
        str(candidate.witnesses),
        best.state,
        " ".join(dict.fromkeys(passage.section for passage in best.passages if passage.section)),
        " | ".join(dict.fromkeys(_one_line(quote) for claim in candidate.claims for quote in claim.quotes)),
        " | ".join(dict.fromkeys(claim.source.name for claim in candidate.claims)),
        " ".join(dict.fromkeys(_cited(candidate))),
        _note(best),
        " ".join(claim.id for claim in candidate.claims),
    )


def _small_file(entry: str, candidate: Candidate, label: Label, day: str) -> tuple[str, ...]:
    best = candidate.best
    term = str(best.object)
    words = " | ".join(_one_line(quote) for quote in best.quotes)
    return (
        entry,
        label(entry),
        term,
        label(term),
        best.onset,
        label(best.onset) if best.onset else "",
        frequency_cell(best),
        sex_cell(best),
        "",
        "",
        f'{"open: " if candidate.is_open else ""}"{words}" ({best.source.name}; {" ".join(c.id for c in candidate.claims)})',
        reference_cell(best),
        evidence_code(best),
        biocuration(best, day),
    )


def _cited(candidate: Candidate) -> list[str]:
    return [work for claim in candidate.claims for work in cited_works(claim)]


def _note(claim: Claim) -> str:
    """What else limits the claim, and what the page prints of how often, where that is no number of HPO's."""
    printed = "; ".join(claim.frequency_texts)
    return "; ".join(filter(None, (claim.qualifier, printed and f"printed: {printed}")))


def _one_line(text: str) -> str:
    return " ".join(text.split())
