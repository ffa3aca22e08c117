"""Names that mean something else where they stand."""

import pytest

from pohgraph.language.words import phrase_key
from pohgraph.model import Span
from pohgraph.recognise.senses import other_sense


@pytest.mark.parametrize(
    ("text", "name", "another"),
    [
        ("tearing of the iris", "tearing", True),
        ("tearing and redness", "tearing", False),
        ("a tear in the retina", "tear", True),
        ("the short arm of chromosome 20", "short arm", True),
        ("the short arms of the boy", "short arms", False),
        ("four short arms (18ps) are there", "short arms", True),
        ("a short arm, known as 4p", "short arm", True),
        ("the short arm and a part of the long arm", "short arm", True),
        ("blind areas in the field", "blind", True),
        ("sensitivity to heat, touch or pain", "pain", True),
        ("reduced sensitivity to heat, pain, and touch", "pain", True),
        ("sensitivity to heat, pain, and fatigue", "pain", False),
        ("a bowl-shaped depression", "depression", True),
        ("long periods of inactivity", "inactivity", True),
        ("splenic hypertension", "hypertension", True),
        ("arterial hypertension", "hypertension", False),
        ("hypertension in the blood vessels of the lungs", "hypertension", True),
        ("hypertension in children with liver disease", "hypertension", False),
        ("hypertension in chronic kidney disease", "hypertension", False),
        ("increased blood pressure in addition to eye pain", "increased blood pressure", False),
        ("high blood pressure in lung disease", "high blood pressure", False),
        ("high blood pressure in the veins", "high blood pressure", True),
        ("a cutting board", "cutting", True),
        ("self-harm such as cutting into the skin", "cutting", False),
        ("to avoid confusion", "confusion", True),
        ("He falls often.", "falls", True),
        ("a progressive course", "progressive", True),
        ("scoliosis of the spine", "scoliosis", False),
        ("blind fistulae of the cheek", "blind", True),
        ("a blind child", "blind", False),
        ("tearing  \n of the iris", "tearing", True),
        ("They are unable to grow and gain weight.", "gain weight", True),
        ("They gain weight at the expected rate.", "gain weight", True),
        ("They quickly gain weight.", "gain weight", False),
        ("acceptable weight gain", "weight gain", True),
        ("rapid weight gain", "weight gain", False),
        ("A tube led to some weight gain.", "weight gain", True),
        ("Then weight gain started to improve.", "weight gain", True),
        ("These are hypersensitivity disorders of the skin.", "hypersensitivity", True),
        ("Nevi come from an overgrowth of skin cells.", "overgrowth", True),
        ("Children have overgrowth of the limbs.", "overgrowth", False),
        ("arthritis of the large joints", "large joints", True),
        ("They have large joints.", "large joints", False),
        ("tearing offspring", "tearing", False),
        ("arterial tearing", "tearing", True),
        ("muscle tearing", "tearing", True),
        ("tearing of one or more large arteries", "tearing", True),
        ("tearing of both lower lids", "tearing", False),
        ("tearing of the back lining of the eye", "tearing", True),
        ("tearing of the left eye", "tearing", False),
        ("tearing of major blood vessels", "tearing", True),
        ("renal tearing", "tearing", True),
        ("tearing of unknown cause", "tearing", False),
        ("excessive tearing", "tearing", False),
        ("tearing of the eyes", "tearing", False),
        ("D1 and D2 are confused by many doctors.", "confused", True),
        ("Boys are confused with healthy children.", "confused", True),
        ("Patients are often confused with alcoholics.", "confused", True),
        ("Patients are confused.", "confused", False),
        ("The boy was confused with a high fever.", "confused", False),
        ("Its names are confused in the literature.", "confused", True),
        ("tumor-like growths", "tumor", True),
        ("tumors, like others", "tumors", False),
        ("a hypoglycemia-inducible promoter", "hypoglycemia", True),
        ("an acidosis-responsive kinase isoform", "acidosis", True),
        ("fever-driven transcription", "fever", True),
        ("the ischemia response of the gene", "ischemia", True),
        ("ischemia response elements", "ischemia", True),
        ("fever-responsive seizures", "fever", False),
        ("hypoglycemia-induced seizures", "hypoglycemia", False),
        ("pain responses of the patients", "pain", False),
        ("cells with a hypoxia response", "hypoxia", True),
        ("resistance to hypoxia", "hypoxia", True),
        ("cyanosis and hypoxia", "hypoxia", False),
        ("depressions (pits) in the lower lip", "depressions", True),
        ("anxiety and depression", "depression", False),
        ("cells that sense touch, pain, and heat", "pain", True),
        ("pain and fever", "pain", False),
        ("normal hearing", "hearing", True),
        ("abnormal hearing", "hearing", False),
        ("more than normal bleeding", "bleeding", False),
        ("surgery such as spinal fusion", "spinal fusion", True),
        ("short ribs and spinal fusion", "spinal fusion", False),
        ("an imbalance of salts", "imbalance", True),
        ("imbalance and falls", "imbalance", False),
        ("They walk with a limp.", "limp", True),
        ("non-scoliosis deformity", "scoliosis", True),
        ("anti-seizure drugs", "seizure", True),
        ("canon scoliosis", "scoliosis", False),
        ("abnormal growth of plasma cells", "abnormal growth", True),
        ("abnormal growth in childhood", "abnormal growth", False),
        ("abnormal growth, excessive hair", "abnormal growth", False),
        ("abnormal growth and rapid division", "abnormal growth", True),
        ("fine needle aspiration", "aspiration", True),
        ("recurrent aspiration", "aspiration", False),
        ("distinctive facial features, including a broad nose", "distinctive facial features", True),
        ("stiff joints and distinctive facial features", "distinctive facial features", False),
    ],
)
def test_the_words_beside_a_name_turn_its_sense(text: str, name: str, another: bool) -> None:
    """The words of the table must stand right beside the name, whole, whatever white space there is."""
    start = text.index(name)
    assert other_sense(text, Span(start, start + len(name)), phrase_key(name)) == ("" if another else None)


@pytest.mark.parametrize(
    "text", ["weakness of the eye muscles", "upper body weakness", "weakness or wasting of the legs"]
)
def test_the_words_beside_a_name_give_it_another_meaning(text: str) -> None:
    """Weakness of a part of the body is one of muscles; the term for the bare word is one of the whole body."""
    start = text.index("weakness")
    assert other_sense(text, Span(start, start + len("weakness")), phrase_key("weakness")) == "muscle weakness"
