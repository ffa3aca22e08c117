"""Pages saved as JSON: keys are headings and labels, strings are text."""

import json

import pytest

from pohgraph.errors import ReadError
from pohgraph.model import Document
from pohgraph.read import Piece, find_other, read_page, split_pages

PAGE = {
    "name": "Sample dysplasia",
    "url": "https://example.org/sample",
    "omimIds": ["199990"],
    "other_names": ["Sampler's disease", "SDP"],
    "keywords": ["bone", "gas"],
    "signals": ["fever", "edema"],
    "inheritance": "autosomal dominant",
    "signs_and_symptoms": "The knees hurt in most patients, who walk late. Some of them are deaf as well.",
    "faq": [
        {"question": "How is it treated?", "answer": "Rest and warm baths help most of the patients, at any age."},
        {"question": "How common is it?", "answer": "No."},
    ],
}


def json_page(page: object) -> Document:
    """Read a page in JSON."""
    doc = read_page(json.dumps(page, indent=1).encode(), name="note.json").document
    assert doc.source.family == "json_page"
    return doc


def test_keys_are_headings_and_labels() -> None:
    """Values come before texts; a list whose key says nothing is left out, and so is what says nothing of the disease."""
    found = read_page(json.dumps(PAGE).encode(), name="note.json")
    doc = found.document
    assert (doc.source.title, doc.source.iri) == ("Sample dysplasia", "https://example.org/sample")
    assert [doc.quote(element.span) for element in doc.elements_of("synonym")] == ["Sampler's disease", "SDP"]
    assert [doc.quote(element.span) for element in doc.elements_of("identifier")] == ["199990"]
    headings = {doc.quote(part.heading): part.name for part in doc.sections if part.heading}
    assert headings == {
        "omim ids": "coding",
        "other names": "synonyms",
        "inheritance": "inheritance",
        "signs and symptoms": "symptoms",
        "How is it treated?": "treatment",
        "How common is it?": "frequency",
    }
    assert "edema" not in doc.text
    assert "gas" not in doc.text
    assert [remark.code for remark in found.remarks] == ["unknown_family", "not_read"]
    assert "signals" in found.remarks[-1].message


def test_an_object_under_its_name() -> None:
    """A key with a blank over the only object is the page's name."""
    doc = json_page(
        {
            "Sample syndrome": {
                "summary": "Sample syndrome is rare. It affects the knees of most patients, and the eyes."
            }
        }
    )
    assert doc.source.title == "Sample syndrome"
    assert len(doc.sentences) == 2


def test_records_are_rows_of_a_table() -> None:
    """The name of an inner object has the key that leads to it; lists within, and numbers of the database itself, are left out."""
    often = {"id": "#3:1", "frequency": "Very rare (<4-1%)"}
    rows = [
        {**often, "phenotype": {"hpoId": f"HP:000051{n}", "name": name, "in": [{"name": "Eye"}]}}
        for n, name in ((8, "Cataract"), (1, "Gaze"))
    ]
    doc = json_page({"name": "Sample dysplasia", "text": "It is rare. " * 9, "phenotypes": rows})
    assert doc.text.endswith(
        "# phenotypes\n\n| frequency | phenotype hpo id | finding |\n| --- | --- | --- |\n"
        "| Very rare (<4-1%) | HP:0000518 | Cataract |\n| Very rare (<4-1%) | HP:0000511 | Gaze |\n"
    )
    assert len(doc.elements_of("table_row")) == 2


def test_cross_references_are_fields() -> None:
    """Those that are said to be wider or narrower are left out."""
    codes = [
        {"source": "OMIM", "reference": "199990", "mappingType": "E"},
        {"source": "ICD-10", "reference": "Q78.9", "mappingType": "NTBT"},
    ]
    doc = json_page({"name": "Sample dysplasia", "text": "It is rare. " * 9, "externalReferences": codes})
    assert [doc.quote(element.span) for element in doc.elements_of("identifier")] == ["199990"]
    assert "Q78.9" not in doc.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"name": "x", "text": "' + "It is rare. " * 9, "not well-formed JSON"),
        ('{"name": "x"}\n{"name": "y"}', "more than one object"),
        ('{"id": 1, "text": "' + "It is rare. " * 9 + '"}', "JSON that is no page"),
        ('{"name": "Sample dysplasia", "genes": ["X"]}', "JSON that is no page"),
        ('{"a": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_other_json_is_refused(text: str, reason: str) -> None:
    """What is damaged, or has no name or no text, gives one line."""
    with pytest.raises(ReadError, match=reason):
        read_page(text.encode(), name="note.json")


def test_only_an_object_with_a_name_and_a_text_may_be_a_page() -> None:
    """Other JSON is known for what it is before it is read."""
    for page, is_page in ((PAGE, True), ({"name": "x", "text": "short"}, False), ({"nodes": [{"id": 1}]}, False)):
        other = find_other(json.dumps(page, indent=1).encode())
        assert other
        assert other.is_page is is_page


def test_a_table_that_was_run_into_a_text() -> None:
    """Rows of HPO terms are no prose, in an answer as in any text."""
    table = "Signs and Symptoms Approximate number of patients (when available) Ataxia 90% Juvenile onset - "
    doc = json_page({"title": "Sample ataxia", "symptoms": f"It is rare. The table lists its symptoms. {table}"})
    assert [doc.quote(row.span) for row in doc.elements_of("phenotype_row")] == ["Ataxia 90%", "Juvenile onset -"]
    assert [doc.quote(sentence) for sentence in doc.sentences] == ["It is rare.", "The table lists its symptoms."]


def test_lists_of_objects_are_tables() -> None:
    """What is said of each thing stands in its row: the frequency of a finding is no prevalence; an answer's wrappers are none."""
    page = {
        "name": "Sample dysplasia",
        "symptoms": [{"hpoTerm": "Seizure", "hpoId": "HP:0001250", "frequency": "Excluded (0%)"}],
        "treatments": [{"name": "baths", "description": "of help to many"}],
        "summary": "Sample dysplasia is a disorder of bone that begins in infancy.",
        "summary_html": "<p>Sample dysplasia is a disorder of bone that begins in infancy.</p>",
    }
    doc = json_page({"data": {"licence": {"id": "CC"}, "results": page}})
    (row,) = doc.elements_of("table_row")
    assert [doc.quote(cell) for cell in row.all_parts("cell")] == ["Seizure", "HP:0001250", "Excluded (0%)"]
    assert "## treatments\n\n- baths: of help to many" in doc.text
    assert doc.text.count("in infancy") == 1


def test_what_patients_lack_and_what_is_said_of_others_is_left_out() -> None:
    """Records that say so, keys that say so, and all but the names of other diseases."""
    page = {
        "name": "Sample dysplasia",
        "text": "It is rare. " * 9,
        "phenotypes": [
            {"type": {"id": "HP:0000518", "label": "Cataract"}, "excluded": True},
            {"type": {"id": "HP:0000511", "label": "Gaze"}, "excluded": False},
        ],
        "symptoms": {"present": ["myopia"], "absent": ["seizures"]},
        "differentialDiagnosis": [
            {"name": "Other dysplasia", "symptoms": ["ataxia"]},
            {"name": "Third dysplasia", "symptoms": "deafness", "inheritance": "autosomal dominant"},
        ],
    }
    text = json_page(page).text
    assert [word for word in ("Gaze", "myopia", "- Other dysplasia", "- Third dysplasia") if word not in text] == []
    assert [word for word in ("Cataract", "seizures", "ataxia", "deafness", "dominant") if word in text] == []


def test_half_a_character_is_a_question_mark() -> None:
    """Programs that cut a text in the middle of a character leave an escape that no file can hold."""
    doc = json_page({"name": "Sample dysplasia", "text": "It is rare. " * 9 + "\ud83d"})
    assert doc.text.rstrip().endswith("?")


ABSTRACT = "Sample dysplasia is a rare disorder of bone, which begins in infancy. Patients have weak knees and fever. It is caused by mutations in ABC1. "


@pytest.mark.parametrize(
    "value",
    [
        {"title": "A family with sample dysplasia", "abstract": ABSTRACT, "year": 2020},
        {"message": {"title": ["A family with sample dysplasia"], "abstract": f"<jats:p>{ABSTRACT}</jats:p>"}},
        {"title": "A family with sample dysplasia", "abstract_inverted_index": {word: [n] for n, word in enumerate(dict.fromkeys(ABSTRACT.split()))}},
        {"identificationModule": {"briefTitle": "A family with sample dysplasia"}, "descriptionModule": {"briefSummary": ABSTRACT},
         "armsInterventionsModule": {"interventions": [{"name": "Samplemab", "description": ABSTRACT}, {"name": "Placebo", "description": ABSTRACT}]}},
        {"documents": [{"id": "91", "passages": [{"infons": {"type": "title"}, "text": "A family with sample dysplasia"},
                                                 {"infons": {"type": "abstract"}, "text": ABSTRACT}]}]},
    ],
)  # fmt: skip
def test_a_title_and_an_abstract_are_an_article(value: object) -> None:
    """Wherever they stand; its title is a sentence, no name, and what was given to patients is no page."""
    data = json.dumps(value).encode()
    (piece,) = split_pages([data], name="x.json")
    assert isinstance(piece, Piece)
    doc = read_page(piece.data, name="x.json").document
    assert doc.text.startswith("A family with sample dysplasia\n\nSample dysplasia is a rare")
    assert not doc.elements_of("title")
    assert "Samplemab" not in doc.text


def test_a_collection_of_bioc_in_xml() -> None:
    """Each of its documents is an article; one of MedQuAD begins with a capital."""
    passages = f"<passage><infon key='type'>title</infon><text>A title</text></passage><passage><infon key='type'>abstract</infon><text>{ABSTRACT}</text></passage>"
    data = f"<collection><source/><document><id>91</id>{passages}</document><document><id>92</id>{passages}</document></collection>"
    pieces = [piece for piece in split_pages([data.encode()], name="x.xml") if isinstance(piece, Piece)]
    assert [read_page(piece.data, name="x.xml").document.id for piece in pieces] == ["pohdoc:PMID_91", "pohdoc:PMID_92"]


def _articles(*titles: str) -> list[dict[str, str]]:
    return [{"title": title, "abstract": ABSTRACT.replace("ABC1", f"ABC{n}")} for n, title in enumerate(titles, 1)]


@pytest.mark.parametrize(
    "value",
    [
        _articles("Gout: clinical features in 50 patients", "Gout: signs and symptoms"),
        {"results": _articles("Gout", "Gout")},
        [*_articles("Gout in men"), {"title": "A book on gout, which is long and ends with a stop."}, *_articles("Gout in women")],
        {"documents": [{"id": str(n), "passages": [{"infons": {"type": "title"}, "text": "Signs and symptoms"},
                                                   {"infons": {"type": "abstract"}, "text": ABSTRACT}]} for n in (91, 92)]},
    ],
    ids=["titles like headings", "one title", "one without an abstract", "BioC"],
)  # fmt: skip
def test_articles_of_one_file_are_pages_of_their_own(value: object) -> None:
    """None is a section of another, and none is lost."""
    pieces = [p for p in split_pages([json.dumps(value).encode()], name="x.json") if isinstance(p, Piece)]
    assert [ABSTRACT[:40] in read_page(piece.data, name="x.json").document.text for piece in pieces] == [True, True]


@pytest.mark.parametrize(
    "value",
    [
        {"name": "Gout", "text": f"Gout hurts. {ABSTRACT}", "reference": _articles("A study")[0]},
        {"title": "Gout", "abstract": ABSTRACT, "text_en": f"Gout hurts. {ABSTRACT}"},
        {"title": "Gout", "abstract": ABSTRACT, "symptoms": ["Gout hurts."]},
        {
            "title": "Gout",
            "abstract": ABSTRACT,
            "sections": [{"heading": "Symptoms", "text": f"Gout hurts. {ABSTRACT}"}],
        },
    ],
)
def test_an_article_does_not_stand_for_the_page_around_it(value: object) -> None:
    """A page that cites one, or has more than a title and an abstract, keeps its name and its texts."""
    doc = read_page(json.dumps(value).encode(), name="x.json").document
    assert (doc.source.title, "Gout hurts." in doc.text) == ("Gout", True)


def test_a_page_that_lists_articles_is_none_of_them() -> None:
    """What is not read is said to be no page."""
    page = {"disease": {"name": "Gout", "symptoms": ["pain"]}, "publications": _articles("A study")}
    with pytest.raises(ReadError, match="no page"):
        read_page(json.dumps(page).encode(), name="x.json")


def test_headings_within_an_abstract_are_labels() -> None:
    """Europe PMC's and JATS's; letters below the line belong to their word."""
    abstract = f"<h4>Background</h4>{ABSTRACT}<h4>Results</h4>Urine had CO<sub>2</sub> and <i>rash</i>."
    doc = read_page(json.dumps({"title": "A study", "abstract": abstract}).encode(), name="x.json").document
    assert "\nResults\nUrine had CO2 and rash." in doc.text.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("number", "notes", "found"),
    [
        ("91", {}, "PMID_91"),
        ("PMC91", {}, "PMC_91"),
        ("91", {"article-id_pmc": "91", "article-id_pmid": "17"}, "PMID_17"),
    ],
)
def test_numbers_of_bioc(number: str, notes: dict[str, str], found: str) -> None:
    """A number of PubMed Central is none of PubMed."""
    kinds = ({"type": "front", **notes}, {"type": "abstract"})
    passages = [{"infons": kind, "text": text} for kind, text in zip(kinds, ("A title", ABSTRACT), strict=True)]
    value = {"documents": [{"id": number, "passages": passages}]}
    assert read_page(json.dumps(value).encode(), name="x.json").document.id == f"pohdoc:{found}"


def test_results_of_europe_pmc_and_records_of_endnote_in_xml() -> None:
    """Each is an article."""
    said = f"<title>A study</title><abstract>{ABSTRACT}</abstract>"
    for outer, inner in (("responseWrapper", "result"), ("xml", "record")):
        data = f"<{outer}><{inner}s>{f'<{inner}>{said}</{inner}>' * 2}</{inner}s></{outer}>".encode()
        pieces = [piece for piece in split_pages([data], name="x.xml") if isinstance(piece, Piece)]
        texts = [read_page(piece.data, name="x.xml").document.text for piece in pieces]
        assert [text.startswith("A study\n\nSample dysplasia") for text in texts] == [True, True], outer


@pytest.mark.parametrize(
    "kinds",
    [
        [
            {"stage": "Birth", "type": "Infantile (rare)", "symptoms": ["Deafness"], "severity": "Severe"},
            {"type": "Classic", "signs": ["Cataract"], "onset": "Adulthood"},
            {"type": "2", "symptoms": ["Ataxia"]},
            {"type": "Female carriers", "symptoms": ["Fever"]},
        ],
        {
            "infantile (rare)": {"symptoms": ["Deafness"]},
            "classic": {"signs": ["Cataract"]},
            "2": {"symptoms": ["Ataxia"]},
        },
    ],
)
def test_forms_are_headings(kinds: object) -> None:
    """What stands below the name of a form is said of it alone: its short values, read as those of the disease, are left out."""
    doc = json_page({"name": "Sample disease", "text": "It is rare. " * 9, "types": kinds})
    text = doc.text.lower().partition("## ")[2]
    assert text.startswith("infantile form (rare)\n\nsymptoms:\n- deafness\n\n## classic form\n\nsigns:\n- cataract")
    assert text.endswith("## type 2\n\nsymptoms:\n- ataxia\n")


def test_what_all_forms_say_alike_is_said_of_the_disease() -> None:
    """Their gene and inheritance; other short values are told to be left out. A page may hold nothing but forms."""
    alike = {"gene": "ABC1", "inheritance": "Autosomal recessive"}
    kinds = [
        {"name": "Early", "symptoms": ["Deafness"], "onset": "Birth", **alike},
        {"name": "Late", "symptoms": ["Ataxia"], "prevalence": "1 in 9", **alike},
    ]
    page = read_page(json.dumps({"name": "Sample disease", "types": kinds}).encode(), name="x.json")
    assert page.document.text.startswith(
        "# Sample disease\n\ngene: ABC1\n\ninheritance: Autosomal recessive\n\n## Early form\n"
    )
    assert any("left out: onset, prevalence" in remark.message for remark in page.remarks)


def test_types_of_a_finding_are_no_forms_of_the_disease() -> None:
    """They stand below its key."""
    kinds = [{"name": "Focal", "symptoms": ["Ataxia"]}, {"name": "Tonic", "symptoms": ["Fever"]}]
    doc = json_page({"name": "Sample disease", "text": "It is rare. " * 9, "seizures": {"types": kinds, "rate": 3}})
    assert " form\n" not in doc.text


@pytest.mark.parametrize(
    "kinds",
    [
        [{"type": "Missense", "symptoms": ["Deafness"]}, {"type": "Deletion", "symptoms": ["Cataract"]}],
        [{"name": "c.3207C>A", "effect": "loss"}, {"name": "p.Arg7Leu", "effect": "loss"}],
        [{"type": "Juvenile", "symptoms": ["Deafness"]}, 3, None, [], {"type": 4}, {"type": []}, {}],
        {"late": "Deafness", "early": ["Cataract"]},
        "mild",
    ],
)
def test_records_of_another_kind_are_no_forms(kinds: object) -> None:
    """Kinds of variants, values that are no records, and one form alone."""
    doc = json_page({"name": "Sample disease", "text": "It is rare. " * 9, "types": kinds})
    assert "Sample disease\n\nsymptoms" not in doc.text
    assert " form\n" not in doc.text


def test_keys_that_only_records_have() -> None:
    """They are written as the labels that pages have; what is said of a treatment stands below its name."""
    said = {"desc": "Helps to keep the joints moving for as long as the patients can do it."}
    page = {
        "name": "Sample disease",
        "ageAppearance": "Infancy (0-6 months)",
        "devices": ["Walker", "Ventilator"],
        "supportive": ["Sleep apnea"],
        "care": {"therapies": [{"name": "Physical Therapy", **said}, {"name": "Rest", **said}]},
        "faqs": [{"q": "How common is it?", "a": "No."}],
        "text": "It is rare. " * 9,
    }
    doc = json_page(page)
    assert "age of onset: Infancy (0-6 months)\n\ntreatment:\n- Walker\n- Ventilator\n" in doc.text
    assert f"### therapies\n\n- Physical Therapy\n- Rest\n\n{said['desc']}\n" in doc.text
    assert "## How common is it?\n\nNo." in doc.text
    assert "apnea" not in doc.text  # it may be what a group is for
