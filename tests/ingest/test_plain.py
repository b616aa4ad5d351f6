import pytest

import strategies as make
from fitnacorpus.model import RegionKind

BODY = "He came to Kufa in the year 36 and stayed there for long."


def parts(source):
    """Kind and words of every region."""
    text = make.text_of(source, reader="plain")
    return [(str(r.kind), source[r.body.start : r.body.end]) for r in text.regions]


def words(source, kind):
    return [body for found, body in parts(source) if found == kind]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n", "\r\n \r\n"])
def test_paragraphs_by_line(line_break):
    source = line_break.join([BODY, "He left.", "He died."])
    assert parts(source) == [("paragraph", w) for w in (BODY, "He left.", "He died.")]


def test_other_separators_stand_inside_a_paragraph():
    source = f"{BODY}\u2028He\u00a0left.\x85He died."
    assert len(parts(source)) == 1


WRAPPED = """\
When the news of the death of Malik reached
Damascus, Muawiyah was overjoyed. He announced
the news to the people from the pulpit in the
main mosque of Damascus.

He said that Ali had had two arms. One of his
arms was Ammar, and with the death of Malik
his second arm had also been cut off.
"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_wrapped_text_has_paragraphs_by_blank_line(line_break):
    source = WRAPPED.replace("\n", line_break)
    found = words(source, "paragraph")
    assert [p.split()[0] for p in found] == ["When", "He"]
    assert [p.split()[-1] for p in found] == ["Damascus.", "off."]


def test_lines_that_end_like_sentences_are_not_wrapped():
    source = "\n".join(
        f"This is line number {n}, and it is a sentence of its own." for n in range(5)
    )
    assert len(words(source, "paragraph")) == 5


@pytest.mark.parametrize(
    "ruler", ["***", "*******", "* * *", "-----", "=====", "___", "~~~", "• • •"]
)
def test_a_ruler_divides_and_a_short_line_after_it_is_a_title(ruler):
    source = f"{BODY}\n{ruler}\nThe Battle\n{BODY}\n"
    assert parts(source) == [
        ("paragraph", BODY),
        ("boilerplate", ruler),
        ("heading", "The Battle"),
        ("paragraph", BODY),
    ]


def test_a_sentence_after_a_ruler_is_no_title():
    assert words(f"{BODY}\n***\nHe left.\n{BODY}", "heading") == []


def test_a_long_line_after_a_ruler_is_no_title():
    assert words(f"{BODY}\n***\n{'word ' * 20}\n{BODY}", "heading") == []


def test_isolated_lines_at_the_beginning_are_titles():
    source = f"\n\nThe Book\n\nThe Chapter\n\n{BODY}\n\nA line\n\n{BODY}"
    text = make.text_of(source, reader="plain")
    titles = [r for r in text.regions if r.kind is RegionKind.HEADING]
    assert [(r.level, source[slice(*r.body)]) for r in titles] == [
        (1, "The Book"),
        (2, "The Chapter"),
    ]


def test_a_first_line_that_is_followed_at_once_is_text():
    assert words(f"The Book\n{BODY}", "heading") == []


def test_a_source_of_one_short_line_is_text():
    assert parts("Malik died") == [("paragraph", "Malik died")]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("وقال مستهزئا:", "- أتريدون أن أزيدكم؟"),
        ("Then he asked:", "- Who are you?"),
        ("هل تعرف مَن هذا الرجل؟", "– كلاّ."),
        ("He left.", "— I do not know."),
        ("أجاب: كلاّ.", "ـ إنّه مالك الأشتر."),
    ],
)
def test_a_line_after_a_dash_is_speech(before, line):
    assert parts(f"{before}\n{line}\nHe left.")[1] == ("dialogue", line)


def test_speech_goes_on():
    source = "He asked:\n- Who?\n- I.\nHe left.\n- A point of a list"
    assert words(source, "dialogue") == ["- Who?", "- I."]


@pytest.mark.parametrize("line", ["-no", "He - she.", "5 - 3", "-5 is a number."])
def test_other_dashes_are_no_speech(line):
    assert words(f"He asked:\n{line}\nHe left.", "dialogue") == []


@pytest.mark.parametrize("line", ["Source: a book", "Sources : two", "المصدر: كتاب", "SOURCE： x"])
def test_a_note_on_the_source_at_the_end_is_no_text(line):
    assert parts(f"{BODY}\n{BODY}\n\n{line}\n")[-1] == ("boilerplate", line)


def test_a_note_on_the_source_far_from_the_end_is_text():
    source = f"Source: a book of his.\n{f'{BODY}{chr(10)}' * 6}"
    assert words(source, "boilerplate") == []


def test_plain_text_has_no_notation():
    source = "He *came* to [[Kufa]].\n## Title\n[View](#)\n"
    text = make.text_of(source, reader="plain")
    assert all(region.markup == () for region in text.regions)
    assert all(region.kind is RegionKind.PARAGRAPH for region in text.regions)
