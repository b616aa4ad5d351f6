"""A corpus that an earlier version made: the files under `corpora/earlier` are its work."""

import json
import shutil

import pytest

from conftest import TINY, copy_corpus, run
from fitnacorpus.tei import digest

EARLIER = TINY.parent / "earlier"
FORMAT_ONE = sorted(p.relative_to(EARLIER).as_posix() for p in EARLIER.rglob("*.xml"))


@pytest.fixture
def old(tmp_path):
    """What people wrote, what an earlier version generated, and what it kept between builds."""
    root = copy_corpus(TINY, tmp_path / "old")
    shutil.copytree(EARLIER, root, dirs_exist_ok=True)
    (root / ".gitattributes").write_text("*.jsonl merge=union\n*.png binary", encoding="utf-8")
    (root / ".fitnacorpus" / "vectors").mkdir(parents=True)
    for kept in ("state.json", "links.json", "vectors/0a.npy"):
        (root / ".fitnacorpus" / kept).write_text("{}", encoding="utf-8")
    return root


def written(root):
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and p.name != "lock"
    }


def peoples(root):
    return {k: v for k, v in written(root).items() if not k.startswith((".", *FORMAT_ONE))}


def test_the_old_files_are_of_the_first_format_and_whole():
    assert len(FORMAT_ONE) == 6
    for name in FORMAT_ONE:
        assert digest.format_of(EARLIER / name) == 1
        assert digest.intact((EARLIER / name).read_bytes())


def test_a_migrated_corpus_is_as_if_it_had_been_built_today(old, built_tiny):
    before = peoples(old)
    done = run("-C", old, "migrate")
    assert done.returncode == 0, done.stderr
    assert "written anew: 6 generated files of an earlier format" in done.stdout
    assert "deleted: 3 files that an earlier version kept" in done.stdout
    assert "completed: .gitattributes" in done.stdout
    assert "verdicts in place" in done.stdout
    assert peoples(old) == before
    now = written(old)
    assert {name: now[name] for name in FORMAT_ONE} == {
        name: (built_tiny / name).read_bytes() for name in FORMAT_ONE
    }
    assert not {".fitnacorpus/state.json", ".fitnacorpus/vectors/0a.npy"} & now.keys()
    attributes = now[".gitattributes"].decode().splitlines()
    assert attributes[:2] == ["*.jsonl merge=union", "*.png binary"]
    assert "seeds/** -text" in attributes and attributes.count("*.jsonl merge=union") == 1
    assert "nothing to migrate" in run("-C", old, "migrate").stdout
    assert run("-C", old, "check").returncode == 0


def test_an_older_corpus_gets_one_line(old):
    found = json.loads(run("-C", old, "check", "--json").stdout)["problems"]
    (told,) = [p for p in found if p["severity"] == "error"]
    assert told["code"] == "earlier-format" and "and 5 more" in told["message"]
    assert "fitnacorpus migrate" in told["hint"]
    done = run("-C", old, "align")
    assert done.stderr.count("\n") == 1
    assert "made by an earlier version" in done.stderr and "migrate'" in done.stderr


def test_a_dry_run_changes_nothing(old):
    before = written(old)
    done = run("-C", old, "migrate", "--dry-run", "--json")
    told = json.loads(done.stdout)
    assert told["earlier"] == FORMAT_ONE and len(told["kept"]) == 3
    assert written(old) == before


def test_an_edit_of_an_old_file_is_not_lost(old):
    path = old / FORMAT_ONE[0]
    path.write_text(path.read_text("utf-8").replace("governor", "prefect", 1), encoding="utf-8")
    before = written(old)
    done = run("-C", old, "migrate")
    assert done.returncode == 2
    assert FORMAT_ONE[0] in done.stderr and "earlier format was changed by hand" in done.stderr
    assert written(old) == before


def test_a_file_of_a_newer_version_is_not_overwritten(old):
    path = old / FORMAT_ONE[-1]
    newer = digest.seal("<TEI/>\n").replace(b'format="2"', b'format="3"')
    path.write_bytes(newer)
    done = run("-C", old, "build", "--overwrite")
    assert done.returncode == 2
    assert "format 3" in done.stderr and "newer" in done.stderr
    assert path.read_bytes() == newer
