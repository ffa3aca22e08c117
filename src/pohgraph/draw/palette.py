"""Colours that colour-blind readers can tell apart: those of Okabe and Ito, one for each kind of thing.

No colour stands alone: pictures give shape, position or a word as well.
"""

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
GREY = "#595959"  # darker than most: a mid grey is green to those without red cones
INK = "#222222"  # text
FAINT = "#D9D9D9"  # grid and empty cells

# Biolink category -> its colour; what is not listed is grey.
CATEGORY_COLOURS = {
    "Disease": VERMILION,
    "Gene": BLUE,
    "PhenotypicFeature": GREEN,
    "GeneticInheritance": SKY,
    "Onset": ORANGE,
    "ClinicalCourse": ORANGE,
    "ClinicalModifier": ORANGE,
    "Document": BLACK,
    "Literal": GREY,
}
# What a mention is -> the category whose colour it has.
MENTION_CATEGORIES = {
    "phenotype": "PhenotypicFeature",
    "disease": "Disease",
    "gene": "Gene",
    "inheritance": "GeneticInheritance",
    "onset": "Onset",
    "course": "ClinicalCourse",
    "identifier": "Literal",
}
_NAMES = {"PhenotypicFeature": "Phenotype", "GeneticInheritance": "Inheritance", "ClinicalCourse": "Course"}


def category_colour(category: str) -> str:
    """The colour of a Biolink category.

    >>> category_colour("Disease"), category_colour("Unheard")
    ('#D55E00', '#595959')
    """
    return CATEGORY_COLOURS.get(category, GREY)


def category_name(category: str) -> str:
    """A Biolink category in a word people use.

    >>> category_name("PhenotypicFeature"), category_name("ClinicalModifier"), category_name("")
    ('Phenotype', 'Clinical modifier', 'Other')
    """
    if category in _NAMES:
        return _NAMES[category]
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in category).strip()
    return spaced.capitalize() or "Other"
