"""What a person set in `config.toml`: in the system's folder of settings, or where TERMSHEET_CONFIG says."""

from __future__ import annotations

import os

from tui.storage import folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Loading it takes half as long as Python itself, and where the file lies is asked before the program is loaded.
    from typing import Any

CONFIG = "config.toml"
KEEP_FRAMES = "keep_frames"


def path() -> str:
    """Where the file is looked for."""
    return os.environ.get("TERMSHEET_CONFIG") or os.path.join(folders.settings(), CONFIG)


def read_config() -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the file says, and what hinders that it is read: the key of its words and what stands in them."""
    try:
        with open(path(), "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [("config.unread", str(getattr(error, "strerror", None) or error))]
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8")), []
    except UnicodeDecodeError as error:
        return {}, [("config.no_utf8", str(error.start + 1))]
    except tomllib.TOMLDecodeError as error:
        return {}, [("config.no_toml", str(error))]


def keeps_frames() -> bool:
    """Whether what a first screen showed may be kept, to be painted again at the next start; so unless it says no."""
    return read_config()[0].get(KEEP_FRAMES) is not False
