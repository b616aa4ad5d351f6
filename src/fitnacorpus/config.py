"""Settings of a corpus: ``corpus.toml``, or ``[tool.fitnacorpus]`` in ``pyproject.toml``.

Everything has a default; a key that is not known here is an error, so that a misspelt setting is
never silently without effect.  ``docs/reference.md`` lists every key.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from fitnacorpus.errors import ConfigError
from fitnacorpus.toml_files import bad, check_version, in_languages, load_toml

FILE: Final = "corpus.toml"
PYPROJECT: Final = "pyproject.toml"
UNPUBLISHED: Final = "unpublished"
"""In place of the publisher of an edition that nobody has published."""


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """How links between accounts are proposed.

    Attributes:
        encoder: Name of the sentence encoder, a plugin.
        floor: Probability below which a link is not proposed, 0 to 1.  Low by default: what an
            editor is shown folded away costs a glance, and between short accounts little is surer.
    """

    encoder: str = "use"
    floor: float = 0.1


@dataclass(frozen=True, slots=True)
class FloorSettings:
    """Scores below which `check` turns red, 0 to 1; 0 demands nothing.

    Attributes:
        align_precision: Precision of the program's own links, by the verdicts.
        align_recall: Their recall.
        align_f1: Their F1.
    """

    align_precision: float = 0.0
    align_recall: float = 0.0
    align_f1: float = 0.0


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
        title: Title of the corpus, a line for each language that it is given in.
        publisher: Who publishes the edition; so too.
        editors: Who answers for editorial statements.
        licence: Address of the licence of the annotations; "" while nobody has chosen one.
        align: How links are proposed.
        floors: Scores below which the corpus is not fit.
        limits: Bounds on input.
        profiles: The corpus's own folding profiles: name to step names.
        starters: Starter authorities from which `add` copies what the texts name.
        path: The file the settings were read from, or "" for defaults.
    """

    title: str = "Parallel accounts"
    publisher: str = UNPUBLISHED
    editors: str = "the editors"
    licence: str = ""
    align: AlignSettings = AlignSettings()
    floors: FloorSettings = FloorSettings()
    limits: LimitSettings = LimitSettings()
    profiles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starters: tuple[str, ...] = ()
    path: str = ""

    @property
    def published(self) -> bool:
        """Whether the settings name who publishes the edition."""
        return self.publisher != UNPUBLISHED


def is_web_address(value: str) -> bool:
    """Whether a value is an address that a page may lead to: http or https, and a host."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and value.isprintable()
        and (" " not in value)
    )


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
        tools = load_toml(shared).get("tool", {})
        table = tools.get("fitnacorpus") if isinstance(tools, dict) else None
        if table is not None:
            return _settings(table, shared)
    raise ConfigError(
        "no-corpus",
        "there is no corpus here",
        where=str(root),
        hint=f"Run 'fitnacorpus init {shlex.quote(str(root))}', or name the folder with -C",
    )


def _settings(content: Any, path: Path) -> Settings:
    own = "fitnacorpus" if path.name == PYPROJECT else ""
    if not isinstance(content, dict):
        raise bad(path, own, "must be a table", f"Write: [tool.{own}]", table="tool")
    check_version(content, path, table=own)
    values = {k: v for k, v in content.items() if k != "version"}
    profiles = values.pop("profiles", {})
    if not isinstance(profiles, dict):
        hint = "Write: [profiles] name = [steps]"
        raise bad(path, "profiles", "must be a table", hint, table=own)
    for name, steps in profiles.items():
        if not isinstance(steps, list) or not all(isinstance(s, str) for s in steps):
            hint = 'Write: name = ["nfc"]'
            raise bad(path, name, "must be a list of step names", hint, table="profiles")
    starters = values.pop("starters", [])
    if not isinstance(starters, list) or not all(isinstance(s, str) for s in starters):
        hint = 'Write: starters = ["early-islam"]'
        raise bad(path, "starters", "must be a list of names", hint, table=own)
    checked: dict[str, Any] = {
        "starters": tuple(starters),
        "profiles": MappingProxyType({name: tuple(steps) for name, steps in profiles.items()}),
        "path": str(path),
    }
    for name, kind in (
        ("align", AlignSettings),
        ("floors", FloorSettings),
        ("limits", LimitSettings),
    ):
        part = values.pop(name, {})
        if not isinstance(part, dict):
            raise bad(path, name, "must be a table", f"Write: [{name}]", table=own)
        checked[name] = kind(**_known(part, kind, path, name))
    checked.update(_known(values, Settings, path, own))
    settings = Settings(**checked)
    if not 0 <= settings.align.floor <= 1:
        hint = "Write: floor = 0.1"
        raise bad(path, "floor", "must lie between 0 and 1", hint, table="align")
    if settings.licence and not is_web_address(settings.licence):
        hint = 'Write: licence = "https://creativecommons.org/licenses/by/4.0/"'
        raise bad(path, "licence", "must be an address of the web (https://…)", hint, table=own)
    for floor in fields(FloorSettings):
        if not 0 <= getattr(settings.floors, floor.name) <= 1:
            hint = f"Write: {floor.name} = 0.8"
            raise bad(path, floor.name, "must lie between 0 and 1", hint, table="floors")
    for name in ("line", "file"):
        if getattr(settings.limits, name) < 1:
            hint = f"The default is {getattr(LimitSettings(), name)}"
            raise bad(path, name, "must be 1 or more", hint, table="limits")
    return settings


_SAID: Final = frozenset({"title", "publisher"})
"""Settings that may be said in several languages."""


def _known(content: Mapping[str, Any], kind: type, path: Path, table: str) -> dict[str, Any]:
    """The values of a table, each checked against the type of the default it replaces."""
    defaults = {
        f.name: f.default for f in fields(kind) if f.name not in ("path", "profiles", "starters")
    }
    out: dict[str, Any] = {}
    for key, value in content.items():
        if key not in defaults:
            hint = f"Known here: {', '.join(sorted(defaults))}"
            raise bad(path, key, "is no setting", hint, table=table)
        wanted = type(defaults[key])
        if wanted is float and type(value) is int:
            value = float(value)
        if key in _SAID:
            value = in_languages(value)
        if type(value) is not wanted:
            hint = f"The default is {defaults[key]!r}"
            raise bad(path, key, f"must be of type {wanted.__name__}", hint, table=table)
        out[key] = value
    return out
