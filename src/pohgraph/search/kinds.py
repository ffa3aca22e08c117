"""The kinds of things that a search tells apart, by the words people use for them."""

from pohgraph.schema.categories import Category

PAGE = "page"
DOCUMENT = "pohgraph:Document"  # the class of a page, which has no category
OTHER = "term"
_CATEGORIES = {
    "disease": Category.DISEASE,
    "gene": Category.GENE,
    "phenotype": Category.PHENOTYPIC_FEATURE,
    "inheritance": Category.GENETIC_INHERITANCE,
    "onset": Category.ONSET,
    "course": Category.CLINICAL_COURSE,
    "modifier": Category.CLINICAL_MODIFIER,
    "publication": Category.PUBLICATION,
}
KINDS = (*_CATEGORIES, PAGE, OTHER)
_KINDS = {category.curie: kind for kind, category in _CATEGORIES.items()} | {DOCUMENT: PAGE}


def kind_of(category: str) -> str:
    """The kind of a Biolink category, or of the class of a page. Of a node with several, the least one counts.

    >>> kind_of("biolink:PhenotypicFeature"), kind_of("biolink:Pathway"), kind_of("pohgraph:Document")
    ('phenotype', 'term', 'page')
    """
    return _KINDS.get(category, OTHER)


def category_of(kind: str) -> str:
    """The Biolink category of a kind, without its prefix; empty where the kind is none of one category.

    >>> category_of("phenotype"), category_of("entity")
    ('PhenotypicFeature', '')
    """
    return _CATEGORIES[kind].value if kind in _CATEGORIES else ""
