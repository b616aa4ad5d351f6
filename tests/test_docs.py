"""What is not documented is a fault; what is documented must be true."""

import ast
import re
import shlex
import tomllib
from dataclasses import fields

import click
import pytest

from conftest import REPOSITORY, run, syntax
from fitnacorpus import config, description, judgements
from fitnacorpus.cli.main import cli
from fitnacorpus.orthography import PROFILES, STEP_NAMES
from fitnacorpus.tei import authority

REFERENCE = (REPOSITORY / "docs/reference.md").read_text("utf-8")
DESIGN = (REPOSITORY / "docs/design.md").read_text("utf-8")
README = (REPOSITORY / "README.md").read_text("utf-8")


def section(name):
    return REFERENCE.split(f"\n## {name}")[1].split("\n## ")[0]


def codes_in_source():
    """First arguments of everything that raises an error of ours or makes a problem."""
    found = set()
    for path in (REPOSITORY / "src").rglob("*.py"):
        for node in syntax(path):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                makes = name in ("Problem", "error", "report", "_report")
                if makes or (name.endswith("Error") and node.keywords):
                    first = ast.unparse(node.args[0])
                    found |= set(re.findall(r"'([a-z]+(?:-[a-z]+)*)'", first))
                elif name == "_found":
                    found |= set(re.findall(r"'(lost-[a-z]+)'", ast.unparse(node)))
    return found


def test_every_code_is_documented_and_every_documented_code_exists():
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", section("Codes"), re.M))
    made_of_parts = {"fault", "mention-ambiguous", "mention-unresolved"}
    assert documented == codes_in_source() | made_of_parts


def test_every_verb_and_option_is_documented():
    table = section("Commands")
    verbs = dict(cli.commands)
    for name, group in cli.commands.items():
        if isinstance(group, click.Group):
            verbs |= {f"{name} {inner}": command for inner, command in group.commands.items()}
    for name, command in verbs.items():
        assert f"`{name}" in table, name
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or f"`{option}" in table, (name, option)


def test_every_setting_is_documented():
    table = section("Settings")
    parts = {
        "align": config.AlignSettings,
        "floors": config.FloorSettings,
        "limits": config.LimitSettings,
    }
    names = [f.name for f in fields(config.Settings) if f.name not in (*parts, "path", "profiles")]
    names += [f"{part}.{f.name}" for part, kind in parts.items() for f in fields(kind)]
    for name in [*names, "profiles.NAME", "version"]:
        assert f"| `{name}` |" in table, name
    for name, kind in parts.items():
        for f in fields(kind):
            row = next(line for line in table.split("\n") if f"`{name}.{f.name}`" in line)
            assert str(f.default) in row.replace('"', ""), row


def test_every_folding_step_is_documented_with_its_profiles():
    rows = dict(re.findall(r"^\| `([a-z-]+)` \|.*\| ([a-z, ]*) \|$", section("Folding"), re.M))
    assert list(rows) == list(STEP_NAMES)
    for name, profile in PROFILES.items():
        assert {step for step, names in rows.items() if name in names.split(", ")} == set(
            profile.steps
        )


def test_closed_lists_are_documented():
    for value in (*judgements.RELATIONS, *judgements.FACETS, *judgements.KINDS):
        assert f"`{value}`" in section("Verdicts"), value
    for value in authority.FORM_TYPES:
        assert f"`{value}`" in section("Authority"), value
    for value in description.TEXT_KEYS:
        assert f"`{value}`" in section("Descriptions"), value


def test_the_house_is_drawn_as_it_stands():
    """Every package and module with its neighbours, from the top down, as imports may run."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    height = {
        name: at
        for at, layer in enumerate(contract["layers"])
        for name in layer.replace("|", " ").split()
    }
    drawing = DESIGN.split("\n## The house")[1].split("```")[1]
    rows = [re.split("  +", line)[0].replace("|", " ").split() for line in drawing.splitlines()]
    drawn = [name for row in rows for name in row]
    assert sorted(drawn) == sorted(height)
    assert [height[name] for name in drawn] == sorted(height.values())


def blocks():
    """Commands of the README with the output printed below them, where it is about this corpus."""
    out = []
    for block in re.findall(r"```console\n(.*?)```", README, re.S):
        first, _, rest = block.partition("\n")
        if "fitnacorpus search" in first or "fitnacorpus names" in first:
            out.append((first.removeprefix("$ .venv/bin/fitnacorpus "), rest))
    return out


@pytest.mark.parametrize(("command", "expected"), blocks())
def test_the_readme_shows_real_output(command, expected):
    if not (REPOSITORY / ".fitnacorpus/index.sqlite").exists():
        assert run("-C", REPOSITORY, "build").returncode == 0
    done = run("-C", REPOSITORY, *shlex.split(command))
    assert done.stdout == expected


def test_the_readme_counts_are_those_of_the_build():
    done = run("-C", REPOSITORY, "build")
    shown = re.search(r"\$ make build\n(.*?)```", README, re.S)[1]
    assert done.stdout.startswith(shown)


def test_the_readme_tells_what_the_edition_holds():
    done = run("-C", REPOSITORY, "export", "counts")
    shown = README.partition("<!-- export counts -->\n")[2].partition("<!-- /export counts -->")[0]
    assert done.stdout == shown


def test_the_python_of_the_readme_runs(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    names = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["corpus"].search("Busr")[0].mentions
    assert names["fc"].fold("عَلِيّ بن أبي طالب", "ar").text == "علي بن ابي طالب"
