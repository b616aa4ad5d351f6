"""Reading a whole name at its place, and comparing it with a record, on cases read by eye."""

import csv
from pathlib import Path

import pytest

from fitnacorpus.model import Authority, Entry, Form, NamePart, Span
from fitnacorpus.names.bearing import Agreement, Bearers, alike
from fitnacorpus.names.textwords import TextWords
from fitnacorpus.names.whole import whole_name

CASES = Path(__file__).parent.parent / "cases/whole_names.tsv"


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(text, form, lang):
    at = text.index(form)
    return whole_name(TextWords(text, lang), Span(at, at + len(form)))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["whole"])
def test_a_whole_name(case):
    found = read(case["text"], case["form"], case["lang"])
    assert case["text"][slice(*found.span)] == case["whole"]
    assert found.head == case["head"]
    assert "|".join(found.fathers) == case["fathers"]
    assert "|".join(found.bynames) == case["bynames"]


def test_a_name_does_not_go_on_over_a_mark_or_a_line():
    for text in ("خالد ، بن صالح", "خالد\nبن صالح"):
        assert read(text, "خالد", "ar").bare
    assert read("Khalid. Bin Salih came.", "Khalid", "en").bare


def test_a_word_that_the_text_writes_small_is_no_name_before_one():
    assert read("Yesterday Khalid came, as yesterday.", "Khalid", "en").bare
    assert not read("Yasir Khalid came, as yesterday.", "Khalid", "en").bare


# --- Against records -----------------------------------------------------------------------------


def entry(ident, *forms):
    made = []
    for form in forms:
        text, parts = form if isinstance(form, tuple) else (form, ())
        lang = "ar" if any("\u0600" <= c <= "\u06ff" for c in text) else "en"
        made.append(Form(text, lang, "variant", (), tuple(NamePart(*p) for p in parts)))
    return Entry(ident, "person", tuple(made))


RECORDS = Authority(
    (
        entry("salih", "زياد بن صالح", "زياد بن صالح بن نوفل المخزومي", "Ziyad b. Salih"),
        entry("bare", "زياد", "Ziyad"),
        entry("second", "Muawiya II", "Muawiya"),
        entry("kufi", "خالد الكوفي", "Khalid al-Kufi"),
        entry("carrier", "Rashid, transmitter of Basra", "راشد"),
    )
)
BEARERS = Bearers(RECORDS)


@pytest.mark.parametrize(
    ("text", "form", "lang", "ident", "expected"),
    [
        ("زياد بن صالح", "زياد", "ar", "salih", Agreement.SAME),
        # A generation may be left out, and more of them may follow.
        ("زياد بن نوفل", "زياد", "ar", "salih", Agreement.SAME),
        ("زياد بن صالح بن نوفل بن عمرو", "زياد", "ar", "salih", Agreement.SAME),
        ("زياد بن صالح بن عامر", "زياد", "ar", "salih", Agreement.OTHER),
        ("زياد بن عامر", "زياد", "ar", "salih", Agreement.OTHER),
        ("زياد", "زياد", "ar", "salih", Agreement.SILENT),
        ("زياد المخزومي", "زياد", "ar", "salih", Agreement.SAME),
        ("زياد المدني", "زياد", "ar", "salih", Agreement.OTHER),
        # What the record knows nothing of.
        ("زياد بن عامر", "زياد", "ar", "bare", Agreement.MORE),
        ("زياد المدني", "زياد", "ar", "bare", Agreement.MORE),
        ("Ziyad ibn Saleh", "Ziyad", "en", "salih", Agreement.SAME),
        ("Ziyad ibn Amir", "Ziyad", "en", "salih", Agreement.OTHER),
        ("Muawiya II", "Muawiya", "en", "second", Agreement.SAME),
        ("Muawiya III", "Muawiya", "en", "second", Agreement.OTHER),
    ],
)
def test_agreement(text, form, lang, ident, expected):
    assert BEARERS.agreement(read(text, form, lang), ident, lang == "ar") is expected


def test_who_bears_a_name_of_his_own():
    assert BEARERS.named(read("زياد بن عامر", "زياد", "ar")) == ["salih", "bare"]
    assert BEARERS.sons_of("صالح", arabic=True) == ["salih"]
    assert BEARERS.transmitters == {"carrier"}
    assert "زياد" in BEARERS.own_names and "Rashid" not in BEARERS.own_names


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("الحارث", "الحرث", True), ("عبد الله", "عبدالله", True), ("عمرو", "عمر", False),
        ("العباس", "عباس", True), ("Affân", "Affan", True), ("Cays", "Qays", True),
        ("Abi Bakr", "Abubeker", True), ("Yezid", "Zayd", False), ("Umar", "Amir", False),
        ("Zubayr", "الزبير", True), ("Zubayr", "العوام", False),
    ],
)  # fmt: skip
def test_two_spellings_of_one_name(a, b, same):
    assert alike(a, b) is same and alike(b, a) is same
