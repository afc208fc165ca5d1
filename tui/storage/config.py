"""What a person set in `config.toml`: in the system's folder of settings, or where TERMSHEET_CONFIG says."""

from __future__ import annotations

import os
from typing import Any

from tui.storage import folders

CONFIG = "config.toml"
KEEP_FRAMES = "keep_frames"


def path() -> str:
    """Where the file is looked for."""
    return os.environ.get("TERMSHEET_CONFIG") or os.path.join(folders.settings(), CONFIG)


def read_config() -> tuple[dict[str, Any], list[str]]:
    """What the file says, and in one line what hinders that it is read; nothing where there is none."""
    try:
        with open(path(), "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [f"cannot be read: {getattr(error, 'strerror', None) or error}"]
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8")), []
    except UnicodeDecodeError as error:
        return {}, [f"is not UTF-8 from byte {error.start + 1} on: nothing of it holds"]
    except tomllib.TOMLDecodeError as error:
        return {}, [f"is no TOML: {error}; nothing of it holds"]


def keeps_frames() -> bool:
    """Whether what a first screen showed may be kept, to be painted again at the next start; so unless it says no."""
    return read_config()[0].get(KEEP_FRAMES) is not False
