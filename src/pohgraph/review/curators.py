"""Who decides: a name, or an ORCID whose check digit is verified."""

import re

ORCID = "orcid"
_ORCID = re.compile(r"(?:https?://orcid\.org/|orcid:)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX])", re.IGNORECASE)
_ELEVEN = 11


def orcid_in(name: str) -> str:
    """The ORCID that a curator is named by, in groups of four; "" where it is a name.

    >>> orcid_in("orcid:000000021825009x"), orcid_in("Ada Lovelace")
    ('0000-0002-1825-009X', '')
    """
    match = _ORCID.fullmatch(name.strip())
    if not match:
        return ""
    digits = match[1].replace("-", "").upper()
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def is_valid_orcid(orcid: str) -> bool:
    """Whether the last digit of an ORCID fits the others (ISO 7064, MOD 11-2).

    >>> is_valid_orcid("0000-0002-1825-0097"), is_valid_orcid("0000-0002-1825-0098"), is_valid_orcid("Ada")
    (True, False, False)
    """
    digits = orcid.replace("-", "")
    if not _ORCID.fullmatch(digits):
        return False
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % _ELEVEN) % _ELEVEN
    return digits[-1] == ("X" if rest == _ELEVEN - 1 else str(rest))


def curator_named(name: str) -> str:
    """A curator as decisions name them: an ORCID in groups of four, or the name with single blanks.

    >>> curator_named("orcid:0000000218250097"), curator_named("  Ada   Lovelace ")
    ('0000-0002-1825-0097', 'Ada Lovelace')

    Raises:
        ValueError: it looks like an ORCID, and its last digit does not fit.
    """
    orcid = orcid_in(name)
    if orcid and not is_valid_orcid(orcid):
        message = f"{name.strip()} is not an ORCID: its last digit does not fit the others"
        raise ValueError(message)
    return orcid or " ".join(name.split())
