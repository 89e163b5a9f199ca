"""Means of checkpoints."""

from __future__ import annotations

import pytest
import torch

from training.mix import mixed


def test_what_both_have_is_averaged_and_what_one_has_is_kept() -> None:
    one = {"a": torch.tensor([0.0, 4.0]), "new": torch.tensor([1.0])}
    other = {"a": torch.tensor([4.0, 4.0])}
    found = mixed([(one, 0.75), (other, 0.25)])
    assert found["a"].tolist() == [1.0, 4.0]
    assert found["new"].tolist() == [1.0]


def test_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be mixed"):
        mixed([({"a": torch.zeros(2)}, 1.0), ({"a": torch.zeros(3)}, 1.0)])
