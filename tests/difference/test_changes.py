"""What changed between two states of a corpus that git keeps."""

import json
import shutil
import subprocess

import pytest

from conftest import TINY, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root, *words):
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")
    subprocess.run(["git", *who, *words], cwd=root, capture_output=True, check=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The tiny corpus in a folder of a repository, built and committed, tagged `then`."""
    root = tmp_path_factory.mktemp("repository")
    shutil.copytree(TINY, root / "port", ignore=shutil.ignore_patterns(".fitnacorpus"))
    assert run("-C", root / "port", "build", "--overwrite").returncode == 0
    git(root, "init", "--quiet")
    git(root, "add", "--all", "-f", "port/corpus.toml", "port/seeds", "port/tei", "port/alignments")
    git(root, "commit", "--quiet", "-m", "then")
    git(root, "tag", "then")
    return root


@pytest.fixture
def corpus(repository, tmp_path):
    shutil.copytree(repository, tmp_path / "copy")
    return tmp_path / "copy/port"


def diff(corpus, *options):
    done = run("-C", corpus, "diff", "then", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def edit(path, old, new):
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def rebuilt(corpus):
    done = run("-C", corpus, "build")
    assert done.returncode == 0, done.stderr


def test_nothing_changed(corpus):
    assert diff(corpus) == "nothing changed\n"


def test_an_edit_of_words_moves_names_and_links_and_changes_neither(corpus):
    edit(corpus / "seeds/port-en.txt", "came to Marsa", "sailed down to Marsa")
    assert run("-C", corpus, "update", "port-en").returncode == 0
    rebuilt(corpus)
    found = json.loads(diff(corpus, "--json"))
    sections = {s["name"]: s for s in found["sections"]}
    assert "2 words new, 1 gone" in sections["texts"]["changes"][0]["what"]
    assert sections["mentions"]["changes"] == []
    # A proposal that nobody judged may cross the floor with the words.
    judged = [c for c in sections["links"]["changes"] if "proposed" not in c["what"]]
    assert [c for c in judged if c["how"] != "changed"] == []


def test_a_spelling_and_a_new_bearer_are_told(corpus):
    edit(corpus / "tei/authority.xml", ">The old well<", ">The ancient well<")
    rebuilt(corpus)
    told = diff(corpus)
    assert "  ~ old-well: new form The ancient well (en)" in told
    assert "  ~ old-well: form gone: The old well (en)" in told


def test_a_verdict_that_lost_its_place_is_told_with_the_name_it_judged(corpus):
    edit(corpus / "seeds/port-en.txt", "Salim buried him at Marsa.", "They laid him to rest there.")
    assert run("-C", corpus, "update", "port-en").returncode == 0
    rebuilt(corpus)
    found = json.loads(diff(corpus, "--json"))
    assert len(found["lost"]) == 1
    assert "; 1 verdict lost its place" in found["headline"]
    sections = {s["name"]: s["changes"] for s in found["sections"]}
    assert sections["verdicts"] == [
        {
            "how": "changed",
            "where": "anna",
            "what": "lost its place: mention port-en “Salim”: accept salim-b-hamza",
        }
    ]
    gone = [c["what"] for c in sections["mentions"] if c["how"] == "gone"]
    assert gone == ["“Salim” (salim-b-hamza)", "“Marsa” (marsa)"]


def test_markdown_holds_what_stood_in_a_text_as_words_alone(corpus):
    edit(corpus / "tei/authority.xml", ">The old well<", ">The *old* | &lt;b&gt; well<")
    rebuilt(corpus)
    page = diff(corpus, "--format", "markdown")
    assert page.startswith("**Since then:** ")
    row = next(line for line in page.splitlines() if line.startswith("- changed: old-well: new"))
    assert not {"*", "|", "<"} & {*row}
    assert "&#42;old&#42;" in row


def test_scores_are_told_where_they_are_asked_for(corpus):
    assert json.loads(diff(corpus, "--json"))["f1"] is None
    before, after = json.loads(diff(corpus, "--json", "--scores"))["f1"]
    assert 0 <= before == after <= 1


@pytest.mark.parametrize(
    ("revision", "words"),
    [("nowhere", "git knows no revision 'nowhere'"), ("--all", "git knows no revision '--all'")],
)
def test_a_revision_that_is_not_there(corpus, revision, words):
    done = run("-C", corpus, "diff", "--", revision)
    assert done.returncode == 2
    assert words in done.stderr


def test_outside_of_git(tmp_path):
    assert run("init", tmp_path / "new").returncode == 0
    done = run("-C", tmp_path / "new", "diff", "HEAD")
    assert done.returncode == 2
    assert "[no-git]" in done.stderr
