"""A count with its noun, for sentences that people read."""


def counted(count: int, what: str) -> str:
    """A count with its noun.

    >>> counted(1, "page"), counted(2100, "node")
    ('1 page', '2,100 nodes')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"
