"""The digest of the program: what lies above the stages is left out, all else is counted."""

import tomllib

from conftest import REPOSITORY
from fitnacorpus.stages import program


def layers():
    content = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    found = content["tool"]["importlinter"]["contracts"][0]["layers"]
    return [set(layer.replace(" ", "").split("|")) for layer in found]


def test_above_is_what_the_layers_say():
    order = layers()
    stages = next(k for k, layer in enumerate(order) if "stages" in layer)
    above = set().union(*order[:stages]) | (order[stages] - {"stages"})
    assert above == program.ABOVE
    below = set().union(*order[stages + 1 :])
    assert below >= program.SIBLINGS
    present = {p.name.removesuffix(".py") for p in program.PACKAGE.iterdir()}
    assert present >= program.ABOVE | program.SIBLINGS


def test_a_stage_is_counted_with_what_it_uses_and_nothing_above(tmp_path, monkeypatch):
    files = {
        "model.py": "1", "align/score.py": "1", "align/data/x.npz": "1", "index/build.py": "1",
        "cli/main.py": "1", "stages/links.py": "1",
    }  # fmt: skip
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    monkeypatch.setattr(program, "PACKAGE", tmp_path)

    def digests():
        program.code.cache_clear()
        return program.code("align"), program.code("index")

    try:
        before = digests()
        for name, changed in {
            "model.py": (True, True), "align/score.py": (True, False),
            "align/data/x.npz": (True, False), "index/build.py": (False, True),
            "cli/main.py": (False, False), "stages/links.py": (True, True),
        }.items():  # fmt: skip
            (tmp_path / name).write_text("2")
            assert tuple(a != b for a, b in zip(before, digests(), strict=True)) == changed, name
            (tmp_path / name).write_text("1")
        assert digests() == before
    finally:
        program.code.cache_clear()
