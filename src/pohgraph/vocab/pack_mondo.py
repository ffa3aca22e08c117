"""Makes the file of Mondo's mapping sets that ships with the package: `python -m pohgraph.vocab.pack_mondo FOLDER`.

FOLDER has the published SSSOM files of one release, as they lie under the IRIs that they give for themselves.
"""

import sys
from pathlib import Path

from pohgraph.errors import PohgraphError
from pohgraph.resources import bundled
from pohgraph.vocab.formats.mondo_sets import write_mondo_sets
from pohgraph.vocab.inputs import MONDO_FILE


def main(folder: str) -> None:
    """Write the file where the package has it."""
    try:
        write_mondo_sets(list(Path(folder).glob("mondo_*.sssom.tsv")), bundled("ontology") / Path(MONDO_FILE).name)
    except PohgraphError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
