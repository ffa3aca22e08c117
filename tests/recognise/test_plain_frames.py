"""Clauses in plain words that say what a name says."""

from collections.abc import Callable

import pytest

from pohgraph.language.sentences import find_sentences
from pohgraph.language.words import loose_key
from pohgraph.model import Mention, Span
from pohgraph.recognise.match.plain_frames import plain_frames

KEYS = frozenset(
    map(
        loose_key,
        ("Fragile skin", "Fragile nails", "Back pain", "Leg pain", "Abdominal pain", "Tall stature", "Anhidrosis"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The skin breaks easily.", [("skin breaks easily", "")]),
        ("Nails and skin may tear easily.", [("Nails", "tear easily"), ("skin may tear easily", "")]),
        ("They have nails that break easily.", [("nails that break easily", "")]),
        ("People with thin skin break easily into tears.", []),
        ("A crust over the skin may tear easily.", []),
        ("Glass breaks easily.", []),
        ("There is pain in the abdomen, back or legs.", [("back", "pain in"), ("legs", "pain in"), ("pain in the abdomen", "")]),
        ("Pain in the abdomen and fever that comes back.", [("Pain in the abdomen", "")]),
        ("Affected adults are often very tall.", [("are often very tall", "")]),
        ("The vertebrae are tall.", []),
        ("They do not sweat.", [("do not sweat", "")]),
        ("They do not faint.", []),
    ],
)  # fmt: skip
def test_a_frame_makes_a_name_with_what_it_is_said_of(text: str, expected: list[tuple[str, str]]) -> None:
    """Its subject or object, with the other members of the list, where the vocabulary has the name; else nothing."""
    found = plain_frames(text, find_sentences(text, [Span(0, len(text))]), KEYS)
    assert sorted((text[slice(*f.span)], text[slice(*f.entity)] if f.entity else "") for f in found) == expected


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Their hands shake.", ["Hand tremor"]),
        ("The muscles of the calf waste away.", []),
        (
            "The kidneys leak sugar, phosphate and amino acids.",
            ["Glycosuria", "Renal phosphate wasting", "Hyperphosphaturia", "Aminoaciduria"],
        ),
        ("Blood tests may show too much iron in the blood.", ["Increased circulating iron concentration"]),
        ("The kidneys stop working.", ["Renal insufficiency"]),
        ("The gene stops working.", []),
        (
            "The joints most often affected are the wrist and the knee.",
            ["Abnormality of the wrist", "Abnormality of the knee"],
        ),
        (
            "The most commonly involved organs are the liver, spleen and skin.",
            ["Abnormality of the liver", "Abnormality of the spleen", "Abnormality of the skin"],
        ),
        ("The eyes and the skin are usually affected.", ["Abnormality of the eye", "Abnormality of the skin"]),
        ("Tendons in the hands and feet are often affected.", []),
        (
            "Glands in the neck, the liver and the spleen are affected.",
            ["Abnormality of the liver", "Abnormality of the spleen"],
        ),
        (
            "Children usually stop walking by the age of ten, and she has stopped growing.",
            ["Loss of ambulation", "Growth delay"],
        ),
        ("They stop growing earlier than usual.", []),
        ("Girls are more often affected by it, and the enzyme is affected.", []),
        ("The kidneys are involved in growth.", []),
        ("In some cases, the heart (cardiac) muscle is affected.", []),
        ("It can be accompanied by hepatic and auditory manifestations.", ["Abnormality of the liver"]),
        (
            "They have extrarenal cutaneous, skeletal and ocular signs.",
            ["Abnormality of the skin", "Abnormality of the skeletal system", "Abnormality of the eye"],
        ),
        ("They have ocular and skeletal signs such as cataract.", ["Cataract"]),
        ("Skeletal and ocular manifestations differ.", []),
        ("They have clinical and radiological signs, and renal symptoms.", []),
        ("The stiffness begins in childhood and progresses slowly.", []),
        ("Puberty comes late.", ["Delayed puberty"]),
        (
            "They have severe viral and fungal infections.",
            ["Recurrent fungal infections", "Recurrent viral infections"],
        ),
        ("It is a viral infection.", []),
        ("Symptoms come late.", []),
        ("Babies are small at birth.", ["Small for gestational age"]),
        ("Children are slow to reach milestones.", ["Global developmental delay"]),
        ("They have trouble swallowing food.", ["Dysphagia"]),
        ("They have trouble making friends.", ["Impaired ability to form peer relationships"]),
        ("Difficulty coordinating eye movements is seen.", []),
        ("High blood pressure is common.", ["Hypertension"]),
        ("High blood pressure in the arteries of the lungs is common.", ["Pulmonary arterial hypertension"]),
        ("High blood pressure in the portal vein is common.", ["Portal hypertension"]),
        ("Fits of laughter are common.", []),
        ("The milk teeth fall out early.", ["Premature loss of primary teeth"]),
        ("Some affected children never learn to speak.", ["Absent speech"]),
        ("They do not speak until they are four.", []),
        ("Polyps bleed easily.", []),
        ("Affected people bleed easily.", ["Abnormal bleeding"]),
        ("Children who are tall may be treated.", []),
        ("They have a downward slant to the eyes.", ["Downslanted palpebral fissures"]),
        ("Eyes that do not look in the same direction are common.", ["Strabismus"]),
        ("Premature fusion of certain skull bones is common.", ["Craniosynostosis"]),
        ("There is a single line in the palm of the hand.", ["Single transverse palmar crease"]),
        ("Partial webbing or fusing of fingers or toes is seen.", ["Syndactyly"]),
        ("Many develop diabetes.", ["Diabetes mellitus"]),
        ("They have no speech.", ["Absent speech"]),
        ("Mothers had gestational diabetes.", []),
        ("People with a weakened immune system get it.", []),
        ("It suppresses the growth of tumors.", []),
        ("There are small depressions in the palms.", []),
        ("She cannot chew.", ["Impaired mastication"]),
        ("Parents cannot see the rash.", ["Skin rash"]),
        ("All infants cannot chew.", []),
        ("Newborns cannot see clearly.", []),
        ("Affected infants cannot see clearly.", ["Visual impairment"]),
        ("Doctors, however, could not see.", []),
        ("Doctors listen, but they cannot hear anything.", []),
        ("Doctors find that they cannot hear.", ["Hearing impairment"]),
        ("Doctors say that patients cannot climb stairs.", ["Difficulty climbing stairs"]),
        ("Blisters appear on parts of the body exposed to the sun.", ["Cutaneous photosensitivity"]),
        ("The skin lesions are aggravated by sunlight.", ["Cutaneous photosensitivity"]),
        ("Freckles appear on skin exposed to the sun.", ["Freckles in sun-exposed areas"]),
        ("Sweating is brought on by cold.", ["Cold-induced sweating"]),
        (
            "Leg cramps and myoglobinuria are provoked by exertion.",
            ["Exercise-induced leg cramps", "Exercise-induced myoglobinuria"],
        ),
        ("Colds are brought on by exercise.", []),
        ("Amino acids appear in the urine.", ["Aminoaciduria"]),
        ("Copper is excreted in the urine.", []),
        (
            "Resorption of glucose by the renal tubules is defective.",
            ["Impaired renal tubular reabsorption of glucose"],
        ),
        ("Tubular amino acid reabsorption is reduced.", ["Abnormal renal tubular resorption"]),
        ("Resorption of bone is reduced.", []),
        (
            "The disease is caused by deficient activity of galactocerebrosidase.",
            ["Reduced tissue galactocerebrosidase activity"],
        ),
        ("Reduced activity of children is common.", []),
        ("X-rays show irregularities of the ribs.", ["Abnormal rib morphology"]),
        ("Her nails tear at the slightest touch.", ["Fragile nails"]),
        ("The urine contains protein.", ["Proteinuria"]),
        ("The urine contains reducing sugars.", []),
        ("Urine turns black on standing.", ["Dark urine"]),
        ("Her blood pressure drops when she stands up.", ["Orthostatic hypotension"]),
        ("Drugs make the blood pressure drop.", ["Hypotension"]),
        ("He had ear infections all the time.", ["Recurrent ear infections"]),
        ("He can no longer walk, but he can no longer drive.", ["Loss of ambulation"]),
        ("His head was too big.", ["Macrocephaly"]),
        ("His feet burn, and he burned his hand.", ["Acroparesthesia"]),
        ("The baby turned blue.", ["Cyanosis"]),
        ("The litmus turned blue.", []),
        ("Her heart races.", ["Palpitations"]),
        ("He passed out, and then passed out of the school.", ["Syncope"]),
        ("His thumbs bend backwards.", ["Joint hypermobility"]),
        ("His back is badly bent.", ["Abnormal curvature of the vertebral column"]),
        ("He is small for his age.", ["Short stature"]),
        ("She has stopped growing.", ["Growth delay"]),
        ("Her kidneys have stopped working.", ["Renal insufficiency"]),
        ("He needs help with washing.", ["Impairment of activities of daily living"]),
        ("He needs help with homework.", []),
        (
            "The joints most often affected are the knees, and the elbows are not swollen.",
            ["Abnormality of the knee"],
        ),
        ("There is pain in the back, and the legs are long.", ["Back pain"]),
        ("Pain in the abdomen, back, and legs is common.", ["Abdominal pain", "Back pain", "Lower limb pain"]),
        ("Doctors check whether the kidneys are affected.", []),
        ("How the hair is affected depends on copper.", []),
        ("Screening is done before the liver is affected.", []),
        ("Neither the heart nor the kidneys are affected.", []),
        ("With penicillamine, copper is excreted in large amounts in the urine.", []),
        ("Excess water and salt are lost in the urine.", []),
        ("A rash appears in areas exposed to light pressure.", ["Skin rash"]),
        ("His hands burned.", []),
        ("Small stones may be passed out spontaneously.", []),
        ("Patients had passed out urine.", []),
        ("She blacked out the windows.", []),
        ("She blacked out when she stood up.", ["Syncope"]),
        ("Surgery is delayed until the patients have stopped growing.", []),
        ("Tumors grow for a year, and then they stopped growing.", ["Neoplasm"]),
        ("Parents need help with daily care.", []),
        ("When cells are stained for iron they turn blue.", []),
        ("His lips went blue.", ["Cyanosis"]),
        ("Fingers bend backward.", ["Hyperextensibility of the finger joints"]),
        (
            "It causes damage to the liver, kidneys and heart.",
            ["Abnormality of the liver", "Abnormality of the kidney", "Abnormal heart morphology"],
        ),
        (
            "Patients have a reduced sensitivity to heat, touch and vibration.",
            ["Impaired temperature sensation", "Impaired tactile sensation", "Impaired vibratory sensation"],
        ),
        (
            "The heart, the liver and the kidneys become damaged.",
            ["Abnormal heart morphology", "Abnormality of the liver", "Abnormality of the kidney"],
        ),
        ("The retina becomes damaged, and cells are damaged.", ["Retinopathy"]),
        ("The optic nerve is damaged. Damage to the optic nerve is seen.", ["Optic neuropathy"] * 2),
        ("Damage to the skin, the hair or the teeth is seen. The skin is damaged.", []),
        ("The liver is damaged by surgery. Damage to the heart can be prevented.", []),
        ("Trauma with damage to the brain is another cause.", []),
        ("White blood cell counts rise, and energy levels drop. Calcium levels rise to normal.", []),
        ("Patients have a reduced sensitivity to smell and an insensitivity to taste.", []),
        ("They have an insensitivity to heat and pain.", ["Impaired temperature sensation", "Pain insensitivity"]),
        ("It causes a dysfunction of the brain barrier.", []),
        ("This difficult feeding technique is taught.", []),
        ("They have a limited ability to walk.", ["Gait disturbance"]),
        ("Difficult chewing and choking are seen.", ["Impaired mastication", "Choking episodes"]),
        ("There is a progressive dysfunction of the brain.", ["Encephalopathy"]),
        ("They have a peculiar facial configuration.", ["Abnormal facial shape"]),
        ("They have problems with bladder control.", ["Urinary incontinence"]),
        ("Wheelchair reliance comes in the third decade.", ["Loss of ambulation"]),
        ("Knees bend backwards.", ["Genu recurvatum"]),
        ("They can have pain in the back, which can also be felt in the abdomen.", ["Back pain", "Abdominal pain"]),
    ],
)
def test_frames_say_findings(phenotypes: Callable[..., list[Mention]], text: str, labels: list[str]) -> None:
    """The name of the finding that HPO has for what is said."""
    assert sorted(mention.candidates[0].label or "" for mention in phenotypes(text)) == sorted(labels)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("They do not sweat.", False),
        ("They do not feel pain.", False),
        ("The kidneys do not work properly.", False),
        ("Affected babies are not small at birth.", True),
        ("It does not make your skin sensitive to sunlight.", True),
        ("They have no hair.", False),
        ("There was no hair loss.", True),
        ("There was no speech delay.", True),
    ],
)
def test_a_negation_of_a_frame_is_its_own(phenotypes: Callable[..., list[Mention]], text: str, negated: bool) -> None:
    """That they do not sweat states that there is no sweat; what stands before a frame denies it."""
    (mention,) = phenotypes(text)
    assert (mention.context.negation is not None) is negated
