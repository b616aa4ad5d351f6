"""The verbs that make something to begin with: `init` and `example`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from fitnacorpus.cli.context import Context


@click.command()
@click.argument("folder", metavar="DIR", required=False)
@click.option(
    "--with", "starters", metavar="NAME", multiple=True,
    help="A starter authority from which 'add' copies what a text names (early-islam).",
)  # fmt: skip
@click.option(
    "--with-ci", is_flag=True,
    help="Two tiny texts of our own as well, built, and what GitHub, GitLab and pre-commit need.",
)  # fmt: skip
@click.pass_obj
def init(context: Context, folder: str | None, starters: tuple[str, ...], with_ci: bool) -> None:
    """Make an empty corpus in DIR (or the folder of -C)."""
    from fitnacorpus import example as tutorial
    from fitnacorpus import intake

    root = Path(folder) if folder else context.folder.root
    robots = tutorial.robots(root) if with_ci else {}
    written = intake.init(root, starters)
    if with_ci:
        written += _with_ci(root, robots)
    for path in written:
        click.echo(f"wrote {path}")
    here = shlex.quote(str(root))
    if with_ci:
        click.echo(
            f"next: git -C {here} init, commit all of it, and push it; see .github/README.md"
        )
    else:
        click.echo(f"next: fitnacorpus -C {here} add FILE")


def _with_ci(root: Path, robots: Mapping[Path, bytes]) -> list[Path]:
    """Two texts with their names, built, and the files that robots read."""
    from tempfile import TemporaryDirectory

    from fitnacorpus import example as tutorial
    from fitnacorpus import intake
    from fitnacorpus.build import build
    from fitnacorpus.corpus import CorpusFolder
    from fitnacorpus.files import make_folder, write_whole
    from fitnacorpus.sources import read_source
    from fitnacorpus.tables import authority
    from fitnacorpus.tei import authority_write

    folder = CorpusFolder(root)
    written = list(robots)
    for path, content in robots.items():
        make_folder(path.parent)
        write_whole(path, content)
    with TemporaryDirectory() as place:
        paths = {path.name: path for path in tutorial.write(Path(place))}
        for name in tutorial.TEXTS:
            written.append(Path(intake.add(folder, paths[name]).path))
        table = read_source(paths[tutorial.NAMES], folder.settings())
    old = folder.authority_path.read_bytes()
    plan = authority.plan(
        table, folder.authority(), where=tutorial.NAMES, taken=authority_write.ids(old)
    )
    write_whole(
        folder.authority_path,
        authority_write.apply(old, plan.changes, where=str(folder.authority_path)),
    )
    return [*written, *(root / name for name in build(folder).written)]


@click.command()
@click.argument("folder", metavar="DIR")
@click.pass_obj
def example(context: Context, folder: str) -> None:
    """Write the files of the tutorial into DIR: two short accounts, and a table of their names."""
    from fitnacorpus import example as tutorial

    for path in tutorial.write(Path(folder)):
        click.echo(f"wrote {path}")
    context.next("the tutorial, docs/tutorial.md")
