"""Orphadata's product 1: Orphanet's disorders with their names, synonyms and references to other terminologies.

The XML is read without a tree; a document type or an entity in it is refused.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping, Reference
from pohgraph.schema.relations import BROAD_MATCH, EXACT_MATCH, NARROW_MATCH, RELATED_MATCH, synonym_predicate
from pohgraph.vocab.formats.foreign import ForeignIdentifiers
from pohgraph.vocab.mappings import LiteralMapping, MappingSet, is_withdrawn

ORPHADATA = "https://www.orphadata.com/data/xml/en_product1.xml"
_TITLE = "Orphadata: rare diseases and alignment"
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_CHUNK = 1 << 20
# Orphanet's relation, the first word of its name, as the predicate from the Orphanet disorder to the other code.
_PREDICATES = {
    "E": EXACT_MATCH,  # the two concepts are equivalent
    "NTBT": BROAD_MATCH,  # the Orphanet disorder is narrower than the other
    "NTBT/E": BROAD_MATCH,  # the same, the code being the only one for it
    "BTNT": NARROW_MATCH,  # the Orphanet disorder is broader than the other
    "BTNT/E": NARROW_MATCH,
    "ND": RELATED_MATCH,  # not yet decided
}
_WRONG = "W"  # the two concepts are different
_SOURCES = {"ICD-10": "ICD10", "ICD-10-CM": "ICD10CM", "MeSH": "MESH", "MedDRA": "MEDDRA", "SNOMED CT": "SNOMEDCT"}
_NOT_RARE = "NON RARE IN EUROPE: "
# Elements that product 1 has not, and what the product that has them is about.
_OTHER_PRODUCTS = {
    "ClassificationList": "product 3, classifications",
    "HPODisorderSetStatusList": "product 4, phenotypes",
    "HPODisorderAssociationList": "product 4, phenotypes",
    "DisorderGeneAssociationList": "product 6, genes",
    "PrevalenceList": "product 9, epidemiology",
    "AverageAgeOfOnsetList": "product 9, ages of onset",
    "TypeOfInheritanceList": "product 9, inheritance",
    "DisorderDisabilityRelevanceList": "the product on disabilities",
    "DisabilityDisorderRelevanceList": "the product on disabilities",
}


@dataclass(slots=True)
class _Disorder:
    line: int
    code: str = ""
    name: str = ""
    synonyms: list[str] = field(default_factory=list)
    references: list[dict[str, str]] = field(default_factory=list)


def read_orphadata(path: Path) -> MappingSet:
    """Read en_product1.xml, or the same product in another language.

    Raises:
        VocabularyError: the file is missing, not well formed, declares a document type, or is another product.
    """
    handler = _Handler(path)
    parser = handler.parser
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None
    except LookupError as error:  # of the encoding that its first line names
        raise VocabularyError(path=str(path), reason=str(error), line=1) from None
    except expat.ExpatError as error:
        reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise VocabularyError(path=str(path), reason=reason, line=error.lineno) from None
    if not handler.names:
        raise VocabularyError(path=str(path), reason="no disorder with an OrphaCode and a name in it")
    return MappingSet(
        id=ORPHADATA,
        title=_TITLE,
        version=handler.version,
        license=handler.license or _LICENSE,
        mappings=tuple(handler.mappings),
        names=tuple(handler.names),
        unknown=dict(handler.identifiers.unknown + handler.left_out),
    )


class _Handler:
    """Collects disorders; knows an element by its own name and those around it, as product 1 nests them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = ""
        self.license = ""
        self.mappings: list[Mapping] = []
        self.names: list[LiteralMapping] = []
        self.identifiers = ForeignIdentifiers()
        self.left_out: Counter[str] = Counter()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._open: list[str] = []
        self._text: list[str] = []
        self._disorder: _Disorder | None = None
        self._reference: dict[str, str] = {}

    def _doctype(self, *_: object) -> None:
        raise self._error("a document type is declared, which Orphadata's files have not; it was not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            if name != "JDBOR":
                raise self._error(f"not Orphadata: the root element is <{name}>, not <JDBOR>")
            self.version = attributes.get("date", "").partition(" ")[0]
        if name in _OTHER_PRODUCTS:
            raise self._error(f"this is Orphadata's {_OTHER_PRODUCTS[name]}: add product 1, en_product1.xml")
        if name == "Disorder" and self._open[-1] == "DisorderList":
            self._disorder = _Disorder(self.parser.CurrentLineNumber)
        elif name == "ExternalReference":
            self._reference = {}
        self._open.append(name)
        self._text = []

    def _characters(self, data: str) -> None:
        self._text.append(data)

    def _end(self, name: str) -> None:
        self._open.pop()
        text = " ".join("".join(self._text).split())
        self._text = []
        if name == "LegalCode":
            self.license = text.removesuffix("legalcode")
        if self._disorder is None:
            return
        match (*self._open[-2:], name):
            case "DisorderList", "Disorder", "OrphaCode":
                self._disorder.code = text
            case "DisorderList", "Disorder", "Name":
                self._disorder.name = text
            case "Disorder", "SynonymList", "Synonym":
                self._disorder.synonyms.append(text)
            case "ExternalReferenceList", "ExternalReference", ("Source" | "Reference"):
                self._reference[name] = text
            case "ExternalReference", "DisorderMappingRelation", "Name":
                self._reference["Relation"] = text.partition(" ")[0]
            case "Disorder", "ExternalReferenceList", "ExternalReference":
                self._disorder.references.append(self._reference)
            case "JDBOR", "DisorderList", "Disorder":
                self._finish(self._disorder)
                self._disorder = None

    def _finish(self, disorder: _Disorder) -> None:
        if not disorder.code.isdigit() or not disorder.name:
            reason = f"a disorder without a name or with the OrphaCode {disorder.code!r}"
            raise VocabularyError(path=str(self.path), reason=reason, line=disorder.line)
        if is_withdrawn(disorder.name):
            self.left_out["obsolete disorders"] += 1
            return
        subject = Reference("ORPHA", disorder.code)
        label = disorder.name.removeprefix(_NOT_RARE)
        exact = synonym_predicate("EXACT")
        for text in (label, *disorder.synonyms):
            self.names.append(LiteralMapping(subject=subject, subject_label=label, predicate=exact, text=text))
        for reference in disorder.references:
            self._map(subject, label, reference)

    def _map(self, subject: Reference, label: str, reference: dict[str, str]) -> None:
        relation = reference.get("Relation", "")
        if relation == _WRONG:
            self.left_out["references Orphanet calls wrong"] += 1
            return
        source = reference.get("Source", "")
        target = self.identifiers.find(f"{_SOURCES.get(source, source)}:{reference.get('Reference', '')}")
        if target:
            self.mappings.append(
                Mapping(
                    subject=subject,
                    predicate=_PREDICATES.get(relation, RELATED_MATCH),
                    object=target,
                    subject_label=label,
                    mapping_set=ORPHADATA,
                )
            )

    def _error(self, reason: str) -> VocabularyError:
        return VocabularyError(path=str(self.path), reason=reason, line=self.parser.CurrentLineNumber)
