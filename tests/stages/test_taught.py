"""The table of what translations taught."""

import pytest

from fitnacorpus.align.lexicon import Taught
from fitnacorpus.errors import ConfigError
from fitnacorpus.stages import taught

COUNTS = Taught(
    12,
    {"ar": {"كتب": 3}, "en": {"write": 4}},
    (("كتب", "write", 2.5, 3.0), ("كتب", "book", 0.5, 0.0)),
)


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "lexicon.tsv"
    assert taught.read(path) is None
    path.write_bytes(taught.render(COUNTS, ["a and b: 12 pairs of sentences"]))
    assert taught.read(path) == COUNTS
    assert "a and b: 12 pairs" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("arabic\t", "arabisch\t", 6),
        ("كتب\t\t3\t0", "كتب\t3\t0", 7),
        ("كتب\t\t3\t0", "\t\t3\t0", 7),
        ("\t2.5\t3", "\tmany\t3", 9),
        ("\t2.5\t3", "\tnan\t3", 9),
        ("\t2.5\t3", "\t-1\t3", 9),
    ],
)
def test_a_table_that_somebody_broke_is_refused_with_its_line(tmp_path, old, new, line):
    path = tmp_path / "lexicon.tsv"
    content = taught.render(COUNTS, ["x"]).decode()
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigError) as refused:
        taught.read(path)
    assert refused.value.code == "bad-lexicon"
    assert str(refused.value.where).endswith(f"lexicon.tsv:{line}")


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "lexicon.tsv"
    path.write_bytes(b"")
    with pytest.raises(ConfigError):
        taught.read(path)
