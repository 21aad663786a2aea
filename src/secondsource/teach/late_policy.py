"""What late work loses, by explicit numbers and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from .submission import Submission


class BadPolicy(ValueError):
    """Numbers that no policy can have."""


@dataclass(frozen=True)
class LatePolicy:
    """Percent of the points earned that are taken off late work: `once`, and `per_day` for each day begun, together no
    more than `at_most`. By default nothing is. Raises `BadPolicy` for a number outside 0 to 100."""

    once: float = 0.0
    per_day: float = 0.0
    at_most: float = 100.0

    def __post_init__(self) -> None:
        for name, value in (("once", self.once), ("per day", self.per_day), ("at most", self.at_most)):
            if not 0 <= value <= 100:
                raise BadPolicy(f"late work: {value:g} percent ({name}), expected 0 to 100")

    def __bool__(self) -> bool:
        return bool(self.at_most and (self.once or self.per_day))

    def percent(self, submission: Submission) -> float:
        """What this work loses, 0 to 100. Of work that is late by an unknown time only `once` is taken off."""
        if not submission.late:
            return 0.0
        days = ceil(round(submission.days_late, 6))
        return min(self.once + self.per_day * days, self.at_most)
