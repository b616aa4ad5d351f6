"""What is quoted of a text, with what stands around it."""

from dataclasses import replace

import pytest

import strategies as make
from fitnacorpus.index.lines import quoted
from fitnacorpus.ingest import openiti
from fitnacorpus.model import Document, Span, Text

SOURCE = (
    "######OpenITI#\n#META#Header#End#\n\n"
    "# خرج سالم\n~~بن حمزة ms12 إلى المرسى\n~~ثم رجع PageV01P003 إلى أهله\n\n"
    "# وقال قوم غير ذلك\n"
)


@pytest.fixture(scope="module")
def document():
    transcript = openiti.read(SOURCE)
    text = Text(make.info(SOURCE), transcript)
    return replace(Document(text), span_annotations=transcript.span_annotations)


@pytest.mark.parametrize(
    ("words", "most", "found"),
    [
        ("سالم\n~~بن حمزة", 40, ("خرج ", "سالم بن حمزة", " إلى المرسى ثم رجع إلى أهله")),
        ("المرسى", 12, ("بن حمزة إلى ", "المرسى", " ثم رجع إلى")),
        ("المرسى", 10, ("حمزة إلى ", "المرسى", " ثم رجع")),
    ],
)
def test_notation_and_line_breaks_are_no_words(document, words, most, found):
    start = SOURCE.index(words)
    frame = Span(SOURCE.index("خرج"), SOURCE.index("أهله") + len("أهله"))
    assert quoted(document, Span(start, start + len(words)), frame, most) == found
