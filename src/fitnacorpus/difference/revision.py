"""An earlier state of a corpus, taken out of git."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath
from typing import Final

from fitnacorpus import config
from fitnacorpus.errors import CorpusError
from fitnacorpus.files import write_whole

_FOLDERS: Final = frozenset({"seeds", "tei", "alignments"})
"""What of a corpus folder git keeps, besides its settings."""
_FILES: Final = frozenset({"100644", "100755"})
"""Modes of files; links and submodules are left where they are (git-ls-tree(1))."""


def unpack(root: Path, revision: str, into: Path) -> None:
    """Lay a corpus as it was at a revision into a folder.

    Args:
        root: The corpus folder, or any folder of a work tree.
        revision: A branch, tag or commit.
        into: The folder to fill.

    Raises:
        CorpusError: there is no git (``no-git``), no such revision (``no-revision``), or no corpus
            in it (``no-revision``).
    """
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape")
    wanted = []
    for row in filter(None, listed.split("\0")):
        facts, _, name = row.partition("\t")
        mode, _, ident = facts.split()
        path = PurePosixPath(name)
        known = path.parts[0] in _FOLDERS or name in (config.FILE, config.PYPROJECT)
        if mode in _FILES and known and ".." not in path.parts and not path.is_absolute():
            wanted.append((path, ident))
    if not any(str(path) in (config.FILE, config.PYPROJECT) for path, _ in wanted):
        raise CorpusError(
            "no-revision", f"there was no corpus here at '{revision}'", where=str(root),
            hint="Name a later revision",
        )  # fmt: skip
    blobs = _git(root, "cat-file", "--batch", stdin="".join(f"{ident}\n" for _, ident in wanted))
    at = 0
    for path, _ in wanted:
        line_end = blobs.index(b"\n", at)
        size = int(blobs[at:line_end].split()[2])
        write_whole(into / path, blobs[line_end + 1 : line_end + 1 + size])
        at = line_end + 1 + size + 1


def fork(root: Path, revision: str) -> str:
    """The commit at which the work that stands here left a branch; the branch's own without one.

    Args:
        root: The corpus folder.
        revision: A branch, tag or commit.

    Raises:
        CorpusError: there is no git or no such revision.
    """
    commit = _commit(root, revision)
    done = _run(root, "merge-base", commit, "HEAD")
    return done.stdout.decode().strip() if done.returncode == 0 else commit


def _commit(root: Path, revision: str) -> str:
    done = _run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if done.returncode == 0:
        return done.stdout.decode().strip()
    _git(root, "rev-parse", "--git-dir")
    raise CorpusError(
        "no-revision", f"git knows no revision '{revision}'", where=str(root),
        hint="Name a branch, a tag or a commit; a shallow clone lacks earlier ones",
    )  # fmt: skip


def _git(root: Path, *words: str, stdin: str = "") -> bytes:
    done = _run(root, *words, stdin=stdin)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise CorpusError(
            "no-git", said.rstrip(".") or "git refuses", where=str(root),
            hint="Keep the corpus in a git repository",
        )  # fmt: skip
    return done.stdout


def _run(root: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words],
            input=stdin.encode(),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise CorpusError(
            "no-git", "git is not installed", hint="Install it: earlier states are asked of git"
        ) from None
