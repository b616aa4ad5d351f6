"""The models that turn evidence into probabilities."""

import numpy as np
import pytest

import strategies as make
from fitnacorpus import align_accounts
from fitnacorpus.align import accounts, calibration, linking, runs

ACCOUNTS = make.SHARED / "data" / "accounts"


def test_a_fitted_model_states_the_shares_it_saw():
    chance = np.random.default_rng(0)
    features = chance.normal(size=(4000, 2))
    truth = calibration.Logistic((1.5, -0.5), -1.0)
    right = (chance.random(4000) < truth.probability(features)).astype(float)
    found = calibration.fit(features, right)
    assert np.allclose(found.weights, truth.weights, atol=0.2)
    assert abs(found.probability(features).mean() - right.mean()) < 0.01


@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("runs", runs.FEATURES),
        ("pairs", accounts.PAIR_FEATURES),
        ("places", linking.FEATURES),
    ],
)
def test_the_shipped_models_weigh_every_feature(name, features):
    assert len(calibration.shipped(name).weights) == len(features)


@pytest.mark.skipif(not ACCOUNTS.is_dir(), reason="no development accounts beside the repository")
def test_what_mark_and_luke_both_tell_is_found_and_esther_tells_nothing_of_it():
    def verses(name, first, last):
        rows = [x.split("\t") for x in (ACCOUNTS / name).read_text("utf-8").splitlines()[1:]]
        chosen = [r for r in rows if first <= int(r[0]) <= last]
        return [f"{r[0]}:{r[1]}" for r in chosen], [r[2] for r in chosen]

    refs_a, a = verses("mark.ar.tsv", 1, 4)
    refs_b, b = verses("luke.en.tsv", 3, 8)
    found = {
        (refs_a[x.a.start], refs_b[x.b.start])
        for x in align_accounts(a, b, lang_a="ar", lang_b="en")
    }
    assert found & {("2:5", "5:20"), ("2:9", "5:23"), ("2:11", "5:24"), ("4:5", "8:6")}
    _, other = verses("esther.en.tsv", 1, 10)
    assert align_accounts(a, other, lang_a="ar", lang_b="en") == []
