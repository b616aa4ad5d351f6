"""How a corpus shows itself in a notebook: tables of HTML, each cell in its own direction.

`Rows` is what a notebook shows and a dataframe is made of.  No library is imported before one is
asked for.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

from fitnacorpus.errors import FitnaError

_LIBRARIES: Final = ("pandas", "polars")
"""Libraries with a `DataFrame` that takes columns by name; the first that can be loaded is used."""
_SHOWN: Final = 50
"""Rows that a table shows before it says how many more there are."""


class Rows(Sequence[tuple[object, ...]]):
    """Rows under named columns.

    Args:
        columns: Names of the columns.
        rows: The rows.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        self.columns, self._rows = tuple(columns), rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self._rows)

    def __getitem__(self, index: Any) -> Any:
        """A row by its number, or a run of rows."""
        found = self._rows[index]
        return Rows(self.columns, found) if isinstance(index, slice) else found

    def __repr__(self) -> str:
        return f"<{len(self):,} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self._rows[:_SHOWN])
        more = len(self) - _SHOWN
        rest = f"<p>{more:,} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"

    def to_frame(self, library: str = "") -> Any:
        """A dataframe of pandas or polars, whichever is installed.

        Args:
            library: "pandas" or "polars"; "" for the first that is installed.

        Raises:
            FitnaError: it is not installed (``no-dataframe``).
        """
        columns = {name: [row[i] for row in self._rows] for i, name in enumerate(self.columns)}
        for name in [library] if library else _LIBRARIES:
            with suppress(ImportError):
                return import_module(name).DataFrame(columns)
        raise FitnaError(
            "no-dataframe", f"{library or 'a library of dataframes'} is not installed",
            hint="Install one: pip install pandas, or pip install polars",
        )  # fmt: skip


def _cell(value: object) -> str:
    # The direction of a cell is that of its first letter.
    return f'<td dir="auto" style="text-align:start">{html.escape(str(value))}</td>'
