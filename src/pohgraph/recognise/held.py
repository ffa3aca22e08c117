"""Where a measured thing is: how much copper the liver holds says nothing of the blood, of which HPO's findings speak."""

import re

from pohgraph.recognise.overlap import Found

_MEASURED = re.compile(r"\bcirculating\b|\b(?:blood|serum|plasma) (?:level|concentration)|\bserum\b")
_STEP = " in other words"  # ends how a Greek name of a measurement was put otherwise
_ELSEWHERE = re.compile(
    r"\s(?:(?:levels?|concentrations?|contents?|amounts?)\s)?(?:"
    r"(?:(?:is|are|was|were)\s(?:\w+ly\s)?(?:found|seen|noted|present|stored|measured|detected)\s)?(?:in|within|inside)\s(?:(?:the|their|his|her|its|an?|some|many|certain|other)\s)?"
    r"(?:(?!blood|serum|plasma|patients|people|and|or|with|of)[\w-]+\s)?"
    r"(?:brains?|livers?|muscles?|tissues?|cells?|fibroblasts|cultures?|medi(?:a|um)|foods?|diets?|water|retinas?|kidneys?|bones?|"
    r"(?:cerebro)?spinal\sfluid|CSF|urine|sweat|saliva|hair|nails?|stools?|f[ae]*ces|bile|milk|amniotic\sfluid|skin|lungs?|heart|"
    r"basal\sganglia|mitochondria|lysosomes|neurons?|organs?|lens|cornea|eyes?)\b"
    r"|on\s(?:brain\s|cerebral\s|proton\s)?(?:MR\b|MRS\b|magnetic|spectroscopy|1?H-MRS))",
)


def is_held_elsewhere(text: str, name: Found) -> bool:
    """Whether a name of what blood has too much or too little of stands before another place that has it."""
    first = name.candidates[0]
    if not _MEASURED.search(first.label) and not any(step.endswith(_STEP) for step in first.steps):
        return False
    return _ELSEWHERE.match(text, name.extent.end) is not None
