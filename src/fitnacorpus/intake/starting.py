"""A new, empty corpus."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from fitnacorpus import config, plugins
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import ConfigError
from fitnacorpus.files import make_folder, shown
from fitnacorpus.journal import Changes
from fitnacorpus.toml_files import VERSION

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
    folder = CorpusFolder(root)
    folder.recover()
    if (root / config.FILE).exists():
        raise ConfigError(
            "exists",
            "there is a corpus already",
            where=str(root),
            hint=f"Run: fitnacorpus -C {shlex.quote(str(root))} add FILE",
        )
    for name in starters:
        plugins.load("starter", name)
    make_folder(folder.seeds)
    make_folder(folder.alignments)
    title = shown(root.resolve().name) or "corpus"
    quoted = '"' + re.sub(r'["\\\x00-\x1f]', "", title) + '"'
    files = {
        **git_files(root),
        folder.authority_path: _AUTHORITY.format(title=escape(title)),
        root / config.FILE: _SETTINGS.format(version=VERSION, title=quoted)
        + (f"starters = {json.dumps(list(starters))}\n" if starters else ""),
    }
    ours = git_files(root)
    written = [path for path in files if path in ours or not path.exists()]
    with folder.locked():
        folder.commit(Changes({path: files[path].encode() for path in written}))
    return written


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
