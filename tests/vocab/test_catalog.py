"""Adding, replacing and removing files: all or nothing, and a bad file says where it is bad."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.vocab.inputs import Input, inputs_key, lexicon_inputs
from pohgraph.vocab.user.added import add_files, remove
from pohgraph.vocab.user.kinds import detect_kind, get_kind
from pohgraph.vocab.user.manifest import added_vocabularies

KINDS = {
    "hp.obo": "hpo",
    "hp.json": "hpo",
    "phenotype.hpoa": "hpoa",
    "phenotype_to_genes.txt": "phenotype-to-genes",
    "mondo.obo": "mondo",
    "mondo.json": "mondo",
    "mondo_sample.sssom.tsv": "mondo",
    "hgnc_complete_set.txt": "hgnc",
    "en_product1.xml": "orphadata",
    "laboratory.sssom.tsv": "sssom",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_content_says_the_kind(samples: Path, tmp_path: Path, name: str, kind: str) -> None:
    """A file's kind does not depend on what it is called, nor does how it is read."""
    path = tmp_path / "download"
    shutil.copyfile(samples / name, path)
    assert detect_kind(path) == kind
    assert get_kind(kind).read(path).counts == get_kind(kind).read(samples / name).counts


def test_a_minified_ontology_is_read(samples: Path, tmp_path: Path) -> None:
    """One line of any length, with a mark of byte order before it, is JSON as any other."""
    content = json.loads((samples / "mondo.json").read_text(encoding="utf-8"))
    content["graphs"][0]["meta"]["comments"] = ["é" * 3_000_000]
    path = tmp_path / "mondo.json"
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8-sig")
    assert get_kind("mondo").read(path).counts == get_kind("mondo").read(samples / "mondo.json").counts


def test_an_added_file_is_copied_and_listed(folders: Path, samples: Path) -> None:
    """The copy lies under its kind, named by its hash; the manifest has the base name of the source only."""
    (addition,) = add_files([samples / "mondo.obo"])
    (listed,) = added_vocabularies()
    assert listed == addition.vocabulary
    assert listed.path == folders / "vocabularies" / "mondo" / f"{listed.sha256[:12]}-mondo.obo"
    assert listed.path.read_bytes() == (samples / "mondo.obo").read_bytes()
    assert str(samples) not in (folders / "vocabularies" / "manifest.json").read_text(encoding="utf-8")


def test_additions_wait_for_each_other_without_fcntl(folders: Path) -> None:
    """While one process changes the list, others wait, on systems that have no `fcntl`, too."""
    code = """
import sys, warnings
sys.modules["fcntl"] = None
warnings.simplefilter("ignore")  # filelock says that it takes another kind of lock
from filelock import FileLock, Timeout
from pohgraph.vocab.user.manifest import changing, vocabulary_folder
def other():
    try:
        with FileLock(vocabulary_folder() / "lock", timeout=0):
            return "goes"
    except Timeout:
        return "waits"
with changing():
    print(other())
print(other())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["waits", "goes"]
    assert folders.is_dir()


def test_a_newer_release_takes_the_place_of_the_older_one(folders: Path, samples: Path, tmp_path: Path) -> None:
    """Another file of the same vocabulary replaces it, and the older copy is deleted."""
    add_files([samples / "mondo.obo"])
    newer = tmp_path / "mondo.obo"
    newer.write_text(
        (samples / "mondo.obo").read_text(encoding="utf-8").replace("2099-04", "2100-01"), encoding="utf-8"
    )
    add_files([newer])
    assert [v.version for v in added_vocabularies()] == ["2100-01-01"]
    assert len(list((folders / "vocabularies" / "mondo").iterdir())) == 1


@pytest.mark.usefixtures("folders")
def test_adding_twice_is_adding_once(samples: Path) -> None:
    """The same bytes again change nothing, and are reported as there before."""
    first = add_files([samples / "mondo.obo"])
    second = add_files([samples / "mondo.obo"])
    assert (first[0].new, second[0].new) == (True, False)
    assert len(added_vocabularies()) == 1


@pytest.mark.usefixtures("folders")
def test_a_folder_stands_for_its_files(samples: Path, tmp_path: Path) -> None:
    """Vocabulary files of a folder are added, other files are passed over."""
    for name in ("mondo.obo", "hgnc_complete_set.txt"):
        shutil.copyfile(samples / name, tmp_path / name)
    (tmp_path / "notes.md").write_text("nothing", encoding="utf-8")
    assert [a.vocabulary.kind for a in add_files([tmp_path])] == ["hgnc", "mondo"]


@pytest.mark.usefixtures("folders")
def test_with_one_bad_file_nothing_is_added(samples: Path, tmp_path: Path) -> None:
    """A good file beside a bad one is not added either."""
    bad = tmp_path / "bad.obo"
    bad.write_text("ontology: mondo\n\n[Term]\nid MONDO:1\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"bad\.obo, line 4"):
        add_files([samples / "hgnc_complete_set.txt", bad])
    assert added_vocabularies() == ()


@pytest.mark.usefixtures("folders")
def test_a_line_that_the_parser_does_not_survive_is_a_clear_error(tmp_path: Path) -> None:
    """The parser fails in its own code on some damaged lines; that is no reason for a traceback."""
    bad = tmp_path / "bad.obo"
    bad.write_text('ontology: mondo\n\n[Term]\nid: MONDO:"1\n!ame: a\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match="not OBO"):
        add_files([bad])


def _edited(name: str, old: str, new: str) -> Callable[[Path], bytes]:
    return lambda samples: (samples / name).read_bytes().replace(old.encode(), new.encode(), 1)


# What is wrong -> the kind it is added as, the bytes of the file, and what the error says.
BAD: dict[str, tuple[str, Callable[[Path], bytes], str]] = {
    "OBO that breaks off": ("hpo", _edited("hp.obo", 'synonym: "', "synonym: "), "line 19: not OBO"),
    "OBO of another ontology": ("hpo", _edited("mondo.obo", "zzz", ""), "this is mondo, not hpo"),
    "OBO without terms": ("mondo", lambda _: b"format-version: 1.2\nontology: mondo\n", "no current MONDO term"),
    "JSON that breaks off": ("mondo", _edited("mondo.json", '"edges": []', '"edges": ['), "line 14: not JSON"),
    "JSON of another shape": ("hpo", lambda _: b'{"graphs": [{"nodes": [{"lbl": "x"}]}]}', "not an OBO graph"),
    "annotations without a column": (
        "hpoa",
        _edited("phenotype.hpoa", "disease_name", "name"),
        "line 3: no column disease_name",
    ),
    "a row too long": ("hgnc", _edited("hgnc_complete_set.txt", "\t990002", "\t990002\tx"), "line 3: 9 cells where"),
    "annotations that break off": (
        "hpoa",
        _edited("phenotype.hpoa", "familial\t\tHP:0000118", "familial"),
        "line 5: no term of HPO",
    ),
    "no number of a gene": ("hgnc", _edited("hgnc_complete_set.txt", "\t990001", "\tx"), "line 2: not a gene of HGNC"),
    "genes without a number": (
        "phenotype-to-genes",
        _edited("phenotype_to_genes.txt", "990002", "?"),
        "line 3: not an NCBI",
    ),
    "not UTF-8": (
        "hgnc",
        lambda s: (s / "hgnc_complete_set.txt").read_bytes().replace(b"elbow", b"\xff", 1),
        "line 2: byte",
    ),
    "XML that breaks off": ("orphadata", _edited("en_product1.xml", "</Licence>", ""), "line 6: not well-formed XML"),
    "XML of another product": ("orphadata", lambda _: b"<?xml version='1.0'?>\n<RDF/>", "line 2: not Orphadata"),
    "XML with a document type": (
        "orphadata",
        _edited("en_product1.xml", "<JDBOR", '<!DOCTYPE JDBOR [<!ENTITY a "b">]>\n<JDBOR'),
        "line 2: a document type",
    ),
    **{
        f"Orphadata's {product}": (
            "orphadata",
            _edited("en_product1.xml", "<ExternalReferenceList", f"<{element}/>\n<ExternalReferenceList"),
            f"this is Orphadata's {product}: add product 1, en_product1.xml",
        )
        for element, product in (
            ("HPODisorderAssociationList", "product 4, phenotypes"),
            ("DisorderGeneAssociationList", "product 6, genes"),
            ("PrevalenceList", "product 9, epidemiology"),
        )
    },
    "Orphadata in JSON": ("orphadata", lambda _: b'{"JDBOR": []}', "this is Orphadata in JSON: add the XML"),
    "Mondo in OWL": (
        "mondo",
        lambda _: b'<rdf:RDF>\n<owl:Ontology rdf:about="http://purl.obolibrary.org/obo/mondo.owl"/>\n</rdf:RDF>\n',
        "this is Mondo in OWL: add mondo.obo or mondo.json",
    ),
    "Mondo in OWL's functional syntax": (
        "mondo",
        lambda _: b"Prefix(x:=<a:>)\nOntology(<http://purl.obolibrary.org/obo/mondo.owl>)\n",
        "this is Mondo in OWL: add mondo.obo or mondo.json",
    ),
    "a graph in Turtle": ("sssom", lambda _: b"# x\n@prefix a: <a:> .\n", "this is a graph in Turtle"),
    "a packed file": ("mondo", lambda _: b"\x1f\x8b\x08\0", "this is a packed file: unpack it"),
    "SSSOM in CSV": ("sssom", lambda _: b"subject_id,predicate_id,object_id\n", "this is SSSOM in CSV"),
    "a code that is no number": ("orphadata", _edited("en_product1.xml", ">990200<", ">x<"), "line 8: a disorder"),
    "SSSOM without a header": ("sssom", lambda _: b"# license: x\na\tb\n", "line 2: no SSSOM header"),
    "SSSOM with a row too long": ("sssom", _edited("laboratory.sssom.tsv", "Wooden", "\t\tWooden"), "line 5: 9 cells"),
    "SSSOM about no Mondo term": ("mondo", _edited("laboratory.sssom.tsv", "zzz", ""), "not Mondo's"),
    "an empty file": ("hpoa", lambda _: b"", "empty"),
}


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(("kind", "content", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_says_what_is_wrong_and_where(
    samples: Path, tmp_path: Path, kind: str, content: Callable[[Path], bytes], message: str
) -> None:
    """The error names the file and, where there is one, the line; nothing is added."""
    written = content(samples)
    path = tmp_path / ("x.json" if written.startswith(b"{") else "x.obo" if b"ontology:" in written else "x.txt")
    path.write_bytes(written)
    with pytest.raises(VocabularyError) as caught:
        add_files([path], kind)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert added_vocabularies() == ()


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("MONDO:0990100\tskos:exactMatch\tOMIM:990100", "mondo"),
        ("OMIM:990100\tskos:exactMatch\tMONDO:0990100", "sssom"),
        ("MONDO:0990100\tskos:exactMatch\tsssom:NoTermFound", "mondo"),
    ],
)
def test_a_mapping_set_is_mondo_s_by_its_subjects(tmp_path: Path, row: str, kind: str) -> None:
    """A set that only leads to Mondo is added as any other; one that maps nothing is added as well."""
    path = tmp_path / "set.sssom.tsv"
    path.write_text(f"subject_id\tpredicate_id\tobject_id\n{row}\n", encoding="utf-8")
    assert [a.vocabulary.kind for a in add_files([path])] == [kind]


@pytest.mark.usefixtures("folders")
def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A path that is not there is named."""
    with pytest.raises(VocabularyError, match="no such file"):
        add_files([tmp_path / "absent.obo"])


@pytest.mark.usefixtures("folders")
def test_a_file_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    """What shows no sign of any kind is not guessed at."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="unknown kind of vocabulary"):
        add_files([path])


@pytest.mark.usefixtures("folders")
def test_two_files_of_one_vocabulary_are_refused(samples: Path) -> None:
    """Which of them should count is for the user to say."""
    with pytest.raises(VocabularyError, match=r"the same vocabulary as mondo\.obo"):
        add_files([samples / "mondo.obo", samples / "mondo.json"])


def test_removal_by_hash_takes_one_away(folders: Path, samples: Path) -> None:
    """The file goes too; what nobody added cannot be removed."""
    additions = add_files([samples / "mondo.obo", samples / "hgnc_complete_set.txt"])
    remove(additions[0].vocabulary.sha256[:8])
    assert [v.kind for v in added_vocabularies()] == ["hgnc"]
    assert not list((folders / "vocabularies" / "mondo").iterdir())
    with pytest.raises(VocabularyError, match="no added vocabulary"):
        remove("hpo")


def test_a_damaged_manifest_is_an_error(folders: Path) -> None:
    """It says what to do."""
    path = folders / "vocabularies" / "manifest.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"vocabularies": [{"kind": "hpo"}]}), encoding="utf-8")
    with pytest.raises(VocabularyError, match="delete it"):
        added_vocabularies()


@pytest.mark.usefixtures("folders")
def test_a_lost_copy_is_named(samples: Path) -> None:
    """A file that was deleted behind our back is an error that says how to forget it; removal works."""
    (addition,) = add_files([samples / "mondo.obo"])
    addition.vocabulary.path.unlink()
    with pytest.raises(VocabularyError, match="vocab remove"):
        inputs_key(lexicon_inputs())
    remove("mondo")
    assert inputs_key(lexicon_inputs())


def test_a_small_file_is_told_by_its_content(tmp_path: Path) -> None:
    """Copies of a mapping set are one input, wherever they lie, so that two installations share a lexicon; edits are not."""
    keys = []
    for number, content in enumerate((b"one", b"one", b"two")):
        path = tmp_path / f"{number}.sssom.tsv"
        path.write_bytes(content)
        keys.append(inputs_key([Input("sssom", path)]))
    assert keys[0] == keys[1] != keys[2]
