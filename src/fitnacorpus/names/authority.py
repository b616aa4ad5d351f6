"""Problems of an authority: what its editor should look at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from fitnacorpus.model import Authority, Entry, Form, Problem
from fitnacorpus.orthography import fold_key

_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def problems(authority: Authority, file: str) -> list[Problem]:
    """Forms in the wrong script, repeated forms, forms of several entries, dangling places.

    Args:
        authority: The authority.
        file: Its path, as problems should name it.
    """
    return [
        *_wrong_scripts(authority, file),
        *_repeated(authority, file),
        *_unreachable(authority, file),
        *_places(authority, file),
    ]


def _wrong_scripts(authority: Authority, file: str) -> Iterator[Problem]:
    for entry in authority.entries:
        for form in entry.forms:
            latin = form.lang.startswith("en") or "Latn" in form.lang
            wrong = _ARABIC.search(form.text) if latin else (
                form.lang == "ar" and not _ARABIC.search(form.text) and _LATIN.search(form.text)
            )  # fmt: skip
            if wrong:
                yield Problem(
                    "wrong-script",
                    "error",
                    f"form “{form.text}” of '{entry.id}' is not in the script of '{form.lang}'",
                    "Correct the form or its xml:lang",
                    file,
                    entry.line,
                )


def _repeated(authority: Authority, file: str) -> Iterator[Problem]:
    for entry in authority.entries:
        seen: set[tuple[str, str]] = set()
        for form in entry.forms:
            key = (form.text, form.lang)
            if key in seen:
                yield Problem(
                    "repeated-form",
                    "warning",
                    f"form “{form.text}” of '{entry.id}' stands twice",
                    "Remove one of the two",
                    file,
                    entry.line,
                )
            seen.add(key)


def _unreachable(authority: Authority, file: str) -> Iterator[Problem]:
    """Entries of which every form also belongs to another entry: no text can name them alone."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in authority.entries:
        for form in entry.forms:
            owners[_key(form)].add(entry.id)
    for entry in authority.entries:
        if all(len(owners[_key(form)]) > 1 for form in entry.forms):
            yield Problem(
                "unreachable-entry",
                "warning",
                f"every form of '{entry.id}' also belongs to another entry",
                "Add a form that tells it apart",
                file,
                entry.line,
            )


def _key(form: Form) -> str:
    return fold_key(form.text, form.lang, "tag")


def _places(authority: Authority, file: str) -> Iterator[Problem]:
    for entry in authority.entries:
        for ref in entry.where:
            if _kind(authority.by_id.get(ref)) != "place":
                yield Problem(
                    "dangling-ref",
                    "error",
                    f"event '{entry.id}' is said to be at '{ref}', which is no place",
                    "Add the place, or correct @where",
                    file,
                    entry.line,
                )


def _kind(entry: Entry | None) -> str:
    return entry.kind if entry else ""
