"""A sitting of a reviewer at the browser: forms in, verdicts out, the last one taken back.

Deciding, keeping and taking back are those of the terminal (`review.session`); a form is a sitting
there of one item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.judgements import FACETS, RELATIONS, VERDICTS, Verdict
from fitnacorpus.model import Authority
from fitnacorpus.reader.serving.cases import Cases
from fitnacorpus.reader.serving.http import RefusedError, line
from fitnacorpus.review.items import Item, LinkItem, MentionItem
from fitnacorpus.review.session import Draft, Session, verdict_on


@dataclass(frozen=True, slots=True)
class Done:
    """A verdict of this sitting: "accept" or "reject", what was judged, and on which page."""

    verdict: str
    item: Item
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
        self._done: list[tuple[Session, Done]] = []

    @property
    def last(self) -> Done | None:
        """What would be taken back."""
        return self._done[-1][1] if self._done else None

    def judge(self, cases: Cases, fields: Mapping[str, list[str]], page: str) -> None:
        """Write the verdict of a form down, unless it is what the reviewer says already.

        Args:
            cases: What there is to judge.
            fields: The form.
            page: The page that it stands on.

        Raises:
            RefusedError: the form speaks of nothing that is there (409), or lacks something (400,
                422).
            FitnaError: the verdict cannot be written.
        """
        decision = line(fields, "verdict")
        if decision not in VERDICTS:
            raise RefusedError(400)
        item = cases.find(line(fields, "key"), line(fields, "at"))
        if item is None:
            raise RefusedError(409)
        desk = cases.desk
        settled = [v.id for v in item.verdicts] if desk.is_disputed(item) else []
        decide = partial(
            verdict_on,
            by=self.by,
            on=date.today().isoformat(),
            sources=desk.sources,
            supersedes=settled if line(fields, "settle") else [],
        )

        def made(item: Item, decision: str, draft: Draft) -> Verdict:
            return desk.pipeline.with_orphans(decide(item, decision, draft))

        session = Session([item], decide=made, keep=self._keep, authority=desk.pipeline.authority)
        if isinstance(item, LinkItem):
            _fill_link(session, fields, desk.pipeline.authority)
        elif decision == "accept":
            _fill_mention(session, item, fields, desk.pipeline.authority)
        session.note(line(fields, "note"))
        if self._says_so(item, decision, session.draft, decide):
            return
        session.decide(decision)
        self._done.append((session, Done(decision, item, page)))

    def undo(self) -> None:
        """Take the last verdict back.

        Raises:
            RefusedError: there is none, or the file was changed meanwhile (409).
            FitnaError: the file cannot be written.
        """
        if not self._done:
            raise RefusedError(409, "nothing to undo")
        session, _ = self._done.pop()
        session.undo()
        if session.decided:
            raise RefusedError(409, "file changed")

    def _keep(self, verdict: Verdict) -> Callable[[], bool]:
        (path,) = self.folder.append_verdicts([verdict])
        return partial(self.folder.take_back, path, verdict)

    def _says_so(
        self, item: Item, decision: str, draft: Draft, decide: Callable[[Item, str, Draft], Verdict]
    ) -> bool:
        """Whether a verdict says nothing new, as that of a button pressed twice."""
        mine = next((v for v in item.verdicts if v.by == self.by), None)
        if mine is None:
            return False
        new = decide(item, decision, draft)
        same = replace(new, on=mine.on, supersedes=mine.supersedes, where=mine.where)
        return same == mine and not set(new.supersedes) - {mine.id} - set(mine.supersedes)


def _fill_link(session: Session, fields: Mapping[str, list[str]], authority: Authority) -> None:
    relation, facets = line(fields, "relation"), fields.get("differs", [])
    if relation not in RELATIONS or not set(facets) <= set(FACETS):
        raise RefusedError(400)
    session.choose(RELATIONS.index(relation) + 1)
    session.facets(" ".join(facets))
    event = line(fields, "event")
    if event and (event not in authority.by_id or authority.by_id[event].kind != "event"):
        raise RefusedError(422, "no event", id=event)
    session.event(event)


def _fill_mention(
    session: Session, item: MentionItem, fields: Mapping[str, list[str]], authority: Authority
) -> None:
    bearer = line(fields, "other") or line(fields, "ref")
    if not bearer:
        raise RefusedError(422, "need bearer")
    if bearer not in authority.by_id:
        raise RefusedError(422, "no entry", id=bearer)
    session.other(bearer)
