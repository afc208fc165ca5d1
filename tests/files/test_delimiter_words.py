"""What divides the cells of a file is told in the language of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.files.open import open_file
from tui.files.source import Options
from tui.language.label import Label


@pytest.mark.parametrize(
    ("delimiter", "told"),
    [
        (";", Label("semicolon", "分号分隔")),
        ("\t", Label("tab", "制表符分隔")),
        ("|", Label("bar", "竖线分隔")),
        ("\x01", Label("control character 1", "控制字符 1 分隔")),
    ],
)
def test_a_delimiter_is_told_in_both_languages(tmp_path: Path, delimiter: str, told: Label) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"a{delimiter}b\n1{delimiter}x\n2{delimiter}y\n", encoding="utf-8")
    (source,) = open_file(str(path), Options())
    assert told in source.told
