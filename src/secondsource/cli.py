"""The command `secondsource`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from . import across, article
from .provenance import provenance
from .source_file import Problem, Problems
from .teach.commands import COMMANDS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="secondsource")
def main() -> None:
    """Second Source: check, show and release the course's material; assign it, collect, grade and give feedback."""


for command in COMMANDS:
    main.add_command(command)


@main.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(folders: tuple[Path, ...]) -> None:
    """Report every mistake in the answer keys, the evidence ledger and the item bank.

    FOLDERS hold an article.txt and a key.yaml each, and other lenses if you like; a .yaml file is a sheet or, named
    form-NAME.yaml, a form of a test, and of any other folder all such files in it are checked. Without any, the
    course's own material is checked.

    Example: secondsource check my-articles/flood my-sheets/sources.yaml
    """
    from .check import check_all, check_article, check_form, check_sheet
    from .ledger import load

    def checked(path: Path) -> list[Problem]:
        if path.suffix != ".yaml":
            return check_article(path, load())
        return (check_form if path.name.startswith("form-") else check_sheet)(path, load())

    paths = [path for each in folders for path in (sorted(each.glob("*.yaml")) if _of_sheets(each) else [each])]
    results = [(str(path), checked(path)) for path in paths] or list(check_all())
    problems = [problem for _, found in results for problem in found]
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"{len(problems)} to mend", err=True)
        sys.exit(1)
    click.echo(f"no mistakes in {', '.join(name for name, _ in results)}")


def _of_sheets(folder: Path) -> bool:
    """Whether a folder holds sheets and is not the folder of a text."""
    return folder.is_dir() and not (folder / "article.txt").exists() and any(folder.glob("*.yaml"))


@main.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print the whole key as JSON.")
def show(name: str, as_json: bool) -> None:
    """Print the key of an article: a course article's name, or a folder.

    Example: secondsource show kharkiv --json
    """
    try:
        exhibit = article.Article.load(name)
    except (LookupError, Problems) as error:
        raise click.ClickException(str(error.args[0])) from None
    if as_json:
        data = exhibit.to_json()
        beside = across.load()
        if name in beside.articles:
            data["across"] = article.plain(beside)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(f"{exhibit.title}\n{exhibit.status}\n")
    for s in exhibit.sentences:
        also = ", ".join(s.also.get("attribution", ()))
        click.echo(f"{s.n:>3}  {s.text}")
        click.echo(
            f"     {s.claim} · {s.attribution}{f' (also {also})' if also else ''} · {s.sourcing} · origin {s.origin}"
        )
        for lens, found in (
            ("figures", [f"{f.text.exact} ({f.kind}, {f.trap})" for f in s.figures]),
            ("wording", [f"{w.span.exact} ({w.device}, {w.strength}) → {w.neutral}" for w in s.wording]),
            ("frames", [f"{f.words.exact} ({f.function})" for f in s.frames]),
        ):
            if found:
                click.echo(f"     {lens}: {'; '.join(found)}")
    click.echo(f"\n{provenance(exhibit).in_words()}")


@main.command()
@click.argument("solutions", default="solutions", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("exercises", default="exercises", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; fail where an exercise is not what its solution gives.",
)
def release(solutions: Path, exercises: Path, only_check: bool) -> None:
    """Make the EXERCISES from the worked SOLUTIONS.

    Example: secondsource release solutions exercises
    """
    from .teach.release import BadTags, drift, release_folder

    try:
        if only_check:
            stale = drift(solutions, exercises)
            for path in stale:
                click.echo(f"{path}: not what the solution gives; run `secondsource release`", err=True)
            sys.exit(1 if stale else 0)
        for path in release_folder(solutions, exercises):
            click.echo(path)
    except BadTags as error:
        raise click.ClickException(str(error)) from None
