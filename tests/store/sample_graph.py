"""A small graph made by hand: three pages about two diseases, with a claim of every relation."""

import hashlib
from pathlib import Path

from pohgraph.model import (
    Assertion,
    Detail,
    Document,
    Entity,
    Evidence,
    GraphContent,
    Mapping,
    Publication,
    Qualifiers,
    Reference,
    Section,
    Source,
    Span,
    Term,
    VocabularySource,
)
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

POH = "MONDO:0008153"
AHO = "MONDO:0012912"
FIRST = """Progressive osseous heteroplasia
Also known as POH or familial ectopic ossification.
90% of people have ectopic calcification.
Progressive osseous heteroplasia is caused by a mutation in the GNAS gene.[1]
It is inherited in an autosomal dominant manner.
Signs appear in infancy and the course is progressive.
Joint pain may occur. Short stature is absent.
It is related to pseudopseudohypoparathyroidism, caused by the same gene.
Skin ossification is the main criterion of diagnosis.
There is no effective treatment; surgery may help.
Life expectancy is normal.
About 50 patients were known in 2002.
OMIM 166350
"""
SECOND = """Progressive osseous heteroplasia
Ectopic calcification is found.
Mutations in the GNAS gene cause it, on the paternal copy.
Most mutations are new.
It must be told apart from pseudopseudohypoparathyroidism.
A parent had joint pain.
"""
THIRD = """Pseudopseudohypoparathyroidism
Ectopic calcification and short stature occur.
GNAS mutations cause it.
"""


def _document(name: str, text: str, title: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = Source(
        family="gard",
        file_name=f"{name}.txt",
        sha256=sha256,
        encoding="utf-8",
        title=title,
        publisher="Test press",
        license="https://creativecommons.org/publicdomain/zero/1.0/",
        iri=f"https://example.org/{name}",
    )
    sections = (Section(name="description", span=Span(0, len(text))),)
    return Document(id=f"pohdoc:{name}", text=text, source=source, sections=sections)


DOCUMENTS = (
    _document("first", FIRST, "Progressive osseous heteroplasia"),
    _document("second", SECOND, "POH: questions"),
    _document("third", THIRD, "Pseudopseudohypoparathyroidism"),
)
SOURCES = {doc.source.sha256: doc.text.encode() for doc in DOCUMENTS}


def _evidence(doc: Document, quote: str, works: tuple[str, ...] = ()) -> Evidence:
    start = doc.text.index(quote)
    return Evidence(
        document=doc.id,
        quote=Span(start, start + len(quote)),
        section="description",
        extractor="by_hand",
        publications=tuple(Reference.parse(work) for work in works),
    )


def _claim(
    subject: str,
    predicate: str,
    value: str,
    *evidence: Evidence,
    qualifiers: Qualifiers | None = None,
) -> Assertion:
    is_text = value.startswith("'")
    return Assertion(
        subject=Reference.parse(subject),
        predicate=Reference.parse(predicate),
        object=None if is_text else Reference.parse(value),
        value=value.strip("'") if is_text else None,
        qualifiers=qualifiers or Qualifiers(),
        evidence=evidence,
    )


def _detail(slot: str, value: str) -> Qualifiers:
    return Qualifiers(details=(Detail(slot, value, is_reference=":" in value),))


def sample_content() -> GraphContent:
    """The graph before it takes RDF shape."""
    first, second, third = DOCUMENTS
    very_frequent = Qualifiers(
        frequency=Reference("HP", "0040281"),
        details=(Detail("pohgraph:frequency_text", "90%"), Detail("biolink:has_percentage", "90.0")),
    )
    hedged, negated, borrowed = Qualifiers(hedged=True), Qualifiers(negated=True), Qualifiers(borrowed=True)
    same_gene = _detail("pohgraph:relation_kind", "pohgraph:same_gene")
    counted = Qualifiers(details=(Detail("biolink:has_count", "50"), Detail("pohgraph:as_of", "2002")))
    has_phenotype = "biolink:has_phenotype"
    cause = _evidence(first, "is caused by a mutation in the GNAS gene.[1]", ("PMID:11092390",))
    assertions = (
        _claim("pohdoc:first", "schema:about", POH, _evidence(first, "Progressive osseous heteroplasia")),
        _claim("pohdoc:second", "schema:about", POH, _evidence(second, "Progressive osseous heteroplasia")),
        _claim("pohdoc:third", "schema:about", AHO, _evidence(third, "Pseudopseudohypoparathyroidism")),
        _claim(
            POH,
            has_phenotype,
            "HP:0010766",
            _evidence(first, "90% of people have ectopic calcification"),
            qualifiers=very_frequent,
        ),
        _claim(POH, has_phenotype, "HP:0010766", _evidence(second, "Ectopic calcification is found")),
        _claim(POH, has_phenotype, "HP:0002829", _evidence(first, "Joint pain may occur"), qualifiers=hedged),
        _claim(POH, has_phenotype, "HP:0004322", _evidence(first, "Short stature is absent"), qualifiers=negated),
        _claim(POH, has_phenotype, "HP:0002829", _evidence(second, "A parent had joint pain"), qualifiers=borrowed),
        _claim(AHO, has_phenotype, "HP:0010766", _evidence(third, "Ectopic calcification")),
        _claim(AHO, has_phenotype, "HP:0004322", _evidence(third, "short stature occur")),
        _claim("NCBIGene:2778", "biolink:causes", POH, cause, _evidence(second, "Mutations in the GNAS gene cause it")),
        _claim("NCBIGene:2778", "biolink:causes", AHO, _evidence(third, "GNAS mutations cause it")),
        _claim(
            POH, "biolink:has_mode_of_inheritance", "HP:0000006", _evidence(first, "inherited in an autosomal dominant")
        ),
        _claim(POH, "pohgraph:has_onset", "HP:0003593", _evidence(first, "Signs appear in infancy")),
        _claim(POH, "pohgraph:has_clinical_modifier", "HP:0003676", _evidence(first, "the course is progressive")),
        _claim(
            POH,
            "pohgraph:has_parent_of_origin",
            "pohgraph:paternal",
            _evidence(second, "on the paternal copy"),
            qualifiers=_detail("pohgraph:silent_copy", "pohgraph:maternal"),
        ),
        _claim(POH, "pohgraph:has_variant_origin", "pohgraph:de_novo", _evidence(second, "Most mutations are new")),
        _claim(POH, "biolink:associated_with", AHO, _evidence(first, "It is related to pseudo"), qualifiers=same_gene),
        _claim(POH, "pohgraph:has_differential_diagnosis", AHO, _evidence(second, "It must be told apart from")),
        _claim(
            POH,
            "pohgraph:has_diagnostic_criterion",
            "'Skin ossification'",
            _evidence(first, "Skin ossification is the main criterion"),
            qualifiers=_detail("pohgraph:criterion_type", "pohgraph:major_criterion"),
        ),
        _claim(
            POH,
            "pohgraph:has_management",
            "'surgery'",
            _evidence(first, "surgery may help"),
            qualifiers=_detail("pohgraph:management_type", "pohgraph:surgery"),
        ),
        _claim(
            POH,
            "pohgraph:has_prognosis",
            "'Life expectancy is normal'",
            _evidence(first, "Life expectancy is normal"),
            qualifiers=_detail("pohgraph:prognosis_aspect", "pohgraph:life_span"),
        ),
        _claim(
            POH,
            "pohgraph:has_prevalence",
            "'About 50 patients'",
            _evidence(first, "About 50 patients were known"),
            qualifiers=counted,
        ),
        _claim(POH, "oboInOwl:hasExactSynonym", "'POH'", _evidence(first, "Also known as POH")),
        _claim(
            POH,
            "oboInOwl:hasRelatedSynonym",
            "'familial ectopic ossification'",
            _evidence(first, "familial ectopic ossification"),
            qualifiers=_detail("pohgraph:names_also", "HP:0010766"),
        ),
        _claim(POH, "skos:exactMatch", "OMIM:166350", _evidence(first, "OMIM 166350")),
    )
    return GraphContent(
        documents=DOCUMENTS,
        assertions=assertions,
        entities=(
            Entity(reference=Reference.parse(POH), label="progressive osseous heteroplasia", category="Disease"),
            Entity(reference=Reference.parse(AHO), label="pseudopseudohypoparathyroidism", category="Disease"),
            Entity(reference=Reference("NCBIGene", "2778"), label="GNAS", category="Gene"),
            Entity(reference=Reference("HP", "0010766"), label="Ectopic calcification", category="PhenotypicFeature"),
            Entity(reference=Reference("HP", "0002829"), label="Arthralgia", category="PhenotypicFeature"),
            Entity(reference=Reference("HP", "0004322"), label="Short stature", category="PhenotypicFeature"),
            Entity(
                reference=Reference("HP", "0000006"),
                label="Autosomal dominant inheritance",
                category="GeneticInheritance",
            ),
            Entity(reference=Reference("HP", "0003593"), label="Infantile onset", category="Onset"),
            Entity(reference=Reference("HP", "0003676"), label="Progressive", category="ClinicalModifier"),
        ),
        terms=tuple(
            Term(reference=Reference("HP", number), label=label, parents=tuple(Reference("HP", p) for p in parents))
            for number, label, parents in (
                ("0000001", "All", ()),
                ("0000118", "Phenotypic abnormality", ("0000001",)),
                ("0000924", "Abnormality of the skeletal system", ("0000118",)),
                ("0010766", "Ectopic calcification", ("0000118",)),
                ("0002829", "Arthralgia", ("0000924",)),
                ("0004322", "Short stature", ("0000924",)),
                ("0040281", "Very frequent", ("0000001",)),
            )
        ),
        mappings=(
            Mapping(
                subject=Reference.parse(POH),
                predicate=Reference("skos", "exactMatch"),
                object=Reference("ORPHA", "2762"),
                object_label="Progressive osseous heteroplasia",
                mapping_set="https://w3id.org/pohgraph/mappings/poh-family",
                source="mondo.sssom.tsv",
            ),
            Mapping(
                subject=Reference.parse(POH),
                predicate=Reference("oboInOwl", "hasDbXref"),
                object=Reference("GARD", "109"),
                mapping_set="https://w3id.org/pohgraph/mappings/poh-family",
            ),
        ),
        publications=(
            Publication(
                reference=Reference("PMID", "11092390"),
                citation="Kaplan FS, Shore EM. Progressive osseous heteroplasia. J Bone Miner Res. 2000.",
                title="Progressive osseous heteroplasia: a review",
                year="2000",
                number=1,
                documents=("pohdoc:first",),
            ),
        ),
        vocabularies=(
            VocabularySource(
                name="hpo",
                title="Human Phenotype Ontology",
                version="2025-01-16",
                license="HPO licence",
                sha256="ab" * 32,
            ),
        ),
    )


def write_sample(path: Path) -> Path:
    """Write the graph as a store; return its directory."""
    write_store(path, quads(sample_content()), SOURCES, '{"documents": []}')
    return path
