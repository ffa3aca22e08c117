"""Runs FastHPOCR inside the environment it is installed in; `peers.py` starts it there and reads what it prints.

  fasthpocr_peer.py index HP_OBO FOLDER
  fasthpocr_peer.py annotate INDEX TEXTS_JSON nested|longest

The first writes `hp.index`. The second prints one JSON object: seconds of processor time to open and to annotate, the
peak memory in MiB, and for each text its (start, end, HPO id).
"""

import json
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any


def main() -> None:
    """Do what the command line says."""
    command, source, *rest = sys.argv[1:]
    if command == "index":
        index(source, rest[0])
    else:
        print(json.dumps(annotate(source, rest[0], longest=rest[1] == "longest")))


def index(obo: str, folder: str) -> None:
    """Build the index in half a minute: the same file as shipped code writes in more than twenty."""
    from FastHPOCR.cr.CRIndexKB import CRIndexKB  # noqa: PLC0415 - in the peer's environment alone
    from FastHPOCR.IndexHPO import IndexHPO  # noqa: PLC0415

    def tokens_of(_: object, cluster: str, clusters: dict[str, str]) -> list[str]:
        # As shipped, each cluster's tokens are looked for among all half a million again; their order is the same here.
        if not grouped:
            for token, own in clusters.items():
                grouped[own].append(token)
        return list(grouped.get(cluster, ()))

    grouped: defaultdict[str, list[str]] = defaultdict(list)
    CRIndexKB.compileClusterList = tokens_of
    IndexHPO(obo, folder).index()


def annotate(index: str, texts: str, *, longest: bool) -> dict[str, Any]:
    """What FastHPOCR finds in a JSON list of texts, and what that takes."""
    from FastHPOCR.HPOAnnotator import HPOAnnotator  # noqa: PLC0415 - in the peer's environment alone

    start = time.process_time()
    annotator = HPOAnnotator(index)
    opened = time.process_time()
    pages = json.loads(Path(texts).read_text(encoding="utf-8"))
    begun = time.process_time()
    found = [annotator.annotate(page, longestMatch=longest) for page in pages]
    done = time.process_time()
    return {
        "open": opened - start,
        "annotate": done - begun,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": [[(a.getStartOffset(), a.getEndOffset(), a.getHPOUri()) for a in page] for page in found],
    }


if __name__ == "__main__":
    main()
