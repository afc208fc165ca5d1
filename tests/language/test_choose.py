"""The language of the screen."""

from __future__ import annotations

import pytest

from tui.language.choose import language


@pytest.mark.parametrize(
    ("explicit", "environ", "expected"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_TW"}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN"}, "en"),
        (None, {"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        (None, {"LC_MESSAGES": "zh_HK", "LANG": "en_GB"}, "zh"),
        (None, {"TERMSHEET_LANG": "en", "LC_ALL": "zh_CN"}, "en"),
        (None, {"TERMSHEET_LANG": "zh", "LC_ALL": "en_US"}, "zh"),
        ("en", {"TERMSHEET_LANG": "zh"}, "en"),
        ("ZH-Hans", {}, "zh"),
        (None, {"LANG": "de_DE"}, "en"),
    ],
)
def test_language(explicit: str | None, environ: dict[str, str], expected: str) -> None:
    assert language(explicit, environ) == expected
