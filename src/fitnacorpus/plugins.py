"""Plugins: names of readers, encoders and exporters, and the callables behind them.

What the package brings and what others bring comes through one door: a name stands for the path of
a callable, which is imported when it is first asked for.  Others register theirs as an entry point
in the group ``fitnacorpus.<kind>``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import metadata
from types import MappingProxyType
from typing import Any, Final

from fitnacorpus.errors import ConfigError, choose

BUILT_IN: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "reader": {
            "openiti": "fitnacorpus.ingest.openiti:read",
            "html": "fitnacorpus.ingest.html:read",
            "tei": "fitnacorpus.ingest.tei:read",
            "markup": "fitnacorpus.ingest.markup:read",
            "plain": "fitnacorpus.ingest.plain:read",
        },
        "encoder": {
            "use": "fitnacorpus.align.encode:use",
            "e5": "fitnacorpus.align.encode:e5",
        },
        "tagger": {
            "camel": "fitnacorpus.names.suggest.backends:camel",
            "spacy": "fitnacorpus.names.suggest.backends:spacy",
        },
        "starter": {
            "early-islam": "fitnacorpus.names.starters.table:early_islam",
        },
    }
)
"""Kind to name to ``module:attribute``.  Readers are tried in this order."""


def names(kind: str) -> dict[str, str]:
    """The plugins of a kind: name to ``module:attribute``, the package's own first.

    Raises:
        ConfigError: another package claims a name that is taken (``plugin-clash``).
    """
    found = dict(BUILT_IN[kind])
    for point in _installed(f"fitnacorpus.{kind}", metadata.entry_points):
        if found.get(point.name, point.value) != point.value:
            raise ConfigError(
                "plugin-clash",
                f"{kind} '{point.name}' is claimed by {found[point.name]} and by {point.value}",
                hint="Uninstall one of the two packages",
            )
        found[point.name] = point.value
    return found


@cache  # to look through what is installed takes longer than to read a short text
def _installed(group: str, listed: Callable[..., Any]) -> tuple[Any, ...]:
    return tuple(sorted(listed(group=group)))


def load(kind: str, name: str) -> Callable[..., Any]:
    """Import the plugin of that name.

    Raises:
        ConfigError: no such plugin (``unknown-plugin``), or it cannot be imported
            (``broken-plugin``).
    """
    path = BUILT_IN[kind].get(name)
    if path is None:
        known = names(kind)
        if name not in known:
            raise ConfigError(
                "unknown-plugin",
                f"there is no {kind} '{name}'",
                hint=choose(name, known, otherwise="See 'fitnacorpus plugins'"),
            )
        path = known[name]
    module, _, attribute = path.partition(":")
    try:
        loaded = getattr(importlib.import_module(module), attribute)
    except Exception as error:  # a stranger's module may fail in any way while it is imported
        raise ConfigError(
            "broken-plugin",
            f"{kind} '{name}' cannot be loaded: {error}",
            hint=f"Install what {module} needs",
        ) from None
    if not callable(loaded):
        raise ConfigError(
            "broken-plugin",
            f"{kind} '{name}' is not callable",
            hint=f"Let {path} name a function or a class",
        )
    return loaded  # type: ignore[no-any-return]
