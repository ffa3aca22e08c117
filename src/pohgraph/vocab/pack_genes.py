"""Makes the file of names of genes that ships with the package: `python -m pohgraph.vocab.pack_genes FILE DAY`.

FILE is HGNC's complete set, and DAY the day on which it was taken.
"""

import sys
from pathlib import Path

from pohgraph.errors import PohgraphError
from pohgraph.resources import bundled
from pohgraph.vocab.formats.gene_names import write_gene_names
from pohgraph.vocab.formats.hpoa import annotated_genes
from pohgraph.vocab.inputs import GENES_FILE, lexicon_inputs


def main(file: str, day: str) -> None:
    """Write the file where the package has it."""
    try:
        path = next(item.path for item in lexicon_inputs() if item.kind == "phenotype-to-genes")
        annotated = set(annotated_genes(path).symbols.values())
        write_gene_names(Path(file), day, annotated, bundled("ontology") / Path(GENES_FILE).name)
    except PohgraphError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
