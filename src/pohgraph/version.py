"""The version of the package, which is part of what every statement was extracted by."""

__version__ = "0.1.0"
