"""Reports of a check: each format as its readers want it."""

import json
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from conftest import run
from fitnacorpus.cli import report
from fitnacorpus.cli.main import cli
from fitnacorpus.cli.report import Report
from fitnacorpus.model import Problem

ERROR = Problem(
    "self-link", "error", "50% of <a>, “b”: c\nd", "Mend it", "alignments/a,b.xml", 3, 7
)
WARNING = Problem("mention-ambiguous", "warning", "who?", "", "seeds/a.txt", 9)
NOTE = Problem("absence-stale", "note", "later", "", "")
FILES = ["alignments/a,b.xml", "seeds/a.txt", "tei/authority.xml"]


def made(*problems, root="corpus", strict=False):
    return Report(problems, FILES, PurePosixPath(root), strict)


def test_text_has_a_line_for_each_and_the_count():
    lines = report.text(made(WARNING)).split("\n")
    assert lines == [
        "seeds/a.txt:9: \x1b[33mwarning\x1b[0m: who? [mention-ambiguous]",
        "0 errors, 1 warning, 0 notes",
    ]


def test_github_escapes_as_its_toolkit_does():
    first, second, third = report.github(made(ERROR, WARNING, NOTE)).split("\n")
    assert first == (
        "::error file=corpus/alignments/a%2Cb.xml,line=3,col=7,title=self-link::"
        "50%25 of <a>, “b”: c%0Ad. Mend it"
    )
    assert second == "::warning file=corpus/seeds/a.txt,line=9,title=mention-ambiguous::who?"
    assert third == "::notice title=absence-stale::later"
    assert report.github(made()) == ""


def suite(text):
    root = etree.fromstring(text.encode())
    (found,) = root
    assert (root.tag, found.tag) == ("testsuites", "testsuite")
    assert root.attrib == found.attrib
    cases = list(found)
    assert int(found.get("tests")) == len(cases)
    for kind in ("failure", "skipped"):
        counted = int(found.get({"failure": "failures"}.get(kind, kind)))
        assert counted == len(found.findall(f"testcase/{kind}"))
    assert found.get("errors") == "0"
    return cases


def test_junit_has_a_case_for_each_problem_and_each_file_without():
    cases = suite(report.junit(made(ERROR, WARNING, NOTE)))
    assert [(c.get("classname"), c.get("name")) for c in cases] == [
        ("alignments/a,b.xml", "self-link at 3:7"),
        ("seeds/a.txt", "mention-ambiguous at 9"),
        ("corpus", "absence-stale"),
        ("tei/authority.xml", "no problems"),
    ]
    (failure,) = cases[0]
    assert failure.get("type") == "self-link" and failure.get("message") == ERROR.message
    assert failure.text.startswith("corpus/alignments/a,b.xml:3:7: error: 50% of <a>")
    assert [c.get("file") for c in cases[:2]] == ["corpus/alignments/a,b.xml", "corpus/seeds/a.txt"]


def test_junit_fails_on_what_the_check_fails_on():
    assert [c[0].tag for c in suite(report.junit(made(ERROR, WARNING)))[:2]] == [
        "failure",
        "skipped",
    ]
    assert [c[0].tag for c in suite(report.junit(made(ERROR, WARNING, strict=True)))[:2]] == [
        "failure",
        "failure",
    ]


@given(st.text(), st.text())
def test_junit_is_xml_whatever_a_message_holds(message, file):
    problem = Problem("bad-verdict", "error", message, message, file, 1, 2)
    (case, *_) = suite(report.junit(made(problem)))
    assert case[0].get("message") is not None


@given(st.text(), st.text())
def test_github_has_one_line_for_each_problem_whatever_it_holds(message, file):
    problem = Problem("bad-verdict", "error", message, message, file, 1, 2)
    line = report.github(made(problem))
    assert "\n" not in line and "\r" not in line
    properties = line.removeprefix("::error ").split("::")[0]
    assert len(properties.split(",")) == (4 if file else 3)


def test_every_format_of_the_command_is_made():
    (option,) = [p for p in cli.commands["check"].params if p.name == "form"]
    assert list(option.type.choices) == list(report.FORMATS)


@pytest.mark.parametrize("form", ["text", "json", "junit", "github"])
def test_the_command_prints_them_and_its_status_does_not_depend_on_them(built_tiny, form):
    done = run("-C", built_tiny, "check", "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert "mention-ambiguous" in done.stdout
    assert run("-C", built_tiny, "check", "--strict", "--format", form).returncode == 1
    if form == "junit":
        assert len(suite(done.stdout)) > 5
    if form == "json":
        assert json.loads(done.stdout) == json.loads(
            run("-C", built_tiny, "check", "--json").stdout
        )
        assert json.loads(done.stdout)["version"] == 1


def test_json_and_another_format_are_too_much(built_tiny):
    done = run("-C", built_tiny, "check", "--json", "--format", "junit")
    assert done.returncode == 2 and "--json is --format json" in done.stderr


def test_sarif_names_rule_level_and_place():
    (ran,) = json.loads(report.sarif(made(ERROR, WARNING, NOTE)))["runs"]
    assert [rule["id"] for rule in ran["tool"]["driver"]["rules"]] == [
        "absence-stale", "mention-ambiguous", "self-link",
    ]  # fmt: skip
    first, second, third = ran["results"]
    assert [r["level"] for r in (first, second, third)] == ["error", "warning", "note"]
    assert ran["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "corpus/alignments/a%2Cb.xml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert "locations" not in third


def test_gitlab_knows_a_problem_again_that_moved_and_no_other():
    moved = replace(ERROR, line=30)
    other = replace(ERROR, message="something else")
    rows = json.loads(report.gitlab(made(ERROR, moved, other, NOTE)))
    prints = [row["fingerprint"] for row in rows]
    assert prints[0] == prints[1]
    assert len({*prints}) == 3
    assert rows[0]["location"] == {"path": "corpus/alignments/a,b.xml", "lines": {"begin": 3}}
    assert [row["severity"] for row in rows] == ["major", "major", "major", "info"]


def test_a_summary_shows_signs_as_they_are():
    row = report.markdown(made(ERROR)).splitlines()[-1]
    assert row == (
        "| error | corpus/alignments/a,b.xml:3:7 | 50% of &#60;a&#62;, “b”: c d. Mend it "
        "| self-link |"
    )
    long = report.markdown(made(*[WARNING] * 300)).splitlines()
    assert long[-1] == "100 more are in the log."
