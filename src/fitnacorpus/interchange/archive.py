"""The corpus as one file for a repository of research data: contents, checksums, rights.

What is not cleared for publication stays at home: the source of such a text and its TEI.  Its
description, its alignments and the verdicts about it, with the few words that anchor them, go
along, and the archive says so.  Metadata follow RO-Crate 1.1; checksums are written as in BagIt
(RFC 8493).
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from fitnacorpus.interchange.container import pack
from fitnacorpus.languages import EN
from fitnacorpus.model import TextInfo
from fitnacorpus.orthography.bilingual import in_language
from fitnacorpus.tei.house import NO_LICENCE

_CRATE: Final = "ro-crate-metadata.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an archive.

    Attributes:
        title: Title of the corpus.
        publisher: Who publishes it.
        licence: Address of the licence of what its editors wrote, or "".
        date: Day of publication, ``YYYY-MM-DD``, as the person who publishes says.
        texts: What is known of each text.
        files: Path in the corpus to bytes, those of withheld texts left out.
        withheld: Ids of texts whose words stay at home.
    """

    title: str
    publisher: str
    licence: str
    date: str
    texts: Sequence[TextInfo]
    files: Mapping[str, bytes]
    withheld: frozenset[str]


def write(contents: Contents) -> bytes:
    """The bytes of a zip file.

    Args:
        contents: What goes into it.
    """
    files = dict(sorted(contents.files.items()))
    files["RIGHTS.md"] = _rights(contents).encode()
    files[_CRATE] = _crate(contents, files).encode()
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return pack([*sorted(files.items()), ("manifest-sha256.txt", sums.encode())])


def _rights(contents: Contents) -> str:
    """Rights of every part, as Markdown."""
    lines = [
        f"# {contents.title}: rights of its parts",
        "",
        f"Annotations, authority, alignments and verdicts: {contents.licence or NO_LICENCE}",
        "",
        "| text | rights | words in this archive |",
        "| --- | --- | --- |",
    ]
    for info in contents.texts:
        here = "withheld: not cleared for publication" if info.id in contents.withheld else "yes"
        rights = (in_language(info.rights, EN) or "not stated").replace("|", "\\|")
        lines.append(f"| {info.id} | {rights} | {here} |")
    if contents.withheld:
        lines += [
            "",
            "Of the words of withheld texts, descriptions, alignments and verdicts hold those few"
            " that anchor episodes, links and names.",
        ]
    return "\n".join(lines) + "\n"


def _licence(contents: Contents) -> Iterator[dict[str, Any]]:
    if contents.licence:
        name = "Licence of the annotations"
        yield {"@id": contents.licence, "@type": "CreativeWork", "name": name}


def _crate(contents: Contents, files: Mapping[str, bytes]) -> str:
    graph: list[dict[str, Any]] = [
        {
            "@id": _CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": contents.title,
            "description": _description(contents),
            "datePublished": contents.date,
            "publisher": {"@id": "#publisher"},
            **({"license": {"@id": contents.licence}} if contents.licence else {}),
            "hasPart": [{"@id": name} for name in sorted(files) if name != _CRATE],
        },
        {"@id": "#publisher", "@type": "Organization", "name": contents.publisher},
        *_licence(contents),
        *_parts(contents, files),
    ]
    crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return json.dumps(crate, ensure_ascii=False, indent=1) + "\n"


def _description(contents: Contents) -> str:
    shown = [info.id for info in contents.texts if info.id not in contents.withheld]
    words = f"{len(contents.texts)} accounts, annotated and aligned by episode; with words: "
    return words + (", ".join(shown) or "none")


def _parts(contents: Contents, files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    rights = {info.id: in_language(info.rights, EN) for info in contents.texts}
    for name, data in sorted(files.items()):
        if name == _CRATE:
            continue
        part: dict[str, Any] = {"@id": name, "@type": "File", "contentSize": str(len(data))}
        if kind := mimetypes.guess_type(name)[0]:
            part["encodingFormat"] = kind
        text_id = name.rpartition("/")[2].partition(".")[0]
        if text_id in rights and name.startswith(("seeds/", "tei/texts/")):
            part["copyrightNotice"] = rights[text_id] or "not stated"
        yield part
