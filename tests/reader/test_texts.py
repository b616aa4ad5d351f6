"""The table of contents of a reading page."""

from markupsafe import Markup

from fitnacorpus.reader.contents import Content, contents


def episode(ident, title=""):
    return Content(ident, None, title)


def heading(number, level, words):
    return Content(f"head.p{number}", Markup(words), level=level)


def shape(lines):
    return [
        line.target if line.words is None else (str(line.words), shape(line.inside))
        for line in lines
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
