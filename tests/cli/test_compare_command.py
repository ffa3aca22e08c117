"""`compare` as its user meets it: a page with planted differences beside the references, and the worklist."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.vocab.small import add_small_hpo, take_few_sets

import pohgraph as pg
from pohgraph.cli import app
from pohgraph.model import Reference
from pohgraph.review.worklist import read_worklist
from pohgraph.vocab.lexicon import open_lexicon

# Friedreich ataxia (ORPHA:95) as HPO annotates it, but for what was planted: nobody there has gingivitis or a webbed neck.
_PAGE = """Friedreich ataxia

Friedreich ataxia is a disease of the nervous system.

## Signs and symptoms

People with Friedreich ataxia have scoliosis, webbed neck and gingivitis.
They do not have cataract.
People with Friedreich ataxia have an increased risk of polydactyly.
"""


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of one page."""
    folder = tmp_path_factory.mktemp("compare")
    (folder / "page.md").write_text(_PAGE, encoding="utf-8")
    assert _run("build", folder / "page.md", "--store", folder / "a.db").exit_code == 0
    return folder / "a.db"


def _rows(*arguments: str | Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(_run("compare", *arguments, "--format", "json").stdout)
    return found


@pytest.mark.parametrize(("against", "name"), [("hpoa", "HPOA"), ("orphanet", "Orphanet")])
def test_planted_differences(store: Path, against: str, name: str) -> None:
    """What agrees, what is new, what is denied and what is open each has its status, and the reference its name."""
    rows = _rows("Friedreich ataxia", "--against", against, "--store", store)
    found = {row["label"]: row["status"] for row in rows if row["quote"]}
    assert found["Scoliosis"] == "agrees"
    assert (found["Webbed neck"], found["Gingivitis"]) == (f"not in {name}",) * 2
    assert found["Cataract"] == "denied"
    assert found["Polydactyly"] == "open"
    assert any(row["status"] == f"only in {name}" for row in rows)


def test_identifiers_beside_mondo(store: Path) -> None:
    """Mondo has identifiers that the page does not print."""
    rows = _rows("Friedreich ataxia", "--against", "mondo", "--store", store)
    assert ("ORPHA:95", "only in Mondo") in {(row["term"], row["status"]) for row in rows}


def test_other_mapping_sets_are_not_mondo(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set of the user's own adds nothing to what Mondo has, and takes away nothing that it repeats."""
    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))
    add_small_hpo(tmp_path)
    take_few_sets(tmp_path, monkeypatch, ["0100339"])
    asked = ("MONDO:0100339", "--against", "mondo", "--store", store)
    before = _rows(*asked)
    own = tmp_path / "own.sssom.tsv"
    rows = [
        f"MONDO:0100339\tskos:exactMatch\t{same}\tsemapv:ManualMappingCuration\n"
        for same in ("ORPHA:95", "MESH:D000001")
    ]
    own.write_text(
        "#mapping_set_id: https://example.org/own\n#license: https://creativecommons.org/publicdomain/zero/1.0/\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\n" + "".join(rows),
        encoding="utf-8",
    )
    assert _run("vocab", "add", "sssom", own).exit_code == 0
    assert "MESH:D000001" in {row.object.curie for row in open_lexicon().mappings.of(Reference.parse("MONDO:0100339"))}
    assert _rows(*asked) == before
    assert "ORPHA:95" in {row["term"] for row in before}


def test_all_diseases_are_counted(store: Path) -> None:
    """One line for each disease, and the last for all; the numbers are those of the disease's own list."""
    rows = _rows("--store", store)
    (line,) = [row for row in rows if row["label"] == "Friedreich ataxia"]
    listed = _rows("Friedreich ataxia", "--store", store)
    assert rows[-1]["disease"] == "all diseases"
    assert int(line["not_in_reference"]) == sum(row["status"] == "not in HPOA" for row in listed)
    assert int(line["only_in_reference"]) == sum(row["status"] == "only in HPOA" for row in listed)
    assert (line["denied"], line["open"]) == ("1", "1")
    assert int(rows[-1]["agree"]) >= int(line["agree"]) >= 1


def test_diseases_that_the_reference_does_not_have_are_named(tmp_path: Path) -> None:
    """Up to five by name and number; how many more there are is said."""
    for number in range(7):
        name = f"Qwerty{'abcdefg'[number]} syndrome"
        text = f"{name}\n\n{name} is a rare disease.\n\n## Symptoms\n\nPeople with {name} have scoliosis.\n"
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    assert _run("build", tmp_path, "--store", tmp_path / "a.db").exit_code == 0
    said = _run("compare", "--store", tmp_path / "a.db").stderr
    assert "HPOA does not have 7 diseases of this graph: " in said
    assert len(re.findall(r"Qwerty\w syndrome \(pohdisease:[\w-]+\)", said)) == 5
    assert ", and 2 more\n" in said


def test_worklist_has_the_columns_of_hpoa_and_the_words(store: Path) -> None:
    """New terms with honest evidence, stated before open; what HPO has and what the page denies is not there."""
    result = _run("compare", "--worklist", "--store", store, "--format", "tsv")
    rows = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))
    by_term = {row["term"]: row for row in rows}
    assert result.exit_code == 0
    assert list(rows[0])[:12] == [
        "database_id",
        "disease_name",
        "qualifier",
        "hpo_id",
        "reference",
        "evidence",
        "onset",
        "frequency",
        "sex",
        "modifier",
        "aspect",
        "biocuration",
    ]
    assert set(by_term) == {"Webbed neck", "Gingivitis", "Polydactyly"}
    neck = by_term["Webbed neck"]
    assert (neck["database_id"], neck["evidence"], neck["aspect"], neck["qualifier"]) == ("ORPHA:95", "IEA", "P", "")
    assert not neck["reference"].startswith("PMID:")
    assert "webbed neck" in neck["quote"]
    assert (rows[-1]["term"], rows[-1]["state"]) == ("Polydactyly", "open")
    assert re.fullmatch(r"pohgraph:text_mining\[\d{4}-\d\d-\d\d\]", neck["biocuration"])


def test_small_file_has_its_fourteen_columns(store: Path) -> None:
    """The words and the claim are in the description; a term and its name stand side by side."""
    result = _run("compare", "Friedreich ataxia", "--worklist", "small-file", "--store", store, "--format", "tsv")
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert {len(line) for line in lines} == {14}
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    (neck,) = [row for row in rows if row["phenotypeName"] == "Webbed neck"]
    assert (neck["#diseaseID"], neck["phenotypeID"], neck["evidence"]) == ("ORPHA:95", "HP:0000465", "IEA")
    assert "webbed neck" in neck["description"]
    assert "pohassoc:" in neck["description"]


@pytest.mark.parametrize("form", ["hpoa", "small-file"])
def test_review_reads_a_worklist_in_its_order(store: Path, tmp_path: Path, form: str) -> None:
    """Each row leads to its claim."""
    path = tmp_path / "worklist.tsv"
    assert _run("compare", "--worklist", form, "--store", store, "--format", "tsv", "-o", path).exit_code == 0
    named = re.findall(r"pohassoc:(\w+)", path.read_text(encoding="utf-8"))
    assert [iri.rpartition("/")[2] for iri in read_worklist(path)[0]] == list(dict.fromkeys(named))
    assert len(named) == 3


@pytest.fixture(scope="module")
def reviewed(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph after a curator accepted a stated and an open claim, and gave a third an onset."""
    folder = tmp_path_factory.mktemp("reviewed")
    claims = {row["term"]: row["claims"] for row in _rows("--worklist", "--store", store)}
    decided = (
        ("Webbed neck", "accept", ""),
        ("Polydactyly", "accept", ""),
        ("Gingivitis", "edit", json.dumps({"onset": "HP:0003577"})),
    )
    lines = [f"{claims[name]}\t{what}\t{changes}\t0000-0002-1825-0097\t2026-01-02" for name, what, changes in decided]
    text = "\n".join(["claim\tdecision\tchanges\tcurator\tdate", *lines, ""])
    (folder / "ada.tsv").write_text(text, encoding="utf-8")
    built = _run("build", "--from", store, "--decisions", folder / "ada.tsv", "--store", folder / "b.db")
    assert built.exit_code == 0, built.stderr
    return folder / "b.db"


_SIGNED = ("TAS", "ORCID:0000-0002-1825-0097[2026-01-02]")


def test_an_accepted_claim_has_its_curator(reviewed: Path) -> None:
    """Only who read the page may say that its statement is traceable."""
    (row,) = [row for row in _rows("--worklist", "--store", reviewed) if row["term"] == "Webbed neck"]
    assert (row["evidence"], row["biocuration"]) == _SIGNED


def test_the_export_says_who_reviewed_as_the_worklist_does(reviewed: Path) -> None:
    """Accepted and edited claims are the curator's, with the day of the decision; what nobody looked at is the program's."""
    result = _run("export", "hpoa", "--store", reviewed)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    rows = {row["hpo_id"]: row for row in csv.DictReader(lines, delimiter="\t")}
    signed = {term: (rows[term]["evidence"], rows[term]["biocuration"]) for term in ("HP:0000465", "HP:0000230")}
    assert signed == dict.fromkeys(signed, _SIGNED)
    assert rows["HP:0000230"]["onset"] == "HP:0003577"
    assert rows["HP:0002650"]["evidence"] == "IEA"
    assert rows["HP:0002650"]["biocuration"].startswith("pohgraph:text_mining[")
    listed = {row["hpo_id"]: row for row in _rows("--worklist", "--store", reviewed)}
    shared = ("reference", "evidence", "onset", "frequency", "biocuration")
    assert set(listed) == {"HP:0000465", "HP:0000230"}
    assert all(listed[term][column] == rows[term][column] for term in listed for column in shared)
    assert "read by a program; not reviewed, but for those with a curator in biocuration" in result.stdout


@pytest.mark.parametrize("form", ["hpoa", "small-file"])
def test_an_accepted_open_claim_is_no_row(reviewed: Path, form: str) -> None:
    """Who accepts an open claim says that the page leaves it open: it is counted, and nobody signs it."""
    result = _run("compare", "--worklist", form, "--store", reviewed, "--format", "tsv")
    assert "Polydactyly" not in result.stdout
    assert "1 left out: a curator accepted that its page leaves it open" in result.stderr
    assert "HP:0010442" not in _run("export", "hpoa", "--store", reviewed).stdout


def test_an_article_is_its_own_reference(tmp_path: Path) -> None:
    """A page that is a publication has its number; evidence stays IEA, for no curator has read it."""
    path = tmp_path / "a.nbib"
    path.write_text(
        "PMID- 12345678\nTI  - Friedreich ataxia.\nDP  - 2015 Jan\n"
        "AB  - Friedreich ataxia is a disease of the nervous system. Patients with Friedreich ataxia have webbed neck.\n",
        encoding="utf-8",
    )
    assert _run("build", path, "--store", tmp_path / "a.db").exit_code == 0
    (row,) = [row for row in _rows("--worklist", "--store", tmp_path / "a.db") if row["term"] == "Webbed neck"]
    assert (row["reference"], row["evidence"]) == ("PMID:12345678", "IEA")


def test_python_gives_the_same(store: Path) -> None:
    """The library has the rows of the command."""
    graph = pg.open(store)
    disease = graph.disease("Friedreich ataxia")
    printed = [
        (row["term"], row["status"]) for row in _rows("Friedreich ataxia", "--against", "orphanet", "--store", store)
    ]
    assert [(row["id"], row["status"]) for row in disease.compare(against="orphanet")] == printed
    assert [row["claims"] for row in graph.worklist()] == [
        row["claims"] for row in _rows("--worklist", "--store", store)
    ]
    assert len(disease.worklist(form="small-file")) == 3
    assert [row["disease"] for row in graph.compare()] == [row["disease"] for row in _rows("--store", store)][:-1]
    with pytest.raises(pg.PohgraphError, match="against='omim' is not known"):
        disease.compare(against="omim")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--worklist", "--status", "agrees"], "--worklist is of HPO's annotations"),
        (["--worklist", "--against", "mondo"], "--worklist is of HPO's annotations"),
        (["--worklist", "excel"], "'excel' is not one of"),
        (["--against", "omim"], "'omim' is not one of"),
        (["--against", "orphanet", "--status", "not in HPOA"], "no status 'not in HPOA': choose from"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    """Wrong usage exits with 2 and says what is right."""
    result = _run("compare", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_annotations_without_orphanet(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the user's annotations have nothing of Orphanet's, the message says how to get them."""
    from pohgraph.cli import run  # noqa: PLC0415 - the outermost function turns errors into lines

    monkeypatch.setenv("POHGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POHGRAPH_CACHE", str(tmp_path / "cache"))
    add_small_hpo(tmp_path)
    take_few_sets(tmp_path, monkeypatch)
    head = "database_id\tdisease_name\tqualifier\thpo_id\treference\tevidence\tonset\tfrequency\tsex\tmodifier\taspect\tbiocuration"
    own = tmp_path / "phenotype.hpoa"
    own.write_text(
        f"{head}\nOMIM:229300\tFriedreich ataxia 1\t\tHP:0002650\tPMID:1\tPCS\t\t\t\t\tP\tHPO:x[2020-01-01]\n",
        encoding="utf-8",
    )
    assert _run("vocab", "add", own).exit_code == 0
    assert run(["compare", "--against", "orphanet", "--store", str(store)]) == 1
    assert "pohgraph vocab update hpoa" in capsys.readouterr().err
