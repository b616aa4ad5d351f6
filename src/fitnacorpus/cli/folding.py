"""The `fold` verb: a stream filter in constant memory."""

from __future__ import annotations

import codecs
import io
import sys
from typing import BinaryIO

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import ConfigError, SourceError
from fitnacorpus.orthography import Profile, profile_from_steps
from fitnacorpus.orthography.profiles import PROFILES
from fitnacorpus.orthography.romanisation import romanize
from fitnacorpus.orthography.stream import fold_stream


def run(
    folder: CorpusFolder, file: str, lang: str, profile: str, offsets: bool, scheme: str = ""
) -> None:
    """Fold a file, or standard input for "-", to standard output.

    Args:
        folder: The corpus, whose settings may define profiles; it need not exist.
        file: Path of a UTF-8 file, or "-".
        lang: Language of the text.
        profile: Name of a profile, built in or the corpus's own.
        offsets: Whether to write a line for each folded character, with its offset.
        scheme: A scheme of `romanisation`, in which the text is then written instead of folded.

    Raises:
        SourceError: the file cannot be read or is no UTF-8.
        ConfigError: there is no such profile.
    """
    if scheme and (offsets or profile != "search"):
        raise ConfigError(
            "bad-option",
            "a romanised text is not folded",
            where="--romanise",
            hint="Give --romanise without --profile and --offsets",
        )
    chosen = _profile(folder, profile)
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        if file == "-":
            _write(sys.stdin.buffer, out, lang, chosen, offsets, scheme, "standard input")
        else:
            with _open(file) as stream:
                _write(stream, out, lang, chosen, offsets, scheme, file)
        out.flush()
    finally:
        out.detach()


def _write(
    stream: BinaryIO,
    out: io.TextIOWrapper,
    lang: str,
    profile: Profile,
    offsets: bool,
    scheme: str,
    where: str,
) -> None:
    text = codecs.getreader("utf-8-sig")(stream)
    try:
        if scheme:
            for line in text:
                out.write(romanize(line, scheme))
            return
        fold_stream(lambda size: text.read(size, size), out.write, lang, profile, offsets)
    except UnicodeDecodeError as error:
        raise SourceError(
            "broken-encoding",
            f"this is not UTF-8 ({error.reason})",
            where=where,
            hint="Convert it to UTF-8",
        ) from None


def _open(file: str) -> BinaryIO:
    try:
        return open(file, "rb")  # noqa: PTH123
    except OSError as error:
        raise SourceError(
            "missing-file" if isinstance(error, FileNotFoundError) else "unreadable",
            error.strerror or "cannot be read",
            where=file,
            hint="Give the path of a text file, or - for standard input",
        ) from None


def _profile(folder: CorpusFolder, name: str) -> Profile:
    if name in PROFILES:
        return PROFILES[name]
    own = {}
    try:
        own = dict(folder.settings().profiles)
    except ConfigError as error:
        if error.code != "no-corpus":
            raise
    if name in own:
        return profile_from_steps(name, own[name])
    raise ConfigError(
        "profile-unknown",
        f"there is no profile '{name}'",
        hint=f"Choose one of {', '.join([*PROFILES, *own])}",
    )
