"""Reader for light markup: Markdown, also Pandoc's, and wiki text, also mixed.

Understands headings (``## title``, underlined ones, ``== title ==``, a line all in bold), emphasis,
links, spans, footnotes, comments, front matter, quotations, lists, tables, a table of facts
(``Infobox`` and a list of ``- Key: value``), lines that are nothing but a link, and the closing
sections of an encyclopedia article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fitnacorpus import reading
from fitnacorpus.ingest import gutenberg, notes, wiki_tables
from fitnacorpus.ingest.markup_inline import Inline
from fitnacorpus.ingest.regions import (
    Block,
    Declined,
    blocks_of,
    is_bare,
    paragraph_gap,
    partition,
)
from fitnacorpus.ingest.unmodelled import Found
from fitnacorpus.model import RegionKind, Span, SpanAnnotation, Transcript

_HASHES: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_HASHES_CLOSE: Final = re.compile(r"(?<![ \t])[ \t]++#+$")
_ATTRIBUTES: Final = re.compile(r"(?<![ \t])[ \t]++\{[#.][^{}\n]{0,200}\}$")
_EQUALS: Final = re.compile(r"(={1,6})[ \t]*(?=[^=\s])([^\n]{1,200}?)[ \t]*\1")
_BOLD_LINE: Final = re.compile(r"(\*\*\*?|__)(?=[^\s*_])([^*\n]{1,80})(?<=[^\s*_])\1")
_UNDERLINE: Final = re.compile(r"(=+|-+)[ \t]*$", re.M)
_ENDS: Final = re.compile(r"[.,;:،؛؟!?]$")
_INFOBOX: Final = re.compile(r"\{*\s*infobox\b.{0,60}", re.I)
_FACT: Final = re.compile(r"[-*|][ \t]*(?P<label>[^\s:=|][^:=|\n]{0,39}?)[ \t]*[:=][ \t]*(?=\S)")
_LINK_LINE: Final = re.compile(r"(?:!?\[[^\[\]\n]*\]\([^)\n]*\)[ \t|·•]*)+")
_FRONT: Final = re.compile(r"\s*---[ \t]*\r?\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_FRONT_FIELD: Final = re.compile(
    r"^(?P<key>title|author|editor|lang|language|rights)[ \t]*:[ \t]*"
    r"(?P<value>\S(?:[^\r\n]*[^\r\n \t])?)[ \t]*+$",
    re.M | re.I,
)
_COMMENT_LINE: Final = re.compile(r"<!--.*?-->", re.S)
_FOOTNOTE: Final = re.compile(r"\[\^(?P<id>[^\s\[\]]{1,80})\]:[ \t]*")
_DEFINITION: Final = re.compile(r"\[[^\[\]^][^\[\]]{0,80}\]:[ \t]+\S+(?:[ \t]+[\"'(].*)?")
_FENCE: Final = re.compile(r"(?:```|~~~|:::)[^\n]*")
_FENCE_LINE: Final = re.compile(r"^[ \t]*(?P<sign>```|~~~)", re.M)
_ITEM: Final = re.compile(
    r"(?:[-+]|[*#:;]{1,4}|(?:[0-9]{1,3}|[a-z])[.)]|\(@[\w-]{0,40}\))[ \t]+"
    r"(?:\[[ xX]\][ \t]+)?(?=\S)"
)
"""An item of a list, a term or what it means (``;``, ``:``), with the box of a task."""
_WIKI_HEADING: Final = re.compile(r"^={2,6}[ \t]*[^=\s][^\n=]{0,200}={2,6}[ \t]*$", re.M)
_DEEPER: Final = re.compile(r"^##+[ \t]", re.M)
_QUOTED: Final = re.compile(r"(?:>[ \t]?)+")
_TABLE_RULE: Final = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?")
_ROW: Final = re.compile(r"\|.*\|")
_LINE_BLOCK: Final = re.compile(r"\|[ \t]+(?=[^|\s])")
_CLOSING_SECTIONS: Final = frozenset(
    {
        "bibliography",
        "citations",
        "external links",
        "footnotes",
        "further reading",
        "notes and references",
        "references",
        "see also",
        "الهوامش",
        "المراجع",
        "انظر أيضا",
        "انظر أيضًا",
        "روابط خارجية",
        "مراجع",
        "وصلات خارجية",
    }
)


def read(source: str) -> Transcript | Declined:
    """The transcript of a text with light markup; declines a source without any."""
    if gutenberg.is_transcribed(source):
        return Declined("it is a print typed off, with signs of its own")
    left = Found(source)
    notation = _Markup(source, left)
    front = _FRONT.match(source)
    about = _front(front["inside"]) if front else {}
    text = Span(front.end() if front and about else 0, len(source))
    found = _merged(blocks_of(source, notation, text, mixed=True))
    if not (notation.seen or about or notation.inside.met):
        return Declined("there is no heading, emphasis, link or table of facts in it")
    if title := _name_of(source, found):
        about.setdefault("title", title)
    if text.start:
        opening = len(source) - len(source.lstrip())
        found.insert(0, Block(RegionKind.BOILERPLATE, Span(opening, text.start)))
    attached = notes.attach(source, found, (), lambda at: ())
    # [^1] is the mark of a footnote by itself, whatever else a number in brackets may be.
    own = {span.start for span, _ in notation.inside.marks}
    for at in attached.loose:
        if at not in own:
            left.add("mark of a note that is not in the file", at)
    stretches = [*notation.inside.stretches, *_quotations(source, found)]
    stretches += [stretch for stretch in attached.stretches if stretch.start not in own]
    stretches += _marks(notation, attached.blocks, left)
    return Transcript(
        source,
        partition(source, attached.blocks),
        tuple(sorted(stretches, key=lambda s: (s.start, -s.end, s.kind))),
        unmodelled=left.all(),
        about=about,
    )


def _front(inside: str) -> dict[str, str]:
    """What front matter says of the text; nothing where it says neither title nor author."""
    about: dict[str, str] = {}
    for match in _FRONT_FIELD.finditer(inside):
        key = {"language": "lang"}.get(match["key"].lower(), match["key"].lower())
        value = match["value"].strip("\"'[] ")
        if value:
            about.setdefault(key, value)
    return about


def _name_of(source: str, blocks: Sequence[Block]) -> str:
    """The words of the heading that opens a source, if no other stands as high; else ""."""
    headings = [block for block in blocks if block.kind is RegionKind.HEADING]
    first = next((block for block in blocks if block.kind is not RegionKind.BLANK), None)
    if first is None or first.kind is not RegionKind.HEADING:
        return ""
    if len(headings) < 2 or any(other.level <= first.level for other in headings[1:]):
        return ""
    return " ".join(reading.of_span(source, first.body, first.markup).text.split())


def _merged(blocks: Sequence[Block]) -> list[Block]:
    """Underlines joined to their headings, and lines of a footnote to its first."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if last and block.level < 0:
            body = Span(last.body.start, block.body.end)
            out[-1] = replace(last, body=body, markup=(*last.markup, block.body))
        elif last and block.kind is last.kind is RegionKind.NOTE and block.label is None:
            body = Span(last.body.start, block.body.end)
            out[-1] = replace(last, body=body, markup=(*last.markup, *block.markup))
        elif block.kind is RegionKind.VERSE and (last is None or last.kind is not block.kind):
            out.append(replace(block, level=1))
        else:
            out.append(block)
    return out


def _quotations(source: str, blocks: Sequence[Block]) -> list[SpanAnnotation]:
    """Paragraphs that stand behind signs of quotation."""
    return [
        SpanAnnotation(block.markup[0].end, block.body.end, "quotation", resp="source")
        for block in blocks
        if block.kind is RegionKind.PARAGRAPH
        and block.markup
        and source[block.body.start] == ">"
        and block.markup[0].end < block.body.end
    ]


def _marks(notation: _Markup, blocks: Sequence[Block], left: Found) -> list[SpanAnnotation]:
    """The marks of footnotes, each with the number of its note."""
    numbers: dict[int, int] = {}
    for block in blocks:
        if block.kind is RegionKind.NOTE:
            numbers[block.body.start] = len(numbers) + 1
    known = {key: numbers.get(start, 0) for key, start in notation.footnotes.items()}
    called = {key for _, key in notation.inside.marks}
    for key, start in notation.footnotes.items():
        if key not in called:
            left.add("note whose mark is not found", start)
    for span, key in notation.inside.marks:
        if not known.get(key):
            left.add("mark of a note that is not in the file", span.start)
    return [
        SpanAnnotation(*span, "mark", source=str(known.get(key) or ""), resp="source")
        for span, key in notation.inside.marks
    ]


class _Markup:
    """The notation, and whether any line of it was met."""

    def __init__(self, source: str, left: Found) -> None:
        self.seen = False
        self.inside = Inline(left.add)
        self.footnotes: dict[str, int] = {}
        self._left = left
        self._closing = 0
        self._comments = [Span(*m.span()) for m in _COMMENT_LINE.finditer(source)]
        self._code = _fenced(source)
        self._tables = wiki_tables.tables(source)
        self._columns = wiki_tables.columns(source)
        # Where headings stand between signs of equality, # begins an item of a list.
        self._lists = bool(_WIKI_HEADING.search(source)) and not _DEEPER.search(source)
        self._note = False

    def block(self, source: str, line: Span, before: Block | None) -> Block | None:
        words = source[line.start : line.end]
        block = (
            self._commented(line)
            or self._wiki_table(words, line)
            or self._footnote(source, words, line, before)
            or (None if self._lists and words.startswith("#") else _heading(words, line))
            or _underlined(source, words, line, before)
            or _fact(words, line, before)
            or self._table(words, line)
            or self._plain(words, line)
        )
        if block is not None and block.kind is RegionKind.HEADING and block.level > 0:
            self._closing = self._closes(source, block)
        if self._closing and (block is None or block.kind is not RegionKind.NOTE):
            block = Block(RegionKind.BOILERPLATE, line)
        self._note = block is not None and block.kind is RegionKind.NOTE
        self.seen = self.seen or block is not None
        return block

    def begins(self, source: str, line: Span) -> bool:
        return _ITEM.match(source, line.start, line.end) is not None

    def opening(self, source: str, body: Span) -> int:
        words = source[body.start : body.end]
        match = _QUOTED.match(words) or _ITEM.match(words)
        return match.end() if match else 0

    def _closes(self, source: str, heading: Block) -> int:
        """The level of a closing section that goes on or begins with this heading, else 0."""
        if self._closing and heading.level > self._closing:
            return self._closing
        words, at = [], heading.body.start
        for mark in (*heading.markup, Span(heading.body.end, heading.body.end)):
            words.append(source[at : mark.start])
            at = max(at, mark.end)
        title = " ".join("".join(words).split())
        return heading.level if title.strip(" *=#").lower() in _CLOSING_SECTIONS else 0

    def _commented(self, line: Span) -> Block | None:
        """A line that lies in a comment, or is one."""
        for comment in self._comments:
            if comment.start <= line.start and line.end <= comment.end:
                if comment.start == line.start:
                    self._left.add("<!-- --> and its words", line.start)
                return Block(RegionKind.BOILERPLATE, line)
        for code in self._code:
            if code.start <= line.start < code.end:
                if line.start == code.start:
                    self._left.add("fence and its words", line.start)
                return Block(RegionKind.BOILERPLATE, line)
        return None

    def _footnote(self, source: str, words: str, line: Span, before: Block | None) -> Block | None:
        """A footnote, or a line that goes on with one: next to it, or indented after a gap."""
        if match := _FOOTNOTE.match(words):
            self.footnotes.setdefault(match["id"], line.start)
            label = Span(line.start, line.start + match.end("id") + 1)
            sign = Span(label.end, line.start + match.end())
            rest = Span(sign.end, line.end)
            markup = (sign, *self.inside.read(source, rest)) if rest.start < rest.end else (sign,)
            return Block(RegionKind.NOTE, line, markup, label, place="foot")
        if not self._note or before is None:
            return None
        gap = paragraph_gap(source, before.body, line)
        indented = source[max(0, line.start - 4) : line.start].strip("\r\n").isspace()
        if gap and not indented:
            return None
        return Block(RegionKind.NOTE, line, self.inside.read(source, line), place="foot")

    def _wiki_table(self, words: str, line: Span) -> Block | None:
        for table in self._tables:
            if table.start <= line.start < table.end:
                if line.start == table.start:
                    self._left.add("table", line.start)
                return wiki_tables.row(words, line)
        for table in self._columns:
            if table.start <= line.start < table.end:
                if line.start == table.start:
                    self._left.add("table", line.start)
                rule = not any(c.isalnum() for c in words)
                return Block(RegionKind.BOILERPLATE if rule else RegionKind.INFOBOX, line)
        return None

    def _table(self, words: str, line: Span) -> Block | None:
        if _TABLE_RULE.fullmatch(words):
            self._left.add("table", line.start)
            return Block(RegionKind.BOILERPLATE, line)
        if _ROW.fullmatch(words) and words.count("|") > 2:
            edges = [Span(line.start + m.start(), line.start + m.end())
                     for m in re.finditer(r"\|", words)]  # fmt: skip
            bare = not any(c.isalnum() for c in words)
            return Block(RegionKind.BOILERPLATE if bare else RegionKind.INFOBOX, line, tuple(edges))
        if match := _LINE_BLOCK.match(words):
            mark = Span(line.start, line.start + match.end())
            return Block(RegionKind.VERSE, line, (mark,))
        return None

    def _plain(self, words: str, line: Span) -> Block | None:
        """Lines that are no text."""
        for pattern, what in ((_LINK_LINE, ""), (_DEFINITION, ""), (_FENCE, "fence")):
            if pattern.fullmatch(words):
                if what:
                    self._left.add(what, line.start)
                return Block(RegionKind.BOILERPLATE, line)
        return None

    def inline(self, source: str, body: Span) -> tuple[Span, ...]:
        return self.inside.read(source, body)


def _fenced(source: str) -> list[Span]:
    """Lines of code between two fences: no prose; a fence that nothing closes fences nothing."""
    out: list[Span] = []
    opening: re.Match[str] | None = None
    for fence in _FENCE_LINE.finditer(source):
        if opening is None:
            opening = fence
        elif fence["sign"] == opening["sign"]:
            out.append(Span(opening.start("sign"), fence.end("sign")))
            opening = None
    return out


def _heading(words: str, line: Span) -> Block | None:
    at = line.start
    if match := _HASHES.match(words):
        close = _ATTRIBUTES.search(words, match.end()) or _HASHES_CLOSE.search(words, match.end())
        end = close.start() if close else len(words)
        edges = [Span(0, match.end())] + ([Span(end, len(words))] if close else [])
        return _title(words, line, edges, len(match[1]))
    if match := _EQUALS.fullmatch(words):
        edges = [Span(0, match.start(2)), Span(match.end(2), len(words))]
        return _title(words, line, edges, len(match[1]))
    if match := _BOLD_LINE.fullmatch(words):
        marks = (Span(at, at + match.start(2)), Span(at + match.end(2), line.end))
        return Block(RegionKind.HEADING, line, marks, level=7)
    return None


def _underlined(source: str, words: str, line: Span, before: Block | None) -> Block | None:
    """A heading underlined in the next line, or that line."""
    adjoins = before is not None and not paragraph_gap(source, before.body, line)
    kind = before.kind if before is not None and adjoins else None
    if kind is RegionKind.HEADING and _UNDERLINE.fullmatch(words):
        return Block(RegionKind.HEADING, line, level=-1)
    if kind is RegionKind.PARAGRAPH:
        return None
    following = re.compile(r"[ \t]*\r?\n").match(source, line.end)
    underline = _UNDERLINE.match(source, following.end()) if following else None
    if underline is None or not any(c.isalpha() for c in words):
        return None
    short = 2 * len(underline[1]) < len(words)
    if len(underline[1]) < 2 or (_ENDS.search(words) and (short or underline[1][0] == "-")):
        return None
    edges = [Span(0, 0)]
    if close := _ATTRIBUTES.search(words):
        edges.append(Span(close.start(), len(words)))
    return _title(words, line, edges, 1 if underline[1][0] == "=" else 2)


def _title(words: str, line: Span, edges: list[Span], level: int) -> Block:
    """A heading between its edges; emphasis inside it is notation too."""
    inside = Span(edges[0].end, edges[1].start if len(edges) > 1 else len(words))
    marks = sorted([*edges, *Inline(lambda what, at: None).read(words, inside)])
    joined: list[Span] = []
    for mark in marks:
        if joined and joined[-1].end == mark.start:
            joined[-1] = Span(joined[-1].start, mark.end)
        elif mark.start < mark.end:
            joined.append(mark)
    markup = tuple(Span(line.start + m.start, line.start + m.end) for m in joined)
    bare = is_bare(words, Span(0, len(words)), joined)
    kind = RegionKind.BOILERPLATE if bare else RegionKind.HEADING
    return Block(kind, line, () if bare else markup, level=0 if bare else level)


def _fact(words: str, line: Span, before: Block | None) -> Block | None:
    """A line of a table of facts: its head, or an item after the head or another item."""
    if _INFOBOX.fullmatch(words):
        return Block(RegionKind.INFOBOX, line)
    if before is None or before.kind is not RegionKind.INFOBOX:
        return None
    if match := _FACT.match(words):
        label = Span(line.start + match.start("label"), line.start + match.end("label"))
        marks = (Span(line.start, label.start), Span(label.end, line.start + match.end()))
        return Block(RegionKind.INFOBOX, line, marks, label)
    return Block(RegionKind.INFOBOX, line) if words == "}}" else None
