"""From evidence to probability: four logistic models.

One is for pairs in a run of passages told in the same order; two for the pairs of short accounts,
each by itself and then in the company of the others; one for places of long texts.
``align/data/calibration.json`` holds their weights and the figures they were fitted on;
`benchmarks/align.py` prints how well they hold on pairs of accounts that were left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model.

    Attributes:
        weights: One a feature.
        bias: Log-odds where every feature is 0.
    """

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Floats) -> Floats:
        """Probabilities for rows of features, of any shape (…, features)."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.log_odds(features), -50, 50))))

    def log_odds(self, features: Floats) -> Floats:
        """Log-odds for rows of features, of any shape (…, features)."""
        return np.asarray(features @ np.array(self.weights) + self.bias)


@cache
def shipped(name: str) -> Logistic:
    """A model of the package: "runs", "pairs", "concord" or "places"."""
    path = resources.files("fitnacorpus.align").joinpath("data/calibration.json")
    return read(json.loads(path.read_text("utf-8"))[name])


def read(content: Mapping[str, float]) -> Logistic:
    """A model from its weights by name; the bias is called "bias"."""
    return Logistic(tuple(v for k, v in content.items() if k != "bias"), content["bias"])


def fit(
    features: Floats, right: Floats, *, ridge: float = 1.0, offset: Floats | float = 0.0
) -> Logistic:
    """Fit a model by Newton's method, with a ridge on standardised weights.

    Args:
        features: One row an example.
        right: For each example 1, 0, or what share of it is right.
        ridge: Strength of the ridge.
        offset: Log-odds that each example has anyway, to which the model adds.
    """
    middle, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, 1)
    rows = np.c_[(features - middle) / spread, np.ones(len(features))]
    hold = ridge * np.eye(rows.shape[1])
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(offset + rows @ weights, -50, 50)))
        step = np.linalg.solve(
            (rows * (p * (1 - p))[:, None]).T @ rows + hold,
            rows.T @ (right - p) - hold @ weights,
        )
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    raw = weights[:-1] / spread
    return Logistic(tuple(float(w) for w in raw), float(weights[-1] - raw @ middle))
