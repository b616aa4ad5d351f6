"""Whatever goes wrong in a build, the next one ends with the files of a build that nothing hit."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading

import pytest

from conftest import benchmark
from conftest import generated as files_of
from fitnacorpus import files, jobs
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.pipeline import Pipeline

generated = benchmark("generated")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A corpus of two stories, each told twice, that nobody has built."""
    root = tmp_path_factory.mktemp("library") / "corpus"
    generated.write(root, generated.Library(words=60, events=4, people=40), 4)
    return root


@pytest.fixture(scope="module")
def undisturbed(library, tmp_path_factory):
    """The files of a build that nothing hit."""
    root = tmp_path_factory.mktemp("undisturbed") / "corpus"
    shutil.copytree(library, root)
    build(CorpusFolder(root))
    return files_of(root)


@pytest.fixture
def folder(library, tmp_path):
    shutil.copytree(library, tmp_path / "corpus")
    return CorpusFolder(tmp_path / "corpus")


@pytest.mark.parametrize(
    ("fault", "step"), [(ValueError("no text"), jobs.LINKS), (MemoryError(), jobs.TEXT)]
)
def test_a_text_that_raises_or_runs_out_of_memory(folder, undisturbed, monkeypatch, fault, step):
    make = jobs.make

    def failing(pipeline, job):
        if job.step == step and "t2" in job.of:
            raise fault
        make(pipeline, job)

    monkeypatch.setattr(jobs, "make", failing)
    done = build(folder, keep_going=True)
    assert {of for failure in done.failed for of in failure.of.split(":")} >= {"t2"}
    assert all(type(fault).__name__ in failure.reason for failure in done.failed)
    assert set(files_of(folder.root)) >= {"tei/texts/t0.xml", "tei/texts/t1.xml"}
    monkeypatch.setattr(jobs, "make", make)
    assert build(folder).failed == ()
    assert files_of(folder.root) == undisturbed


@pytest.mark.parametrize("after", [1, 5])
def test_a_full_disk(folder, undisturbed, monkeypatch, after):
    opened, written = files.put, []

    def full(path, data, **options):
        written.append(path)
        if len(written) > after:
            raise files.disk(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        opened(path, data, **options)

    monkeypatch.setattr(files, "put", full)
    with pytest.raises(CorpusError) as refused:
        build(folder, keep_going=True)
    assert refused.value.code == "disk" and "No space left" in refused.value.what
    monkeypatch.setattr(files, "put", opened)
    assert files_of(folder.root).items() <= undisturbed.items()
    build(folder)
    assert files_of(folder.root) == undisturbed


def test_two_builds_at_once(folder, undisturbed):
    done = []
    builders = [
        threading.Thread(target=lambda: done.append(build(CorpusFolder(folder.root))))
        for _ in range(2)
    ]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    first, second = sorted(done, key=lambda one: -len(one.ran))
    # The one that came second found everything made.
    assert len(first.ran) > 0 and second.ran == ()
    assert first.summary == second.summary and files_of(folder.root) == undisturbed


_KILLED = """
import os, signal, sys
from pathlib import Path
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
number, at = 0, int(sys.argv[2])
def progress(stage, item):
    global number
    number += 1
    if number == at:
        os.kill(os.getpid(), signal.SIGKILL)
build(CorpusFolder(Path(sys.argv[1])), progress=progress)
"""


def test_a_main_process_that_is_killed_goes_on_where_it_was(folder, undisturbed):
    command = [sys.executable, "-c", _KILLED, str(folder.root), "4"]
    assert subprocess.run(command).returncode == -signal.SIGKILL
    stood = {
        name
        for name in ("t0", "t1", "t2", "t3")
        if Pipeline(folder).store.fresh(Pipeline(folder).document_artefact(name)) is not None
    }
    assert stood
    ran = build(folder).ran
    assert not {f"document:{name}" for name in stood} & set(ran)
    assert files_of(folder.root) == undisturbed


def test_dask_writes_the_same_bytes(folder, undisturbed):
    pytest.importorskip("distributed")
    build(folder, runner="dask")
    assert files_of(folder.root) == undisturbed
