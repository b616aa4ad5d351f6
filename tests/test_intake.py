"""A corpus elsewhere: made, filled with two unseen texts, built, searched, and changed."""

import json
import shutil
import subprocess
import tomllib

import pytest

import strategies as make
from conftest import generated, run
from fitnacorpus import intake
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import SourceError
from fitnacorpus.intake import adding, author
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tei import read, safe

ENGLISH = """# The Siege of Tabarka

## The fleet

In 1205 the fleet of Yusuf al-Himyari left Tunis with forty ships. The wind was against them.
They reached Tabarka on the third day. The town had closed its gates.

## The night attack

At night Yusuf sent two hundred men to the western wall. The watchmen slept. A ladder broke,
but the second one held. By morning the banner of Yusuf stood on the tower.
"""
ARABIC = """حصار طبرقة

في سنة ٦٠٢ هـ خرج أسطول يوسف الحميري من تونس في أربعين سفينة.
وكانت الريح ضدهم فوصلوا إلى طبرقة في اليوم الثالث.
ثم أرسل يوسف مئتي رجل إلى السور الغربي ليلاً وكان الحراس نياماً.
"""
PEOPLE = """
      <person xml:id="yusuf">
        <persName xml:lang="en" type="preferred">Yusuf al-Himyari</persName>
        <persName xml:lang="en" type="variant">Yusuf</persName>
        <persName xml:lang="ar" type="preferred">يوسف الحميري</persName>
        <persName xml:lang="ar" type="variant">يوسف</persName>
      </person>
    </listPerson>
    <listPlace>
      <place xml:id="tabarka">
        <placeName xml:lang="en" type="preferred">Tabarka</placeName>
        <placeName xml:lang="ar" type="preferred">طبرقة</placeName>
      </place>
    </listPlace>
"""


def ok(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture
def elsewhere(tmp_path):
    root = tmp_path / "tabarka"
    (tmp_path / "siege.md").write_text(ENGLISH, "utf-8")
    (tmp_path / "hisar.txt").write_bytes(ARABIC.encode("cp1256", "replace"))
    ok("init", root)
    ok("-C", root, "add", tmp_path / "siege.md", "--title", "The Siege of Tabarka")
    ok("-C", root, "add", tmp_path / "hisar.txt")
    path = root / "tei/authority.xml"
    path.write_text(path.read_text("utf-8").replace("    </listPerson>\n", PEOPLE[1:]), "utf-8")
    return root


def test_two_unseen_texts_become_an_edition(elsewhere):
    assert "texts          2" in ok("-C", elsewhere, "build")
    assert "0 errors" in ok("-C", elsewhere, "check")
    hits = json.loads(ok("-C", elsewhere, "search", "Yūsuf al-Ḥimyarī", "--json"))["hits"]
    assert {m["text"] for m in hits[0]["mentions"]} == {"siege", "hisar"}
    assert len(hits[0]["mentions"]) == 5
    for name in ("siege", "hisar"):
        path = elsewhere / f"tei/texts/{name}.xml"
        root = safe.parse(path.read_bytes(), where="")
        encoding = tomllib.loads((elsewhere / f"seeds/{name}.toml").read_text())["source"][
            "encoding"
        ]
        source = (elsewhere / f"seeds/{name}.txt").read_bytes().decode(encoding)
        assert read.source_reading(root) == source


def test_the_draft_says_what_was_found(elsewhere):
    english = tomllib.loads((elsewhere / "seeds/siege.toml").read_text("utf-8"))
    arabic = tomllib.loads((elsewhere / "seeds/hisar.toml").read_text("utf-8"))
    assert (english["lang"], english["source"]["encoding"]) == ("en", "utf-8")
    assert (arabic["lang"], arabic["source"]["encoding"]) == ("ar", "cp1256")
    assert english["title"] == {"en": "The Siege of Tabarka"}
    assert english["source"]["original"] == "siege.md"
    starts = [e["from"]["quote"] for e in english["episode"]]
    assert any(q.startswith("In 1205") for q in starts)
    assert any(q.startswith("At night Yusuf") for q in starts)


def test_a_source_that_grows_keeps_its_ids(elsewhere):
    ok("-C", elsewhere, "build")
    path = elsewhere / "seeds/siege.txt"
    source = path.read_text("utf-8")
    grown = source.replace("## The night", "A paragraph more. It is short.\n\n## The night")
    path.write_text(
        grown + "\n## Afterwards\n\nThe town was given to his son. Peace held.\n", "utf-8"
    )
    description = elsewhere / "seeds/siege.toml"
    description.write_text("# a comment\n" + description.read_text("utf-8"), "utf-8")
    before = tomllib.loads(description.read_text("utf-8"))["episode"]
    assert run("-C", elsewhere, "build").returncode == 2
    ok("-C", elsewhere, "update", "siege")
    after = tomllib.loads(description.read_text("utf-8"))["episode"]
    assert description.read_text("utf-8").startswith("# a comment\n")
    kept = {e["id"]: e["from"]["quote"] for e in after}
    assert {e["id"]: e["from"]["quote"] for e in before}.items() <= kept.items()
    assert len(after) == len(before) + 1
    ok("-C", elsewhere, "build")
    assert "0 errors" in ok("-C", elsewhere, "check")


def test_a_translation_is_aligned_as_one(elsewhere):
    path = elsewhere / "seeds/hisar.toml"
    path.write_text('translation_of = "siege"\n' + path.read_text("utf-8"), "utf-8")
    ok("-C", elsewhere, "build")
    links = json.loads(ok("-C", elsewhere, "align", "--json"))["links"]
    assert links and all("translation" in x["evidence"][0] for x in links)


def test_init_again_is_refused(elsewhere):
    before = generated(elsewhere)
    done = run("init", elsewhere)
    assert done.returncode == 2 and "already" in done.stderr
    assert generated(elsewhere) == before


def test_a_source_that_lies_in_the_corpus_already_is_not_copied(elsewhere):
    path = elsewhere / "seeds/third.txt"
    path.write_text("A third account, quite short. It ends here.", "utf-8")
    ok("-C", elsewhere, "add", path)
    assert path.read_text("utf-8").startswith("A third")
    assert run("-C", elsewhere, "add", path).returncode == 2


# --- What git is told ----------------------------------------------------------------------------


def test_init_adds_its_lines_to_what_git_is_told_already(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"*.log\n.fitnacorpus/")
    (tmp_path / ".gitattributes").write_bytes(b"*.png binary\n")
    intake.init(tmp_path)
    ignored = (tmp_path / ".gitignore").read_text().splitlines()
    assert ignored == ["*.log", ".fitnacorpus/", "*.xml.edited", ".*.part"]
    attributes = (tmp_path / ".gitattributes").read_text().splitlines()
    assert attributes[0] == "*.png binary"
    assert "*.jsonl merge=union" in attributes and "seeds/** -text" in attributes


def test_a_clone_of_git_for_windows_builds_and_checks(tiny, tmp_path):
    git = shutil.which("git")
    if not git:
        pytest.skip("git is not installed")
    shutil.rmtree(tiny / ".fitnacorpus", ignore_errors=True)
    (tiny / "corpus.toml").rename(tmp_path / "settings")
    intake.init(tiny)
    (tmp_path / "settings").replace(tiny / "corpus.toml")
    assert run("-C", tiny, "build").returncode == 0
    known = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(tiny)]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([git, *known, *words], check=True)
    clone = tmp_path / "clone"
    subprocess.run([git, "clone", "-q", "-c", "core.autocrlf=true", str(tiny), str(clone)],
                   check=True)  # fmt: skip
    assert b"\r\n" in (clone / "corpus.toml").read_bytes()  # so git did convert what it may
    built = run("-C", clone, "build")
    assert (built.returncode, run("-C", clone, "check").returncode) == (0, 0), built.stderr


@pytest.mark.parametrize(
    ("arabic", "latin", "lang"),
    [(10, 0, "ar"), (61, 39, "ar"), (55, 45, ""), (45, 55, "")],
)
def test_a_text_of_two_scripts_has_no_language_of_its_own(arabic, latin, lang):
    """Six letters in ten tell the script of a text; with fewer somebody must say it."""
    text = make.text_of("من " * (arabic // 2) + "ب" * (arabic % 2) + " " + "a" * latin)
    if lang:
        assert adding._language(text, "", "x.txt") == lang
        return
    with pytest.raises(SourceError) as caught:
        adding._language(text, "", "x.txt")
    assert caught.value.code == "unknown-language"
    assert adding._language(text, "fr", "x.txt") == "fr"


def test_a_broken_line_of_a_reviewer_stops_no_update(tiny):
    with (tiny / "alignments" / "reviewed" / "bilal.jsonl").open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    assert intake.update(CorpusFolder(tiny), "port-en").orphans == 0


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# The *Last* Winter\n\n## Two kings\n\nHe came to **Malaga**.\n", "The Last Winter"),
        (
            "The Last Winter\n===============\n\nTwo kings\n---------\n\nHe came.\n",
            "The Last Winter",
        ),
        ("# Two kings\n\nHe came.\n\n# Three\n\nHe went.\n", "tale"),
        ("# Two kings\n\nHe came to **Malaga**.\n", "tale"),
        ("He came.\n\n# Two kings\n\n## One\n\nHe went.\n", "tale"),
        ("---\ntitle: A tale\n---\n# Kings\n\n## Two\n\nHe came.\n", "A tale"),
    ],
)
def test_a_heading_above_all_others_is_the_title_of_a_text(tmp_path, source, title):
    root = tmp_path / "corpus"
    intake.init(root)
    path = tmp_path / "tale.md"
    path.write_text(source, "utf-8")
    intake.add(CorpusFolder(root), path)
    (item,) = CorpusFolder(root).descriptions()
    assert item.info.title == {"en": title}


@pytest.mark.parametrize(
    ("about", "file", "died"),
    [
        ({"died": "243"}, "book.txt", "243 AH"),
        ({"died": "9999"}, "0362IbnHani.Diwan.JK1-ara1", "362 AH"),
        ({"author": "أحمد بن سهل (المتوفى: 333هـ)"}, "book", "333 AH"),
        ({"author": "أحمد بن سهل، ت 456"}, "book", "456 AH"),
        ({"author": "Ahmad"}, "1984.txt", ""),
        ({}, "0362Notes.txt", ""),
    ],
)
def test_the_year_in_which_an_author_died(about, file, died):
    assert author.died(about, file) == died


def test_the_death_of_an_author_is_kept_in_the_description_and_the_tei(tmp_path):
    intake.init(tmp_path / "c")
    folder = CorpusFolder(tmp_path / "c")
    book = tmp_path / "0456IbnX.Tarikh.JK1-ara1"
    book.write_text("######OpenITI#\n#META#Header#End#\n# قدم القوم إلى البلد.\n", "utf-8")
    path = adding.add(folder, book, text_id="x").path
    assert tomllib.loads(path.read_text("utf-8"))["author_died"] == "456 AH"
    (document,) = Pipeline(folder).documents()
    assert document.text.info.author_died == "456 AH"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (
            "The Fall of Tunis\n\nThe fleet left in the morning. It came back.\n",
            "The Fall of Tunis",
        ),
        ("سقوط تونس\n\nخرج الأسطول في الصباح. ثم عاد إلى المرسى.\n", "سقوط تونس"),
        ("CHAPTER I.\n\nThe fleet left in the morning. It came back.\n", "tale"),
        ("The fleet left in the morning.\n\nIt came back at night.\n", "tale"),
        ("One\n\nThe fleet left.\n\n***\n\nTwo\n\nIt came back at night.\n", "One"),
    ],
)
def test_the_heading_with_which_a_plain_text_begins_is_proposed_as_title(tmp_path, source, title):
    root = tmp_path / "corpus"
    intake.init(root)
    (tmp_path / "tale.txt").write_text(source, "utf-8")
    (added,) = intake.add_all(CorpusFolder(root), tmp_path / "tale.txt")
    assert list(added.info.title.values()) == [title]
    said = "[title]  # proposed: the first line" in added.path.read_text("utf-8")
    assert said == bool(added.proposed) == (title != "tale")


def test_a_title_that_somebody_gives_is_not_proposed(tmp_path):
    intake.init(tmp_path / "c")
    (tmp_path / "tale.txt").write_text("The Fall\n\nThe fleet left. It came.\n", "utf-8")
    added = intake.add(CorpusFolder(tmp_path / "c"), tmp_path / "tale.txt", title="A Tale")
    assert (added.info.title, added.proposed) == ({"en": "A Tale"}, "")
