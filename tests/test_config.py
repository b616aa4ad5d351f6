import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitnacorpus import config, toml_files
from fitnacorpus.config import AlignSettings, LimitSettings, Settings
from fitnacorpus.errors import ConfigError


def load(tmp_path, content, name=config.FILE):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return config.load(tmp_path)


def refused(tmp_path, content, name=config.FILE):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, content, name)
    error = caught.value
    assert "\n" not in str(error)
    assert error.hint
    return error


def place(error, tmp_path, name=config.FILE):
    """What stands after the file name in the place of an error."""
    assert error.where.startswith(str(tmp_path / name))
    return error.where.removeprefix(str(tmp_path / name)).removeprefix(":")


# --- What is right -------------------------------------------------------------------------------


def test_everything_has_a_default(tmp_path):
    found = load(tmp_path, "version = 1")
    assert found == Settings(path=str(tmp_path / "corpus.toml"))


def test_every_setting_can_be_given(tmp_path):
    found = load(
        tmp_path,
        """version = 1
        title = "Two accounts"
        publisher = "P"
        editors = "E"
        licence = "https://example.org/"
        [align]
        encoder = "e5"
        floor = 1
        [limits]
        line = 10
        file = 20
        [profiles]
        mine = ["nfc", "case"]
        """,
    )
    assert (found.title, found.publisher, found.editors) == ("Two accounts", "P", "E")
    assert found.align == AlignSettings("e5", 1.0)
    assert isinstance(found.align.floor, float)
    assert found.limits == LimitSettings(10, 20)
    assert dict(found.profiles) == {"mine": ("nfc", "case")}


def test_a_table_of_pyproject_will_do(tmp_path):
    found = load(tmp_path, '[tool.fitnacorpus]\nversion = 1\ntitle = "T"', config.PYPROJECT)
    assert found.title == "T"


def test_the_file_of_its_own_comes_first(tmp_path):
    (tmp_path / config.PYPROJECT).write_text("[tool.fitnacorpus]\nversion = 1\ntitle = 'no'")
    assert load(tmp_path, "version = 1\ntitle = 'yes'").title == "yes"


def test_a_byte_order_mark_and_other_line_breaks_are_no_fault(tmp_path):
    assert load(tmp_path, b"\xef\xbb\xbfversion = 1\r\ntitle = 'T'\r\n").title == "T"


# --- What is wrong -------------------------------------------------------------------------------


def test_no_file_at_all(tmp_path):
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path)
    assert caught.value.code == "no-corpus"
    assert "fitnacorpus init" in caught.value.hint


@pytest.mark.parametrize("content", ["", "[tool.other]\nversion = 1", "[project]\nname = 'x'"])
def test_a_pyproject_without_the_table_is_no_corpus(tmp_path, content):
    assert refused(tmp_path, content, config.PYPROJECT).code == "no-corpus"


@pytest.mark.parametrize(
    "content", ["tool = 1", "[tool]\nfitnacorpus = 1", "[[tool]]\nx = 1", "tool = []"]
)
def test_a_table_that_is_no_table_is_an_error_and_not_a_traceback(tmp_path, content):
    assert refused(tmp_path, content, config.PYPROJECT).code in ("bad-setting", "no-corpus")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("version = 1\ntitle = Two", "2:9"),
        ("version = 1\ntitle = 'Two", "2:13"),
        ("version = 1\n[align\nfloor = 1", "2:7"),
        ("version = 1\nversion = 1", "2:12"),
        ("version =", "1:10"),
        ("title = '\x01'", "1:10"),
    ],
)
def test_a_fault_of_syntax_has_line_and_column(tmp_path, content, where):
    error = refused(tmp_path, content)
    assert error.code == "broken-toml"
    assert place(error, tmp_path) == where


def test_what_is_not_utf8_has_its_line(tmp_path):
    error = refused(tmp_path, b"version = 1\ntitle = '\xff'")
    assert error.code == "broken-toml"
    assert place(error, tmp_path) == "2:10"


def test_a_folder_in_place_of_the_file(tmp_path):
    (tmp_path / config.FILE).mkdir()
    with pytest.raises(ConfigError) as caught:
        toml_files.load_toml(tmp_path / config.FILE)
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize(
    ("content", "line", "key", "hint"),
    [
        ("title = 'T'", 1, "version", "version = 1"),
        ("# a comment\nversion = 2", 2, "version", "version = 1"),
        ("version = '1'", 1, "version", "version = 1"),
        ("version = true", 1, "version", "version = 1"),
        ("version = 1.0", 1, "version", "version = 1"),
        ("version = 1\ntitel = 'T'", 2, "titel", "title"),
        ("version = 1\n\n[aline]\nfloor = 1", 3, "aline", "align"),
        ("version = 1\ntitle = 5", 2, "title", "'Parallel accounts'"),
        ("version = 1\n[align]\nfloor = 'high'", 3, "floor", "0.1"),
        ("version = 1\n[align]\nfloor = true", 3, "floor", "0.1"),
        ("version = 1\n[align]\nfloor = 1.5", 3, "floor", "0.1"),
        ("version = 1\n[align]\nfloor = nan", 3, "floor", "0.1"),
        ("version = 1\n[align]\nencoder = 5", 3, "encoder", "use"),
        ("version = 1\n[align]\nmodel = 'x'", 3, "model", "encoder, floor"),
        ("version = 1\n[limits]\nline = 1.5", 3, "line", "200000"),
        ("version = 1\n[limits]\nline = 0", 3, "line", "200000"),
        ("version = 1\n[limits]\nfile = -1", 3, "file", "200000000"),
        ("version = 1\nalign = 'use'", 2, "align", "[align]"),
        ("version = 1\nlimits = []", 2, "limits", "[limits]"),
        ("version = 1\nprofiles = 'x'", 2, "profiles", "[profiles]"),
        ("version = 1\n[profiles]\nmine = 'nfc'", 3, "mine", '["nfc"]'),
        ("version = 1\n[profiles]\nmine = [1]", 3, "mine", '["nfc"]'),
        ("version = 1\npath = 'x'", 2, "path", "title"),
        ('version = 1\n"ti tle" = 5', 2, "ti tle", "title"),
        ('title = "version = 2"\nversion = 3', 2, "version", "version = 1"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line_and_what_to_write(
    tmp_path, content, line, key, hint
):
    error = refused(tmp_path, content)
    assert error.code == "bad-setting"
    assert place(error, tmp_path) == str(line)
    assert f"'{key}'" in error.what
    assert hint in error.hint


def test_a_key_of_a_table_is_not_sought_in_another(tmp_path):
    error = refused(tmp_path, "version = 1\n[profiles]\nline = ['nfc']\n[limits]\nline = 'x'")
    assert place(error, tmp_path) == "5"


def test_a_key_of_a_stranger_in_pyproject_is_not_taken_for_ours(tmp_path):
    content = "[project]\nversion = '3'\n[tool.fitnacorpus]\nversion = 2"
    assert place(refused(tmp_path, content, config.PYPROJECT), tmp_path, config.PYPROJECT) == "4"
    content = "[other]\nfloor = 1\n[tool.fitnacorpus]\nversion = 1\nalign = { floor = 'x' }"
    assert place(refused(tmp_path, content, config.PYPROJECT), tmp_path, config.PYPROJECT) == "5"


@pytest.mark.parametrize("content", ["a = " + "[" * 5000, "a = " + "9" * 5000])
def test_what_the_parser_cannot_hold_is_refused(tmp_path, content):
    assert refused(tmp_path, content).code == "broken-toml"


@given(content=st.text(st.sampled_from("version=1\n[]'\"#. {},align\\é٣"), max_size=40))
@settings(deadline=None)
def test_no_content_gives_a_traceback(tmp_path_factory, content):
    root = tmp_path_factory.mktemp("corpus")
    try:
        load(root, content)
    except ConfigError as error:
        assert str(root) in error.where


@given(data=st.binary(max_size=40))
@settings(deadline=None)
def test_no_bytes_give_a_traceback(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("corpus")
    try:
        load(root, b"version = 1\n" + data)
    except ConfigError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("//example.org/x", False),
        ("https://", False),
        ("https://exa mple.org/", False),
        ("https://example.org/\n", False),
        ("CC BY 4.0", False),
        ("", True),
    ],
)
def test_a_licence_is_an_address_of_the_web(tmp_path, value, fits):
    (tmp_path / "corpus.toml").write_text(f"version = 1\nlicence = {json.dumps(value)}\n", "utf-8")
    if fits:
        assert config.load(tmp_path).licence == value
        return
    with pytest.raises(ConfigError, match=r"licence.*address of the web") as caught:
        config.load(tmp_path)
    assert caught.value.where.endswith("corpus.toml:2")
