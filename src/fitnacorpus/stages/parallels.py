"""Which passages of two texts links are sought in, where an editor says that these are parallel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from fitnacorpus.description import Description, Parallel
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import Document


@dataclass(frozen=True, slots=True)
class Block:
    """Episodes of two texts, from the first to the last of each, that tell the same.

    Attributes:
        a: Ids of the first and the last episode of the first text.
        b: The same of the second.
        where: The description that says so.
    """

    a: tuple[str, str]
    b: tuple[str, str]
    where: str


def blocks(
    descriptions: Iterable[Description], left_out: Collection[str] = ()
) -> Mapping[tuple[str, str], tuple[Block, ...]]:
    """From pairs of text ids, the one that sorts first ahead, to what is parallel in them.

    Args:
        descriptions: Those of the texts to be linked.
        left_out: Other texts of the corpus, which nothing is linked to.

    Raises:
        ConfigError: a text is said to be parallel to one that is not in the corpus
            (``unknown-text``).
    """
    held = list(descriptions)
    known = {item.info.id for item in held}
    out: dict[tuple[str, str], tuple[Block, ...]] = {}
    for item in held:
        for said in item.parallels:
            if said.text in left_out:
                continue
            if said.text not in known or said.text == item.info.id:
                raise ConfigError(
                    "unknown-text",
                    f"[[parallel]] names '{said.text}', which is no other text of the corpus",
                    where=item.path,
                    hint="Correct 'with', or remove the table",
                )
            pair, block = _ordered(item.info.id, said, item.path)
            out[pair] = (*out.get(pair, ()), block)
    return out


def _ordered(text: str, said: Parallel, path: str) -> tuple[tuple[str, str], Block]:
    if text < said.text:
        return (text, said.text), Block(said.here, said.there, path)
    return (said.text, text), Block(said.there, said.here, path)


def part(document: Document, span: tuple[str, str], where: str) -> Document:
    """A document with the episodes from one to another alone.

    Raises:
        ConfigError: it has no such episodes in this order (``bad-parallel``).
    """
    order = [episode.id for episode in document.episodes]
    first, last = span
    if first not in order or last not in order or order.index(first) > order.index(last):
        raise ConfigError(
            "bad-parallel",
            f"[[parallel]] names {first}-{last}, which are no episodes of '{document.text.info.id}'"
            " in this order",
            where=where,
            hint="Name episodes by their ids, such as e3-e5",
        )
    chosen = document.episodes[order.index(first) : order.index(last) + 1]
    return replace(document, episodes=chosen)
