"""One decision settles all places of a form that are in doubt, but for exceptions."""

import json
from dataclasses import replace

import pytest

from conftest import copy_corpus, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import JudgementError
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.review import ambiguous_mentions, doubt_groups
from fitnacorpus.review.doubt_groups import Decision


@pytest.fixture
def doubtful(built_tiny):
    pipeline = Pipeline(CorpusFolder(built_tiny))
    documents = {d.text.info.id: d for d in pipeline.documents()}
    return ambiguous_mentions.find(pipeline), documents


def test_places_of_a_form_with_the_same_likeliest_bearer_stand_together(doubtful):
    rows, documents = doubtful
    groups = doubt_groups.gather(rows, documents)
    assert sum(len(g.places) for g in groups) == len(rows) > 0
    assert [len(g.places) for g in groups] == sorted((len(g.places) for g in groups), reverse=True)
    for group in groups:
        assert {p.candidates[0].bearer.ref for p in group.places} == {
            max(group.candidates, key=lambda item: item[1])[0]
        } or len(group.places) > 1
        assert group.first == group.places[0].ref.partition(":")[2].partition(".")[0]


def test_a_group_with_a_heading_has_no_first_episode(doubtful):
    rows, documents = doubtful
    heading = replace(rows[0], ref=f"{rows[0].text}:head.p1")
    (group,) = doubt_groups.gather([heading, rows[0]], documents)
    assert (group.first, group.last) == ("", "")


def settled(decision, rows, documents):
    document = documents[decision.text]
    found = doubt_groups.verdicts(decision, rows, document, by="Anna", on="2026-11-28", note="Why")
    for verdict in found:
        assert (verdict.kind, verdict.verdict, verdict.ref) == ("mention", "accept", decision.ref)
        assert verdict.note.startswith("Why (one decision on “Salim”")
    return {v.a.anchor.at for v in found}


def test_a_decision_holds_in_its_episodes_but_for_exceptions(doubtful):
    rows, documents = doubtful
    text = rows[0].text
    here = [row for row in rows if row.text == text]
    everywhere = Decision(text, "Salim", "salim-b-hamza")
    assert settled(everywhere, rows, documents) == {row.start for row in here}
    episode = here[0].ref.partition(":")[2].partition(".")[0]
    within = {row.start for row in here if row.ref.startswith(f"{text}:{episode}.")}
    one = Decision(text, "Salim", "salim-b-hamza", episode)
    assert settled(one, rows, documents) == within
    last = documents[text].episodes[-1].id
    spared = Decision(text, "Salim", "salim-b-hamza", episode, last, (f"{text}:{episode}",))
    rest = {row.start for row in here} - within
    if rest:
        assert settled(spared, rows, documents) == rest
    else:
        with pytest.raises(JudgementError) as caught:
            settled(spared, rows, documents)
        assert caught.value.code == "no-doubt"


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision("{text}", "Nobody", "salim-b-hamza"), "no-doubt"),
        (Decision("{text}", "Salim", "salim-b-hamza", "e99"), "bad-verdict"),
        (Decision("{text}", "Salim", "salim-b-hamza", "", "", ("no ref!",)), "bad-verdict"),
    ],
)
def test_what_cannot_be_decided_is_said(doubtful, decision, code):
    rows, documents = doubtful
    text = rows[0].text
    named = Decision(text, *[getattr(decision, k) for k in
                             ("form", "ref", "first", "last", "exceptions")])  # fmt: skip
    with pytest.raises(JudgementError) as caught:
        doubt_groups.verdicts(named, rows, documents[text], by="Anna", on="2026-11-28")
    assert caught.value.code == code


def test_the_commands_list_groups_and_settle_them(built_tiny, tmp_path):
    built_tiny = copy_corpus(built_tiny, tmp_path / "tiny")
    done = run("-C", built_tiny, "names", "doubts", "--json")
    group = json.loads(done.stdout)["groups"][0]
    assert {c["ref"] for c in group["candidates"]} == {"salim-b-hamza", "salim-the-merchant"}
    assert {n["ref"] for n in group["namesakes"]} >= {"salim-b-hamza", "salim-the-merchant"}
    listed = run("-C", built_tiny, "names", "doubts").stdout
    assert "decide: fitnacorpus names decide Salim" in listed and "called so:" in listed
    common = ("-C", built_tiny, "names", "decide", "Salim", "--text", group["text"],
              "--is", "salim-b-hamza", "--by", "Bruno")  # fmt: skip
    dry = run(*common, "--dry-run")
    assert dry.returncode == 0 and "none written (--dry-run)" in dry.stdout
    path = built_tiny / "tei/mentions/bruno.jsonl"
    assert not path.exists()
    assert run(*common).returncode == 0
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    wanted = {(p["start"], p["end"]) for p in group["places"]}
    assert wanted <= {(a["at"], a["at"] + len(a["quote"])) for a in (x["a"] for x in lines)}
    assert all(line["note"].startswith("one decision on “Salim”") for line in lines)
    left = json.loads(run("-C", built_tiny, "names", "doubts", "--json").stdout)
    assert not [m for m in left["mentions"] if m["text"] == group["text"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "Salim", "--text", "port-ne", "--is", "governor"), "Did you mean 'port-en'?"),
        (("decide", "Salim", "--text", "port-en", "--is", "governer"), "Did you mean 'governor'?"),
        (("tag", "port-ne:e1", "He", "--is", "governor"), "Did you mean 'port-en'?"),
        (("tag", "port-en:e1", "He", "--is", "governer"), "Did you mean 'governor'?"),
    ],
)
def test_a_slip_in_an_id_is_answered_with_the_likeliest(built_tiny, words, said):
    wrong = run("-C", built_tiny, "names", *words, "--by", "Bruno")
    assert wrong.returncode == 2 and said in wrong.stderr
