"""Read a YAML file so that every part of it can still say on which line it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from heapq import nlargest
from pathlib import Path
from typing import Any

import fastjsonschema
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import MarkedYAMLError, YAMLError

MAX_BYTES = 2_000_000
"""Larger files are refused unread."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file, told to the person who can mend it."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Problems(ValueError):
    """One file or more cannot be used. `problems` holds each `Problem`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_text(path: Path) -> str:
    """The text of `path`, byte for byte. Raises `Problems` when it cannot be read, is too large or is not UTF-8."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Problems([Problem(path, 1, f"the file has {size:,} bytes, expected at most {MAX_BYTES:,}")])
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise Problems([Problem(path, 1, "there is no such file")]) from None
    except OSError as error:
        raise Problems([Problem(path, 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"expected UTF-8, found the byte {error.object[error.start]:#04x}"
        raise Problems([Problem(path, line, message)]) from None


HINTS = {
    "'\\t'": "a tab: use spaces",
    "mapping values are not allowed": "is there a colon inside a text? Then put the text between single quotes",
    "expected <block end>": "is the line indented as its neighbours are?",
}
"""What a message of the YAML reader most often comes from."""


def read_yaml(path: Path) -> Any:
    """The document in `path`, its mappings and lists remembering their lines.

    Raises `Problems` when the file cannot be read, is not UTF-8, is not YAML or repeats a key.
    """
    text = read_text(path)
    try:
        return YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(str(error.problem or error.context).split())
        hint = next((f" ({hint})" for sign, hint in HINTS.items() if sign in what), "")
        raise Problems([Problem(path, mark.line + 1 if mark else 1, f"not valid YAML: {what}{hint}")]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Problems([Problem(path, 1, f"not valid YAML: {reason}")]) from None


def read_own(path: Path) -> Any:
    """The document in one of the course's own files: as `read_yaml`, ten times as fast, without lines.

    `secondsource check` reads the same files with lines, and a test compares the two.
    """
    return yaml.load(read_text(path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def follow(validator: Callable[[Any], Any], document: Any, path: Path) -> None:
    """Hold `document`, read from `path`, to a schema that fastjsonschema compiled. Raises `Problems` with its line."""
    try:
        validator(document)
    except fastjsonschema.JsonSchemaValueException as error:
        raise Problems([Problem(path, line_of(document, error.path[1:]), error.message)]) from None


def line_of(document: Any, path: Sequence[str | int]) -> int:
    """The line, counted from 1, of the part of `document` that `path` leads to, or of its nearest parent."""
    line, node = 0, document
    for step in path:
        if not isinstance(node, CommentedBase):
            break
        try:
            line = node.lc.item(step)[0] if isinstance(step, int) else node.lc.key(step)[0]
            node = node[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line + 1


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """‘; did you mean 'x'?’ for the known word nearest to `found`, or an empty string."""
    near = get_close_matches(found, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def nearest_phrase(phrase: str, text: str) -> str:
    """The run of words in `text`, as long as `phrase`, that is most like it."""
    words, length = text.split(), max(1, len(phrase.split()))
    runs = [" ".join(words[i : i + length]) for i in range(max(1, len(words) - length + 1))]
    likely = nlargest(5, runs[:5000], key=lambda run: len({*run.split()} & {*phrase.split()}))
    return max(likely, key=lambda run: SequenceMatcher(None, phrase, run).ratio())
