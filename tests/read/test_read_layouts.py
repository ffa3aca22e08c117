"""Titles and sections of texts in many layouts."""

import pytest

from pohgraph.model import Document
from pohgraph.read import read_page


def page_of(text: str) -> Document:
    """Read a text of no known family."""
    doc = read_page(text.encode(), name="note.txt").document
    assert doc.source.family == "plain_text"
    return doc


def outline_of(doc: Document) -> list[str]:
    """Every section with its heading, two blanks for each that lies around it."""
    return [
        f"{'  ' * (section.level - 1)}{section.name}: {doc.quote(section.heading) if section.heading else '-'}"
        for section in doc.sections
        if section.name != "header"
    ]


def prose_of(doc: Document) -> list[str]:
    """The sentences."""
    return [doc.quote(sentence) for sentence in doc.sentences]


def quoted(doc: Document, kind: str) -> list[str]:
    """The words of the elements of one kind."""
    return [doc.quote(element.span) for element in doc.elements_of(kind)]


TITLES = {
    "# Sample dysplasia\n\nText is here.": "Sample dysplasia",
    "# MAIN TEXT\n\n## Sample dysplasia\n\n### Results\n\nText is here.": "Sample dysplasia",
    "# Article\n\n## Management of sample dysplasia in a family of two in the old town of Hull\n\nText is here.": (
        "Management of sample dysplasia in a family of two in the old town of Hull"
    ),
    "# Abstract\n\nText that says what follows, and is as long as a paragraph is.\n\n## Sample dysplasia\n\nText is here.": "",
    "###### Bones\n\n# Sample dysplasia\n\n- text\n\n# Other dysplasia\n": "Sample dysplasia",
    "###### Sample dysplasia\n\nText is here.\n\n# Other dysplasia\n\nMore text.": "Sample dysplasia",
    "### Sample disease\n\n## Kidney disease overview\n\nText is here.": "Sample disease",
    "## Sample disease\n\n# Symptoms and signs of the heart\n\nText is here.": "Sample disease",
    "### Sample knees\n\n## Overview\n\nText is here.": "Sample knees",
    "Sample knees\n\n- Treatment\n-----------\n\n- Rest": "Sample knees",
    "SDY syndrome (sample dysplasia)\n\nText is here.": "sample dysplasia",
    "SDY (two families)\n\nText is here.": "SDY (two families)",
    "= Sample dysplasia =\n\nText is here.": "Sample dysplasia",
    "Sample dysplasia\n================\nText is here.": "Sample dysplasia",
    "Sample dysplasia\n\nText is here.": "Sample dysplasia",
    "Sample dysplasia (SDY)\n\nText is here.": "Sample dysplasia",
    "# (SDY)\n\nText is here.": "SDY",
    "SAMPLE DYSPLASIA\nSample dysplasia is rare.": "SAMPLE DYSPLASIA",
    "# 199990  SAMPLE DYSPLASIA; SDP\n\nTEXT\nText is here.": "SAMPLE DYSPLASIA",
    "% 199990\nSAMPLE DYSPLASIA, TYPE II; SDP2\n\nText is here.": "SAMPLE DYSPLASIA, TYPE II",
    "199990 SAMPLE DYSPLASIA; SDP\n\nText is here.": "SAMPLE DYSPLASIA",
    "FACT SHEET NO. 4\n\nname: Sample dysplasia\nmode: unknown": "Sample dysplasia",
    '---\ntitle: "Sample dysplasia"\ntags: bone\n---\n\nText is here.': "Sample dysplasia",
    "'''Sample dysplasia''' is a disorder of bone.\n\nIt is rare.": "Sample dysplasia",
    "The **sample dysplasia** (SD) is a disorder of bone.\n\nIt is rare.": "sample dysplasia",
    "What is sample dysplasia?\n\nA disorder of bone.": "sample dysplasia",
    "Sample dysplasia (SDP)\n\nText is here.": "Sample dysplasia",
    "SAMPLE DYSPLASIA, AXIAL, TYPE 2; SDP2\n\nINHERITANCE\n- Dominant": "SAMPLE DYSPLASIA, AXIAL, TYPE 2",
    "Sample dysplasia; a family in Hull\n\nText is here.": "Sample dysplasia; a family in Hull",
    "Sample dysplasia: symptoms, causes and treatment\n\nText is here.": "Sample dysplasia",
    "Fact sheet: Sample dysplasia\n\nText is here.": "Sample dysplasia",
    "Sample Dysplasia Factsheet\n\nClinical features\n\nSample dysplasia is rare.": "Sample Dysplasia",
    "Home\nFor Families\nBones\nSample dysplasia\nPrint\nSample dysplasia is rare.": "Sample dysplasia",
    "Home / Bones / Sample dysplasia\n\nSample dysplasia\nSample dysplasia is rare.": "Sample dysplasia",
    "National Institute of Bones\nUpdated 3 May 2021\nSample dysplasia\n\nIt is rare.": "Sample dysplasia",
    "https://www.example.org/bones\n12 Long Road, Leeds\nSample dysplasia\n\nIt is rare.": "Sample dysplasia",
    "A boy with sample dysplasia and deafness: a case report\n\nAbstract\nHe was ill.": (
        "A boy with sample dysplasia and deafness: a case report"
    ),
    "The boy has a flat face and short hands, with a broad nasal\nbridge. He is well.": "",
    "He has pain.\nHe has fever.": "",
    "Sample dysplasia": "",
}


@pytest.mark.parametrize("text", TITLES)
def test_the_title_is_what_the_page_is_about(text: str) -> None:
    """A heading, a number and a name, a field, the first short line or a bold lead; no banner, menu, date or address."""
    doc = page_of(text)
    assert doc.source.title == TITLES[text]
    assert quoted(doc, "title") == ([TITLES[text]] if TITLES[text] else [])
    assert TITLES[text] not in prose_of(doc)


def test_a_numbered_title_gives_its_number_and_other_names() -> None:
    """The number is an identifier of the page's disease; what stands behind a semicolon is another name."""
    doc = page_of(
        "# 199990  SAMPLE DYSPLASIA; SDP\n\nAlternative titles; symbols\n\nBONE DISEASE, SAMPLE TYPE\nSAMPLE'S\n"
    )
    assert quoted(doc, "identifier") == ["199990"]
    assert quoted(doc, "synonym") == ["SDP", "BONE DISEASE, SAMPLE TYPE", "SAMPLE'S"]
    assert prose_of(doc) == []


def test_markdown_headings_nest() -> None:
    """A deeper heading lies within; an unknown one is of the kind of the section around it, or of its own kind."""
    doc = page_of(
        "# Sample dysplasia\n\nIt is rare.\n\n## Inheritance\n\nDominant.\n\n## Life at sea\n\nPain.\n\n"
        "## Treatment\n\n### Knee\n\nRest.\n\n### Side effects\n\nCough.\n\n## Sources\n\n- A book"
    )
    assert outline_of(doc) == [
        "description: -",
        "inheritance: Inheritance",
        "other: Life at sea",
        "treatment: Treatment",
        "  treatment: Knee",
        "  side_effects: Side effects",
        "references: Sources",
    ]
    assert prose_of(doc) == ["It is rare.", "Dominant", "Pain.", "Rest.", "Cough.", "A book"]


def test_wikitext() -> None:
    """Headings between equals signs; the disorders and animals that a section lists stay within it, as prose."""
    doc = page_of(
        "'''Sample dysplasia''' is rare.<ref>Pain in mice</ref>\n\n==Signs and symptoms==\nPain.\n\n===Form B===\nFever.\n\n"
        "==Diagnosis==\nX-rays.\n\n===Differential diagnosis===\nSee below.\n\n====Other dysplasia====\nCough.\n\n"
        "==History==\nA king had it.\n\n==In popular culture==\nA film.\n\n[[Category:Bones]]"
    )
    assert outline_of(doc) == [
        "description: -",
        "symptoms: Signs and symptoms",
        "  symptoms: Form B",
        "diagnosis: Diagnosis",
        "  related_disorders: Differential diagnosis",
        "not_content: History",
        "not_content: In popular culture",
    ]
    assert prose_of(doc)[0] == "'''Sample dysplasia''' is rare."
    assert "Other dysplasia" in prose_of(doc)
    assert quoted(doc, "boilerplate") == ["[[Category:Bones]]"]


def test_a_question_with_its_letter_is_a_title() -> None:
    """The letter is no name of a disease."""
    assert quoted(page_of("Q: What is (are) sample dysplasia ?\nA: It is rare."), "title") == ["sample dysplasia"]


def test_capitals_and_questions() -> None:
    """Lines in capitals, and questions told by their words."""
    doc = page_of(
        "SAMPLE DYSPLASIA\n\nWHAT IS SAMPLE DYSPLASIA?\nA disorder of bone.\n\nHOW DOES IT SHOW?\nPain in the knees.\n\n"
        "WHAT CAUSES IT?\nA gene.\n\nHOW IS IT TREATED?\nRest.\n\nTHE SEA AND YOU\nWe met in Hull.\n\nREFERENCES\nA book."
    )
    assert outline_of(doc) == [
        "description: WHAT IS SAMPLE DYSPLASIA?",
        "symptoms: HOW DOES IT SHOW?",
        "causes: WHAT CAUSES IT?",
        "treatment: HOW IS IT TREATED?",
        "other: THE SEA AND YOU",
        "references: REFERENCES",
    ]
    assert len(quoted(doc, "question")) == 4


def test_short_lines() -> None:
    """A short line that stands alone over text opens a section; one of a list does not."""
    doc = page_of(
        "Sample dysplasia\n\nIt is rare.\n\nSymptoms of sample dysplasia\n\nThe knees hurt.\n\n"
        "Sample dysplasia and school\n\nMost children go to school.\n\nTreatment\n\nRest\n\nCold baths\n\nRest helps most of them."
    )
    assert outline_of(doc) == [
        "description: -",
        "symptoms: Symptoms of sample dysplasia",
        "other: Sample dysplasia and school",
        "treatment: Treatment",
    ]
    assert prose_of(doc)[-3:] == ["Rest", "Cold baths", "Rest helps most of them."]


def test_numbers() -> None:
    """Numbered headings nest by their numbers; numbered items are no headings."""
    doc = page_of(
        "Sample dysplasia\n\n1. Introduction\n\nIt is rare.\n\n2. Clinical features\n\n2.1 Knees\n\nPain is felt.\n\n"
        "3. Treatment\n\n1. Rest\n2. Baths\n\n4. References\n\n1. A book, 1962."
    )
    assert outline_of(doc) == [
        "description: Introduction",
        "description: Clinical features",
        "  other: Knees",
        "treatment: Treatment",
        "references: References",
    ]


def test_underlines() -> None:
    """Underlined lines are headings, the underline is no text; numbers before them are no part of the heading."""
    doc = page_of(
        "TWO BONE DISORDERS\n\nBoth are rare.\n\n1. SAMPLE DYSPLASIA\n-------------------\nPain.\n\nCare: rest.\n\n"
        "2. OTHER DYSPLASIA\n------------------\nFever.\n\nA WORD ON NAMES\nDr. Sample had a cough."
    )
    assert outline_of(doc) == [
        "description: -",
        "other: SAMPLE DYSPLASIA",
        "  treatment: Care",
        "other: OTHER DYSPLASIA",
        "not_content: A WORD ON NAMES",
    ]
    assert prose_of(doc)[:3] == ["Both are rare.", "Pain.", "rest"]


def test_an_underlined_item_with_the_name_of_a_section_is_a_heading() -> None:
    """The bullet is no part of it; what comes with a treatment is no symptom."""
    doc = page_of(
        "Sample dysplasia\n\n- Treatment\n-----------\n\n- Rest\n\n# Sample-associated tumors\n\n- Lipoma\n\n"
        "# Treatment-related tumors\n\n- Sarcoma"
    )
    names = [(section.name, doc.quote(section.heading)) for section in doc.sections if section.heading]
    assert ("treatment", "Treatment") in names
    assert ("symptoms", "Sample-associated tumors") in names
    assert ("symptoms", "Treatment-related tumors") not in names


def test_run_in_headings() -> None:
    """Headings at the start of a paragraph, one behind another, or at the start of a sentence."""
    doc = page_of(
        "Sample dysplasia\n\nEpidemiology. It is rare.\n\nClinical description. Knees hurt.\n\nElbows may hurt.\n\n"
        "Management. Treatment of manifestations: Rest. Surveillance: A yearly visit.\n\nOutlook - Good."
    )
    assert outline_of(doc) == [
        "description: -",
        "  frequency: Epidemiology",
        "  description: Clinical description",
        "  treatment: Management",
        "    treatment: Treatment of manifestations",
        "    treatment: Surveillance",
        "  prognosis: Outlook",
    ]
    assert prose_of(doc) == ["It is rare.", "Knees hurt.", "Elbows may hurt.", "Rest.", "A yearly visit.", "Good."]


def test_population_genetics() -> None:
    """How many have a disease, under the heading that OMIM gives it."""
    doc = page_of("Sample dysplasia\n\nPopulation Genetics\n\nIt affects 1 in 9,000 people.")
    assert outline_of(doc) == ["frequency: Population Genetics"]


def test_a_paper() -> None:
    """An abstract with labels in one paragraph, a case, and what is no content."""
    doc = page_of(
        "Pain in sample dysplasia: a case report\n\nAbstract\nBackground: It is rare. Case presentation: A boy came. "
        "Conclusions: Think of it.\n\nCase presentation\nHis knees hurt.\n\nFamily history\nAn aunt had a cough.\n\n"
        "Materials and methods\nMice were used.\n\nDiscussion\nFew cases are known.\n\nConsent: given. Funding: A trust."
    )
    assert outline_of(doc) == [
        "description: Abstract",
        "  description: Background",
        "  case: Case presentation",
        "  other: Conclusions",
        "case: Case presentation",
        "family_history: Family history",
        "methods: Materials and methods",
        "other: Discussion",
        "  not_content: Consent",
        "  not_content: Funding",
    ]


def test_a_synopsis() -> None:
    """Organs in capitals and in brackets end the section before them."""
    doc = page_of(
        "SAMPLE DYSPLASIA\n\nINHERITANCE\n- Autosomal dominant\n\nHEAD & NECK\n[Head]\n- Large head\n[Eyes]\n- Squint\n\n"
        "SKELETAL\n- Pain\n\nMOLECULAR BASIS\n- Caused by a gene"
    )
    assert outline_of(doc) == [
        "inheritance: INHERITANCE",
        "other: HEAD & NECK",
        "  other: Head",
        "  other: Eyes",
        "other: SKELETAL",
        "causes: MOLECULAR BASIS",
    ]


def test_a_synopsis_of_short_lines() -> None:
    """An organ stands right over the parts of it, and those over their lists; short lines without a list are no parts."""
    doc = page_of(
        "SAMPLE DYSPLASIA; SDP\n\nINHERITANCE\n- Autosomal dominant\nCHEST\nRibs\n- Short ribs\nLungs\n- Asthma\n"
        "NEUROLOGIC\nCentral Nervous System\n- Seizures"
    )
    assert outline_of(doc) == [
        "inheritance: INHERITANCE",
        "other: CHEST",
        "  other: Ribs",
        "  other: Lungs",
        "other: NEUROLOGIC",
        "  other: Central Nervous System",
    ]
    assert quoted(doc, "synonym") == ["SDP"]
    plain = page_of("Sample dysplasia\n\nPain is usual.\nCHEST\nRibs\nLungs\nBoth may be small.")
    assert outline_of(plain) == ["description: -"]


def test_lists_under_a_key() -> None:
    """A key with a list below is a section that ends with the list; an unknown lead goes on in its section."""
    doc = page_of(
        "name: Sample dysplasia\ninheritance: dominant\n\nsigns:\n  - pain\n  - fever\n\ntreatment:\n  - rest\nsex ratio: 1:1\n\n"
        "You may have:\n- a cough\n\nCall 999 or go to A&E if:\n- you faint"
    )
    assert outline_of(doc) == [
        "description: -",
        "  inheritance: inheritance",
        "  symptoms: signs",
        "  treatment: treatment",
        "  not_content: sex ratio",
        "  not_content: Call 999 or go to A&E if",
    ]
    cough = doc.text.index("a cough")
    section = doc.section_at(cough)
    assert section is not None
    assert section.name == "description"


def test_menus_and_dates_are_no_prose() -> None:
    """Standard lines are marked; unknown headings within a list of addresses do not end it."""
    doc = page_of(
        "Home\nFor Families\nSample dysplasia\nPrint\nLast updated: April 11, 2021\n\nOverview\nSynonyms\nSD\n\n"
        "Signs & Symptoms\nThe knees hurt.\n\nSupporting Organizations\nBone Families Network\n"
        "14 Cleft Road, Hull\n\nTogether we see.\n\nPage last reviewed: 3 May 2023."
    )
    assert outline_of(doc)[-4:] == [
        "description: Overview",
        "synonyms: Synonyms",
        "symptoms: Signs & Symptoms",
        "resources: Supporting Organizations",
    ]
    assert quoted(doc, "synonym") == ["SD"]
    assert {"Print", "Last updated: April 11, 2021", "Page last reviewed: 3 May 2023."} <= set(
        quoted(doc, "boilerplate")
    )
    assert not set(quoted(doc, "boilerplate")) & set(prose_of(doc))


def test_no_blank_lines() -> None:
    """Known and unknown headings without a blank line around them."""
    doc = page_of(
        "Sample dysplasia\r\nOverview\r\nSample dysplasia is a disorder of bone.\r\nKnees\r\n"
        "The knees of most patients hurt in the first years of life.\r\nTreatment\r\nRest."
    )
    assert outline_of(doc) == ["description: Overview", "other: Knees", "treatment: Treatment"]


def test_wrapped_text_and_fields() -> None:
    """A line that is full goes on in the next one; fields and rows do not."""
    doc = page_of(
        "SAMPLE DYSPLASIA\n\nSample dysplasia, which is also known as the bone disease of Hull, is a\n"
        "Disorder in which the knees hurt. It begins in the first months and goes\non.\n\n"
        "Class: a rather long description of the kind of disorder\nOther class: none\nPain\t98\tOften felt in the knees of children\n"
        "Fever\t2\tSeldom"
    )
    assert prose_of(doc) == [
        "Sample dysplasia, which is also known as the bone disease of Hull, is a\nDisorder in which the knees hurt.",
        "It begins in the first months and goes\non.",
        "Class: a rather long description of the kind of disorder",
        "Other class",
        *("Pain", "98", "Often felt in the knees of children", "Fever", "2", "Seldom"),
    ]


def test_related_disorders_keep_what_is_said_of_them() -> None:
    """Headings below and symptoms told there are of the other disorders."""
    doc = page_of(
        "# Sample dysplasia\n\n## Related disorders\n\n### Other dysplasia\n\nA rare one.\n\n### Symptoms\n\nFever."
    )
    assert [section.name for section in doc.sections if section.name not in {"header", "description"}] == [
        "related_disorders",
        "related_disorders",
    ]
    assert prose_of(doc)[0] == "Other dysplasia"


@pytest.mark.parametrize(
    "piece", ["Signs: pain B ", "a. Care: rest. ", "# A\n", "Synonyms: A\n", "Ab cd\n\n", " \n", "== "]
)
def test_long_pages_are_read_in_time(piece: str) -> None:
    """A page of a few hundred thousand code points in any layout."""
    text = piece * (200_000 // len(piece)) + "\nEnd of it."
    doc = read_page(text.encode(), name="long.txt").document
    assert doc.sections


def test_a_list_of_links() -> None:
    """What leads to links is no statement, and neither are they: on one line or below it, up to the next text."""
    doc = page_of(
        "# Sample dysplasia\n\n## Treatment\n\nRest helps.\n\nThese resources from our library offer information on care:  "
        "- Drug Therapy  - Surgery\n\nThe following websites provide help with school and sport:\n\n- Palliative Care\n"
        "- Diet\n\nBaths help, too. These measures provide relief:\n- Warm baths\n"
    )
    assert quoted(doc, "boilerplate") == [
        "These resources from our library offer information on care:",
        "Drug Therapy",
        "Surgery",
        "The following websites provide help with school and sport:",
        "Palliative Care",
        "Diet",
    ]


def test_a_piece_of_json() -> None:
    """Its texts are read, its lists and numbers are not; a quoted word before a colon in a text is no key."""
    doc = page_of(
        '"Sample syndrome": {\n    "summary": "Sample syndrome is rare. The knees hurt.",\n    "symptoms": ["gas", "edema"],\n'
        '    "id": 12\n}\n\n"Cold": what patients say of their feet.'
    )
    assert quoted(doc, "boilerplate") == ['"symptoms": ["gas", "edema"],', '"id": 12']
    assert prose_of(doc)[1:] == ['The knees hurt.",', '"Cold": what patients say of their feet.']


def test_marks_of_a_wiki_hide_no_words() -> None:
    """Notes, comments and pictures are left out; a link shows its words, and keeps a better name that it leads to."""
    doc = read_page(
        b"'''Sample dysplasia''' is a [[rare disease|disease]] of [[bone]]s.<ref name=a>{{cite book |title=Fever}}</ref>\n\n"
        b"<!-- Signs -->\n==Signs==\nPatients have [[oligospermia|few sperm]].<ref name=a />\n\n[[File:A.png|thumb|Bones]]\n",
        name="page.txt",
    ).document
    assert [doc.quote(sentence) for sentence in doc.sentences] == [
        "'''Sample dysplasia''' is a disease of bones.",
        "Patients have [[oligospermia|few sperm]].",
    ]


def test_what_is_no_title() -> None:
    """Names of columns."""
    doc = read_page(b"disease,feature,frequency\nSample dysplasia,pain,60%\n", name="page.txt").document
    assert doc.source.family == "plain_text"
    assert not doc.elements_of("title")


def test_a_page_copied_from_a_browser() -> None:
    """The name stands below the menus and above the text that begins with it; links to edit are no words of a heading."""
    menu = "Jump to content\nMain menu\nDonate\nLog in\nHistory\nSample dysplasia\nArticle\nTalk\n"
    doc = page_of(
        f"{menu}We use cookies on this website, so that it works as you expect of it.\nSample dysplasia\nOther names\tSDP[1]\n\n"
        "Sample dysplasia, or SDP, is a rare disorder of bone.[2]\n\nSigns and symptoms[edit]\nPatients have:\n\npain\nfever[3]\n"
    )
    assert doc.source.title == "Sample dysplasia"
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["SDP"]
    assert [doc.quote(part.heading) for part in doc.sections if part.name == "symptoms" and part.heading] == [
        "Signs and symptoms"
    ]


def test_a_box_alone() -> None:
    """The box of a wiki names its page, as source and as rows in Markdown."""
    rows = (("name", "Sample dysplasia"), ("Other names", "SDP"))
    for text in ("{{Infobox\n" + "".join(f"|{key} = {said}\n" for key, said in rows) + "}}",
                 "".join(f"| {key} | {said} |\n" for key, said in rows[1:] * 2)):  # fmt: skip
        doc = page_of(text)
        assert doc.source.title == ("Sample dysplasia" if "{" in text else "")
        assert doc.quote(doc.elements_of("synonym")[0].span) == "SDP"


def test_asciidoc_and_yaml() -> None:
    """Headings with marks before them alone, and keys whose texts stand below them."""
    for text in (
        "= Sample dysplasia\n\n== Symptoms\n\nPain.",
        "name: Sample dysplasia\nsymptoms: |\n  Pain.\nsource: book",
    ):
        doc = page_of(text)
        assert doc.source.title == "Sample dysplasia"
        (part,) = [part for part in doc.sections if part.name == "symptoms"]
        assert doc.quote(part.span).lower().split()[1:3] == ["symptoms", "pain."]


def test_items_of_a_list_do_not_leave_its_section() -> None:
    """Other conditions among complications are what patients have."""
    doc = page_of("# Sample dysplasia\n\n## Symptoms\n\n- Pain. It comes.\n- Other conditions. They include fever.\n")
    assert {part.name for part in doc.sections} == {"header", "symptoms"}


def test_notes_of_a_student() -> None:
    """Plus signs are bullets, a rule below a list underlines nothing, and short labels over deeper items are headings."""
    doc = page_of(
        "###### Bones\n\n# Sample dysplasia\n- pathophysiology\n    + Sample associated tumours\n        * lipomas\n"
        "- clinical\n    + ++pain, NO fever\n- treat\n    + rest\n- rx\n    + ice\n------\n\n# Other dysplasia\n"
    )
    assert [(section.name, doc.quote(section.heading)) for section in doc.sections if section.heading] == [
        ("causes", "pathophysiology"),
        ("symptoms", "Sample associated tumours"),
        ("symptoms", "clinical"),
        ("treatment", "treat"),
        ("treatment", "rx"),
        ("other", "Other dysplasia"),
    ]
    assert prose_of(doc) == ["lipomas", "++pain, NO fever", "rest", "ice"]
