"""The table of relations: complete, true to Biolink and to our vocabulary, and the only place that defines them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files

import pytest
import yaml
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef

from pohgraph.assemble import Named, described, merge
from pohgraph.model import Assertion, Entity, Evidence, Reference, Span
from pohgraph.pipeline.pages import read_pages
from pohgraph.pipeline.reading import recogniser
from pohgraph.resources import bundled
from pohgraph.schema.categories import GENE_PREFIXES, PREFIX_CATEGORIES, Category
from pohgraph.schema.prefixes import expand, prefix_map
from pohgraph.schema.relation import TEXT, Group, Relation
from pohgraph.schema.relations import (
    ASSOCIATED_WITH,
    CLAIMS,
    FLAGS,
    MAPPING_PREDICATES,
    PREDICATES,
    RELATIONS,
    SYNONYM_PREDICATES,
    get_relation,
    predicates,
)

SCHEMA = Namespace("http://schema.org/")
OF_NODES = frozenset({"biolink:in_taxon"})  # a column of KGX's nodes, which no page claims anything by
NAME = re.compile(r"\b(biolink|pohgraph|skos|oboInOwl|schema):(\w+)")
REFERENCE = re.compile(r'Reference\("(biolink|pohgraph|skos|oboInOwl|schema)", f?"(\w+)"\)')


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    """`ontology/pohgraph.ttl`."""
    return Graph().parse(bundled("ontology/pohgraph.ttl"))


@cache
def biolink_predicates() -> frozenset[str]:
    """Every predicate of Biolink as CURIE: `related to` and the slots that lie below it."""
    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    slots = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["slots"]

    def is_predicate(name: str) -> bool:
        return name == "related to" or ("is_a" in (slots[name] or {}) and is_predicate(slots[name]["is_a"]))

    return frozenset(f"biolink:{name.replace(' ', '_')}" for name in slots if is_predicate(name))


def own_relations(vocabulary: Graph) -> set[str]:
    """The properties of our vocabulary that say something of a disease."""
    own, disease = prefix_map()["pohgraph"], URIRef(expand(Reference("biolink", "Disease")))
    return {f"pohgraph:{str(name).removeprefix(own)}" for name in vocabulary.subjects(RDFS.domain, disease)}


def relations_named(text: str, own: set[str]) -> set[str]:
    """The relations a text names: own ones, those of Biolink, and the predicates of names and identifiers."""
    named = {":".join(match.groups()) for pattern in (NAME, REFERENCE) for match in pattern.finditer(text)}
    names = re.compile(r"skos:\w+Match|oboInOwl:has(?:\w+Synonym|DbXref)|schema:about")
    return {name for name in named if name in own or name in biolink_predicates() or names.fullmatch(name)}


def whole_strings(code: str) -> Iterator[str]:
    """The string constants of a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_whatever_names_a_relation_finds_its_row(sources: dict[str, str], vocabulary: Graph) -> None:
    """Each relation named in an extractor, exporter, check, table or query has a row, or stands in for one in KGX."""
    known = {*PREDICATES, *(relation.wider.predicate.curie for relation in RELATIONS if relation.wider), *OF_NODES}
    own = own_relations(vocabulary)
    assert len(own) >= 9
    named = {name: relations_named(text, own) for name, text in sources.items()}
    assert len([name for name, found in named.items() if found]) > 20
    assert not {name: found - known for name, found in named.items() if found - known}


def test_our_relations_are_all_in_the_table(vocabulary: Graph) -> None:
    """The table has each property of our vocabulary that says something of a disease, and no other one of ours."""
    assert {name for name in PREDICATES if name.startswith("pohgraph:")} == own_relations(vocabulary)


def test_relations_are_defined_in_one_place(sources: dict[str, str]) -> None:
    """No other module spells a relation out: it takes the constant, or a list that is made from the table."""
    modules = {n: text for n, text in sources.items() if n.endswith(".py") and not n.startswith("schema/")}
    spelled = {name: set(whole_strings(text)) & set(PREDICATES) for name, text in modules.items()}
    made = {name: {":".join(m.groups()) for m in REFERENCE.finditer(text)} for name, text in modules.items()}
    assert not {name: found for name, found in spelled.items() if found}
    assert not {name: found & set(PREDICATES) for name, found in made.items() if found & set(PREDICATES)}


def test_each_relation_is_there_once() -> None:
    """No two rows share predicate and group, and rows of one predicate are told apart by their subjects."""
    assert len({(relation.predicate, relation.group) for relation in RELATIONS}) == len(RELATIONS)
    assert len({(relation.predicate, relation.subjects) for relation in RELATIONS}) == len(RELATIONS)
    assert set(predicates(*Group)) == set(PREDICATES)
    assert {relation.group for relation in RELATIONS} == set(Group)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: f"{relation.predicate.curie} {relation.group}")
def test_classes_of_ours_are_declared(relation: Relation, vocabulary: Graph) -> None:
    """Each property and class of our own that a row has is declared, the property with the kinds of things it links."""
    named = {relation.predicate, relation.association}
    named |= {Reference.parse(kind) for kind in (*relation.subjects, *relation.objects)}
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}
    for reference in named:
        if reference.prefix == "pohgraph":
            declared = set(vocabulary.objects(URIRef(expand(reference)), RDF.type))
            assert declared & kinds, reference.curie
    if relation.predicate.prefix == "pohgraph":
        this = URIRef(expand(relation.predicate))
        ranges = {*vocabulary.objects(this, RDFS.range), *vocabulary.objects(this, SCHEMA.rangeIncludes)}
        assert [*vocabulary.objects(this, RDFS.domain)] == [
            URIRef(expand(Reference.parse(k))) for k in relation.subjects
        ]
        assert {URIRef(expand(Reference.parse(kind))) for kind in relation.objects} <= ranges


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")  # of biolink-model's own import
def test_classes_and_predicates_of_biolink_exist() -> None:
    """Association classes and categories are classes of the installed model, predicates its predicates."""
    biolink = import_module("biolink_model.datamodel.pydanticmodel_v2")
    classes = {r.association for r in RELATIONS} | {r.wider.association for r in RELATIONS if r.wider}
    names = {reference.identifier for reference in classes if reference.prefix == "biolink"}
    assert len(names) > 5
    for name in names:
        assert issubclass(getattr(biolink, name), biolink.Association), name
    for category in Category:
        assert hasattr(biolink, category.value), category
    used = {r.predicate.curie for r in RELATIONS} | {r.wider.predicate.curie for r in RELATIONS if r.wider}
    assert {name for name in used if name.startswith("biolink:")} <= biolink_predicates()


def test_each_class_of_ours_has_a_shape() -> None:
    """The shapes hold the claims of each class of our own to the predicate of their relation."""
    shapes = Graph().parse(bundled("ontology/shapes.ttl"))
    shacl = Namespace(prefix_map()["sh"])
    for relation in CLAIMS:
        if relation.association.prefix == "pohgraph":
            held = shapes.subjects(shacl.targetClass, URIRef(expand(relation.association)))
            demanded = {value for shape in held for value in shapes.objects(shape, shacl.hasValue)}
            assert demanded == {URIRef(expand(relation.predicate))}, relation.association.curie


def test_kgx_has_an_edge_for_every_relation_between_things() -> None:
    """A relation that Biolink lacks and that never takes text has a wider one of Biolink; Biolink's own need none."""
    for relation in CLAIMS:
        if relation.predicate.prefix == "biolink":
            assert relation.wider is None, relation.predicate.curie
        elif not relation.takes_text:
            assert relation.wider, relation.predicate.curie


def test_predicate_of_two_relations_is_told_apart_by_its_subject() -> None:
    """`biolink:associated_with` of a gene and of a disease are two relations with classes of their own."""
    evidence = Evidence(document="pohdoc:x", quote=Span(0, 1), section="", extractor="x")

    def stated(prefix: str) -> Assertion:
        return Assertion(
            subject=Reference(prefix, "1"),
            predicate=ASSOCIATED_WITH,
            object=Reference("MONDO", "1"),
            evidence=(evidence,),
        )

    for prefix in GENE_PREFIXES:
        relation = get_relation(stated(prefix))
        assert (relation.association.curie, relation.group) == ("biolink:GeneToDiseaseAssociation", Group.GENES)
    relation = get_relation(stated("MONDO"))
    assert (relation.association.curie, relation.group) == ("biolink:DiseaseToDiseaseAssociation", Group.RELATED)


def test_lists_of_predicates_come_in_their_order() -> None:
    """Mappings from the strongest on; scopes of synonyms as rows of their group."""
    assert MAPPING_PREDICATES[0] == "skos:exactMatch"
    assert MAPPING_PREDICATES[-1] == "oboInOwl:hasDbXref"
    assert predicates(Group.SYNONYMS) == tuple(predicate.curie for predicate in SYNONYM_PREDICATES.values())
    assert {relation.predicate.curie for relation in CLAIMS}.isdisjoint(
        {*MAPPING_PREDICATES, *predicates(Group.SYNONYMS)}
    )


def test_flags_are_fields_of_a_claim() -> None:
    """Each flag names the field of an assertion's qualifiers whose slot it gives."""
    assert set(FLAGS) <= set(Assertion.__annotations__) | {"negated", "hedged", "borrowed"}
    assert all(slot.endswith(f":{name}") for name, slot in FLAGS.items())


@pytest.fixture(scope="module")
def stated() -> tuple[tuple[Assertion, ...], dict[Reference, Entity]]:
    """The claims of the bundled pages, and the nodes they join."""
    extractions = [result.extraction for result in read_pages([]) if result.extraction]
    found = [a for extraction in extractions for a in extraction.assertions]
    named, merged = Named(), merge(found)
    named.add(merged)
    content = described(named, recogniser().lexicon)
    return merged, {entity.reference: entity for entity in content.entities}


def test_extractors_keep_to_the_kinds_of_the_table(
    stated: tuple[tuple[Assertion, ...], dict[Reference, Entity]], vocabulary: Graph
) -> None:
    """Subject and object of each claim of the bundled pages are of the kinds their relation has."""
    assertions, entities = stated

    def kinds(reference: Reference | None) -> set[str]:
        if reference is None:
            return {TEXT}
        if reference in entities:
            return {f"biolink:{entities[reference].category}"}
        own = prefix_map()["pohgraph"]
        types = vocabulary.objects(URIRef(expand(reference)), RDF.type)
        return {f"pohgraph:{str(kind).removeprefix(own)}" for kind in types} or {Category.NAMED_THING.curie}

    documents = {a.subject for a in assertions if get_relation(a).group is Group.ABOUT}
    assert len({get_relation(assertion).predicate for assertion in assertions}) > 12
    for assertion in assertions:
        relation = get_relation(assertion)
        if assertion.subject not in documents:
            assert kinds(assertion.subject) & set(relation.subjects), assertion
        if relation.group is not Group.IDENTIFIERS:
            assert kinds(assertion.object) & set(relation.objects), assertion


def test_registries_have_a_category() -> None:
    """What may stand as a disease or a gene is a node of that category."""
    assert {PREFIX_CATEGORIES[prefix] for prefix in GENE_PREFIXES} == {Category.GENE}
    assert PREFIX_CATEGORIES.keys() <= prefix_map().keys()
