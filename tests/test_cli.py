"""The command line: bad input gets one line, and JSON keeps its contract."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from conftest import TINY, copy_corpus, run

GOOD = "A short account of a small thing. It happened at Marsa."


def one_line_error(done, *parts):
    """Exit 2, one line on standard error that names every part, nothing on standard output."""
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    lines = done.stderr.strip().split("\n")
    assert len(lines) == 1 and lines[0].startswith("fitnacorpus: "), done.stderr
    assert "Traceback" not in done.stderr and not done.stdout
    for part in parts:
        assert str(part) in lines[0], lines[0]
    assert ". " in lines[0], "no next step"


def everything(root):
    """Every file below a folder with its bytes, but for the lock of a command."""
    return {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and p.name != "lock"}


# --- Bad files given to `add` --------------------------------------------------------------------


def missing(folder):
    return folder / "nowhere.txt"


def a_folder(folder):
    return folder


def written(name, data):
    def write(folder):
        path = folder / name
        path.write_bytes(data)
        return path

    return write


BAD_FILES = {
    "missing": (missing, "no such file", ""),
    "folder": (a_folder, "folder", ""),
    "empty": (written("empty.txt", b""), "empty", ""),
    "blank": (written("blank.txt", b" \n\n\t\n"), "empty", ""),
    "binary": (written("b.txt", bytes(range(256)) * 40), "no text file", ""),
    "png": (written("p.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1"), "text", ""),
    "truncated": (written("t.txt", ("سالم بن حمزة " * 40).encode()[:-2]), "not utf-8", ":1"),
    "cut inside": (written("c.txt", b"one\ntwo \xd8\nthree \xc3\xa9 fo"), "utf-8", ":2"),
    "forbidden": (written("f.txt", b"one\ntwo\x0bthree"), "U+000B", ":2:4"),
    "nul in utf-16": (written("n.txt", "\ufeffa\x00b c. d".encode("utf-16-le")), "U+0000", ":1:2"),
    "long line": (written("l.txt", b"one\n" + b"word " * 50_000), "limit of 200,000", ":2"),
    "only headings": (written("h.txt", b"## Title\n\n### Another\n"), "running text", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_and_nothing_is_written(tiny, tmp_path, name):
    make, what, place = BAD_FILES[name]
    folder = tmp_path / "in"
    folder.mkdir()
    path = make(folder)
    before = everything(tiny)
    one_line_error(run("-C", tiny, "add", path, "--id", "new"), what, f"{path}{place}", "[")
    assert everything(tiny) == before


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--lang", "klingon"], "klingon"),
        (["--lang", "xx"], "no language"),
        (["--id", "Port EN"], "may not be the id of a text"),
        (["--id", "port-en"], "already"),
        (["--encoding", "ebcdic"], "ebcdic"),
        (["--reader", "docx"], "docx"),
    ],
)
def test_a_bad_option_of_add(tiny, tmp_path, options, what):
    path = tmp_path / "good.txt"
    path.write_text(GOOD)
    before = everything(tiny)
    one_line_error(run("-C", tiny, "add", path, *options), what)
    assert everything(tiny) == before


# --- Bad corpora ---------------------------------------------------------------------------------


def edit(path, old, new):
    def change(root):
        content = (root / path).read_text("utf-8")
        assert old in content
        (root / path).write_text(content.replace(old, new, 1), "utf-8")

    return change


def second_with_the_same_id(root):
    shutil.copy(root / "seeds/port-en.toml", root / "seeds/other.toml")


def no_texts(root):
    for path in (root / "seeds").glob("*.toml"):
        path.unlink()


def remove(path):
    return lambda root: (root / path).unlink()


BAD_CORPORA = {
    "two texts with one id": (second_with_the_same_id, "port-en", "seeds/port-en.toml:2"),
    "broken toml": (edit("seeds/port-en.toml", 'lang = "en"', "lang = en"), "", "port-en.toml:3:8"),
    "unclosed string": (edit("corpus.toml", "tests\"", "tests"), "", "corpus.toml:3:"),
    "unknown setting": (edit("corpus.toml", "publisher", "publsher"), "publsher", "corpus.toml:3"),
    "wrong type": (edit("corpus.toml", 'title = "A tiny corpus"', "title = 3"), "type str", ":2"),
    "unknown language": (edit("seeds/port-en.toml", '"en"', '"e_n"'), "e_n", "port-en.toml:3"),
    "unknown key": (edit("seeds/port-en.toml", "author", "authour"), "authour", "port-en.toml:5"),
    "bad cut": (edit("seeds/port-en.toml", "In 651 Salim", "Elsewhere entirely"), "e1", "port-en"),
    "broken authority": (edit("tei/authority.xml", "</org>", "</orb>"), "", "authority.xml:"),
    "entry without id": (edit("tei/authority.xml", '<org xml:id="tamim">', "<org>"), "xml:id",
                         "authority.xml:49"),
    "doctype": (edit("tei/authority.xml", "<TEI", "<!DOCTYPE TEI>\n<TEI"), "document type", ":2"),
    "bad verdict": (edit("alignments/reviewed/anna.jsonl", '"link"', '"lnik"'), "lnik",
                    "anna.jsonl:1"),
    "no source": (remove("seeds/port-en.txt"), "no such file", "seeds/port-en.txt"),
    "changed source": (edit("seeds/port-en.txt", "archer", "arcker"), "update port-en",
                       "port-en.txt"),
    "no texts": (no_texts, "no texts", "seeds"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_CORPORA)
def test_a_bad_corpus_stops_the_build(tiny, name):
    spoil, what, place = BAD_CORPORA[name]
    spoil(tiny)
    one_line_error(run("-C", tiny, "build"), what, place)
    assert not list(tiny.rglob("*.part"))


@pytest.mark.parametrize("name", [n for n in BAD_CORPORA if n != "no texts"])
def test_check_reports_what_stops_the_build(tiny, name):
    spoil, _, place = BAD_CORPORA[name]
    spoil(tiny)
    done = run("-C", tiny, "check")
    assert done.returncode == 1 and not done.stderr
    assert place.split(":")[0] in done.stdout


def test_no_corpus(tmp_path):
    one_line_error(run("-C", tmp_path, "build"), "no corpus", "init")
    one_line_error(run("-C", tmp_path / "nowhere", "check"), "no such folder")
    one_line_error(run("-C", tmp_path, "search", "Ali"), "no corpus")


def test_search_before_build(tiny):
    one_line_error(run("-C", tiny, "search", "Salim"), f"fitnacorpus -C {tiny} build")


def test_a_broken_index(tiny):
    (tiny / ".fitnacorpus").mkdir()
    (tiny / ".fitnacorpus/index.sqlite").write_bytes(b"no database at all" * 100)
    one_line_error(run("-C", tiny, "search", "Salim"), f"fitnacorpus -C {tiny} build")


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")
@pytest.mark.parametrize("size", ["88k", "100k", "112k", "124k"])
def test_a_full_disk_leaves_nothing_half_written(tmp_path, size):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", small],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        root = copy_corpus(TINY, small / "tiny")
        one_line_error(run("-C", root, "build"), "space", "[disk]")
        assert not list(root.rglob("*.part"))
        for path in [*root.glob("tei/texts/*.xml"), *root.glob("alignments/*.xml")]:
            assert path.read_bytes().endswith(b"</TEI>\n")
    finally:
        subprocess.run(["umount", small], check=True)


# --- JSON ----------------------------------------------------------------------------------------


def output(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_search_json(built_tiny):
    found = output("-C", built_tiny, "search", "سالم", "--json")
    assert found["version"] == 1 and found["query"] == "سالم" and found["folded"] == "سالم"
    hit = found["hits"][0]
    assert set(hit) == {"authority", "kind", "names", "tier", "score", "why", "mentions"}
    assert (hit["authority"], hit["kind"], hit["tier"]) == ("salim-b-hamza", "person", "exact")
    assert hit["names"] == {"ar": "سالم بن حمزة", "en": "Salim ibn Hamza"}
    assert {m["text"] for m in hit["mentions"]} == {"port-ar", "port-en"}
    for mention in hit["mentions"]:
        source = (built_tiny / f"seeds/{mention['text']}.txt").read_bytes().decode()
        start, end = mention["start"], mention["end"]
        assert source[start:end] == mention["form"]
        # What stands beside a name is told as it is read, without lines and notation.
        left, right = (re.findall(r"\w+", mention[side]) for side in ("left", "right"))
        assert re.findall(r"\w+", source[:start])[-len(left) :][1:] == left[1:]
        assert re.findall(r"\w+", source[end:])[: len(right)][:-1] == right[:-1]
        assert mention["type"] == "name"


def test_search_filters(built_tiny):
    places = output("-C", built_tiny, "search", "Marsa", "--kind", "person", "--json")
    assert all(hit["kind"] == "person" for hit in places["hits"])
    arabic = output("-C", built_tiny, "search", "Marsa", "--lang", "ar", "--json")
    assert {m["lang"] for m in arabic["hits"][0]["mentions"]} == {"ar"}
    one = output("-C", built_tiny, "search", "Marsa", "--text", "letter-en", "--json")
    assert {m["text"] for m in one["hits"][0]["mentions"]} == {"letter-en"}


def test_a_search_in_an_unknown_text(built_tiny):
    one_line_error(run("-C", built_tiny, "search", "Marsa", "--text", "nope"), "nope")
    one_line_error(run("-C", built_tiny, "search", "--words", "well", "--text", "nope"), "nope")


def test_a_search_without_hits_is_fine(built_tiny):
    done = run("-C", built_tiny, "search", "Zzyzx")
    assert done.returncode == 0 and "no name like" in done.stdout
    for query in ("", "  ", "؟", "\x07"):
        assert run("-C", built_tiny, "search", query).returncode == 0


def test_align_json(built_tiny):
    links = output("-C", built_tiny, "align", "--json")["links"]
    assert {"accepted", "rejected"} <= {link["status"] for link in links}
    for link in links:
        assert set(link) == {
            "a", "b", "score", "relation", "differs", "event", "evidence", "status"
        }  # fmt: skip
        for side in (link["a"], link["b"]):
            source = (built_tiny / f"seeds/{side['text']}.txt").read_bytes().decode()
            assert source[side["start"] : side["end"]] == side["quote"]
    pairs = [frozenset((x["a"]["ref"], x["b"]["ref"])) for x in links]
    assert len(pairs) == len(set(pairs))


def test_proposals_know_no_verdict_and_no_event(built_tiny):
    links = output("-C", built_tiny, "align", "--proposals", "--json")["links"]
    assert all(link["status"] == "proposed" and not link["event"] for link in links)
    assert not any("editor" in reason for link in links for reason in link["evidence"])


def test_check_build_names_and_plugins_json(built_tiny):
    assert output("-C", built_tiny, "check", "--json")["problems"][0]["code"] == "mention-ambiguous"
    assert output("-C", built_tiny, "build", "--json")["summary"]["texts"] == 3
    entries = output("-C", built_tiny, "names", "--json")["entries"]
    assert {e["id"]: e["mentions"] for e in entries}["tamim"] == 2
    assert "use" in output("plugins", "--json")["plugins"]["encoder"]


# --- fold ----------------------------------------------------------------------------------------


def test_fold_is_a_filter(tmp_path):
    done = run("fold", stdin="عَلِيٌّ\tMuʿāwiya\n")
    assert (done.returncode, done.stdout) == (0, "علي\tmuawiya\n")
    path = tmp_path / "t.txt"
    path.write_text("الكوفةُ\n", "utf-8")
    assert run("fold", path, "--profile", "display").stdout == "الكوفة\n"


def test_fold_refuses(tmp_path):
    one_line_error(run("fold", tmp_path / "nowhere.txt"), "nowhere.txt")
    one_line_error(run("fold", "--profile", "everything", stdin="x"), "everything", "search")
    path = tmp_path / "latin.txt"
    path.write_bytes(b"caf\xe9 au lait")
    one_line_error(run("fold", path), "UTF-8", path)


def test_fold_knows_the_profiles_of_the_corpus(tiny):
    settings = tiny / "corpus.toml"
    settings.write_text(settings.read_text() + '[profiles]\nbare = ["tashkil", "tatweel"]\n')
    assert run("-C", tiny, "fold", "--profile", "bare", stdin="سـالِمٌ Ṣ").stdout == "سالم Ṣ"


def test_help_names_every_verb():
    done = run("--help")
    for verb in ("init", "add", "update", "build", "check", "search", "names", "align", "fold"):
        assert verb in done.stdout
        assert run(verb, "--help").returncode == 0


def test_a_closed_pipe_is_no_error(built_tiny):
    command = f"'{sys.executable}' -m fitnacorpus -C '{built_tiny}' align --json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert not done.stderr


def test_the_path_in_a_message_is_as_the_user_gave_it(tiny):
    (tiny / "corpus.toml").write_text("version = 2\n")
    done = run("build", cwd=tiny)
    assert done.stderr.startswith("fitnacorpus: corpus.toml:1: "), done.stderr
