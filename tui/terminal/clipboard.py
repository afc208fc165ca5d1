"""Text to the clipboard of the terminal a person sits at, through SSH, tmux and screen (OSC 52)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

MOST_COPIED = 74_000
"""Bytes that terminals are known to take in one sequence; more is written to a file."""
_PIECE = 250
"""Bytes that screen passes through in one piece."""
_PATIENCE = 2.0
"""Seconds that tmux is waited for."""


def sequence(text: str, environment: Mapping[str, str]) -> str | None:
    """What to write to the terminal so that a text is on its clipboard; None where the text is too long."""
    raw = text.encode("utf-8", "replace")
    if len(raw) > MOST_COPIED:
        return None
    plain = f"\x1b]52;c;{b64encode(raw).decode()}\x07"
    if environment.get("TMUX"):
        # Which of the two arrives is a matter of its settings: `set-clipboard on`, `allow-passthrough on`.
        doubled = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{doubled}\x1b\\"
    if environment.get("STY") or environment.get("TERM", "").startswith("screen"):
        pieces = (plain[start : start + _PIECE] for start in range(0, len(plain), _PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def taken_by_tmux(text: str) -> bool:
    """Whether tmux took a text as its newest buffer, to hand it on to the terminal outside: it does so by default."""
    import subprocess

    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
