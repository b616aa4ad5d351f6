"""Numbered divisions without headings are episodes; addresses of a few words are not."""

from fitnacorpus import ingest, segment
from fitnacorpus.model import TextInfo

LINE = "The caravan went down from the hills by the old road that the herdsmen use in the spring."
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


def drafted(body):
    text = ingest.read(TEI.format(body), TextInfo("t", "en", "t", "0", "utf-8"))
    return [(dict(s.title), text.source[s.offset :].split()[0]) for s in segment.draft(text)]


def poem(number, first):
    lines = "".join(f"<l>{first} {LINE}</l>" for _ in range(3))
    return f'<div type="textpart" subtype="poem" n="{number}">{lines}</div>'


def test_each_numbered_poem_is_an_episode_named_by_its_number():
    body = f'<div subtype="book" type="textpart" n="2">{poem(1, "One")}{poem(2, "Two")}</div>'
    assert drafted(body) == [({"en": "poem 2.1"}, "One"), ({"en": "poem 2.2"}, "Two")]


def test_a_heading_names_what_stands_under_it():
    body = f'<div n="7"><head>The ford</head><p>{LINE} {LINE}</p></div>{poem(8, "Two")}'
    assert drafted(body)[0][0] == {"en": "The ford"}


def test_verses_of_a_few_words_are_addresses():
    verses = "".join(f'<div subtype="sentence" n="{k}"><p>Word {k} here.</p></div>' for k in (1, 2))
    assert len(drafted(f"<div>{verses}<p>{LINE}</p></div>")) == 1


def test_a_scene_that_begins_with_directions_is_an_episode():
    scene = (
        '<div type="textpart" subtype="scene" n="{0}"><stage>Enter the {0}</stage>'
        "<sp><speaker>Man{0}</speaker><p>{1} {1}</p></sp></div>"
    )
    scenes = scene.format(1, LINE) + scene.format(2, LINE)
    found = [
        title for title, _ in drafted(f'<div subtype="act" type="textpart" n="1">{scenes}</div>')
    ]
    assert found == [{"en": "scene 1.1"}, {"en": "scene 1.2"}]


def test_pages_divide_nothing():
    pages = "".join(f'<pb n="{k}" ed="{e}"/><p>{LINE} {LINE}</p>' for k, e in ((1, "a"), (2, "b")))
    assert len(drafted(pages)) == 1
