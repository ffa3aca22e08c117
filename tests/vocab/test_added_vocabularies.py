"""What added vocabularies give: names, aliases, mappings and sources of the lexicon."""

import time
from pathlib import Path

import pytest

from pohgraph.extractors import extract
from pohgraph.language.words import phrase_key
from pohgraph.model import Reference
from pohgraph.read import read_page
from pohgraph.recognise import Recogniser
from pohgraph.schema.relations import ABOUT
from pohgraph.vocab.lexicon import Lexicon, open_lexicon
from pohgraph.vocab.user.added import add_files, remove
from pohgraph.vocab.user.kinds import KINDS
from pohgraph.vocab.user.manifest import KIND_NAMES

ELBOW, KNEE = "MONDO:0990100", "ORPHA:990200"
MONDO_SSSOM = Path(__file__).parents[3] / "shared" / "data" / "mondo"


def _meant(lexicon: Lexicon, name: str) -> set[tuple[str, str]]:
    return {(curie, scope) for curie, _, scope in lexicon.disease_names.get(phrase_key(name), ())}


def _mapped(lexicon: Lexicon, curie: str) -> list[tuple[str, str]]:
    return [(m.predicate.curie, m.object.curie) for m in lexicon.mappings.of(Reference.parse(curie))]


def _canonical(lexicon: Lexicon, curie: str) -> str:
    return lexicon.canonical(Reference.parse(curie)).curie


def test_an_added_hpo_takes_the_place_of_the_bundled_one(small_hpo_and_sets: Path) -> None:
    """Its terms, annotated diseases and genes are known, those of the bundled one are not."""
    lexicon = open_lexicon()
    found = lexicon.term(Reference("HP", "0990009"))
    assert small_hpo_and_sets.is_dir()
    assert found
    assert (found.label, found.synonyms) == ("Glassy elbow", (("Vitreous elbow", "EXACT"),))
    assert lexicon.is_a(found.reference, Reference("HP", "0000118"))
    assert lexicon.term(Reference("HP", "0010766")) is None
    assert _meant(lexicon, "familial glass elbow disease") == {("OMIM:990100", "EXACT")}
    assert lexicon.gene_symbols.items() >= {"OLDGLS": "NCBIGene:990001", "CLRK": "NCBIGene:990002"}.items()
    assert not lexicon.annotated_genes.keys() & {"NCBIGene:2778"}


def test_hpo_reads_alike_as_obo_and_json(samples: Path) -> None:
    """Terms, alternative and replaced references are the same in both formats."""
    from pohgraph.vocab.user.kinds import read_ontology  # noqa: PLC0415 - what is tested

    obo, json = read_ontology(samples / "hp.obo"), read_ontology(samples / "hp.json")
    elbow = Reference("HP", "0990001")
    assert obo.terms[elbow].synonyms == json.terms[elbow].synonyms
    assert obo.replaced == json.replaced
    assert (obo.version, json.version) == ("2099-02-01", "2099-03-01")
    assert obo.license == json.license == "https://example.org/hpo-license"


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_mondo_in_obo_gives_names_with_scope_and_mappings_with_strength(samples: Path) -> None:
    """Synonyms keep their scope; an equivalence annotation or a property value is exact, any other xref is not."""
    add_files([samples / "mondo.obo"])
    lexicon = open_lexicon()
    assert _meant(lexicon, "hereditary glass elbow") == {(ELBOW, "EXACT")}
    assert _meant(lexicon, "elbow vitrification") == {(ELBOW, "NARROW")}
    assert _mapped(lexicon, ELBOW) == [
        ("skos:exactMatch", "OMIM:990100"),
        ("skos:exactMatch", "MESH:C990100"),
        ("oboInOwl:hasDbXref", "GARD:990100"),
    ]
    assert lexicon.label(Reference.parse(ELBOW)) == "glass elbow disease"


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_mondo_s_withdrawn_and_alternative_references_lead_to_current_ones(samples: Path) -> None:
    """A replaced and an alternative reference have the current one as canonical; the withdrawn name is nobody's."""
    add_files([samples / "mondo.obo"])
    lexicon = open_lexicon()
    assert _canonical(lexicon, "MONDO:0990101") == ELBOW
    assert _canonical(lexicon, "MONDO:0990199") == ELBOW
    assert _canonical(lexicon, KNEE) == KNEE
    assert not _meant(lexicon, "obsolete brittle glass elbow")


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_mondo_in_json_gives_names_and_mappings(samples: Path) -> None:
    """OBO Graphs JSON says the same as OBO; a mapping may be an IRI."""
    add_files([samples / "mondo.json"])
    lexicon = open_lexicon()
    assert _meant(lexicon, "hereditary glass elbow") == {(ELBOW, "EXACT")}
    assert _canonical(lexicon, "OMIM:990100") == ELBOW
    assert _mapped(lexicon, ELBOW)[-1] == ("oboInOwl:hasDbXref", "GARD:990100")


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_mondo_s_sssom_gives_names_and_mappings(samples: Path) -> None:
    """Subjects' labels and the labels of exact objects are names; labels of cross-references and withdrawn terms are not."""
    add_files([samples / "mondo_sample.sssom.tsv"])
    lexicon = open_lexicon()
    assert _meant(lexicon, "glass elbow disease") == {(ELBOW, "LABEL")}
    assert _meant(lexicon, "vitreous elbow disorder") == {(ELBOW, "EXACT")}
    assert not _meant(lexicon, "elbow of glass")
    assert _meant(lexicon, "clear knee disease") == {(KNEE, "LABEL")}
    assert ("skos:exactMatch", "ICD11:990100") in _mapped(lexicon, ELBOW)
    assert ("oboInOwl:hasDbXref", "GARD:990100") in _mapped(lexicon, ELBOW)


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_names_of_annotated_diseases_become_mondo_s(samples: Path) -> None:
    """With a mapping known, the name HPO's annotations have for an OMIM entry means the Mondo disease."""
    assert _meant(open_lexicon(), "Glass elbow disease, familial") == {("OMIM:990100", "LABEL")}
    add_files([samples / "mondo_sample.sssom.tsv"])
    assert {curie for curie, _ in _meant(open_lexicon(), "Glass elbow disease, familial")} == {ELBOW}


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_words_for_any_disease_are_no_names(samples: Path) -> None:
    """The name of Mondo's root is not looked for in texts."""
    add_files([samples / "mondo.obo"])
    assert not _meant(open_lexicon(), "diseases")


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_hgnc_gives_symbols_aliases_and_identifiers(samples: Path) -> None:
    """Approved symbols count, the outdated ones of annotations become aliases; genes without a number are left out."""
    (addition,) = add_files([samples / "hgnc_complete_set.txt"])
    lexicon = open_lexicon()
    approved = {"GLASS1": "NCBIGene:990001", "CLRK": "NCBIGene:990002", "GLASS2": "NCBIGene:990003"}
    assert lexicon.gene_symbols.items() >= approved.items()
    assert not {"GONE1", "NOENTREZ", "OLDGLS"} & set(lexicon.gene_symbols)
    assert lexicon.gene_aliases["OLDGLS"] == lexicon.gene_aliases["VITRO1"] == "NCBIGene:990001"
    assert lexicon.label(Reference("NCBIGene", "990001")) == "GLASS1"
    assert _mapped(lexicon, "NCBIGene:990001") == [("skos:exactMatch", "HGNC:99001")]
    assert _canonical(lexicon, "HGNC:99001") == "NCBIGene:990001"
    assert addition.summary.left_out == {"genes without entrez_id": 1}


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_an_ambiguous_alias_is_none(samples: Path) -> None:
    """An alias that is another gene's symbol, or that several genes have, names no gene."""
    add_files([samples / "hgnc_complete_set.txt"])
    lexicon = open_lexicon()
    assert not {"CLRK", "SHARED", "GEF1"} & set(lexicon.gene_aliases)


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("name", ["hgnc_complete_set.txt", "phenotype.hpoa", "laboratory.sssom.tsv"])
def test_rows_that_lost_their_tabs_at_the_end_are_read(samples: Path, tmp_path: Path, name: str) -> None:
    """An editor took the blanks at the ends of the lines away: the file gives what it gave."""
    path = tmp_path / name
    text = (samples / name).read_text(encoding="utf-8")
    path.write_text("".join(f"{line.rstrip()}\n" for line in text.splitlines()), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text or name != "hgnc_complete_set.txt"
    assert add_files([path])[0].summary == add_files([samples / name])[0].summary


@pytest.mark.parametrize(
    ("name", "disease"), [("Familial glass elbow disease", "OMIM:990100"), ("Clear knee disease", "ORPHA:990200")]
)
@pytest.mark.usefixtures("small_hpo_and_sets")
def test_annotations_of_one_registry_alone_will_do(samples: Path, tmp_path: Path, name: str, disease: str) -> None:
    """A page that names the gene of a disease of the other registry is read as with the whole file."""
    rows = (samples / "phenotype.hpoa").read_text(encoding="utf-8").splitlines()
    hpoa = tmp_path / "phenotype.hpoa"
    hpoa.write_text("\n".join(row for row in rows if row.startswith(("#", "database", disease))), encoding="utf-8")
    genes = tmp_path / "phenotype_to_genes.txt"
    header = "hpo_id\thpo_name\tncbi_gene_id\tgene_symbol\tdisease_id\n"
    row = "HP:0990001\tx\t990002\tCLRK\t"
    genes.write_text(f"{header}{row}OMIM:990100\n{row}ORPHA:990200\n", encoding="utf-8")
    add_files([hpoa, genes])
    page = f"{name}\n\nCauses\n\n{name} is caused by mutations in the CLRK gene.\n".encode()
    extraction = extract(read_page(page, name="page.txt").document, Recogniser(open_lexicon()))
    assert {a.object.curie for a in extraction.assertions if a.object and a.predicate == ABOUT} == {disease}


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_orphadata_gives_names_and_mappings_by_relation(samples: Path) -> None:
    """E, NTBT and BTNT become exact, broad and narrow matches; wrong ones and withdrawn disorders are left out."""
    add_files([samples / "en_product1.xml"])
    lexicon = open_lexicon()
    assert _mapped(lexicon, KNEE) == [
        ("skos:exactMatch", "OMIM:990300"),
        ("skos:narrowMatch", "MESH:C990200"),
        ("skos:broadMatch", "ICD10:M99.0"),
    ]
    assert {curie for curie, _ in _meant(lexicon, "M\u00e4rx knee")} == {"OMIM:990300"}
    assert _meant(lexicon, "Common knee disease") == {("ORPHA:990202", "LABEL")}
    assert not _meant(lexicon, "Opaque knee disease")


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_of_exact_matches_the_best_registry_is_canonical(samples: Path) -> None:
    """Mondo comes before OMIM, and OMIM before Orphanet, whichever way a set writes the row."""
    add_files([samples / "en_product1.xml"])
    assert _canonical(open_lexicon(), KNEE) == "OMIM:990300"


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_any_mapping_set_can_be_added(samples: Path) -> None:
    """Its columns may stand in any order; literal rows are names with their scope."""
    add_files([samples / "laboratory.sssom.tsv"], "sssom")
    lexicon = open_lexicon()
    assert _meant(lexicon, "timber wrist") == {("OMIM:990400", "RELATED")}
    assert _mapped(lexicon, "OMIM:990400") == [("skos:closeMatch", "MESH:C990400")]


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_sources_name_each_added_vocabulary(samples: Path) -> None:
    """Version, licence and hash of an added file are among the sources, under a name that an IRI takes."""
    additions = add_files([samples / "mondo.obo", samples / "laboratory.sssom.tsv"])
    sources = {s.sha256: s for s in open_lexicon().sources}
    mondo, laboratory = (sources[a.vocabulary.sha256] for a in additions)
    assert (mondo.name, mondo.version) == ("mondo.obo", "2099-04-01")
    assert mondo.license == "http://creativecommons.org/licenses/by/4.0/"
    assert (laboratory.name, laboratory.title, laboratory.version) == (
        "laboratory.sssom.tsv",
        "Sample of a laboratory",
        "7",
    )
    names = [s.name for s in open_lexicon().sources]
    assert len(names) == len(set(names))


@pytest.mark.usefixtures("small_hpo_and_sets")
def test_what_was_removed_is_no_longer_known(samples: Path) -> None:
    """After removal the lexicon is as it was before."""
    before = open_lexicon()
    add_files([samples / "mondo.obo"])
    assert _canonical(open_lexicon(), "OMIM:990100") == ELBOW
    remove("mondo")
    assert _canonical(open_lexicon(), "OMIM:990100") == "OMIM:990100"
    assert open_lexicon() is before


@pytest.mark.usefixtures("small_hpo_and_sets")
@pytest.mark.skipif(
    not MONDO_SSSOM.is_dir(), reason="Mondo's mapping files are not beside this checkout (../shared/data)"
)
def test_mondo_s_own_mapping_files_are_read_whole() -> None:
    """All fourteen files are taken; every row has a known prefix; the sections open in well under half a second."""
    additions = add_files([MONDO_SSSOM], "mondo")
    assert len(additions) == 14
    assert not any(a.summary.left_out for a in additions)
    assert sum(a.summary.counts["mappings"] for a in additions) > 100_000
    lexicon = open_lexicon()
    assert _canonical(lexicon, "OMIM:166350") == "MONDO:0008153"
    fresh = Lexicon(lexicon._folder)
    start = time.perf_counter()
    fresh.disease_names.get("")
    fresh.mappings.of(Reference.parse("MONDO:0008153"))
    assert time.perf_counter() - start < 0.5


def test_the_list_of_kinds_is_that_of_their_readers() -> None:
    """The names stand twice, because a command that only lists them should not load what reads them."""
    assert tuple(KINDS) == KIND_NAMES
