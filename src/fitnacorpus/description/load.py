"""Reading a description, with the line of whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fitnacorpus import anchors, languages, refs, toml_files
from fitnacorpus.anchors import Anchor
from fitnacorpus.description.description import (
    QUOTATIONS,
    SAID_KEYS,
    SOURCE_KEYS,
    TEXT_KEYS,
    Cut,
    Description,
    Parallel,
    Quotation,
    Remark,
)
from fitnacorpus.errors import ConfigError, FitnaError
from fitnacorpus.model import TextInfo

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {code: language.names[languages.ENGLISH.code] for code, language in languages.KNOWN.items()}
)
"""Primary language subtags (BCP 47) that the program knows by name, with their English names."""
_YEAR: Final = re.compile(r"[1-9][0-9]{0,3}( AH)?")
"""How a description says a year: of the Common Era, or of the Hijra."""
_LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def load(path: Path, read: Callable[[Path], dict[str, Any]] = toml_files.load_toml) -> Description:
    """Read a description.

    Args:
        path: The file.
        read: Parses a file of TOML.

    Raises:
        ConfigError: it is no TOML, or a key or value is wrong; with file and line.
    """
    table = read(path)
    toml_files.check_version(table, path)
    lists = {"episode", "correction", "quotation", "parallel"}
    known = {"version", "id", "lang", "title", "source", "retired", "formerly", *lists}
    if unknown := [key for key in table if key not in known | set(TEXT_KEYS)]:
        hint = f"Known here: {', '.join(sorted((known | set(TEXT_KEYS)) - {'version'}))}"
        raise toml_files.bad(path, unknown[0], "is no key of a text", hint)
    for key in SAID_KEYS:
        if key in table:
            table[key] = toml_files.in_languages(table[key])
    for key, kind in TEXT_KEYS.items():
        if key in table and type(table[key]) is not kind:
            raise toml_files.bad(path, key, f"must be of type {kind.__name__}", "Correct the value")
    for key in ("translation_of", "derived_from"):
        if table.get(key) and not refs.is_id(table[key]):
            raise toml_files.bad(path, key, "must be a text id", "Name another text of the corpus")
    if table.get("author_died") and not _YEAR.fullmatch(table["author_died"]):
        what = 'must be one year, "1063" (CE) or "456 AH"'
        hint = 'Write: author_died = "456 AH", or leave the line out if the year is not known'
        raise toml_files.bad(path, "author_died", what, hint)
    text_id, lang = table.get("id"), table.get("lang")
    if not isinstance(text_id, str) or not refs.is_text_id(text_id):
        raise toml_files.bad(
            path, "id", "must be the id of a text", refs.how_to_id(str(text_id or ""))
        )
    check_language(lang, where=f"{path}:{toml_files.key_line(path, 'lang')}")
    assert isinstance(lang, str)
    source = _strings(table.get("source"), path, "source")
    for key in source:
        if key not in SOURCE_KEYS:
            hint = f"Known here: {', '.join(SOURCE_KEYS)}"
            raise toml_files.bad(path, key, "is no key of [source]", hint, table="source")
    for key in ("file", "sha256", "encoding"):
        if not source.get(key):
            raise toml_files.bad(path, "source", f"needs '{key}'", f"Write: {key} = …")
    if "/" in source["file"] or "\\" in source["file"]:
        hint = "Keep the source beside its description"
        raise toml_files.bad(path, "file", "must be a bare file name", hint, table="source")
    info = TextInfo(
        id=text_id,
        lang=lang,
        file=source["file"],
        sha256=source["sha256"],
        encoding=source["encoding"],
        original=source.get("original", ""),
        title=_title(table.get("title", {}), path, "title"),
        **{key: table[key] for key in TEXT_KEYS if key in table},
    )
    retired = _strings(table.get("retired", {}), path, "retired")
    cuts = _cuts(table.get("episode", []), path)
    for cut in cuts:
        if cut.id in retired:
            raise toml_files.bad(
                path, "retired", f"holds '{cut.id}', which an episode bears", "Give it a new id"
            )
    return Description(
        info,
        str(path),
        cuts=cuts,
        remarks=_remarks(table.get("correction", []), path),
        retired=MappingProxyType(retired),
        reader=source.get("reader", ""),
        quotations=_quotations(table.get("quotation", []), path),
        parallels=_parallels(table.get("parallel", []), path),
        formerly=_formerly(table.get("formerly", []), text_id, path),
    )


def _formerly(value: Any, text_id: str, path: Path) -> tuple[str, ...]:
    sound = isinstance(value, list) and all(isinstance(v, str) for v in value)
    if not sound or not all(refs.is_text_id(v) and v != text_id for v in value):
        hint = 'Write: formerly = ["old-id"]'
        raise toml_files.bad(path, "formerly", "must be a list of ids that the text had", hint)
    return tuple(value)


def _parallels(value: Any, path: Path) -> tuple[Parallel, ...]:
    out = []
    for number, item in enumerate(_tables(value, path, "parallel", ("episodes", "with")), start=1):
        here, other = item.get("episodes"), item.get("with")
        text, _, there = other.partition(":") if isinstance(other, str) else ("", "", "")
        runs = [_run(words) for words in (here, there)]
        if not (refs.is_text_id(text) and runs[0] and runs[1]):
            what, hint = f"{number} is incomplete", 'Write: episodes = "e3-e5", with = "text:e7-e9"'
            raise toml_files.bad(path, "parallel", what, hint, table="parallel", number=number)
        out.append(Parallel(runs[0], text, runs[1]))
    return tuple(out)


def _run(words: object) -> tuple[str, str] | None:
    """The ends of ``e3-e5`` or ``e3``; an id may hold hyphens, two dots part such."""
    if not isinstance(words, str):
        return None
    first, sign, last = words.partition("..") if ".." in words else words.partition("-")
    first, last = first.strip(), last.strip() if sign else first.strip()
    return (first, last) if refs.is_id(first) and refs.is_id(last) else None


def check_language(lang: object, *, where: str = "") -> None:
    """Demand a language tag (BCP 47).

    A language that the program knows nothing of is none the worse: its texts are plain text.

    Raises:
        ConfigError: There is no such language (``unknown-language``).
    """
    well_formed = isinstance(lang, str) and _LANGUAGE_TAG.fullmatch(lang)
    if not well_formed or not languages.exists(str(lang)):
        raise ConfigError(
            "unknown-language",
            f"{lang!r} is no language tag",
            where=where,
            hint=f"Use a tag such as {', '.join(languages.HOMES)}, "
            "with subtags if need be (ar-Latn)",
        )


def _strings(value: Any, path: Path, name: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise toml_files.bad(path, name, "must be a table", f"Write: [{name}]")
    for key, item in value.items():
        if not isinstance(item, str):
            hint = "Put the value in quotes"
            raise toml_files.bad(path, key, "must be a string", hint, table=name)
    return value


def _title(value: Any, path: Path, table: str, number: int = 1) -> Mapping[str, str]:
    """Titles by language, in the order of the tags."""
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        hint = 'Write: title = { en = "A title", ar = "…" }'
        raise toml_files.bad(
            path, "title", "must be a table of strings", hint, table=table, number=number
        )
    for lang in value:
        if not _LANGUAGE_TAG.fullmatch(lang):
            hint = "Give titles by language tag: en, ar, ar-Latn"
            raise toml_files.bad(path, lang, "is no language tag", hint, table=table, number=number)
    return MappingProxyType(dict(sorted(value.items())))


def _tables(value: Any, path: Path, name: str, known: Sequence[str]) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise toml_files.bad(path, name, "must be a list of tables", f"Write: [[{name}]]")
    for number, item in enumerate(value, start=1):
        for key in item:
            if key not in known:
                what = f"is no key of [[{name}]] (number {number})"
                hint = f"Known here: {', '.join(known)}"
                raise toml_files.bad(path, key, what, hint, table=name, number=number)
    return value


def _cuts(value: Any, path: Path) -> tuple[Cut, ...]:
    out: list[Cut] = []
    tables = _tables(value, path, "episode", ("id", "from", "title", "event"))
    for number, item in enumerate(tables, start=1):

        def bad(key: str, what: str, hint: str, number: int = number) -> ConfigError:
            return toml_files.bad(path, key, what, hint, table="episode", number=number)

        cut_id, event = item.get("id"), item.get("event", "")
        if not isinstance(cut_id, str) or not refs.is_id(cut_id) or cut_id in refs.RESERVED:
            raise bad("id", f"of an episode may not be {cut_id!r}", "Use an id such as e7")
        if not isinstance(event, str):
            raise bad("event", "must be a string", "Name an event of the authority")
        if event and not refs.is_record_id(event):
            raise bad("event", f"may not be {event!r}", "Name an event of the authority by its id")
        if any(cut.id == cut_id for cut in out):
            raise bad("id", f"'{cut_id}' stands twice", "Rename one of them")
        title = _title(item.get("title", {}), path, "episode", number)
        anchor = _anchor(item.get("from"), path, "from", "episode", number)
        out.append(Cut(cut_id, anchor, title, event))
    return tuple(out)


def _remarks(value: Any, path: Path) -> tuple[Remark, ...]:
    out = []
    tables = _tables(value, path, "correction", ("at", "corr", "reg", "note"))
    for number, item in enumerate(tables, start=1):
        anchor = _anchor(item.get("at"), path, "at", "correction", number)
        corr, reg = (item.get(key, "") for key in ("corr", "reg"))
        note = toml_files.in_languages(item.get("note", ""))
        if not all(isinstance(value, str) for value in (corr, note, reg)) or not (
            corr or note or reg
        ):
            what, hint = f"of “{anchor.quote}” says nothing", "Give it 'corr', 'reg' or 'note'"
            raise toml_files.bad(path, "correction", what, hint, table="correction", number=number)
        if corr and reg:
            what = f"of “{anchor.quote}” gives both 'corr' and 'reg'"
            hint = "A mistake has 'corr', an irregular spelling 'reg'"
            raise toml_files.bad(path, "correction", what, hint, table="correction", number=number)
        out.append(Remark(anchor, corr, note, reg))
    return tuple(out)


def _quotations(value: Any, path: Path) -> tuple[Quotation, ...]:
    out = []
    tables = _tables(value, path, "quotation", ("at", "kind", "source", "note"))
    for number, item in enumerate(tables, start=1):
        anchor = _anchor(item.get("at"), path, "at", "quotation", number)
        kind, source = (item.get(key, "") for key in ("kind", "source"))
        note = toml_files.in_languages(item.get("note", ""))
        if kind not in QUOTATIONS:
            what, hint = f"may not be {kind!r}", f"Write one of {', '.join(QUOTATIONS)}"
            raise toml_files.bad(path, "kind", what, hint, table="quotation", number=number)
        for key, words in (("source", source), ("note", note)):
            if not isinstance(words, str):
                hint = "Put the value in quotes"
                raise toml_files.bad(
                    path, key, "must be a string", hint, table="quotation", number=number
                )
        out.append(Quotation(anchor, kind, source, note))
    return tuple(out)


def _anchor(value: Any, path: Path, key: str, table: str, number: int) -> Anchor:
    try:
        return anchors.from_dict(value)
    except FitnaError as error:
        what = f"of {table} {number}: {error.what}"
        raise toml_files.bad(path, key, what, error.hint, table=table, number=number) from None
