"""What flows between the steps: frozen values, standard library only.

Words: *mention* (in text), *reference* (identifier), *assertion* (typed claim), *evidence* (where it was read).
Field names are the slots of Biolink, SSSOM and PROV-O in snake_case.
"""

from typing import TYPE_CHECKING

from pohgraph.late import late

if TYPE_CHECKING:
    from pohgraph.model.assertion import Assertion, Detail, Evidence, Qualifiers
    from pohgraph.model.claim import Annotation, Claim, Mark, Passage, SourceRecord
    from pohgraph.model.document import Document, Element, Part, Section, Source, Span
    from pohgraph.model.graph import GraphContent
    from pohgraph.model.knowledge import Entity, Mapping, Publication, Term, VocabularySource
    from pohgraph.model.mention import Candidate, Context, Mention
    from pohgraph.model.named import Named
    from pohgraph.model.reference import Reference
    from pohgraph.model.report import NOT_APPLIED, DocumentReport, GraphReport, Remark, Report
    from pohgraph.model.state import STATES, State, state_of
else:
    __getattr__, __dir__ = late(
        __name__,
        {
            "assertion": "Assertion Detail Evidence Qualifiers",
            "claim": "Annotation Claim Mark Passage SourceRecord",
            "document": "Document Element Part Section Source Span",
            "graph": "GraphContent",
            "knowledge": "Entity Mapping Publication Term VocabularySource",
            "mention": "Candidate Context Mention",
            "named": "Named",
            "reference": "Reference",
            "report": "NOT_APPLIED DocumentReport GraphReport Remark Report",
            "state": "STATES State state_of",
        },
    )

__all__ = [
    "NOT_APPLIED",
    "STATES",
    "Annotation",
    "Assertion",
    "Candidate",
    "Claim",
    "Context",
    "Detail",
    "Document",
    "DocumentReport",
    "Element",
    "Entity",
    "Evidence",
    "GraphContent",
    "GraphReport",
    "Mapping",
    "Mark",
    "Mention",
    "Named",
    "Part",
    "Passage",
    "Publication",
    "Qualifiers",
    "Reference",
    "Remark",
    "Report",
    "Section",
    "Source",
    "SourceRecord",
    "Span",
    "State",
    "Term",
    "VocabularySource",
    "state_of",
]
