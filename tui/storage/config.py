"""What a person set in `config.toml`: in the system's folder of settings, or where TERMSHEET_CONFIG says."""

from __future__ import annotations

import os
from typing import Any

from tui.storage import folders

CONFIG = "config.toml"


def path() -> str:
    """Where the file is looked for."""
    return os.environ.get("TERMSHEET_CONFIG") or os.path.join(folders.settings(), CONFIG)


def read_config() -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the file says, and in one line, in English and in Chinese, what hinders that it is read; nothing where there
    is none."""
    try:
        with open(path(), "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return {}, [(f"cannot be read: {why}", f"无法读取：{why}")]
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8")), []
    except UnicodeDecodeError as error:
        at = error.start + 1
        return {}, [(f"is not UTF-8 from byte {at} on: nothing of it holds", f"第 {at} 字节起不是 UTF-8，全部不生效")]
    except tomllib.TOMLDecodeError as error:
        return {}, [(f"is no TOML: {error}; nothing of it holds", f"不是 TOML：{error}；全部不生效")]
