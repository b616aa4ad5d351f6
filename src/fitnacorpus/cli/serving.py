"""The verb `serve`: the reader at an address of this machine."""

from __future__ import annotations

import click

from fitnacorpus.cli.context import Context


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=None,
    help="Port; 0 for any (default: 8000, or the next that is free).",
)  # fmt: skip
@click.option("--open", "open_", is_flag=True, help="Open the first page in the browser.")
@click.option("--watch", is_flag=True, help="Build and show what changes, at once.")
@click.option("--review", is_flag=True, help="Judge links and names in the pages.")
@click.option("--by", default="", metavar="NAME", help="Who judges: a name or an ORCID.")
@click.option("--public", is_flag=True, help="Withhold texts that are not cleared for publication.")
@click.option("--remote-review", is_flag=True, help="Let other machines judge in your name.")
@click.pass_obj
def serve(
    context: Context,
    host: str,
    port: int | None,
    open_: bool,
    watch: bool,
    review: bool,
    by: str,
    public: bool,
    remote_review: bool,
) -> None:
    """Serve the reader to a browser on this machine."""
    from fitnacorpus.cli.verdicts import reviewer_name
    from fitnacorpus.reader.serving.server import Options, Reader, until_stopped

    if (by or remote_review) and not review:
        raise click.UsageError("--by and --remote-review go with --review.")
    if review and public:
        raise click.UsageError("--review shows the words that --public withholds.")
    context.folder.settings()
    reviewer = reviewer_name(context, by) if review else ""
    options = Options(host, port, watch, reviewer, public, remote_review)
    reader = Reader(context.folder, options, context.progress)

    def begun() -> None:
        click.echo(f"serving {reader.address} (ctrl-C ends it)")
        if open_:
            click.launch(reader.address)

    until_stopped(reader, begun)
