"""A person's moves in order, and where the last of them that happened leaves the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tui.corpus.policy import Policy

Move = dict[str, Any]
"""A fact of the table of people: who, what kind of move, from where, where to, when."""
NO_MOVE = ("approach", "count")
"""Kinds that move nobody: somebody was courted, people were counted."""
_INSIDE = ("promotion", "role_change", "returned", "leave")
"""Kinds that leave a person where they tell of, if they name no other place."""
_ARRIVING = ("hired", "founded")
"""Kinds that lead somewhere else, even where nobody names it."""


UNNAMED_PLACE = ""
"""Where somebody went whose new place nobody names."""


class Stay(NamedTuple):
    """Where somebody is: the place, the move that led there, and later moves inside it, the newest last."""

    org: str
    arrival: Move
    inside: tuple[Move, ...] = ()


class Career(NamedTuple):
    """What is told of a person.

    Attributes:
        now: where the last move leaves them; none where it is only told what they left, or nothing.
        left: the exit behind which nobody says where to.
        open: approaches, and what is rumoured, planned, denied or flagged, the newest first.
        path: the moves that happened, the newest first.
    """

    now: Stay | None
    left: Move | None
    open: tuple[Move, ...]
    path: tuple[Move, ...]


def happened(move: Move, policy: Policy) -> bool:
    """Whether a move has happened, as far as is told."""
    held = move["status"] in policy.happening and move["nature"] not in policy.ahead
    return held and move["kind"] not in NO_MOVE


def destination(move: Move, policy: Policy) -> str | None:
    """Where a move led, if that is told as having happened and no flag speaks against it."""
    to = move["to_org"]
    sure = move["to_org_status"] in policy.happening and move["to_org_nature"] not in policy.ahead
    return to if to and sure and not move["to_org_flag"] and happened(move, policy) else None


def _when(move: Move) -> tuple[date, bool]:
    """The order of moves in time; of one day an exit stands before what follows it."""
    return move["end"] or move["start"] or date.min, move["to_org"] is not None or move["kind"] in (
        *_INSIDE,
        *_ARRIVING,
    )


def _days(earlier: Move, later: Move) -> int:
    return (_when(later)[0] - (earlier["start"] or _when(earlier)[0])).days


def career(moves: Sequence[Move], root: Callable[[str], str], policy: Policy) -> Career:
    """What the moves of one person come to.

    An exit ends a stay at what it names, and any stay but one that began in the weeks before: then the exit is from
    the place before it, told late.
    """
    ordered = sorted((move for move in moves if happened(move, policy)), key=_when)
    now: Stay | None = None
    left: Move | None = None
    for move in ordered:
        to, org = destination(move, policy), move["org"]
        if to is None and move["kind"] in _INSIDE and not move["to_org"]:
            to = org
        if not move["to_org"] and move["kind"] in _ARRIVING:
            to = UNNAMED_PLACE
        if to is not None:
            stays = now is not None and now.org == to != UNNAMED_PLACE
            now = now._replace(inside=(*now.inside, move)) if now is not None and stays else Stay(to, move)
            left = None
        elif now is None:
            left = move
        elif (org and root(org) == root(now.org)) or _days(now.arrival, move) > 2 * policy.days_near:
            now, left = None, move
    sure = {move["key"] for move in ordered}
    unsure = [move for move in moves if move["key"] not in sure and move["kind"] != "count"]
    doubted = [move for move in ordered if move["to_org"] and destination(move, policy) is None]
    return Career(
        now,
        left,
        tuple(sorted([*unsure, *doubted], key=_when, reverse=True)),
        tuple(reversed(ordered)),
    )
