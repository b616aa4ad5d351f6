"""Corpora that somebody may read and not write, file systems without locks, and other users."""

import errno
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import filelock
import pytest

from conftest import copy_corpus
from fitnacorpus import build, intake
from fitnacorpus.cli.main import cli, main
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError

CAPABILITIES = "-dac_override,-dac_read_search,-fowner"
AS_ANYBODY = (
    ["setpriv", f"--bounding-set={CAPABILITIES}", f"--inh-caps={CAPABILITIES}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else []
)
"""What lets the rights of files bind the superuser too."""
SCRIPT = """
import contextlib, io, json, sys
from fitnacorpus.cli.main import cli, main
from fitnacorpus.errors import FitnaError
root, *commands = json.loads(sys.argv[1])
for command in commands:
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            cli(["-C", root, *command], standalone_mode=False)
        said = [0, out.getvalue()]
    except FitnaError as error:
        said = [2, str(error)]
    except SystemExit as end:
        said = [end.code, out.getvalue()]
    print(json.dumps(said))
"""


def state(root):
    return {p: p.is_file() and p.read_bytes() for p in root.rglob("*")}


@pytest.fixture
def writable_again(tmp_path):
    yield
    for folder, _, _ in os.walk(tmp_path):
        Path(folder).chmod(0o755)


@pytest.mark.skipif(
    bool(AS_ANYBODY) and not shutil.which("setpriv"), reason="nothing binds the superuser here"
)
@pytest.mark.parametrize("built", [True, False])
def test_who_may_only_read_reads(built_tiny, tmp_path, writable_again, built):
    """A checkout with and without what a build keeps for itself; nothing in it changes."""
    root = tmp_path / "tiny"
    shutil.copytree(built_tiny, root)
    if not built:
        shutil.rmtree(root / ".fitnacorpus")
    before = state(root)
    for folder, _, names in os.walk(root):
        for name in names:
            (Path(folder) / name).chmod(0o444)
        Path(folder).chmod(0o555)
    reading = [
        ["check"], ["search", "Salim"], ["search", "--words", "shroud"], ["names"], ["align"],
        ["align", "--proposals", "--json"], ["site", str(tmp_path / "site")],
        ["compare", "arrival"],
    ]  # fmt: skip
    writing = [
        ["build"],
        ["rename", "port-en", "harbour"],
        ["add", __file__],
        ["update", "port-en"],
    ]
    line = json.dumps([str(root), *reading, *writing])
    done = subprocess.run(
        [*AS_ANYBODY, sys.executable, "-c", SCRIPT, line],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [status for status, _ in said] == [0] * len(reading) + [2] * len(writing)
    assert "salim-b-hamza" in said[1][1] and "shroud" in said[2][1]
    assert (tmp_path / "site" / "index.html").is_file()
    for _, error in said[len(reading) :]:
        assert "the corpus cannot be locked" in error and error.endswith("[no-lock]")
    assert state(root) == before


@contextmanager
def acting_as(user, group=4000):
    """Be another user for a while, as files see it, with the umask of one who shares nothing."""
    groups, umask = os.getgroups(), os.umask(0o022)
    os.setgroups([])
    os.setegid(group)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
        os.umask(umask)


@pytest.mark.skipif(not AS_ANYBODY, reason="only the superuser can be two users")
@pytest.mark.parametrize("private", [0o755, 0o775])
def test_two_users_of_one_group_work_on_one_checkout(built_tiny, private):
    """What the one builds the other builds on, also where the first let nobody write to it."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        root = copy_corpus(built_tiny, Path(place) / "tiny")
        build.build(CorpusFolder(root))  # loads what cannot be loaded as another user
        for path in (root, *root.rglob("*")):
            os.chown(path, 4001, 4000)
            path.chmod(0o2775 if path.is_dir() else 0o664)
        (root / ".fitnacorpus").chmod(private)
        for path in (root / ".fitnacorpus").glob("*.sqlite"):
            path.chmod(0o644)
        source = root / "seeds/port-en.txt"
        for user, old, new in ((4001, "asked", "begged"), (4002, "begged", "besought"),
                               (4001, "besought", "asked")):  # fmt: skip
            with acting_as(user):
                words = source.read_text("utf-8")
                assert old in words
                source.write_text(words.replace(old, new), "utf-8")
                intake.update(CorpusFolder(root), "port-en")
                assert "document:port-en" in build.build(CorpusFolder(root)).ran
                cli(["-C", str(root), "search", "--words", new], standalone_mode=False)
        built = {p.name: p.read_bytes() for p in (built_tiny / "tei/texts").glob("*.xml")}
        assert {p.name: p.read_bytes() for p in (root / "tei/texts").glob("*.xml")} == built


@pytest.mark.parametrize(
    "error", [NotImplementedError("no flock"), OSError(38, "Function not implemented")]
)
def test_a_file_system_without_locks_is_one_clear_line(built_tiny, tmp_path, monkeypatch, error):
    folder = CorpusFolder(copy_corpus(built_tiny, tmp_path / "tiny"))

    def refuse(lock, *arguments, **options):
        raise error

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(CorpusError, match=r"cannot be locked: .*another disk") as caught:
        build.build(folder)
    assert caught.value.code == "no-lock"
    assert len(build.bring_or_read(folder).descriptions) == 3
    with build.searchable(folder) as index:
        assert index.is_file()
    assert not index.exists()


def test_a_disk_without_room_for_the_mark_of_a_command_is_told_as_one(
    built_tiny, tmp_path, monkeypatch
):
    folder = CorpusFolder(copy_corpus(built_tiny, tmp_path / "tiny"))
    real = Path.touch

    def refuse(path, *arguments, **options):
        if path.name == "busy":
            raise OSError(errno.ENOSPC, "full")
        real(path, *arguments, **options)

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(CorpusError, match="full") as caught:
        build.build(folder)
    assert caught.value.code == "disk"
    assert len(build.bring_or_read(folder).descriptions) == 3


def test_a_command_that_is_at_work_hinders_no_reader(built_tiny, tmp_path):
    folder = CorpusFolder(copy_corpus(built_tiny, tmp_path / "tiny"))
    with folder.locked():
        assert folder.recover() is False
        assert folder.is_writable()
        cli(["-C", str(folder.root), "plugins"], standalone_mode=False)
        with (
            pytest.raises(CorpusError, match="another command has been at work"),
            folder.locked(seconds=0),
        ):
            pass


@pytest.mark.parametrize("command", [["add"], ["check", "-C"], ["init"], ["fold"], ["site"]])
@pytest.mark.parametrize("name", ["a" * 300, "loop", "file/below"])
def test_what_a_system_refuses_is_no_fault_of_the_program(
    built_tiny, tmp_path, monkeypatch, capsys, command, name
):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("Then they rode out.")
    corpus = [] if "-C" in command else ["-C", str(built_tiny)]
    monkeypatch.setattr(sys, "argv", ["fitnacorpus", *corpus, *command, str(tmp_path / name)])
    with pytest.raises(SystemExit) as end:
        main()
    error = capsys.readouterr().err
    assert end.value.code == 2
    assert error.startswith("fitnacorpus: ") and error.count("\n") == 1
    assert "fault of the program" not in error and ". " in error


def test_a_name_that_is_no_utf_8_is_taken_in(tmp_path):
    folder = CorpusFolder(tmp_path / "corpus")
    intake.init(folder.root)
    file = tmp_path / os.fsdecode(b"tale\xff.txt")
    try:
        file.write_text("Then they rode out to the river in the evening, and nobody saw them.")
    except OSError:
        pytest.skip("names must be UTF-8 here")
    info = intake.add(folder, file).info
    assert (info.id, info.original) == ("tale", "tale\N{REPLACEMENT CHARACTER}.txt")
