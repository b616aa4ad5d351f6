"""Descriptions of texts: ``seeds/<id>.toml``, written by people, drafted by ``add``.

A description says what a text is, where its episodes begin, what it quotes, and what an editor
remarks on its readings.  Cuts, quotations and remarks are anchored by their words, so that they
survive edits of the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fitnacorpus import anchors, languages, refs, toml_files
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import ConfigError, FitnaError
from fitnacorpus.model import TextInfo

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {code: language.names[languages.ENGLISH.code] for code, language in languages.KNOWN.items()}
)
"""Primary language subtags (BCP 47) that the program knows by name, with their English names."""

_LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_TEXT_KEYS: Final = {
    "work": str,
    "author": str,
    "tradition": str,
    "translation_of": str,
    "derived_from": str,
    "extent": str,
    "editor": str,
    "publisher": str,
    "place": str,
    "year": str,
    "rights": str,
    "public": bool,
}
_UNSAID: Final = ("translation_of", "derived_from", "editor", "publisher", "place", "year")
"""Keys that a draft leaves out where there is nothing to say."""
QUOTATIONS: Final = ("quran", "hadith", "poem", "letter", "speech", "quotation")
"""Kinds of quotations."""
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
    """An editor's remark on a reading.

    With `corr` it is a correction, with `reg` the regular spelling of what is no mistake, with
    neither a note on a slip.
    """

    anchor: Anchor
    corr: str = ""
    note: str = ""
    reg: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage that an editor knows to be quoted.

    Attributes:
        anchor: Its words.
        kind: One of `QUOTATIONS`.
        source: Where it comes from (``Q 7:89``, a book and a page), or who speaks, or "".
        note: The editor's words on it.
    """

    anchor: Anchor
    kind: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parallel:
    """What an editor says of two texts: these episodes tell the same as those.

    Attributes:
        here: Ids of the first and the last episode of this text.
        text: Id of the other text.
        there: Ids of its first and its last episode.
    """

    here: tuple[str, str]
    text: str
    there: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Description:
    """Everything a person has written about one text.

    Attributes:
        info: What the text is.
        path: The file this was read from.
        cuts: Where episodes begin, in the order written.
        remarks: Remarks on readings.
        retired: Episode ids that are no more, each with the id that took its place.
        quotations: Passages that an editor knows to be quoted.
        reader: Name of the reader to use, or "" to let the readers decide.
        parallels: Where alone links to other texts are sought, for texts that are named there.
    """

    info: TextInfo
    path: str
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""
    quotations: tuple[Quotation, ...] = ()
    parallels: tuple[Parallel, ...] = ()


def load(path: Path) -> Description:
    """Read a description.

    Raises:
        ConfigError: it is no TOML, or a key or value is wrong; with file and line.
    """
    table = toml_files.load_toml(path)
    toml_files.check_version(table, path)
    lists = {"episode", "correction", "quotation", "parallel"}
    known = {"version", "id", "lang", "title", "source", "retired", *lists}
    if unknown := [key for key in table if key not in known | set(_TEXT_KEYS)]:
        hint = f"Known here: {', '.join(sorted((known | set(_TEXT_KEYS)) - {'version'}))}"
        raise toml_files.bad(path, unknown[0], "is no key of a text", hint)
    for key, kind in _TEXT_KEYS.items():
        if key in table and type(table[key]) is not kind:
            raise toml_files.bad(path, key, f"must be of type {kind.__name__}", "Correct the value")
    for key in ("translation_of", "derived_from"):
        if table.get(key) and not refs.is_id(table[key]):
            raise toml_files.bad(path, key, "must be a text id", "Name another text of the corpus")
    text_id, lang = table.get("id"), table.get("lang")
    if not isinstance(text_id, str) or not refs.is_text_id(text_id):
        raise toml_files.bad(
            path, "id", "must be a text id", "Use small letters, digits and hyphens: egypt-en"
        )
    check_language(lang, where=f"{path}:{toml_files.key_line(path, 'lang')}")
    assert isinstance(lang, str)
    source = _strings(table.get("source"), path, "source")
    for key in source:
        if key not in _SOURCE_KEYS:
            hint = f"Known here: {', '.join(_SOURCE_KEYS)}"
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
        **{key: table[key] for key in _TEXT_KEYS if key in table},
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
    )


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
        corr, note, reg = (item.get(key, "") for key in ("corr", "note", "reg"))
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
        kind, source, note = (item.get(key, "") for key in ("kind", "source", "note"))
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


# --- Writing -------------------------------------------------------------------------------------


def render(description: Description) -> str:
    """A new description as TOML, for a person to complete."""
    import tomlkit

    info = description.info
    document = tomlkit.document()
    document.add("version", tomlkit.item(toml_files.VERSION))
    for key in ("id", "lang"):
        document.add(key, tomlkit.item(getattr(info, key)))
    for key in _TEXT_KEYS:
        if (value := getattr(info, key)) or key not in _UNSAID:
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
    if description.remarks:
        remarks = tomlkit.aot()
        for remark in description.remarks:
            remarks.append(_remark_table(remark))
        document.add("correction", remarks)
    if description.retired:
        retired = tomlkit.table()
        retired.update(description.retired)
        document.add("retired", retired)
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


def _remark_table(remark: Remark) -> Any:
    import tomlkit

    table = tomlkit.table()
    table.add("at", _inline(remark.anchor))
    for key in ("corr", "reg", "note"):
        if value := getattr(remark, key):
            table.add(key, value)
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
            _replace_anchor(known[cut.id], "from", cut.anchor)
        else:
            if "episode" not in document:
                document.add("episode", tomlkit.aot())
            document["episode"].append(_cut_table(cut))
    for table, remark in zip(document.get("correction", []), description.remarks, strict=True):
        _replace_anchor(table, "at", remark.anchor)
    for table, quoted in zip(document.get("quotation", []), description.quotations, strict=True):
        _replace_anchor(table, "at", quoted.anchor)
    return tomlkit.dumps(document)


def revise(content: str, old: Description, new: Description) -> str:
    """An existing description with what an editor has changed, and nothing else touched.

    Args:
        content: The TOML as it stands, comments included.
        old: What it says.
        new: What it shall say of title, work, author, tradition, extent, rights, episodes,
            corrections and retired ids.
    """
    import tomlkit

    document: Any = tomlkit.parse(content)
    missing = []
    for key in ("work", "author", "tradition", "extent", "rights"):
        value = getattr(new.info, key)
        if value != getattr(old.info, key) and key in document:
            document[key] = value
        elif value != getattr(old.info, key):
            missing.append(f"{key} = {tomlkit.item(value).as_string()}\n")
    if dict(new.info.title) != dict(old.info.title):
        document["title"] = dict(new.info.title)
    if new.cuts != old.cuts:
        known = {table["id"]: table for table in document.get("episode", [])}
        tables = [_revised_cut(known.get(cut.id), cut) for cut in new.cuts]
        _set_tables(document, "episode", tables)
    if new.remarks != old.remarks:
        places = {remark.anchor: n for n, remark in enumerate(old.remarks)}
        tables = []
        for remark in new.remarks:
            place = places.get(remark.anchor)
            kept = document["correction"][place] if place is not None else None
            same = place is not None and old.remarks[place] == remark
            tables.append(kept if same else _remark_table(remark))
        _set_tables(document, "correction", tables)
    if dict(new.retired) != dict(old.retired):
        retired = document.get("retired") or tomlkit.table()
        for key, heir in new.retired.items():
            retired[key] = heir
        document["retired"] = retired
    written: str = tomlkit.dumps(document)
    # A key of the topmost table has to stand before every other table; 'id' stands there always.
    return re.sub(r"(?m)^id\s*=.*\n", lambda m: m[0] + "".join(missing), written, count=1)


def _set_tables(document: Any, name: str, tables: Sequence[Any]) -> None:
    """Put a list of tables where the list stood, or at the end."""
    import tomlkit

    if not tables:
        document.pop(name, None)
        return
    listed = tomlkit.aot()
    for table in tables:
        listed.append(table)
    if name in document:
        document[name] = listed
    else:
        document.add(name, listed)


def _revised_cut(table: Any, cut: Cut) -> Any:
    """The table of an episode with what has changed in it; a new one where there is none."""
    import tomlkit

    if table is None:
        return _cut_table(cut)
    if table.get("event", "") != cut.event:
        if cut.event:
            table["event"] = cut.event
        else:
            del table["event"]
    if dict(table.get("title", {})) != dict(cut.title):
        title = tomlkit.inline_table()
        title.update(cut.title)
        table["title"] = title
    _replace_anchor(table, "from", cut.anchor)
    return table


def _replace_anchor(table: Any, key: str, anchor: Anchor) -> None:
    """Write an anchor into a table, unless it stands there already, however it is spelt."""
    if anchors.from_dict(table[key].unwrap()) != anchor:
        table[key] = _inline(anchor)


def with_source(description: Description, *, sha256: str, encoding: str) -> Description:
    """The description of the same text after its source changed."""
    return replace(description, info=replace(description.info, sha256=sha256, encoding=encoding))
