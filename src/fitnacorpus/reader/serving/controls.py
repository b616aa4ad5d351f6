"""What served pages have besides: word of changes and errors, and the forms of the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from markupsafe import Markup

from fitnacorpus import languages
from fitnacorpus.errors import FitnaError
from fitnacorpus.judgements import FACETS, RELATIONS, Verdict
from fitnacorpus.model import Authority, Episode, Mention, Span
from fitnacorpus.reader.extras import POLICY, Extras
from fitnacorpus.reader.pages import environment
from fitnacorpus.reader.reasons import Reasons
from fitnacorpus.reader.serving.cases import Cases, address
from fitnacorpus.reader.serving.choosing import Directory
from fitnacorpus.reader.serving.http import line
from fitnacorpus.reader.serving.sitting import Done, Sitting, filled
from fitnacorpus.reader.view import Parallel
from fitnacorpus.reader.wording import Wording
from fitnacorpus.refs import Ref
from fitnacorpus.review.items import Choice, Item, LinkItem, MentionItem

ENTRIES: Final = "review/entries/"
"""Where the script asks for what may be chosen, from the root of the tree of a language."""
LIVE: Final = "live.json"
"""Where the script asks for the name of the present state."""


def _macro(template: str, name: str, *arguments: Any) -> Markup:
    made: Markup = getattr(environment().get_template(template).module, name)(*arguments)
    return made


@dataclass(frozen=True)
class Review:
    """The review of one state.

    Attributes:
        cases: What there is to judge.
        sitting: What was judged since the start.
        secret: What every form holds.
        episodes: The episodes of the state.
        authority: The authority of the state.
    """

    cases: Cases
    sitting: Sitting
    secret: str
    episodes: Mapping[tuple[str, str], Episode]
    authority: Authority

    @cached_property
    def directory(self) -> Directory:
        """The entries that may be named."""
        return Directory(self.authority)

    def form(
        self,
        w: Wording,
        item: Item,
        back: str,
        *,
        settle: bool = False,
        sent: Mapping[str, list[str]] | None = None,
    ) -> Markup:
        """The form by which an item is judged.

        Args:
            w: The language of the interface.
            item: The item.
            back: The page to be shown afterwards, from the root of the reader.
            settle: Whether the verdict replaces those of others.
            sent: What was entered in it when it was refused; None if it is shown at first.
        """
        mine = next((v for v in item.verdicts if v.by == self.sitting.by), None)
        values = filled(item, sent or {}, self.sitting.by)
        draft = {name: line(values, name) for name in ("relation", "ref", "note", "cert")}
        draft |= {
            name: self.directory.written(w, line(values, name)) for name in ("event", "other")
        }
        facets = values.get("differs", [])
        common = (w, item, draft, self._said(w, mine), self.secret, back, settle)
        if isinstance(item, LinkItem):
            return _macro("served/forms.html", "link", *common, RELATIONS, FACETS, facets)
        place = address(item.text, item.span)
        return _macro("served/forms.html", "mention", *common, place, self._bearers(w, item))

    def _said(self, w: Wording, mine: Verdict | None) -> str:
        if mine is None:
            return ""
        return w("you accepted" if mine.verdict == "accept" else "you rejected", day=mine.on)

    def _bearers(self, w: Wording, item: MentionItem) -> list[tuple[str, str, str, str]]:
        by_id, reasons = self.authority.by_id, Reasons(self.authority, w)

        def why(choice: Choice) -> str:
            return w("semicolon").join(reasons.of(reason).words for reason in choice.reasons)

        return [
            (c.ref, w.name(by_id[c.ref]), f"{c.cert:.2f}", why(c))
            for c in item.choices
            if c.ref in by_id
        ]


def subjects(w: Wording, items: Sequence[Item]) -> str:
    """What was judged at once: the one item, or how many."""
    return subject(w, items[0]) if len(items) == 1 else w.count("case", len(items))


def subject(w: Wording, item: Item) -> str:
    """What was judged, in a few words, each part keeping its own direction."""

    def isolated(words: str) -> str:
        return f"\u2068{words}\u2069"

    if isinstance(item, LinkItem):
        a, b = (isolated(str(Ref(p.text, p.episode))) for p in (item.link.a, item.link.b))
        return w("between", a=a, b=b)
    return f"{isolated(item.form)} ({isolated(item.ref)})"


class Served(Extras):
    """What the pages of one state have besides.

    Args:
        name: Name of the state.
        error: Why it is not that of the files, or None.
        where: Where the error is, from the corpus folder.
        live: Whether pages reload themselves when the state changes.
        review: The review; None where there is none.
    """

    def __init__(
        self,
        name: str,
        error: FitnaError | None,
        where: str,
        *,
        live: bool,
        review: Review | None,
    ) -> None:
        self._name, self._live, self.review = name, live, review
        self._error, self._where = error, where
        # What was last judged belongs to the state: the page of another moment says another thing.
        self._last: Done | None = review.sitting.last if review else None
        asks = live or review is not None
        self.policy = POLICY + ("; connect-src 'self'" if asks else "")

    def head(self, assets: str) -> Markup:
        """The style of the review and the script that watches."""
        return _macro(
            "served/frame.html", "head", assets, self._name, self._live, self.review, ENTRIES
        )

    def notice(self, w: Wording, root: str) -> Markup:
        """What is wrong; who reviews, the queues, and the last verdict."""
        last = subjects(w, self._last.items) if self._last else ""
        return _macro(
            "served/frame.html", "notice", w, root, self._error, self._where, self._live,
            self.review, self._last, last,
        )  # fmt: skip

    def on_link(self, w: Wording, parallel: Parallel) -> Markup:
        """The form of a link."""
        item = self.review.cases.link(parallel.link) if self.review else None
        if self.review is None or item is None:
            return Markup()
        form = self.review.form(w, item, panel(w, parallel.here.text, parallel.here.episode))
        return _macro("served/forms.html", "folded", w("judge link"), form)

    def on_episode(self, w: Wording, text: str, episode: str) -> Markup:
        """The forms of the names of an episode that are in doubt or were judged."""
        if self.review is None:
            return Markup()
        frame = self.review.episodes[text, episode]
        items = self.review.cases.within(text, Span(frame.start, frame.end))
        back = panel(w, text, episode)
        forms = [(item.form, self.review.form(w, item, back)) for item in items]
        return _macro("served/forms.html", "several", w("names of episode"), forms)

    def on_mention(self, w: Wording, text: str, mention: Mention) -> Markup:
        """The way to the form of a mention."""
        if self.review is None:
            return Markup()
        place = address(text, Span(mention.start, mention.end))
        return _macro("served/forms.html", "way", w, f"{tree(w)}review/mention/?at={place}")


def tree(w: Wording) -> str:
    """The root of the pages of a language."""
    return "/ar/" if w.lang == languages.AR else "/"


def panel(w: Wording, text: str, episode: str) -> str:
    """The panel of an episode, open."""
    return f"{tree(w)}texts/{text}/#{episode}-parallels"
