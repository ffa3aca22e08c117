"""SSSOM files as other people write them: any valid YAML above the table, prefixes of their own, and no term found."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

from pohgraph.errors import VocabularyError
from pohgraph.store.description import describe_mapping
from pohgraph.store.rdf import node, term
from pohgraph.vocab.diseases import disease_entries
from pohgraph.vocab.formats.sssom import NO_TERM, read_sssom
from pohgraph.vocab.packing import canonical_table
from pohgraph.vocab.user.kinds import get_kind

POH = "MONDO:0008153"
HEADER = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
ROW = f"{POH}\tskos:exactMatch\tOMIM:166350\tsemapv:ManualMappingCuration"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test writes its file."""
    return tmp_path / "set.sssom.tsv"


def write(path: Path, metadata: str, *rows: str, header: str = HEADER) -> Path:
    """Write a file with `#` before each line of metadata."""
    block = [f"#{line}" for line in metadata.splitlines()]
    path.write_text("\n".join([*block, header, *rows]) + "\n", encoding="utf-8")
    return path


METADATA = {
    "comments": "# who made it\nlicense: https://example.org/l # asked on Monday\nmapping_set_version: '1.10' # of June",
    "quoted scalars": '"license": \'https://example.org/l\'\nmapping_set_version: "1.10"',
    "a number and a list": "creator_id:\n- orcid:1\n- orcid:2\nmapping_set_version: 1.10\nlicense: https://example.org/l",
    "a blank behind each mark": " license: https://example.org/l\n mapping_set_version: 1.10",
    "flow style": "{license: 'https://example.org/l', mapping_set_version: 1.10, other: [a, {b: c}]}",
    "a folded text": "mapping_set_version: 1.10\nmapping_set_description: >\n  two: lines\n  of text\nlicense: https://example.org/l",
    "cells of a spreadsheet": "license: https://example.org/l\t\t\t\nmapping_set_version: 1.10\t\t",
}


@pytest.mark.parametrize("metadata", METADATA.values(), ids=METADATA)
def test_metadata_is_any_yaml(path: Path, metadata: str) -> None:
    """A slot's value is what YAML says, and a version keeps its last nought."""
    found = read_sssom(write(path, metadata, ROW))
    assert (found.license, found.version) == ("https://example.org/l", "1.10")


CURIE_MAPS = {
    "block": "curie_map:\n  orphanet.ordo: http://www.orpha.net/ORDO/Orphanet_",
    "quoted": "curie_map:\n    'orphanet.ordo': \"http://www.orpha.net/ORDO/Orphanet_\" # Orphanet",
    "flow": 'curie_map: {"orphanet.ordo": "http://www.orpha.net/ORDO/Orphanet_"}',
    "one blank": "curie_map:\n orphanet.ordo: http://www.orpha.net/ORDO/Orphanet_",
    "behind a list": "creator_id:\n  - orcid:1\ncurie_map:\n  orphanet.ordo: http://www.orpha.net/ORDO/Orphanet_",
}


@pytest.mark.parametrize("curie_map", CURIE_MAPS.values(), ids=CURIE_MAPS)
def test_prefixes_of_the_file_are_looked_up(path: Path, curie_map: str) -> None:
    """A prefix that only the file declares gives the identifier of its IRI."""
    found = read_sssom(write(path, curie_map, ROW.replace("OMIM:166350", "orphanet.ordo:2762")))
    assert [mapping.object.curie for mapping in found.mappings] == ["ORPHA:2762"]
    assert not found.unknown


def test_prefix_that_nobody_declares_is_counted(path: Path) -> None:
    """The row is left out, and counted under its prefix."""
    found = read_sssom(write(path, "curie_map:\n  other: http://example.org/o/", ROW.replace("OMIM:", "strange:")))
    assert (found.mappings, found.unknown) == ((), {"strange": 1})


FAULTS = {
    "no YAML": ("license: x\nmapping_set_id: [a\ntitle: b", "line 3: the metadata is not YAML"),
    "a tab that indents": ("license: x\ncurie_map:\n\tMONDO: http://example.org/", "line 3: the metadata is not YAML"),
    "a list of prefixes": ("license: x\ncurie_map:\n- MONDO", "line 3: curie_map should be"),
    "a prefix with a list": ("curie_map:\n  MONDO:\n  - http://example.org/", "line 3: MONDO should be a text"),
    "a licence that is a list": ("mapping_set_id: a\nlicense:\n- x", "line 3: license should be a text"),
    "no names": ("one\ntwo", "line 1: the metadata should be"),
    "a character of control": ("license: \x07", "line 1: the metadata is not YAML"),
    "monstrous nesting": (f"other: {'[' * 5000}", "line 1: the metadata is nested too deep"),
}


@pytest.mark.parametrize(("metadata", "message"), FAULTS.values(), ids=FAULTS)
def test_faults_name_their_line(path: Path, metadata: str, message: str) -> None:
    """What is wrong with the metadata is said with the line of the file."""
    with pytest.raises(VocabularyError, match=message):
        read_sssom(write(path, metadata, ROW))


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("OMIM:166350", "sssom:NoTermFound"),
        ROW.replace(POH, "sssom:NoTermFound"),
    ],
    ids=["as object", "as subject"],
)
def test_no_term_found_is_no_term(path: Path, row: str) -> None:
    """A row that says that there is no such term is no mapping; the report counts it, and the file may hold nothing else."""
    summary = get_kind("sssom").read(write(path, "license: x", row))
    assert (summary.counts, summary.left_out) == ({"mappings": 0}, {NO_TERM: 1})


def test_what_a_file_says_of_its_own_prefix_counts(path: Path) -> None:
    """A known prefix that a file declares otherwise stands for the file's IRI; of an unknown IRI nothing is known."""
    row = ROW.replace("OMIM:166350", "GARD:2762")
    declared = "curie_map:\n  GARD: http://www.orpha.net/ORDO/Orphanet_"
    assert [m.object.curie for m in read_sssom(write(path, declared, row)).mappings] == ["ORPHA:2762"]
    unknown = "curie_map:\n  GARD: https://example.org/"
    assert [m.object.curie for m in read_sssom(write(path, unknown, row)).mappings] == ["GARD:2762"]


@pytest.mark.parametrize(
    ("predicate", "means"),
    [
        ("owl:equivalentClass", "skos:exactMatch"),
        ("rdfs:subClassOf", "skos:broadMatch"),
        ("semapv:crossSpeciesExactMatch", "skos:relatedMatch"),
        ("oboInOwl:hasDbXref", "oboInOwl:hasDbXref"),
    ],
)
def test_predicates_beyond_skos_promise_no_more_than_they_do(path: Path, predicate: str, means: str) -> None:
    """Each becomes the predicate of ours that says the same or less."""
    found = read_sssom(write(path, "license: x", ROW.replace("skos:exactMatch", predicate)))
    assert [mapping.predicate.curie for mapping in found.mappings] == [means]


COLUMNS = (
    "subject_id\tsubject_label\tsubject_type\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tconfidence"
)
LEFT_OUT = {
    "another predicate": (f"{POH}\t\t\tskos:member\t\tOMIM:166350", "predicate skos:member"),
    "a denial": (f"{POH}\t\t\tskos:exactMatch\tNot\tOMIM:166350", "not the same"),
    "several objects": (f"{POH}\t\t\tskos:exactMatch\t\tOMIM:166350|OMIM:1", "several identifiers in one cell"),
    "several subjects": (f"{POH}|MONDO:1\t\t\tskos:exactMatch\t\tOMIM:166350", "several identifiers in one cell"),
    "a composed entity": (f"{POH}\t\tcomposed entity expression\tskos:exactMatch\t\tOMIM:1", "composed entities"),
    "no confidence": (f"{POH}\t\t\tskos:exactMatch\t\tOMIM:166350\t\thigh", "confidence that is no number"),
    "too much confidence": (f"{POH}\t\t\tskos:exactMatch\t\tOMIM:166350\t\t1.5", "confidence that is no number"),
    "a literal without a text": (f"{POH}\t\trdfs literal\tskos:exactMatch\t\tOMIM:1", "no subject_id"),
    "a literal that is a part": (f"\tPOH\trdfs literal\towl:sameAs\t\t{POH}", "without a text or"),
}


@pytest.mark.parametrize(("row", "reason"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_row_that_is_no_mapping_is_left_out_with_its_reason(path: Path, row: str, reason: str) -> None:
    """It makes nothing the same, and the report counts it; a row that maps nothing at all is a fault with its line."""
    write(path, "license: x", row, header=COLUMNS)
    if reason == "no subject_id":
        with pytest.raises(VocabularyError, match=f"line 3: {reason}"):
            read_sssom(path)
        return
    found = read_sssom(path)
    assert (found.mappings, found.names) == ((), ())
    assert [(reason in told, count) for told, count in found.unknown.items()] == [(True, 1)]


@pytest.mark.parametrize(
    ("row", "scope"),
    [
        (f"\tbone in the skin\trdfs literal\tskos:exactMatch\t\t{POH}", "hasExactSynonym"),
        (f"\tbone in the skin\trdfs literal\tskos:broadMatch\t\t{POH}", "hasNarrowSynonym"),
        (f"\tbone in the skin\trdfs literal\tskos:closeMatch\t\t{POH}", "hasRelatedSynonym"),
        (f"\tbone in the skin\trdfs literal\tskos:exactMatch\t\t{POH}\t\t0.5", "hasRelatedSynonym"),
    ],
)
def test_a_literal_may_be_the_subject(path: Path, row: str, scope: str) -> None:
    """It has no identifier, and is a name of the object with the scope that the predicate gives, turned round."""
    (name,) = read_sssom(write(path, "license: x", row, header=COLUMNS)).names
    assert (name.subject.curie, name.predicate.identifier, name.text) == (POH, scope, "bone in the skin")


def test_the_metadata_may_say_what_all_rows_are(path: Path) -> None:
    """A type that no column gives holds for every row."""
    header = "subject_label\tsubject_id\tpredicate_id\tobject_id"
    found = read_sssom(write(path, "subject_type: rdfs literal", f"POH\t\tskos:exactMatch\t{POH}", header=header))
    assert [name.text for name in found.names] == ["POH"]


def test_a_weak_match_is_no_identity(path: Path) -> None:
    """Its row is kept with its confidence; it gives no plain link, no canonical identifier and no name."""
    header = f"{HEADER}\tobject_label\tconfidence"
    rows = (f"{ROW}\tsure\t0.9", f"{ROW.replace('166350', '1')}\tweak\t0.4")
    found = read_sssom(write(path, "license: x", *rows, header=header))
    assert [mapping.confidence for mapping in found.mappings] == [0.9, 0.4]
    assert canonical_table([found]) == {"OMIM:166350": POH}
    assert {name for _, name, _ in disease_entries({}, [found], {})} == {"sure"}
    sure, weak = ([quad for said in describe_mapping(one) for quad in said.quads()] for one in found.mappings)
    assert Literal("0.4", datatype=term("xsd:decimal")) in [quad.object for quad in weak]
    assert any(quad.subject == node(found.mappings[0].subject) for quad in sure)
    assert not any(quad.subject == node(found.mappings[1].subject) for quad in weak)


def test_cells_may_be_quoted(path: Path) -> None:
    """Quotes around a cell go, doubled ones become one, and tabs and line ends within are kept from being read as cells."""
    header = "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label"
    row = f'"{POH}"\t"bone ""in""\tthe\nskin"\tskos:exactMatch\tOMIM:166350\tsaid "so"'
    (mapping,) = read_sssom(write(path, "license: x", row, header=header)).mappings
    assert mapping.subject_label == 'bone "in"\tthe\nskin'
    assert (mapping.subject.curie, mapping.object_label) == (POH, 'said "so"')


def test_a_quote_without_end_is_a_fault(path: Path) -> None:
    """It is said with the line that it begins in."""
    with pytest.raises(VocabularyError, match="line 4: a cell begins with a quotation mark"):
        read_sssom(write(path, "license: x", ROW, f'"{ROW}', *[ROW] * 300))


def test_a_match_type_of_old_is_a_justification(path: Path) -> None:
    """Files from before SSSOM 1.0 have it in its place."""
    header = HEADER.replace("mapping_justification", "match_type")
    row = ROW.replace("semapv:ManualMappingCuration", "Lexical")
    (mapping,) = read_sssom(write(path, "license: x", row, header=header)).mappings
    assert mapping.justification.curie == "semapv:LexicalMatching"
