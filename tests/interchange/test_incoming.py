"""What goes out comes back: links, names and segments, and nothing is guessed on the way."""

import json
import shutil

import pytest

from conftest import TINY, copy_corpus, run


@pytest.fixture
def unjudged(tmp_path):
    """The tiny corpus before anybody judged."""
    root = copy_corpus(TINY, tmp_path / "unjudged")
    shutil.rmtree(root / "alignments/reviewed")
    shutil.rmtree(root / "tei/mentions")
    assert run("-C", root, "build").returncode == 0
    return root


def exported(root, form, path, *options):
    done = run("-C", root, "export", form, "-o", path, "--force", *options)
    assert done.returncode == 0, done.stderr
    return path


def taken(root, form, path, *options):
    done = run("-C", root, "import", form, path, "--by", "carla", *options)
    assert done.returncode == 0, done.stderr
    assert run("-C", root, "build").returncode == 0
    return done


def links(root):
    rows = json.loads(run("-C", root, "align", "--json").stdout)["links"]
    return sorted(
        (x["a"]["ref"], x["b"]["ref"], x["relation"], tuple(x["differs"]), x["event"])
        for x in rows
        if x["status"] == "accepted"
    )


def names(root):
    rows = run("-C", root, "export", "mentions").stdout.splitlines()[1:]
    return [tuple(row.split("\t")[i] for i in (0, 2, 3, 4, 5)) for row in rows]


def test_annotations_give_back_links_names_and_who_judged_them(built_tiny, unjudged, tmp_path):
    path = exported(built_tiny, "webannotation", tmp_path / "a.json", "--base", "https://e.org/x/")
    assert links(unjudged) != links(built_tiny)
    assert names(unjudged) != names(built_tiny)
    done = taken(unjudged, "webannotation", path)
    assert "left out" not in done.stderr
    assert links(unjudged) == links(built_tiny)
    assert names(unjudged) == names(built_tiny)
    written = {p.stem for p in (unjudged / "alignments/reviewed").iterdir()}
    # What bilal judged the events of the episodes say already.
    assert written == {"anna"}, "each under the name of who judged"
    again = run("-C", unjudged, "import", "webannotation", path, "--by", "carla")
    assert again.stdout.startswith("0 verdicts")


def test_a_translation_memory_gives_back_its_segments(built_tiny, unjudged, tmp_path):
    path = exported(built_tiny, "tmx", tmp_path / "m.tmx")
    taken(unjudged, "tmx", path)
    assert links(unjudged) == links(built_tiny)
    assert exported(unjudged, "tmx", tmp_path / "n.tmx").read_text("utf-8").count("<seg>") == (
        path.read_text("utf-8").count("<seg>")
    )


def judged(root):
    """Every link with what people decided of it; the program's own score says nothing here."""
    rows = json.loads(run("-C", root, "align", "--json").stdout)["links"]
    return sorted(
        (x["a"]["ref"], x["b"]["ref"], x["status"], x["relation"], tuple(x["differs"]), x["event"])
        for x in rows
    )


def without_proposals(path):
    """A table without rows that nobody judged: what such a one is tied to depends on the others."""
    if path.suffix == ".csv":
        kept = [x for x in path.read_text("utf-8").splitlines(True) if "proposed" not in x]
        path.write_text("".join(kept), "utf-8")
        return path
    book = pytest.importorskip("openpyxl").load_workbook(path)
    sheet = book.active
    for number in range(sheet.max_row, 1, -1):
        if any(cell.value == "proposed" for cell in sheet[number]):
            sheet.delete_rows(number)
    book.save(path)
    return path


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_tables_give_back_what_was_judged(built_tiny, unjudged, tmp_path, fmt):
    if fmt == "xlsx":
        pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    assert judged(unjudged) != judged(built_tiny)
    assert {row[2] for row in judged(built_tiny)} == {"accepted", "proposed", "rejected"}
    for kind in ("links", "mentions"):
        taken(
            unjudged,
            kind,
            without_proposals(exported(built_tiny, kind, tmp_path / f"{kind}.{fmt}")),
        )
    assert judged(unjudged) == judged(built_tiny)
    assert names(unjudged) == names(built_tiny)
    for kind in ("links", "mentions"):
        path = exported(built_tiny, kind, tmp_path / f"{kind}.{fmt}")
        again = run("-C", unjudged, "import", kind, path, "--by", "carla")
        assert again.stdout.startswith("0 verdicts")


def test_annotations_of_others_find_their_words_after_an_edit(unjudged, tmp_path):
    def target(text, exact, **more):
        return {"source": f"https://o.org/{text}",
                "selector": {"type": "TextQuoteSelector", "exact": exact, **more}}  # fmt: skip

    page = [
        {"motivation": "linking", "creator": {"name": "Otto"}, "target": [
            target("port-en", "Salim buried him at Marsa."),
            target("port-ar", "وحزن سالم بن حمزة لذلك")]},
        {"motivation": "identifying", "body": "https://o.org/salim-b-hamza",
         "target": target("port-en", "Salim", prefix="shot him. ", suffix=" buried him")},
        {"motivation": "identifying", "body": "https://o.org/marsa",
         "target": target("port-en", "Nowhere at all")},
        {"motivation": "commenting", "target": target("port-en", "Salim")},
    ]  # fmt: skip
    before = links(unjudged)
    path = tmp_path / "theirs.json"
    path.write_text(json.dumps(page), "utf-8")
    done = run("-C", unjudged, "import", "webannotation", path, "--by", "carla", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "none written (--dry-run)" in done.stdout
    done = taken(unjudged, "webannotation", path)
    assert done.stderr.count("left out: ") == 2
    assert "item 3: its words stand nowhere" in done.stderr
    assert "item 4: its motivation is 'commenting'" in done.stderr
    ((a, b, relation, _, _),) = {*links(unjudged)} - {*before}
    assert (a, b, relation) == ("port-ar:e2", "port-en:e2", "related"), "joined is not 'the same'"
    assert {p.stem for p in (unjudged / "alignments/reviewed").iterdir()} == {"otto"}
    assert {p.stem for p in (unjudged / "tei/mentions").iterdir()} == {"carla"}


def test_a_memory_of_others_is_matched_by_words_and_not_by_guess(unjudged, tmp_path):
    def unit(arabic, english):
        return (
            f'<tu><tuv xml:lang="ar"><seg>{arabic}</seg></tuv>'
            f'<tuv xml:lang="en-GB"><seg>{english}</seg></tuv></tu>'
        )

    body = unit("وحزن سالم بن حمزة لذلك حزناً شديداً", "Salim   buried him at Marsa.")
    body += unit("المرسى", "Marsa")  # stands in many places
    path = tmp_path / "theirs.tmx"
    path.write_bytes(
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
        f'<tmx version="1.4"><header/><body>{body}</body></tmx>'.encode("utf-16")
    )
    done = taken(unjudged, "tmx", path)
    assert done.stderr.count("left out: ") == 1
    (line,) = (unjudged / "alignments/reviewed/carla.jsonl").read_text("utf-8").splitlines()
    said = json.loads(line)
    assert {said[side]["quote"] for side in "ab"} == {
        "Salim buried him at Marsa.",
        "وحزن سالم بن حمزة لذلك حزناً شديداً",
    }
    assert (said["verdict"], said["relation"]) == ("accept", "sameEvent")


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"items": 3}', "<a/>", "null", "[" * 5000])
@pytest.mark.parametrize("form", ["webannotation", "tmx"])
def test_what_is_no_such_file_is_refused_in_one_line(built_tiny, tmp_path, form, content):
    path = tmp_path / "file"
    path.write_text(content, "utf-8")
    done = run("-C", built_tiny, "import", form, path, "--by", "carla", "--dry-run")
    assert done.returncode == 2
    lines = [x for x in done.stderr.splitlines() if x.startswith("fitnacorpus: ")]
    assert len(lines) == 1
    assert "fault of the program" not in done.stderr


def test_an_event_that_is_not_there_writes_nothing(built_tiny, unjudged, tmp_path):
    path = exported(built_tiny, "webannotation", tmp_path / "a.json")
    path.write_text(path.read_text("utf-8").replace(":arrival", ":departure"), "utf-8")
    done = run("-C", unjudged, "import", "webannotation", path, "--by", "carla")
    assert done.returncode == 2
    assert "no event 'departure'" in done.stderr
    assert not (unjudged / "alignments/reviewed").exists()
