"""Name or common word, reporter or man told of: sentences read by eye."""

import pytest

from fitnacorpus.model import RESOLVED, Span
from fitnacorpus.names.evidence import cues
from fitnacorpus.names.textwords import TextWords


def cue(text, form, lang="ar"):
    words = TextWords(text, lang)
    span = Span(text.index(form), text.index(form) + len(form))
    return cues(words, words.at(span.start), words.at(span.end - 1), person=True)


@pytest.mark.parametrize(
    ("text", "form", "is_name"),
    [
        ("الحمد لله الذي نصر عبده", "نصر", False),
        ("قد نصر الجند أميرهم", "نصر", False),
        ("قال نصر للقوم", "نصر", True),
        ("نصر بن زيد قاضي البلد", "نصر", True),
        ("لم يأت أحد منهم", "أحد", False),
        ("شهد يوم أحد مع أبيه", "أحد", True),
        ("أنعمت علي بمال كثير", "علي", False),
        ("وأرى محاماتي علي ها أن تضام", "علي", False),
        ("فراقك يا أخي عزيز علي", "علي", False),
        ("قدم علي رسول من الشام", "علي", False),
        ("ذهب القوم إلى علي بالخبر", "علي", True),
        ("قال له علي تكلم", "علي", True),
        ("لقي علي بن خالد أباه", "علي", True),
        ("لعمر أبيك ما كذبت", "عمر", False),
        ("سأل عمر الناس عنه", "عمر", True),
        ("وأنعم عليه بتل خالد مع القرى", "خالد", False),
        ("وقف على التل خالد ينظر", "خالد", True),
        ("وكان قد عمر طويلا", "عمر", False),
        ("حدثنا خالد عن أبي قلابة", "أبي", False),
        ("فقعد أبي عليها وتكلم", "أبي", True),
        ("وقفوا صفين متقابلين", "صفين", False),
        ("رجع من صفين في رجب", "صفين", True),
        ("ثم وقف الناس صفين عند الماء", "صفين", False),
        ("فجعلهم صفين وراءه", "صفين", False),
        ("وكان يوم صفين يوما شديدا", "صفين", True),
        ("فسار حتى صار إلى صفين", "صفين", True),
    ],
)
def test_a_name_or_a_word(text, form, is_name):
    assert (cue(text, form).name >= RESOLVED) is is_name


@pytest.mark.parametrize(
    ("text", "form", "transmits"),
    [
        ("عن سالم بن راشد قال", "سالم", True),
        ("حدثني سالم عن أبيه", "سالم", True),
        ("وفي كتاب سالم خبر آخر", "سالم", True),
        ("جاءه كتاب سالم مع رسوله", "سالم", False),
        ("خرج سالم إلى القلعة", "سالم", False),
    ],
)
def test_a_link_of_a_chain(text, form, transmits):
    assert cue(text, form).transmits is transmits


def test_who_is_introduced_and_who_is_called_a_brother():
    assert cue("There lived Rashid, a weaver of Basra.", "Rashid", "en").new
    assert not cue("There lived Rashid, the weaver.", "Rashid", "en").new
    assert cue("رجل يقال له راشد", "راشد").new and not cue("قال له راشد", "راشد").new
    assert cue("and his sister Zaynab wept", "Zaynab", "en").kin == "sibling"
    assert cue("and his son, Salim, fled", "Salim", "en").kin == "child"
    assert cue("and the son Salim fled", "Salim", "en").kin == ""
