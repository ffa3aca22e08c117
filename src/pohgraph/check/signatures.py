"""Compares the manifest of a graph with its signature: whether it is by the key that somebody trusts, and of this manifest."""

from pathlib import Path

from pohgraph.check.result import CheckResult, Fault
from pohgraph.store.signing import PublicKey, Verdict, Verified, signature_path

PART = "signature"
_ASK = "`--public-key` verifies it"


def check_signature(path: Path, key: PublicKey | None) -> CheckResult:
    """A fault where a file is not signed with a key; without a key, a line where there is a signature that nobody looked at."""
    name = path.name
    if key is None:
        is_there = signature_path(path).is_file()
        return CheckResult(lines=(f"not proven: who signed {name}; {_ASK}",) if is_there else ())
    if not path.is_file():
        return _fault("signature missing", f"there is no {name} that could be signed with the key {key.id}")
    found = key.verify(path)
    if found.verdict is Verdict.GOOD:
        return CheckResult(lines=(f"{PART}: {name} is signed with the key {found.key}: {_covers(found)}",))
    sentence = {
        Verdict.MISSING: f"{name} is not signed: there is no {signature_path(path).name}",
        Verdict.DAMAGED: f"{signature_path(path).name} is no signature of minisign",
        Verdict.OTHER_KEY: f"{name} is signed with the key {found.key}, not with {key.id}",
        Verdict.WRONG: (
            f"{signature_path(path).name} is not that of this {name}: one of the two was changed, or it was written anew "
            f"without being signed; the signature says that it is of the {_covers(found)}"
        ),
    }[found.verdict]
    return _fault(f"signature {'missing' if found.verdict is Verdict.MISSING else 'wrong'}", sentence)


def _fault(kind: str, message: str) -> CheckResult:
    return CheckResult(faults=(Fault(part=PART, kind=kind, node="", message=message),))


def _covers(found: Verified) -> str:
    return ", ".join(part.replace(":", " ", 1) for part in found.covers.split("\t")) or "nothing that it names"
