"""Biolink's own classes accept every association we type with one of them."""

from importlib import import_module

import pytest

from pohgraph.assemble import merge
from pohgraph.model import Assertion
from pohgraph.pipeline.pages import read_pages
from pohgraph.schema.relations import get_relation


@pytest.fixture(scope="module")
def assertions() -> tuple[Assertion, ...]:
    """The merged claims of the seeds."""
    extractions = [result.extraction for result in read_pages([]) if result.extraction]
    return merge(a for e in extractions for a in e.assertions)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")  # of biolink-model's own import
def test_biolink_accepts_every_association(assertions: tuple[Assertion, ...]) -> None:
    """Class, predicate, negation and frequency of each claim fit Biolink's pydantic model."""
    biolink = import_module("biolink_model.datamodel.pydanticmodel_v2")
    checked = 0
    for assertion in assertions:
        kind = get_relation(assertion).association
        if kind.prefix != "biolink" or assertion.object is None:
            continue
        q = assertion.qualifiers
        slots: dict[str, object] = {"negated": True} if q.negated else {}
        if q.frequency and "frequency_qualifier" in getattr(biolink, kind.identifier).model_fields:
            slots["frequency_qualifier"] = q.frequency.curie
        if q.onset:
            slots["onset_qualifier"] = q.onset.curie
        getattr(biolink, kind.identifier)(
            id="pohassoc:1",
            subject=assertion.subject.curie,
            predicate=assertion.predicate.curie,
            object=assertion.object.curie,
            knowledge_level="knowledge_assertion",
            agent_type="text_mining_agent",
            category=[kind.curie],
            **slots,
        )
        checked += 1
    assert checked > 50
