"""Profiles of folding: named sequences of steps, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from fitnacorpus.errors import ConfigError
from fitnacorpus.orthography.steps import STEPS

STEP_NAMES: Final = tuple(step.name for step in STEPS)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a fold forgives.

    Attributes:
        name: How settings and messages call it.
        steps: Names of its steps.  They are applied in the order of `steps.STEPS`, after canonical
            composition (NFC), which belongs to every profile.
    """

    name: str
    steps: tuple[str, ...]


PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        p.name: p
        for p in (
            # Everything a searcher forgives.  Whatever concerns the structure of a name (ibn and
            # b., articles, the ending -ah) is left to `arabic.name_key` and `latin.name_key`.
            Profile("search", tuple(n for n in STEP_NAMES if n != "hyphens")),
            # For finding names in running text.  ى stays apart from ي, because the preposition على
            # read as علي is the classic false positive; ة stays apart from ه; capitals stay.
            Profile(
                "tag",
                (
                    "controls",
                    "tatweel",
                    "presentation",
                    "honorific-signs",
                    "tashkil",
                    "quranic",
                    "hamza",
                    "letters",
                    "digits",
                    "latin-letters",
                    "latin-marks",
                    "ayn",
                    "hyphens",
                    "spaces",
                ),
            ),
            # For sentence encoders, which were trained on letters as people write them.
            Profile(
                "embed",
                (
                    "controls",
                    "tatweel",
                    "presentation",
                    "honorific-signs",
                    "tashkil",
                    "quranic",
                    "spaces",
                ),
            ),
            Profile("display", ("tashkil",)),
        )
    }
)


def profile_from_steps(name: str, steps: Iterable[str]) -> Profile:
    """A profile of a user's own.

    Args:
        name: Its name; a name of `PROFILES` is refused.
        steps: Names out of `STEP_NAMES`, in any order, without repetition.

    Raises:
        ConfigError: A step is unknown, repeated, or lacks the one it needs; or the name is taken.
    """
    wanted = tuple(steps)
    known = ", ".join(STEP_NAMES)
    if name in PROFILES:
        raise ConfigError(
            "profile-taken", f"the profile {name!r} is built in", hint="Choose another name"
        )
    for step in wanted:
        if step not in STEP_NAMES:
            raise ConfigError(
                "profile-unknown-step",
                f"the profile {name!r} asks for the unknown step {step!r}",
                hint=f"Known steps: {known}",
            )
    if len(set(wanted)) != len(wanted):
        raise ConfigError(
            "profile-repeated-step",
            f"the profile {name!r} names a step twice",
            hint="Name each step once",
        )
    if "possessive" in wanted and "ayn" not in wanted:
        raise ConfigError(
            "profile-needs-step",
            f"the profile {name!r} has the step 'possessive' without 'ayn'",
            hint="Add the step 'ayn'",
        )
    return Profile(name, tuple(n for n in STEP_NAMES if n in wanted))


def get_profile(profile: str | Profile) -> Profile:
    """The profile itself, or the built-in one of that name.

    Raises:
        ConfigError: There is no built-in profile of that name.
    """
    if isinstance(profile, Profile):
        return profile
    try:
        return PROFILES[profile]
    except KeyError:
        raise ConfigError(
            "profile-unknown",
            f"there is no profile {profile!r}",
            hint=f"Built in: {', '.join(PROFILES)}",
        ) from None
