"""What verdicts taught, from the file to the links; the program by itself knows nothing of it."""

import pytest

from conftest import run
from fitnacorpus import evaluate
from fitnacorpus.align.calibration import Logistic
from fitnacorpus.align.learning import Lesson, Scores
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import ConfigError, CorpusError
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.stages import learnt

RAISED = Logistic((0.25, 0.0, -1.5, 0.0, 0.125), 2.0)
LESSON = Lesson(RAISED, 12, 30, Scores(0.2, 0.6, 0.5), Scores(0.1, 0.3, 0.7), 0.01)


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "learnt.toml"
    assert learnt.read(path) is None
    path.write_bytes(learnt.render(LESSON))
    assert learnt.read(path) == RAISED


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("odds = ", "odd = ", "weights must be odds"),
        ("bias = 2.000", "bias = nan", "number"),
        ("bias = 2.000", 'bias = "2"', "number"),
        ("version = 1", "version = 9", "version"),
        ("[weights]", "weights = 1", "weights must be"),
    ],
)
def test_a_file_that_is_not_as_written_is_refused(tmp_path, old, new, says):
    path = tmp_path / "learnt.toml"
    content = learnt.render(LESSON).decode()
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
    with pytest.raises(ConfigError, match=says):
        learnt.read(path)


def test_links_are_rescored_and_proposals_are_not(tiny):
    folder = CorpusFolder(tiny)
    pipeline = Pipeline(folder)
    before, key = pipeline.links, pipeline.alignments_key
    alone = Pipeline(folder, machine_only=True).links
    evaluate.use(folder, LESSON)
    after = Pipeline(folder)
    assert alone and Pipeline(folder, machine_only=True).links == alone
    assert all(x.score > y.score for x, y in zip(after.links, before, strict=True))
    assert after.alignments_key != key, "what was settled is settled anew"


def test_few_verdicts_teach_nothing(tiny):
    with pytest.raises(CorpusError, match="at least 10"):
        evaluate.lesson(CorpusFolder(tiny))
    done = run("-C", tiny, "align", "--learn", "--use")
    assert done.returncode == 2 and "too-few-verdicts" in done.stderr
    assert "Traceback" not in done.stderr
    assert not CorpusFolder(tiny).learnt_path.exists()
