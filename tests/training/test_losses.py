"""Losses of heads over words."""

from __future__ import annotations

import torch

from training.heads.base import mean_loss


def test_smoothing_leaves_nothing_alone() -> None:
    """The first label stands for "nothing", and is learned as it is; unlabelled words count for nothing."""
    sure = torch.tensor([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 9.0]])
    nothing, something = torch.tensor([0, -100, -100]), torch.tensor([-100, 1, -100])
    assert torch.isclose(mean_loss(sure, nothing, smoothing=0.1), mean_loss(sure, nothing))
    assert mean_loss(sure, something, smoothing=0.1) > mean_loss(sure, something) + 0.3
    assert float(mean_loss(sure, torch.tensor([-100, -100, -100]))) == 0.0
