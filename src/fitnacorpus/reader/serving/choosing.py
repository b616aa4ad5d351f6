"""Entries chosen by name: what a reviewer writes into a form, and what is offered to him there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from typing import Final

from fitnacorpus.model import Authority
from fitnacorpus.orthography import fold_key
from fitnacorpus.reader.serving.http import RefusedError
from fitnacorpus.reader.wording import Wording
from fitnacorpus.vocabulary import EntryKind

EVENTS: Final = frozenset({EntryKind.EVENT.value})
BEARERS: Final = frozenset(kind.value for kind in EntryKind) - EVENTS
ALL: Final = EVENTS | BEARERS


class Directory:
    """The entries of an authority by their names.

    Args:
        authority: The authority.
    """

    def __init__(self, authority: Authority) -> None:
        self.authority = authority

    @cached_property
    def _by_fold(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for entry in self.authority.entries:
            for form in entry.forms:
                out[fold_key(form.text)].add(entry.id)
        return out

    def chosen(self, words: str, kinds: Collection[str], unknown: str) -> str:
        """The id of the entry that an id or a name, in any of its spellings, stands for.

        Args:
            words: Id or name; "" for none.
            kinds: Kinds of entries that may be chosen.
            unknown: Key of the phrase that says that there is none.

        Raises:
            RefusedError: there is none, or several bear the name (422).
        """
        if not words:
            return ""
        known = self.authority.by_id
        if words in known and known[words].kind in kinds:
            return words
        named = self._by_fold.get(fold_key(words), ()) if fold_key(words) else ()
        found = sorted(ident for ident in named if known[ident].kind in kinds)
        if not found:
            raise RefusedError(422, unknown, id=words)
        if len(found) > 1:
            raise RefusedError(422, "which entry", id=words, ids=", ".join(found))
        return found[0]

    def written(self, w: Wording, ident: str) -> str:
        """What a form shows for an id: the name, where nobody else bears it, else the id."""
        entry = self.authority.by_id.get(ident)
        if entry is None:
            return ident
        name = w.name(entry)
        return name if len(self._by_fold.get(fold_key(name), ())) == 1 else ident

    def offered(self, w: Wording) -> dict[str, list[tuple[str, str]]]:
        """What may be chosen: events and bearers, each as it is written and as it is explained."""
        out: dict[str, list[tuple[str, str]]] = {"events": [], "bearers": []}
        for entry in self.authority.entries:
            names = dict.fromkeys(filter(None, (w.name(entry), entry.name(w.other), entry.id)))
            row = self.written(w, entry.id), " · ".join(names)
            out["events" if entry.kind in EVENTS else "bearers"].append(row)
        return {kind: sorted(rows) for kind, rows in out.items()}
