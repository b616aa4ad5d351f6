"""From an edited file to a plan, and from the plan to the files that people own."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from fitnacorpus import description
from fitnacorpus.adopt import links, records, texts
from fitnacorpus.adopt.records import Difference, Record
from fitnacorpus.description import Description
from fitnacorpus.errors import CorpusError
from fitnacorpus.files import read as read_file
from fitnacorpus.journal import Changes
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Alignment, Authority
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.position import position
from fitnacorpus.stages.alignments import locate, narrow
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, digest, read, safe, standoff
from fitnacorpus.vocabulary import VerdictKind

KEPT: Final = ".edited"
"""Ending of the copy that is kept of a file that could not be adopted as a whole."""
_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_NUMBERED: Final = re.compile("e([0-9]+)")


@dataclass(frozen=True, slots=True)
class Left:
    """A change that cannot be taken.

    Attributes:
        line: Line of the edited file.
        what: What it is.
        why: Why it cannot be taken, and what to do instead.
    """

    line: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What adopting a file would do.

    Attributes:
        path: The edited file.
        said: What is taken, each change on one line.
        left: What cannot be taken.
        description: The description to write, as path and content, or None.
        verdicts: Verdicts to add.
        made: The file as a build will write it; empty where it is no more.
    """

    path: Path
    said: tuple[str, ...]
    left: tuple[Left, ...]
    description: tuple[Path, bytes] | None = None
    verdicts: tuple[Verdict, ...] = ()
    made: bytes = field(default=b"", repr=False)


def plan(pipeline: Pipeline, path: Path, *, by: str, on: str) -> Plan:
    """What adopting a file would do; nothing is written.

    Args:
        pipeline: The corpus.
        path: A generated file of the corpus that somebody has edited.
        by: The editor: a name or an ORCID.
        on: The day, ``YYYY-MM-DD``.

    Raises:
        CorpusError: the file is none of the corpus (``not-generated``), or was not made from the
            corpus as it is now (``stale-edit``), or the source's own words were changed in it
            (``source-edited``).
        FitnaError: the file is no XML, or not readable as a generated file any more.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(
            "unreadable", error.strerror or "cannot be read", where=str(path),
            hint="Give the path of a file in tei/texts/ or alignments/",
        ) from None  # fmt: skip
    root = safe.parse(data, where=str(path), hint="Mend the file")
    name = root.get(_ID, "")
    described = {item.info.id: item for item in pipeline.descriptions}
    if name in described and _is(path, pipeline.folder.text_path(name)):
        return _text(pipeline, described[name], path, data, root, by, on)
    for alignment in pipeline.alignments:
        known = name == f"alignment.{alignment.event or 'unassigned'}"
        if known and _is(path, pipeline.folder.alignment_path(alignment.event)):
            return _alignment(pipeline, alignment, path, data, root, by, on)
    raise CorpusError(
        "not-generated",
        f"this is not where a text or an event of the corpus is kept ('{name}')",
        where=str(path),
        hint="Give the path of a file in tei/texts/ or alignments/, under its own name",
    )


def _is(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def carry_out(pipeline: Pipeline, found: Plan) -> list[Path]:
    """Write what a plan says, and the generated file with it: all, or nothing.

    Where something is left over, the edited file is kept beside the new one, as ``….xml.edited``.

    Returns:
        The files written.
    """
    folder = pipeline.folder
    changes = Changes(lines=folder.verdict_lines(found.verdicts))
    if found.description is not None:
        path, content = found.description
        changes.files[path] = content
    if found.left:
        changes.files[found.path.with_name(found.path.name + KEPT)] = read_file(found.path)
    if found.made:
        changes.files[found.path] = found.made
    else:
        changes.gone.append(found.path)
    folder.commit(changes)
    return [*changes.lines, *changes.files]


def _same_origin(data: bytes, made: bytes, path: Path) -> None:
    """Demand that an edited file was once what a build would write now."""
    if digest.recorded(data) != digest.recorded(made):
        raise CorpusError(
            "stale-edit",
            "the file was not made from the corpus as it is now, so that its edits cannot be told "
            "from what else has changed",
            where=str(path),
            hint="Put the file aside, bring the corpus to the state it was made from (or run "
            "'fitnacorpus build --overwrite' and make the edits again), and adopt it then",
        )


# --- Texts ---------------------------------------------------------------------------------------


def _text(
    pipeline: Pipeline,
    item: Description,
    path: Path,
    data: bytes,
    root: etree._Element,
    by: str,
    on: str,
) -> Plan:
    base, made = pipeline.document(item), pipeline.document_file(item)
    _same_origin(data, made, path)
    _same_source(root, base.text.source, item, path)
    named = _named_episodes(
        safe.parse(data, where=str(path)), {e.id for e in base.episodes} | {*item.retired}
    )
    edited = read.read(etree.tostring(named, encoding="utf-8"), where=str(path))
    earlier = [
        p
        for p in pipeline.judgements.of_kind(VerdictKind.MENTION)
        if p.verdict.a.text == item.info.id
    ]
    earlier += [
        p
        for group in pipeline.judgements.disputed
        for p in group
        if p.verdict.kind == VerdictKind.MENTION and p.verdict.a.text == item.info.id
    ]
    taken = texts.take(base, edited, item, pipeline.authority, earlier, by=by, on=on)
    renewed = _with(pipeline, taken.description, taken.verdicts)
    after = renewed.document_file(taken.description)
    left = records.left(
        records.records(named),
        records.records(safe.parse(made, where=str(path))),
        records.records(safe.parse(after, where=str(path))),
    )
    toml = None
    if taken.description != item:
        file = Path(item.path)
        content = file.read_bytes().decode("utf-8-sig")
        toml = (file, description.revise(content, item, taken.description).encode())
    return Plan(
        path,
        taken.said,
        tuple(_left(d, pipeline.authority) for d in left),
        toml,
        taken.verdicts,
        after,
    )


def _same_source(root: etree._Element, source: str, item: Description, path: Path) -> None:
    try:
        now = read.source_reading(root)
    except ValueError:
        now = ""
    if now == source:
        return
    shared = next(
        (i for i, (a, b) in enumerate(zip(now, source, strict=False)) if a != b),
        min(len(now), len(source)),
    )
    line, column = position(source, min(shared, max(len(source) - 1, 0)))
    raise CorpusError(
        "source-edited",
        f"the source's own characters were changed, first at line {line}, column {column} of "
        f"{item.info.file} (“{source[shared : shared + 20]}” became “{now[shared : shared + 20]}”)",
        where=str(path),
        hint=f"White space counts. Change a misprint with sic and corr; else put the words back, "
        f"edit {item.info.file} and run 'fitnacorpus update {item.info.id}'",
    )


def _named_episodes(root: etree._Element, taken: set[str]) -> etree._Element:
    """Give an id to each episode that the editor gave none, or a second time the same."""
    number = max((int(m[1]) for i in taken if (m := _NUMBERED.fullmatch(i))), default=0)
    seen: set[str] = set()
    for div in root.iter(_TEI + "div"):
        if div.get("type") == "episode":
            if not div.get("n") or div.get("n") in seen:
                number += 1
                div.set("n", f"e{number}")
            seen.add(div.attrib["n"])
    return root


def _with(pipeline: Pipeline, item: Description | None, verdicts: Sequence[Verdict]) -> Pipeline:
    """The corpus as it will be with another description and more verdicts."""
    out = Pipeline(pipeline.folder)
    on_names = [v for v in verdicts if v.kind == VerdictKind.MENTION]
    others = [v for v in verdicts if v.kind != VerdictKind.MENTION]
    out.name_verdicts = [*pipeline.name_verdicts, *on_names]
    out.link_verdicts = [*pipeline.link_verdicts, *others]
    if item is not None:
        out.descriptions = [item if d.info.id == item.info.id else d for d in pipeline.descriptions]
    return out


# --- Alignments ----------------------------------------------------------------------------------


def _alignment(
    pipeline: Pipeline,
    base: Alignment,
    path: Path,
    data: bytes,
    root: etree._Element,
    by: str,
    on: str,
) -> Plan:
    made = pipeline.alignment_file(base)
    _same_origin(data, made, path)
    documents = {d.text.info.id: d for d in pipeline.documents()}
    edited = standoff.read(
        _whole_links(root), where=str(path), locate=locate(documents), narrow=narrow(documents)
    )
    sources = {text: d.text.source for text, d in documents.items()}
    earlier = pipeline.judgements.of_kind(VerdictKind.LINK)
    earlier += [
        p for g in pipeline.judgements.disputed for p in g if p.verdict.kind == VerdictKind.LINK
    ]
    judged = links.take(base, edited, sources, pipeline.authority, earlier, by=by, on=on)
    renewed = _with(pipeline, None, judged.verdicts)
    renewed.links = pipeline.links
    after = {a.event: renewed.alignment_file(a) for a in renewed.alignments}
    kept = {_targets(e) for e in root.iter(_TEI + "link")}
    ids = _ids(safe.parse(made, where=str(path))) | _ids(root)
    left = records.left(
        _linked(data, kept, ids),
        _linked(made, kept, ids),
        [
            record
            for content in after.values()
            for record in _linked(content, kept, _ids(safe.parse(content, where=str(path))))
        ],
    )
    return Plan(
        path,
        judged.said,
        tuple(_left(d, pipeline.authority) for d in left),
        None,
        judged.verdicts,
        after.get(base.event, b""),
    )


def _whole_links(root: etree._Element) -> bytes:
    """The file with what a link lacks that an editor added: a score, a respondent, an id."""
    root = copy.deepcopy(root)
    for number, link in enumerate(root.iter(_TEI + "link")):
        for name, value in (
            ("cert", "1.00"), ("resp", "#editor"), ("type", "accepted"), (_ID, f"new.{number}"),
        ):  # fmt: skip
            if name not in link.attrib:
                link.set(name, value)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _targets(link: etree._Element) -> str:
    return " ".join(sorted((link.get("target") or "").split()))


def _ids(root: etree._Element) -> dict[str, str]:
    """The id of each link, to the passages that it joins."""
    return {link.get(_ID, ""): _targets(link) for link in root.iter(_TEI + "link")}


def _linked(data: bytes, kept: set[str], ids: Mapping[str, str]) -> list[Record]:
    """The elements of an alignment, links and notes known by the passages that they join.

    Notes on a link that the editor deleted say nothing: the link is rejected, and has them still.
    """
    root = safe.parse(data, where="")
    for element in [*root.iter(_TEI + "note"), *root.iter(_TEI + "link")]:
        if element.tag == _TEI + "note":
            target = ids.get((element.get("target") or "").removeprefix("#"))
        else:
            target = _targets(element)
            element.set("type", element.get("type", "accepted"))
        outer = element.getparent()
        if target is None or outer is None:
            continue
        if target in kept:
            element.set("target", target)
        else:
            outer.remove(element)
    return records.records(root)


# --- What cannot be taken ------------------------------------------------------------------------

_WHY: Final[Mapping[str, str]] = {
    "comment": "comments are not kept: use a note, or a comment in seeds/",
    "num": "numbers are recognised by the program",
    "measure": "measures are recognised by the program",
    "date": "dates are recognised by the program",
    "seg": "formulae and chains are recognised by the program",
    "said": "speech is recognised by the program, or marked by the source",
    "quote": "quotations are recognised by the program, or marked by the source",
    "foreign": "runs of another script are recognised by the program",
    "certainty": "shares of candidates are reckoned by the program; give @ref, and drop the rest",
    "note": "a note needs a reading: put sic around the words, and the note behind it",
    "p": "paragraphs are the source's: change the source",
    "s": "sentences follow from punctuation",
    "head": "headings are the source's; editorial titles belong to episodes",
    "link": "a link is accepted or rejected, between passages of episodes, with a known relation",
    "annotation": "tellings follow from the events of episodes and from verdicts on absences "
    "(fitnacorpus review --from)",
    "choice": "one reading has one correction",
    "sic": "a remark needs corr, reg or a note, and may not cross a name",
    "corr": "a remark needs corr, reg or a note, and may not cross a name",
}


def _left(difference: Difference, authority: Authority) -> Left:
    record = difference.record
    values = dict(record.essence.values)
    shown = f"<{record.tag}>" if record.tag not in ("comment", "pi") else record.tag
    if record.essence.words:
        shown += f" “{record.essence.words[:40]}”"
    if difference.how not in ("added", "removed"):
        name = difference.how.replace(f"{{{XML_NAMESPACE}}}", "xml:")
        return Left(record.line, f"@{name} of {shown}", "the program sets this attribute")
    why = _WHY.get(record.tag, "")
    if record.tag in ("persName", "placeName", "orgName", "name", "rs"):
        ref = values.get("ref", "").rpartition("#")[2]
        entry = authority.by_id.get(ref)
        if not ref:
            why = "a name needs @ref: its bearer in the authority"
        elif entry is None:
            why = f"the authority has no '{ref}': add it there first"
        elif _ID in dict(record.programs):
            why = "the program sees several bearers: keep one @ref, without xml:id and certainty"
        else:
            why = (
                f"'{ref}' is a {entry.kind}: use its element, or <rs type=\"{entry.kind}\"> for "
                "words that are no name, without further attributes"
            )
    if record.essence.path == "TEI/standOff/note":
        why = "reasons are the program's; a note of type review belongs to a judged link"
    if record.essence.path.startswith("TEI/teiHeader"):
        why = "of a header only titles, work, author, tradition, extent and rights are taken"
    if record.tag == "div":
        why = "an episode begins with a sentence, and its id and event must be known and free"
    what = shown if difference.how == "added" else f"{shown} removed"
    return Left(record.line, what, why or "people's files have no place for it")
