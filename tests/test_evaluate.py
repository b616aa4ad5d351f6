"""Scores of name search."""

import pytest

from conftest import run
from fitnacorpus.errors import CorpusError
from fitnacorpus.evaluate import (
    NameQuery,
    evaluate_cases,
    evaluate_names,
    is_joined,
    judge,
    read_names,
)


def test_ranks_become_scores():
    rows = [
        NameQuery("Ali", ("Ali",)),
        NameQuery("Basra", ("البصرة",)),
        NameQuery("Ali", ("ʿAlī b. Abī Ṭālib",)),
        NameQuery("Xyz", ("Qulzum",)),
    ]
    scores = evaluate_names(rows)
    assert scores.queries == 4
    assert (scores.recall_1, scores.recall_10) == (0.5, 0.75)
    assert scores.mrr == pytest.approx((1 + 1 + 1 / 2 + 0) / 4)
    assert [(m.query, m.rank, m.first) for m in scores.misses] == [
        ("Ali", 2, "Ali"),
        ("Xyz", 0, ""),
    ]


def test_indexes_are_apart_and_others_stand_in_all():
    rows = [NameQuery("Ali", ("علي",), "a"), NameQuery("Ali", ("Aly",), "b")]
    assert evaluate_names(rows).recall_1 == 1
    assert evaluate_names(rows, others=["Ali"]).recall_1 == 0
    assert evaluate_names([NameQuery("Ali", ("علي",), "Ali|Omar")]).recall_1 == 0


def test_nothing_asked():
    scores = evaluate_names([])
    assert (scores.queries, scores.recall_1, scores.mrr, scores.misses) == (0, 0, 0, ())


def test_reading(tmp_path):
    path = tmp_path / "gold.tsv"
    path.write_text("query\texpected\tindex\nAli\tعلي | ʿAlī\tx\n", encoding="utf-8")
    assert read_names(path) == [NameQuery("Ali", ("علي", "ʿAlī"), "x")]


@pytest.mark.parametrize(
    ("text", "where"),
    [("query\texpected\nAli\tعلي\n", ":1"), ("query\texpected\tindex\nAli\n", ":2")],
)
def test_what_is_no_gold_file_is_refused(tmp_path, text, where):
    path = tmp_path / "gold.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        read_names(path)
    assert error.value.code == "bad-gold"
    assert error.value.where.endswith(where)


def test_pairs():
    scores = evaluate_cases(
        [
            ("Ali", "علي", True),
            ("Hasan", "Husayn", False),
            ("Kufa", "Basra", True),
            ("Malik al-Ashtar", "Malik Ashtar", False),
        ]
    )
    assert (scores.same, scores.different) == (2, 2)
    assert (scores.precision, scores.recall, scores.strict_precision) == (0.5, 0.5, 0.0)
    assert [w[:2] for w in scores.wrong] == [("Kufa", "Basra"), ("Malik al-Ashtar", "Malik Ashtar")]


def test_near_spellings_of_one_script_are_not_joined():
    assert not is_joined("Hasan", "Husayn", judge("Hasan", "Husayn"))
    assert is_joined("Hasan", "حسن", judge("Hasan", "حسن"))
    assert not is_joined("Hasan", "Kufa", judge("Hasan", "Kufa"))


def test_the_command_prints_figures_and_misses(tmp_path):
    table = tmp_path / "gold.tsv"
    table.write_text("query\texpected\tindex\nBusr\tبسر\tx\nZzyzx\tعلي\tx\n", "utf-8")
    done = run("eval", "names", table)
    assert done.returncode == 0 and "R@1 0.500" in done.stdout and "Zzyzx" in done.stdout
    assert run("eval", "names", tmp_path / "nowhere.tsv").returncode == 2
    table.write_text("a\tb\n", "utf-8")
    done = run("eval", "names", table)
    assert done.returncode == 2 and "[bad-gold]" in done.stderr
