"""What the layout of a page says of its claims: forms and headings that stand over their lines, lists of other disorders."""

from pohgraph.extractors import extract
from pohgraph.model import Assertion
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser


def _claims(recogniser: Recogniser, body: str, predicate: str) -> list[Assertion]:
    page = read_page(f"# Progressive osseous heteroplasia\n\n{body}\n".encode(), name="page.md").document
    return [claim for claim in extract(page, recogniser).assertions if claim.predicate.curie == predicate]


def test_form_over_its_line(recogniser: Recogniser) -> None:
    """Onset and outlook of an item are those of the form that it begins with."""
    body = """Each form begins at a different age:

- Juvenile form. This is the second most common form and starts in children between 3 and 5 years of age. Most survive into adulthood.
- Adult form. This form typically starts after age 16."""
    onsets = _claims(recogniser, body, "pohgraph:has_onset")
    assert {(claim.subject_label.lower(), claim.object_label) for claim in onsets} == {
        ("progressive osseous heteroplasia, juvenile form", "Childhood onset"),
        ("progressive osseous heteroplasia, adult form", "Adult onset"),
    }
    assert all(claim.qualifiers.borrowed for claim in (*onsets, *_claims(recogniser, body, "pohgraph:has_prognosis")))


def test_outlook_below_a_form(recogniser: Recogniser) -> None:
    """What the last section said of a form leaves the outlook below the next heading to the disease."""
    body = """## Symptoms

Children with this form have learning difficulties.

## Will it shorten my life?

Life expectancy is reduced."""
    found = _claims(recogniser, body, "pohgraph:has_prognosis")
    assert [(claim.value, claim.qualifiers.borrowed) for claim in found] == [("Life expectancy is reduced.", False)]


def test_ruled_out_among_related_disorders(recogniser: Recogniser) -> None:
    """What must be ruled out is a differential diagnosis, whatever its section is called."""
    body = "## Related Disorders\n\nMarfan syndrome must be ruled out."
    found = _claims(recogniser, body, "pohgraph:has_differential_diagnosis")
    assert [claim.object_label for claim in found] == ["Marfan syndrome"]
    assert _claims(recogniser, body, "biolink:associated_with") == []


def test_differential_diagnoses_by_name(recogniser: Recogniser) -> None:
    """An item that no vocabulary knows is one in its own words; under another lead-in, or with a sentence, it is none."""
    body = """## Differential Diagnosis

- Nutritional pellagroid of Smith
- Another form of ataxia
- Different types of leukodystrophy
- Other causes
- It must be excluded
- The New York Times
- Genetic counseling

Ages can be classified as follows:

- Low renin"""
    found = _claims(recogniser, body, "pohgraph:has_differential_diagnosis")
    assert [claim.value for claim in found] == ["Nutritional pellagroid of Smith"]


def test_lists_of_differential_diagnoses(recogniser: Recogniser) -> None:
    """Labels are told from names, a list of disorders carries its odd items, and what stands below a disorder tells of that one."""
    body = """## Differential Diagnosis

- Smithson syndrome
- Inflammatory conditions: fogositis (acute and chronic), white fogoma
- Retinal fogosis - This may spare the macula.
- Smoke inhalation
- Infectious (viral or bacterial)

**Marfan syndrome**

- Fogosis of the aorta

The differential diagnosis is broad, including several conditions, alcohol use and a blue fogoma. Noonan syndrome must be ruled out."""
    found = _claims(recogniser, body, "pohgraph:has_differential_diagnosis")
    assert [claim.value or claim.object_label for claim in found] == [
        "Smithson syndrome",
        "fogositis",
        "white fogoma",
        "Retinal fogosis",
        "Smoke inhalation",
        "Marfan syndrome",
        "blue fogoma",
        "Noonan syndrome",
    ]


def test_run_in_heading_of_wrapped_text(recogniser: Recogniser) -> None:
    """What stands under a heading within a paragraph goes on behind a full line that ends with a sentence."""
    body = """CLINICAL CHARACTERISTICS: Progressive osseous heteroplasia is characterized by
scoliosis. MANAGEMENT: Dietary restriction of calcium intake is of some value to
most patients with this disease, who may also be given a special low-fat diet, too.
Hypercaloric parenteral infusions are required during periods of severe illness.
Agents/circumstances to avoid: Fasting; use of ibuprofen."""
    found = [claim.value for claim in _claims(recogniser, body, "pohgraph:has_management")]
    assert "Hypercaloric parenteral infusions" in found
    assert "Agents/circumstances to avoid: Fasting; use of ibuprofen." in found


def test_sections_under_names_of_forms(recogniser: Recogniser) -> None:
    """What stands under the names of several forms is said of these; a sentence that names the disease is said of it."""
    text = (
        "# Spinal muscular atrophy\n\nSpinal muscular atrophy (SMA) is a rare disease.\n\n## Type 0\n\nInfants have scoliosis. "
        "They may have seizures.\n\n## Type 1\n\nInfants develop tremor.\n\n## Treatment\n\nNusinersen is used.\n"
    )
    found = extract(read_page(text.encode(), name="sma.md").document, recogniser)
    said = {
        (a.object_label or a.value): a.qualifiers.borrowed
        for a in found.assertions
        if a.predicate.identifier in {"has_phenotype", "has_management"}
    }
    assert said == {"Scoliosis": True, "Seizure": True, "Tremor": True, "Nusinersen": False}


def test_sections_on_other_forms(recogniser: Recogniser) -> None:
    """What stands under "Other forms of D" is said of these, be it the only such heading; under "Forms of D" it is said of D."""
    text = (
        "# Canavan disease\n\nCanavan disease is a rare disease.\n\n## {}\n\nInfants have scoliosis.\n\n"
        "## Symptoms\n\nInfants develop tremor.\n"
    )
    headings = ("Other forms of Canavan disease", "Rarer forms", "Forms of Canavan disease", "Other types of bone")
    said = []
    for heading in headings:
        found = extract(read_page(text.format(heading).encode(), name="page.md").document, recogniser)
        has = [a for a in found.assertions if a.predicate.identifier == "has_phenotype"]
        said.append({a.object_label for a in has if not a.qualifiers.borrowed})
        assert {a.subject_label for a in has} == {"Canavan disease"}
    assert said == [{"Tremor"}, {"Tremor"}, {"Scoliosis", "Tremor"}, {"Scoliosis", "Tremor"}]


def test_other_types_of_a_finding(recogniser: Recogniser) -> None:
    """What stands under "Other types" below the name of a finding tells of types of that, and of no forms of the disease."""
    text = "# Canavan disease\n\nCanavan disease is rare.\n\n## {}\n\nPatients may fall.\n\n### Other types\n\nInfants have tremor.\n"
    borrowed = []
    for heading in ("Seizures", "Forms"):
        found = extract(read_page(text.format(heading).encode(), name="page.md").document, recogniser)
        borrowed += [a.qualifiers.borrowed for a in found.assertions if a.object_label == "Tremor"]
    assert borrowed == [False, True]


def test_a_part_on_diagnosis_and_treatment(recogniser: Recogniser) -> None:
    """Its heading names both; in a part on diagnosis alone nothing but counselling is a management."""
    body = "There is no effective treatment. Patients are treated with ranibizumab."
    found = _claims(recogniser, f"## Diagnosis and treatment\n\n{body}", "pohgraph:has_management")
    assert [(claim.value, claim.qualifiers.negated) for claim in found] == [
        ("effective treatment", True),
        ("ranibizumab", False),
    ]
    assert not _claims(recogniser, f"## Diagnosis\n\n{body}", "pohgraph:has_management")


def test_labels_that_name_a_treatment(recogniser: Recogniser) -> None:
    """A label that is taken for a heading names what is done, unless the words behind it speak against it."""
    items = (
        "Physical therapy: helps with gait",
        "Surgery: is rarely helpful.",
        "Hormone therapy: not used.",
        "Gene therapy: ongoing research",
        "Management: depends on age.",
    )
    body = "## Treatment\n\n- Speech therapy: for delays\n" + "".join(f"- {item}\n" for item in items)
    found = _claims(recogniser, body, "pohgraph:has_management")
    assert [claim.value for claim in found] == ["Physical therapy", "Speech therapy"]


_VIGNETTE = "A boy has a lump. Which of the following is the most likely diagnosis?"


def test_answers_to_choose_from(recogniser: Recogniser) -> None:
    """Where the page's disease is one of them, the others are what it is told apart from; none is a sign."""
    body = f"{_VIGNETTE}\n\n1.Primary ataxia\n2. Cystinosis\n3. Progressive osseous heteroplasia\n4.Pink deafness syndrome\n\nsol: 3"
    found = _claims(recogniser, body, "pohgraph:has_differential_diagnosis")
    assert [claim.object_label or claim.value for claim in found] == [
        "Primary ataxia",
        "cystinosis",
        "Pink deafness syndrome",
    ]
    assert not _claims(recogniser, body, "biolink:has_phenotype")


def test_answers_of_other_questions(recogniser: Recogniser) -> None:
    """Findings to choose from are neither; a list below a question that asks for no choice is a list."""
    signs = "1. Ataxia\n2. Deafness\n3. Cataract"
    asked = f"Which of the following findings is most likely in this patient?\n\n{signs}\n\nAnswer: 2"
    without = f"{_VIGNETTE}\n\nA. Cystinosis\nB. Gout\nC. Scurvy\n\nAnswer: A"
    for body in (asked, without):
        assert not _claims(recogniser, body, "pohgraph:has_differential_diagnosis")
        assert not _claims(recogniser, body, "biolink:has_phenotype")
    body = f"## What are its symptoms?\n\n{signs}"
    assert len(_claims(recogniser, body, "biolink:has_phenotype")) == 3
    assert not _claims(recogniser, f"{_VIGNETTE}\n", "biolink:has_phenotype")
    assert not _claims(recogniser, f"{_VIGNETTE}\n\nA.\nB.\n", "biolink:has_phenotype")
