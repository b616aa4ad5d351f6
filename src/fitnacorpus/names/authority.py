"""Problems of an authority: what its editor should look at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from fitnacorpus import languages
from fitnacorpus.arabic_script import BLOCK
from fitnacorpus.model import Authority, Entry, Form, Problem
from fitnacorpus.orthography import fold_key, name_key

_ARABIC = re.compile(f"[{BLOCK}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def problems(authority: Authority, file: str) -> list[Problem]:
    """What is wrong with its records; each problem names a record and its line.

    Args:
        authority: The authority.
        file: Its path, as problems should name it.
    """
    return [
        *_alike(authority, file),
        *_repeated(authority, file),
        *_duplicates(authority, file),
        *_unreachable(authority, file),
        *_shared(authority, file),
    ]


def in_wrong_script(form: Form) -> bool:
    """Whether a form is not in the script of its language: Arabic in English, or the reverse."""
    if languages.primary(form.lang) == languages.EN or "Latn" in form.lang:
        return bool(_ARABIC.search(form.text))
    return form.lang == languages.AR and bool(_LATIN.search(form.text))


def _alike(authority: Authority, file: str) -> Iterator[Problem]:
    """Ids that differ in case alone: one file where a disk does not tell the two apart."""
    seen: dict[str, Entry] = {}
    for entry in authority.entries:
        other = seen.setdefault(entry.id.casefold(), entry)
        if other is not entry:
            yield Problem(
                "alike-ids",
                "error",
                f"the id '{entry.id}' differs from '{other.id}' (line {other.line}) in case alone",
                "Rename one of the two",
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
    owners = _owners(authority)
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


def _shared(authority: Authority, file: str) -> Iterator[Problem]:
    """Forms of several entries of which no more than one says in which texts it stands.

    Where `@source` is given, the editor has seen that the form is shared, and has said what it is
    in the texts at hand; what remains open there is a mention in doubt, not a fault of the record.
    """
    for owners in _owners(authority).values():
        silent = {ident: form for ident, form in owners.items() if not form.source}
        if len(owners) < 2 or len(silent) < 2:
            continue
        first, *others = (authority.by_id[ident] for ident in owners)
        also = " and ".join(f"'{other.id}' (line {other.line})" for other in others)
        yield Problem(
            "shared-form",
            "note",
            f"form “{silent[next(iter(silent))].text}” of '{first.id}' is also one of {also}",
            "Say with @source which text calls whom so, or leave it to a verdict",
            file,
            first.line,
        )


def _duplicates(authority: Authority, file: str) -> Iterator[Problem]:
    """Two entries of one kind with the same preferred name, by rules of spelling or structure.

    Names that only the rules make one (Herat, al-Hira) are two where another language says so.
    """
    seen: dict[tuple[str, str, str], tuple[Entry, Form]] = {}
    told: set[str] = set()
    for entry in authority.entries:
        for form in entry.forms:
            if form.type != "preferred":
                continue
            key = (entry.kind, form.lang.partition("-")[0], name_key(form.text))
            other, theirs = seen.setdefault(key, (entry, form))
            if other is entry or entry.id in told:
                continue
            if _key(form) == _key(theirs) or not _told_apart(entry, other):
                told.add(entry.id)
                yield Problem(
                    "duplicate-entry",
                    "warning",
                    f"'{entry.id}' has the preferred name of '{other.id}' (line {other.line}): "
                    f"“{form.text}”",
                    "Make one entry of the two, or give each a name that tells it apart",
                    file,
                    entry.line,
                )


def _told_apart(one: Entry, other: Entry) -> bool:
    """Whether the preferred names of two entries differ in a language in which both have one."""
    names = [
        {f.lang.partition("-")[0]: name_key(f.text) for f in e.forms if f.type == "preferred"}
        for e in (one, other)
    ]
    return any(names[0][lang] != names[1][lang] for lang in names[0].keys() & names[1].keys())


def _owners(authority: Authority) -> Mapping[str, dict[str, Form]]:
    """What a text may hold, to the entries it may name, each with its form."""
    owners: dict[str, dict[str, Form]] = defaultdict(dict)
    for entry in authority.entries:
        for form in entry.forms:
            known = owners[_key(form)].setdefault(entry.id, form)
            if form.source and not known.source:
                owners[_key(form)][entry.id] = form
    return owners


def _key(form: Form) -> str:
    return fold_key(form.text, form.lang, "tag")
