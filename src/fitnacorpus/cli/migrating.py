"""The verb `migrate`: a corpus of an earlier version gets today's formats."""

from __future__ import annotations

from dataclasses import asdict

import click

from fitnacorpus.cli.context import Context, json_option


@click.command()
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change none.")
@json_option
@click.pass_obj
def migrate(context: Context, dry_run: bool, as_json: bool) -> None:
    """Bring a corpus that an earlier version made to today's formats."""
    from fitnacorpus import migrate as migrating
    from fitnacorpus.cli import show

    done = migrating.migrate(context.folder, dry_run=dry_run, progress=context.progress)
    if as_json:
        click.echo(show.as_json(asdict(done)))
        return
    if done.nothing:
        click.echo("nothing to migrate: the corpus has today's formats")
        return
    would = "would be " if dry_run else ""
    for path, lines in done.settings:
        click.echo(f"{would}completed: {path} ({show.plural(lines, 'line')} for git)")
    if done.earlier:
        number = show.plural(len(done.earlier), "generated file")
        click.echo(f"{would}written anew: {number} of an earlier format")
    if done.kept:
        number = show.plural(len(done.kept), "file")
        click.echo(f"{would}deleted: {number} that an earlier version kept in .fitnacorpus/")
    if dry_run:
        click.echo("nothing was changed (--dry-run)")
        return
    for path in done.removed:
        click.echo(f"removed: {path} (no text or event belongs to it)")
    if done.drafted:
        click.echo(
            f"episodes drafted anew, for nobody has cut them: {', '.join(done.drafted)}; look at "
            "them before you link to them"
        )
    click.echo(f"{show.plural(done.placed, 'verdict')} in place")
    for line in show.lost_text(done.orphans, done.moved):
        click.echo(context.commands(line))
    context.next("look at the changes with git diff, then commit them")
