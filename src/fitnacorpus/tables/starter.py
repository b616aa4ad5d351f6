"""Copying from a starter authority what the texts of a corpus name, in their spellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Final

from fitnacorpus import languages, plugins
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.files import read
from fitnacorpus.journal import Changes
from fitnacorpus.model import Authority, Entry, Form, Text
from fitnacorpus.names.starters.occurring import FoundForm, Occurring, occurring
from fitnacorpus.names.starters.table import FULL, SHORT, TITLE, USUAL, Starter, StarterEntry
from fitnacorpus.names.suggest.candidates import TextView
from fitnacorpus.orthography import fold_key
from fitnacorpus.orthography.hijri import hijri_to_gregorian
from fitnacorpus.reading import READ
from fitnacorpus.tei import authority as tei_authority
from fitnacorpus.tei import authority_write
from fitnacorpus.tei.authority_changes import Change, ChangedForm, NewEntry, NewForm

_RIVAL: Final = 20
"""Times that a short form stands for each time that its bearer is named in full, at most, where it
may mean him as well as one whose usual name it is."""
_ABOUT: Final = 10
"""Years on either side of a year that is known about."""
_HIJRI: Final = "#hijri"
_CALENDAR: Final = b'xml:id="hijri"'


@dataclass(frozen=True, slots=True)
class Copied:
    """What was taken over from a starter.

    Attributes:
        changes: The changes of the authority.
        entries: Ids of new entries.
        known: Ids of entries of the starter that stand in the authority under another id.
    """

    changes: tuple[Change, ...]
    entries: tuple[str, ...]
    known: tuple[str, ...]


def copy(folder: CorpusFolder, name: str, *, dry_run: bool = False) -> Copied:
    """Copy what the texts of a corpus name into its authority.

    What stands there already is an editor's: nothing of it is changed but that a form from the
    starter gets the texts in which it was found as well.

    Args:
        folder: The corpus.
        name: Name of a starter, a plugin.
        dry_run: Whether to write nothing.

    Raises:
        ConfigError: there is no such starter.
        FitnaError: the corpus cannot be read.
    """
    folder.settings()
    plugins.load("starter", name)
    with nullcontext() if dry_run else folder.locked():
        copied, changes = prepare(folder, [name])
        if not dry_run:
            folder.commit(changes)
    return copied[name]


def prepare(
    folder: CorpusFolder, names: Sequence[str], more: Sequence[Text] = ()
) -> tuple[Mapping[str, Copied], Changes]:
    """What copying from starters comes to, as `copy` does it.

    Args:
        folder: The corpus.
        names: Names of starters.
        more: Texts that are about to be taken in.

    Returns:
        What is copied from each, and the file to write.

    Raises:
        FitnaError: as `copy`.
    """
    if not names:
        return {}, Changes()
    settings = folder.settings()
    texts = [*(folder.text(item, settings) for item in folder.descriptions()), *more]
    views = [view(text) for text in sorted(texts, key=lambda text: text.info.id)]
    path = folder.authority_path
    data = read(path) if path.exists() else authority_write.EMPTY
    copied = {}
    for name in names:
        starter: Starter = plugins.load("starter", name)()
        authority = tei_authority.read(data, where=str(path))
        copied[name] = plan(occurring(starter, views), authority, dated=_CALENDAR in data)
        if copied[name].changes:
            data = authority_write.apply(data, copied[name].changes, where=str(path))
    return copied, Changes({path: data} if any(c.changes for c in copied.values()) else {})


def view(text: Text) -> TextView:
    """A text as it is read for names before it has sentences: region by region."""
    return TextView(
        text.info.id,
        text.info.lang,
        text.source,
        tuple(r.body for r in text.regions if r.kind in READ),
        (),
        tuple(s for r in text.regions for s in r.markup),
        tuple(r.label for r in text.regions if r.label),
    )


def plan(found: Sequence[Occurring], authority: Authority, *, dated: bool) -> Copied:
    """What copying would change in an authority.

    Args:
        found: Entries that the texts name.
        authority: The authority as it stands.
        dated: Whether the file has the calendar that Hijri years point to.
    """
    owners = _owners(authority)
    places = {o.entry.id for o in found} | {*authority.by_id}
    changes: list[Change] = []
    new: list[str] = []
    known: list[str] = []
    usual = {(f.text, f.lang) for item in found for f in item.forms if f.use == USUAL}
    for item in found:
        entry = item.entry
        if entry.id in authority.by_id:
            changes += _more(authority.by_id[entry.id], item)
            continue
        full = (f for f in item.forms if f.use == FULL)
        if any(owners.get(_key(f.text, f.lang)) for f in (*full, *_preferred(item))):
            known.append(entry.id)
            continue
        where = (entry.where,) if entry.where in places else ()
        new.append(entry.id)
        changes.append(
            NewEntry(
                Entry(
                    entry.id,
                    entry.kind,
                    tuple(_forms(item, usual)),
                    notes=dict(entry.notes),
                    where=where,
                    when=_when(entry) if dated else {},
                    geo=entry.geo,
                    geo_cert=("low" if entry.near else "medium") if entry.geo else "",
                )
            )
        )
    return Copied(tuple(changes), tuple(new), tuple(known))


def _owners(authority: Authority) -> Mapping[tuple[str, str], str]:
    """Forms of the entries of an authority that more than one word, or preference, tells apart."""
    return {
        _key(f.text, f.lang): e.id
        for e in authority.entries
        for f in e.forms
        if f.type == "preferred" or " " in f.text
    }


def _key(text: str, lang: str) -> tuple[str, str]:
    lang = lang[:2]
    return lang, fold_key(text, lang, "tag").lower()


def _preferred(item: Occurring) -> list[FoundForm]:
    entry = item.entry
    return [
        FoundForm(entry.en, languages.EN, FULL, (), 0),
        FoundForm(entry.ar, languages.AR, FULL, (), 0),
    ]


def _forms(item: Occurring, usual: set[tuple[str, str]]) -> Iterable[Form]:
    """Preferred names first, then what stands in the texts and is no preferred name.

    A short form is left out, unless it is the usual one of somebody else whom the texts name, and
    this one is named in full so often that he may be meant by it: Muḥammad b. Abī Bakr is no
    candidate for *Muhammad* otherwise.
    """
    full = _RIVAL * sum(f.number for f in item.forms if f.use == FULL)
    found = {(f.text, f.lang): f for f in item.forms}
    for preferred in _preferred(item):
        here = found.pop((preferred.text, preferred.lang), None)
        yield Form(preferred.text, preferred.lang, "preferred", here.sources if here else ())
    for form in found.values():
        rival = (form.text, form.lang) in usual and full >= form.number
        if form.use != SHORT or rival:
            yield _attested(form)


def _attested(form: FoundForm) -> Form:
    kind = "title" if form.use == TITLE else "attested"
    return Form(form.text, form.lang, kind, form.sources)


def _more(entry: Entry, item: Occurring) -> Iterable[Change]:
    """Spellings and texts that an entry copied earlier lacks."""
    here = {(f.text, f.lang): f for f in entry.forms}
    for form in item.forms:
        old = here.get((form.text, form.lang))
        if old is None and form.use != SHORT:
            yield NewForm(entry.id, _attested(form))
        elif old is not None and old.type in ("attested", "preferred"):
            sources = tuple(sorted({*old.source, *form.sources}))
            if sources != old.source:
                yield ChangedForm(entry.id, replace(old, source=sources))


def _day(year: int, last: int) -> str:
    """The first or last day of a Hijri year, of one before the Hijra as its sun year has it."""
    if year >= 1:
        return hijri_to_gregorian(year)[last]
    # 33 years of the moon are 32 of the sun.
    return f"{622 + (year - 1) * 32 // 33:04}-{('01-01', '12-31')[last]}"


def _when(entry: StarterEntry) -> Mapping[str, str]:
    """A Hijri year as TEI writes it, with its span in the proleptic Gregorian calendar."""
    year = entry.year
    if not year:
        return {}
    if entry.about:
        return {"notBefore": _day(year - _ABOUT, 0), "notAfter": _day(year + _ABOUT, 1)}
    first, last = hijri_to_gregorian(year)
    return {
        "when-custom": f"{year:04}",
        "notBefore": first,
        "notAfter": last,
        "datingMethod": _HIJRI,
    }
