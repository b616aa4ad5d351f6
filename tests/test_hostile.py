"""Hostile XML at every door of the program, with little memory to spend."""

import resource
import subprocess
import sys

import pytest

from conftest import copy_corpus, run
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


def bounded(*arguments):
    """Run the program with little memory."""
    return subprocess.run(
        [sys.executable, "-m", "fitnacorpus", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile") / "corpus"
    assert run("init", root).returncode == 0
    return root


def test_a_harmless_file_fits_into_the_memory(empty, tmp_path):
    path = tmp_path / "harmless.xml"
    path.write_text(text("<p>The fleet left Tunis.</p>" * 1000), "utf-8")
    done = bounded("-C", copy_corpus(empty, tmp_path / "c"), "add", path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_from_elsewhere_is_refused(empty, tmp_path, name):
    content, code, line = HOSTILE[name]
    path = tmp_path / "foreign.xml"
    path.write_text(content, "utf-8")
    done = bounded("-C", empty, "add", path)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert f"{path}:{line}" in done.stderr
    assert done.stderr.endswith(f"[{code}]\n")
    assert "root:" not in done.stderr
    assert list(CorpusFolder(empty).seeds.iterdir()) == []


@pytest.mark.parametrize("name", ["billion laughs", "deep nesting", "inclusion", "huge attribute"])
def test_a_hostile_authority_stops_a_build(tiny, name):
    content, code, line = HOSTILE[name]
    path = CorpusFolder(tiny).authority_path
    path.write_text(content, "utf-8")
    done = bounded("-C", tiny, "build")
    assert done.returncode == 2, done.stderr
    assert f"{path}:{line}" in done.stderr
    assert done.stderr.endswith(f"[{code}]\n")


@pytest.mark.parametrize("name", ["billion laughs", "file of the machine", "deep nesting"])
@pytest.mark.parametrize("folder", ["texts", "alignments"])
def test_a_hostile_file_in_place_of_a_generated_one_is_found(built_tiny, tmp_path, folder, name):
    content, code, line = HOSTILE[name]
    root = tmp_path / "tiny"
    root.mkdir()
    subprocess.run(["cp", "-r", f"{built_tiny}/.", root], check=True)
    path = sorted(getattr(CorpusFolder(root), folder).glob("*.xml"))[0]
    path.write_text(content, "utf-8")
    done = bounded("-C", root, "check")
    assert done.returncode == 1, done.stderr
    assert f"{path.relative_to(root)}:{line}" in done.stdout
    assert f"[{code}]" in done.stdout
    assert "root:" not in done.stdout
