"""Descriptions of texts: ``seeds/<id>.toml``, written by people, drafted by ``add``.

A description says what a text is, where its episodes begin, and what an editor remarks on its
readings.  Cuts and remarks are anchored by quotation, so that they survive edits of the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fitnacorpus import anchors, config, refs
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import ConfigError, FitnaError
from fitnacorpus.model import TextInfo

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ar": "Arabic",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fr": "French",
        "it": "Italian",
        "la": "Latin",
        "nl": "Dutch",
        "ota": "Ottoman Turkish",
        "pl": "Polish",
        "pt": "Portuguese",
        "ru": "Russian",
        "tr": "Turkish",
        "ur": "Urdu",
    }
)
"""Primary language subtags (BCP 47) that a text may have, with their English names."""

_TEXT_KEYS: Final = {
    "work": str,
    "author": str,
    "tradition": str,
    "translation_of": str,
    "derived_from": str,
    "extent": str,
    "rights": str,
    "public": bool,
}
_SOURCE_KEYS: Final = ("file", "sha256", "encoding", "original", "reader")


@dataclass(frozen=True, slots=True)
class Cut:
    """The beginning of an episode.

    Attributes:
        id: Permanent episode id.
        anchor: First words of the episode.
        title: Editorial titles by language.
        event: Authority id of the event told, or "".
    """

    id: str
    anchor: Anchor
    title: Mapping[str, str] = field(default_factory=dict)
    event: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """An editor's remark on a reading; with `corr` a correction, without it a note on a slip."""

    anchor: Anchor
    corr: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """Everything a person has written about one text.

    Attributes:
        info: What the text is.
        path: The file this was read from.
        cuts: Where episodes begin, in the order written.
        remarks: Remarks on readings.
        retired: Episode ids that are no more, each with the id that took its place.
        reader: Name of the reader to use, or "" to let the readers decide.
    """

    info: TextInfo
    path: str
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""


def load(path: Path) -> Description:
    """Read a description.

    Raises:
        ConfigError: it is no TOML, or a key or value is wrong; with file and line.
    """
    table = config.load_toml(path)
    config.check_version(table, path)
    known = {"version", "id", "lang", "title", "source", "episode", "correction", "retired"}
    if unknown := [key for key in table if key not in known | set(_TEXT_KEYS)]:
        hint = f"Known here: {', '.join(sorted((known | set(_TEXT_KEYS)) - {'version'}))}"
        raise config.bad(path, unknown[0], "is no key of a text", hint)
    for key, kind in _TEXT_KEYS.items():
        if key in table and type(table[key]) is not kind:
            raise config.bad(path, key, f"must be of type {kind.__name__}", "Correct the value")
    text_id, lang = table.get("id"), table.get("lang")
    if not isinstance(text_id, str) or not refs.is_id(text_id):
        raise config.bad(
            path, "id", "must be a text id", "Use small letters, digits and hyphens: egypt-en"
        )
    check_language(lang, where=f"{path}:{config.key_line(path, 'lang')}")
    assert isinstance(lang, str)
    source = _strings(table.get("source"), path, "source")
    for key in source:
        if key not in _SOURCE_KEYS:
            raise config.bad(
                path, key, "is no key of [source]", f"Known here: {', '.join(_SOURCE_KEYS)}"
            )
    for key in ("file", "sha256", "encoding"):
        if not source.get(key):
            raise config.bad(path, "source", f"needs '{key}'", f"Write: {key} = …")
    if "/" in source["file"] or "\\" in source["file"]:
        raise config.bad(
            path, "file", "must be a bare file name", "Keep the source beside its description"
        )
    info = TextInfo(
        id=text_id,
        lang=lang,
        file=source["file"],
        sha256=source["sha256"],
        encoding=source["encoding"],
        original=source.get("original", ""),
        title=MappingProxyType(_strings(table.get("title", {}), path, "title")),
        **{key: table[key] for key in _TEXT_KEYS if key in table},
    )
    cuts = _cuts(table.get("episode", []), path)
    for cut in cuts:
        if cut.id in table.get("retired", {}):
            raise config.bad(
                path, "retired", f"holds '{cut.id}', which an episode bears", "Give it a new id"
            )
    return Description(
        info,
        str(path),
        cuts=cuts,
        remarks=_remarks(table.get("correction", []), path),
        retired=MappingProxyType(_strings(table.get("retired", {}), path, "retired")),
        reader=source.get("reader", ""),
    )


def check_language(lang: object, *, where: str = "") -> None:
    """Demand a language tag whose primary language the program knows.

    Raises:
        ConfigError: it does not (``unknown-language``).
    """
    well_formed = isinstance(lang, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang)
    if not well_formed or str(lang).partition("-")[0] not in LANGUAGES:
        raise ConfigError(
            "unknown-language",
            f"{lang!r} is no language this program knows",
            where=where,
            hint=f"Use one of {', '.join(LANGUAGES)}, with subtags if need be (ar-Latn)",
        )


def _strings(value: Any, path: Path, name: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise config.bad(path, name, "must be a table", f"Write: [{name}]")
    for key, item in value.items():
        if not isinstance(item, str):
            raise config.bad(path, key, "must be a string", "Put the value in quotes")
    return dict(sorted(value.items())) if name == "title" else value


def _tables(value: Any, path: Path, name: str, known: Sequence[str]) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise config.bad(path, name, "must be a list of tables", f"Write: [[{name}]]")
    for number, item in enumerate(value, start=1):
        for key in item:
            if key not in known:
                raise config.bad(
                    path,
                    key,
                    f"is no key of [[{name}]] (number {number})",
                    f"Known here: {', '.join(known)}",
                )
    return value


def _cuts(value: Any, path: Path) -> tuple[Cut, ...]:
    out: list[Cut] = []
    for item in _tables(value, path, "episode", ("id", "from", "title", "event")):
        cut_id, event = item.get("id"), item.get("event", "")
        if not isinstance(cut_id, str) or not refs.is_id(cut_id) or cut_id in refs.RESERVED:
            raise config.bad(path, "episode", f"has the id {cut_id!r}", "Use an id such as e7")
        if not isinstance(event, str):
            raise config.bad(path, "event", "must be a string", "Name an event of the authority")
        if any(cut.id == cut_id for cut in out):
            raise config.bad(path, "episode", f"id '{cut_id}' stands twice", "Rename one of them")
        title = MappingProxyType(_strings(item.get("title", {}), path, "title"))
        out.append(Cut(cut_id, _anchor(item.get("from"), path, f"episode {cut_id}"), title, event))
    return tuple(out)


def _remarks(value: Any, path: Path) -> tuple[Remark, ...]:
    out = []
    for item in _tables(value, path, "correction", ("at", "corr", "note")):
        anchor = _anchor(item.get("at"), path, "correction")
        corr, note = item.get("corr", ""), item.get("note", "")
        if not isinstance(corr, str) or not isinstance(note, str) or not (corr or note):
            raise config.bad(
                path, "correction", f"of “{anchor.quote}” says nothing", "Give it 'corr' or 'note'"
            )
        out.append(Remark(anchor, corr, note))
    return tuple(out)


def _anchor(value: Any, path: Path, name: str) -> Anchor:
    try:
        return anchors.from_dict(value)
    except FitnaError as error:
        raise config.bad(path, name.split()[0], f"({name}): {error.what}", error.hint) from None


# --- Writing -------------------------------------------------------------------------------------


def render(description: Description) -> str:
    """A new description as TOML, for a person to complete."""
    import tomlkit

    info = description.info
    document = tomlkit.document()
    document.add("version", tomlkit.item(config.VERSION))
    for key in ("id", "lang"):
        document.add(key, tomlkit.item(getattr(info, key)))
    for key in _TEXT_KEYS:
        if (value := getattr(info, key)) or key not in ("translation_of", "derived_from"):
            document.add(key, tomlkit.item(value))
    title = tomlkit.table()
    for lang, words in info.title.items():
        title.add(lang, words)
    document.add("title", title)
    source = tomlkit.table()
    for key in ("file", "original", "sha256", "encoding"):
        source.add(key, getattr(info, key))
    if description.reader:
        source.add("reader", description.reader)
    document.add("source", source)
    if description.cuts:
        episodes = tomlkit.aot()
        for cut in description.cuts:
            episodes.append(_cut_table(cut))
        document.add("episode", episodes)
    return tomlkit.dumps(document)


def _cut_table(cut: Cut) -> Any:
    import tomlkit

    table = tomlkit.table()
    table.add("id", cut.id)
    if cut.event:
        table.add("event", cut.event)
    if cut.title:
        title = tomlkit.inline_table()
        title.update(cut.title)
        table.add("title", title)
    table.add("from", _inline(cut.anchor))
    return table


def _inline(anchor: Anchor) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(anchor.as_dict())
    return table


def rewrite(content: str, description: Description) -> str:
    """An existing description with new source digest, encoding and anchors; the rest untouched.

    Args:
        content: The TOML as it stands, comments included.
        description: The same description, with the new values.
    """
    import tomlkit

    document: Any = tomlkit.parse(content)
    document["source"]["sha256"] = description.info.sha256
    document["source"]["encoding"] = description.info.encoding
    known = {table["id"]: table for table in document.get("episode", [])}
    for cut in description.cuts:
        if cut.id in known:
            known[cut.id]["from"] = _inline(cut.anchor)
        else:
            if "episode" not in document:
                document.add("episode", tomlkit.aot())
            document["episode"].append(_cut_table(cut))
    for table, remark in zip(document.get("correction", []), description.remarks, strict=True):
        table["at"] = _inline(remark.anchor)
    return tomlkit.dumps(document)


def with_source(description: Description, *, sha256: str, encoding: str) -> Description:
    """The description of the same text after its source changed."""
    return replace(description, info=replace(description.info, sha256=sha256, encoding=encoding))
