"""Where a narrative turns: labelled, and ids that stay."""

from unittest import mock

import pytest

import strategies as make
from fitnacorpus import intake, segment
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.segment import change, drafting
from fitnacorpus.segment.drafting import Sentence

SIEGE = [
    "Now the rebels stood before the house of the caliph.",
    "The caliph looked down from the house and the rebels shouted at him.",
    "They kept water from the house, and the caliph drank from a dirty well.",
    "The rebels burnt the gate of the house.",
    "They climbed over the wall of the house and killed the caliph.",
]
MARCH = [
    "After three months the governor set out from Basra with six hundred riders.",
    "The riders crossed the desert, and the governor rode ahead of the riders.",
    "At a spring the riders rested, and the governor counted the camels.",
    "The camels of the riders died of thirst in the desert.",
    "So the governor led the riders back to the spring.",
]
SIEGE_AR = [
    "وقف الثوار أمام دار الخليفة.",
    "فنظر الخليفة من الدار فصاح به الثوار.",
    "فمنعوا الماء عن الدار فشرب الخليفة من بئر الدار.",
    "فأحرق الثوار باب الدار.",
    "فقتلوا الخليفة في الدار.",
]
MARCH_AR = [
    "ولما مضت ثلاثة أشهر خرج الوالي من البصرة في ستمائة فارس.",
    "فقطع الفرسان الصحراء وسار الوالي أمام الفرسان.",
    "فنزل الفرسان عند عين وعدّ الوالي الإبل.",
    "فماتت إبل الفرسان عطشاً في الصحراء.",
    "فرجع الوالي بالفرسان إلى العين.",
]


def turns(sentences, opens, lang):
    """Where episodes of a section begin."""
    made = [
        Sentence(words, len(words.split()), first, False, False, False)
        for words, first in zip(sentences, opens, strict=True)
    ]
    return drafting.beginnings(made, change.scores(sentences, opens, lang))


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [(SIEGE, MARCH, "en"), (SIEGE_AR, MARCH_AR, "ar"), (MARCH, SIEGE, "en")],
)
def test_new_people_places_and_times_begin_an_episode(one, other, lang):
    sentences = [*one, *other]
    assert turns(sentences, [False] * len(sentences), lang) == [len(one)]


def test_a_sentence_that_hangs_on_the_last_one_does_not_begin_an_episode():
    sentences = [*SIEGE, *MARCH]
    hanging = [*SIEGE, "For this reason the governor had six hundred riders.", *MARCH[1:]]
    opens = [False] * len(sentences)
    free = change.scores(sentences, opens, "en")[len(SIEGE)]
    assert change.scores(hanging, opens, "en")[len(SIEGE)] < free


def test_a_paragraph_is_evidence():
    sentences = [*SIEGE, *MARCH]
    for k in range(3, 8):
        opens = [i == k for i in range(len(sentences))]
        before = change.scores(sentences, [False] * len(sentences), "en")[k]
        assert change.scores(sentences, opens, "en")[k] > before


def test_nothing_begins_in_a_text_that_says_one_thing_or_little():
    assert turns(["The same thing again."] * 20, [False] * 20, "en") == []
    assert turns(SIEGE, [True] * 5, "en") == []
    assert turns([], [], "en") == []


def test_a_ruler_begins_an_episode():
    text = make.text_of(" ".join(SIEGE[:2]) + "\n\n*****\n\n" + " ".join(SIEGE[2:4]) + "\n")
    offsets = [s.offset for s in segment.draft(text)]
    assert offsets == [0, text.source.index("They kept")]


PARAGRAPHS = [" ".join(SIEGE), " ".join(MARCH), "== Later ==", " ".join(SIEGE[::-1]),
              " ".join(MARCH[::-1])]  # fmt: skip
INSERTED = "A traveller told how the price of bread rose in Kufa. The bakers shut their shops."


def openings(folder, text_id):
    """From each episode id to the words with which it begins."""
    item = next(d for d in folder.descriptions() if d.info.id == text_id)
    text = folder.text(item, folder.settings())
    return {cut.id: text.source[cut.anchor.at :][:30] for cut in item.cuts}


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("heading", ["", "== Bread ==\n\n"])
def test_ids_go_with_their_words_when_a_paragraph_is_inserted(tmp_path, place, heading):
    intake.init(tmp_path)
    source = tmp_path / "tale.txt"
    source.write_text("\n\n".join(PARAGRAPHS) + "\n", "utf-8")
    folder = CorpusFolder(tmp_path)
    intake.add(folder, source)
    before = openings(folder, "tale")
    assert len(before) >= 3
    grown = [*PARAGRAPHS[:place], heading + INSERTED, *PARAGRAPHS[place:]]
    (folder.seeds / "tale.txt").write_text("\n\n".join(grown) + "\n", "utf-8")
    intake.update(folder, "tale")
    after = openings(folder, "tale")
    assert before.items() <= after.items()
    new = after.keys() - before.keys()
    assert all(after[i].startswith(("A traveller", *PARAGRAPHS)) for i in new)
    assert not new & before.keys() and len(new) <= 2


@pytest.mark.parametrize(
    ("opening", "weight"),
    [("Perhaps", 0.0), ("Because", -0.7), ("After that", 0.45), ("Riders returned and", 0.6)],
)
def test_an_opening_counts_beside_the_words(opening, weight):
    """What hangs on the sentence before speaks against a turn; time and movement for it."""
    told = [*SIEGE, "{} the gate fell.", *SIEGE]
    opens = [False] * len(told)

    def at(words, patterns):
        sentences = [s.format(words) for s in told]
        with mock.patch.object(change, "_openings", lambda lang: patterns):
            return change.scores(sentences, opens, "en")[len(SIEGE)]

    patterns = change._openings("en")
    assert at(opening, patterns) - at(opening, {}) == pytest.approx(weight)
