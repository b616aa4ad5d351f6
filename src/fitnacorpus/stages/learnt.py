"""What the verdicts of a corpus taught, as a file that is written on command and committed."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fitnacorpus.errors import ConfigError
from fitnacorpus.toml_files import bad, check_version, load_toml

if TYPE_CHECKING:
    from fitnacorpus.align.calibration import Logistic
    from fitnacorpus.align.learning import Lesson

_DECIMALS: Final = 3
_HINT: Final = "Run 'fitnacorpus align --learn --use' again, or delete the file"


def read(path: Path) -> Logistic | None:
    """The correction that a corpus uses; None where it uses none.

    Raises:
        ConfigError: the file is not as `render` writes it.
    """
    if not path.is_file():
        return None
    from fitnacorpus.align.calibration import Logistic
    from fitnacorpus.align.learning import FEATURES

    table = load_toml(path)
    check_version(table, path)
    names = (*FEATURES, "bias")
    weights = table.get("weights")
    if not isinstance(weights, dict) or {*weights} != {*names}:
        raise ConfigError(
            "bad-setting", f"weights must be {', '.join(names)}", where=str(path), hint=_HINT
        )
    for name, value in weights.items():
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise bad(path, name, "must be a number", _HINT, table="weights")
    return Logistic(tuple(float(weights[name]) for name in FEATURES), float(weights["bias"]))


def render(lesson: Lesson) -> bytes:
    """The file of a lesson."""
    from fitnacorpus.align.learning import FEATURES

    weights = {
        **dict(zip(FEATURES, lesson.weights.weights, strict=True)),
        "bias": lesson.weights.bias,
    }
    return "\n".join(
        [
            "# What verdicts say of the program's probabilities: written by",
            "# 'fitnacorpus align --learn --use', read by all but 'align --proposals' and",
            "# 'eval align'.  Delete the file to do without it.",
            "version = 1",
            f"accepted = {lesson.accepted}",
            f"rejected = {lesson.rejected}",
            "",
            "[weights]",
            *(f"{name} = {value:.{_DECIMALS}f}" for name, value in weights.items()),
            "",
        ]
    ).encode()
