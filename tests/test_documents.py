"""Documents are read when they are asked for, and the last ones are kept."""

import pytest

from fitnacorpus.documents import Documents, Held
from fitnacorpus.model import Document, Text, TextInfo, Transcript


def document(ident):
    return Document(Text(TextInfo(ident, "en", "", "", ""), Transcript("x", ())))


def test_documents_are_read_one_by_one():
    read = []
    found = Documents(["a", "b", "c"], lambda ident: read.append(ident) or document(ident))
    assert len(found) == 3 and read == []
    assert next(iter(found)).text.info.id == "a" and read == ["a"]
    assert found["b"].text.info.id == "b" and found[-1].text.info.id == "c"
    assert [d.text.info.id for d in found[1:]] == ["b", "c"]
    assert "a" in found and "z" not in found and document("c") in found
    with pytest.raises(KeyError):
        found["z"]
    with pytest.raises(IndexError):
        found[3]


def test_what_was_asked_for_longest_ago_goes_first():
    made = []

    def get(held, name):
        return held.get(name, lambda: made.append(name) or name)

    held = Held(len, limit=6)
    for name in ("aa", "bb", "cc", "aa", "dd"):
        assert get(held, name) == name
    assert made == ["aa", "bb", "cc", "dd"]
    for name in ("aa", "cc", "dd", "bb"):
        get(held, name)
    assert made == ["aa", "bb", "cc", "dd", "bb"]
    get(held, "longer than the limit")
    get(held, "longer than the limit")
    assert made[5:] == ["longer than the limit"]
    held.drop("longer than the limit")
    get(held, "longer than the limit")
    assert made[6:] == ["longer than the limit"]
