"""What leads on from ids that are no more: of texts that were renamed, and of episodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fitnacorpus.description.description import Description
from fitnacorpus.errors import ConfigError, choose


@dataclass(frozen=True, slots=True)
class Heirs:
    """Ids that are no more, each with the present one.

    Attributes:
        texts: Present ids of texts by their former ones.
        episodes: Of each text, present ids of episodes by their former ones.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    episodes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def text(self, ident: str) -> str:
        """The present id of a text; an id that is none of the former ones is its own."""
        return self.texts.get(ident, ident)

    def fragment(self, text: str, fragment: str) -> str:
        """A place inside a text (``e3.p2.s1``), in the episode that took its episode's place."""
        episode, dot, rest = fragment.partition(".")
        return self.episodes.get(text, {}).get(episode, episode) + dot + rest

    def of(self, text: str, episode: str) -> tuple[str, ...]:
        """The former ids of an episode."""
        known = self.episodes.get(text, {})
        return tuple(sorted(old for old, new in known.items() if new == episode))


def heirs(descriptions: Iterable[Description]) -> Heirs:
    """What descriptions say of ids that are no more; what leads to nothing is left out."""
    every = list(descriptions)
    present = {item.info.id for item in every}
    texts = {old: item.info.id for item in every for old in item.formerly if old not in present}
    episodes = {}
    for item in every:
        cuts = {cut.id for cut in item.cuts}
        ends = {old: end_of(item.retired, old) for old in item.retired}
        if found := {old: new for old, new in ends.items() if new in cuts}:
            episodes[item.info.id] = found
    return Heirs(texts, episodes)


def no_text(ident: str, descriptions: Iterable[Description], where: str) -> ConfigError:
    """The refusal of a text that is not there (``unknown-text``); of a former id, with its own."""
    every = list(descriptions)
    present = heirs(every).texts.get(ident, "")
    return ConfigError(
        "unknown-text",
        f"there is no text '{ident}'" + (f" any more: it was renamed '{present}'" * bool(present)),
        where=where,
        hint=f"Name it '{present}'"
        if present
        else choose(ident, [item.info.id for item in every], otherwise="Add one first"),
    )


def end_of(retired: Mapping[str, str], old: str) -> str:
    """Where a chain of retired ids ends; where it is a circle, at one of its ids."""
    seen: set[str] = set()
    while old in retired and old not in seen:
        seen.add(old)
        old = retired[old]
    return old
