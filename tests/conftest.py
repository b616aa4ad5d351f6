import ast
import contextlib
import functools
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings

from fitnacorpus.cli import main
from fitnacorpus.cli.context import one_thread

one_thread()  # before numpy is imported: several tests run at once

REPOSITORY = Path(__file__).resolve().parent.parent
TINY = REPOSITORY / "tests" / "corpora" / "tiny"
FOREIGN = REPOSITORY / "tests" / "corpora" / "foreign"
MADE = ("texts", ".fitnacorpus")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def benchmark(name):
    """A program of `benchmarks/` as a module; its folder is on no path: it would hide others."""
    if name not in sys.modules:
        path = REPOSITORY / "benchmarks" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


THOROUGH = os.environ.get("FITNA_TESTS") == "thorough"
"""Whether laws are tried on as many examples as they ask for (`make test-all`)."""


SLOW_CLIENTS = THOROUGH or os.environ.get("FITNA_CLIENTS") == "all"
"""Whether programs of others that take long to start are asked too (`make test-all`, CI)."""


def examples(number):
    """How many examples a law is tried on: a quarter, 20 at least, but where all are asked for."""
    return number if THOROUGH else min(number, max(20, number // 4))


# Times on shared machines say nothing about a law.
settings.register_profile("corpus", deadline=None, max_examples=examples(100))
settings.register_profile("mutants", deadline=None, max_examples=20, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "corpus"))


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; with it the tests take twice as long."""
    if not SLOW_CLIENTS:
        pytest.skip("tests in a browser run in CI, with FITNA_CLIENTS=all and in make test-all")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def tiny(tmp_path):
    """A fresh copy of the tiny corpus, not built yet."""
    return copy_corpus(TINY, tmp_path / "tiny")


@pytest.fixture(scope="session")
def built_tiny(tmp_path_factory):
    """The tiny corpus, built; for reading only."""
    root = copy_corpus(TINY, tmp_path_factory.mktemp("built") / "tiny")
    assert run("-C", root, "build").returncode == 0
    return root


@pytest.fixture
def built_copy(built_tiny, tmp_path):
    """A fresh copy of the tiny corpus, with all that a build made of it."""
    return Path(shutil.copytree(built_tiny, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def built_foreign(tmp_path_factory):
    """A corpus of other people's files, taken in as they are and built; for reading only."""
    root = tmp_path_factory.mktemp("foreign") / "corpus"
    assert run("init", root).returncode == 0
    for path in sorted(FOREIGN.iterdir()):
        done = run("-C", root, "add", path)
        assert done.returncode == 0, done.stderr
    done = run("-C", root, "build")
    assert done.returncode == 0, done.stderr
    return root


@functools.cache
def syntax(path):
    """Every node of a module; several tests walk all modules."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def copy_corpus(source, target):
    """Copy what people wrote of a corpus, and nothing that a build made."""
    shutil.copytree(
        source,
        target,
        ignore=lambda folder, names: [
            n
            for n in names
            if n in MADE or (Path(folder).name == "alignments" and n.endswith(".xml"))
        ],
    )
    return target


def run(*arguments, stdin=None, env=None, cwd=None):
    """Run the command line as a person would, but in this process: starting Python takes longer
    than most commands."""
    if env is not None:
        return run_process(*arguments, stdin=stdin, env=env, cwd=cwd)
    words = ["fitnacorpus", *map(str, arguments)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    entered = io.TextIOWrapper(io.BytesIO((stdin or "").encode()), "utf-8")
    with (
        mock.patch.multiple(sys, argv=words, stdin=entered, stdout=out, stderr=err),
        contextlib.chdir(cwd or Path()),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    printed = (stream.buffer.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(words, ended.value.code, *printed)


def run_process(*arguments, stdin=None, env=None, cwd=None):
    """Run the command line as a process of its own, where the process is what is tested."""
    return subprocess.run(
        [sys.executable, "-m", "fitnacorpus", *map(str, arguments)],
        capture_output=True,
        input=stdin,
        env=env,
        cwd=cwd,
        check=False,
        encoding="utf-8",
    )


def generated(root):
    """Bytes of every generated file of a corpus."""
    folders = (root / "tei" / "texts", root / "alignments")
    return {
        p.relative_to(root).as_posix(): p.read_bytes() for f in folders for p in f.glob("*.xml")
    }
