"""Writing a description: whole, or what has changed in it and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fitnacorpus import anchors, toml_files
from fitnacorpus.anchors import Anchor
from fitnacorpus.description.description import TEXT_KEYS, UNSAID, Cut, Description, Remark

_BARE: Final = re.compile("[A-Za-z0-9_-]+")
"""Keys of TOML that need no quotation marks."""


def render(description: Description, *, proposed: bool = False) -> str:
    """A new description as TOML, for a person to complete.

    A book may have thousands of episodes, and a document of tomlkit takes a millisecond for each:
    what is new holds no comments that had to be kept, so it is written as it stands.

    Args:
        description: The description.
        proposed: Whether the title is only the first line of the text, which a comment then says.
    """
    info = description.info
    head: dict[str, object] = {"version": toml_files.VERSION, "id": info.id, "lang": info.lang}
    for key in TEXT_KEYS:
        if (value := getattr(info, key)) or key not in UNSAID:
            head[key] = value
    source = {key: getattr(info, key) for key in ("file", "original", "sha256", "encoding")}
    if description.reader:
        source["reader"] = description.reader
    title = "[title]" + "  # proposed: the first line of the text" * proposed
    tables = [("", head), (title, info.title), ("[source]", source)]
    tables += [("[[episode]]", _plain_cut(cut)) for cut in description.cuts]
    tables += [("[[correction]]", _plain_remark(remark)) for remark in description.remarks]
    if description.retired:
        tables.append(("[retired]", description.retired))
    return "\n".join(
        "".join(f"{line}\n" for line in ([heading] if heading else []) + _lines(table))
        for heading, table in tables
    )


def _lines(table: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    """A value of TOML, of which all but a table is written as in JSON."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(_lines(value)) + "}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain_cut(cut: Cut) -> dict[str, object]:
    table: dict[str, object] = {"id": cut.id}
    if cut.event:
        table["event"] = cut.event
    if cut.title:
        table["title"] = cut.title
    return {**table, "from": cut.anchor.as_dict()}


def _plain_remark(remark: Remark) -> dict[str, object]:
    said = {key: getattr(remark, key) for key in ("corr", "reg", "note")}
    return {"at": remark.anchor.as_dict(), **{key: value for key, value in said.items() if value}}


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

    Episodes that it no longer has go, and its retired ids are written.

    Args:
        content: The TOML as it stands, comments included.
        description: The same description, with the new values.
    """
    import tomlkit

    document: Any = tomlkit.parse(content)
    document["source"]["sha256"] = description.info.sha256
    document["source"]["encoding"] = description.info.encoding
    known = {table["id"]: table for table in document.get("episode", [])}
    cuts = {cut.id for cut in description.cuts}
    if not known.keys() <= cuts:
        _set_tables(document, "episode", [t for ident, t in known.items() if ident in cuts])
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
    _add_retired(document, description)
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
        _add_retired(document, new)
    written: str = tomlkit.dumps(document)
    # A key of the topmost table has to stand before every other table; 'id' stands there always.
    return re.sub(r"(?m)^id\s*=.*\n", lambda m: m[0] + "".join(missing), written, count=1)


def _add_retired(document: Any, description: Description) -> None:
    """Write the retired ids of a description, if it has any."""
    import tomlkit

    if not description.retired:
        return
    retired = document.get("retired") or tomlkit.table()
    for key, heir in description.retired.items():
        if retired.get(key) != heir:
            retired[key] = heir
    document["retired"] = retired


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
