"""What all screens under test share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a screen remembers is of one test, and never the person's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
