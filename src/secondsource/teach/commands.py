"""The teacher's commands: thin, each over one function that a notebook can call too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from ..source_file import Problems
from .folder import Folder, NotReady

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Teaching(click.Command):
    """A command whose errors are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what cannot be used ends it with a message and the exit code 1."""
        try:
            return super().invoke(ctx)
        except (Problems, NotReady, LookupError, FileExistsError) as error:
            raise click.ClickException(str(error.args[-1] if isinstance(error, LookupError) else error)) from None
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


@click.command(cls=Teaching)
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
def assign(
    name: str, modules: tuple[int, ...], forms: tuple[str, ...], own: tuple[Path, ...], title: str, nbgrader: bool
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
    made = make.assign(folder, folder.path.name, parts, title, public=public)
    if nbgrader:
        from .nbgrader import bridge

        click.echo(f"for nbgrader:  {bridge(folder)}")
    say([f"for students:  {path}" for path in made.give])
    click.echo(f"for you only:  {made.key}")
    if made.public:
        click.echo(
            "Note: the key of the course’s own modules and tests is public. Count this as practice. For marks that "
            "matter use --items with questions of your own."
        )


@click.command("demo-class", cls=Teaching)
@click.argument("folder", type=click.Path(path_type=Path))
def demo_class(folder: Path) -> None:
    """Make a simulated class of thirty in the new FOLDER, to try every command on.

    Example: secondsource demo-class demo
    """
    from .demo_class import GUIDE
    from .demo_class import demo_class as make

    make(folder)
    click.echo(GUIDE.format(folder=folder))


COMMANDS = (assign, demo_class)
