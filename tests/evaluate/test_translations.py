"""Sentences and their translations, from tables and corpora, and what is kept of them."""

import json

import pytest

from conftest import run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.evaluate.translations import read_table
from fitnacorpus.pipeline import Pipeline


def test_a_table_is_read_whatever_the_order_of_its_columns(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_text(
        "ref\tEnglish\tArabic\n"
        "1:1\tHe came to the city.\tجاء إلى المدينة\n"
        "1:2\tدخل الباب\tHe entered by the gate.\n"
        "1:3\t\tلا ترجمة له\n\n",
        "utf-8",
    )
    assert read_table(path).pairs == (
        ("جاء إلى المدينة", "He came to the city."),
        ("دخل الباب", "He entered by the gate."),
    )


@pytest.mark.parametrize(
    ("content", "code"), [(b"only English\there\n", "bad-table"), (b"\xff\xfe\x00", "unreadable")]
)
def test_a_table_without_translations_is_refused(tmp_path, content, code):
    path = tmp_path / "table.tsv"
    path.write_bytes(content)
    with pytest.raises(CorpusError) as refused:
        read_table(path)
    assert refused.value.code == code


def invented(tmp_path, count=150):
    """A table in which one invented word renders another, in the reverse order."""
    letters = {"ar": "بتثجحخدذرزسشصضطظعغ", "en": "bcdfghjklmnpqrstvw"}
    words = [
        tuple("".join(letters[x][(k * p) % 18] for p in (1, 5, 7, 11, 13)) for x in ("ar", "en"))
        for k in range(1, 18)
    ]
    lines = []
    for k in range(count):
        held = [words[(k * p + p + k // 17) % 17] for p in (1, 2, 5, 7)]
        lines.append(" ".join(a for a, _ in held) + "\t" + " ".join(e for _, e in held[::-1]))
    path = tmp_path / "invented.tsv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_what_translations_teach_is_shown_and_used_on_command_only(tiny, tmp_path):
    folder, table = CorpusFolder(tiny), invented(tmp_path)
    command = ("-C", tiny, "align", "--train-lexicon", "--bitext", table)
    shown = run(*command, "--json")
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    assert told["helps"] and told["sources"] == {"invented.tsv": 150}
    assert not folder.lexicon_path.exists()
    before = Pipeline(folder)
    pair = before.linking.linked[0]
    key = before.linking.links_artefact(pair).key
    used = run(*command, "--use")
    assert used.returncode == 0 and "lexicon.tsv written" in used.stderr
    after = Pipeline(folder)
    assert after.linking.links_artefact(pair).key != key
    assert "150 pairs" in folder.lexicon_path.read_text("utf-8")


def test_too_few_translations_teach_nothing(tiny, tmp_path):
    done = run("-C", tiny, "align", "--train-lexicon", "--bitext", invented(tmp_path, 20))
    assert done.returncode == 2 and "too-few-translations" in done.stderr


def test_tables_go_with_training_alone(tiny, tmp_path):
    assert run("-C", tiny, "align", "--bitext", invented(tmp_path, 2)).returncode == 2
