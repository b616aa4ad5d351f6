"""A book whose description cuts episodes in what is read as front and back matter now."""

from dataclasses import replace

import pytest

from conftest import run
from fitnacorpus import anchors, description, intake
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Cut
from fitnacorpus.judgements import Verdict, target
from fitnacorpus.model import Span

TOLD = """In the year {} the fleet of Yusuf left the town of Tunis with forty ships, and the
wind was against them for three days. They reached {} on the third day, and the town had
closed its gates against them. The watchmen saw the banner of Yusuf upon the tower."""
BOOK = f"""*** START OF THE PROJECT GUTENBERG EBOOK TABARKA ***

THE SIEGE OF TABARKA

A History of the War in
the West, told for all.

LONDON: PRINTED BY SOMEBODY, 1883.


CONTENTS.

The fleet of Yusuf, and how it came ....... 1

The gates of the town of Tabarka  ....... 12


CHAPTER I.

{TOLD.format(1205, "Tabarka")}

CHAPTER II.

{TOLD.format(1215, "Mahdia")}


INDEX.

Tabarka, 1, 12, 14; its gates, 3.

Tunis, 1, 15.

*** END OF THE PROJECT GUTENBERG EBOOK TABARKA ***
"""
BEGINNINGS = {
    "e1": "A History of the War",
    "e2": "LONDON: PRINTED",
    "e3": "The gates of the town",
    "e4": "In the year 1205",
    "e5": "In the year 1215",
    "e6": "Tabarka, 1, 12",
}
"""Where the episodes of an earlier draft began: all but e4 and e5 is no text of the book."""


def place(words):
    return Span(BOOK.index(words), BOOK.index(words) + len(words))


def with_cuts(root, beginnings):
    """A corpus with the book, cut so."""
    intake.init(root)
    folder = CorpusFolder(root)
    (root / "tabarka.txt").write_text(BOOK, "utf-8")
    path = intake.add(folder, root / "tabarka.txt").path
    drafted = description.load(path)
    cuts = tuple(
        Cut(ident, anchors.make(BOOK, place(words)), {"en": f"Title {ident}"})
        for ident, words in beginnings.items()
    )
    path.write_text(description.render(replace(drafted, cuts=cuts)), "utf-8")
    return folder, path


@pytest.fixture
def old(tmp_path):
    return with_cuts(tmp_path / "corpus", BEGINNINGS)


def test_build_says_why_two_episodes_begin_together(old):
    folder, _ = old
    done = run("-C", folder.root, "build")
    assert done.returncode
    assert "episodes e1 and e2 begin with the same sentence: line 5 of the source" in done.stderr
    assert "is not read as text of the book" in done.stderr
    assert "fitnacorpus update tabarka" in done.stderr.replace(f" -C {folder.root}", "")


def test_update_drops_what_has_no_text_left_and_says_so(old):
    folder, path = old
    spoken = Verdict(
        "mention",
        "reject",
        target("tabarka", BOOK, place("town of Tabarka")),
        "bilal",
        "2026-01-02",
    )
    folder.append_verdicts([spoken])
    done = run("-C", folder.root, "update", "tabarka")
    assert done.returncode == 0, done.stderr
    notes = [line for line in done.stdout.splitlines() if line.startswith("note: ")]
    assert notes == [
        "note: e1 “Title e1” is dropped: “A History of the War in the West, told …” (line 5) is no "
        "text any more; its address leads to e4",
        "note: e2 “Title e2” is dropped: “LONDON: PRINTED BY SOMEBODY, 1883. …” (line 8) is no "
        "text any more; its address leads to e4",
        "note: e3 “Title e3” is dropped: “The gates of the town of Tabarka …” (line 15) "
        f"is no text any more; its address leads to e4; verdict {spoken.id[:8]} spoke of it",
        "note: e6 “Title e6” is dropped: “Tabarka, 1, 12, 14; its gates, 3. …” (line 33) "
        "is no text any more; its address leads to e5",
    ]
    renewed = description.load(path)
    assert [(cut.id, cut.title) for cut in renewed.cuts] == [
        ("e4", {"en": "Title e4"}),
        ("e5", {"en": "Title e5"}),
    ]
    assert renewed.retired == {"e1": "e4", "e2": "e4", "e3": "e4", "e6": "e5"}
    assert run("-C", folder.root, "build").returncode == 0
    again = path.read_text("utf-8")
    assert intake.update(folder, "tabarka").emptied == ()
    assert path.read_text("utf-8") == again


def test_an_episode_that_has_text_left_keeps_its_id(tmp_path):
    folder, path = with_cuts(
        tmp_path / "corpus",
        {"e1": BEGINNINGS["e1"], "e2": BEGINNINGS["e3"], "e5": "In the year 1215"},
    )
    (first, second) = intake.update(folder, "tabarka").emptied
    assert first.heir == "e2"
    assert "e2 “Title e2” begins with “In the year 1205 the fleet of Yusuf …” now" in second.what
    assert [cut.id for cut in description.load(path).cuts] == ["e2", "e5"]


def test_a_book_of_which_nothing_is_left_is_drafted_with_new_ids(tmp_path):
    folder, path = with_cuts(tmp_path / "corpus", {"e7": BEGINNINGS["e6"]})
    (gone,) = intake.update(folder, "tabarka").emptied
    renewed = description.load(path)
    assert [cut.id for cut in renewed.cuts] == ["e8", "e9"]
    assert gone.heir == renewed.retired["e7"] == "e9"
