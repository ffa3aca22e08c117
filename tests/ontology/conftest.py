"""The ontology files and the terms of the Biolink Model, read once."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph

from pohgraph.resources import bundled


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """`ontology/pohgraph.ttl`."""
    return Graph().parse(bundled("ontology/pohgraph.ttl"))


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """`ontology/shapes.ttl`."""
    return Graph().parse(bundled("ontology/shapes.ttl"))


@pytest.fixture(scope="session")
def good() -> tuple[Quad, ...]:
    """A small graph in the shape of the contract."""
    return tuple(parse(path=Path(__file__).with_name("good.trig"), format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def biolink_terms() -> frozenset[str]:
    """The local names of every class (CamelCase) and slot (snake_case) of the installed Biolink Model."""
    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    section, names = "", set()
    for line in text.splitlines():
        if top := re.fullmatch(r"(\w+):", line):
            section = top[1]
        elif entry := re.fullmatch(r"  (\w[\w ]*):", line):
            name = entry[1]
            if section == "slots":
                names.add(name.replace(" ", "_"))
            elif section == "classes":
                names.add("".join(word[0].upper() + word[1:] for word in name.split()))
    return frozenset(names)
