"""What a graph is compared with: its diseases with each other, its claims with reference data and with each other."""

from pohgraph.api.entity import Disease
from pohgraph.api.table import Table
from pohgraph.store.source import OpenGraph


class GraphComparisons:
    """The comparisons that a graph answers; `Graph` has them as its own methods."""

    def __init__(self, store: OpenGraph) -> None:
        self.store = store

    def similar(
        self, disease: str, *, against: str = "graph", measure: str = "resnik", limit: int | None = 10
    ) -> Table:
        """Diseases that are alike by their phenotypes, the most alike first, with the findings that make them so.

        Each finding takes its best match in the other disease; these are averaged in both directions (Phenomizer). Two
        findings are as alike as their most informative common ancestor in HPO (`measure="resnik"`), or as its share of
        what they carry (`"lin"`). How informative a term is comes from how few diseases of HPO's annotations have it.
        `against` is "graph", or "hpoa" for all diseases HPO annotates.

        Raises:
            QueryError: no such disease, no such measure, or nothing called `against`.
        """
        return Disease.find(self.store, disease).similar(against=against, measure=measure, limit=limit)

    def annotations(self, *curies: str) -> Table:
        """The findings HPO annotates diseases with, by CURIEs of OMIM or Orphanet such as "OMIM:166350".

        Raises:
            QueryError: HPO annotates no disease of that CURIE.
        """
        from pohgraph.api.compare import annotations  # noqa: PLC0415 - loads the annotations

        return annotations(curies)

    def compare(self, *, against: str = "hpoa") -> Table:
        """How many claims of each disease agree with a reference, differ, and are on one side alone; see `Disease.compare`.

        Raises:
            QueryError: there is no such reference, or the vocabularies in use have nothing of it.
        """
        from pohgraph.api.compare import compare_all  # noqa: PLC0415 - loads the annotations

        return compare_all(self.store, against=against)

    def worklist(self, *, form: str = "hpoa") -> Table:
        """What pages say that HPO's annotations do not have, for a curator, as `pohgraph compare --worklist` has it.

        The surest and most telling terms come first. `form` is "hpoa" for the columns of phenotype.hpoa with the quotes and pages
        beside them, or "small-file" for those of the files that HPO's curators edit.

        Raises:
            QueryError: there is no such form.
        """
        from pohgraph.api.compare import worklist  # noqa: PLC0415 - loads the annotations

        return worklist(self.store, form=form)

    def conflicts(self, *rules: str, severity: str = "note") -> Table:
        """What sources disagree on, with each other and with the vocabularies, as `pohgraph conflicts` has it.

        `rules` are names of the table in the reference; none stands for all. `severity` is "note", "tension" or "contradiction":
        that of the least grave conflicts to list.

        Raises:
            QueryError: there is no such rule or severity.
        """
        from pohgraph.api.conflicts import conflicts  # noqa: PLC0415 - loads the vocabularies

        return conflicts(self.store, names=rules, severity=severity)
