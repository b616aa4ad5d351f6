"""TOML files that people write: read with positions, so that a fault has its line."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fitnacorpus.errors import ConfigError

VERSION: Final = 1
"""Format version of settings and of text descriptions."""

NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no file of a corpus may hold: not a Char of XML 1.0 (fifth edition), production 2."""


def load_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file.

    Raises:
        ConfigError: it is no TOML, with line and column (``broken-toml``), or cannot be read
            (``unreadable``).
    """
    try:
        data = path.read_bytes()
        content = data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            "unreadable",
            error.strerror or "cannot be read",
            where=str(path),
            hint="Check that the file exists and may be read",
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(
            "broken-toml",
            f"byte {error.start} is not UTF-8",
            where="{}:{}:{}".format(path, *_line_and_column(data, error.start)),
            hint="Save the file as UTF-8",
        ) from None
    try:
        table = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        what, line, column = _toml_error(str(error), content)
        raise ConfigError(
            "broken-toml",
            what,
            where=f"{path}:{line}:{column}",
            hint="Mend the line; a string needs quotes",
        ) from None
    _refuse_controls(table, path)
    return table


def in_languages(value: Any) -> Any:
    """What may be said in several languages: a table by language becomes a line for each.

    Anything else is given back as it is, for whoever asked to judge.
    """
    if isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
        return "\n".join(" ".join(said.split()) for said in value.values() if said.strip())
    return value


def _refuse_controls(
    value: Any, path: Path, key: str = "", *, table: str = "", number: int = 1
) -> None:
    """Refuse strings that could not be written as XML."""
    if isinstance(value, dict):
        for name, item in value.items():
            _refuse_controls(name, path, key, table=table or name, number=number)
            _refuse_controls(item, path, name, table=table or name, number=number)
    elif isinstance(value, list):
        for index, item in enumerate(value, start=1):
            nth = index if key == table else number
            _refuse_controls(item, path, key, table=table, number=nth)
    elif isinstance(value, str) and (found := NOT_XML.search(value)):
        what = f"holds the character U+{ord(found[0]):04X}, which may not stand in XML"
        raise bad(path, key, what, "Remove the character", table=table, number=number)


def _toml_error(message: str, content: str) -> tuple[str, int, int]:
    match = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.S)
    if match:
        return match[1], int(match[2]), int(match[3])
    lines = content.split("\n")
    return message.removesuffix(" (at end of document)"), len(lines), len(lines[-1]) + 1


def _line_and_column(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a byte in a file that is UTF-8 up to there."""
    before = data[:offset].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").split("\n")
    return len(before), len(before[-1]) + 1


def key_line(path: Path, key: str, table: str = "", number: int = 1) -> int:
    """Line on which a key of a TOML file is written, or 1; for messages only.

    Args:
        path: The file.
        key: The key, or the last part of a table's name.
        table: The table that the key stands in; "" for the keys before the first table.
        number: Which of several tables of that name, from 1.
    """
    lines = path.read_text("utf-8-sig").split("\n")
    inline = re.compile(rf"\s*{re.escape(table)}\s*=")
    heads = [n for n, line in enumerate(lines) if _is_head(line, table) or inline.match(line)]
    first = heads[number - 1] if number <= len(heads) else 0
    following = (n for n in range(first + 1, len(lines)) if lines[n].lstrip().startswith("["))
    section = range(first, next(following, len(lines)))
    quoted = rf"[\"']?{re.escape(key)}[\"']?\s*"
    for pattern in (rf"\s*(?:[\w.-]+\.)?{quoted}=", rf".*[{{,]\s*{quoted}="):
        for index in section:
            if re.match(pattern, lines[index]):
                return index + 1
    return next((n + 1 for n, line in enumerate(lines) if _is_head(line, key)), first + 1)


def _is_head(line: str, table: str) -> bool:
    """Whether a line of TOML begins a table, or one of an array of tables, of that name."""
    return re.match(rf"\s*\[\[?\s*(?:[\w.-]+\.)?{re.escape(table)}\s*\]", line) is not None


def bad(
    path: Path, key: str, what: str, hint: str, *, table: str = "", number: int = 1
) -> ConfigError:
    """The error for a wrong key or value of a TOML file, at its line (see `key_line`)."""
    where = f"{path}:{key_line(path, key, table, number)}"
    return ConfigError("bad-setting", f"'{key}' {what}", where=where, hint=hint)


def check_version(content: Mapping[str, Any], path: Path, *, table: str = "") -> None:
    """Demand the format version this program understands.

    Args:
        content: The content of the file, or of one table of it.
        path: The file, for messages.
        table: The name of that table.

    Raises:
        ConfigError: `version` is missing or another (``bad-setting``).
    """
    version = content.get("version")
    if type(version) is not int or version != VERSION:
        hint = f"Write: version = {VERSION}"
        raise bad(path, "version", f"must be {VERSION}", hint, table=table)
