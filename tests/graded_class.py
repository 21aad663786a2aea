"""A graded assignment to test what comes after grading: `graded(path, key, Submission("1", answers=…), …)`."""

from __future__ import annotations

from pathlib import Path

from secondsource.teach.folder import Folder, write, write_lines
from secondsource.teach.grade import grade
from secondsource.teach.key import Key, dumps
from secondsource.teach.submission import Submission


def graded(path: Path, key: Key, *submissions: Submission, marks: str = "") -> Folder:
    """The folder `path` as `grade` leaves it. `marks` holds the rows of a file of marks: student, item, points, …"""
    folder = Folder(path)
    write(folder.key, dumps(key))
    write_lines(folder.collected, (submission.record() for submission in submissions))
    if marks:
        write(folder.marks / "marks-001.csv", f"student,item,points,comment,at\n{marks}\n")
    list(grade(folder))
    return folder
