"""Which heading a claim stands under, and how its relation reads from either end."""

from functools import cache

from pohgraph.model import Claim, Named
from pohgraph.schema.categories import GENE_PREFIXES
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import PREDICATES, RELATIONS

OTHER = "other"
_OTHER_TITLE = "Other statements"
_OF_GENES = tuple(f"{prefix}:" for prefix in GENE_PREFIXES)
# Group and whether the entity is the object of all its claims -> what it is called then. Genes cause diseases, so that
# genes come to a disease.
_SEEN_FROM = {
    (Group.PHENOTYPES, True): "Diseases with this finding",
    (Group.GENES, False): "Diseases",
    (Group.INHERITANCE, True): "Diseases inherited so",
    (Group.COURSE, True): "Diseases with this onset or course",
    (Group.DIAGNOSIS, True): "Diseases it helps to diagnose",
    (Group.MANAGEMENT, True): "Diseases managed so",
    (Group.PROGNOSIS, True): "Diseases with this prognosis",
    (Group.ABOUT, True): "Pages about it",
    (Group.ABOUT, False): "What it is about",
    (Group.IDENTIFIERS, True): "What it identifies",
}
_INCOMING = {
    "has phenotype": "phenotype of",
    "causes": "caused by",
    "contributes to": "contributed to by",
    "has mode of inheritance": "inheritance of",
    "has parent of origin": "parent of origin of",
    "has variant origin": "origin of the variant in",
    "has onset": "onset of",
    "has clinical modifier": "course of",
    "has diagnostic criterion": "diagnostic criterion of",
    "has management": "management of",
    "has prognosis": "prognosis of",
    "has differential diagnosis": "to be told apart from",
    "about": "described on",
}
_WORDS = {
    "seeAlso": "see also",
    "exactMatch": "exact match",
    "closeMatch": "close match",
    "narrowMatch": "narrower match",
    "broadMatch": "broader match",
    "relatedMatch": "related match",
    "hasDbXref": "cross-reference",
    "hasExactSynonym": "exact synonym",
    "hasBroadSynonym": "broad synonym",
    "hasNarrowSynonym": "narrow synonym",
    "hasRelatedSynonym": "related synonym",
}


def group_of(claim: Claim) -> Group | None:
    """What a person looks for who looks for such a claim; None for relations that are not ours."""
    rows = _groups().get(str(claim.predicate))
    if not rows:
        return None
    is_gene = claim.subject.startswith(_OF_GENES)
    return next((group for group, of_genes in rows if of_genes == is_gene), rows[0][0])


def group_name(group: Group | None) -> str:
    """The name of a group in addresses and code.

    >>> group_name(Group.COURSE), group_name(None)
    ('course', 'other')
    """
    return group.name.lower() if group else OTHER


def group_title(group: Group | None, *, incoming: bool) -> str:
    """What people read above a group; `incoming` where all its claims have the entity as their object.

    >>> group_title(Group.GENES, incoming=True), group_title(Group.GENES, incoming=False)
    ('Genes', 'Diseases')
    """
    return _SEEN_FROM.get((group, incoming), group.value) if group else _OTHER_TITLE


def relation_words(predicate: str, *, incoming: bool = False) -> str:
    """A predicate in words, read from its subject, or from its object where `incoming`.

    >>> relation_words("biolink:has_phenotype"), relation_words("biolink:causes", incoming=True)
    ('has phenotype', 'caused by')
    """
    name = predicate.partition(":")[2] or predicate
    words = _WORDS.get(name) or name.replace("_", " ")
    return _INCOMING.get(words, words) if incoming else words


def place_of(predicate: Named | str) -> int:
    """Where a predicate stands in the table of relations; unknown ones come last."""
    return PREDICATES.index(predicate) if predicate in PREDICATES else len(PREDICATES)


@cache
def _groups() -> dict[str, list[tuple[Group, bool]]]:
    found: dict[str, list[tuple[Group, bool]]] = {}
    for relation in RELATIONS:
        of_genes = any(kind.endswith(":Gene") for kind in relation.subjects)
        found.setdefault(relation.predicate.curie, []).append((relation.group, of_genes))
    return found
