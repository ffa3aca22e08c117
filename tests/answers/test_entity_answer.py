"""One entity as the page shows it."""

import json
from pathlib import Path

import pytest

import pohgraph
from pohgraph.answers import shapes
from pohgraph.answers.context import Context
from pohgraph.answers.entity import entity
from pohgraph.api.show import entry_of
from pohgraph.assistants.shorten import shorten_entity
from pohgraph.compare.rules import rules
from pohgraph.errors import NotInGraphError
from pohgraph.pipeline.conflicting import conflicts_in
from pohgraph.read import read_page
from pohgraph.store.graph import open_store

_POH = "MONDO:0008153"


def _group(answer: shapes.Entity, name: str) -> shapes.Group:
    return next(group for group in answer["groups"] if group["name"] == name)


def _end(row: shapes.Row) -> str:
    """The identifier of the other end, or the text."""
    return row["other"]["id"] if row["other"] else row["value"]


def _rows(answer: shapes.Entity) -> list[shapes.Row]:
    return [row for group in answer["groups"] for section in group["sections"] for row in section["rows"]]


def test_an_entity_has_names_and_identifiers(sample_context: Context) -> None:
    """The strength of an identifier is said in words, and a name comes with its scope."""
    answer = entity(sample_context, _POH)
    assert (answer["id"], answer["label"], answer["category"]) == (_POH, "progressive osseous heteroplasia", "Disease")
    assert {(one["strength"], one["id"]) for one in answer["identifiers"]} == {
        ("exact match", "OMIM:166350"),
        ("exact match", "ORPHA:2762"),
        ("cross-reference", "GARD:109"),
    }
    assert {"scope": "exact", "name": "POH"} in answer["synonyms"]


def test_groups_come_in_the_order_of_the_relations(sample_context: Context) -> None:
    """A person finds phenotypes first, then genes, and so on, each under its own heading."""
    answer = entity(sample_context, _POH)
    assert [group["name"] for group in answer["groups"]] == [
        *("phenotypes", "genes", "inheritance", "course", "prevalence", "diagnosis", "management", "prognosis"),
        *("related", "about", "synonyms", "identifiers"),
    ]
    assert _group(answer, "genes")["title"] == "Genes"
    assert _group(entity(sample_context, "NCBIGene:2778"), "genes")["title"] == "Diseases"
    assert _group(entity(sample_context, "HP:0010766"), "phenotypes")["title"] == "Diseases with this finding"


def test_phenotypes_stand_under_their_body_systems(sample_context: Context, context: Context) -> None:
    """The system with the most findings comes first; a finding of several systems stands under each."""
    sections = _group(entity(sample_context, _POH), "phenotypes")["sections"]
    assert [section["title"] for section in sections] == ["Skeletal system", "Ectopic calcification"]
    sections = _group(entity(context, _POH), "phenotypes")["sections"]
    holding = [s["title"] for s in sections if any(_end(r) == "HP:0002653" for r in s["rows"])]
    assert holding == ["Musculoskeletal system", "Constitutional symptom"]


def test_states_and_frequencies_are_said(sample_context: Context) -> None:
    """Denied, open and borrowed claims say so; how often has HPO's word and the page's."""
    rows = [
        row for section in _group(entity(sample_context, _POH), "phenotypes")["sections"] for row in section["rows"]
    ]
    said = {(row["other"]["label"], row["state"], row["often"]) for row in rows if row["other"]}
    assert said == {
        ("Ectopic calcification", "stated", "Very frequent (90%)"),
        ("Ectopic calcification", "stated", ""),
        ("Arthralgia", "open", ""),
        ("Arthralgia", "borrowed", ""),
        ("Short stature", "denied", ""),
    }


def test_pages_that_say_the_same_share_a_row(sample_context: Context) -> None:
    """GNAS causes POH by two pages: one row, two claims, each with its own words and page."""
    (row,) = _group(entity(sample_context, _POH), "genes")["sections"][0]["rows"]
    assert (row["relation"], row["incoming"], _end(row)) == ("caused by", True, "NCBIGene:2778")
    assert [(claim["document"], claim["quotes"]) for claim in row["claims"]] == [
        ("pohdoc:first", ["is caused by a mutation in the GNAS gene.[1]"]),
        ("pohdoc:second", ["Mutations in the GNAS gene cause it"]),
    ]


def test_rows_are_those_of_the_command_line(context: Context) -> None:
    """`pohgraph show` and the page see the same statements."""
    shown = {
        (s.claim.predicate, s.other, s.incoming, s.claim.state, s.claim.often)
        for s in entry_of(context.store, _POH).claims
    }
    rows = {
        (
            row["claims"][0]["predicate"],
            _end(row),
            row["incoming"],
            row["state"],
            row["often"],
        )
        for row in _rows(entity(context, _POH))
    }
    assert rows == shown
    assert len(rows) > 100


def test_every_mark_lies_on_the_words_it_is_for(context: Context) -> None:
    """Offsets count code points of the page's own text: the quote is there, and marks within the page."""
    answer = entity(context, _POH)
    texts = {}
    for source in answer["sources"]:
        slots = context.view.slots(context.node(source["id"]))
        data = context.store.source(source["sha256"])
        texts[source["id"]] = read_page(data, name=context.view.first(slots, "pohgraph:file_name")).document.text
    passages = [passage for row in _rows(answer) for claim in row["claims"] for passage in claim["passages"]]
    assert len(passages) > 100
    for passage in passages:
        text = texts[passage["document"]]
        assert text[passage["start"] : passage["end"]] == passage["quote"]
        assert all(0 <= mark["start"] < mark["end"] <= len(text) for mark in passage["marks"])
    gene = [row for row in _group(answer, "genes")["sections"][0]["rows"] if row["relation"] == "caused by"]
    marked = {
        (mark["role"], texts[passage["document"]][mark["start"] : mark["end"]])
        for row in gene
        for claim in row["claims"]
        for passage in claim["passages"]
        for mark in passage["marks"]
    }
    assert ("subject", "GNAS") in marked
    assert "cue" in {role for role, _ in marked}


def test_qualifiers_are_marked_by_what_they_qualify(context: Context) -> None:
    """How often a finding occurs is marked as the frequency."""
    rows = _group(entity(context, "HP:0002653"), "phenotypes")["sections"][0]["rows"]
    marks = [
        mark for row in rows for claim in row["claims"] for passage in claim["passages"] for mark in passage["marks"]
    ]
    assert {"role": "qualifier", "kind": "frequency"}.items() <= {
        k: v for m in marks if m["kind"] for k, v in m.items()
    }.items()


def _from_tables(folder: Path, edges: dict[str, tuple[str, str]]) -> shapes.Entity:
    """A disease with one finding by several files: by name, whether each denies it, and whose knowledge it is."""
    nodes = "id\tcategory\tname\nMONDO:0000001\tbiolink:Disease\tOdd disease\nHP:0002653\tbiolink:PhenotypicFeature\tBone pain\n"
    for name, (negated, knowledge) in edges.items():
        edge = f"{name}1\tMONDO:0000001\tbiolink:has_phenotype\tHP:0002653\t{negated}\t{knowledge}\n"
        (folder / f"{name}_nodes.tsv").write_text(nodes, "utf-8")
        header = "id\tsubject\tpredicate\tobject\tnegated\tprimary_knowledge_source\n"
        (folder / f"{name}_edges.tsv").write_text(f"{header}{edge}", "utf-8")
    pohgraph.build(graphs=sorted(folder.glob("*.tsv")), store=folder / "db")
    with open_store(folder / "db") as store:
        return entity(Context(store), "MONDO:0000001")


def test_conflicts_with_a_vocabulary_have_its_words(context: Context) -> None:
    """A disease's page has the conflicts of the command; one with a vocabulary has no second claim, and marks one row."""
    answer = entity(context, "MONDO:0008153")
    found = {conflict["rule"]: conflict for conflict in answer["conflicts"]}
    assert set(found) == {one.rule for one in conflicts_in(context.store)}
    name = found["name-of-another"]
    assert (name["second"], name["sentence"]) == (None, rules()["name-of-another"].sentence)
    assert name["statement"] is not None
    assert "fibrodysplasia ossificans progressiva" in name["statement"]["says"]
    number = answer["conflicts"].index(name)
    assert [row["value"] for row in _rows(answer) if number in row["conflicts"]] == ["Myositis ossificans progressiva"]
    told = shorten_entity(answer, groups=(), limit=1)["conflicts"]
    assert isinstance(told, list)
    assert told[number]["sides"][1] == name["statement"]


@pytest.mark.parametrize(
    ("sources", "note"),
    [(("infores:omim", "infores:orphanet"), ""), (("infores:omim", "infores:omim"), "not independent")],
)
def test_conflicts_name_the_rows_that_disagree(tmp_path: Path, sources: tuple[str, str], note: str) -> None:
    """Two files of which one denies what the other states: the conflict stands at both rows, and says whose data both have."""
    answer = _from_tables(tmp_path, {"a": ("false", sources[0]), "b": ("true", sources[1])})
    (conflict,) = answer["conflicts"]
    assert (conflict["rule"], conflict["severity"]) == ("stated-and-denied", "contradiction")
    assert (conflict["kind"], conflict["about"]["label"], conflict["note"]) == ("polarity", "Odd disease", note)
    assert {row["state"]: row["conflicts"] for row in _rows(answer)} == {"stated": [0], "denied": [0]}


@pytest.mark.parametrize(
    ("sources", "note"),
    [
        (("infores:omim", "infores:orphanet"), ""),
        (("infores:omim", "infores:omim"), "not independent"),
        (("infores:omim",), ""),
    ],
)
def test_rows_say_where_sources_repeat_each_other(tmp_path: Path, sources: tuple[str, ...], note: str) -> None:
    """Sources that have a statement from the same place are no two witnesses of it."""
    answer = _from_tables(tmp_path, {name: ("false", source) for name, source in zip("abc", sources, strict=False)})
    assert {row["note"] for row in _rows(answer)} == {note}


def test_other_identifiers_stand_for_the_entity(sample_context: Context) -> None:
    """An identifier that is mapped to one entity shows that entity."""
    assert entity(sample_context, "OMIM:166350")["id"] == _POH


def test_terms_without_claims_are_shown(sample_context: Context) -> None:
    """A term above others has a page, with what stands above it."""
    answer = entity(sample_context, "HP:0000924")
    assert (answer["groups"], [parent["label"] for parent in answer["parents"]]) == ([], ["Phenotypic abnormality"])


@pytest.mark.parametrize("curie", ["HP:9999999", "nonsense", "http://[x", "a b:c", "", ":", "POH"])
def test_what_is_not_there_is_refused(sample_context: Context, curie: str) -> None:
    """An unknown identifier, and what is none."""
    with pytest.raises(NotInGraphError):
        entity(sample_context, curie)


def test_answers_are_the_same_each_time(sample_context: Context, sample_path: Path) -> None:
    """Another process, another context: the same bytes."""
    with open_store(sample_path) as store:
        again = entity(Context(store), _POH)
    assert json.dumps(again) == json.dumps(entity(sample_context, _POH))
