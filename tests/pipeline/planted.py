"""Two releases of a small graph of our own pages, with a change of each kind between them."""

from dataclasses import dataclass
from pathlib import Path

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim
from pohgraph.pipeline.graph import build
from pohgraph.review.decision import checked
from pohgraph.review.table import add_decision
from pohgraph.store.graph import open_store

ADA = "0000-0002-1825-0097"
_DISEASE = "Progressive osseous heteroplasia"
_KEPT = ("Patients have osteoporosis.", "Patients have muscle weakness.")
_OLD = {
    "ossification": (
        _DISEASE,
        "Patients have scoliosis.",
        "Bone pain occurs in 20% of patients.",
        "Seizures begin in infancy.",
        "Patients have joint stiffness.",
        "Patients have short stature.",
        "Patients have hearing loss.",
        "Patients have cleft palate.",
        "Patients have cataracts.",
        "Patients have anemia.",
        "Patients have tremor.",
        *_KEPT,
    ),
    "achondroplasia": ("Achondroplasia", "Patients have macrocephaly."),
    "fibrosis": ("Cystic fibrosis", "Patients have chronic cough."),
    "named": ("A disease without a number", "Patients have a wide mouth."),
}
_NEW = {
    "ossification": (
        _DISEASE,
        "Severe scoliosis is a feature of the disease.",
        "Bone pain occurs in 40% of patients.",
        "Seizures begin in adulthood.",
        "It is unclear whether patients have joint stiffness.",
        "Patients do not have short stature.",
        "A brother had hearing loss.",
        "Patients have cataracts.",
        "Patients have anemia.",
        "Patients have tremor.",
        *_KEPT,
        "Patients have glaucoma.",
    ),
    "marfan": ("Marfan syndrome", "Patients have tall stature."),
    "fibrosis-moved": ("Cystic fibrosis", "Patients have chronic cough."),
    "named": ("A disease without a number", "Patients have a wide mouth."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A change between the two releases: what its claim ends in, how it changed, in which field, and words that tell it."""

    object: str
    change: str
    field: str = ""
    says: str = ""
    source: str = "pohdoc:ossification"


PLANTED = {
    "added claim": Planted(object="Glaucoma", change="added"),
    "removed claim": Planted(object="Cleft palate", change="removed"),
    "evidence": Planted(
        object="Scoliosis",
        change="changed",
        field="evidence",
        says="“Patients have scoliosis.” → “Severe scoliosis is a feature of the disease.”",
    ),
    "frequency": Planted(
        object="Bone pain",
        change="changed",
        field="frequency",
        says="20% of patients → Frequent (HP:0040282), 40% of patients",
    ),
    "onset": Planted(
        object="Seizure",
        change="changed",
        field="onset",
        says="onset: Infantile onset (HP:0003593) → Adult onset (HP:0003581)",
    ),
    "open": Planted(object="Joint stiffness", change="changed", field="status", says="status: stated → open"),
    "denied": Planted(object="Short stature", change="changed", field="status", says="status: stated → denied"),
    "borrowed": Planted(
        object="Hearing impairment", change="changed", field="status", says="status: stated → borrowed"
    ),
    "accepted": Planted(
        object="Cataract", change="changed", field="decision", says="decision: none → accepted by 0000-0002-1825-0097"
    ),
    "rejected": Planted(
        object="Anemia", change="changed", field="decision", says="decision: none → rejected by Bob Example"
    ),
    "edited": Planted(
        object="Bradykinesia", change="changed", field="object", says="object: Tremor (HP:0001337) → Bradykinesia"
    ),
    "grounding": Planted(
        object="Wide mouth",
        change="changed",
        field="grounding",
        says="Wilson disease (MONDO:0010200)",
        source="pohdoc:named",
    ),
    "claim of an added page": Planted(object="Tall stature", change="added", source="pohdoc:marfan"),
    "claim of a removed page": Planted(object="Macrocephaly", change="removed", source="pohdoc:achondroplasia"),
}


def build_releases(folder: Path) -> tuple[Path, Path]:
    """Build both; the second has decisions, and one page that its reader says is about another disease."""
    stores = []
    for name, pages in (("january", _OLD), ("february", _NEW)):
        (folder / name).mkdir(parents=True)
        for stem, (title, *sentences) in pages.items():
            text = "\n".join((title, "", "Symptoms", *sentences, ""))
            (folder / name / f"{stem}.txt").write_text(text, encoding="utf-8")
        stores.append(folder / f"{name}.db")
    build([folder / "january"], store=stores[0])
    decisions = folder / "decisions.tsv"
    add_decisions(stores[0], decisions)
    table = folder / "about.tsv"
    table.write_text(f"{folder / 'february' / 'named.txt'}\tMONDO:0010200\n", encoding="utf-8")
    build_second(folder / "february", stores[1], decisions, table)
    return stores[0], stores[1]


def build_second(pages: Path, store: Path, decisions: Path, table: Path) -> None:
    """What `pohgraph build PAGES --decisions … --about-table …` does."""
    from click.testing import CliRunner  # noqa: PLC0415 - for this alone

    from pohgraph.cli import app  # noqa: PLC0415 - as above

    arguments = ["build", str(pages), "--store", str(store), "--decisions", str(decisions), "--about-table", str(table)]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr


def add_decisions(store: Path, file: Path) -> None:
    """Accept, reject and edit a claim each."""
    verdicts: dict[str, dict[str, object]] = {
        "Cataract": {"decision": "accept", "curator": ADA},
        "Anemia": {"decision": "reject", "curator": "Bob Example", "comment": "of a relative"},
        "Tremor": {"decision": "edit", "curator": ADA, "changes": {"object": "HP:0002067"}},
    }
    for label, verdict in verdicts.items():
        claim = claim_on(store, label)
        add_decision(file, checked({"claim": str(claim.id), "date": "2026-02-03", **verdict}))


def claim_on(store: Path, label: str) -> Claim:
    """The one claim of a store that ends in what is called so."""
    with open_store(store) as graph:
        (found,) = (claim for claim in read_claims(GraphView(graph)) if claim.object_label == label)
    return found
