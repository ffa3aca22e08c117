"""The counts of the pool, for monitoring."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Statistics:
    """Sums since the start. Each request that was `asked` ends as `answered`, `failed` (by status) or `abandoned`.

    `overtime` and `crashed` count workers: killed at the end of their time, and ended by what they were asked. `cut` counts
    answers that were longer than the limit.
    """

    asked: int = 0
    answered: int = 0
    abandoned: int = 0
    cut: int = 0
    overtime: int = 0
    crashed: int = 0
    failed: Counter[int] = field(default_factory=Counter)
