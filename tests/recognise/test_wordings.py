"""Findings in words no vocabulary lists: which name they are, and which rule says so."""

from collections.abc import Callable

import pytest

from pohgraph.model import Mention

Find = Callable[[str], list[Mention]]

FOUND = [
    # A word for a word
    ("He has swallowing problems.", "swallowing problems", "HP:0002015", "problem for difficulty"),
    ("prominent cheeks", "prominent cheeks", "HP:0000293", "prominent for full"),
    ("a wide and thin helix", "thin helix", "HP:0009905", "ear left out"),
    ("EARS: fleshy lobe", "fleshy lobe", "HP:0009748", "ear lobe for earlobe"),
    ("syndactyly of the left hand", "syndactyly of the left hand", "HP:0006101", "hand for finger"),
    ("low platelets", "low platelets", "HP:0001873", "count left out"),
    ("increased thirst", "increased thirst", "HP:0001959", "increased for extreme"),
    ("increased appendicular tone", "increased appendicular tone", "HP:0002509", "increased tone for hypertonia"),
    ("hyperextension of the elbows", "hyperextension of the elbows", "HP:0010485", "reworded"),
    ("reduced deep tendon reflexes", "reduced deep tendon reflexes", "HP:0001315", "reworded"),
    ("crossed eyes", "crossed eyes", "HP:0000486", "reworded"),
    ("a reduction in the number of the red cells and platelets", "platelets", "HP:0001873", "coordinated"),
    (
        "bilateral undescended testes",
        "bilateral undescended testes",
        "HP:0008689",
        "undescended testis for cryptorchidism",
    ),
    ("bleeding in the digestive tract", "bleeding in the digestive tract", "HP:0002239", "reworded"),
    # Slips of the pen
    ("Dolicocephaly was noted.", "Dolicocephaly", "HP:0000268", "spelling: dolichocephaly"),
    ("a long philrum", "long philrum", "HP:0000343", "spelling: philtrum"),
    ("a capilary malformation", "capilary malformation", "HP:0025104", "spelling: capillary"),
    # Abbreviations of notes
    ("bowing of LE bilaterally", "bowing of LE", "HP:0002979", "abbreviation: LE"),
    ("She has a high CK.", "high CK", "HP:0003236", ""),
    # Compounds
    ("a tracheo-esophageal fistula", "tracheo-esophageal fistula", "HP:0002575", ""),
    # Around a parenthesis
    ("writhing (choreiform) movements", "(choreiform) movements", "HP:0002072", ""),
    ("open sores (ulcers) in the mouth", "open sores (ulcers) in the mouth", "HP:0000155", ""),
    # A thing described, and its name behind it
    (
        "absence of the outer bone of the forearm (ulna)",
        "absence of the outer bone of the forearm (ulna)",
        "HP:0003982",
        "",
    ),
    (
        "absence (agenesis) of the band that joins both sides of the brain (corpus callosum)",
        "absence (agenesis) of the band that joins both sides of the brain (corpus callosum)",
        "HP:0001274",
        "",
    ),
    (
        "downslanting eyelid folds (palpebral fissures)",
        "downslanting eyelid folds (palpebral fissures)",
        "HP:0000494",
        "",
    ),
    # A member of a list with nothing of its own but an ordinary word
    ("central or obstructive sleep apnea", "central", "HP:0010536", "coordinated"),
    # The noun of a verb behind its thing
    ("progressive skin thickening", "skin thickening", "HP:0001072", "reworded"),
    # Measurements, and a word for a kind before a name
    (
        "high levels of phenylalanine in the blood",
        "high levels of phenylalanine in the blood",
        "HP:0004923",
        "hyperphenylalaninemia in other words",
    ),
    ("elevated plasma phytanic acid levels", "elevated plasma phytanic acid", "HP:0010571", "in blood for circulating"),
    ("low urinary calcium excretion", "low urinary calcium excretion", "HP:0003127", "as what urine holds"),
    ("Levels of calcium in the blood are low.", "calcium in the blood are low", "HP:0002901", "predicate"),
    (
        "high levels of the amino acid proline",
        "high levels of the amino acid proline",
        "HP:0008358",
        "hyperprolinemia in other words",
    ),
    # How a measure compares with what most have
    ("Her height was 82.5 cm (-3.2 SD).", "height was 82.5 cm (-3.2 SD", "HP:0004322", "plain words"),
    (
        "head circumference below the third percentile",
        "head circumference below the third percentile",
        "HP:0000252",
        "",
    ),
    (
        "His growth parameters at birth were weight 2.2 kg (<3rd percentile).",
        "at birth were weight 2.2 kg (<3rd percentile",
        "HP:0001518",
        "plain words",
    ),
    ("His weight, height and head circumference were below p3.", "height", "HP:0004322", "plain words"),
    (
        "At birth, her length was 44 cm (<3rd centile).",
        "At birth, her length was 44 cm (<3rd centile",
        "HP:0003561",
        "plain words",
    ),
    (
        "She weighs 24 kg (below p3) and measures 1.2 m (below p3).",
        "measures 1.2 m (below p3",
        "HP:0004322",
        "plain words",
    ),
    ("Children may be ataxic.", "ataxic", "HP:0001251", "derived"),
    # A lesion is a finding
    ("skin lesions on the hands and feet", "skin lesions", "HP:0000951", "lone group word: lesion"),
    ("gastrointestinal lesions", "gastrointestinal lesions", "HP:0025031", "lone group word: lesion, system left out"),
    ("degeneration of the discs", "degeneration of the discs", "HP:0008419", "intervertebral left out"),
    ("wide lateral ventricles", "wide lateral ventricles", "HP:0006956", "wide for dilated"),
    # Adverbs
    ("developmentally delayed infants", "developmentally delayed", "HP:0001263", "reworded"),
    # Auxiliary verbs
    ("Her philtrum has been long.", "long", "HP:0000343", "predicate"),
    ("The philtrum may be long.", "long", "HP:0000343", "predicate"),
    # Verbs end a phrase
    ("the loss of memory worsens", "loss of memory", "HP:0002354", "reworded"),
    ("Her 2nd toe is shorter.", "2nd toe is shorter", "HP:0001885", "predicate"),
    ("a deep plantar crease", "deep plantar crease", "HP:0001869", ""),
    ("She has facial flattening due to pressure.", "facial flattening", "HP:0012368", "reworded"),
    ("redundant skin at the back of the neck", "redundant skin at the back of the neck", "HP:0005989", "reworded"),
    ("axial and appendicular hypotonia", "axial", "HP:0008936", "coordinated"),
    ("He has deformities in his feet, hands and back.", "deformities in his feet", "HP:0001760", "reworded"),
    ("cleft lip or palate", "palate", "HP:0000175", "coordinated"),
    # Everyday phrases for parts of the body
    ("weakness of the arms and legs", "weakness of the arms and legs", "HP:0003690", "everyday words: arms and legs"),
    # … wherever abbreviations stand in parentheses
    ("A hormone (PTH), weak arms and legs", "weak arms and legs", "HP:0003690", "everyday words: arms and legs"),
    (
        "underdevelopment of the colored part of the eye",
        "underdevelopment of the colored part of the eye",
        "HP:0007676",
        "reworded",
    ),
    # Everyday phrases for qualities
    ("Her ears are larger than normal.", "ears are larger than normal", "HP:0000400", ""),
    ("a tongue that sticks out of the mouth", "tongue that sticks out", "HP:0010808", "predicate"),
    ("They lose their hearing.", "lose their hearing", "HP:0000365", "everyday words: lose their"),
    ("He has pain when swallowing.", "pain when swallowing", "HP:0032043", "everyday words: pain when"),
    (
        "difficulty regulating body temperature",
        "difficulty regulating body temperature",
        "HP:0004370",
        "everyday words: difficulty regulating",
    ),
    # Both ends of a range
    ("moderate to severe intellectual disability", "moderate", "HP:0002342", "reworded"),
    ("moderate to severe intellectual disability", "severe intellectual disability", "HP:0010864", "reworded"),
    # A letter with its number
    ("Brachydactyly type A-1 is rare.", "Brachydactyly type A-1", "HP:0009371", "reworded"),
    # What stands before a list is said of all its members
    ("bilateral cleft lip and palate", "bilateral cleft lip", "HP:0100336", ""),
    # What hangs on the last member of a list hangs on the others
    ("unusual bleeding or pain in the mouth", "bleeding", "HP:0030140", "coordinated"),
    # A name of several senses is a finding where nothing says otherwise
    ("days of confusion", "confusion", "HP:0001289", ""),
    ("the short arms of the patients", "short arms", "HP:0009824", ""),
    ("short eyelid slits", "short eyelid", "HP:0012745", "as short palpebral fissure"),
    ("short eyelid folds (palpebral fissures)", "short eyelid", "HP:0012745", "as short palpebral fissure"),
    # What people cannot do
    ("He is unable to walk.", "unable to walk", "HP:0002540", "reworded"),
    # Headings
    ("EARS: slightly low-set with thin helices", "low-set", "HP:0000369", "heading"),
    ("EARS: low set, thin helices", "low set", "HP:0000369", "heading"),
    ("EYES: slight upslant", "upslant", "HP:0000582", "heading"),
    # Frames of quantity
    ("They have too few platelets.", "too few platelets", "HP:0001873", "everyday words: too few"),
    ("a shortage of white blood cells", "shortage of white blood cells", "HP:0001882", "everyday words: shortage of"),
    ("The body makes too many platelets.", "too many platelets", "HP:0001894", "everyday words: too many"),
    # How much there is of what is made, and how much something does
    (
        "an overproduction of androgens",
        "overproduction of androgens",
        "HP:0030348",
        "everyday words: overproduction of",
    ),
    ("insufficient production of cortisol", "insufficient production of cortisol", "HP:0008163", ""),
    ("a deficiency in the number of B cells", "deficiency in the number of B cells", "HP:0010976", ""),
    ("excess amounts of iron in the blood", "excess amounts of iron in the blood", "HP:0003452", ""),
    ("diminished size of the uterus", "diminished size of the uterus", "HP:0000013", ""),
    ("reduced uterine size", "reduced uterine size", "HP:0000013", "decreased size for small"),
    # What is shaped, placed or works otherwise
    ("a pupil that is out of place", "pupil that is out of place", "HP:0009918", "everyday words: out of place"),
    ("a distorted iris", "distorted iris", "HP:0000525", "distortion for abnormality"),
    ("an altered sense of smell", "altered sense of smell", "HP:0004408", "altered for abnormality"),
    ("abnormal development of the nose", "abnormal development of the nose", "HP:0000366", ""),
    # Our own wordings
    ("poor depth perception", "poor depth perception", "HP:0011515", ""),
    ("They trip and show language regression.", "language regression", "HP:0002376", ""),
    ("a loss of range of motion in the joints", "loss of range of motion in the joints", "HP:0001376", ""),
    ("epileptiform activity on EEG", "epileptiform activity on EEG", "HP:0002353", ""),
    ("It leads to a hormonal imbalance.", "hormonal imbalance", "HP:0003117", ""),
    ("slow emptying of the stomach", "slow emptying of the stomach", "HP:0002578", ""),
    ("thiamine deficiency", "thiamine deficiency", "HP:0100503", ""),
    # Tissues and linings
    ("inflammation of the lining of the colon", "inflammation of the lining of the colon", "HP:0002583", ""),
    ("ulcers of the mucous membranes of the mouth", "ulcers of the mucous membranes of the mouth", "HP:0000155", ""),
    ("necrosis of muscle tissue", "necrosis of muscle tissue", "HP:0003713", "everyday words: muscle tissue"),
    ("inflammation of the saliva glands", "inflammation of the saliva glands", "HP:0031281", ""),
    ("anomalies of the lower spine", "anomalies of the lower spine", "HP:0100712", "everyday words: lower spine"),
    # What does not come about
    ("They fail to gain weight.", "fail to gain weight", "HP:0001508", "everyday words: fail to gain weight"),
    (
        "There was a failure in weight gain.",
        "failure in weight gain",
        "HP:0001508",
        "everyday words: failure in weight gain",
    ),
    # A broader synonym as a predicate
    ("The head appears small.", "head appears small", "HP:0000252", "predicate"),
    # Suspended hyphens and verbs of place
    ("hypo- or hypertonia", "hypo", "HP:0001252", "suspended hyphen: hypo-"),
    ("Cysts may form in the kidneys.", "Cysts may form in the kidneys", "HP:0000107", "reworded"),
]


@pytest.mark.parametrize(("text", "words", "curie", "step"), FOUND, ids=[row[0] for row in FOUND])
def test_a_finding_is_known_in_other_words(phenotypes: Find, text: str, words: str, curie: str, step: str) -> None:
    """The mention holds the text's own words, the term, and the rule that led there."""
    found = {m.text: m for m in phenotypes(text)}
    assert words in found, found
    assert found[words].reference.curie == curie
    assert not step or step in found[words].candidates[0].steps


NOT_FOUND = [
    ("Seizures are symptomatic of this disorder.", "HP:0011145"),
    ("the stoppage of breathing", "HP:0003376"),
    ("The severity of the infection varies.", "HP:0032169"),
    ("conduction abnormalities of the heart", "HP:0000708"),
    ("The lungs, chest cavity and diaphragm are seen.", "HP:0033655"),
    ("eye and teeth abnormalities", "HP:0011078"),
    ("the slowly progressive development of dry patches", "HP:0001263"),
    ("They may be susceptible to this infection.", "HP:0002719"),
    ("an inability to move the eyes", "HP:0003470"),
    ("abnormal, uncontrolled cellular growth", "HP:0001507"),
    ("increased blood pressure (hypertension) within the veins of the liver", "HP:0000822"),
    ("weight below the 97th centile", "HP:0004325"),
    ("Her height was below the 5th percentile.", "HP:0004322"),
    ("Height was normal and head circumference below the 3rd percentile.", "HP:0004322"),
    ("His height velocity was below the 3rd percentile.", "HP:0004322"),
    ("Weight gain was below the 3rd percentile.", "HP:0004325"),
    ("At birth, his weight was 2.2 kg (<3rd percentile).", "HP:0004325"),
    ("The weight and height of the placenta were below the 3rd percentile.", "HP:0004325"),
    ("Bleeding was quickly controlled.", "HP:0001892"),
    ("Anemia was absent.", "HP:0001915"),
    ("elevated phenylalanine in the brain", "HP:0004923"),
    ("high levels of copper in the liver", "HP:0032254"),
    ("redness at the injection site", "HP:0010783"),
    ("The pain is triggered by coughing, sneezing or straining.", "HP:0025095"),
    ("loss of inhibition of the kinase", "HP:0000734"),
    ("inability to focus the eyes", "HP:0031987"),
    ("foods high in fat and high cholesterol foods", "HP:0003124"),
    ("It makes too much androgen. Cortisol acts on energy levels, blood sugar levels and mood.", "HP:0003074"),
    ("damage to the cells", "HP:0025461"),
    ("reduced sensitivity to touch and pain", "HP:0012531"),
    ("the large intestine (colon)", "HP:0002251"),
    ("The bones are short when growth of the thigh (femur) stops.", "HP:0003097"),
    ("reduced levels of high-density lipoproteins in the blood", "HP:0012184"),
    ("slow-growing tumors", "HP:0001510"),
    ("urinary anomalies", "HP:0004727"),
    ("itchy skin lesions", "HP:0000951"),
    ("lesions on the hands and feet", "HP:0001155"),
    ("tearing of the iris", "HP:0009926"),
    ("the short arm of chromosome 22", "HP:0009824"),
    ("cell cycle arrest", "HP:0001695"),
    ("to avoid confusion", "HP:0001289"),
    ("a weakness of this study", "HP:0025406"),
    ("He is familiar with it.", "HP:0001249"),
    ("A decision of the deceased was addition.", "HP:0030858"),
    ("lupus erythematosus (LE), bowing of LE", "HP:0002979"),
    ("growth disturbances of the arms, hands and legs", "HP:0001155"),
    ("NOSE: wide and flat bridge", "HP:0000445"),
    ("Seizures are absent.", "HP:0002121"),
    ("hypospadias with overriding scrotum", "HP:0000051"),
    ("cleft lip or palate", "HP:0000202"),
    ("bilateral cleft lip and palate", "HP:0000202"),
    ("pain on swallowing or difficulty with speech", "HP:0002015"),
    ("He cannot walk, and his speech is limited to one word.", "HP:0002300"),
    ("The skin is dry and itchy, and sores form on the feet.", "HP:0030900"),
    ("The eye develops late and the flies display morphological abnormalities.", "HP:0000478"),
    ("Her BMI was 39.", "HP:0031418"),
    ("a normal renal pelvis", "HP:0000125"),
    ("The hair is brittle, and the nails may be thick.", "HP:0001808"),
    ("a disorder that affects the skin, joints and bones", "HP:0025027"),
    ("levels in the blood and urine", "HP:0000790"),
    ("underdevelopment of the middle ear", "HP:0008551"),
    ("low levels of high-density lipoprotein", "HP:0003141"),
    ("swelling below the breast bone Absence of bowel movements", "HP:0010308"),
    ("a loss of sensation in the arms and legs, muscle stiffness", "HP:0008969"),
    ("swelling of the ankles or legs, chest pain", "HP:0012514"),
    ("signs on both sides of the body, and muscle pain", "HP:0033047"),
    ("polyps of the small intestine", "HP:0005245"),
    ("Children fail to grow and gain weight.", "HP:0004324"),
    ("a disorder that affects the development of the face", "HP:0000271"),
    ("poor maternal weight gain", "HP:0001508"),
    ("a reduced ability to control body temperature", "HP:0031987"),
    ("His near sight is good.", "HP:0000545"),
    ("She has a stiff back.", "HP:0003306"),
    ("There was constant cold.", "HP:0002788"),
    ("He has adult-onset diabetes.", "HP:0005978"),
    ("They have continuous seizures in childhood.", "HP:0002133"),
    ("He had a tonic attack.", "HP:0032792"),
    ("They have hair lighter than family members.", "HP:0005599"),
    ("unclear vision", "HP:0000622"),
    ("a limited range of motion at the elbows; pain in the knees", "HP:0010501"),
    # What is usual, or is not said of anyone
    ("Babies do not go through puberty.", "HP:0008197"),
    ("Frequent tripping is seen.", "HP:0001288"),
    ("Orotic acid in the urine was measured.", "HP:0003218"),
    ("The production of phlegm is reduced.", "HP:0033709"),
    ("an inability to straighten the fingers", "HP:0012785"),
    ("The cells are sensitive to cold temperatures.", "HP:6000855"),
    ("Cameras have a limited range of motion.", "HP:0001376"),
    ("The blood pressure falls to normal.", "HP:0002615"),
    ("Poor blood supply to the brain is one cause.", "HP:0002637"),
    ("High blood pressure in lung disease is common.", "HP:0002092"),
    ("Epileptiform activity is seen.", "HP:0011182"),
    ("Patients have difficulty coughing up sputum.", "HP:0031245"),
    ("an anomaly of head and neck", "HP:0000152"),
    # Parts and functions
    ("abnormal functioning of the heart", "HP:0001627"),
    ("a limited ability to speak", "HP:0000750"),
    ("Cysts with a slow growth rate are harmless.", "HP:0001510"),
    ("fusion of two vertebrae to treat a curve", "HP:0002948"),
    ("an altered metabolism", "HP:0001939"),
    ("distorted joints", "HP:0001367"),
    ("short eyelid folds", "HP:0012745"),
]


@pytest.mark.parametrize(("text", "curie"), NOT_FOUND, ids=[row[0] for row in NOT_FOUND])
def test_words_of_another_sense_are_no_finding(phenotypes: Find, text: str, curie: str) -> None:
    """What only looks like a name is not taken for one."""
    assert curie not in {m.reference.curie for m in phenotypes(text)}


def test_two_names_may_share_words(phenotypes: Find) -> None:
    """What is said twice of a thing named once are two findings."""
    found = {m.text: m.reference.curie for m in phenotypes("Short 5th fingers with clinodactyly.")}
    assert found == {"Short 5th fingers": "HP:0009237", "5th fingers with clinodactyly": "HP:0004209"}


def test_a_quality_before_and_one_behind_are_two_findings(phenotypes: Find) -> None:
    """What is said of a thing across a verb leaves standing what is said of it before."""
    found = {m.reference.curie for m in phenotypes("Extremely long toes which are hypermobile.")}
    assert "HP:0010511" in found


CONTEXTS = [
    ("a sore that does not heal, hoarseness", "hoarseness", "plain"),
    ("a feeling of not being able to empty the bladder, blood in the urine", "blood in the urine", "plain"),
    ("The two should not be confused, both can be associated with deafness.", "deafness", "plain"),
    ("Anxiety, fatigue, and other stress can increase the severity of the signs.", "fatigue", "hedged"),
    ("attacks triggered by fever", "fever", "hedged"),
    ("They do not have seizures, ataxia or deafness.", "ataxia", "negated"),
    ("Seizures are absent.", "Seizures", "negated"),
    ("He is unable to walk without help and has seizures.", "seizures", "plain"),
    ("She denies ataxia or deafness.", "deafness", "negated"),
    ("She was never hospitalized for seizures.", "seizures", "hedged"),
    ("She never had seizures.", "seizures", "negated"),
    ("Ataxia may be due to deafness.", "deafness", "hedged"),
]


@pytest.mark.parametrize(("text", "words", "meant"), CONTEXTS, ids=[row[0] for row in CONTEXTS])
def test_how_a_finding_is_meant(phenotypes: Find, text: str, words: str, meant: str) -> None:
    """A denial ends with the clause it stands in; what sets off an attack is no finding."""
    (context,) = [m.context for m in phenotypes(text) if m.text == words]
    assert ("negated" if context.negated else "hedged" if context.hedged else "plain") == meant
