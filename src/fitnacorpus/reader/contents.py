"""The table of contents of a text: its headings as a tree, its episodes under them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import html
from markupsafe import Markup, escape

from fitnacorpus.model import Episode, RegionKind
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.paging import folder
from fitnacorpus.reader.prose import Prose

COUNTED: Final = re.compile(r" \(\d+\)$")
"""How episodes under one heading are told apart where nobody has named them."""
_OPENING: Final = 9
"""Words by which a line names an episode that has only the words of its heading."""
_BETWEEN: Final = frozenset({"page", "mark", "note"})
"""Classes of what stands between words and is none: page numbers, marks of notes, notes."""
_EDGES: Final = " .:،*[]\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What a heading has around its words and a title has not, controls of direction among it."""
_CUT: Final = " …"
"""How a title ends that was too long a heading."""


@dataclass(frozen=True, slots=True)
class Content:
    """A line of the table of contents, with what stands under it.

    Attributes:
        target: Fragment of what it leads to.
        words: A heading of the book; None for an episode.
        title: Title of an episode.
        opening: The first words of an episode that bears only the words of the heading it stands
            under, in the language of the text; "" for others.
        count: How many parallels an episode has, in words; "" without any.
        level: Level of a heading.
        href: Address from the root of the tree.
        inside: The lines under a heading.
        differ: Whether a reviewer judged that another account of an episode differs.
    """

    target: str
    words: Markup | None = None
    title: str = ""
    opening: str = ""
    count: str = ""
    level: int = 0
    href: str = ""
    inside: tuple[Content, ...] = ()
    differ: bool = False


def lines(shelf: Shelf, text: str, page: int = 0) -> list[Content]:
    """Headings and episodes of a text, or of one page of it, in order."""
    view, w = shelf.view, shelf.wording
    document, paging = view.by_id[text], view.paging[text]
    span = paging.span(page) if page else (0, len(document.text.source) + 1)
    found: list[tuple[int, Content]] = []
    heads = 0
    withheld = text in view.withheld
    prose = shelf.prose(document)
    for region in document.text.regions:
        if region.kind is not RegionKind.HEADING:
            continue
        heads += 1
        if span[0] <= region.start < span[1] and not withheld:
            target = f"head.p{heads}"
            words = escape(plain(prose.run(*region.body)))
            href = view.place(text, target)
            found.append((region.start, Content(target, words, level=region.level, href=href)))
    for e in document.episodes:
        if span[0] <= e.start < span[1]:
            number = len(view.strong(text, e.id))
            count = w.count("parallel", number) if number else ""
            title, href = shelf.episode_title(text, e.id), view.place(text, e.id)
            differ = (text, e.id) in view.disputed
            line = Content(e.id, title=title, count=count, href=href, differ=differ)
            found.append((e.start, line))
    found.sort(key=lambda pair: pair[0])
    listed = [line for _, line in found]
    if not withheld:
        by_id = {e.id: e for e in document.episodes}
        _open(listed, lambda target: _opening(prose, by_id[target]))
    return listed


def _open(listed: list[Content], opening: Callable[[str], str]) -> None:
    """Gives their first words to episodes that bear only the words of the heading over them."""
    heading: Markup | None = None
    for i, line in enumerate(listed):
        if line.words is not None:
            heading = line.words
        elif heading is not None and same(COUNTED.sub("", line.title), heading):
            listed[i] = replace(line, opening=opening(line.target))


def _opening(prose: Prose, episode: Episode) -> str:
    """The first words of an episode."""
    first = episode.paragraphs[0]
    words = plain(prose.run(first.start, first.end)).split()
    return " ".join(words[:_OPENING]) + _CUT * (len(words) > _OPENING)


def plain(words: Markup) -> str:
    """Marked words alone, on one line: without marks, page numbers and notes."""
    tree = html.fragment_fromstring(words, create_parent="div")
    for element in tree.xpath(".//*[@class]"):
        if _BETWEEN & {*element.get("class").split()}:
            element.drop_tree()
    return " ".join(tree.text_content().split())


def contents(listed: Sequence[Content]) -> tuple[Content, ...]:
    """The headings of a text as a tree, each episode under the heading it stands under.

    A heading over one episode that bears its name is one line.
    """
    return _under(list(reversed(listed)), 0)


def _under(rest: list[Content], level: int) -> tuple[Content, ...]:
    """What stands under a heading of a level; takes it from the end of `rest`."""
    out: list[Content] = []
    while rest:
        line = rest[-1]
        if line.words is not None and line.level <= level:
            break
        rest.pop()
        if line.words is None:
            out.append(line)
            continue
        inside = _under(rest, line.level)
        alone = inside[0] if len(inside) == 1 and inside[0].words is None else None
        if alone is not None and same(alone.title, line.words):
            out.append(replace(alone, opening=""))
        else:
            out.append(replace(line, inside=inside))
    return tuple(out)


def same(title: str, words: Markup) -> bool:
    """Whether a title has the words of a heading, be it cut short."""
    whole = plain(words).strip(_EDGES)
    if title.endswith(_CUT):
        return whole.startswith(title.removesuffix(_CUT))
    return bool(whole) and title.strip(_EDGES) == whole


@dataclass(frozen=True, slots=True)
class ContentsView:
    """The page that holds the whole table of contents of a text on several pages.

    Attributes:
        text: Its id.
        title: Its title in the language of the interface.
        lang: Its BCP 47 tag.
        rtl: Whether it runs from right to left.
        count: Number of its episodes, in words.
        lines: The table.
    """

    text: str
    title: str
    lang: str
    rtl: bool
    count: str
    lines: tuple[Content, ...]


def contents_view(shelf: Shelf, text: str) -> ContentsView:
    """The whole table of contents of a text."""
    document = shelf.view.by_id[text]
    return ContentsView(
        text,
        shelf.text_title(text),
        document.text.info.lang,
        shelf.is_rtl(text),
        shelf.wording.count("episode", len(document.episodes)),
        contents(lines(shelf, text)),
    )


def contents_folder(text: str) -> str:
    """The folder of that page."""
    return f"{folder(text, 1)}.contents"
