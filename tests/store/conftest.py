from __future__ import annotations

import pytest

from store.plans import database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "so" / "dangbo.db"


@pytest.fixture
def conn(path):
    connection = database(path)
    yield connection
    connection.close()
