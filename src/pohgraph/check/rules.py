"""The integrity rules: SPARQL queries that must find nothing.

Each selects `?node`, the thing that is wrong, then `?value` and `?object` where they show how. MINUS is one join of the
whole graph where NOT EXISTS looks up each row anew: on a million quads, a second against minutes.
"""

from typing import NamedTuple

from pohgraph.schema.relations import CLAIMS, FLAG_PATH, INFERRED, PREDICATES
from pohgraph.store.rdf import CONFLICTS

# Predicates that only claims of pages put between two nodes; mappings and synonyms may come from vocabularies too.
_CLAIMS = tuple(dict.fromkeys(relation.predicate.curie for relation in CLAIMS))
_SHARED = tuple(name for name in PREDICATES if name not in _CLAIMS)
_SLOTS = (
    "rdf:subject rdf:predicate rdf:object biolink:supporting_text prov:wasDerivedFrom prov:hadPrimarySource "
    "biolink:primary_knowledge_source"
)
_DESCRIPTION = "dcterms:title dcterms:publisher pohgraph:family pohgraph:encoding pohgraph:text_length"
_LABELLED = " ".join(dict.fromkeys(relation.association.curie for relation in CLAIMS if relation.names_nodes))
_FLAGS = f"{FLAG_PATH} true"
_SLOTS_OF_EDGE = "rdf:subject ?node ; rdf:predicate ?value ; rdf:object ?object"
# Statements of other graphs keep what their files say, and have no words of a page.
_READ_HERE = "MINUS { ?node prov:hadPrimarySource ?dataset . ?dataset a pohgraph:Dataset }"
_INFERRED = f'biolink:knowledge_level "{INFERRED}"'
_STATED = f"?stated {_SLOTS_OF_EDGE} . MINUS {{ ?stated {_FLAGS} }}"
BLANK_NODE = "blank node"


class Rule(NamedTuple):
    """`title` says what is wrong with a node that `query` finds; `why` what it breaks."""

    name: str
    title: str
    why: str
    query: str


RULES = (
    Rule(
        "incomplete association",
        "lacks {value}",
        "a claim without its parts, quote, evidence or source cannot be traced",
        f"""SELECT ?node ?value WHERE {{
          ?node a biolink:Association . VALUES ?value {{ {_SLOTS} }}
          FILTER NOT EXISTS {{ ?node ?value ?any }} {_READ_HERE}
          FILTER(?value != biolink:supporting_text || NOT EXISTS {{ ?node {_INFERRED} }}) }}""",
    ),
    Rule(
        "quoted inference",
        "is inferred, but has the quote {value}",
        "words that do not say a claim must not be shown as its quote",
        f"""SELECT ?node ?value WHERE {{
          ?node a biolink:Association ; {_INFERRED} ; biolink:supporting_text ?value . {_READ_HERE} }}""",
    ),
    Rule(
        "unprinted identifier",
        "its quote {value} does not print {object}",
        "an identifier that no words print was inferred, not read",
        f"""SELECT ?node ?value ?object WHERE {{
          ?node a sssom:Mapping, biolink:Association ; rdf:object ?object ; biolink:supporting_text ?value .
          FILTER(isIRI(?object) && !CONTAINS(LCASE(?value), LCASE(REPLACE(STR(?object), "^.*[/#:=_]", "")))) {_READ_HERE} }}""",
    ),
    Rule(
        "missing evidence",
        "its evidence {value} is not in the graph of its document",
        "the offsets of the quote are lost",
        f"""SELECT ?node ?value WHERE {{
          ?node a biolink:Association ; prov:hadPrimarySource ?document ; prov:wasDerivedFrom ?value .
          FILTER NOT EXISTS {{ GRAPH ?document {{ ?value a oa:SpecificResource }} }} {_READ_HERE} }}""",
    ),
    Rule(
        "incomplete import",
        "lacks {value}",
        "a statement from another graph must name its parts and its source",
        """SELECT ?node ?value WHERE {
          ?dataset a pohgraph:Dataset . ?node prov:hadPrimarySource ?dataset .
          VALUES ?value { rdf:subject rdf:predicate rdf:object biolink:primary_knowledge_source }
          FILTER NOT EXISTS { ?node ?value ?any } }""",
    ),
    Rule(
        "unused evidence",
        "no association is derived from it",
        "a claim was lost and its evidence was left behind",
        """SELECT ?node WHERE {
          GRAPH ?document { ?node a oa:SpecificResource }
          FILTER NOT EXISTS { ?claim prov:wasDerivedFrom ?node } }""",
    ),
    Rule(
        "missing document",
        "its document {value} is not described with its hash and file name",
        "the quote cannot be checked against the page",
        """SELECT ?node ?value WHERE {
          ?node a biolink:Association ; prov:hadPrimarySource ?value .
          MINUS { ?value a pohgraph:Document ; pohgraph:file_name ?name . GRAPH ?value { ?value pohgraph:sha256 ?hash } }
          MINUS { ?value a pohgraph:Dataset ; pohgraph:sha256 ?hash ; pohgraph:file_name ?name } }""",
    ),
    Rule(
        "revision without edit",
        "revises {value}, which no edit has changed",
        "only a curator's edit makes a claim of another one",
        """SELECT ?node ?value WHERE {
          ?node prov:wasRevisionOf ?value .
          FILTER NOT EXISTS { ?decision pohgraph:decides ?value ; pohgraph:verdict "edit" ; pohgraph:in_force true } }""",
    ),
    Rule(
        "incomplete description",
        "lacks {value} in its own graph",
        "a page must say what it is, who publishes it, and how it was read; the shapes ask only where some of it is said",
        f"""SELECT ?node ?value WHERE {{
          ?node a pohgraph:Document . VALUES ?value {{ {_DESCRIPTION} }}
          FILTER NOT EXISTS {{ GRAPH ?node {{ ?node ?value ?any }} }} }}""",
    ),
    Rule(
        "stray graph",
        "names a graph, but is neither a document nor an imported file, nor that of conflicts",
        "every named graph holds the evidence of one page, the content of an imported file, or the conflicts of all",
        f"""SELECT ?node WHERE {{ GRAPH ?node {{}} FILTER(?node != {CONFLICTS}) FILTER NOT EXISTS {{
          VALUES ?class {{ pohgraph:Document pohgraph:Dataset pohgraph:ImportedGraph }} ?node a ?class }} }}""",
    ),
    Rule(
        "unsupported edge",
        "the edge {value} {object} has no association that states it",
        "what a page denies, leaves open or says about another disease must not become a plain edge",
        f"""SELECT ?node ?value ?object WHERE {{
          VALUES ?value {{ {" ".join(_CLAIMS)} }} ?node ?value ?object .
          MINUS {{ {_STATED} }} }}""",
    ),
    Rule(
        "unstated edge",
        "the edge {value} {object} exists, but its association is denied, open or borrowed",
        "what a page denies or leaves open must not become a plain edge, unless a vocabulary states it",
        f"""SELECT DISTINCT ?node ?value ?object WHERE {{
          VALUES ?value {{ {" ".join(_SHARED)} }} ?claim {_FLAGS} ; {_SLOTS_OF_EDGE} .
          ?node ?value ?object .
          MINUS {{ {_STATED} }}
          MINUS {{ ?row sssom:subject_id ?node ; sssom:predicate_id ?value ; sssom:object_id ?object .
            MINUS {{ ?row a biolink:Association }} }} }}""",
    ),
    Rule(
        "missing edge",
        "its plain edge is missing",
        "a stated claim must also be a plain edge",
        f"""SELECT ?node WHERE {{
          ?node a biolink:Association ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
          MINUS {{ ?node {_FLAGS} }}
          FILTER NOT EXISTS {{ ?subject ?predicate ?object }} }}""",
    ),
    Rule(
        "not a phenotype",
        "its object {value} is not below HP:0000118, phenotypic abnormality",
        "HPO also has terms for inheritance, onset, course and frequency, which are not phenotypes",
        """SELECT ?node ?value WHERE {
          { SELECT DISTINCT ?value WHERE {
              ?any a biolink:DiseaseToPhenotypicFeatureAssociation ; rdf:object ?value } }
          FILTER NOT EXISTS { ?value rdfs:subClassOf* HP:0000118 }
          ?node rdf:object ?value ; a biolink:DiseaseToPhenotypicFeatureAssociation .
          MINUS { ?node prov:hadPrimarySource ?dataset . ?dataset a pohgraph:Dataset } }""",
    ),
    Rule(
        "impossible frequency",
        "has the frequency {value}",
        "a quotient must lie between 0 and 1, a percentage between 0 and 100, a count between 0 and its total",
        """SELECT ?node ?value WHERE {
          { ?node biolink:has_quotient ?value . FILTER(!(?value >= 0 && ?value <= 1)) }
          UNION { ?node biolink:has_percentage ?value . FILTER(!(?value >= 0 && ?value <= 100)) }
          UNION { ?node biolink:has_count ?value ; biolink:has_total ?total . FILTER(!(?value >= 0 && ?value <= ?total)) } }""",
    ),
    Rule(
        "zero is a negation",
        "says that nobody has it ({value}), but is not negated",
        "0 of 30 means absent",
        """SELECT ?node ?value WHERE {
          { ?node biolink:has_quotient|biolink:has_percentage|biolink:has_count ?value . FILTER(?value = 0) }
          UNION { ?node biolink:frequency_qualifier ?value . FILTER(?value = HP:0040285) }
          FILTER NOT EXISTS { ?node biolink:negated true } }""",
    ),
    Rule(
        "missing label",
        "has no rdfs:label",
        "a bare identifier tells a reader nothing",
        f"""SELECT ?node WHERE {{
          {{ SELECT DISTINCT ?node WHERE {{
            {{ VALUES ?category {{ biolink:Disease biolink:Gene biolink:PhenotypicFeature }}
              ?node biolink:category|rdf:type ?category }}
            UNION {{ ?claim a biolink:Association ; rdf:subject ?node }}
            UNION {{ VALUES ?class {{ {_LABELLED} }} ?claim a ?class ; rdf:object ?node . FILTER(isIRI(?node)) }} }} }}
          FILTER NOT EXISTS {{ ?node rdfs:label ?label }} }}""",
    ),
    Rule(
        BLANK_NODE,
        "is a blank node",
        "a node without an IRI cannot be linked to and changes with every build",
        """SELECT DISTINCT ?node WHERE {
          { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }
          FILTER(isBlank(?s) || isBlank(?o))
          BIND(IF(isBlank(?s), ?s, ?o) AS ?node) }""",
    ),
    Rule(
        "dangling publication",
        "cites {value}, which is not described",
        "a cited work must have a node with its citation",
        f"""SELECT DISTINCT ?node ?value WHERE {{
          ?node biolink:publications|dcterms:references ?value .
          FILTER NOT EXISTS {{ ?value a biolink:Publication }} {_READ_HERE} }}""",
    ),
)
