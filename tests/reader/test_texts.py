"""The table of contents of a reading page."""

from dataclasses import fields

from markupsafe import Markup

from fitnacorpus.reader.texts import EpisodeView, Item, contents


def episode(ident, title=""):
    values = {**dict.fromkeys((f.name for f in fields(EpisodeView)), ""), "id": ident}
    return Item("episode", ident, episode=EpisodeView(**{**values, "title": title}))


def heading(number, level, words):
    return Item("heading", f"head.p{number}", Markup(words), level)


def shape(lines):
    return [
        line.episode.id if line.episode else (str(line.words), shape(line.inside)) for line in lines
    ]


def test_episodes_stand_under_their_headings_and_headings_under_one_another():
    items = [
        episode("e1"),
        heading(1, 1, "Book one"),
        heading(2, 2, "Chapter <i>one</i>"),
        episode("e2", "Chapter one"),
        episode("e3", "Chapter one (2)"),
        heading(3, 2, "Chapter two"),
        episode("e4", "Elsewhere"),
        Item("note", "note.p1", Markup("words")),
        heading(4, 1, "Book two"),
    ]
    assert shape(contents(items)) == [
        "e1",
        ("Book one", [("Chapter <i>one</i>", ["e2", "e3"]), ("Chapter two", ["e4"])]),
        ("Book two", []),
    ]


def test_a_heading_over_the_one_episode_that_bears_its_name_is_one_line():
    items = [
        heading(1, 1, "CHAPTER I. <a>The</a> Ford."),
        episode("e1", "CHAPTER I. The Ford"),
        heading(2, 1, "Next"),
        episode("e2", "Another"),
    ]
    assert shape(contents(items)) == ["e1", ("Next", ["e2"])]
