import tomllib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies as make
from conftest import examples
from fitnacorpus import description, toml_files
from fitnacorpus.anchors import Anchor
from fitnacorpus.description import Cut, Description, Remark
from fitnacorpus.errors import ConfigError

# --- Writing and reading -------------------------------------------------------------------------

words = st.text(make.XML_CHARACTERS, min_size=1, max_size=12)
anchors = st.builds(
    Anchor,
    quote=words,
    prefix=st.just("") | words,
    suffix=st.just("") | words,
    at=st.integers(0, 10**9),
    until=st.just("") | words,
)
titles = st.dictionaries(st.sampled_from(["ar", "en", "ar-Latn"]), words, max_size=2).map(
    lambda title: dict(sorted(title.items()))
)
cut_ids = make.episode_ids().filter(lambda value: not value.startswith("old-"))
cuts = st.lists(
    st.builds(Cut, cut_ids, anchors, titles, st.just("") | make.ids()),
    max_size=4,
    unique_by=lambda cut: cut.id,
)
remarks = st.lists(
    st.builds(Remark, anchors, words, st.just("") | words)
    | st.builds(Remark, anchors, note=st.just("") | words, reg=words),
    max_size=3,
)


@st.composite
def descriptions(draw):
    info = draw(make.infos())
    info = replace(info, rights=draw(words), title=draw(titles))
    return Description(
        info,
        "",
        tuple(draw(cuts)),
        tuple(draw(remarks)),
        draw(st.dictionaries(make.ids().map("old-{}".format), make.ids(), max_size=2)),
        draw(st.sampled_from(["", "plain"])),
    )


def load(folder, content):
    path = folder / "some-text.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return description.load(path)


@given(descriptions())
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(100))
def test_what_is_rendered_loads_as_it_was(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("seeds")
    assert replace(load(folder, description.render(made)), path="") == made


@given(descriptions(), st.data())
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(50))
def test_a_rewritten_description_holds_the_new_values(tmp_path_factory, made, data):
    folder = tmp_path_factory.mktemp("seeds")
    moved = replace(
        description.with_source(made, sha256="0" * 64, encoding="cp1256"),
        cuts=tuple(replace(cut, anchor=data.draw(anchors)) for cut in made.cuts)
        + tuple(c for c in data.draw(cuts) if c.id not in {cut.id for cut in made.cuts}),
        remarks=tuple(replace(remark, anchor=data.draw(anchors)) for remark in made.remarks),
    )
    content = description.rewrite(description.render(made), moved)
    assert replace(load(folder, content), path="") == moved


GOOD = """# Who found this, and where.
version = 1
id = "some-text"  # as in the book
lang = "en"
rights = "none"

[title]
en = "A text"  # provisional

# The file.
[source]
file = "some-text.txt"
sha256 = "00"
encoding = "utf-8"

[[episode]]
# The beginning.
id = "e1"
title = { en = "First", ar = "أول" } # or: Opening
from = { quote = "When", at = 0 } # sure

[[episode]]
id = "e2"
event = "siffin"
from = { quote = "Then", at = 40 }

[[correction]]
at = { quote = "true", at = 60 } # see the Arabic
corr = "truce"

[retired]
e0 = "e1"  # joined
# The end.
"""


def test_a_description_loads(tmp_path):
    found = load(tmp_path, GOOD)
    assert found.info.id == "some-text"
    assert dict(found.info.title) == {"en": "A text"}
    assert [(cut.id, cut.anchor.quote, cut.event) for cut in found.cuts] == [
        ("e1", "When", ""),
        ("e2", "Then", "siffin"),
    ]
    assert dict(found.cuts[0].title) == {"ar": "أول", "en": "First"}
    assert found.remarks == (Remark(Anchor("true", at=60), "truce"),)
    assert dict(found.retired) == {"e0": "e1"}
    assert found.info.public is False


def test_a_rewritten_description_keeps_everything_that_did_not_change(tmp_path):
    found = load(tmp_path, GOOD)
    same = description.rewrite(GOOD, found)
    assert tomllib.loads(same) == tomllib.loads(GOOD)
    comments = [line.partition("#")[2] for line in GOOD.split("\n") if "#" in line]
    assert len(comments) == 10
    for comment in comments:
        assert f"#{comment}" in same, comment


def test_a_rewritten_description_keeps_comments_when_all_anchors_move(tmp_path):
    found = description.with_source(load(tmp_path, GOOD), sha256="ff", encoding="utf-16-le")
    moved = replace(
        found,
        cuts=(
            *(replace(cut, anchor=Anchor("Now", "a", "b", 7)) for cut in found.cuts),
            Cut("e3", Anchor("After")),
        ),
        remarks=(replace(found.remarks[0], anchor=Anchor("True", at=61)),),
    )
    content = description.rewrite(GOOD, moved)
    again = load(tmp_path, content)
    assert (again.info.sha256, again.info.encoding) == ("ff", "utf-16-le")
    assert again.cuts == moved.cuts
    assert again.remarks == moved.remarks
    for comment in ("# Who found", "# as in the book", "# provisional", "# The file.",
                    "# The beginning.", "# or: Opening", "# sure", "# see the Arabic",
                    "# joined", "# The end."):  # fmt: skip
        assert comment in content, comment


def test_an_uncut_description_gets_its_first_episodes(tmp_path):
    content = GOOD.partition("[[episode]]")[0]
    cut = Cut("e1", Anchor("When"), {"en": "First"})
    found = replace(load(tmp_path, content), cuts=(cut,))
    assert load(tmp_path, description.rewrite(content, found)).cuts == (cut,)


@pytest.mark.parametrize("path", sorted(make.SEEDS.glob("*.toml")), ids=lambda p: p.stem)
def test_the_descriptions_of_the_corpus_load_and_survive_a_rewrite(path):
    found = description.load(path)
    content = path.read_text("utf-8")
    assert description.rewrite(content, found) == content


# --- What is wrong -------------------------------------------------------------------------------


def refused(tmp_path, content):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, content)
    error = caught.value
    assert "\n" not in str(error)
    assert error.hint
    assert error.where.startswith(str(tmp_path / "some-text.toml:"))
    return error, error.where.removeprefix(str(tmp_path / "some-text.toml:"))


def line_of(content, words):
    return content[: content.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("version = 1", "version = 2", "version", "'version' must be 1"),
        ("version = 1\n", "", "# Who", "'version' must be 1"),
        ('id = "some-text"', 'id = "Some Text"', 'id = "Some', "egypt-en"),
        ('id = "some-text"', "id = 5", "id = 5", "egypt-en"),
        ('id = "some-text"', "", "# Who", "'id'"),
        ('lang = "en"', 'lang = "xx"', "lang", "Use a tag such as ar,"),
        ('lang = "en"', 'lang = "en_GB"', "lang", "Use a tag such as ar,"),
        ('lang = "en"', "lang = 1", "lang", "Use a tag such as ar,"),
        ('lang = "en"', "", "# Who", "Use a tag such as ar,"),
        ('rights = "none"', "rights = 5", "rights", "'rights' must be of type str"),
        ('rights = "none"', "public = 'no'", "public", "'public' must be of type bool"),
        (
            'rights = "none"',
            "publik = true",
            "publik",
            "public, publisher, quotation, retired, rights",
        ),
        ('rights = "none"', 'translation_of = "a b"', "translation_of", "must be a text id"),
        ('rights = "none"', "derived_from = '\"'", "derived_from", "must be a text id"),
        *(
            ('rights = "none"', f'author_died = "{said}"', "author_died", 'or "456 AH"')
            for said in ("456AH", "AH 456", "c. 456 AH", "456 H", "0", "456-460 AH", "٤٥٦ AH", " ")
        ),
        ('rights = "none"', "author_died = 456", "author_died", "must be of type str"),
        ('rights = "none"', 'rights = "\\u0001"', "rights", "U+0001"),
        ('rights = "none"', 'rights = "\\uFFFE"', "rights", "U+FFFE"),
        ('en = "A text"', "en = 5", "[title]", "'title' must be a table of strings"),
        ('en = "A text"', "'e\"n' = 'A'", "'e\"n'", "is no language tag"),
        ("[title]\nen", "title", "title", "'title' must be a table of strings"),
        ('file = "some-text.txt"', 'file = "../x.txt"', "file =", "bare file name"),
        ('file = "some-text.txt"', "file = 'a\\b.txt'", "file =", "bare file name"),
        ('file = "some-text.txt"', "", "[source]", "needs 'file'"),
        ('sha256 = "00"', "", "[source]", "needs 'sha256'"),
        ('sha256 = "00"', 'sha256 = ""', "[source]", "needs 'sha256'"),
        ('encoding = "utf-8"', "", "[source]", "needs 'encoding'"),
        ('encoding = "utf-8"', "encoding = 8", "encoding", "must be a string"),
        ('encoding = "utf-8"', 'encodign = "utf-8"', "encodign", "file, sha256, encoding"),
        ("[source]", "[sauce]", "[sauce]", "'sauce' is no key"),
        ("[[correction]]", "[correction]", "[correction]", "Write: [[correction]]"),
        ('id = "e2"', 'id = "E2"', 'id = "E2"', "such as e7"),
        ('id = "e2"', 'id = "head"', 'id = "head"', "such as e7"),
        ('id = "e2"', "", "[[episode]]\n\nevent", "such as e7"),
        ('id = "e2"', 'id = "e1"', 'id = "e1"\nevent', "stands twice"),
        ('event = "siffin"', "event = 5", "event = 5", "must be a string"),
        ('event = "siffin"', 'evnt = "siffin"', "evnt", "id, from, title, event"),
        ('event = "siffin"', "title = 'T'", "title = 'T'", "must be a table of strings"),
        ('event = "siffin"', "title = { en = 5 }", "title = { en = 5", "table of strings"),
        ('event = "siffin"', "title = { '<' = 'T' }", "title = { '<'", "no language tag"),
        ('quote = "Then", ', "", "from = { at = 40", "needs a quotation"),
        ('quote = "Then"', 'quote = ""', 'from = { quote = ""', "needs a quotation"),
        ('quote = "Then"', "quote = 5", "from = { quote = 5", "'quote'"),
        ("at = 40", 'at = "40"', 'from = { quote = "Then"', "'at'"),
        ("at = 40", "at = -1", 'from = { quote = "Then"', "negative"),
        ("at = 40", "on = 1", 'from = { quote = "Then"', "'on'"),
        ('from = { quote = "Then", at = 40 }', "", '[[episode]]\nid = "e2"', "needs a quotation"),
        ('from = { quote = "Then", at = 40 }', 'from = "Then"', 'from = "Then"', "quotation"),
        ('corr = "truce"', "", "[[correction]]", "'corr', 'reg' or 'note'"),
        ('corr = "truce"', 'corr = "truce"\nreg = "Truce"', "[[correction]]", "gives both"),
        ('corr = "truce"', "corr = 5", "[[correction]]", "'corr', 'reg' or 'note'"),
        ('event = "siffin"', 'title = { en = "\\u0001" }', 'title = { en = "\\u', "U+0001"),
        ('corr = "truce"', 'core = "truce"', "core", "at, corr, reg, note"),
        ('corr = "truce"', 'corr = "\\u0000"', "corr =", "U+0000"),
        ('at = { quote = "true", at = 60 }', "", "[[correction]]", "needs a quotation"),
        ('e0 = "e1"', "e0 = 1", "e0 = 1", "must be a string"),
        ('e0 = "e1"', 'e1 = "e2"', "[retired]", "which an episode bears"),
        ('[retired]\ne0 = "e1"', "[[retired]]", "[[retired]]", "must be a table"),
    ],
)
def test_every_fault_has_its_line_and_the_next_step(tmp_path, old, new, at, says):
    assert GOOD.count(old) == 1
    content = GOOD.replace(old, new)
    error, line = refused(tmp_path, content)
    assert says in str(error)
    assert error.code in ("bad-setting", "unknown-language")
    assert line == str(line_of(content, at))


@pytest.mark.parametrize("said", ["456 AH", "1063", "23 AH", ""])
def test_the_year_of_a_death_is_of_either_calendar(tmp_path, said):
    content = GOOD.replace('rights = "none"', f'author_died = "{said}"')
    assert load(tmp_path, content).info.author_died == said


@pytest.mark.parametrize("content", ["episode = 1", "episode = [1]", "episode = { id = 'e1' }"])
def test_episodes_that_are_no_tables(tmp_path, content):
    whole = content + "\n" + GOOD.replace("[[episode]]", "[[episodes]]").partition("[[")[0]
    error, line = refused(tmp_path, whole)
    assert "[[episode]]" in error.hint
    assert line == "1"


def test_broken_toml_has_line_and_column(tmp_path):
    error, place = refused(tmp_path, GOOD.replace('"siffin"', "siffin"))
    assert error.code == "broken-toml"
    assert place == f"{line_of(GOOD, 'event')}:9"


def test_a_description_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError) as caught:
        description.load(tmp_path / "nowhere.toml")
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize("lang", ["ar", "en", "ar-Latn", "ar-Latn-x-ijmes", "ota"])
def test_languages_that_are_known(lang):
    description.check_language(lang)


@pytest.mark.parametrize("lang", ["", "xx", "English", "EN", "en-", "und", None, 5, "en\n"])
def test_languages_that_are_not(lang):
    with pytest.raises(ConfigError) as caught:
        description.check_language(lang, where="--lang")
    assert caught.value.code == "unknown-language"
    assert caught.value.where == "--lang"


def test_the_version_of_both_kinds_of_file_is_one():
    assert toml_files.VERSION == 1
