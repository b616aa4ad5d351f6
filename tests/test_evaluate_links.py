"""Scores of links in a corpus: gold files, verdicts, floors."""

import json
import re

import pytest

from conftest import run
from fitnacorpus import checks
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.evaluate import evaluate_align, read_links


@pytest.fixture
def built(built_copy):
    return built_copy


def gold(folder, *rows, columns="a\tb\trelation"):
    path = folder / "gold.tsv"
    path.write_text("\n".join([columns, *rows]) + "\n", "utf-8")
    return path


def refs_of(folder):
    """From text to the refs of its first two episodes."""
    out = {}
    for text in ("port-ar", "port-en", "letter-en"):
        xml = (folder / f"tei/texts/{text}.xml").read_text("utf-8")
        ids = re.findall(rf'<div[^>]* xml:id="{text}\.(e[0-9]+|[a-z-]+)"', xml)
        out[text] = [f"{text}:{i}" for i in ids if i not in ("head", "infobox")]
    return out


def test_against_the_verdicts(built):
    scores, documents = evaluate_align(CorpusFolder(built))
    assert (scores.accepted, scores.apart) == (2, 3)
    assert scores.right + len(scores.missed) == 2
    assert {d.text.info.id for d in documents} == {"port-ar", "port-en", "letter-en"}


def test_against_a_gold_file(built):
    episodes = refs_of(built)
    row = f"{episodes['port-en'][0]}\t{episodes['port-ar'][0]}\tsummary\tnumber place"
    path = gold(built, row, columns="a\tb\trelation\tdiffers")
    (pair,) = read_links(path, evaluate_align(CorpusFolder(built))[1])
    assert (pair.a.text, pair.b.text) == ("port-ar", "port-en")
    assert (pair.relation, pair.differs) == ("summary", ("number", "place"))
    scores, _ = evaluate_align(CorpusFolder(built), path)
    assert scores.accepted == 1 and scores.unjudged == 0


def test_a_run_of_passages(built):
    episode = refs_of(built)["port-en"][0]
    other = refs_of(built)["letter-en"][0]
    rows = [f"{episode}\t{other}\tnone", f"{episode}.p1.s1..{episode}.p1.s2\t{other}\tnone",
            f"{episode}.p1.s1\t{other}\tnone"]  # fmt: skip
    whole, run_, one = read_links(gold(built, *rows), evaluate_align(CorpusFolder(built))[1])
    assert whole.b.start == run_.b.start == one.b.start
    assert whole.b.end >= run_.b.end > one.b.end


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("port-en:e99\tport-ar:e1\tsameEvent", "port-en:e99"),
        ("nobody:e1\tport-ar:e1\tsameEvent", "nobody:e1"),
        ("port en\tport-ar:e1\tsameEvent", "port en"),
        ("port-en\tport-ar\tcousin", "cousin"),
        ("port-en\tport-ar", "relation ''"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_with_its_line(built, row, what):
    documents = evaluate_align(CorpusFolder(built))[1]
    with pytest.raises(CorpusError) as caught:
        read_links(gold(built, row), documents)
    assert caught.value.code == "bad-gold"
    assert what in caught.value.what
    assert caught.value.where.endswith("gold.tsv:2")


def test_a_table_without_its_columns(built):
    with pytest.raises(CorpusError) as caught:
        read_links(gold(built, columns="a\tb"), [])
    assert caught.value.code == "bad-gold" and "relation" in caught.value.what
    with pytest.raises(CorpusError) as caught:
        read_links(built / "none.tsv", [])
    assert caught.value.code == "unreadable"


def test_the_command(built):
    shown = run("-C", built, "eval", "align")
    assert shown.returncode == 0
    assert "of 2 pairs found" in shown.stdout
    scores = json.loads(run("-C", built, "eval", "align", "--json").stdout)
    assert scores["version"] == 1 and scores["accepted"] == 2
    for pair in scores["missed"]:
        assert {"text", "ref", "start", "end", "quote"} <= pair["a"].keys()


def floors(folder, **values):
    path = folder / "corpus.toml"
    lines = [f"{name} = {value}" for name, value in values.items()]
    path.write_text(path.read_text("utf-8") + "\n[floors]\n" + "\n".join(lines) + "\n", "utf-8")


def below(folder):
    return [p for p in checks.check(CorpusFolder(folder)) if p.code == "below-floor"]


def test_a_score_below_its_floor_is_an_error_at_the_floor(built):
    scores, _ = evaluate_align(CorpusFolder(built))
    assert below(built) == []
    floors(built, align_precision=0.0, align_recall=1.0)
    found = below(built)
    assert [p.severity for p in found] == ["error"] * (scores.recall < 1)
    for problem in found:
        line = (built / "corpus.toml").read_text("utf-8").splitlines()[problem.line - 1]
        assert problem.file == "corpus.toml" and line.startswith("align_recall")


def test_a_floor_that_is_reached_is_no_problem(built):
    scores, _ = evaluate_align(CorpusFolder(built))
    floors(built, align_f1=round(scores.f1 - 0.005, 3) if scores.f1 else 0.0)
    assert below(built) == []


def test_a_floor_is_a_share(built):
    floors(built, align_f1=80)
    done = run("-C", built, "check")
    assert done.returncode != 0
    assert "bad-setting" in done.stdout + done.stderr


def test_episodes_without_written_ids_are_noted(built):
    path = built / "seeds/letter-en.toml"
    content = path.read_text("utf-8")
    path.write_text(content[: content.index("[[episode]]")], "utf-8")
    found = [p for p in checks.check(CorpusFolder(built)) if p.code == "episodes-drafted"]
    assert [(p.severity, p.file) for p in found] == [("note", "seeds/letter-en.toml")]
