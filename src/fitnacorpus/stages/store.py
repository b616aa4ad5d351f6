"""Artefacts by name and key: read where they are fresh, else made, and kept if wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fitnacorpus.stages.state import Made, State

MACHINE: Final = "machine"
"""What stands before names and paths of artefacts without verdicts and editors' events."""
PRIVATE: Final = ".fitnacorpus"
_SAME: Final = frozenset({"mean", "passages", "profile", "vectors"})
"""Stages whose artefacts no verdict and no event touches."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """What a stage makes of one text, pair or event.

    Attributes:
        name: Its stage and what it is made of: ``links:a:b``.
        key: Digest of all that it is made from.
        path: Its file, from the corpus folder; "" = it is kept in the state.
    """

    name: str
    key: str
    path: str = ""

    @property
    def stage(self) -> str:
        """The stage."""
        return self.name.partition(":")[0]

    @property
    def of(self) -> str:
        """What it is made of."""
        return self.name.partition(":")[2]


Keep = Callable[[Artefact, bytes], None]
"""Called with what was made."""


class Store:
    """The artefacts of a corpus.

    Args:
        root: The corpus folder.
        state: What was made.
        machine_only: Whether these are the artefacts without verdicts and events.
        progress: Told what is being made.
    """

    def __init__(
        self,
        root: Path,
        state: State,
        *,
        machine_only: bool,
        progress: Callable[[str, str], None],
    ) -> None:
        self.root, self.state, self.machine_only = root, state, machine_only
        self.progress = progress
        self.keep: Keep = lambda artefact, data: None

    def place(self, artefact: Artefact) -> Artefact:
        """The artefact as it is written: one without verdicts stands apart."""
        if not self.machine_only or artefact.stage in _SAME:
            return artefact
        path = artefact.path.removeprefix(f"{PRIVATE}/")
        return replace(
            artefact,
            name=f"{MACHINE}/{artefact.name}",
            path=f"{PRIVATE}/{MACHINE}/{path}" if path else "",
        )

    def fresh(self, artefact: Artefact) -> Made | None:
        """What stands of an artefact, if it was made from the same key and is untouched."""
        found = self.state.fresh(artefact.name, artefact.key)
        if found is None and self.machine_only:
            found = self.state.fresh(self.place(artefact).name, artefact.key)
        return found

    def read(self, made: Made) -> bytes | None:
        """The content of an artefact that stands; None where it is gone since it was looked for."""
        for path in made.outputs:
            return (self.root / path).read_bytes()
        content = self.state.content(made)
        return None if content is None else content.encode()

    def data(self, artefact: Artefact, make: Callable[[], bytes]) -> bytes:
        """The content of an artefact: what stands, or what is made now and kept.

        Args:
            artefact: The artefact.
            make: Makes its content.
        """
        made = self.fresh(artefact)
        if made is not None and (found := self.read(made)) is not None:
            return found
        self.progress(artefact.stage, artefact.of)
        data = make()
        self.keep(self.place(artefact), data)
        return data

    def is_derived(self, name: str, basis: str) -> bool:
        """Whether a value is known that was reckoned from this basis."""
        name = f"{MACHINE} {name}" if self.machine_only else name
        return self.state.derived(name, basis) is not None

    def derived(self, name: str, basis: str, make: Callable[[], str]) -> str:
        """A value that is reckoned from a basis, remembered from run to run.

        Args:
            name: What it is.
            basis: Digest of what it is reckoned from.
            make: Reckons it.
        """
        name = f"{MACHINE} {name}" if self.machine_only else name
        found = self.state.derived(name, basis)
        if found is None:
            found = make()
            self.state.derive(name, basis, found)
        return found
