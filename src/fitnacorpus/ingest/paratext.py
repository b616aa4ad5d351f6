"""What stands in a printed book around its text: title page, contents, lists, index, adverts.

None of it tells anything, and all of it names people and places: it is boilerplate, and told.
Lists are known by their titles and by what stands in them (numbers of pages at the ends of lines),
never by where they stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from fitnacorpus.ingest import titles
from fitnacorpus.ingest.regions import Block
from fitnacorpus.ingest.unmodelled import Found
from fitnacorpus.model import RegionKind

_LISTS: Final = re.compile(
    r"\W*(?:table of )?contents\b.{0,40}|\W*(?:general )?index\b(?! (?:case|finger)).{0,40}"
    r"|\W*list of [^.]{3,60}\W*|\W*(?:illustrations|maps|plates|pictures|figures|errata)\b.{0,60}"
    r"|\W*(?:ال)?(?:فهرس|فهرست|فهارس|محتويات)\b.{0,60}",
    re.I | re.S,
)
_BOOKS: Final = re.compile(
    r"\W*(?:list of )?(?:the )?(?:principal |chief )?(?:authorities|works|books|sources)\b"
    r"(?: (?:consulted|cited|quoted|used|referred to))\W*"
    r"|\W*list of (?:the )?(?:principal |chief )?authorities\W*",
    re.I,
)
"""Titles over a list of the books that a book is made from."""
_ENTRY: Final = 80
"""Words that an entry of such a list has at most."""
_INDEX: Final = re.compile(
    r"\W*(?:general |alphabetical )?index\b.{0,40}|\W*(?:ال)?(?:فهرس|فهارس)\b.{0,60}", re.I | re.S
)
_TRANSCRIBER: Final = re.compile(r"\W*transcriber(?:[’']?s?|s[’'])? notes?\W*", re.I)
_IMPRINT: Final = re.compile(
    r"\b(?:copyright|all rights reserved|entered (?:at|according)|press of|printed (?:by|in)|"
    r"publish(?:ed|ers?)|reprint|second edition|frontispiece|by the same author|works? by|"
    r"london|new york|boston|paris)\b",
    re.I,
)
_BY: Final = re.compile(r"\W*(?:translated |edited |written )?(?P<by>by)\b.{0,80}", re.I | re.S)
_HONOURS: Final = re.compile(r"(?:,\s{0,3}(?:[A-Z][A-Za-z]{0,3}\.\s?){1,4}(?:[A-Z]{1,4})?){1,8}$")
"""Letters of honour behind a name: ", K.C.S.I., LL.D."."""
_SMALL_WORDS: Final = re.compile(r"(?<=\s)(?:Of|The|And|In|To|A|An|From|By|On|For)(?=\s)")
_RUNNING: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
_SIGNED: Final = 8
"""Words under a signature at most: a place and a day."""
_PAGE: Final = re.compile(
    r"(?:[ \t]{3}|[.·…]{2}[ \t]{0,9}|,[ \t]{0,9})(?:[0-9]{1,4}|[ivxlc]{1,6})"
    r"(?:[ \t]{0,9}[-–][ \t]{0,9}[0-9]{1,4})?[.;]?[ \t]{0,99}$"
    r"|[,;][ \t]{1,9}[0-9]{1,4}(?:[-–][0-9]{1,4})?(?:[ \t]{0,9}ff?\.)?"
    r"(?=[ \t]{0,99}(?:[,;.]|--|—|$))",
    re.M,
)
"""The number of a page behind what stands on it."""
_PROSE: Final = 25
"""Words that a paragraph of prose has at least, where it is to be told from lists."""
_DENSE: Final = 14
"""Words a number of a page, up to which they are a list; an index has one in two to eight."""
_NUMERAL: Final = re.compile(r"[IVXLC]{1,6}\.?")
"""The number of a chapter on a line of its own."""
_SMALL: Final = 0.25
"""Share of the lines of wrapped prose that begin with a small letter, at least."""
_FRONT: Final = 60
"""Blocks among which prose must begin, for what stands before it to be a title page."""
_CHAPTER: Final = 2
"""Level of chapters and appendixes."""
_EARLY: Final = 0.3
"""Share of the book in which the chapters begin that contents list."""
_LATE: Final = 0.6
"""Share of the book after which an index ends it."""


def set_aside(source: str, blocks: list[Block], left: Found) -> None:
    """Make what is no text boilerplate.

    Args:
        source: The source.
        blocks: The blocks of the book; changed in place.
        left: Told what is set aside.
    """
    for title, end in _lists(source, blocks):
        _drop(blocks, range(title, end), left)
    prose = [k for k, block in enumerate(blocks) if is_prose(source, block)]
    if not prose:
        return
    front = range(_title(source, blocks, prose[0]))
    text = sum(blocks[k].kind is not RegionKind.BOILERPLATE for k in front)
    if text <= _FRONT and _has_imprint(source, blocks, front):
        _drop(blocks, front, left, "title page")
    back = range(_next_heading(blocks, prose[-1]), len(blocks))
    if _has_imprint(source, blocks, back):
        _drop(blocks, back, left, "adverts")


def title_page(source: str, blocks: Sequence[Block]) -> dict[str, str]:
    """Title and author as the title page has them, or nothing: what stands around "by"."""
    front: list[str] = []
    for block in blocks[:_FRONT]:
        if block.kind in (RegionKind.NOTE, RegionKind.PARAGRAPH):
            break
        front.append(" ".join(_words(source, block).split()).strip(" ._*"))
    for k, words in enumerate(front):
        match = _BY.fullmatch(words)
        if match is None or not k or not words.lower().startswith("by"):
            continue
        name = words[match.end("by") :].strip() or (front[k + 1] if k + 1 < len(front) else "")
        return {"title": _cased(front[k - 1]), "author": _cased(name)} if name else {}
    return {}


def author_by(source: str, blocks: Sequence[Block], about: dict[str, str]) -> dict[str, str]:
    """What is known of a book, and its author from a front that has its title above "by".

    Args:
        source: The source.
        blocks: The blocks of the book, its title page set aside.
        about: What the file says of the book elsewhere.
    """
    title = about.get("title", "").casefold()
    if not title or about.get("author"):
        return about
    above = ""
    for k, block in enumerate(blocks[:_FRONT]):
        words = " ".join(_words(source, block).split())
        if block.kind not in (RegionKind.BOILERPLATE, RegionKind.HEADING):
            break
        match = _BY.fullmatch(words)
        if match and match.start("by") == 0 and title in above and not above.endswith("ed"):
            following = _words(source, blocks[k + 1]) if k + 1 < len(blocks) else ""
            name = _HONOURS.sub("", words[match.end("by") :].strip() or following).strip(" .,")
            return {**about, "author": _cased(" ".join(name.split()))} if name else about
        above += f" {words.strip(' ._*').casefold()}"
    return about


def _cased(words: str) -> str:
    """Words in capitals as a title or a name is written elsewhere."""
    if words.upper() != words:
        return words
    small = _SMALL_WORDS.sub(lambda m: m[0].lower(), words.title())
    return small[:1].upper() + small[1:]


def _has_imprint(source: str, blocks: Sequence[Block], span: range) -> bool:
    return any(_IMPRINT.search(_words(source, blocks[k])) for k in span)


def sign(source: str, blocks: list[Block]) -> None:
    """Take a line in capitals with next to nothing under it for a signature, and for no heading.

    Args:
        source: The source, a wrapped text.
        blocks: The blocks of the book; changed in place.
    """
    headings = [k for k, block in enumerate(blocks) if block.kind is RegionKind.HEADING]
    for k, following in pairwise([*headings, len(blocks)]):
        if blocks[k].level < titles.CAPITALS or not k or k + 1 == following:
            continue
        under = [b for b in blocks[k + 1 : following] if b.kind in _RUNNING]
        if under and sum(len(_words(source, b).split()) for b in under) <= _SIGNED:
            blocks[k] = Block(RegionKind.PARAGRAPH, blocks[k].body, blocks[k].markup)


def is_prose(source: str, block: Block) -> bool:
    """Whether a block is running text and no list, imprint or title."""
    if block.kind not in (RegionKind.PARAGRAPH, RegionKind.DIALOGUE):
        return False
    words = _words(source, block)
    if len(words.split()) < _PROSE or words.startswith("[") or is_listing(words):
        return False
    lines = [line.strip() for line in words.splitlines()[1:]]
    # A script without capitals says nothing by them.
    cased = [line for line in lines if line[:1].lower() != line[:1].upper()]
    return len(cased) < 2 or sum(line[:1].islower() for line in cased) >= _SMALL * len(cased)


def is_listing(words: str) -> bool:
    """Whether words are titles or names with the numbers of pages behind them."""
    numbers = len(_PAGE.findall(words))
    return numbers > 0 and len(words.split()) <= _DENSE * numbers


def _lists(source: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where lists begin, with their titles, and end."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(blocks):
        kind = blocks[at].kind
        words = _words(source, blocks[at])
        titled = kind in (RegionKind.HEADING, RegionKind.BOILERPLATE, RegionKind.PARAGRAPH)
        short = len(words.split()) <= _PROSE // 2
        if titled and short and _TRANSCRIBER.fullmatch(words):
            end = _next_heading(blocks, at + 1)
        elif kind is RegionKind.HEADING and _BOOKS.fullmatch(words):
            end = _after_books(source, blocks, at)
        elif kind is RegionKind.HEADING and _LISTS.fullmatch(words):
            end = _end(source, blocks, at)
        else:
            at += 1
            continue
        if end > at + 1:
            out.append((at, end))
        at = max(end, at + 1)
    return out


def _end(source: str, blocks: Sequence[Block], title: int) -> int:
    """Where a list ends that begins with a title: before the headings over the next prose."""
    if again := _first_chapter_again(source, blocks, title):
        return _title(source, blocks, again)
    late = blocks[title].body.start > _LATE * len(source)
    if late and _INDEX.fullmatch(_words(source, blocks[title])):
        return _after_index(source, blocks, title)
    end = next(
        (
            k
            for k in range(title + 1, len(blocks))
            if is_prose(source, blocks[k]) or _is_title_of_books(source, blocks[k])
        ),
        len(blocks),
    )
    if not any(is_listing(_words(source, b)) for b in blocks[title:end]):
        return title
    if end < len(blocks) and _is_title_of_books(source, blocks[end]):
        return end
    return _title(source, blocks, end)


def _is_title_of_books(source: str, block: Block) -> bool:
    return block.kind is RegionKind.HEADING and bool(_BOOKS.fullmatch(_words(source, block)))


def _after_books(source: str, blocks: Sequence[Block], title: int) -> int:
    """Where a list of books ends: at the next heading, or at the first long stretch of prose."""
    end = _next_heading(blocks, title + 1)
    entries = range(title + 1, end)
    prose = (k for k in entries if len(_words(source, blocks[k]).split()) > _ENTRY)
    return next(prose, end)


def _first_chapter_again(source: str, blocks: Sequence[Block], title: int) -> int:
    """The heading that is the first in a table of contents over again, or 0."""
    first = ""
    for k in range(title + 1, len(blocks)):
        if blocks[k].kind is not RegionKind.HEADING or blocks[k].body.start > _EARLY * len(source):
            continue
        words = _words(source, blocks[k])
        label = " ".join(words.split()[:2]).strip(" .:").casefold()
        if titles.level(words) not in (1, 2):
            continue
        if not first:
            first = label
        elif label == first:
            return k
    return 0


def _after_index(source: str, blocks: Sequence[Block], title: int) -> int:
    """What follows an index at the end of a book (adverts, notes of makers) up to a chapter."""
    for k in range(title + 1, len(blocks)):
        if blocks[k].kind is RegionKind.HEADING:
            words = _words(source, blocks[k])
            if titles.level(words) == _CHAPTER and not _LISTS.fullmatch(words):
                return k
    return len(blocks)


def _title(source: str, blocks: Sequence[Block], prose: int) -> int:
    """The first of the headings that stand over prose: a chapter, or else the last before it."""
    first = prose
    for k in range(prose - 1, -1, -1):
        if blocks[k].kind is RegionKind.NOTE:
            continue  # A side note, or a picture, between a heading and its text.
        words = _words(source, blocks[k])
        if _NUMERAL.fullmatch(words):
            continue
        if blocks[k].kind is not RegionKind.HEADING or is_listing(words) or _IMPRINT.search(words):
            break
        if _BY.fullmatch(words):
            break
        first = k
    headings = range(first, prose)
    chapter = (k for k in headings if 0 < titles.level(_words(source, blocks[k])) < titles.CAPITALS)
    return next(chapter, first)


def _next_heading(blocks: Sequence[Block], start: int) -> int:
    found = (k for k in range(start, len(blocks)) if blocks[k].kind is RegionKind.HEADING)
    return next(found, len(blocks))


def _drop(blocks: list[Block], span: range, left: Found, what: str = "list or index") -> None:
    told = False
    for k in span:
        if blocks[k].kind in (RegionKind.BOILERPLATE, RegionKind.NOTE):
            continue
        blocks[k] = Block(RegionKind.BOILERPLATE, blocks[k].body)
        if not told:
            left.add(f"{what}: no narrative", blocks[k].body.start)
        told = True


def _words(source: str, block: Block) -> str:
    return source[block.body.start : block.body.end]
