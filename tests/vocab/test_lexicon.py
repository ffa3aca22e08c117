"""The compiled vocabulary and its cache."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pohgraph.errors import UnknownReferenceError, VocabularyError
from pohgraph.language.words import lemma, phrase_key, token_class
from pohgraph.model import Reference
from pohgraph.schema.branches import PHENOTYPIC_ABNORMALITY
from pohgraph.schema.prefixes import compress, expand, prefix_map, standardise
from pohgraph.tables import package_table, read_table
from pohgraph.vocab import lexicon as module
from pohgraph.vocab.formats.sssom import read_sssom
from pohgraph.vocab.lexicon import open_lexicon
from pohgraph.vocab.sections import SECTIONS, read_section, write_sections
from pohgraph.vocab.texts import Texts

POH = Reference("MONDO", "0008153")


def test_alternative_references_lead_to_the_current_term() -> None:
    """An alternative identifier of HPO is followed."""
    term = open_lexicon().term(Reference("HP", "0001529"))
    assert term
    assert term.reference == Reference("HP", "0001533")


def test_unknown_terms_are_none() -> None:
    """A reference HPO does not have gives None, its label is its CURIE."""
    unknown = Reference("HP", "9999999")
    assert open_lexicon().term(unknown) is None
    assert open_lexicon().label(unknown) == "HP:9999999"


def test_ancestors_reach_the_root() -> None:
    """A term's ancestors hold itself, its branch and the root."""
    ancestors = open_lexicon().ancestors(Reference("HP", "0011987"))
    assert {Reference("HP", "0011987"), PHENOTYPIC_ABNORMALITY, Reference("HP", "0000001")} <= ancestors


def test_threads_read_a_section_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that ask for the same section at the same time wait for the one that reads it."""
    read: list[str] = []

    def slowly(_: Path, section: str, __: object) -> dict[str, Any]:
        read.append(section)
        time.sleep(0.02)
        return {"genes": {"GNAS": "NCBIGene:2778"}}

    monkeypatch.setattr(module, "read_section", slowly)
    lexicon = module.Lexicon(Path("nowhere"))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: lexicon.gene_symbols["GNAS"], range(8)))
    assert found == ["NCBIGene:2778"] * 8
    assert read == ["genes"]


def test_identifiers_lead_to_mondo() -> None:
    """OMIM and Orphanet identifiers of the disease have its MONDO reference as canonical one; GARD's is no exact match."""
    lexicon = open_lexicon()
    for same in ("OMIM:166350", "ORPHA:2762", "UMLS:C0334041"):
        assert lexicon.canonical(Reference.parse(same)) == POH
    assert lexicon.canonical(Reference.parse("GARD:109")) == Reference.parse("GARD:109")


def test_a_cross_reference_is_no_identity() -> None:
    """Albright hereditary osteodystrophy stays itself although Mondo cross-references it from another disorder."""
    assert open_lexicon().canonical(Reference.parse("ORPHA:665")) == Reference.parse("ORPHA:665")


def test_inverted_titles_are_found_the_usual_way() -> None:
    """OMIM's "Osseous heteroplasia, progressive" is found as "progressive osseous heteroplasia"."""
    names = open_lexicon().disease_names[phrase_key("Progressive Osseous Heteroplasia")]
    assert {curie for curie, _, _ in names} == {POH.curie}


def test_sources_carry_version_licence_and_hash() -> None:
    """Each vocabulary says which release it is, under which licence, and the hash of its bytes."""
    sources = open_lexicon().sources
    assert {source.name for source in sources} >= {"hp", "hpoa", "hpo-genes"}
    assert all(source.version and source.license and len(source.sha256) == 64 for source in sources)


@pytest.mark.usefixtures("small_vocabularies")
def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    """A section that is not byte for byte what was written is an error for its reader, and rebuilt by the next process."""
    folder = tmp_path / "lexicon"
    script = f"""
from pathlib import Path
from pohgraph.schema.branches import PHENOTYPIC_ABNORMALITY
from pohgraph.vocab.lexicon import open_lexicon
print(open_lexicon(Path({str(folder)!r})).label(PHENOTYPIC_ABNORMALITY))
"""
    run = [sys.executable, "-c", script]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "Phenotypic abnormality"
    for section in folder.rglob("*.bin"):
        section.write_bytes(b"not a lexicon")
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "Phenotypic abnormality"


def test_a_large_table_is_read_string_by_string(tmp_path: Path) -> None:
    """It is the same table, and a changed byte is an error where its string is asked for."""
    terms = {f"HP:{number}": f"knöchern {number} " * 300 for number in range(500)}
    write_sections({name: {} for names in SECTIONS.values() for name in names} | {"terms": terms}, tmp_path)
    path = tmp_path / "hpo.bin"
    found = read_section(tmp_path, "hpo")["terms"]
    assert isinstance(found, Texts)
    assert dict(found) == terms
    assert (found.get("HP:499"), found.get("HP:500"), "HP:7" in found) == (terms["HP:499"], None, True)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    damaged = read_section(tmp_path, "hpo")["terms"]
    assert damaged["HP:0"] == terms["HP:0"]
    with pytest.raises(VocabularyError, match="damaged"):
        damaged["HP:499"]


def test_a_table_of_many_short_strings_answers_as_the_dictionary_did(tmp_path: Path) -> None:
    """Every key is found, also those that share a slot; what is no key is not, nor what a key begins with."""
    terms = {f"HP:{number}": str(number) for number in range(10_000)} | {"": "none", "knöchern": "", "\ud800": "half"}
    write_sections({name: {} for names in SECTIONS.values() for name in names} | {"terms": terms}, tmp_path)
    found = read_section(tmp_path, "hpo")["terms"]
    assert isinstance(found, Texts)
    assert list(found.items()) == list(terms.items())
    others = [f"HP:{number}" for number in range(10_000, 30_000)]
    assert not [other for other in (*others, "HP:", "HP:99990", "HP:1\x00", "\udc00") if other in found]


def test_a_changed_byte_never_reaches_the_reader(tmp_path: Path) -> None:
    """The digest vouches for the payload."""
    write_sections({name: {} for names in SECTIONS.values() for name in names}, tmp_path)
    path = tmp_path / "hpo.bin"
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    with pytest.raises(VocabularyError, match="damaged"):
        read_section(tmp_path, "hpo")


def test_expanding_and_compressing_are_inverse() -> None:
    """Every prefix expands and compresses to itself."""
    for prefix in prefix_map():
        reference = Reference(prefix, "0000123")
        assert compress(expand(reference)) == reference.curie


def test_iris_hold_no_illegal_character() -> None:
    """A DOI with angle brackets, as old ones have, becomes a legal IRI."""
    assert expand(Reference("DOI", "10.1002/(SICI)1<1::AID>3")) == "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3"


def test_unknown_prefixes_are_refused() -> None:
    """A prefix nobody declared is an error that names it."""
    with pytest.raises(UnknownReferenceError, match="FOO"):
        expand(Reference("FOO", "1"))
    with pytest.raises(UnknownReferenceError, match="FOO:1"):
        standardise("FOO:1")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tumours", "tumor"), ("oedema", "edema"), ("anaemia", "anemia"), ("vertebrae", "vertebra"), ("feet", "foot")],
)
def test_spellings_and_numbers_share_a_lemma(one: str, other: str) -> None:
    """British and American spelling, plural and singular have one lemma."""
    assert lemma(one) == lemma(other)


def test_words_of_a_class_and_of_a_family_share_a_form() -> None:
    """Words of one class share a form, and so do an adjective and its noun."""
    assert token_class("restricted") == token_class("limitation")
    assert token_class("scoliosis") == token_class("scoliotic") != token_class("seizure")


def test_a_table_with_a_short_row_is_refused(tmp_path: Path) -> None:
    """A row of another width than the header is an error with its line."""
    path = tmp_path / "table.tsv"
    path.write_text("# reason\na\tb\n1\t2\n3\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 4"):
        list(read_table(path))


def test_a_mapping_file_without_header_is_refused(tmp_path: Path) -> None:
    """A file that is no SSSOM says so, with its line."""
    path = tmp_path / "x.sssom.tsv"
    path.write_text("#mapping_set_id: x\na\tb\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 2: no SSSOM header"):
        read_sssom(path)


def test_a_wording_names_one_term() -> None:
    """It stands beside the label of its term, in no other row, and is no word that HPO itself has for another term."""
    lexicon = open_lexicon()
    named: dict[str, str] = {}
    for row in package_table("vocab", "wordings.tsv"):
        assert row["label"] == lexicon.label(Reference.parse(row["term"])), row
        assert row["said_by"] in {"patient", "clinic"}, row
        for wording in row["wordings"].split("|"):
            assert named.setdefault(phrase_key(wording), row["term"]) == row["term"], wording
            assert {curie for curie, *_ in lexicon.phenotype_names[phrase_key(wording)]} == {row["term"]}, wording


def test_every_lay_synonym_has_its_scope_and_reason() -> None:
    """A misspelt scope would make a name that no rule knows."""
    for row in package_table("vocab", "lay_synonyms.tsv"):
        assert row["scope"] in {"EXACT", "BROAD", "NARROW", "RELATED"}, row
        assert row["reason"].strip(), row
