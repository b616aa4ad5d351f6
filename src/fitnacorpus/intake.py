"""Taking texts in: a new corpus, a new text, and a text whose source has changed."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.sax.saxutils import escape

from fitnacorpus import anchors, config, description, ingest, languages, plugins, refs, segment
from fitnacorpus.anchors import Anchor
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Cut, Description
from fitnacorpus.errors import ConfigError, FitnaError, SourceError
from fitnacorpus.files import make_folder, write_whole
from fitnacorpus.judgements import RETIRE
from fitnacorpus.model import RegionKind, Span, Text, TextInfo, Unmodelled
from fitnacorpus.orthography import scripts
from fitnacorpus.sources import read_source, read_text
from fitnacorpus.toml_files import VERSION

_ARABIC: Final = re.compile("[\u0621-\u064a]")
_LATIN: Final = re.compile("[A-Za-z]")

_SETTINGS: Final = """version = {version}
title = {title}
publisher = "unpublished"
editors = "the editors"
"""

_AUTHORITY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="authority" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>{title}: persons, places, groups and events</title></titleStmt>
      <publicationStmt><p>Part of the corpus.</p></publicationStmt>
      <sourceDesc><p>Compiled for this corpus.</p></sourceDesc>
    </fileDesc>
    <profileDesc>
      <calendarDesc>
        <calendar xml:id="hijri"><p>Hijri, tabular; values are YYYY[-MM[-DD]].</p></calendar>
        <calendar xml:id="gregorian"><p>Proleptic Gregorian.</p></calendar>
      </calendarDesc>
    </profileDesc>
  </teiHeader>
  <standOff>
    <listPerson>
      <!-- One entry a person; every spelling that stands in a text is a form:
      <person xml:id="an-id">
        <persName xml:lang="en" type="preferred">Name in English</persName>
        <persName xml:lang="ar" type="preferred">الاسم</persName>
        <persName xml:lang="en" type="attested" source="texts/a-text.xml">Spelling</persName>
        <note xml:lang="en">Who this is.</note>
      </person>
      Places, groups and events follow in listPlace/place/placeName, listOrg/org/orgName and
      listEvent/event/label. -->
    </listPerson>
  </standOff>
</TEI>
"""


_ATTRIBUTES: Final = """\
# Verdicts are lines that are only ever added: where two branches add some, all are kept.
*.jsonl merge=union
# Sources and generated files are known by their bytes: Git for Windows must not touch them.
seeds/** -text
tei/** -text
alignments/** -text
"""
_IGNORED: Final = """\
.fitnacorpus/
*.xml.edited
.*.part
"""


@dataclass(frozen=True, slots=True)
class Added:
    """A text that was taken in.

    Attributes:
        info: What is known about it.
        path: Its description.
        episodes: Number of its episodes.
        unmodelled: What of its source the corpus has no place for.
        orphans: Verdicts in force of which a passage in it has no place any more.
        moved: Verdicts in force of which a passage in it stands among other words.
    """

    info: TextInfo
    path: Path
    episodes: int
    unmodelled: tuple[Unmodelled, ...] = ()
    orphans: int = 0
    moved: int = 0


def init(root: Path, starters: Sequence[str] = ()) -> list[Path]:
    """Make an empty corpus.

    Args:
        root: Its folder; made if need be.
        starters: Starter authorities from which `add` is to copy what the texts name.

    Returns:
        The files that were written.

    Raises:
        ConfigError: there is a corpus already (``exists``), or no such starter
            (``unknown-plugin``).
        CorpusError: the disk refuses.
    """
    if root.exists() and not root.is_dir():
        raise ConfigError(
            "exists", "this is a file, not a folder", where=str(root), hint="Name another folder"
        )
    if (root / config.FILE).exists():
        raise ConfigError(
            "exists",
            "there is a corpus already",
            where=str(root),
            hint=f"Run: fitnacorpus -C {shlex.quote(str(root))} add FILE",
        )
    for name in starters:
        plugins.load("starter", name)
    folder = CorpusFolder(root)
    make_folder(folder.seeds)
    make_folder(folder.alignments)
    title = root.resolve().name or "corpus"
    quoted = '"' + re.sub(r'["\\\x00-\x1f]', "", title) + '"'
    files = {
        **git_files(root),
        folder.authority_path: _AUTHORITY.format(title=escape(title)),
        root / config.FILE: _SETTINGS.format(version=VERSION, title=quoted)
        + (f"starters = {json.dumps(list(starters))}\n" if starters else ""),
    }
    ours = git_files(root)
    written = [path for path in files if path in ours or not path.exists()]
    for path in written:
        write_whole(path, files[path].encode())
    return written


def add_all(folder: CorpusFolder, file: Path, *, text_id: str = "", **options: str) -> list[Added]:
    """Take a file into a corpus: one text, or of a teiCorpus all its texts.

    The texts of a teiCorpus have its ids where these are ids of texts; else they are numbered.

    Args:
        folder: The corpus.
        file: The source file; it is not changed.
        text_id: Id of the text; of a teiCorpus the beginning of all ids.
        options: As `add` takes them.

    Raises:
        FitnaError: as `add` does.  Then nothing is written, not even the texts before it.
    """
    where = str(file)
    data = read_source(file, folder.settings())
    encoding = options.get("encoding") or ingest.detect_encoding(data, where=where)
    try:
        parts = ingest.split(ingest.decode(data, encoding, where=where))
    except FitnaError as error:
        raise SourceError(
            error.code, error.what, where=where + error.where, hint=error.hint
        ) from None
    if not parts:
        return [add(folder, file, text_id=text_id, **options)]
    stem = text_id or _slug(file.stem)
    added: list[Added] = []
    with TemporaryDirectory() as place:
        try:
            for number, (ident, content) in enumerate(parts, start=1):
                own = ident if refs.is_text_id(ident) and not text_id else f"{stem}-{number}"
                part = Path(place) / f"{own}.xml"
                part.write_text(content, "utf-8")
                given = {**options, "encoding": "utf-8"}
                added.append(add(folder, part, text_id=own, original=file.name, **given))
        except BaseException:
            for done in added:
                done.path.unlink(missing_ok=True)
                (folder.seeds / done.info.file).unlink(missing_ok=True)
            raise
    return added


def git_files(root: Path) -> dict[Path, str]:
    """What the files that git reads should hold, so that it neither merges nor converts wrongly.

    Args:
        root: The folder of the corpus.

    Raises:
        ConfigError: One of them cannot be read (``unreadable``).
    """
    wanted = {".gitignore": _IGNORED, ".gitattributes": _ATTRIBUTES}
    return {root / name: _with_lines(root / name, lines) for name, lines in wanted.items()}


def _with_lines(path: Path, lines: str) -> str:
    """What a file of settings for git should hold: its own lines, and those of ours it lacks."""
    try:
        own = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return lines
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            "unreadable", str(error), where=str(path), hint="Mend the file, or move it away"
        ) from None
    here = set(own.splitlines())
    missing = [line for line in lines.splitlines() if line not in here]
    if own and not own.endswith("\n") and missing:
        own += "\n"
    return own + "".join(f"{line}\n" for line in missing)


def add(
    folder: CorpusFolder,
    file: Path,
    *,
    text_id: str = "",
    lang: str = "",
    title: str = "",
    encoding: str = "",
    reader: str = "",
    original: str = "",
) -> Added:
    """Take a text into a corpus: copy its bytes, and draft its description with episodes.

    Args:
        folder: The corpus.
        file: The source file; it is not changed.
        text_id: Id of the text; made of the file name if empty.
        lang: Language; what the file says, or told by its script, if empty.
        title: Title, in Arabic or English by its script where that is not the text's; what the file
            says, or its name, if empty.
        encoding: Encoding of the file; detected if empty.
        reader: Name of a reader; chosen by the readers if empty.
        original: File name under which the text was received; that of `file` if empty.

    Raises:
        FitnaError: the file cannot be read as a text, or the id is taken.  Then nothing is written.
    """
    settings = folder.settings()
    data = read_source(file, settings)
    where = str(file)
    if not reader:
        ingest.refuse_bytes(data, where=where)
    encoding = encoding or ingest.detect_encoding(data, where=where)
    decoded = ingest.decode(data, encoding, where=where)
    if not (reader or ingest.is_xml(decoded)):
        ingest.refuse_format(decoded, where=where)
    text_id = text_id or _slug(file.stem)
    if not refs.is_text_id(text_id):
        raise ConfigError(
            "bad-id",
            f"'{text_id}' is no text id",
            where=where,
            hint="Give one with --id: small letters, digits and hyphens, a letter first",
        )
    suffix = ".xml" if ingest.is_xml(decoded) else ".txt"
    target = folder.seeds / f"{text_id}{suffix}"
    path = folder.seeds / f"{text_id}.toml"
    taken = {item.info.id for item in folder.descriptions()}
    in_place = target.exists() and target.resolve() == file.resolve()
    if text_id in taken or path.exists() or (target.exists() and not in_place):
        raise ConfigError(
            "duplicate-id",
            f"there is a text '{text_id}' already",
            where=str(path if path.exists() else target),
            hint="Give another id with --id",
        )
    if lang:
        description.check_language(lang, where="--lang")
    info = TextInfo(
        id=text_id,
        lang=lang or "und",
        file=target.name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        original=original or file.name,
    )
    drafted = Description(info, str(path), reader=reader)
    text = read_text(data, drafted, settings, where=where)
    about = text.transcript.about
    lang = lang or _language(text, about.get("lang", ""), where)
    title = title or about.get("title", "") or file.stem
    info = replace(
        info,
        lang=lang,
        title={_title_language(title, lang): title},
        work=title,
        author=about.get("author", "unknown"),
        rights=about.get("rights", "not established"),
    )
    text = replace(text, info=info)
    drafted = replace(drafted, info=info, cuts=_cuts(text, segment.draft(text)))
    if not in_place:
        write_whole(target, data)
    try:
        write_whole(path, description.render(drafted).encode())
    except BaseException:
        if not in_place:
            target.unlink(missing_ok=True)
        raise
    return Added(info, path, len(drafted.cuts), text.transcript.unmodelled)


def update(folder: CorpusFolder, text_id: str) -> Added:
    """Take over a source that was changed on purpose: new digest, anchors found again.

    Args:
        folder: The corpus.
        text_id: The text.

    Raises:
        ConfigError: no such text (``unknown-text``), or a cut or correction has no place in the new
            source (``lost-cut``, ``lost-correction``).  Then nothing is written.
        SourceError: the new source cannot be read as a text.
    """
    settings = folder.settings()
    known = {item.info.id: item for item in folder.descriptions()}
    if text_id not in known:
        raise ConfigError(
            "unknown-text",
            f"there is no text '{text_id}'",
            where=str(folder.seeds),
            hint=f"Choose one of {', '.join(known) or 'none: add one first'}",
        )
    item = known[text_id]
    where = str(folder.source_path(item))
    data = folder.source_bytes(item, settings)
    digest = hashlib.sha256(data).hexdigest()
    encoding = item.info.encoding
    if digest != item.info.sha256:
        encoding = ingest.detect_encoding(data, where=where)
    renewed = description.with_source(item, sha256=digest, encoding=encoding)
    text = read_text(data, renewed, settings, where=where)
    kept = [
        segment.Start(cut.id, _found(cut.anchor, text, item.path, "cut", cut.id).start, cut.title,
                      cut.event)
        for cut in item.cuts
    ]  # fmt: skip
    remarks = tuple(
        replace(
            remark,
            anchor=anchors.make(
                text.source,
                _found(remark.anchor, text, item.path, "correction", remark.anchor.quote),
            ),
        )
        for remark in item.remarks
    )
    starts = segment.draft(text, kept=kept, retired=item.retired) if kept else segment.draft(text)
    renewed = replace(renewed, cuts=_cuts(text, starts), remarks=remarks)
    how = _verdict_places(folder, text)
    path = Path(item.path)
    content = path.read_bytes().decode("utf-8-sig")
    write_whole(path, description.rewrite(content, renewed).encode())
    return Added(
        renewed.info,
        path,
        len(renewed.cuts),
        text.transcript.unmodelled,
        how.count(""),
        how.count("moved"),
    )


def _verdict_places(folder: CorpusFolder, text: Text) -> list[str]:
    """How the passages of verdicts in a text are found (`anchors.Found.how`), or "" if not."""
    verdicts = folder.verdicts()
    gone = {old for verdict in verdicts for old in verdict.supersedes}
    how = []
    for verdict in {v.id: v for v in verdicts if v.verdict != RETIRE and v.id not in gone}.values():
        sides = [s for s in (verdict.a, verdict.b) if s is not None and s.text == text.info.id]
        found = [anchors.find(text.source, side.anchor) for side in sides]
        if None in found:
            how.append("")
        elif any(place is not None and place.how == "moved" for place in found):
            how.append("moved")
    return how


def _found(anchor: Anchor, text: Text, path: str, what: str, name: str) -> Span:
    found = anchors.find(text.source, anchor)
    if found is None:
        raise ConfigError(
            f"lost-{what}",
            f"the {what} '{name}' has no place in the new source",
            where=path,
            hint=f"Anchor the {what} anew, or remove it",
        )
    return found.span


def _cuts(text: Text, starts: list[segment.Start]) -> tuple[Cut, ...]:
    """Cuts at starts, each anchored by the first words of its sentence."""
    sentences = [s for _, parts in segment.paragraphs(text) for s in parts]
    out = []
    for start in starts:
        index = bisect_right(sentences, start.offset, key=lambda span: span.end)
        sentence = sentences[min(index, len(sentences) - 1)]
        end = min(sentence.end, sentence.start + anchors.EDGE)
        while end < sentence.end and not text.source[end].isspace():
            end += 1
        anchor = anchors.make(text.source, Span(sentence.start, end))
        out.append(Cut(start.id, anchor, start.title, start.event))
    return tuple(out)


def _slug(stem: str) -> str:
    words = re.findall("[a-z0-9]+", stem.lower())
    slug = "-".join(words)
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
    if max(arabic, latin) < 0.6 * (arabic + latin) or not arabic + latin:
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
    guessed = ingest.guess(source, arabic=is_arabic)
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
