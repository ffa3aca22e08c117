"""How the documentation is built: `make docs`, or `python -m sphinx -E -W -b html docs build/docs`. Nothing is fetched."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from pohgraph.version import __version__

project = "pohgraph"
author = "the pohgraph authors"
copyright = "the pohgraph authors, BSD 3-Clause"  # noqa: A001 - Sphinx' own name
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "generated", "worked"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
smartquotes = False  # what is quoted from the code stands here as it stands there
default_role = "code"  # docstrings name code between single backticks
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
maximum_signature_line_length = 88

html_theme = "furo"  # brings its styles and scripts with it, and asks for no fonts
html_title = "pohgraph"
html_static_path = ["_static"]
html_css_files = ["pohgraph.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#005a8f", "color-brand-content": "#005a8f"},
    "dark_css_variables": {"color-brand-primary": "#7cc4f0", "color-brand-content": "#7cc4f0"},
}
# Readers of code blocks need more contrast than the usual styles give.
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
