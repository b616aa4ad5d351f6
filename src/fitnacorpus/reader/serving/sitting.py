"""A sitting of a reviewer at the browser: forms in, verdicts out, the last one taken back.

Deciding, keeping and taking back are those of the terminal (`review.session`); a form is a sitting
there of one item, and a batch one of several that are taken back together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.judgements import FACETS, RELATIONS, VERDICTS, Verdict
from fitnacorpus.reader.serving.cases import Cases
from fitnacorpus.reader.serving.choosing import ALL, EVENTS, Directory
from fitnacorpus.reader.serving.http import RefusedError, line
from fitnacorpus.review import put_off
from fitnacorpus.review.items import Item, LinkItem, MentionItem
from fitnacorpus.review.session import Draft, Session, draft_of, verdict_on
from fitnacorpus.vocabulary import Decision

SKIP: Final = "skip"
"""What a form says in place of a verdict, to put its item off."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was judged at once: "accept" or "reject", the items, and the page to go back to."""

    verdict: str
    items: tuple[Item, ...]
    page: str


class Sitting:
    """The verdicts that were given since the start.

    Args:
        folder: The corpus.
        by: The reviewer.
    """

    def __init__(self, folder: CorpusFolder, by: str) -> None:
        self.folder = folder
        self.by = by
        self.skipped = put_off.read(folder, by)
        self._done: list[tuple[tuple[Session, ...], Done]] = []

    @property
    def last(self) -> Done | None:
        """What would be taken back."""
        return self._done[-1][1] if self._done else None

    @property
    def judged(self) -> int:
        """How many verdicts were given."""
        return sum(len(done.items) for _, done in self._done)

    def judge(
        self, cases: Cases, directory: Directory, fields: Mapping[str, list[str]], page: str
    ) -> None:
        """Write the verdict of a form down, unless it is what the reviewer says already.

        Args:
            cases: What there is to judge.
            directory: The entries that may be named.
            fields: The form.
            page: The page that it stands on.

        Raises:
            RefusedError: the form speaks of nothing that is there (409), or lacks something (400,
                422).
            FitnaError: the verdict cannot be written.
        """
        decision = line(fields, "verdict")
        if decision not in (*VERDICTS, SKIP):
            raise RefusedError(400)
        item = cases.find(line(fields, "key"), line(fields, "at"))
        if item is None:
            raise RefusedError(409)
        if decision == SKIP:
            self._put_off(item)
            return
        session = self._session(cases, item, settle=bool(line(fields, "settle")))
        if isinstance(item, LinkItem):
            _fill_link(session, fields, directory)
        elif decision == Decision.ACCEPT:
            _fill_mention(session, fields, directory)
        session.note(line(fields, "note"))
        if session.cert(line(fields, "cert")):
            raise RefusedError(422, "no cert", id=line(fields, "cert"))
        if not self._says_so(cases, item, decision, session.draft):
            session.decide(decision)
            self._end([session], Done(decision, (item,), _at(page, item)))

    def accept(self, cases: Cases, chosen: Sequence[str], page: str) -> None:
        """Accept several items as they are proposed.

        Args:
            cases: What there is to judge.
            chosen: Their keys; that of a name is followed by a space and its place.
            page: The page that they stand on.

        Raises:
            RefusedError: nothing is chosen (422), one of them is not there (409), or has nothing
                that could be accepted (422); then none is judged.
            FitnaError: the verdicts cannot be written.
        """
        if not chosen:
            raise RefusedError(422, "none chosen")
        items = [cases.find(key, place) for key, _, place in (x.partition(" ") for x in chosen)]
        found = [item for item in items if item is not None]
        if len(found) < len(items):
            raise RefusedError(409)
        if any(isinstance(item, MentionItem) and not item.choices for item in found):
            raise RefusedError(422, "need bearer")
        sessions = []
        for item in found:
            session = self._session(cases, item)
            if not self._says_so(cases, item, Decision.ACCEPT, session.draft):
                session.decide(Decision.ACCEPT)
                sessions.append(session)
        if sessions:
            self._end(sessions, Done(Decision.ACCEPT, tuple(found), page.partition("#")[0]))

    def undo(self) -> None:
        """Take back what was judged last.

        Raises:
            RefusedError: there is nothing, or the file was changed meanwhile (409).
            FitnaError: the file cannot be written.
        """
        if not self._done:
            raise RefusedError(409, "nothing to undo")
        sessions, _ = self._done.pop()
        for session in reversed(sessions):
            session.undo()
            if session.decided:
                raise RefusedError(409, "file changed")

    def _session(self, cases: Cases, item: Item, *, settle: bool = False) -> Session:
        desk = cases.desk
        replaced = [v.id for v in item.verdicts] if settle and desk.is_disputed(item) else []

        def made(item: Item, decision: str, draft: Draft) -> Verdict:
            verdict = self._verdict(cases, item, decision, draft, supersedes=replaced)
            return desk.pipeline.with_orphans(verdict)

        return Session([item], decide=made, keep=self._keep, authority=desk.pipeline.authority)

    def _verdict(
        self, cases: Cases, item: Item, decision: str, draft: Draft, supersedes: Sequence[str] = ()
    ) -> Verdict:
        return verdict_on(
            item, decision, draft, by=self.by, on=date.today().isoformat(),
            sources=cases.desk.sources, supersedes=supersedes,
        )  # fmt: skip

    def _end(self, sessions: Sequence[Session], done: Done) -> None:
        self._done.append((tuple(sessions), done))
        judged = {item.key for item in done.items}
        if self.skipped & judged:
            self.skipped -= judged
            put_off.write(self.folder, self.by, self.skipped)

    def _put_off(self, item: Item) -> None:
        self.skipped.add(item.key)
        put_off.write(self.folder, self.by, self.skipped)

    def _keep(self, verdict: Verdict) -> Callable[[], bool]:
        (path,) = self.folder.append_verdicts([verdict])
        return partial(self.folder.take_back, path, verdict)

    def _says_so(self, cases: Cases, item: Item, decision: str, draft: Draft) -> bool:
        """Whether a verdict says nothing new, as that of a button pressed twice."""
        mine = next((v for v in item.verdicts if v.by == self.by), None)
        if mine is None:
            return False
        new = self._verdict(cases, item, decision, draft)
        same = replace(new, on=mine.on, supersedes=mine.supersedes, where=mine.where)
        return same == mine and not set(new.supersedes) - {mine.id} - set(mine.supersedes)


def anchor(item: Item) -> str:
    """The fragment of an item in the queue."""
    return f"c-{item.key}"


def filled(item: Item, fields: Mapping[str, list[str]], by: str) -> Mapping[str, list[str]]:
    """What stands in the form of an item: what was entered, failing that what is set.

    Args:
        item: The item.
        fields: The form as it was sent; empty for one that is shown for the first time.
        by: The reviewer.
    """
    if fields:
        return fields
    mine = next((v for v in item.verdicts if v.by == by), None)
    draft = draft_of(item)
    known = [choice.ref for choice in item.choices] if isinstance(item, MentionItem) else []
    bearer = mine.ref if mine else known[0] if len(known) == 1 else ""
    return {
        "relation": [draft.relation],
        "differs": list(draft.differs),
        "event": [draft.event],
        "ref": [bearer if bearer in known else ""],
        "other": ["" if bearer in known else bearer],
        "note": [mine.note if mine else ""],
        "cert": [f"{mine.cert:g}" if mine and mine.cert != 1 else ""],
    }


def _at(page: str, item: Item) -> str:
    """Where an item is found again that was judged: its place in the queue, or its panel."""
    address = page.partition("#")[0]
    return f"{address}#{anchor(item)}" if "/review/" in address else page


def _fill_link(session: Session, fields: Mapping[str, list[str]], directory: Directory) -> None:
    relation, facets = line(fields, "relation"), fields.get("differs", [])
    if relation not in RELATIONS or not set(facets) <= set(FACETS):
        raise RefusedError(400)
    session.choose(RELATIONS.index(relation) + 1)
    session.facets(" ".join(facets))
    session.event(directory.chosen(line(fields, "event"), EVENTS, "no event"))


def _fill_mention(session: Session, fields: Mapping[str, list[str]], directory: Directory) -> None:
    bearer = line(fields, "other") or line(fields, "ref")
    if not bearer:
        raise RefusedError(422, "need bearer")
    session.other(directory.chosen(bearer, ALL, "no entry"))
