"""A repository of somebody else's: green at once, and red where something breaks."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from conftest import REPOSITORY, run
from fitnacorpus.cli.ci import REPORTS
from fitnacorpus.example import PINS, ROBOTS

PAGE = (REPOSITORY / "docs/ci.md").read_text("utf-8")
WHO = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root, *words):
    done = subprocess.run(
        ["git", *WHO, *words], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(root, message):
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


def action(root, summary, **inputs):
    """The entry point of the composite Action, as the Action runs it."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI"))}
    env = {
        **plain,
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "FITNACORPUS_VENV": sys.prefix,
        **inputs,
    }
    return subprocess.run(
        ["sh", str(REPOSITORY / ".ci/action")],
        cwd=root, env=env, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def edit(path, old, new):
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    return content[: content.index(old)].count("\n") + 1


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    root = tmp_path_factory.mktemp("scratch") / "granada"
    done = run("init", root, "--with-ci")
    assert done.returncode == 0, done.stderr
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "Two texts")
    return root


def test_what_robots_need_stands_in_the_repository(scratch):
    tracked = git(scratch, "ls-files").split()
    assert {*ROBOTS, PINS, "tei/texts/granada-ar.xml"} <= {*tracked}
    assert not [name for name in tracked if name.startswith(".fitnacorpus")]
    pins = (scratch / PINS).read_text("utf-8")
    assert pins.startswith((REPOSITORY / "requirements.lock").read_text("utf-8"))
    assert re.search(r"^fitnacorpus==\d", pins, re.M)


def test_the_pins_that_ship_are_those_of_the_project():
    shipped = REPOSITORY / "src/fitnacorpus/example/ci/requirements.lock"
    assert shipped.read_bytes() == (REPOSITORY / "requirements.lock").read_bytes(), (
        f"copy requirements.lock to {shipped}"
    )


def test_green_then_a_change_is_told_then_three_faults_are_shown_at_their_lines(scratch, tmp_path):
    summary = tmp_path / "summary.md"
    first = action(scratch, summary)
    assert first.returncode == 0, first.stderr
    assert "::error" not in first.stdout
    assert "no earlier commit is here" in summary.read_text("utf-8")

    # An editor accepts one link, rejects another, and commits what the build writes.
    table = tmp_path / "links.tsv"
    assert run("-C", scratch, "export", "links", "-o", table).returncode == 0
    heading, *rows = table.read_text("utf-8").splitlines()
    assert len(rows) > 2
    rows[0] = rows[0].replace("proposed", "accepted", 1)
    rows[-1] = rows[-1].replace("proposed", "rejected", 1)
    table.write_text("\n".join([heading, *rows]), "utf-8")
    assert run("-C", scratch, "import", "links", table, "--by", "Anna").returncode == 0
    assert run("-C", scratch, "build").returncode == 0
    commit(scratch, "Two links judged")
    summary.unlink()
    second = action(scratch, summary)
    assert second.returncode == 0, second.stdout
    told = summary.read_text("utf-8")
    assert f"links {len(rows)} → {len(rows) - 1}; verdicts 0 → 2" in told
    assert "accepted by Anna" in told
    assert "now rejected by Anna" in told

    (excerpt,) = re.findall(r"^```text\n(.*?)```$", PAGE, re.M | re.S)
    said = run("-C", scratch, "diff", "HEAD^").stdout.splitlines()
    assert [line for line in excerpt.splitlines() if line not in said] == []

    # Then a link, a name and a text break.
    link = edit(
        scratch / "alignments/unassigned.xml", "granada-en.xml#granada-en.e5", "granada-en.xml#e99"
    )
    name = edit(scratch / "tei/authority.xml", 'xml:id="alhambra"', 'xml:id="al hambra"')
    text = edit(scratch / "seeds/granada-en.txt", "the vizier", "the wazir")
    commit(scratch, "Three faults")
    summary.unlink()
    third = action(scratch, summary, REPORTS=str(tmp_path / "reports"))
    assert third.returncode == 1
    shown = set(re.findall(r"^::error file=([^,]+),line=(\d+)", third.stdout, re.M))
    assert {
        ("alignments/unassigned.xml", str(link)),
        ("tei/authority.xml", str(name)),
        ("seeds/granada-en.txt", str(text)),
    } <= shown
    page = summary.read_text("utf-8")
    for file in ("alignments/unassigned.xml", "tei/authority.xml", "seeds/granada-en.txt"):
        assert f"| error | {file}:" in page
    (since,) = re.findall(r"^\*\*Since .*$", page, re.M)
    assert since.endswith("not compared, as broken: alignments/unassigned.xml, tei/authority.xml")
    assert "links" not in since and "names" not in since
    written = {path.name for path in (tmp_path / "reports").iterdir()}
    assert written == set(REPORTS.values())
    cases = etree.parse(tmp_path / "reports/junit.xml").getroot()
    failures = int(cases.get("failures"))
    sarif = json.loads((tmp_path / "reports/check.sarif").read_text("utf-8"))
    grades = json.loads((tmp_path / "reports/gitlab.json").read_text("utf-8"))
    assert failures == sum(r["level"] == "error" for r in sarif["runs"][0]["results"])
    assert failures == sum(row["severity"] == "major" for row in grades) >= 3


def test_the_action_passes_its_inputs_on(scratch, tmp_path):
    done = action(scratch.parent, tmp_path / "s.md", CORPUS="granada", BASE="nowhere; exit 0")
    assert done.returncode == 2
    assert "git knows no revision 'nowhere; exit 0'" in done.stderr


def test_what_the_action_declares_its_entry_point_reads():
    declared = (REPOSITORY / "action.yml").read_text("utf-8")
    given = set(re.findall(r"^        ([A-Z]+): \$\{\{ inputs", declared, re.M))
    script = (REPOSITORY / ".ci/action").read_text("utf-8")
    assert given == set(re.findall(r"\$\{([A-Z]+):-", script))


def test_a_corpus_that_robots_keep_already_is_left_alone(tmp_path):
    (tmp_path / ".gitlab-ci.yml").write_text("mine\n")
    done = run("init", tmp_path, "--with-ci")
    assert done.returncode == 2
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "mine\n"
    assert {p.name for p in Path(tmp_path).iterdir()} == {".gitlab-ci.yml"}
