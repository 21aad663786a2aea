"""How a check of a learner's own code goes: run it, and answer with a hint, never with the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """Whether a check passed, and what to say about it."""

    passed: bool
    message: str

    def __repr__(self) -> str:
        return f"{'✓' if self.passed else '…'} {self.message}"


def run(function: Callable[..., Any], *arguments: Any) -> tuple[Any, Outcome | None]:
    """What `function` gives, or the outcome that says why it gave nothing."""
    try:
        return function(*arguments), None
    except NotImplementedError:
        return None, Outcome(
            False, "Not done yet: change the line that begins with `raise`, then run both cells again."
        )
    except KeyError as error:
        return None, Outcome(False, f"The table has no column {error}. Its columns are listed above the exercise.")
    except Exception as error:  # whatever a beginner writes, the answer is a hint
        return None, Outcome(False, f"Python stopped with {type(error).__name__}: {error}")
