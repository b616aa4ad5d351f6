import pytest

from fitnacorpus.position import position


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, (1, 1)), (2, (1, 3)), (3, (1, 4)), (4, (2, 1)), (5, (2, 2)), (6, (3, 1))],
)
def test_positions_count_code_points_from_one(offset, expected):
    assert position("ab𐎀\nc\nd", offset) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n"])
def test_every_kind_of_line_break_begins_a_line(line_break):
    source = f"one{line_break}two{line_break}three"
    assert position(source, source.index("three")) == (3, 1)
    assert position(source, len(source)) == (3, 6)
