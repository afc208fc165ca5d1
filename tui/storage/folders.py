"""Where things are kept: a folder for what can be computed again, a folder for what is the person's own."""

from __future__ import annotations

import os
import sys


def cache(name: str) -> str:
    """A folder for what can be computed again."""
    # Loading platformdirs takes longer (26 ms) than all of a kept answer, so its rule stands here for the systems
    # where it is one line; a test holds the two together.
    if sys.platform == "win32":
        from platformdirs import user_cache_dir

        return os.path.join(user_cache_dir("termsheet"), name)
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(base, "termsheet", name)


def settings() -> str:
    """The folder of what the person set."""
    # Looked at before each screen: as in `cache`, the rule of platformdirs, which a test holds to it.
    if sys.platform == "win32":
        from platformdirs import user_config_dir

        return user_config_dir("termsheet")
    base = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/Library/Application Support" if sys.platform == "darwin" else "~/.config")
    return os.path.join(base, "termsheet")


def own() -> str:
    """The folder of what is the person's own: views, lines typed before."""
    from platformdirs import user_state_dir

    return user_state_dir("termsheet")
