"""An identifier with its name: what tables print, and what claims are made of when they are read back."""

from typing import Self


class Named(str):
    """A CURIE that knows what it is called and which IRI it stands for; "" where there is none.

    >>> bone = Named("HP:0002653", label="Bone pain")
    >>> bone, bone.label, bone == "HP:0002653"
    ('HP:0002653', 'Bone pain', True)
    """

    __slots__ = ("iri", "label")
    label: str
    iri: str

    def __new__(cls, curie: str, *, label: str = "", iri: str = "") -> Self:
        """Make the string, and keep what it is called."""
        named = super().__new__(cls, curie)
        named.label = label
        named.iri = iri
        return named

    def __reduce__(self) -> tuple[object, ...]:
        return _named, (str(self), self.label, self.iri)


def _named(curie: str, label: str, iri: str) -> Named:
    return Named(curie, label=label, iri=iri)
