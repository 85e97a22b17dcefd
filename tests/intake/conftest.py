from __future__ import annotations

import pytest

from intake.desk import Desk


@pytest.fixture
def desk(tmp_path):
    """A desk that knows the invented organisations; where a test needs more, its module has a fixture of its own."""
    return Desk(tmp_path).organizations()
