"""New texts: their bytes are copied, and their descriptions drafted with episodes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from fitnacorpus import description, ingest, languages, refs, segment
from fitnacorpus.arabic_script import LETTERS
from fitnacorpus.config import Settings
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.errors import ConfigError, FitnaError, SourceError
from fitnacorpus.files import shown
from fitnacorpus.intake import author
from fitnacorpus.intake.drafts import Added, cuts_at
from fitnacorpus.journal import Changes
from fitnacorpus.model import RegionKind, Text, TextInfo
from fitnacorpus.orthography import scripts
from fitnacorpus.sources import read_source, read_text

_ARABIC: Final = re.compile(f"[{LETTERS}\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN: Final = re.compile("[A-Za-z]")
_SLUG: Final = 60
"""Characters of an id that is made of the name of a file: it is typed often."""
Said = Callable[[Mapping[str, str]], Mapping[str, Any]]
"""From what a file says of itself (`Transcript.about`) to fields of `TextInfo`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Texts that are ready to be taken in.

    Attributes:
        added: What is known about each.
        texts: Each as it is read.
        changes: Files to write.
    """

    added: tuple[Added, ...]
    texts: tuple[Text, ...]
    changes: Changes


def add_all(folder: CorpusFolder, file: Path, **options: Any) -> list[Added]:
    """Take a file into a corpus: one text, or of a teiCorpus all its texts.

    Args:
        folder: The corpus.
        file: The source file; it is not changed.
        options: As `prepare` takes them.

    Raises:
        FitnaError: as `prepare` does, or the disk refuses.  Then nothing is written.
    """
    folder.settings()
    with folder.locked():
        taken = prepare(folder, file, **options)
        folder.commit(taken.changes)
    return list(taken.added)


def add(folder: CorpusFolder, file: Path, **options: Any) -> Added:
    """As `add_all`, for a file of one text."""
    return add_all(folder, file, **options)[0]


def prepare(
    folder: CorpusFolder,
    file: Path,
    *,
    text_id: str = "",
    lang: str = "",
    title: str = "",
    encoding: str = "",
    reader: str = "",
    said: Said = lambda about: {},
    known: Collection[str] | None = None,
) -> Taken:
    """Read a file as one text, or a teiCorpus as all its texts, and draft their descriptions.

    The texts of a teiCorpus have its ids where these are ids of texts; else they are numbered.

    Args:
        folder: The corpus.
        file: The source file.
        text_id: Id of the text, made of the file name if empty; of a teiCorpus the beginning of
            all ids.
        lang: Language; what the file says, or told by its script, if empty.
        title: Title, in Arabic or English by its script where that is not the text's; what the file
            says, or its name, if empty.
        encoding: Encoding of the file; detected if empty.
        reader: Name of a reader; chosen by the readers if empty.
        said: From what the file says of itself to fields of `TextInfo` that somebody knows better.
        known: Ids of the texts of the corpus, former ones too; read from the folder if not given.

    Raises:
        FitnaError: the file cannot be read as a text, or an id is taken.
    """
    settings = folder.settings()
    where = str(file)
    data = read_source(file, settings)
    if not reader:
        ingest.refuse_bytes(data, where=where)
    encoding = encoding or ingest.detect_encoding(data, where=where)
    decoded = ingest.decode(data, encoding, where=where)
    try:
        parts = ingest.split(decoded)
    except FitnaError as error:
        raise SourceError(
            error.code, error.what, where=where + error.where, hint=error.hint
        ) from None
    stem = text_id or _slug(file.stem)
    received = [] if parts else [_Received(file, data, encoding, stem, file.stem)]
    for number, (ident, content) in enumerate(parts, start=1):
        own = ident if refs.is_text_id(ident) and not text_id else f"{stem}-{number}"
        received.append(_Received(file, content.encode(), "utf-8", own, own))
    if known is None:
        known = {i for d in folder.descriptions() for i in (d.info.id, *d.formerly)}
    out = [_drafted(folder, settings, item, lang, title, reader, said, known) for item in received]
    changes = Changes()
    for item, (added, _, description_bytes) in zip(received, out, strict=True):
        target = folder.seeds / added.info.file
        if added.path in changes.files:
            raise _taken(added.info.id, where)
        if not _in_place(target, item.file):
            changes.files[target] = item.data
        changes.files[added.path] = description_bytes
    return Taken(tuple(a for a, _, _ in out), tuple(t for _, t, _ in out), changes)


@dataclass(frozen=True, slots=True)
class _Received:
    """A text as it came: its file, bytes and their encoding, the id it is to have, and a name."""

    file: Path
    data: bytes
    encoding: str
    text_id: str
    name: str


def _in_place(target: Path, file: Path) -> bool:
    """Whether a source lies where it is kept already."""
    return target.exists() and target.resolve() == file.resolve()


def _taken(text_id: str, where: str) -> ConfigError:
    return ConfigError(
        "duplicate-id",
        f"there is a text '{text_id}' already, or there was one that was renamed",
        where=where,
        hint="Give another id with --id",
    )


def _drafted(
    folder: CorpusFolder,
    settings: Settings,
    received: _Received,
    lang: str,
    title: str,
    reader: str,
    said: Said,
    known: Collection[str],
) -> tuple[Added, Text, bytes]:
    """A text, what is known about it, and its description."""
    text_id, data, where = received.text_id, received.data, str(received.file)
    decoded = ingest.decode(data, received.encoding, where=where)
    if not (reader or ingest.is_xml(decoded) or ingest.is_html(decoded)):
        ingest.refuse_format(decoded, where=where)
    if not refs.is_text_id(text_id):
        raise ConfigError(
            "bad-id",
            f"'{text_id}' may not be the id of a text",
            where=where,
            hint=f"Give another with --id. {refs.how_to_id(text_id)}",
        )
    suffix = _suffix(decoded, received.encoding)
    target = folder.seeds / f"{text_id}{suffix}"
    path = folder.seeds / f"{text_id}.toml"
    in_place = _in_place(target, received.file)
    if text_id in known or path.exists() or (target.exists() and not in_place):
        raise _taken(text_id, str(path if path.exists() else target))
    if lang:
        description.check_language(lang, where="--lang")
    info = TextInfo(
        id=text_id,
        lang=lang or "und",
        file=target.name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=received.encoding,
        original=shown(received.file.name),
    )
    drafted = Description(info, str(path), reader=reader)
    text = read_text(data, drafted, settings, where=where)
    about = text.transcript.about
    lang = lang or _language(text, about.get("lang", ""), where)
    title = title or about.get("title", "") or shown(received.name)
    info = replace(
        info,
        lang=lang,
        title={_title_language(title, lang): title},
        work=title,
        author=about.get("author", "unknown"),
        author_died=author.died(about, received.file.name),
        rights=about.get("rights", "not established"),
        editor=about.get("editor", ""),
        publisher=about.get("publisher", ""),
        place=about.get("place", ""),
        year=about.get("year", ""),
    )
    info = replace(info, **said(about))
    text = replace(text, info=info)
    drafted = replace(drafted, info=info, cuts=cuts_at(text, segment.draft(text)))
    # What a reader proposes holds only until somebody says something else.
    proposed = about.get("proposed") == "title" and title == about["title"]
    added = Added(
        info, path, len(drafted.cuts), text.transcript.unmodelled, proposed=title * proposed
    )
    return added, text, description.render(drafted, proposed=proposed).encode()


def _suffix(decoded: str, encoding: str) -> str:
    """The ending under which a source is kept."""
    if encoding in ingest.packed.KINDS:
        return f".{encoding}"
    return ".html" if ingest.is_html(decoded) else ".xml" if ingest.is_xml(decoded) else ".txt"


def _slug(stem: str) -> str:
    words = re.findall("[a-z0-9]+", stem.lower())
    slug = "-".join(words)[:_SLUG].rstrip("-")
    return slug if refs.is_text_id(slug) else f"t-{slug}" if slug else ""


def _title_language(title: str, lang: str) -> str:
    """The language of a title: that of the text, unless its letters are not of that script."""
    script = scripts.of_text(title)
    if script in ("", scripts.of_language(lang)):
        return lang
    return (languages.ARABIC if script == scripts.ARABIC else languages.ENGLISH).code


def _language(text: Text, said: str, where: str) -> str:
    """The language: what the file says, if the script agrees; else what its words are.

    Only running text is looked at: the header of a file is often in another language, and TEI
    files often give the language of their header and not that of the text.
    """
    running = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
    source = "\n".join(text.source[slice(*r.body)] for r in text.regions if r.kind in running)
    said = languages.shortest(said)
    known = languages.exists(said)
    arabic, latin = len(_ARABIC.findall(source)), len(_LATIN.findall(source))
    # A few Arabic letters in a text in Syriac say nothing of it.
    others = sum(map(str.isalpha, source)) - arabic - latin
    if max(arabic, latin) < 0.6 * (arabic + latin) or arabic + latin <= others:
        if known:
            return said
        raise SourceError(
            "unknown-language",
            "the language cannot be told from the script",
            where=where,
            hint="Name it with --lang",
        )
    is_arabic = arabic > latin
    if known and scripts.of_language(said) == (scripts.ARABIC if is_arabic else scripts.LATIN):
        return said
    # Words are known by their letters, whatever shape those were written in.
    guessed = ingest.guess(unicodedata.normalize("NFKC", source), arabic=is_arabic)
    if guessed is None:
        return (languages.ARABIC if is_arabic else languages.ENGLISH).code
    if not guessed.lang:
        raise SourceError(
            "unknown-language",
            "the language cannot be told from the words",
            where=where,
            hint="Name it with --lang",
        )
    return guessed.lang
