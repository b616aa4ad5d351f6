"""Notation inside a paragraph of Markdown or wiki text: what is a sign, a note, or neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from fitnacorpus.model import Span, SpanAnnotation

_ATTRIBUTES: Final = r"\{[#.a-z][^{}\n]{0,200}\}"
_COMMENT: Final = re.compile(r"<!--.*?-->", re.S)
_NOTE: Final = re.compile(r"\^\[(?P<words>[^\[\]]{1,4000})\]")
_CITATION: Final = re.compile(
    r"\[(?P<words>(?:[^\[\]@\n]{0,120}[ \t])?-?@\w[^\[\]]{0,400})\](?![\[({])"
)
"""A citation of Pandoc's: [see @smith2004, pp. 33-35; also @jones99]."""
_WIKI_NOTE: Final = re.compile(
    r"<ref(?:[ \t][^<>/]{0,200})?>(?P<words>[^<>]{0,4000})</ref>|<ref[ \t][^<>]{0,200}/>", re.I
)
_MARK: Final = re.compile(r"\[\^(?P<id>[^\s\[\]]{1,80})\](?!:)")
_TEMPLATE_OF_WORDS: Final = re.compile(
    r"\{\{[ \t]*(?:(?:lang|transl|transliteration)[ \t]*\|(?:[^{}|\n]{1,20}\|){1,2}|"
    r"(?:lang-[a-z-]{2,12}|nowrap|small|smaller|big|quote|cquote|rquote|blockquote|poem)[ \t]*\|"
    r"(?:[ \t]*(?:1|text|quote)[ \t]*=)?)"
    r"(?P<words>[^{}|]{1,2000})(?:\|[^{}]{0,400})?\}\}",
    re.I,
)
"""Templates of a wiki that say what language or kind their words are of: {{lang|ar|عدن}}."""
_TEMPLATE: Final = re.compile(r"\{\{[^{}]{1,2000}\}\}")
_IMAGE: Final = re.compile(
    r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,400}(?:[ \t]+\"[^\"\n]{0,200}\")?\)(?:" + _ATTRIBUTES + r")?"
)
_NAMESPACE: Final = re.compile(
    r"\[\[[ \t]*(?:File|Image|Media|Category|ملف|صورة|تصنيف)[ \t]*:"
    r"(?:[^\[\]]|\[\[[^\[\]]{0,400}\]\]){0,2000}\]\]",
    re.I,
)
"""Pictures and categories of a wiki: no link, and no words of the text."""
_ENTITY: Final = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?(?P<words>[^\[\]|\n]+)\]\]")
_LINK: Final = re.compile(
    r"\[(?P<words>[^\[\]]{1,400})\]\([^()\s]{0,400}(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
_EXTERNAL: Final = re.compile(
    r"\[(?:https?:)?//[^\s\[\]]{1,400}[ \t]+(?P<words>[^\[\]\n]{1,300})\]"
)
_SPAN: Final = re.compile(r"\[(?P<words>[^\[\]]{0,2000})\]" + _ATTRIBUTES)
_REFERENCE: Final = re.compile(r"\[(?P<words>[^\[\]\n]{1,200})\]\[[^\[\]\n]{0,80}\]")
_ELEMENTS: Final = (
    "a|abbr|article|aside|b|bdi|bdo|big|blockquote|body|br|caption|center|cite|code|col|"
    "colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|gallery|h1|"
    "h2|h3|h4|h5|h6|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|"
    "math|meta|nav|nobr|nowiki|ol|p|poem|pre|q|ref|references|rp|rt|ruby|s|samp|script|"
    "section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|"
    "th|thead|title|tr|tt|u|ul|var|video|wbr"
)
"""Elements of HTML and of wikis; other words in angle brackets are words (``<by half>``)."""
_TAG: Final = re.compile(rf"</?(?:{_ELEMENTS})(?:[ \t][^<>\n]{{0,300}})?/?>", re.IGNORECASE)
_CODE: Final = re.compile(r"(?<!`)`(?P<words>[^`\n]{1,400})`(?!`)")
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])(?P<sign>\*{1,3})(?=[^\s*])(?P<words>[^*]{1,2000}?)(?<=[^\s*])(?P=sign)(?![\w*])"
)
_UNDERSCORE: Final = re.compile(
    r"(?<![\w_])(?P<sign>_{1,2})(?=[^\s_])(?P<words>[^_]{1,2000}?)(?<=[^\s_])(?P=sign)(?![\w_])"
)
_WIKI_QUOTES: Final = re.compile(
    r"(?<!')(?P<sign>'{5}|'{2,3})(?=[^\s'])(?P<words>[^\n]{1,400}?)(?<=[^\s'])(?P=sign)(?!')"
)
_STRONG_INSIDE: Final = re.compile(
    r"(?<![*\d])(?P<sign>\*\*)(?=\w)(?P<words>[^*\n]{1,400}?)(?<=\w)(?P=sign)(?![*\d])"
)
"""Emphasis of a part of a word: **Ma**lik."""
_RAISED: Final = re.compile(r"(?<=\S)\^(?P<words>[^\s^]{1,40})\^")
_LOWERED: Final = re.compile(r"(?<=[^\s~])~(?P<words>[^\s~]{1,40})~(?!~)")
_RAISED_NUMBER: Final = re.compile(r"(?<=\S)\^[0-9]{1,3}\^")
"""A mark of a note, or a power: no number that the text counts by."""
_STRUCK: Final = re.compile(r"(?<![~\w])~~(?=[^\s~])[^~\n]{1,400}(?<=[^\s~])~~(?![~\w])")
_ESCAPE: Final = re.compile(r"\\(?=[ !-/:-@\[-`{-~\r\n])")
_LINE_SIGN: Final = re.compile(r"(?<=\n)(?:[ \t]*>)+[ \t]?")

_WHOLE: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (_COMMENT, "<!-- --> and its words"),
    (_IMAGE, "![]()"),
    (_TEMPLATE, "{{ }} and what is in it"),
    (_NAMESPACE, "[[File:]] and its words"),
    (_STRUCK, "~~ ~~ and its words"),
    (_RAISED_NUMBER, "^ ^ and its number"),
)
"""What is no text at all, and how it is told."""
_AROUND: Final = (
    _WIKI_LINK, _LINK, _EXTERNAL, _SPAN, _REFERENCE, _RAISED, _LOWERED, _CODE, _EMPHASIS,
    _STRONG_INSIDE, _UNDERSCORE, _WIKI_QUOTES,
)  # fmt: skip
"""What stands around words that are text."""


@dataclass(slots=True)
class Inline:
    """What stands inside the blocks of a text, gathered block by block.

    Attributes:
        left: Told what is no text and has no place.
        stretches: Notes inside the text.
        marks: Marks of footnotes, with the ids of these.
        met: Whether any notation was met.
    """

    left: Callable[[str, int], None]
    stretches: list[SpanAnnotation] = field(default_factory=list)
    marks: list[tuple[Span, str]] = field(default_factory=list)
    met: bool = False

    def read(self, source: str, body: Span) -> tuple[Span, ...]:
        """The notation of a block, in order, no two spans overlapping."""
        found: list[Span] = []

        def free(*spans: Span) -> bool:
            return not any(span.overlaps(other) for span in spans for other in found)

        for match in _TEMPLATE_OF_WORDS.finditer(source, *body):
            found.extend(_pair(match))
        for pattern, what in _WHOLE:
            for match in pattern.finditer(source, *body):
                if free(Span(*match.span())):
                    found.append(Span(*match.span()))
                    self.left(what, match.start())
        for pattern in (_NOTE, _CITATION, _WIKI_NOTE):
            for match in pattern.finditer(source, *body):
                self._note(match, found, free)
        for match in _MARK.finditer(source, *body):
            if free(Span(*match.span())):
                found.append(Span(*match.span()))
                self.marks.append((Span(*match.span()), match["id"]))
        for pattern in _AROUND:
            for match in pattern.finditer(source, *body):
                pair = _pair(match)
                if free(*pair):
                    found.extend(pair)
        for match in _TAG.finditer(source, *body):
            if free(Span(*match.span())):
                found.append(Span(*match.span()))
                name = re.split(r"[\s/>]", match[0].strip("</"))[0].lower()
                self.left(f"<{name}>", match.start())
        for match in _ENTITY.finditer(source, *body):
            self.left(match[0], match.start())
        for pattern in (_ESCAPE, _LINE_SIGN):
            for match in pattern.finditer(source, *body):
                if free(Span(*match.span())):
                    found.append(Span(*match.span()))
        # Underscores alone are emphasis in plain text as well.
        self.met = self.met or any(source[span.start] != "_" for span in found)
        return tuple(sorted(found))

    def _note(self, match: re.Match[str], found: list[Span], free: Callable[..., bool]) -> None:
        whole = Span(*match.span())
        words = match["words"]
        if words is None or not words.strip():
            if free(whole):
                found.append(whole)
                self.left("<ref/>", match.start())
            return
        pair = _pair(match)
        inside = Span(pair[0].end, pair[1].start)
        if any(other.contains(inside) for other in found) or not free(*pair):
            return
        if all(any(o.start <= at < o.end for o in found) or match.string[at].isspace()
               for at in range(*inside)):  # fmt: skip
            found.extend(pair)
            return
        found.extend(pair)
        self.stretches.append(SpanAnnotation(*inside, "note", resp="source"))


def _pair(match: re.Match[str]) -> tuple[Span, Span]:
    """What stands before and after the words of a match."""
    start, end = match.span("words")
    return Span(match.start(), start), Span(end, match.end())
