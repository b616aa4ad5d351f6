"""Hostile XML at every door of the program, with little memory to spend."""

import json
import shutil
import subprocess
import sys

import pytest

from conftest import TINY, copy_corpus, run
from fitnacorpus.corpus import CorpusFolder

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
MEMORY = 700_000_000
"""Address space of the program, in bytes; a harmless file needs less than half."""


def text(words):
    return f"<TEI {NAMESPACE}><teiHeader/><text><body>{words}</body></text></TEI>"


def laughs():
    levels = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 10)]
    return f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{"".join(levels)}]>' + text("<p>&e9;</p>")


HOSTILE = {
    "billion laughs": (laughs(), "unsafe-xml", 1),
    "laughs in an attribute": (
        laughs().replace("<p>&e9;</p>", "<p n='&e9;'>a</p>"), "unsafe-xml", 1),
    "quadratic blow-up": (
        f'<!DOCTYPE TEI [<!ENTITY e "{"x" * 100_000}">]>' + text("<p>" + "&e;" * 50_000 + "</p>"),
        "unsafe-xml", 1),
    "file of the machine": (
        '<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + text("<p>&e;</p>"),
        "unsafe-xml", 1),
    "parameter entity": (
        '<!DOCTYPE TEI [<!ENTITY % e SYSTEM "http://example.invalid/e"> %e;]>' + text("<p/>"),
        "unsafe-xml", 1),
    "fetched DTD": (
        '<!DOCTYPE TEI SYSTEM "http://example.invalid/tei.dtd">\n' + text("<p>a</p>"),
        "unsafe-xml", 1),
    "inclusion": (
        text('\n<p>a</p>\n<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
             'href="../../secret/letter.xml"/>'), "unsafe-xml", 3),
    "deep nesting": (text("\n" + "<div>" * 10_000 + "</div>" * 10_000), "unsafe-xml", 2),
    "nesting within libxml2's limit": (
        text("\n" * 5 + "<div>" * 220 + "</div>" * 220), "unsafe-xml", 6),
    "huge run of text": (text("<p>\n" + "x" * 11_000_000 + "</p>"), "unsafe-xml", 2),
    "huge attribute": (text("\n<p n='" + "x" * 11_000_000 + "'>a</p>"), "unsafe-xml", 2),
    "cut off": (text("<p>a</p>\n<p>b</p>")[:-20], "broken-xml", 2),
}  # fmt: skip


ASKED = """
import contextlib, io, json, resource, sys
from fitnacorpus.cli import main

memory, *asked = json.load(sys.stdin)
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
told = []
for arguments in asked:
    sys.argv[1:] = arguments
    streams = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    told.append([code, *(stream.getvalue() for stream in streams)])
json.dump(told, sys.stdout)
"""
AUTHORITY = ("billion laughs", "deep nesting", "inclusion", "huge attribute")
GENERATED = ("billion laughs", "file of the machine", "deep nesting")


def bounded(*commands):
    """What the program says with little memory, one command after another in one process.

    Returns:
        The code, the output and the errors of each.
    """
    asked = [MEMORY, *([str(word) for word in command] for command in commands)]
    done = subprocess.run(
        [sys.executable, "-c", ASKED], input=json.dumps(asked), capture_output=True,
        encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile") / "corpus"
    assert run("init", root).returncode == 0
    return root


@pytest.fixture(scope="module")
def added(empty, tmp_path_factory):
    """For each hostile file what `add` says of it, and the file."""
    folder = tmp_path_factory.mktemp("files")
    paths = {}
    for number, (name, (content, _, _)) in enumerate(HOSTILE.items()):
        paths[name] = folder / f"foreign{number}.xml"
        paths[name].write_text(content, "utf-8")
    told = bounded(*(("-C", empty, "add", path) for path in paths.values()))
    return {name: (*said, paths[name]) for name, said in zip(HOSTILE, told, strict=True)}


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """For each hostile file what `build` says of it in the place of the authority, and the file."""
    paths = {}
    for name in AUTHORITY:
        root = copy_corpus(TINY, tmp_path_factory.mktemp("authority") / "tiny")
        paths[name] = CorpusFolder(root).authority_path
        paths[name].write_text(HOSTILE[name][0], "utf-8")
    told = bounded(*(("-C", path.parent.parent, "build") for path in paths.values()))
    return {name: (*said, paths[name]) for name, said in zip(AUTHORITY, told, strict=True)}


@pytest.fixture(scope="module")
def checked(built_tiny, tmp_path_factory):
    """What `check` says of a hostile file in the place of one that was generated, and the file."""
    paths = {}
    for folder in ("texts", "alignments"):
        for name in GENERATED:
            root = tmp_path_factory.mktemp("generated") / "tiny"
            shutil.copytree(built_tiny, root)
            path = sorted(getattr(CorpusFolder(root), folder).glob("*.xml"))[0]
            path.write_text(HOSTILE[name][0], "utf-8")
            paths[folder, name] = root, path
    told = bounded(*(("-C", root, "check") for root, _ in paths.values()))
    return {
        key: (*said, path.relative_to(root))
        for (key, (root, path)), said in zip(paths.items(), told, strict=True)
    }


def test_a_harmless_file_fits_into_the_memory(empty, tmp_path):
    path = tmp_path / "harmless.xml"
    path.write_text(text("<p>The fleet left Tunis.</p>" * 1000), "utf-8")
    ((code, _, errors),) = bounded(("-C", copy_corpus(empty, tmp_path / "c"), "add", path))
    assert code == 0, errors


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_from_elsewhere_is_refused(empty, added, name):
    _, told, line = HOSTILE[name]
    code, _, errors, path = added[name]
    assert code == 2, errors
    assert errors.count("\n") == 1
    assert f"{path}:{line}" in errors
    assert errors.endswith(f"[{told}]\n")
    assert "root:" not in errors
    assert list(CorpusFolder(empty).seeds.iterdir()) == []


@pytest.mark.parametrize("name", AUTHORITY)
def test_a_hostile_authority_stops_a_build(stopped, name):
    _, told, line = HOSTILE[name]
    code, _, errors, path = stopped[name]
    assert code == 2, errors
    assert f"{path}:{line}" in errors
    assert errors.endswith(f"[{told}]\n")


@pytest.mark.parametrize("name", GENERATED)
@pytest.mark.parametrize("folder", ["texts", "alignments"])
def test_a_hostile_file_in_place_of_a_generated_one_is_found(checked, folder, name):
    _, told, line = HOSTILE[name]
    code, output, errors, path = checked[folder, name]
    assert code == 1, errors
    assert f"{path}:{line}" in output
    assert f"[{told}]" in output
    assert "root:" not in output
