"""Words that people give in several languages: a line a language, told by its script.

A note, the extent of a text or its rights may stand in English, in Arabic, or in both; in both they
are one string with a line for each language, so that nothing that passes them on can lose one.
"""

from __future__ import annotations

from collections.abc import Iterator

from fitnacorpus import languages
from fitnacorpus.orthography import scripts


def language_of(words: str, lang: str) -> str:
    """The language of words by their script: that of what they stand in, or English or Arabic.

    Args:
        words: The words, of one language.
        lang: Language of what they stand in.
    """
    other = scripts.tag_for(scripts.of_text(words), lang)
    if not other:
        return lang
    return languages.AR if other == languages.AR else languages.EN


def lines(words: str, lang: str) -> Iterator[tuple[str, str]]:
    """Words by language, in order: joined by line breaks they are the words again.

    A line without letters goes with the line before it, at the beginning with the one behind.

    Args:
        words: The words.
        lang: Language of what they stand in.
    """
    groups: list[tuple[str, list[str]]] = []
    for line in words.split("\n") if words else ():
        spoken = language_of(line, lang) if scripts.of_text(line) else ""
        if groups and spoken in ("", groups[-1][0]):
            groups[-1][1].append(line)
        elif groups and not groups[-1][0]:
            groups[-1] = (spoken, [*groups[-1][1], line])
        else:
            groups.append((spoken, [line]))
    for spoken, held in groups:
        yield spoken or lang, "\n".join(held)


def in_language(words: str, lang: str) -> str:
    """What words say in a language, or in the first that they are given in."""
    given = list(lines(words, lang))
    return next((said for tag, said in given if tag == lang), given[0][1] if given else "")


def on_one_line(words: str) -> str:
    """Words in all their languages, parted by a stroke: for a line of a terminal or a table."""
    return _STROKE.join(" ".join(line.split()) for line in words.split("\n") if line.strip())


def from_one_line(words: str) -> str:
    """The inverse of `on_one_line`, for what came back in a table."""
    parts = (" ".join(part.split()) for part in words.split(_STROKE.strip()))
    return "\n".join(part for part in parts if part)


_STROKE = " ‖ "
"""Stands between two languages on one line: in no note of either."""
