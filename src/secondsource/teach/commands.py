"""The teacher's commands: thin, each over one function that a notebook can call too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from .folder import Folder

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Teaching(click.Command):
    """A command whose errors are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what cannot be used ends it with a message and the exit code 1."""
        try:
            return super().invoke(ctx)
        except FileExistsError as error:
            raise click.ClickException(f"{error.filename} is there already: choose another name") from None
        except ValueError as error:
            if type(error).__module__.startswith("secondsource"):
                raise click.ClickException(str(error)) from None
            raise
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None


def in_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that says which assignment is meant."""
    return click.option(
        "--in",
        "folder",
        default=".",
        show_default="the current folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=lambda _ctx, _option, path: Folder(path),
        help="The folder of the assignment.",
    )(command)


def say(lines: Sequence[str], err: bool = False) -> None:
    """Print each line."""
    for each in lines:
        click.echo(each, err=err)


@contextmanager
def bar(label: str) -> Iterator[Callable[[], object]]:
    """A bar that shows, on a terminal, how many students are done."""
    with click.progressbar(length=None, iterable=iter(int, 1), label=label, show_pos=True) as shown:
        yield lambda: shown.update(1)


@click.command(cls=Teaching, short_help="Make an assignment: pages without a key, and the key.")
@click.argument("name")
@click.option("--module", "modules", multiple=True, type=int, help="The exercise of this module, 0 to 9. Repeatable.")
@click.option("--bank", "forms", multiple=True, help="A form of the test, a or b. Repeatable.")
@click.option(
    "--items",
    "own",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own: sheets, forms, texts with keys. Repeatable.",
)
@click.option("--title", default="", help="What students read at the top.  [default: from the name]")
@click.option("--nbgrader", is_flag=True, help="Make a source notebook for nbgrader too.")
@click.option("--new-edition", is_flag=True, help="Change the questions although answers were collected already.")
def assign(
    name: str,
    modules: tuple[int, ...],
    forms: tuple[str, ...],
    own: tuple[Path, ...],
    title: str,
    nbgrader: bool,
    new_edition: bool,
) -> None:
    """Make an assignment in the new folder NAME: a notebook, a page and a paper sheet for students, a key for you.

    Give students what is in NAME/give. Keep NAME/keep to yourself.

    Example: secondsource assign week-3 --module 1 --items my-questions
    """
    from . import assign as make

    folder = Folder(Path(name))
    parts = [make.of_module(number) for number in modules] + [make.of_bank(form) for form in forms]
    public = bool(parts)
    parts += [part for path in own for part in make.of_folder(path)]
    made = make.assign(folder, folder.path.name, parts, title, public, new_edition=new_edition)
    if nbgrader:
        import nbformat

        from .key import load
        from .nbgrader import bridge

        given = nbformat.read(folder.give / f"{folder.path.name}.ipynb", as_version=4)
        click.echo(f"for nbgrader:  {bridge(folder, load(made.key), given)}")
    say([f"for students:  {path}" for path in made.give])
    click.echo(f"for you only:  {made.key}")
    click.echo(f"questions: {made.questions}; points: {made.points:g}, also to set in your learning platform")
    say([f"Look: {hint}" for hint in made.hints], err=True)
    if made.public:
        click.echo(
            "Note: the key of the course’s own modules and tests is public. Count this as practice. For marks that "
            "matter use --items with questions of your own."
        )


@click.command(cls=Teaching, short_help="Read what students handed in.")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--roster", type=FILE, help="A class list: Canvas’s gradebook, Moodle’s grading worksheet, or any CSV.")
@click.option(
    "--due",
    metavar="'YYYY-MM-DD HH:MM'",
    type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    help="Work whose file has a later time is late. Not for files from Canvas or Moodle: their zips hold the time of "
    "the download. Canvas’s own mark for late work counts without this.",
)
@click.option("--anew", is_flag=True, help="Forget what was collected before; without this, new work is added to it.")
@in_folder
def collect(
    submissions: tuple[Path, ...], roster: Path | None, due: datetime | None, anew: bool, folder: Folder
) -> None:
    """Read SUBMISSIONS: zips of Canvas or Moodle, other zips, folders, or single files. Nothing is unpacked or run.

    Example: secondsource collect submissions.zip --roster gradebook.csv
    """
    from .collect import collect as read

    with bar("Reading") as done:
        found = read(folder, submissions, roster, due, done, anew=anew)
    say(found.problems, err=True)
    say(found.notes)
    click.echo(found.in_words())


@click.command(cls=Teaching, short_help="Grade what was collected.")
@in_folder
def grade(folder: Folder) -> None:
    """Grade what was collected. Blank is not wrong, a text waits for you, and what you marked is kept.

    Example: secondsource grade --in week-3
    """
    from . import marks
    from .grade import PENDING
    from .grade import grade as run
    from .key import load
    from .whom import who

    students, read, waiting = [], 0, 0
    with bar("Grading") as done:
        for each in run(folder, done):
            students.append(each.submission.student)
            read += each.submission.answers is not None
            waiting += len(each.items(PENDING))
            new = [problem for problem in each.problems if problem not in each.submission.problems]
            say([f"{who(each.submission)}: {problem}" for problem in new], err=True)  # `collect` has said the others
    given = marks.load(folder.marks, load(folder.key))
    say([*given.problems, *given.strangers(students)], err=True)
    say([f"marked twice, the later counts: {each}" for each in given.conflicts])
    click.echo(f"{read} of {len(students)} students graded; waiting for your marks: {waiting}")
    click.echo(folder.path / "grades.csv")


@click.command(cls=Teaching, short_help="Mark what students wrote.")
@click.argument("items", nargs=-1)
@click.option("--names", is_flag=True, help="Show who wrote what. By default marking is blind.")
@click.option("--add", "files", multiple=True, type=FILE, help="Add a file that ‘Save marks’ saved. Repeatable.")
@in_folder
def review(items: tuple[str, ...], names: bool, files: tuple[Path, ...], folder: Folder) -> None:
    """Make a page for marking each open question, or ITEMS: ids of any questions. Files in marks/ are never changed.

    Example: secondsource review --add ~/Downloads/marks-week-3-one-reason.csv
    """
    from .grade import grade as run
    from .review import review as make
    from .review import take

    if files:
        taken = take(folder, files)
        for path in taken.files:
            click.echo(f"added: {path}")
        say([f"was added before, nothing new: {path}" for path in taken.known])
        say(taken.problems, err=True)
        say([f"marked twice, the later counts: {each}" for each in taken.conflicts])
        for _ in run(folder):
            pass
        click.echo(f"answers with a mark: {taken.marked}")
    try:
        pages = make(folder, items, names)
    except LookupError as error:
        raise click.ClickException(str(error.args[0])) from None
    click.echo(f"open this in a browser: {pages[-1]}")


@click.command(cls=Teaching, short_help="Make a page for each student, and one for the class.")
@click.option("--names", is_flag=True, help="Put the name on the page. By default only the file’s name has it.")
@in_folder
def feedback(names: bool, folder: Folder) -> None:
    """Make a page for each student, zipped as the learning platform takes it, and one without names for the class.

    Example: secondsource feedback --in week-3
    """
    from .feedback import feedback as make

    with bar("Writing") as done:
        written = make(folder, names, done)
    say(written.notes)
    click.echo(f"for {written.students} students: {written.zip}")
    click.echo(f"for the class: {written.page}")


@click.command(cls=Teaching, short_help="Write grades for Canvas, Moodle or a spreadsheet.")
@click.option("--canvas", "title", help="Write canvas.csv; the column’s title in Canvas, as in 'Week 3 (1234)'.")
@click.option("--moodle", "worksheet", type=FILE, help="Fill this grading worksheet of Moodle.")
@click.option("--grade-column", default="", help="The worksheet’s column for grades, where its language is not known.")
@click.option("--late-once", default=0.0, help="Percent of the points that late work loses.")
@click.option("--late-per-day", default=0.0, help="Percent that it loses for each day begun.")
@click.option("--late-at-most", default=100.0, help="Percent that it loses at most.")
@click.option("--so-far", is_flag=True, help="Grade work that still waits for marks, with the points so far.")
@click.option("--missing-as-zero", is_flag=True, help="Give a zero where nothing readable was handed in.")
@in_folder
def export(
    title: str | None,
    worksheet: Path | None,
    grade_column: str,
    late_once: float,
    late_per_day: float,
    late_at_most: float,
    so_far: bool,
    missing_as_zero: bool,
    folder: Folder,
) -> None:
    """Write the grades for Canvas, for Moodle, or without either as a plain table.

    Example: secondsource export --canvas "Week 3 (1234)" --late-once 10
    """
    from . import export as write
    from .late_policy import LatePolicy

    if grade_column and worksheet is None:
        raise click.UsageError("--grade-column does nothing without --moodle")
    if (so_far or missing_as_zero) and title is None and worksheet is None:
        raise click.UsageError("--so-far and --missing-as-zero do nothing without --canvas or --moodle")
    late = LatePolicy(late_once, late_per_day, late_at_most)
    made = []
    if title is not None:
        made.append(write.canvas(folder, title, late, so_far, missing_as_zero))
    if worksheet is not None:
        made.append(write.moodle(folder, worksheet, grade_column, late, so_far, missing_as_zero))
    for exported in made or [write.plain(folder, late)]:
        say(exported.notes)
        click.echo(f"grades: {exported.graded}, in {exported.path}")


@click.command(cls=Teaching, short_help="Show the class on one page.")
@click.option(
    "--before",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of an earlier, graded assignment, to compare verdicts with. Students are paired by id.",
)
@in_folder
def report(before: Path | None, folder: Folder) -> None:
    """Show the class on one page: what divided it, how hard the questions were, how it doubts and accepts.

    Example: secondsource report --before ../start
    """
    from .report import report as make

    click.echo(make(folder, Folder(before) if before else None))
    click.echo("It names nobody. Who needs a look stands in grades.csv.")


@click.command("demo-class", cls=Teaching, short_help="Make a simulated class to try it all on.")
@click.argument("folder", type=click.Path(path_type=Path))
def demo_class(folder: Path) -> None:
    """Make a simulated class of thirty in the new FOLDER, to try every command on.

    Example: secondsource demo-class demo
    """
    from .demo_class import GUIDE
    from .demo_class import demo_class as make

    click.echo("Making a class of thirty; this takes some seconds.")
    make(folder)
    click.echo(GUIDE.format(folder=folder))


COMMANDS = (assign, collect, grade, review, feedback, export, report, demo_class)
