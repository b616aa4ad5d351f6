"""Texts and episodes that get another id, and texts that leave: all that names them goes along.

What people wrote is changed: descriptions, sources, verdicts and the pointers of the authority.
What a build writes follows at the next one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fitnacorpus import judgements, refs
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description, no_text
from fitnacorpus.errors import ConfigError, CorpusError, choose
from fitnacorpus.files import read
from fitnacorpus.journal import Changes
from fitnacorpus.judgements import Verdict, carry
from fitnacorpus.tei import authority_changes, authority_write
from fitnacorpus.tei import digest as tei_digest

_RELATIONS = ("translation_of", "derived_from")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a change of ids came to.

    Attributes:
        written: Files that were written, from the corpus folder.
        deleted: Files that were deleted.
        verdicts: Number of verdicts that changed or went.
        forms: Forms of the authority that stood in the removed text alone, and went with it.
        released: Texts that named the removed one as what they translate or derive from.
        kept: Folder that holds what was removed, or "".
    """

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    verdicts: int = 0
    forms: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    kept: str = ""


def rename(folder: CorpusFolder, old: str, new: str, *, dry_run: bool = False) -> Carried:
    """Give a text, or with ``TEXT:OLD`` an episode, another id.

    Args:
        folder: The corpus.
        old: Id of a text, or ref of an episode.
        new: The new id; of an episode alone or with its text.
        dry_run: Whether to change nothing.

    Raises:
        ConfigError: there is no such text or episode (``unknown-text``, ``unknown-episode``), or
            the new id is none (``bad-id``) or taken (``duplicate-id``).
        CorpusError: the text's generated file was edited by hand (``hand-edit``).
        FitnaError: a file of people cannot be read.  Nothing is changed then.
    """
    folder.settings()
    with folder.locked():
        if ":" in old:
            return _rename_episode(folder, old, new, dry_run)
        return _rename_text(folder, old, new, dry_run)


def remove(folder: CorpusFolder, text_id: str, *, dry_run: bool = False) -> Carried:
    """Take a text out of the corpus, with every verdict that rests on it.

    Source, description and verdicts are kept in a folder of their own, that nothing is lost.

    Args:
        folder: The corpus.
        text_id: The text.
        dry_run: Whether to change nothing.

    Raises:
        ConfigError: there is no such text (``unknown-text``).
        CorpusError: the text's generated file was edited by hand (``hand-edit``).
        FitnaError: a file of people cannot be read.  Nothing is changed then.
    """
    folder.settings()
    with folder.locked():
        return _remove(folder, text_id, dry_run)


def _rename_text(folder: CorpusFolder, old: str, new: str, dry_run: bool) -> Carried:
    items = folder.descriptions()
    known = {item.info.id: item for item in items}
    if old not in known and new in known and old in known[new].formerly:
        return _carry_later(folder, known[new], old, dry_run)
    item = _text(folder, items, old)
    if not refs.is_text_id(new):
        raise ConfigError(
            "bad-id", f"'{new}' may not be the id of a text", hint=refs.how_to_id(new),
        )  # fmt: skip
    _refuse_hand_edit(folder, old)
    plan = Changes()
    path, source = Path(item.path), folder.source_path(item)
    file = item.info.file
    if source.stem == old and not _shared(item, items):
        file = f"{new}{source.suffix}"
    moved = path.with_name(f"{new}.toml" if path.stem == old else path.name)

    def to_new(document: Any) -> None:
        document["id"] = new
        document["source"]["file"] = file
        document.pop("formerly", None)

    former = [*(ident for ident in item.formerly if ident != new), old]
    content = _with_former(_edited(path, to_new), former)
    target = source.with_name(file)
    if target != source:
        plan.files[target] = read(source)
        plan.gone.append(source)
    plan.files[moved] = content
    if moved != path:
        plan.gone.append(path)
    _refuse_taken(items, plan, old, new, {source, path})
    for other in items:
        named = [key for key in _RELATIONS if getattr(other.info, key) == old]
        if named and other is not item:
            plan.files[Path(other.path)] = _edited(Path(other.path), _setting(named, new))
    number = _lead(folder, plan, old, new)
    return _carry_out(folder, plan, Carried((), (), number), dry_run)


def _carry_later(folder: CorpusFolder, item: Description, old: str, dry_run: bool) -> Carried:
    """Carry what came to name a text by its former id since it was renamed: work of others."""
    plan = Changes()
    number = _lead(folder, plan, old, item.info.id)
    return _carry_out(folder, plan, Carried((), (), number), dry_run)


def _lead(folder: CorpusFolder, plan: Changes, old: str, new: str) -> int:
    """Let verdicts and pointers lead to the new id of a text; the number of the verdicts."""
    pointer = rf"(?<![\w.-]){re.escape(old)}\.xml(?:#{re.escape(old)}(?![\w-]))?"
    _point(folder, plan, pointer, lambda m: m[0].replace(old, new))
    return _verdicts(folder, plan, lambda all_: [*carry.renamed(all_, old, new)])[0]


def _rename_episode(folder: CorpusFolder, old: str, new: str, dry_run: bool) -> Carried:
    text, _, name = old.partition(":")
    items = folder.descriptions()
    item = _text(folder, items, text)
    new = new.removeprefix(f"{text}:")
    known = [cut.id for cut in item.cuts]
    if name not in known:
        raise ConfigError(
            "unknown-episode", f"'{text}' has no episode '{name}'", where=item.path,
            hint=choose(name, known, otherwise="It describes none"),
        )  # fmt: skip
    if not refs.is_id(new) or new in refs.RESERVED:
        raise ConfigError(
            "bad-id", f"'{new}' may not be the id of an episode",
            hint="Use small letters, digits and hyphens, a letter first, such as e7",
        )  # fmt: skip
    if new in known or new in item.retired:
        what = "is that of another episode" if new in known else "was in use once"
        raise ConfigError(
            "duplicate-id", f"the id '{new}' {what}", where=item.path, hint="Give another id"
        )
    _refuse_hand_edit(folder, text)
    plan = Changes()

    def to_new(document: Any) -> None:
        import tomlkit

        for table in document["episode"]:
            if table["id"] == name:
                table["id"] = new
        if "retired" not in document:
            document.add("retired", tomlkit.table())
        document["retired"][name] = new

    plan.files[Path(item.path)] = _edited(Path(item.path), to_new)
    pointer = rf"(?<=[/\"'\s]{re.escape(text)}\.xml#{re.escape(text)}\.){re.escape(name)}(?![\w-])"
    _point(folder, plan, pointer, lambda _: new)
    return _carry_out(folder, plan, Carried((), ()), dry_run)


def _remove(folder: CorpusFolder, text_id: str, dry_run: bool) -> Carried:
    items = folder.descriptions()
    item = _text(folder, items, text_id)
    _refuse_hand_edit(folder, text_id)
    path, source = Path(item.path), folder.source_path(item)
    plan = Changes()
    number, lines = _verdicts(folder, plan, lambda all_: carry.without(all_, text_id))
    kept = {path.name: read(path)}
    kept |= {source.name: read(source)} if source.exists() else {}
    kept |= {f"{kind}.jsonl": "".join(found).encode() for kind, found in lines.items() if found}
    forms = _forget_forms(folder, plan, text_id)
    if folder.authority_path in plan.files:
        kept[folder.authority_path.name] = read(folder.authority_path)
    released = []
    for other in items:
        named = [key for key in _RELATIONS if getattr(other.info, key) == text_id]
        if named and other is not item:
            plan.files[Path(other.path)] = _edited(Path(other.path), _dropping(named))
            released.append(other.info.id)
    place = _free_folder(folder.removed / text_id, kept)
    plan.files = {place / name: data for name, data in kept.items()} | plan.files
    plan.gone += [*([] if _shared(item, items) else [source]), path]
    said = Carried((), (), number, forms, tuple(released), folder.relative(place))
    return _carry_out(folder, plan, said, dry_run)


# --- What stands there ---------------------------------------------------------------------------


def _text(folder: CorpusFolder, items: Sequence[Description], text_id: str) -> Description:
    for item in items:
        if item.info.id == text_id:
            return item
    raise no_text(text_id, items, str(folder.seeds))


def _shared(item: Description, items: Sequence[Description]) -> bool:
    """Whether another description has the same source."""
    mine = Path(item.path).parent / item.info.file
    others = (Path(o.path).parent / o.info.file for o in items if o.info.id != item.info.id)
    return mine in others


def _refuse_taken(
    items: Sequence[Description], plan: Changes, old: str, new: str, mine: set[Path]
) -> None:
    """Refuse an id or a file that something else has."""
    leads = next((o.path for o in items if new in o.formerly and o.info.id != old), "")
    if leads:
        raise ConfigError(
            "duplicate-id", f"'{new}' was the id of another text once, and leads to it",
            where=leads, hint="Give another id",
        )  # fmt: skip
    alien = [p for p in plan.files if p not in mine and p.exists()]
    other = next((o.path for o in items if o.info.id == new), "")
    where = str(alien[0]) if alien else other
    if where or old == new:
        raise ConfigError(
            "duplicate-id", f"there is a text '{new}' already", where=where, hint="Give another id"
        )


def _refuse_hand_edit(folder: CorpusFolder, text_id: str) -> None:
    path = folder.text_path(text_id)
    if path.exists() and not tei_digest.intact(read(path)):
        raise CorpusError(
            "hand-edit",
            "this generated file was changed by hand",
            where=str(path),
            hint=f"Take it over with 'fitnacorpus adopt {path}'; to lose it, run "
            "'fitnacorpus build --overwrite'",
        )


# --- What changes --------------------------------------------------------------------------------


def _edited(path: Path, change: Callable[[Any], None]) -> bytes:
    """A description with a change made, and nothing else touched."""
    import tomlkit

    document = tomlkit.parse(read(path).decode("utf-8-sig"))
    change(document)
    return tomlkit.dumps(document).encode()


def _with_former(content: bytes, former: Sequence[str]) -> bytes:
    """A description with the ids that its text had before."""
    line = f"formerly = {json.dumps(former)}\n".encode()
    # A key of the topmost table has to stand before every other table; 'id' stands there always.
    return re.sub(rb"(?m)^id\s*=.*\n", lambda m: m[0] + line, content, count=1)


def _setting(keys: Sequence[str], value: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for key in keys:
            document[key] = value

    return change


def _dropping(keys: Sequence[str]) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for key in keys:
            document.remove(key)

    return change


def _point(
    folder: CorpusFolder, plan: Changes, pointer: str, new: Callable[[re.Match[str]], str]
) -> None:
    """Let the pointers of the authority into a text lead to where it is now."""
    if not folder.authority_path.exists():
        return
    folder.authority()
    data = read(folder.authority_path)
    changed = re.sub(pointer, new, data.decode("utf-8", "surrogateescape"))
    if (written := changed.encode("utf-8", "surrogateescape")) != data:
        plan.files[folder.authority_path] = written


def _forget_forms(folder: CorpusFolder, plan: Changes, text_id: str) -> tuple[str, ...]:
    """Take a text out of the sources of names; a form that is attested nowhere else goes."""
    changes: list[authority_changes.Change] = []
    gone = []
    for entry in folder.authority().entries:
        for form in entry.forms:
            if text_id not in form.source:
                continue
            left = replace(form, source=tuple(s for s in form.source if s != text_id))
            if left.source or form.type != "attested":
                changes.append(authority_changes.ChangedForm(entry.id, left))
            else:
                changes.append(authority_changes.RemovedForm(entry.id, form))
                gone.append(f"{entry.id}: {form.text}")
    if changes:
        path = folder.authority_path
        plan.files[path] = authority_write.apply(read(path), changes, where=str(path))
    return tuple(gone)


def _verdicts(
    folder: CorpusFolder, plan: Changes, change: Callable[[list[Verdict]], Sequence[Verdict | None]]
) -> tuple[int, Mapping[str, list[str]]]:
    """Change verdicts where they stand; every other line keeps its bytes.

    Returns:
        How many changed or went, and the lines of those that went, "mentions" and "links" apart.
    """
    verdicts = folder.verdicts()
    becomes = {v.id: now for v, now in zip(verdicts, change(verdicts), strict=True)}
    kinds = {"mentions": folder.mention_verdict_paths(), "links": folder.link_verdict_paths()}
    went: dict[str, list[str]] = {kind: [] for kind in kinds}
    number = 0
    for kind, paths in kinds.items():
        for path in paths:
            content = read(path).decode("utf-8-sig")
            lines: list[str] = []
            for line in content.split("\n"):
                verdict = judgements.parse(line, str(path)) if line.strip() else None
                now = becomes[verdict.id] if verdict is not None else None
                same = verdict is not None and now is not None and now.id == verdict.id
                if verdict is None or same:
                    lines.append(line)
                    continue
                number += 1
                if now is None:
                    went[kind].append(line.rstrip("\r") + "\n")
                else:
                    lines.append(judgements.dump(now) + "\r" * line.endswith("\r"))
            if "\n".join(lines) == content:
                continue
            if any(line.strip() for line in lines):
                plan.files[path] = "\n".join(lines).encode()
            else:
                plan.gone.append(path)
    return number, went


def _free_folder(wanted: Path, files: Mapping[str, bytes]) -> Path:
    """A folder where files can be kept without replacing others."""
    number, place = 1, wanted
    while any((place / n).exists() and read(place / n) != d for n, d in files.items()):
        number += 1
        place = wanted.with_name(f"{wanted.name}-{number}")
    return place


def _carry_out(folder: CorpusFolder, plan: Changes, said: Carried, dry_run: bool) -> Carried:
    if not dry_run:
        folder.commit(plan)
    written = tuple(map(folder.relative, plan.files))
    return replace(said, written=written, deleted=tuple(map(folder.relative, plan.gone)))
