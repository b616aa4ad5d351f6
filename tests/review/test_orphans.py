"""A verdict that lost its place is counted, shown, and cured by commands alone."""

import json
from datetime import date

import pytest

from conftest import run
from fitnacorpus import anchors
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.judgements import orphans
from fitnacorpus.model import Span

OLD = "came in with glass & oil on the last day of the month"
NEW = "have brought us pottery and wheat and cloth this week"


def done(*arguments, stdin=None):
    made = run(*arguments, stdin=stdin)
    assert made.returncode == 0, made.stderr
    return made.stdout


def edit(root, text, *pairs):
    path = root / f"seeds/{text}.txt"
    content = path.read_text("utf-8")
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new)
    path.write_text(content, "utf-8")
    return done("-C", root, "update", text)


@pytest.fixture
def orphaned(tiny):
    """The tiny corpus, of which one verdict of anna has no place any more."""
    said = edit(tiny, "letter-en", (OLD, NEW))
    assert f"1 verdict without a place: run 'fitnacorpus -C {tiny} review --list orphans'" in said
    return tiny


def the_orphan(root):
    ((verdict,),) = json.loads(done("-C", root, "review", "--list", "orphans", "--json"))["orphans"]
    return verdict


def test_an_orphan_is_counted_and_placed_anew(orphaned):
    built = done("-C", orphaned, "build")
    assert "1 verdict without a place" in built
    before = (orphaned / "alignments/reviewed/anna.jsonl").read_bytes()
    verdict = the_orphan(orphaned)
    place = verdict["places"][0]["a"]
    source = (orphaned / "seeds/letter-en.txt").read_text("utf-8")
    passage = source[place["start"] : place["end"]]
    assert passage.startswith("My brother") and passage.endswith(f"{NEW}.")
    shown = done("-C", orphaned, "review", "--list", "orphans")
    assert f"letter-en {place['start']}-{place['end']}" in shown

    cure = ("-C", orphaned, "review", "--orphan", verdict["id"], "--here", "1", "--by", "carla")
    assert "(carla)" in done(*cure, "--dry-run")
    assert not (orphaned / "alignments/reviewed/carla.jsonl").exists()
    done(*cure)
    (line,) = (orphaned / "alignments/reviewed/carla.jsonl").read_text("utf-8").splitlines()
    new = json.loads(line)
    assert (new["a"]["quote"], new["supersedes"]) == (passage, [verdict["id"]])
    assert (new["kind"], new["texts"], new["by"]) == ("absence", ["port-ar", "port-en"], "carla")
    assert (orphaned / "alignments/reviewed/anna.jsonl").read_bytes() == before
    assert "without a place" not in done("-C", orphaned, "build")
    assert json.loads(done("-C", orphaned, "check", "--json"))["problems"][0]["severity"] != "error"


def test_an_orphan_is_retired_and_nothing_is_judged_by_that(orphaned):
    verdict = the_orphan(orphaned)
    before = (orphaned / "alignments/reviewed/anna.jsonl").read_bytes()
    done("-C", orphaned, "review", "--orphan", verdict["id"], "--retire", "--by", "anna")
    after = (orphaned / "alignments/reviewed/anna.jsonl").read_bytes()
    assert after.startswith(before) and after.count(b"\n") == before.count(b"\n") + 1
    folder = CorpusFolder(orphaned)
    assert [v.supersedes for v in folder.verdicts() if v.verdict == "retire"] == [(verdict["id"],)]
    assert json.loads(done("-C", orphaned, "review", "--list", "orphans", "--json")) == {
        "version": 1, "orphans": [],
    }  # fmt: skip
    summary = json.loads(done("-C", orphaned, "build", "--json"))["summary"]
    assert (summary["orphans"], summary["accepted"], summary["rejected"]) == (0, 2, 1)


@pytest.mark.parametrize(("by", "left"), [("anna", 0), ("bilal", 1)])
def test_judging_anew_makes_up_for_ones_own_orphan_only(orphaned, tmp_path, by, left):
    source = (orphaned / "seeds/letter-en.txt").read_text("utf-8")
    start = source.index("My brother")
    span = Span(start, source.index(NEW) + len(NEW))
    line = {
        "kind": "absence", "verdict": "accept", "texts": ["port-ar", "port-en"],
        "a": {"text": "letter-en", **anchors.make(source, span).as_dict()},
    }  # fmt: skip
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps(line), "utf-8")
    done("-C", orphaned, "review", "--from", batch, "--by", by)
    found = json.loads(done("-C", orphaned, "review", "--list", "orphans", "--json"))["orphans"]
    assert len(found) == left


def test_judging_in_a_sitting_makes_up_for_the_orphan(tiny):
    edit(tiny, "port-en", ("; an archer of Tamim shot him", " while he was drawing water at dawn"))
    done("-C", tiny, "build")
    lost = json.loads(done("-C", tiny, "review", "--list", "orphans", "--json"))["orphans"]
    theirs = [v[0]["id"] for v in lost if v[0]["by"] == "bilal"]
    assert theirs
    arguments = ("--by", "bilal", "--kind", "links", "--event", "death-of-the-governor")
    done("-C", tiny, "review", *arguments, stdin="a\nq\n")
    mine = [v for v in CorpusFolder(tiny).verdicts() if v.on == date.today().isoformat()]
    assert [v.supersedes for v in mine] == [tuple(theirs)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--orphan", "nothing", "--retire"), "[unknown-orphan]"),
        (("--orphan", "", "--retire"), "go with --orphan"),
        (("--orphan", "ID"), "--here N"),
        (("--orphan", "ID", "--here", "9"), "--here goes from 1 to"),
        (("--orphan", "ID", "--here", "1", "--retire"), "--here N"),
    ],
)
def test_what_cannot_be_cured_is_said(orphaned, arguments, words):
    ident = CorpusFolder(orphaned).verdicts()
    ident = next(v.id for v in ident if v.kind == "absence")
    given = [ident if word == "ID" else word for word in arguments]
    made = run("-C", orphaned, "review", "--by", "anna", *given)
    assert (made.returncode, words in made.stderr) == (2, True), made.stderr


PAGE = "In the year 36 Ali went to Basra. The camel was led out at noon. In the year 37 they met."


@pytest.mark.parametrize(
    ("quote", "best"),
    [
        ("The camel was led out in the morning.", "The camel was led out at noon."),
        ("In the year 36 Ali set out for Basra.", "In the year 36 Ali went to Basra."),
        ("In the year 37 they fought.", "In the year 37 they met."),
        ("قال أبو مخنف حدثني", ""),
    ],
)
def test_the_likeliest_place_comes_first(quote, best):
    found = orphans.likeliest(PAGE, anchors.Anchor(quote))
    first = PAGE[found[0].span.start : found[0].span.end] if found else ""
    assert first[:22] == best[:22]
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<<<<<<< HEAD", "[conflict-marker]"),
        ("=======", "[conflict-marker]"),
        (">>>>>>> anna", "[conflict-marker]"),
        ('{"version": 1, "kind": "link", "verdict": "acc', "the line breaks off"),
        ('{"version": 1, "kind": "link",', "the line breaks off"),
        ("{'version': 1}", "no JSON"),
    ],
)
def test_what_a_merge_or_a_crash_left_is_named(tiny, line, words):
    path = tiny / "alignments/reviewed/anna.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    made = run("-C", tiny, "build")
    assert made.returncode == 2
    assert "anna.jsonl:4: " in made.stderr and words in made.stderr


@pytest.mark.parametrize(
    ("folder", "works", "stops"),
    [
        (
            "alignments/reviewed",
            (("export", "text", "port-en"), ("names", "doubts"), ("search", "Salim")),
            (("build",), ("align",), ("compare", "arrival")),
        ),
        ("tei/mentions", (("names",),), (("build",), ("export", "text", "port-en"), ("align",))),
    ],
)
def test_a_broken_line_stops_only_what_needs_its_file(built_copy, folder, works, stops):
    with (built_copy / folder / "anna.jsonl").open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    for command in works:
        assert run("-C", built_copy, *command).returncode == 0, command
    for command in stops:
        made = run("-C", built_copy, *command)
        assert made.returncode == 2 and "[conflict-marker]" in made.stderr, command
