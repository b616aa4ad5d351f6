"""Settings of a corpus: ``corpus.toml``, or ``[tool.fitnacorpus]`` in ``pyproject.toml``.

Everything has a default; a key that is not known here is an error, so that a misspelt setting is
never silently without effect.  ``docs/reference.md`` lists every key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fitnacorpus.errors import ConfigError

VERSION: Final = 1
"""Format version of settings and of text descriptions."""

FILE: Final = "corpus.toml"
PYPROJECT: Final = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """How links between accounts are proposed.

    Attributes:
        encoder: Name of the sentence encoder, a plugin.
        floor: Score below which a link is not proposed, 0 to 1.
    """

    encoder: str = "use"
    floor: float = 0.5


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """Bounds on input; what exceeds them is refused with a clear error.

    Attributes:
        line: Longest line of a source, in code points.
        file: Largest source file, in bytes.
    """

    line: int = 200_000
    file: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a corpus.

    Attributes:
        title: Title of the corpus.
        publisher: Who publishes the edition.
        editors: Who answers for editorial statements.
        licence: Address of the licence of the annotations.
        align: How links are proposed.
        limits: Bounds on input.
        profiles: The corpus's own folding profiles: name to step names.
        path: The file the settings were read from, or "" for defaults.
    """

    title: str = "Parallel accounts"
    publisher: str = "unpublished"
    editors: str = "the editors"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    align: AlignSettings = AlignSettings()
    limits: LimitSettings = LimitSettings()
    profiles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    path: str = ""


def load(root: Path) -> Settings:
    """Read the settings of the corpus in `root`.

    Raises:
        ConfigError: neither file holds settings (``no-corpus``), a file is no TOML
            (``broken-toml``), or a key or value is wrong (``bad-setting``).
    """
    own, shared = root / FILE, root / PYPROJECT
    if own.is_file():
        return _settings(load_toml(own), own)
    if shared.is_file():
        table = load_toml(shared).get("tool", {}).get("fitnacorpus")
        if table is not None:
            return _settings(table, shared)
    raise ConfigError(
        "no-corpus",
        "there is no corpus here",
        where=str(root),
        hint=f"Run 'fitnacorpus init {root}', or name the folder with -C",
    )


def load_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file.

    Raises:
        ConfigError: it is no TOML, with line and column (``broken-toml``), or cannot be read
            (``unreadable``).
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
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
            where=str(path),
            hint="Save the file as UTF-8",
        ) from None
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        what, line, column = _toml_error(str(error), content)
        raise ConfigError(
            "broken-toml",
            what,
            where=f"{path}:{line}:{column}",
            hint="Mend the line; a string needs quotes",
        ) from None


def _toml_error(message: str, content: str) -> tuple[str, int, int]:
    match = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.S)
    if match:
        return match[1], int(match[2]), int(match[3])
    lines = content.split("\n")
    return message.removesuffix(" (at end of document)"), len(lines), len(lines[-1]) + 1


def key_line(path: Path, key: str) -> int:
    """Line on which a key is first written in a TOML file, or 1; for messages only."""
    pattern = re.compile(rf"^[\s\[]*(?:[\w.-]+\.)?{re.escape(key)}\s*[\]=]")
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), start=1):
        if pattern.match(line):
            return number
    return 1


def bad(path: Path, key: str, what: str, hint: str) -> ConfigError:
    """The error for a wrong key or value of a TOML file, at the line of the key."""
    where = f"{path}:{key_line(path, key)}"
    return ConfigError("bad-setting", f"'{key}' {what}", where=where, hint=hint)


def check_version(table: Mapping[str, Any], path: Path) -> None:
    """Demand the format version this program understands.

    Raises:
        ConfigError: `version` is missing or another (``bad-setting``).
    """
    if table.get("version") != VERSION:
        raise bad(path, "version", f"must be {VERSION}", f"Write: version = {VERSION}")


def _settings(table: Mapping[str, Any], path: Path) -> Settings:
    check_version(table, path)
    values = {k: v for k, v in table.items() if k != "version"}
    profiles = values.pop("profiles", {})
    if not isinstance(profiles, dict):
        raise bad(path, "profiles", "must be a table", "Write: [profiles] name = [steps]")
    for name, steps in profiles.items():
        if not isinstance(steps, list) or not all(isinstance(s, str) for s in steps):
            raise bad(path, name, "must be a list of step names", 'Write: name = ["nfc"]')
    checked: dict[str, Any] = {
        "profiles": MappingProxyType({name: tuple(steps) for name, steps in profiles.items()}),
        "path": str(path),
    }
    for name, kind in (("align", AlignSettings), ("limits", LimitSettings)):
        part = values.pop(name, {})
        if not isinstance(part, dict):
            raise bad(path, name, "must be a table", f"Write: [{name}]")
        checked[name] = kind(**_known(part, kind, path))
    checked.update(_known(values, Settings, path))
    settings = Settings(**checked)
    if not 0 <= settings.align.floor <= 1:
        raise bad(path, "floor", "must lie between 0 and 1", "Write: floor = 0.5")
    return settings


def _known(table: Mapping[str, Any], kind: type, path: Path) -> dict[str, Any]:
    """The values of a table, each checked against the type of the default it replaces."""
    defaults = {f.name: f.default for f in fields(kind) if f.name not in ("path", "profiles")}
    out: dict[str, Any] = {}
    for key, value in table.items():
        if key not in defaults:
            known = ", ".join(sorted(defaults))
            raise bad(path, key, "is no setting", f"Known here: {known}")
        wanted = type(defaults[key])
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted:
            raise bad(
                path, key, f"must be of type {wanted.__name__}", f"The default is {defaults[key]!r}"
            )
        out[key] = value
    return out
