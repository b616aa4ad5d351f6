"""The verbs of `export` for work on many books: the store of Parquet, and documents for passim."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from fitnacorpus.cli.context import Context, force_option, withheld

if TYPE_CHECKING:
    from fitnacorpus.model import PassageLink, Span
    from fitnacorpus.pipeline import Pipeline

_REMOTE: Final = "://"
"""What tells an address from a folder."""


@click.command("parquet")
@click.argument("url", metavar="URL")
@click.option("--vectors", is_flag=True, help="The vectors of sentences as well.")
@click.option("--public", is_flag=True, help="Leave out texts that are not cleared.")
@force_option
@click.pass_obj
def parquet(context: Context, url: str, vectors: bool, public: bool, force: bool) -> None:
    """Texts, sentences, names and links as Parquet in a folder, or at an address (s3://…)."""
    from fitnacorpus.errors import ConfigError
    from fitnacorpus.interchange import parquet as written

    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise ConfigError(
            "not-installed",
            "pyarrow, which writes Parquet, is not installed",
            where="export parquet",
            hint="Install it with pip install 'fitnacorpus[parquet]'",
        ) from None
    pipeline = context.pipeline()

    def vectors_of(text: str) -> tuple[Sequence[Span], Any]:
        features = pipeline.linking.features(text)
        return features.spans, features.account.sentences

    left_out = withheld(pipeline) if public else frozenset[str]()
    files = written.files(
        pipeline.documents(),
        [item.info for item in pipeline.descriptions if item.info.id not in left_out],
        _links(pipeline, left_out),
        pipeline.reviewers,
        vectors=vectors_of if vectors else None,
        encoder=pipeline.settings.align.encoder,
    )
    known = (*written.COLUMNS, written.MANIFEST)
    if _REMOTE in url:
        _put(url.rstrip("/"), files, known, force=force)
    else:
        context.write_folder(url, files, known=known, force=force)


def _links(pipeline: Pipeline, left_out: Container[str]) -> Iterator[PassageLink]:
    return (
        link
        for alignment in pipeline.alignments
        for link in alignment.links
        if link.a.text not in left_out and link.b.text not in left_out
    )


def _put(
    url: str, files: Iterator[tuple[str, bytes]], known: Sequence[str], *, force: bool
) -> None:
    """Write files to an address, where nothing can be renamed.

    Args:
        url: The address.
        files: Paths below it and contents.  The last one says what is there: it goes first of what
            stands there already and comes last, so that a store without it is not whole.
        known: Names that such a store has; the last is that of this file.
        force: Whether to write over such a store, or what is left of one.
    """
    from fitnacorpus.errors import ConfigError, CorpusError

    kind = url.partition(_REMOTE)[0]
    try:
        import fsspec

        system, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise ConfigError(
            "unknown-address",
            f"nothing here can write to {kind}{_REMOTE} ({error})",
            where=url,
            hint="Install what fsspec needs for it (s3fs for s3), or name a folder",
        ) from None
    written: set[str] = set()
    try:
        held = system.ls(root, detail=False) if system.exists(root) else []
        if held and not force:
            raise click.UsageError(f"{url} holds something: name another, or add --force.")
        if not {place.rstrip("/").rpartition("/")[2] for place in held} <= {*known}:
            raise click.UsageError(f"{url} holds other things too: name another place.")
        earlier = set(system.find(root)) if held else set()
        if system.exists(f"{root}/{known[-1]}"):
            system.rm(f"{root}/{known[-1]}")
        for name, content in files:
            place = f"{root}/{name}"
            if name == known[-1]:
                for stale in sorted(earlier - written - {place}):
                    system.rm(stale)
            system.makedirs(place.rpartition("/")[0], exist_ok=True)
            system.pipe_file(place, content)
            written.add(place)
    except OSError as error:
        raise CorpusError(
            "disk", f"cannot be written: {error}", where=url, hint="Check the address and rights"
        ) from None
    click.echo(f"wrote {len(written):,} files to {url}")


@click.command("passim")
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@force_option
@click.pass_obj
def passim(context: Context, output: str, force: bool) -> None:
    """Episodes as lines of JSON for passim, which finds verbatim reuse in many books."""
    from fitnacorpus.interchange import passim as written

    pipeline = context.pipeline()
    if output:
        content = "".join(written.lines(pipeline.documents()))
        context.write(output, content.encode(), force=force)
    else:
        for line in written.lines(pipeline.documents()):
            click.echo(line, nl=False)
