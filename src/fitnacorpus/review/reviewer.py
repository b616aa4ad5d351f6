"""Who reviews: a name or an ORCID.

It is remembered nowhere: another user of the same copy would sign with it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import JudgementError
from fitnacorpus.orcid import is_orcid
from fitnacorpus.toml_files import NOT_XML

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def reviewer(folder: CorpusFolder, given: str, ask: Callable[[str], str] | None) -> str:
    """The name under which verdicts are given.

    Args:
        folder: The corpus.
        given: Name or ORCID given now, or "".
        ask: Asks the user for his name, with a proposal; None where nobody can be asked.

    Raises:
        JudgementError: there is no name, or it cannot be one (``no-reviewer``).
    """
    name = given
    if not name:
        proposal = _git_name(folder)
        name = ask(proposal) if ask else proposal
    return normal(name)


def normal(name: str) -> str:
    """A name as verdicts bear it: an ORCID without its address, else words with single spaces.

    Raises:
        JudgementError: it is empty, no ORCID by its check digit, or cannot stand in XML
            (``no-reviewer``).
    """
    name = " ".join(name.split())
    if found := _ORCID.fullmatch(name):
        if not is_orcid(found[1]):
            raise _bad(f"'{found[1]}' is no ORCID: its check digit is wrong")
        return found[1]
    if not name or NOT_XML.search(name):
        raise _bad("the verdicts need a name")
    return name


def _bad(what: str) -> JudgementError:
    return JudgementError("no-reviewer", what, hint="Name yourself with --by NAME or an ORCID")


def _git_name(folder: CorpusFolder) -> str:
    """The name that git knows the user by, or ""."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder.root), "config", "user.name"],
            capture_output=True, check=False, timeout=5, encoding="utf-8",
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout.strip()
