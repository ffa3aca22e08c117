"""What pages say of a disease beside what HPO's annotations say of it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pohgraph.api.claims import Claim
from pohgraph.api.similar import information_content
from pohgraph.api.table import Table, Term, Value
from pohgraph.errors import QueryError
from pohgraph.model import Reference
from pohgraph.vocab.annotations import AnnotatedDisease, annotated_diseases
from pohgraph.vocab.lexicon import Lexicon, open_lexicon
from pohgraph.vocab.prefixes import expand

if TYPE_CHECKING:
    from pohgraph.api.entity import Disease

_COLUMNS = ("finding", "id", "verdict", "closest", "pages", "hpoa")
# Best first: a finding has the strongest verdict that holds.
_VERDICTS = (
    "both say so",
    "the page is more precise",
    "HPOA is more precise",
    "a page denies it",
    "a page leaves it open",
    "pages alone",
    "HPOA alone",
)


def annotations(curies: Iterable[str]) -> Table:
    """The findings HPO annotates diseases with, by CURIEs of OMIM or Orphanet.

    Raises:
        QueryError: HPO annotates no disease of that CURIE.
    """
    lexicon = open_lexicon()
    rows: list[tuple[Value, ...]] = []
    for curie in curies:
        disease = annotated(curie)
        for flag, terms in (("", disease.present), ("excluded", disease.excluded)):
            for found in sorted((_term(lexicon, term) for term in terms), key=lambda term: (term.label.lower(), term)):
                often = _often(lexicon, terms[found])
                rows.append((disease.name, _identifier(curie), found.label, found, often, flag))
    return Table(("disease", "disease_id", "finding", "id", "often", "flags"), rows, title="HPO's annotations")


def annotated(curie: str) -> AnnotatedDisease:
    """A disease as HPO annotates it.

    Raises:
        QueryError: HPO annotates no disease of that CURIE.
    """
    found = annotated_diseases().get(curie)
    if found is None:
        raise QueryError(f"HPO annotates no disease {curie!r}", hint="an OMIM or ORPHA number, as in OMIM:166350")
    return found


def annotated_identifiers(disease: "Disease") -> list[str]:
    """The identifiers of a disease under which HPO annotates it: exact matches alone."""
    exact = [str(row["id"]) for row in disease.identifiers() if row["strength"] == "skos:exactMatch"]
    return [curie for curie in (disease.curie, *exact) if curie in annotated_diseases()]


def compare(disease: "Disease") -> Table:
    """See `Disease.compare`."""
    identifiers = annotated_identifiers(disease)
    lexicon = open_lexicon()
    above = information_content(lexicon).ancestors
    known = {term: frequency for curie in identifiers for term, frequency in annotated(curie).present.items()}
    said: dict[str, list[Claim]] = {}
    withheld: dict[str, list[Claim]] = {}
    for claim in disease.phenotypes(withheld=True):
        if not claim.borrowed:
            (said if claim.stated else withheld).setdefault(str(claim.object), []).append(claim)
    broader = {term: sorted((above(term) & known.keys()) - {term}) for term in said}
    narrower = {term: sorted(other for other in known if term in above(other) - {other}) for term in said}
    rows: list[tuple[str, Term, str, str, str, str]] = []
    for term in {*said, *known}:
        if term in said:
            verdict, closest = _verdict(term in known, broader[term], narrower[term])
        elif any(term in (*broader[other], *narrower[other]) for other in said):
            continue  # named beside the finding of the page that is more or less precise
        else:
            verdict, closest = _doubt(withheld.get(term, ())), []
        found = _term(lexicon, term)
        often = (_often(lexicon, known[term]) or "yes") if term in known else ""
        near = "; ".join(sorted(lexicon.label(Reference.parse(other)) for other in closest))
        rows.append((found.label, found, verdict, near, _pages(said.get(term) or withheld.get(term) or ()), often))
    rows.sort(key=lambda row: (_VERDICTS.index(row[2]), row[0].lower(), row[1]))
    title = f"{disease.label}: pages beside HPOA ({', '.join(identifiers) or 'not annotated'})"
    return Table(_COLUMNS, rows, title=title)


def _verdict(known: bool, broader: Sequence[str], narrower: Sequence[str]) -> tuple[str, Sequence[str]]:
    if known:
        return "both say so", ()
    if broader:
        return "the page is more precise", broader
    return ("HPOA is more precise", narrower) if narrower else ("pages alone", ())


def _doubt(claims: Sequence[Claim]) -> str:
    if any(claim.negated for claim in claims):
        return "a page denies it"
    return "a page leaves it open" if claims else "HPOA alone"


def _pages(claims: Sequence[Claim]) -> str:
    return "; ".join(sorted({claim.source.label or claim.source for claim in claims}))


def _often(lexicon: Lexicon, frequency: str) -> str:
    """A frequency as the file has it, its terms by their labels."""
    return lexicon.label(Reference.parse(frequency)) if frequency.startswith("HP:") else frequency


def _term(lexicon: Lexicon, curie: str) -> Term:
    reference = Reference.parse(curie)
    return Term(curie, label=lexicon.label(reference), iri=expand(reference))


def _identifier(curie: str) -> Term:
    return Term(curie, iri=expand(Reference.parse(curie)))
