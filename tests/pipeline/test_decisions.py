"""Curators' decisions on a graph: accepted, rejected and edited claims, and decisions that cannot be applied."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from pohgraph.check import check_store
from pohgraph.claims.reader import read_claims, read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.errors import DecisionsError
from pohgraph.export import export_files, export_graph
from pohgraph.model import Claim, Named, Report
from pohgraph.pipeline.gather import gather
from pohgraph.pipeline.graph import build
from pohgraph.pipeline.proving import check_graph
from pohgraph.resources import bundled
from pohgraph.review.decision import Decision, checked, evidence_digest, statement_of
from pohgraph.review.table import Entry, add_decision
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.directory import live_generation
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.revised import revised_iri

ADA, BOB = "0000-0002-1825-0097", "Bob Example"
CALCIFICATION, PAIN, OSSIFICATION = "HP:0010766", "HP:0002829", "HP:0011986"
ACCEPTED = "manual_validation_of_automated_agent"
FREQUENT = "HP:0040282"
SEEDS = sorted(bundled("seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def claims(sample_path: Path) -> list[Claim]:
    """The claims of the hand-made graph."""
    with open_store(sample_path) as store:
        return list(read_claims(GraphView(store)))


def _one(claims: Sequence[Claim], finding: str, *, page: str = "", state: str = "") -> Claim:
    return next(
        c
        for c in claims
        if c.object == finding
        and c.predicate == "biolink:has_phenotype"
        and page in c.source.id
        and state in {"", c.state}
    )


def _decision(claim: Claim | str, word: str, *, curator: str = ADA, **given: object) -> Decision:
    quotes = (
        {"evidence": evidence_digest(claim.quotes), "statement": statement_of(claim)}
        if isinstance(claim, Claim)
        else {}
    )
    named = claim.id if isinstance(claim, Claim) else claim
    date = "2026-01-31T10:00:00+00:00"
    return checked({"claim": str(named), "decision": word, "curator": curator, "date": date, **quotes, **given})


def _decided(store: Path, source: Path, *files: Sequence[Decision]) -> Report:
    entries = [[Entry(one, f"file {n}, line {m}") for m, one in enumerate(file)] for n, file in enumerate(files)]
    return gather([source], store=store, decisions=entries)


def _named(graph: GraphStore, claim: Claim) -> Claim:
    (found,) = read_claims_named(GraphView(graph), [claim.id.iri], rejected=True)
    return found


def _has_edge(graph: GraphStore, claim: Claim) -> bool:
    target = NamedNode(claim.object.iri) if isinstance(claim.object, Named) else Literal(claim.object)
    triples = graph.triples(claim.predicate, subjects=[NamedNode(claim.subject.iri)], objects=[target])
    return any(True for _ in triples)


def _nquads(store: Path) -> bytes:
    out = BytesIO()
    with open_store(store) as graph:
        export_graph(graph, "nq", out)
    return out.getvalue()


def test_an_accepted_claim_says_who_stands_for_it(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """The agent type, the curator and the day are on the claim; its quotes and evidence stay."""
    claim = _one(claims, CALCIFICATION)
    report = _decided(tmp_path / "db", sample_path, [_decision(claim, "accept", comment="as printed")])
    assert report.decisions == (("accepted", 1),)
    with open_store(tmp_path / "db") as graph:
        found = _named(graph, claim)
        assert (found.agent_type, found.accepted) == (ACCEPTED, ("2026-01-31",))
        assert [str(one) for one in found.curators] == [f"orcid:{ADA}"]
        assert (found.quotes, found.evidence, found.knowledge_level) == (
            claim.quotes,
            claim.evidence,
            claim.knowledge_level,
        )
        assert _has_edge(graph, claim)
        assert not check_store(graph).faults


def test_an_accepted_open_claim_stays_open(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """The page leaves it open, and that is what was accepted: no plain edge."""
    claim = next(c for c in claims if c.state == "open")
    _decided(tmp_path / "db", sample_path, [_decision(claim, "accept")])
    with open_store(tmp_path / "db") as graph:
        assert _named(graph, claim).state == "open"
        assert not _has_edge(graph, claim)


def test_a_rejected_claim_stays_on_record_without_its_edge(
    sample_path: Path, claims: list[Claim], tmp_path: Path
) -> None:
    """It has the flag and its decision; readers of claims, and so all exports but RDF, pass it over."""
    claim = next(c for c in claims if c.predicate == "biolink:has_mode_of_inheritance")
    report = _decided(tmp_path / "db", sample_path, [_decision(claim, "reject", comment="a guess")])
    assert report.decisions == (("rejected", 1),)
    with open_store(tmp_path / "db") as graph:
        assert not _has_edge(graph, claim)
        assert _named(graph, claim).rejected
        assert _named(graph, claim).quotes == claim.quotes
        assert claim.id not in {one.id for one in read_claims(GraphView(graph))}
        assert not check_store(graph).faults
        view, _ = export_files(graph, "kgx-tsv", tmp_path / "kgx")
        assert "1 claim that curators rejected or edited" in "\n".join(view.report.lines())
    assert b"a guess" in _nquads(tmp_path / "db")


def test_an_edge_stays_where_another_page_states_it(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """Two pages have the finding: the edge goes with the last of them."""
    both = [c for c in claims if c.object == CALCIFICATION and c.subject == "MONDO:0008153" and c.state == "stated"]
    assert len(both) == 2
    _decided(tmp_path / "one", sample_path, [_decision(both[0], "reject")])
    _decided(tmp_path / "both", sample_path, [_decision(claim, "reject") for claim in both])
    with open_store(tmp_path / "one") as one, open_store(tmp_path / "both") as none:
        assert _has_edge(one, both[1])
        assert not _has_edge(none, both[1])


def test_an_edit_makes_a_claim_with_the_new_values(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """It has the old one's words, its curator and what it revises; the old one leaves the edges."""
    claim = (
        _one(claims, CALCIFICATION, page="first")
        if any("first" in c.source.id for c in claims)
        else _one(claims, CALCIFICATION)
    )
    edit = _decision(claim, "edit", changes={"object": OSSIFICATION, "frequency": FREQUENT})
    report = _decided(tmp_path / "db", sample_path, [edit])
    assert report.decisions == (("edited", 1),)
    with open_store(tmp_path / "db") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
        assert (new.object, new.frequency, new.object_label) == (OSSIFICATION, FREQUENT, "Ectopic ossification")
        assert (new.quotes, new.evidence, new.source, new.revision_of) == (
            claim.quotes,
            claim.evidence,
            claim.source,
            (claim.id.iri,),
        )
        assert new.agent_type == ACCEPTED
        assert new.quotient is None
        assert new.id != claim.id
        assert _has_edge(graph, new)
        assert _named(graph, claim).rejected
        assert not check_store(graph).faults


def test_an_edit_may_deny_a_claim(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """A denial has no plain edge."""
    claim = next(c for c in claims if c.predicate == "biolink:has_mode_of_inheritance")
    _decided(tmp_path / "db", sample_path, [_decision(claim, "edit", changes={"state": "denied"})])
    with open_store(tmp_path / "db") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
        assert new.state == "denied"
        assert not _has_edge(graph, new)
        assert not check_store(graph).faults


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"object": "HP:0000006"}, "does not take HP:0000006"),
        ({"object": "MONDO:0008153"}, "does not take MONDO:0008153"),
        ({"object": "a lump"}, "does not take 'a lump'"),
        ({"frequency": "HP:0000118"}, "is no frequency of HPO"),
        ({"frequency": "HP:0040285"}, "change the state to denied"),
        ({"onset": "HP:0000118"}, "is no onset of HPO"),
        ({"predicate": "biolink:related_to"}, "no relation 'biolink:related_to'"),
        ({"predicate": "biolink:causes"}, "cannot be the subject of biolink:causes"),
        ({"subject": "NCBIGene:2778"}, "which is a Gene cannot be the subject of biolink:has_phenotype"),
        ({"subject": "POH"}, "'POH' cannot be the subject"),
        ({"subject": "MONDO:9999999"}, "no vocabulary knows MONDO:9999999"),
        ({"subject": "pohdisease:nowhere"}, "the graph has no such disease"),
        ({"subject": "OMIM:166350"}, "it changes nothing"),
        ({"object": CALCIFICATION}, "it changes nothing"),
    ],
)
def test_an_edit_that_no_page_could_say_is_refused(
    sample_path: Path, claims: list[Claim], tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    """It is reported, and the claim stays as it is."""
    claim = _one(claims, CALCIFICATION)
    report = _decided(tmp_path / "db", sample_path, [_decision(claim, "edit", changes=changes)])
    (remark,) = (r for r in report.remarks if r.code == "refused_edit")
    assert why in remark.message
    assert len(report.not_applied) == 1
    with open_store(tmp_path / "db") as graph:
        assert _named(graph, claim).id == claim.id
        assert _has_edge(graph, claim)


def test_a_decision_on_other_words_is_stale(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """The curator saw other quotes, or the claim is no longer there: reported with its place, not applied."""
    claim = _one(claims, CALCIFICATION)
    changed = _decision(claim, "reject", evidence="0" * 24)
    gone = _decision("pohassoc:0123", "reject", statement="POH · has phenotype · Fever")
    report = _decided(tmp_path / "db", sample_path, [changed, gone])
    stale = [remark.message for remark in report.remarks if remark.code == "stale_decision"]
    assert any(
        "file 0, line 1" in text and "POH · has phenotype · Fever" in text and "not in this graph" in text
        for text in stale
    )
    assert any("file 0, line 0" in text and "no longer those" in text for text in stale)
    assert len(report.not_applied) == 2
    with open_store(tmp_path / "db") as graph:
        assert _has_edge(graph, claim)
        assert not list(graph.triples("pohgraph:decides"))


def test_curators_who_disagree_change_nothing(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """Both decisions stay on record, neither is in force; of one curator the last counts."""
    claim = _one(claims, CALCIFICATION)
    report = _decided(
        tmp_path / "db",
        sample_path,
        [_decision(claim, "reject"), _decision(claim, "accept")],
        [_decision(claim, "reject", curator=BOB)],
    )
    (remark,) = (r for r in report.remarks if r.code == "conflicting_decisions")
    assert f"{ADA}: accept; {BOB}: reject" in remark.message
    with open_store(tmp_path / "db") as graph:
        assert _has_edge(graph, claim)
        assert _named(graph, claim).agent_type == claim.agent_type
        assert [value.value for _, value in graph.triples("pohgraph:in_force")] == ["false", "false"]
        assert not check_store(graph).faults


def test_curators_who_agree_both_stand_for_it(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """A name without an ORCID has an IRI of ours."""
    claim = _one(claims, CALCIFICATION)
    _decided(tmp_path / "db", sample_path, [_decision(claim, "accept")], [_decision(claim, "accept", curator=BOB)])
    with open_store(tmp_path / "db") as graph:
        assert {curator.label for curator in _named(graph, claim).curators} == {ADA, BOB}


def test_an_edit_into_what_is_rejected_is_a_conflict(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """The page has the edit's claim too, and another decision rejects that one."""
    pages = [
        c for c in claims if c.predicate == "biolink:has_phenotype" and c.subject == "MONDO:0008153" and not c.details
    ]
    first, other = next(
        (a, b)
        for a in pages
        for b in pages
        if a.source == b.source and a.object != b.object and not b.frequency and not b.onset
    )
    changes = {"object": str(other.object), "state": other.state, "frequency": "", "onset": ""}
    report = _decided(
        tmp_path / "db", sample_path, [_decision(first, "edit", changes=changes), _decision(other, "reject")]
    )
    assert [remark.code for remark in report.remarks] == ["conflicting_decisions"] * 2


PSEUDO = "MONDO:0007078"  # by no page of the hand-made graph


def test_an_edit_may_say_it_of_another_disease(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """The new claim has the name that the page's own claim on that disease would have, and the words of the old one."""
    claim = _one(claims, CALCIFICATION)
    edit = _decision(claim, "edit", changes={"subject": "OMIM:103580"})
    assert _decided(tmp_path / "db", sample_path, [edit]).not_applied == ()
    with open_store(tmp_path / "db") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
        assert (str(new.subject), new.subject.label) == (PSEUDO, "pseudohypoparathyroidism type 1A")
        assert (new.object, new.frequency, new.quotes) == (claim.object, claim.frequency, claim.quotes)
        assert new.id.iri == revised_iri(replace(claim, subject=new.subject)).value != claim.id.iri
        assert _has_edge(graph, new)
        assert _named(graph, claim).rejected
        assert not check_store(graph).faults


def test_a_subject_that_the_page_has_too(page_path: Path, plain: list[Claim], tmp_path: Path) -> None:
    """The claim that the edit made can be rejected; two curators who name two subjects disagree; with other words it is stale."""
    claim = plain[0]
    edit = _decision(claim, "edit", changes={"subject": PSEUDO})
    _decided(tmp_path / "once", page_path, [edit])
    with open_store(tmp_path / "once") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
    back = _decided(tmp_path / "back", tmp_path / "once", [_decision(new, "reject", curator=BOB)])
    assert back.decisions == (("rejected", 1), ("edited", 1))
    other = _decision(claim, "edit", changes={"subject": "MONDO:0012912"}, curator=BOB)
    assert [r.code for r in _decided(tmp_path / "two", page_path, [edit], [other]).remarks] == ["conflicting_decisions"]
    stale = _decision(claim, "edit", changes={"subject": PSEUDO}, evidence="0" * 24)
    assert [r.code for r in _decided(tmp_path / "stale", page_path, [stale]).remarks] == ["stale_decision"]
    _decided(tmp_path / "undone", tmp_path / "once", [_decision(claim, "undo")])
    assert _nquads(tmp_path / "undone") == _nquads(page_path)


def test_a_subject_is_read_again_from_the_page(page_path: Path, plain: list[Claim], tmp_path: Path) -> None:
    """`check` reads the page and carries the edit out again; whoever moves the new claim to another subject is found out."""
    edit = _decision(plain[0], "edit", changes={"subject": PSEUDO})
    _decided(tmp_path / "db", page_path, [edit])
    with open_store(tmp_path / "db") as graph:
        assert check_graph(graph).faults == ()
    live = live_generation(tmp_path / "db")
    moved = Store(str(live / "graph"))
    moved.update(
        "DELETE { ?c rdf:subject ?s . ?s ?p ?o } INSERT { ?c rdf:subject mondo:0012912 . mondo:0012912 ?p ?o }"
        "WHERE { ?c prov:wasRevisionOf ?old ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }",
        prefixes={**prefix_map(), "mondo": "http://purl.obolibrary.org/obo/MONDO_"},
    )
    moved.flush()
    del moved
    with open_store(tmp_path / "db") as graph:
        faults = check_graph(graph).faults
    assert any(fault.part == "proof" and fault.kind == "altered claim" for fault in faults)


def test_a_gene_may_be_another(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """One that the vocabularies know."""
    claim = next(c for c in claims if c.predicate == "biolink:causes" and c.state == "stated")
    _decided(tmp_path / "db", sample_path, [_decision(claim, "edit", changes={"subject": "NCBIGene:2774"})])
    with open_store(tmp_path / "db") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
        assert new.subject.label == "GNAL"
        assert not check_store(graph).faults


def test_a_borrowed_claim_gets_its_own_subject(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """Said of another than its subject, it cannot stay borrowed when that one becomes the subject: the state goes with it."""
    claim = next(c for c in claims if c.state == "borrowed")
    report = _decided(tmp_path / "no", sample_path, [_decision(claim, "edit", changes={"subject": PSEUDO})])
    assert "with the subject, change the state" in report.remarks[0].message
    both = _decision(claim, "edit", changes={"subject": PSEUDO, "state": "stated"})
    _decided(tmp_path / "db", sample_path, [both])
    with open_store(tmp_path / "db") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
        assert (new.state, str(new.subject)) == ("stated", PSEUDO)
        assert _has_edge(graph, new)


def test_a_disease_of_the_graph_may_be_a_subject(seeds_path: Path, tmp_path: Path) -> None:
    """One that no vocabulary names keeps what the graph calls it; and what it is the subject of may get another relation."""
    with open_store(seeds_path) as graph:
        found = [c for c in read_claims(GraphView(graph)) if c.predicate == "biolink:has_phenotype"]
    claim = next(c for c in found if c.state == "stated")
    own = "pohdisease:primary-osteoma-cutis"
    _decided(tmp_path / "db", seeds_path, [_decision(claim, "edit", changes={"subject": own})])
    with open_store(tmp_path / "db") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
        assert (str(new.subject), new.subject.label) == (own, "primary osteoma cutis")
        assert check_graph(graph).faults == ()
    _decided(tmp_path / "undone", tmp_path / "db", [_decision(claim, "undo")])
    assert _nquads(tmp_path / "undone") == _nquads(seeds_path)


def test_undo_takes_a_decision_back(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """As in the web page: after it the claim is not decided."""
    claim = _one(claims, CALCIFICATION)
    _decided(tmp_path / "db", sample_path, [_decision(claim, "reject"), _decision(claim, "undo")])
    assert _nquads(tmp_path / "db") == _nquads(sample_path)


def test_the_report_of_an_undo_counts_the_graph_as_it_is(
    sample_path: Path, claims: list[Claim], tmp_path: Path
) -> None:
    """Where the last decision is taken back, too: nothing is decided then, but the graph is another."""
    claim = _one(claims, CALCIFICATION)
    _decided(tmp_path / "db", sample_path, [_decision(claim, "edit", changes={"object": OSSIFICATION})])
    report = _decided(tmp_path / "undone", tmp_path / "db", [_decision(claim, "undo")])
    with open_store(tmp_path / "undone") as graph:
        assert (report.decisions, report.associations, report.quads) == ((), len(claims), len(graph))


def test_undo_leaves_what_others_decided(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """A curator takes back what they decided themselves."""
    claim = _one(claims, CALCIFICATION)
    made = [_decision(claim, "reject"), _decision(claim, "accept", curator=BOB), _decision(claim, "undo", curator=BOB)]
    report = _decided(tmp_path / "db", sample_path, made)
    assert report.decisions == (("rejected", 1),)


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of one page as it is built."""
    path = tmp_path_factory.mktemp("page") / "db"
    build(SEEDS[1:2], store=path)
    return path


@pytest.fixture(scope="module")
def plain(page_path: Path) -> list[Claim]:
    """Findings that the page states and says no more of."""
    with open_store(page_path) as graph:
        found = [c for c in read_claims(GraphView(graph)) if c.predicate == "biolink:has_phenotype"]
    return [c for c in found if c.state == "stated" and not (c.frequency or c.onset or c.details)]


def test_an_edit_that_is_edited_back_is_a_conflict(page_path: Path, plain: list[Claim], tmp_path: Path) -> None:
    """Both cannot be in force: then neither claim would stand."""
    claim = plain[0]
    edit = _decision(claim, "edit", changes={"onset": "HP:0003577"})
    _decided(tmp_path / "once", page_path, [edit])
    with open_store(tmp_path / "once") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
    back = _decision(new, "edit", changes={"onset": ""})
    report = _decided(tmp_path / "back", tmp_path / "once", [back])
    assert [remark.code for remark in report.remarks] == ["conflicting_decisions"]
    with open_store(tmp_path / "back") as graph:
        assert [c.id for c in read_claims(GraphView(graph)) if c.revision_of] == [new.id]


def test_a_claim_that_an_edit_leads_to_keeps_its_words(page_path: Path, plain: list[Claim], tmp_path: Path) -> None:
    """Where the page says it anyway, a decision on that claim holds, and undoing both leaves no trace."""
    edit = _decision(plain[0], "edit", changes={"object": str(plain[1].object)})
    accept = _decision(plain[1], "accept", curator=BOB)
    assert _decided(tmp_path / "both", page_path, [edit, accept]).not_applied == ()
    assert _decided(tmp_path / "again", tmp_path / "both").not_applied == ()
    assert _nquads(tmp_path / "again") == _nquads(tmp_path / "both")
    undo = [_decision(plain[0], "undo"), _decision(plain[1], "undo", curator=BOB)]
    _decided(tmp_path / "undone", tmp_path / "both", undo)
    assert _nquads(tmp_path / "undone") == _nquads(page_path)


def test_what_only_an_edit_named_goes_with_it(page_path: Path, plain: list[Claim], tmp_path: Path) -> None:
    """A term that no page names, what stands above it alone, and the curator."""
    edit = _decision(plain[0], "edit", changes={"object": "HP:0001250"})
    _decided(tmp_path / "edited", page_path, [edit])
    assert b"HP_0001250" in _nquads(tmp_path / "edited")
    _decided(tmp_path / "undone", tmp_path / "edited", [_decision(plain[0], "undo")])
    assert _nquads(tmp_path / "undone") == _nquads(page_path)


@pytest.mark.parametrize(
    ("changes", "becomes"), [({"object": "HP:0004715"}, None), ({"onset": "HP:0003674"}, "no onset of HPO")]
)
def test_terms_of_an_edit_are_current(
    page_path: Path, plain: list[Claim], tmp_path: Path, changes: dict[str, str], becomes: str | None
) -> None:
    """A number that HPO has replaced stands for the term that it is now; the root of all onsets is none."""
    report = _decided(tmp_path / "db", page_path, [_decision(plain[0], "edit", changes=changes)])
    if becomes:
        assert becomes in report.remarks[0].message
        return
    with open_store(tmp_path / "db") as graph:
        assert not check_store(graph).faults


def test_a_later_build_undoes_what_an_earlier_one_did(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """A store with decisions, merged with their undoing, is the store without; with others, that with the others."""
    first, second = _one(claims, CALCIFICATION), _one(claims, PAIN)
    edit = _decision(first, "edit", changes={"object": OSSIFICATION})
    _decided(tmp_path / "decided", sample_path, [edit, _decision(second, "accept")])
    undo = [_decision(first, "undo"), _decision(second, "undo")]
    _decided(tmp_path / "undone", tmp_path / "decided", undo)
    assert set(_nquads(tmp_path / "undone").splitlines()) >= set(_nquads(sample_path).splitlines())
    assert b"pohgraph/decision" not in _nquads(tmp_path / "undone")
    with open_store(tmp_path / "undone") as graph:
        assert [c.id for c in read_claims(GraphView(graph))] == [c.id for c in claims]
        assert _has_edge(graph, first)


def test_merging_keeps_decisions(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """With a store that lacks them, in either order; and as N-Quads, Turtle and JSON-LD that are read back."""
    claim, other = (
        _one(claims, CALCIFICATION),
        next(c for c in claims if c.predicate == "biolink:has_mode_of_inheritance"),
    )
    edit = _decision(claim, "edit", changes={"object": OSSIFICATION})
    _decided(tmp_path / "db", sample_path, [edit, _decision(other, "reject")])
    wanted = _nquads(tmp_path / "db").splitlines()
    for number, order in enumerate(([tmp_path / "db", sample_path], [sample_path, tmp_path / "db"], [tmp_path / "db"])):
        gather(order, store=tmp_path / f"merged{number}")
        assert _nquads(tmp_path / f"merged{number}").splitlines() == wanted
    for format_ in ("nq", "ttl", "jsonld"):
        with open_store(tmp_path / "db") as graph:
            (path,) = export_files(graph, format_, tmp_path / f"poh.{format_}")[1]
        gather([path], store=tmp_path / f"from-{format_}")
        assert _nquads(tmp_path / f"from-{format_}").splitlines() == wanted


def test_decisions_are_shared_with_their_claims(seeds_path: Path, tmp_path: Path) -> None:
    """An export for a licence has those on pages that it may share, whole, and no trace of the others."""
    with open_store(seeds_path) as graph:
        stated = [
            c for c in read_claims(GraphView(graph)) if c.state == "stated" and c.predicate == "biolink:has_phenotype"
        ]
    pages = {c.source.id: c for c in stated}
    made = [_decision(claim, "accept", curator=f"Curator {n}") for n, claim in enumerate(pages.values())]
    _decided(tmp_path / "db", seeds_path, made)
    with open_store(tmp_path / "db") as graph:
        export_files(graph, "nq", tmp_path / "free.nq", license_="CC0")
    free = (tmp_path / "free.nq").read_text(encoding="utf-8")
    shared = {c.id for c in pages.values() if c.id.iri in free}
    assert 0 < len(shared) < len(pages)
    assert free.count("vocab#decides>") == len(shared) == free.count("vocab#verdict>") == free.count('"Curator ')


def test_merged_curators_may_disagree(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """Each store applied its own decision; together they have none in force."""
    claim = _one(claims, CALCIFICATION)
    _decided(tmp_path / "ada", sample_path, [_decision(claim, "reject")])
    _decided(tmp_path / "bob", sample_path, [_decision(claim, "accept", curator=BOB)])
    report = gather([tmp_path / "ada", tmp_path / "bob"], store=tmp_path / "db")
    assert "conflicting_decisions" in {remark.code for remark in report.remarks}
    with open_store(tmp_path / "db") as graph:
        assert _has_edge(graph, claim)
        found = _named(graph, claim)
        assert (found.rejected, found.agent_type, found.curators) == (False, claim.agent_type, ())
        assert not check_store(graph).faults


def test_a_claim_that_an_edit_made_may_be_decided_on(sample_path: Path, claims: list[Claim], tmp_path: Path) -> None:
    """A second curator accepts it in the graph that has it; both decisions together give that graph from the pages."""
    edit = _decision(_one(claims, CALCIFICATION), "edit", changes={"object": OSSIFICATION})
    _decided(tmp_path / "once", sample_path, [edit])
    with open_store(tmp_path / "once") as graph:
        (new,) = (c for c in read_claims(GraphView(graph)) if c.revision_of)
    accept = _decision(new, "accept", curator=BOB)
    _decided(tmp_path / "twice", tmp_path / "once", [accept])
    report = _decided(tmp_path / "together", sample_path, [accept, edit])
    assert len(report.not_applied) == 0
    assert _nquads(tmp_path / "together").splitlines() == _nquads(tmp_path / "twice").splitlines()


def test_a_build_of_pages_takes_files(tmp_path: Path) -> None:
    """The seeds with a file: twice the same bytes, and the report counts."""
    build(SEEDS[:1], store=tmp_path / "before")
    with open_store(tmp_path / "before") as graph:
        stated = [c for c in read_claims(GraphView(graph)) if c.state == "stated"]
    add_decision(tmp_path / "d.tsv", _decision(stated[0], "reject"))
    add_decision(tmp_path / "d.tsv", _decision(stated[1], "accept"))
    report = build(SEEDS[:1], store=tmp_path / "one", decisions=[tmp_path / "d.tsv"])
    build(SEEDS[:1], store=tmp_path / "two", decisions=[tmp_path / "d.tsv"])
    assert report.decisions == (("accepted", 1), ("rejected", 1))
    assert "decisions   1 accepted, 1 rejected" in repr(report)
    assert _nquads(tmp_path / "one") == _nquads(tmp_path / "two")


def test_wrong_lines_stop_the_build(tmp_path: Path) -> None:
    """All of them are named with file and line, before any page is read, and the old graph stays."""
    first, second = tmp_path / "a.tsv", tmp_path / "b.tsv"
    first.write_text("claim\tdecision\tcurator\npohassoc:1\tperhaps\t\npohassoc:1\taccept\t0000-0002-1825-0098\n")
    second.write_text("claim\tdecision\tdate\npohassoc:1\taccept\tyesterday\n")
    with pytest.raises(DecisionsError) as raised:
        build(SEEDS[:1], store=tmp_path / "db", decisions=[first, second])
    lines = str(raised.value).splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        f"{first}, line 2, column 2",
        f"{first}, line 3, column 3",
        f"{second}, line 2, column 3",
    ]
    assert "its last digit does not fit" in lines[1]
    assert not (tmp_path / "db").exists()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_decided(
    sample_path: Path, claims: list[Claim], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A rejected claim has no plain edge unless another claim states it, an accepted one keeps its evidence, and all is sound."""
    words = data.draw(
        st.lists(st.sampled_from(["accept", "reject", "deny", ""]), min_size=len(claims), max_size=len(claims))
    )
    file = [
        _decision(claim, "edit", changes={"state": "denied"}) if word == "deny" else _decision(claim, word)
        for claim, word in zip(claims, words, strict=True)
        if word and not (word == "deny" and claim.state == "denied")
    ]
    folder = tmp_path_factory.mktemp("decided")
    _decided(folder / "db", sample_path, data.draw(st.permutations(file)))
    _decided(folder / "same", sample_path, file)
    assert _nquads(folder / "db") == _nquads(folder / "same")
    with open_store(folder / "db") as graph:
        assert not check_store(graph).faults
        standing = {(c.subject, c.predicate, c.object) for c in read_claims(GraphView(graph)) if c.state == "stated"}
        for claim, word in zip(claims, words, strict=True):
            found = _named(graph, claim)
            assert (found.quotes, found.evidence) == (claim.quotes, claim.evidence)
            if found.rejected and (claim.subject, claim.predicate, claim.object) not in standing:
                is_mapped = claim.category == "sssom:Mapping"  # a vocabulary may state it, too
                assert is_mapped or not _has_edge(graph, claim)
            if word == "accept" and not found.rejected:
                assert found.agent_type == ACCEPTED
