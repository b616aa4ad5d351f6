"""Commands killed wherever they touch the disk; `benchmarks/kills.py` tries all of them."""

from dataclasses import replace

import pytest

from conftest import TINY, benchmark, copy_corpus
from fitnacorpus import build
from fitnacorpus.corpus import CorpusFolder

kills = benchmark("kills")
BY_NAME = {command.name: command for command in kills.COMMANDS}
QUICK = ["add, a teiCorpus", "review --from", "remove"]
EVERY = 4
"""Points from one try to the next: all of them take longer than a test may."""


@pytest.mark.parametrize("name", QUICK)
def test_one_more_command_leaves_what_an_undisturbed_one_leaves(tmp_path, name):
    outcome = kills.kill_everywhere(replace(BY_NAME[name], step=EVERY), tmp_path)
    assert outcome.stuck == () and outcome.points >= 5


def test_the_harness_finds_what_is_half_done(tmp_path, monkeypatch):
    """A command that writes two files one after the other is stuck between them."""

    def careless(root, changes):
        for path, data in changes.files.items():
            kills.files.write_whole(path, data)

    monkeypatch.setattr("fitnacorpus.journal.commit", careless)
    assert kills.kill_everywhere(replace(BY_NAME["add, a teiCorpus"], step=2), tmp_path).stuck


def test_every_command_that_writes_is_tried():
    named = {command.words[0] for command in kills.COMMANDS}
    assert named == {
        "init", "add", "update", "build", "review", "adopt", "rename", "remove", "site", "export",
        "import",
    }  # fmt: skip


@pytest.mark.parametrize("switched", [False, True])
def test_what_is_left_of_a_site_is_cleared_by_the_next_command(tmp_path, switched):
    folder = CorpusFolder(copy_corpus(TINY, tmp_path / "tiny"))
    target, former, new = (tmp_path / n for n in ("site", ".site.site.old", ".site.site.part"))
    for place, name in ((former, "old"), (target if switched else new, "new")):
        place.mkdir()
        (place / name).touch()
    with folder.locked():
        pass
    (folder.private / "busy").touch()
    (folder.private / "site").write_text(str(target))
    assert folder.recover() is False
    assert [p.name for p in target.iterdir()] == ["new" if switched else "old"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site", "tiny"]
    assert not (folder.private / "site").exists() and not (folder.private / "busy").exists()


def test_a_build_killed_among_its_alignments_is_finished_by_the_next(tiny, monkeypatch):
    class Kill(BaseException):
        pass

    def killed(path, data):
        if path.parent.name == "alignments":
            raise Kill
        kills.files.write_whole(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(build.builder, "write_whole", killed)
        with pytest.raises(Kill):
            build.build(CorpusFolder(tiny))
    build.build(CorpusFolder(tiny))
    assert {p.stem for p in (tiny / "alignments").glob("*.xml")} >= {"arrival", "unassigned"}
    assert build.build(CorpusFolder(tiny)).ran == ()
