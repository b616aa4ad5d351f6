"""Judging in the terminal: what is shown, what is kept, and that a reviewer can stop and go on."""

import json
import os
import re
import select
import subprocess
import sys
import time

import pytest

import fitnacorpus as fc
from conftest import run
from fitnacorpus import judgements
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.review.items import Desk, Filter, LinkItem, MentionItem


@pytest.fixture
def built(built_copy):
    return built_copy


def review(root, *keys, by="carla", options=()):
    """A sitting with the given lines typed; gives the output."""
    done = run("-C", root, "review", "--by", by, *options, stdin="\n".join(keys) + "\n")
    assert done.returncode == 0, done.stderr
    return done.stdout


def written(root, kind="link", by="carla"):
    folder = "tei/mentions" if kind == "mention" else "alignments/reviewed"
    path = root / folder / f"{by}.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def items(root, by="carla", **wanted):
    return Desk(Pipeline(CorpusFolder(root)), by).items(Filter(**wanted))


# --- What there is to judge -----------------------------------------------------------------------


def test_open_items_are_those_that_nobody_judged(built):
    link, name = items(built)
    assert isinstance(link, LinkItem) and link.link.status == "proposed"
    assert isinstance(name, MentionItem) and name.form == "Salim"
    assert [c.ref for c in name.choices] == ["salim-b-hamza", "salim-the-merchant"]


def test_what_others_judged_is_shown_without_their_words(built):
    found = items(built, status="others", kinds=["links"])
    assert {v.by for item in found for v in item.verdicts} == {"anna", "bilal"}
    for item in found:
        assert (item.link.relation, item.link.differs, item.link.note) == ("sameEvent", (), "")
        assert item.link.score < 1
    mine = items(built, by="anna", status="mine", kinds=["links"])
    assert {i.link.note for i in mine} == {
        "Three thousand men in Arabic, 2,500 in English.",
        "Only the well is the same.",
    }


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"kinds": ["mentions"]}, 1),
        ({"texts": ["port-ar"]}, 1),
        ({"texts": ["letter-en"]}, 1),
        ({"least": 0.9}, 1),  # the name: .91
        ({"least": 0.92}, 0),
        ({"status": "all"}, 6),
        ({"status": "all", "events": ["death-of-the-governor"]}, 4),
        ({"status": "disputed"}, 0),
    ],
)
def test_filters(built, wanted, number):
    assert len(items(built, **wanted)) == number


# --- A sitting ------------------------------------------------------------------------------------


def test_a_link_is_accepted_as_set(built):
    out = review(built, "3", "f num na", "e arrival", "n Only  the  ships.", "a", "q")
    (verdict,) = written(built)
    assert verdict["relation"] == "mention" and verdict["differs"] == ["number", "name"]
    assert (verdict["event"], verdict["note"]) == ("arrival", "Only the ships.")
    assert verdict["by"] == "carla" and re.fullmatch(r"\d{4}-\d\d-\d\d", verdict["on"])
    assert "The old well is dry." in out and "1 accepted" in out


def test_a_verdict_holds_in_the_next_build(built):
    review(built, "2", "a", "2", "a")
    summary = build(CorpusFolder(built)).summary
    assert (summary.accepted, summary.ambiguous) == (3, 0)
    pair = {"letter-en", "port-ar"}
    alignments = fc.open(built).alignments
    links = [x for a in alignments for x in a.links if {x.a.text, x.b.text} == pair]
    assert [(x.status, x.relation) for x in links] == [("accepted", "summary")]
    assert written(built, "mention")[0]["ref"] == "salim-the-merchant"


def test_a_rejected_name_is_no_name(built):
    review(built, "s", "r")
    (verdict,) = written(built, "mention")
    assert verdict["verdict"] == "reject" and "ref" not in verdict


def test_another_bearer_can_be_named(built):
    out = review(built, "s", "o nobody", "o governor", "a")
    assert "the authority has no entry 'nobody'" in out
    assert written(built, "mention")[0]["ref"] == "governor"


def test_undo_takes_the_line_back(built):
    before = (built / "alignments/reviewed/anna.jsonl").read_bytes()
    out = review(built, "a", "u", "r", "a", "u", "u", "u", "q")
    assert written(built) == [] and written(built, "mention") == []
    assert "nothing to undo" in out
    assert (built / "alignments/reviewed/anna.jsonl").read_bytes() == before


def test_undo_leaves_a_file_alone_that_changed_meanwhile(built):
    folder = CorpusFolder(built)
    (verdict,) = judgements.parse_lines(
        (built / "alignments/reviewed/bilal.jsonl").read_text("utf-8"), path="x"
    )
    (path,) = folder.append_verdicts([verdict])
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not folder.take_back(path, verdict)


def test_back_and_anew_supersedes_ones_own(built):
    review(built, "a", "b", "r", "q")
    first, second = written(built)
    assert (first["verdict"], second["verdict"]) == ("accept", "reject")
    assert len(second["supersedes"]) == 1
    assert Pipeline(CorpusFolder(built)).judgements.disputed == ()


def test_a_sitting_goes_on_where_the_last_one_stopped(built):
    review(built, "a", "q")
    assert "1 of 1  name" in review(built, "q")
    review(built, "a")
    assert "nothing to judge here" in review(built)


def test_what_was_skipped_comes_last(built):
    review(built, "s", "q")
    out = review(built, "q")
    assert "1 of 2  name" in out
    review(built, "s", "s")
    assert "1 of 2  link" in review(built, "q")  # both were put off: the old order


def test_wrong_keys_do_nothing(built):
    out = review(built, "x", "9", "f colour", "e marsa", "o governor", "?", "", "b", "q")
    for words in (
        "no such key 'x'", "relations go from 1 to 4", "no facet 'colour'",
        "no event 'marsa'", "bearers belong to names", "accept as set", "this is the first one",
    ):  # fmt: skip
        assert words in out, words
    assert written(built) == []


def test_the_end_of_input_ends_the_sitting(built):
    done = run("-C", built, "review", "--by", "carla", stdin="a")
    assert done.returncode == 0 and len(written(built)) == 1


def test_a_file_that_ends_without_a_line_break_is_mended(built):
    path = built / "alignments/reviewed/carla.jsonl"
    line = json.loads((built / "alignments/reviewed/bilal.jsonl").read_text("utf-8"))
    path.write_text(json.dumps({**line, "by": "carla"}), "utf-8")
    review(built, "a", "q")
    assert len(written(built)) == 2


def test_an_unknown_text_or_event_is_an_error(built):
    for option in (["--text", "nowhere"], ["--event", "nowhere"]):
        done = run("-C", built, "review", "--by", "carla", *option)
        assert done.returncode == 2 and "nowhere" in done.stderr


WITHOUT_GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

# --- Names of reviewers ---------------------------------------------------------------------------


def test_the_name_is_shown_and_nobody_else_signs_with_it(built):
    done = run("-C", built, "review", "--by", "Carla  Rossi", stdin="q\n")
    assert done.stderr == "verdicts are signed Carla Rossi\n"
    done = run("-C", built, "review", stdin="a\nq\n", env=WITHOUT_GIT)
    assert done.returncode == 2 and "no-reviewer" in done.stderr


def test_git_tells_the_name(built):
    subprocess.run(["git", "init", "-q", built], check=True)
    subprocess.run(["git", "-C", built, "config", "user.name", "Dora"], check=True)
    assert run("-C", built, "review", stdin="a\nq\n").returncode == 0
    assert written(built, by="dora")[0]["by"] == "Dora"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
    ],
)
def test_an_orcid_is_checked(built, given, kept):
    done = run("-C", built, "review", "--by", given, stdin="a\nq\n")
    if kept is None:
        assert done.returncode == 2 and "no-reviewer" in done.stderr
    else:
        assert written(built, by=kept.lower())[0]["by"] == kept


def test_without_a_name_nothing_is_judged(built):
    done = run("-C", built, "review", stdin="a\n", env=WITHOUT_GIT)
    assert done.returncode == 2 and "--by" in done.stderr


def test_two_names_never_share_a_file(built):
    for name in ("Dora B", "dora-b", "دورا"):
        review(built, "a", "q", by=name, options=["--status", "all"])
    files = {p.name for p in (built / "alignments/reviewed").glob("*.jsonl")}
    assert len(files - {"anna.jsonl", "bilal.jsonl"}) == 3
    assert all(name.isascii() for name in files)


def test_a_file_of_another_name_is_gone_on_with(built):
    (built / "alignments/reviewed/bilal.jsonl").rename(built / "alignments/reviewed/second.jsonl")
    review(built, "a", "q", by="bilal")
    assert len(written(built, by="second")) == 2


# --- At a terminal --------------------------------------------------------------------------------


def at_terminal(root, typed, columns):
    """Run `review` at a pseudo-terminal; gives what it shows."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    import fcntl
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "fitnacorpus", "-q", "-C", root, "review", "--status", "all"],
        stdin=follower, stdout=follower, stderr=follower, close_fds=True,
        env={**os.environ, "COLUMNS": str(columns), "TERM": "xterm"},
    )  # fmt: skip
    os.close(follower)
    shown = b""
    waiting = list(typed)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([leader], [], [], 0.3)
        if ready:
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        elif waiting and re.search(waiting[0][0].encode(), shown):
            os.write(leader, waiting.pop(0)[1].encode())
        elif process.poll() is not None:
            break
    assert process.wait(timeout=30) == 0, shown.decode("utf-8", "replace")
    os.close(leader)
    assert not waiting, (waiting, shown.decode("utf-8", "replace"))
    return shown.decode("utf-8")


def test_keys_at_a_terminal(built):
    typed = [
        ("Your name or ORCID", "Carla\n"),
        ("1 of 6", "2"),
        (r"2 \[summary\]", "n"),
        ("note: ", "told at once\n"),
        ("note  +told at once|told at once", "a"),
        ("2 of 6", "q"),
    ]
    shown = at_terminal(built, typed, 120)
    (verdict,) = written(built)
    assert (verdict["by"], verdict["relation"], verdict["note"]) == (
        "Carla",
        "summary",
        "told at once",
    )
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in shown.split("\r\n")]
    (beside,) = {line for line in lines if "ثم قُتل الحاكم" in line}
    # The Arabic is one right-to-left isolate, padded to its column, and the English stands beside.
    assert re.fullmatch(
        "\u2067ثم قُتل[^\u2069]* *\u2069 │ The governor was killed.*", beside.rstrip()
    )


def test_a_narrow_terminal_has_one_passage_below_the_other(built):
    shown = at_terminal(built, [("Your name or ORCID", "Carla\n"), ("1 of 6", "q")], 60)
    assert "│" not in shown
    plain = re.sub("\x1b\\[[0-9;]*m|[\u2067-\u2069]", "", shown)
    assert plain.index("ثم قُتل") < plain.index("The governor was killed")


# --- Disputes and agreement -----------------------------------------------------------------------


def test_a_dispute_is_listed_and_settled(built):
    review(built, "r", "q", options=["--status", "others", "--event", "death-of-the-governor"])
    done = run("-C", built, "review", "--list", "conflicts")
    assert "1 conflict\n" in done.stdout and "bilal" in done.stdout and "carla" in done.stdout
    assert "alignments/reviewed/bilal.jsonl:1:" in done.stdout
    assert "verdict-disputed" in run("-C", built, "check").stdout
    shown = review(built, "a", "q", by="dora", options=["--status", "disputed"])
    assert "bilal says accept sameEvent" in shown and "carla says reject" in shown
    assert "0 conflicts" in run("-C", built, "review", "--list", "conflicts").stdout
    assert Pipeline(CorpusFolder(built)).judgements.disputed == ()


def test_orphans_are_listed(built):
    path = built / "alignments/reviewed/bilal.jsonl"
    path.write_text(path.read_text("utf-8").replace("The governor was killed at", "Nobody sang in"))
    line = path.read_text("utf-8").replace("an archer of Tamim shot him", "all was well with them")
    path.write_text(line, "utf-8")
    done = run("-C", built, "review", "--list", "orphans")
    assert "1 orphan\n" in done.stdout and "bilal.jsonl:1:" in done.stdout
    found = json.loads(run("-C", built, "review", "--list", "orphans", "--json").stdout)
    assert found["orphans"][0][0]["by"] == "bilal"


def test_agreement_is_printed(built):
    review(built, "a", "r", "a", options=["--status", "others", "--kind", "links"])
    done = run("-C", built, "review", "--agreement")
    assert "anna and carla" in done.stdout and "bilal and carla" in done.stdout
    found = json.loads(run("-C", built, "review", "--agreement", "--json").stdout)["agreement"]
    assert sum(pair["links"]["items"] for pair in found) == 3
