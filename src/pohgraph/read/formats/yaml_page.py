"""A page saved as YAML: one object with the disease's name and its texts. It is written and read as such a page in JSON."""

from pohgraph.errors import MalformedError
from pohgraph.read.formats import json_page
from pohgraph.read.layout import Layout
from pohgraph.read.yaml_data import parse_yaml

FAMILY = "yaml_page"


def read(text: str) -> Layout:
    """Read such a page.

    Raises:
        MalformedError: it is no YAML that can be read, or no object with a name and a text.
    """
    layout = json_page.read_object(parse_yaml(text), "YAML")
    if layout is None:
        raise MalformedError(path="", reason="YAML without an object that has a name or title and its texts")
    return layout
