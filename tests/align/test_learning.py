"""What verdicts teach: nothing from noise, the right thing from a bias, and never from itself."""

from dataclasses import replace

import numpy as np
import pytest

from fitnacorpus.align import learning
from fitnacorpus.align.agreement import NONE, Judged
from fitnacorpus.align.calibration import Logistic
from fitnacorpus.model import Passage, PassageLink


def link(k, score, *, differs=(), relation="sameEvent", episode=None):
    here = f"e{k if episode is None else episode}"
    a, b = Passage("a", here, 100 * k, 100 * k + 50), Passage("b", here, 100 * k, 100 * k + 50)
    return PassageLink(a, b, score=score, differs=differs, relation=relation)


def drawn(count, truth, *, seed=0):
    """Links whose stated score is one thing and whose truth another."""
    chance = np.random.default_rng(seed)
    out = []
    for k in range(count):
        x = link(k, round(float(chance.uniform(0.05, 0.95)), 2), differs=("order",) * (k % 2))
        out.append((x, bool(chance.random() < truth(x))))
    return out


def test_probabilities_that_are_true_are_left_about_as_they_are():
    lesson = learning.learn(drawn(600, lambda x: x.score))
    assert abs(lesson.after.surprise - lesson.before.surprise) < 0.03
    assert np.abs([*lesson.weights.weights, lesson.weights.bias]).max() < 0.7


def test_a_correction_of_nothing_changes_no_probability_however_sure():
    nothing = Logistic((0.0,) * len(learning.FEATURES), 0.0)
    sure = [link(k, score) for k, score in enumerate((0.01, 0.5, 0.99))]
    assert learning.rescored(sure, nothing, {}) == sure


def test_a_dozen_verdicts_that_all_say_the_same_move_the_log_odds_by_about_one():
    known = [(link(k, 0.5, differs=("order",) * (k % 2)), k % 2 == 0) for k in range(24)]
    (along,) = learning.rescored([link(1, 0.5)], learning.learn(known).weights, {})
    assert 0.7 < along.score < 0.85  # log-odds from 0.85 to 1.73


def test_what_is_too_timid_is_raised_and_what_misleads_is_lowered():
    known = drawn(400, lambda x: 0.05 if x.differs else 0.9)
    lesson = learning.learn(known)
    assert lesson.helps and lesson.after.brier < lesson.before.brier - 0.1
    assert lesson.after.ranking > lesson.before.ranking
    along, against = learning.rescored(
        [link(1, 0.5), link(2, 0.5, differs=("order",))], lesson.weights, {}
    )
    assert along.score > 0.75 and against.score < 0.2


def test_it_is_judged_on_what_it_was_not_fitted_to():
    """Truth by chance, forty verdicts: a correction judged on itself would seem to help."""
    worse = 0
    for seed in range(8):
        known = drawn(40, lambda x: 0.5, seed=seed)
        try:
            lesson = learning.learn([(replace(x, score=0.5), said) for x, said in known])
        except ValueError:
            continue
        worse += not lesson.helps
    assert worse >= 7


def test_links_of_the_same_episodes_are_left_out_together():
    folds = learning._folds([link(k, 0.5, episode=k // 3) for k in range(30)])
    assert all(len({*folds[k : k + 3]}) == 1 for k in range(0, 30, 3))
    assert len({*folds}) == 10


def test_few_verdicts_are_refused():
    known = drawn(200, lambda x: 1.0)
    with pytest.raises(ValueError, match="at least 10"):
        learning.learn(known)


def test_verdicts_are_found_by_where_they_stand():
    links = [link(0, 0.9), link(1, 0.8), link(2, 0.7)]
    said = [Judged(links[0].a, links[0].b, "sameEvent"), Judged(links[1].a, links[1].b, NONE)]
    assert learning.examples(links, said) == [(links[0], True), (links[1], False)]


def test_the_likeness_of_a_translation_is_no_probability():
    lowers = Logistic((0.0,) * len(learning.FEATURES), -3.0)
    (kept,) = learning.rescored([link(0, 0.8)], lowers, {"b": "a"})
    (changed,) = learning.rescored([link(0, 0.8)], lowers, {})
    assert kept.score == 0.8 and changed.score < 0.3
