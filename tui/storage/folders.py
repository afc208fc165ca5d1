"""Where things are kept: a folder for what can be computed again, a folder for what is the person's own."""

from __future__ import annotations

import os
import sys

OWN_NAME = "termsheet"
"""What each of our folders is called: what lies in one is the person's alone."""

CACHED = ("answers", "corpora", "first", "frames", "tmp")
"""The folders of what can be computed again, each by its name in the one for all of them."""

BEGUN_NOTE = "begun~"
"""Begins the names of notes in one's own folder, each of which tells what is being written wherever it may be."""


def _placed(variable: str, home: str, on_mac: str) -> str:
    """A folder of ours under the base that a variable names; one that is not absolute counts as not set."""
    # Loading platformdirs takes longer (26 ms) than all of a kept answer, so its rule stands here for the systems
    # where it is one line; a test holds the two together.
    base = os.environ.get(variable, "")
    if not os.path.isabs(base):
        base = os.path.expanduser(f"~/Library/{on_mac}" if sys.platform == "darwin" else f"~/{home}")
    return os.path.join(base, OWN_NAME)


def cache(name: str) -> str:
    """A folder for what can be computed again."""
    if sys.platform == "win32":
        from platformdirs import user_cache_dir

        return os.path.join(user_cache_dir(OWN_NAME), name)
    return os.path.join(_placed("XDG_CACHE_HOME", ".cache", "Caches"), name)


def settings() -> str:
    """The folder of what the person set."""
    if sys.platform == "win32":
        from platformdirs import user_config_dir

        return user_config_dir(OWN_NAME)
    return _placed("XDG_CONFIG_HOME", ".config", "Application Support")


def own() -> str:
    """The folder of what is the person's own: views, lines typed before."""
    if sys.platform == "win32":
        from platformdirs import user_state_dir

        return user_state_dir(OWN_NAME)
    return _placed("XDG_STATE_HOME", ".local/state", "Application Support")


def is_utf8(path: str) -> bool:
    """Whether a path is one in UTF-8: libraries take no other."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def begun() -> list[str]:
    """Whose notes tell that something is being written, or was when they were killed."""
    try:
        return [name.removeprefix(BEGUN_NOTE) for name in os.listdir(own()) if name.startswith(BEGUN_NOTE)]
    except OSError:
        return []
