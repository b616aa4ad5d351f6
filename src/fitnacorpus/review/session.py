"""One sitting of a reviewer: commands in, verdicts out.  Knows nothing of keys and screens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from fitnacorpus import judgements
from fitnacorpus.judgements import FACETS, RELATIONS, Verdict
from fitnacorpus.model import Authority
from fitnacorpus.review.items import Item, LinkItem, MentionItem
from fitnacorpus.vocabulary import Decision, Relation, VerdictKind


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reviewer has set for an item and not decided yet.

    Attributes:
        relation: Of a link.
        differs: Facets of a link.
        event: Event of a link.
        ref: Bearer of a mention.
        note: The reviewer's words.
        cert: How sure the reviewer is, above 0 and up to 1.
    """

    relation: str = Relation.SAME_EVENT
    differs: tuple[str, ...] = ()
    event: str = ""
    ref: str = ""
    note: str = ""
    cert: float = 1.0


def draft_of(item: Item) -> Draft:
    """What stands at the beginning: for a link what it says, for a name the best bearer."""
    if isinstance(item, LinkItem):
        link = item.link
        return Draft(link.relation, link.differs, link.event, note=link.note)
    return Draft(ref=item.choices[0].ref if item.choices else "")


def verdict_on(
    item: Item,
    verdict: str,
    draft: Draft,
    *,
    by: str,
    on: str,
    sources: Mapping[str, str],
    supersedes: Sequence[str] = (),
) -> Verdict:
    """A decision as a verdict.

    Args:
        item: What is judged.
        verdict: "accept" or "reject".
        draft: Relation, facets, event, bearer and note.
        by: Who decides.
        on: The day, ``YYYY-MM-DD``.
        sources: Sources by text id.
        supersedes: Verdicts of others that this one settles; one's own are superseded anyway.
    """
    earlier = {v.id for v in item.verdicts if v.by == by}
    replaced = tuple(sorted(earlier | {*supersedes}))
    accepted = verdict == Decision.ACCEPT
    if isinstance(item, LinkItem):
        a, b = (
            judgements.target(p.text, sources[p.text], p.meant, clause=p.clause is not None)
            for p in (item.link.a, item.link.b)
        )
        return Verdict(
            VerdictKind.LINK, verdict, a, by, on, b,
            relation=draft.relation if accepted else "",
            differs=draft.differs if accepted else (),
            event=draft.event,
            note=draft.note,
            supersedes=replaced,
            cert=draft.cert if accepted else 1.0,
        )  # fmt: skip
    return Verdict(
        VerdictKind.MENTION,
        verdict,
        judgements.target(item.text, sources[item.text], item.span),
        by,
        on,
        ref=draft.ref if accepted else "",
        type=next((v.type for v in item.verdicts if v.type), "") if accepted else "",
        note=draft.note,
        supersedes=replaced,
        cert=draft.cert if accepted else 1.0,
    )


class Session:
    """A walk through items.

    Args:
        items: What to judge, in order.
        later: Keys of items that were put off before: they come last.
        decide: Makes the verdict of an item from "accept" or "reject" and the draft.
        keep: Writes a verdict down; gives what takes it back.
        authority: For the ids that a reviewer names.
        open_votes: Whether the verdicts of all may be shown, for the sake of settling a dispute.
    """

    def __init__(
        self,
        items: Sequence[Item],
        *,
        decide: Callable[[Item, str, Draft], Verdict],
        keep: Callable[[Verdict], Callable[[], bool]],
        authority: Authority,
        later: Collection[str] = (),
        open_votes: bool = False,
    ) -> None:
        self.items = sorted(items, key=lambda item: item.key in later)
        self.at = 0
        self.decided: dict[int, str] = {}
        self.skipped = {item.key for item in items if item.key in later}
        self.open_votes = open_votes
        self._decide, self._keep, self._authority = decide, keep, authority
        self._undo: list[tuple[int, Callable[[], bool], Draft, str]] = []
        self.draft = draft_of(self.items[0]) if items else Draft()

    @property
    def item(self) -> Item | None:
        """What is to be judged now; None at the end."""
        return self.items[self.at] if self.at < len(self.items) else None

    # --- Commands: each gives a message for the reviewer, or "" ----------------------------------

    def decide(self, verdict: str) -> str:
        """Accept or reject, and go on."""
        item = self.item
        if item is None:
            return "there is nothing left to judge"
        if isinstance(item, MentionItem) and verdict == Decision.ACCEPT and not self.draft.ref:
            return "choose a bearer first, by number or with o"
        judged = self._decide(item, verdict, self.draft)
        take_back = self._keep(judged)
        self._undo.append((self.at, take_back, self.draft, item.key))
        self.decided[self.at] = verdict
        self.items[self.at] = _with(item, judged)
        self.skipped.discard(item.key)
        self._go(self.at + 1)
        return f"{verdict}ed"

    def skip(self) -> str:
        """Put the item off: it comes back in the next sitting, after the others."""
        if self.item is None:
            return "there is nothing left to judge"
        self.skipped.add(self.item.key)
        self._go(self.at + 1)
        return "skipped"

    def back(self) -> str:
        """Go to the item before, and take nothing back."""
        if not self.at:
            return "this is the first one"
        self._go(self.at - 1)
        return ""

    def undo(self) -> str:
        """Take the last decision of this sitting back."""
        if not self._undo:
            return "nothing to undo in this sitting; decide the item anew with --status mine"
        at, take_back, draft, _ = self._undo.pop()
        if not take_back():
            return "the file was changed meanwhile; decide anew instead"
        self.decided.pop(at, None)
        self.items[at] = _without_last(self.items[at])
        self._go(at)
        self.draft = draft
        return "taken back"

    def choose(self, number: int) -> str:
        """Set the relation of a link, or the bearer of a name, by its number from 1."""
        if isinstance(self.item, LinkItem):
            if not 1 <= number <= len(RELATIONS):
                return f"relations go from 1 to {len(RELATIONS)}"
            self.draft = replace(self.draft, relation=RELATIONS[number - 1])
            return ""
        if isinstance(self.item, MentionItem):
            if not 1 <= number <= len(self.item.choices):
                return "there is no such bearer; name another with o"
            self.draft = replace(self.draft, ref=self.item.choices[number - 1].ref)
        return ""

    def facets(self, words: str) -> str:
        """Set the facets on which the passages differ; no words for none."""
        if not isinstance(self.item, LinkItem):
            return "facets belong to links"
        named = words.replace(",", " ").split()
        found = [f for name in named for f in FACETS if f == name or f.startswith(name)]
        unknown = [n for n in named if not any(f.startswith(n) for f in FACETS)]
        if unknown:
            return f"no facet '{unknown[0]}'; facets: {', '.join(FACETS)}"
        self.draft = replace(self.draft, differs=tuple(f for f in FACETS if f in found))
        return ""

    def note(self, words: str) -> str:
        """Set the note; no words for none."""
        self.draft = replace(self.draft, note=" ".join(words.split()))
        return ""

    def cert(self, words: str) -> str:
        """Set how sure the reviewer is, as a number or in percent; no words for quite sure."""
        try:
            number = float(words.rstrip("% ") or 1)
        except ValueError:
            number = 0.0
        sure = number / 100 if words.rstrip().endswith("%") or number > 1 else number
        if not 0 < sure <= 1:
            return "say how sure you are: a number above 0 and up to 1"
        self.draft = replace(self.draft, cert=sure)
        return ""

    def event(self, ident: str) -> str:
        """Set the event of a link; no words for none."""
        entry = self._authority.by_id.get(ident.strip())
        if ident.strip() and (entry is None or entry.kind != "event"):
            return f"the authority has no event '{ident.strip()}'"
        self.draft = replace(self.draft, event=ident.strip())
        return ""

    def other(self, ident: str) -> str:
        """Name a bearer who is not among the choices."""
        if not isinstance(self.item, MentionItem):
            return "bearers belong to names"
        if ident.strip() not in self._authority.by_id:
            return f"the authority has no entry '{ident.strip()}'"
        self.draft = replace(self.draft, ref=ident.strip())
        return ""

    def _go(self, at: int) -> None:
        self.at = at
        if self.item is not None:
            self.draft = draft_of(self.item)


def _with(item: Item, verdict: Verdict) -> Item:
    return replace(item, verdicts=(*item.verdicts, verdict))


def _without_last(item: Item) -> Item:
    return replace(item, verdicts=item.verdicts[:-1])
