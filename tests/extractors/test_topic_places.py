"""Where a page names its disease when its title is no name: the title's words, fields, keywords, the first sentences."""

from dataclasses import replace

import pytest

from pohgraph.extractors import extract
from pohgraph.extractors.topic.title_names import bare_name, names_in_title
from pohgraph.extractors.topic.topic import find_subject
from pohgraph.model import Document, Element, Part, Reference, Section, Source, Span
from pohgraph.recognise import Recogniser


def _page(text: str = "", *, title: str = "", saved: str = "", field: str = "", headline: str = "") -> Document:
    """A page of a title or an article's headline, one field, and a text with a sentence in each line."""
    head = title or headline
    whole = "\n".join(filter(None, (head, field, text)))
    sentences, at = [], whole.index(text) if text else len(whole)
    for line in text.split("\n") if text else ():
        sentences.append(Span(at, at + len(line)))
        at += len(line) + 1
    elements, sections = [], []
    if title:
        elements.append(Element(kind="title", span=Span(0, len(title))))
    if headline:
        sections.append(Section(name="header", span=Span(0, len(headline)), heading=Span(0, len(headline))))
        sentences.insert(0, Span(0, len(headline)))
    if field:
        start, colon = whole.index(field), field.index(":")
        parts = (Part("label", Span(start, start + colon)), Part("value", Span(start + colon + 2, start + len(field))))
        elements.append(Element(kind="field", span=Span(start, start + len(field)), parts=parts))
    if text:
        sections.append(Section(name="description", span=Span(whole.index(text), len(whole))))
    source = Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8", title=saved)
    return Document(
        id="pohdoc:case",
        text=whole,
        source=source,
        sections=tuple(sections),
        elements=tuple(elements),
        sentences=tuple(sentences),
    )


def _label(doc: Document, recogniser: Recogniser) -> str:
    topic = find_subject(doc, recogniser.mentions(doc, tables=False), recogniser.lexicon).topic
    return topic.label if topic else ""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What is Marfan syndrome?", "Marfan syndrome"),
        ("Marfan syndrome: an overview", "Marfan syndrome"),
        ("Marfan syndrome (MFS)", "Marfan syndrome"),
        ("154700 MARFAN SYNDROME; MFS", "MARFAN SYNDROME"),
        ("Marfan syndrome | A foundation", "Marfan syndrome"),
        ("Late diagnosis of Marfan syndrome in three cousins: a case report", "Marfan syndrome"),
        ("Chapter 19Natural history of Marfan syndrome", "Marfan syndrome"),
        ("Tall and slender: Marfan syndrome.", "Marfan syndrome"),
        ("Lunar (LN) deficiency: Marfan syndrome", ""),
        ("Marfan syndrome type 77", ""),
        ("Marfan-like syndrome: a case report", ""),
        ("Neuropathy with Marfan syndrome", ""),
        ("Lunar Marfan syndrome: a review", ""),
    ],
)
def test_a_title_holds_a_name(title: str, name: str, recogniser: Recogniser) -> None:
    """A name that goes on with words of its own is another name; so is one that the title only adds to its own."""
    doc = _page(title=title)
    found = names_in_title(doc, Span(0, len(title)), recogniser.lexicon)
    assert [doc.quote(span) for span in found] == ([name] if name else [])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What is wobbly lunar disease?", "wobbly lunar disease"),
        ("Wobbly lunar disease (WLD): an overview", "Wobbly lunar disease"),
        ("Fact sheet: Wobbly lunar disease", "Wobbly lunar disease"),
        ("# 999999 WOBBLY LUNAR DISEASE; WLD", "WOBBLY LUNAR DISEASE"),
        ("Two sisters with wobbly lunar disease: a case report", "wobbly lunar disease"),
        (
            "Novel variants in ABC1 in an infant with wobbly-lunar:solar CoA (WLSC) deficiency-Case report and review",
            "wobbly-lunar:solar CoA (WLSC) deficiency",
        ),
        ("Two sisters with wobbly lunar disease and ataxia", "Two sisters with wobbly lunar disease and ataxia"),
        ("Two sisters with a wobbly gait", "Two sisters with a wobbly gait"),
        ("Wobbly lunar syndrome: care of girls and women with solar wind disease", "Wobbly lunar syndrome"),
        ("Wobbly gait of two women with severe kidney disease", "Wobbly gait of two women with severe kidney disease"),
    ],
)
def test_an_unknown_name_is_taken_out_of_its_title(title: str, name: str) -> None:
    """What stands round the name is left out of the local disease's name, where the name can be told."""
    assert _page(title=title).quote(bare_name(_page(title=title), Span(0, len(title)))) == name


@pytest.mark.parametrize(
    "doc",
    [
        _page("The patient was tall.", title="Late diagnosis of Marfan syndrome in three cousins: a case report"),
        _page("The patient was tall.", title="HEART FACT SHEET NO. 4", field="name: Marfan syndrome"),
        _page("The patient was tall.", title="Marfan syndrome: Some Genetics"),
        _page("Marfan syndrome is feared.\nPatients are tall.", saved="What is Marfan syndrome? | A site"),
        _page("In Marfan syndrome (MFS), limbs grow long.\nStickler syndrome differs.\nStickler syndrome is rarer."),
        _page("We saw patients with tall stature.\nThey had Marfan syndrome."),
        _page("We saw two patients.", headline="Tall stature in Marfan syndrome."),
        _page("We saw two patients.", headline="Tall twins.", field="MeSH terms: Marfan syndrome"),
    ],
)
def test_a_page_without_a_title_that_is_a_name_has_a_subject(doc: Document, recogniser: Recogniser) -> None:
    """Its title's words, a field, the file's title, a definition, the one disease it names, a headline, a keyword."""
    assert _label(doc, recogniser) == "Marfan syndrome"


def test_a_disease_that_nobody_knows_gets_a_local_one(recogniser: Recogniser) -> None:
    """It is named as the first sentence defines it, and a remark says what to do."""
    doc = _page("Wobbly lunar syndrome (WLS) is a rare disorder.\nPatients have scoliosis.")
    extraction = extract(doc, recogniser)
    assert extraction.topic
    assert extraction.topic.reference.curie == "pohdisease:wobbly-lunar-syndrome"
    (remark,) = [remark for remark in extraction.remarks if remark.code == "not_grounded"]
    assert "--about" in remark.message
    assert "vocab update mondo" in remark.message


@pytest.mark.parametrize(
    "text",
    [
        "Losartan is a drug.\nIt is given for hypertension.\nIt is also given in Marfan syndrome.\nMarfan syndrome is rare."
        + " The drug is cheap." * 250,
        "Neonatal wobbling is common.\nIt may be a sign of Marfan syndrome." + " Most children recover." * 200,
    ],
)
def test_a_long_page_that_begins_with_something_else_has_no_subject(text: str, recogniser: Recogniser) -> None:
    """The only disease that it names may be what a medicine is given for."""
    assert _label(_page(text), recogniser) == ""


def test_a_page_whose_paragraphs_begin_with_several_diseases_has_no_subject(recogniser: Recogniser) -> None:
    """What is said of one would be taken for what is said of another."""
    doc = _page("Marfan syndrome is rare.\n\nStickler syndrome is rarer.\n\nAchondroplasia is known to all.")
    assert _label(doc, recogniser) == ""


@pytest.mark.parametrize("title", ["Peer Reviewed", "MarfanSyndrome.org"])
def test_a_title_that_names_no_disease_gives_way_to_the_text(title: str, recogniser: Recogniser) -> None:
    """No word of it stands in the name of a disease."""
    assert _label(_page("Marfan syndrome is rare.", title=title), recogniser) == "Marfan syndrome"


@pytest.mark.parametrize(("others", "label"), [(1, "Marfan syndrome"), (2, "")])
def test_a_caption_over_a_page_gives_way_to_what_it_defines(others: int, label: str, recogniser: Recogniser) -> None:
    """The disease that the text defines is its subject if it is named twice as often as any other."""
    own = "Race for a cure of Marfan syndrome.\nMarfan syndrome is a rare disorder.\nMarfan syndrome is mild."
    doc = _page(own + "\nStickler syndrome is rarer." * others, title="Anna at the swimming pool")
    assert _label(doc, recogniser) == label


def test_a_caption_over_a_page_on_a_medicine_gives_it_no_subject(recogniser: Recogniser) -> None:
    """What the medicine is given for may be defined, and named most."""
    text = "Losartan is a drug.\nMarfan syndrome is a rare disorder.\nMarfan syndrome is mild.\nMarfan syndrome is old."
    assert _label(_page(text, title="Anna at the swimming pool"), recogniser) == ""


def test_an_unknown_name_of_a_disease_stays_the_title(recogniser: Recogniser) -> None:
    """Its last word says what it is."""
    assert _label(_page("Marfan syndrome is rare.", title="Zorblatt disease"), recogniser) == "Zorblatt disease"


def test_a_finding_in_a_title_comes_after_a_disease(recogniser: Recogniser) -> None:
    """A case report is about what its patient has, not about the sign that it is named for."""
    title = "Achondroplasia and cleft palate in two sisters with Marfan syndrome: a case report"
    doc = _page("Cleft palate was severe.\nCleft palate was closed.", title=title)
    assert doc.quote(names_in_title(doc, doc.elements_of("title")[0].span, recogniser.lexicon)[-1]) == "cleft palate"


def test_a_page_is_about_the_unknown_disease_that_it_defines(recogniser: Recogniser) -> None:
    """A known one that it names less often is not its subject."""
    doc = _page("Wobbly lunar syndrome is a rare disorder.\nWobbly lunar syndrome resembles Marfan syndrome.")
    assert _label(doc, recogniser) == "Wobbly lunar syndrome"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The garden is green.", "names no disease"),
        ("Marfan syndrome and Stickler syndrome were compared.", "of the diseases in its text none stands out (Marfan"),
        ("", "neither a title nor a sentence"),
    ],
)
def test_a_page_that_gives_nothing_says_why(text: str, why: str, recogniser: Recogniser) -> None:
    """The remark is true of the page, and says what to do."""
    (remark,) = extract(replace(_page(text), text=text or "-"), recogniser).remarks
    assert remark.code == "no_topic"
    assert why in remark.message
    assert "--about" in remark.message


def test_a_page_of_which_nothing_is_said_is_reported(recogniser: Recogniser) -> None:
    """It has a subject, and no statement of it."""
    remarks = extract(_page("The garden is green.", title="Marfan syndrome"), recogniser).remarks
    assert [remark.code for remark in remarks] == ["nothing_said"]


def test_an_abbreviation_after_the_page_s_own_name_is_its_name(recogniser: Recogniser) -> None:
    """Of a disease that no vocabulary knows, too, and wherever it stands; marks of bold print do not hide it."""
    doc = _page(
        "**Wobbly lunar quirk syndrome** (**WLQS**) is rare.\nPatients with WLQS have scoliosis.",
        title="Wobbly lunar quirk syndrome",
    )
    extraction = extract(doc, recogniser)
    assert extraction.topic
    own = [m.text for m in extraction.mentions if m.reference == extraction.topic.reference]
    assert own.count("WLQS") == 2


def test_an_abbreviation_within_the_name_is_the_page_s_own(recogniser: Recogniser) -> None:
    """Though a vocabulary has a group of that name: Mondo has a class "KID syndrome"."""
    text = "Keratitis-ichthyosis-deafness (KID) syndrome is rare.\nPeople with KID syndrome have scoliosis."
    claims = extract(_page(text, title="Keratitis-ichthyosis-deafness syndrome"), recogniser).assertions
    (claim,) = (c for c in claims if c.object == Reference("HP", "0002650"))
    assert not claim.qualifiers.borrowed


def test_a_class_that_no_registry_lists_is_no_subject_by_prose(recogniser: Recogniser) -> None:
    """Mondo has "communication disorder", which pages name in passing."""
    found = extract(_page("A communication disorder is frequent. Patients have scoliosis."), recogniser)
    assert found.topic is None or found.topic.label != "communication disorder"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Two families had weak legs.\nThe authors proposed the symbol QRW7 for this disorder.\nQRW7 is mild.", "QRW7"),
        ("Two families had weak legs.\nThe authors named this new condition QRW7.\nA third family had QRW7.", "QRW7"),
        ("Two families had weak legs.\nThe authors proposed the symbol QRW7 for this gene.\nQRW7 is large.", ""),
        ("Two families had weak legs.\nThe authors proposed the name QRW7 for this disorder.", ""),
    ],
)
def test_a_text_that_names_its_disorder_by_an_abbreviation(text: str, label: str, recogniser: Recogniser) -> None:
    """It is given to the disorder and used again; a gene's symbol is none."""
    assert _label(_page(text), recogniser) == label


def test_what_a_disease_is_a_kind_of_is_no_rival(recogniser: Recogniser) -> None:
    """Each is named once; of two that are named alike and in their own right neither is taken."""
    title = "Notes from a family"
    kind = "We met other families last year.\nMy son has nemaline myopathy, a neuromuscular disease, and walks late."
    assert _label(_page(kind, title=title), recogniser) == "nemaline myopathy"
    both = "We met other families last year.\nMy son has nemaline myopathy and my niece has Marfan syndrome."
    assert _label(_page(both, title=title), recogniser) == ""


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        ("MFS", "Marfan syndrome (MFS) makes people tall. MFS can lead to ataxia. Nemaline myopathy is another one.", "Marfan syndrome"),
        ("Mutation search", "Type a word.\nThe list has nemaline myopathy, Marfan syndrome and many more.", ""),
        ("Very Long-Chain Acyl-CoA Dehydrogenase (VLCAD) Deficiency-A Case Report", "He was ill.", "very long chain acyl-CoA dehydrogenase deficiency"),
        ("Variants in GATM in a boy with arginine glycine amidinotransferase (AGAT) deficiency: a report", "He was ill.", "AGAT deficiency"),
        ("A boy with wobbly lunar hydratase deficiency: a report", "He was ill.", "wobbly lunar hydratase deficiency"),
        ("Marfan syndrome: women having cardiac disease", "They were tall.", "Marfan syndrome"),
        ("Wobbly gait mutation", "Type a word.\nThe wobbly gait mutation makes people fall.", "Wobbly gait mutation"),
        ("Effects of warm weather on the gait of people who walk in Marfan syndrome", "They walked well.", "Marfan syndrome"),
    ],
)  # fmt: skip
def test_what_a_title_says_that_is_no_known_name(title: str, text: str, label: str, recogniser: Recogniser) -> None:
    """An abbreviation that the text writes out, a name that the text takes up, an article's sentence; words of a menu are no name."""
    assert _label(_page(text, title=title), recogniser) == label


@pytest.mark.parametrize(
    ("last", "label"),
    [
        ("Its most common causes are nemaline myopathy, tumours and colds.", ""),
        ("The drug is also under study for nemaline myopathy.", ""),
        ("The diagnosis was nemaline myopathy.", "nemaline myopathy"),
    ],
)
def test_a_disease_that_a_later_sentence_names_once(last: str, label: str, recogniser: Recogniser) -> None:
    """It is the subject where somebody is said to have it, not where it is named in passing."""
    text = "Weak muscles are common.\nThey need to be looked into.\nA history is taken.\n" + last
    assert _label(_page(text), recogniser) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Piebaldism is an autosomal dominant disorder of pigment.\nIt differs from Marfan syndrome.", "piebaldism"),
        ("Piebaldism is a patch of white skin.\nMarfan syndrome and Alexander disease are other things.", ""),
    ],
)
def test_a_finding_that_the_text_defines_as_a_disease(text: str, label: str, recogniser: Recogniser) -> None:
    """Its name is one of both; only the definition tells which is meant."""
    assert _label(_page(text), recogniser) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Wobbly lunar sinking is a newly described disorder characterized by ataxia.\nSeven are known.",
            "Wobbly lunar sinking",
        ),
        ("Marfan (connective-tissue) habit is a condition.", "Marfan (connective-tissue) habit"),
        ("Orphanet is a rare disease portal.\nSeizures are listed.", ""),
        ("My daughter is a fighter with a rare condition.", ""),
        ("Early diagnosis is an important condition for success.", ""),
        ("Losartan is a medicine used in Marfan syndrome.\nPeople with Marfan syndrome take it at night.", ""),
        ("Oak virus is a flavivirus.\nMarfan syndrome may follow.", ""),
        ("Marfan syndrome is an inflammatory process of vessels.\nIt is rare.", "Marfan syndrome"),
        ("We saw a girl with a broad thumb.\nMarfan syndrome was excluded by sequencing.", ""),
        ("We saw a boy with a large head.\nHis uncle had Marfan syndrome.", ""),
        ("We saw a boy with a large head.\nHe had Marfan syndrome.", "Marfan syndrome"),
    ],
)
def test_a_short_text_without_a_title(text: str, label: str, recogniser: Recogniser) -> None:
    """It is about what its first sentence calls a disease; not about what is treated, excluded, or had by a relative."""
    assert _label(_page(text), recogniser) == label


def test_a_long_report_without_a_title(recogniser: Recogniser) -> None:
    """It is about the one disease that it names again and again, if it says somewhere that it is one."""
    report = (
        "The boy was two years old." + "\nHe grew." * 600 + "\nThis was Marfan syndrome.\nMarfan syndrome was found."
    )
    assert _label(_page(f"{report}\nMarfan syndrome is a rare disorder."), recogniser) == "Marfan syndrome"
    assert _label(_page(f"{report}\nMarfan syndrome is rarely seen."), recogniser) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Wobble disease occurs in all parts of the world.\nNot all with wobble disease are diagnosed.",
            "Wobble disease",
        ),
        ("Multiple wobbloma is a rare form of cancer.\nPlasma cells are made in bone.", "Multiple wobbloma"),
        ("WBLS affects both sexes.\nOver 200 people with this disorder are known.\nWBLS is rare.", "WBLS"),
        ("WBLS affects both sexes.\nWBLS is a gene.", ""),
        ("MRI occurs early in this disorder.\nMRI is needed.", ""),
        ("WBLS causes this disorder.\nWBLS is expressed in bone.", ""),
        ("MRI affects care.\nMRI shows what this disorder does.", ""),
        ("WBLS is widely used.\nWBLS shows what this disorder does.", ""),
        ("Severe disease is common.\nSevere disease has a late onset.", ""),
        ("Apoptosis is a form of death.\nApoptosis is seen in cells.", ""),
        ("A diagnosis is made in childhood.\nA diagnosis may be late.", ""),
        ("The wobbloma of the arm grows slowly.", ""),
    ],
)
def test_what_no_vocabulary_knows_but_the_text_begins_with(text: str, name: str, recogniser: Recogniser) -> None:
    """A name in the form of a disease's that comes again or is defined, or an abbreviation of what the text calls a disorder."""
    assert _label(_page(text), recogniser) == name


_LONG = "\nHe grew." * 600


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The exact cause of Marfan syndrome is unknown.\nUnlike achondroplasia, it is rare.", "Marfan syndrome"),
        ("The diagnosis of wobbly lunar syndrome is late.\nSome have Marfan syndrome.", "wobbly lunar syndrome"),
        ("Most people with WQLS walk late.\nThe prevalence of WQLS is unknown.", "WQLS"),
        ("Patients with MFS grow tall.\nThe onset of MFS is early.\nMarfan syndrome is rare.", "Marfan syndrome"),
        (
            "What is Marfan syndrome?\nIt is rare." + _LONG + "\nPeople with Marfan syndrome and Marfan syndrome.",
            "Marfan syndrome",
        ),
        ("HRAS Marfan syndrome affects both sexes.\nThe sexes are alike.", "Marfan syndrome"),
        ("Many patients with ataxia fall.\nThe garden is green.", ""),
        ("The use of MRI is frequent.\nMRI is safe.", ""),
        ("The causes of Marfan syndrome and the causes of Stickler syndrome differ.", ""),
        ("The garden is green." + _LONG + "\nA diagnosis of Marfan syndrome was made.", ""),
    ],
)
def test_the_disease_that_a_text_speaks_of_most(text: str, label: str, recogniser: Recogniser) -> None:
    """It comes before one that is only named; a finding, an examination, and one of two that are spoken of alike are none."""
    assert _label(_page(text), recogniser) == label


def test_a_site_s_title_gives_way_to_what_the_text_speaks_of(recogniser: Recogniser) -> None:
    """A name that no vocabulary knows too; but a title whose words the text takes up may be an unknown name itself."""
    text = "We are here for you.\nThe symptoms of wobbly lunar syndrome vary.\nMarfan syndrome differs."
    assert _label(_page(text, title="Rainbow Trust"), recogniser) == "wobbly lunar syndrome"
    text = "The symptoms of wobbly lunar syndrome vary.\nPeople with zorblatt walk."
    assert _label(_page(text, title="Zorblatt"), recogniser) == "Zorblatt"


def test_a_subject_that_was_told_from_the_text_says_so(recogniser: Recogniser) -> None:
    """With the number of places, and no great trust."""
    doc = _page("The cause of wobbly lunar syndrome is unknown.\nPatients with wobbly lunar syndrome walk late.")
    topic = find_subject(doc, recogniser.mentions(doc, tables=False), recogniser.lexicon).topic
    assert topic
    assert topic.reasons[0] == "the text speaks most of 'wobbly lunar syndrome' as of a disease (2 times)"
    assert topic.score <= 0.4


@pytest.mark.parametrize(
    ("file", "page", "label"),
    [
        ("marfan_syndrome.md", _page("Most patients are tall.\nIts lens dislocates."), "Marfan syndrome"),
        ("03 Marfan syndrome - notes.txt", _page("Lens dislocation is common.", title="Types"), "Marfan syndrome"),
        ("Marfan syndrome, cystinosis.md", _page("Most patients are tall."), ""),
        ("tall.md", _page("Most patients are tall."), ""),
        (
            "Marfan syndrome.md",
            _page("Most patients are tall.", headline="The outcome of long stays in two hospitals"),
            "",
        ),
        ("Marfan syndrome.md", _page("Crystals form early.", title="Cystinosis"), "cystinosis"),
        ("Marfan syndrome.md", _page("It begins early.", title="Wobbly lunar syndrome"), "Wobbly lunar syndrome"),
    ],
)
def test_the_name_of_a_file_is_that_of_its_disease_where_no_title_is(
    file: str, page: Document, label: str, recogniser: Recogniser
) -> None:
    """Not against a title that may be a name, not where it names two, and the report says so."""
    doc = replace(page, source=replace(page.source, file_name=file))
    found = extract(doc, recogniser)
    assert (found.topic.label if found.topic else "") == label
    by_file = [remark for remark in found.remarks if remark.code == "named_by_file"]
    assert len(by_file) == (label == "Marfan syndrome")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Mutations of the TBX5 gene cause HOS.\nIn HOS there is a triphalangeal thumb.\nHOS needs care.",
            "Holt-Oram syndrome",
        ),
        ("Mutations of the NF1 gene cause HOS.\nIn HOS there is a triphalangeal thumb.\nHOS needs care.", ""),
        ("HOS is common.\nIn HOS there is fever.\nHOS gives cough.", ""),
    ],
)
def test_initials_are_a_disease_where_its_findings_or_genes_say_so(
    text: str, label: str, recogniser: Recogniser
) -> None:
    """Of the many diseases that share them."""
    assert _label(_page(text), recogniser) == label


def test_a_kind_of_what_the_title_names_is_not_the_subject(recogniser: Recogniser) -> None:
    """A page on a finding that several diseases share is not about the one of them that it names by its mode alone."""
    text = "Some people have the autosomal recessive hypercholesterolemia.\nThe autosomal recessive hypercholesterolemia is rare."
    assert _label(_page(text, title="Hypercholesterolemia"), recogniser) == "Hypercholesterolemia"
