"""The offices that people ask for: what each is called, and by which words a role of a claim tells it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from tui.language.label import Label


class Office(NamedTuple):
    """An office: its name, the words of questions in English and in Chinese, and a pattern over roles as printed."""

    label: Label
    en: str
    zh: str
    printed: str


OFFICES = {
    "ceo": Office(
        Label("CEO", "首席执行官"),
        "ceo|ceos|chief executive|chief executives|chief executive officer|chief executive officers",
        "首席执行官",
        r"\bco-?ceo\b|\bceo\b|chief executive",
    ),
    "cto": Office(
        Label("CTO", "首席技术官"),
        "cto|ctos|chief technology officer|chief technology officers|chief technical officer|technology chief",
        "首席技术官|技术一号位",
        r"\bcto\b|chief techn\w+ officer",
    ),
    "cfo": Office(
        Label("CFO", "首席财务官"),
        "cfo|cfos|chief financial officer|chief financial officers|finance chief",
        "首席财务官",
        r"\bcfo\b|chief financ\w+ officer",
    ),
    "coo": Office(
        Label("COO", "首席运营官"),
        "coo|coos|chief operating officer|chief operating officers",
        "首席运营官",
        r"\bcoo\b|chief operat\w+ officer",
    ),
    "cmo": Office(
        Label("CMO", "首席营销官"),
        "cmo|cmos|chief marketing officer|chief marketing officers",
        "首席营销官|首席市场官",
        r"\bcmo\b|chief marketing officer",
    ),
    "chief_product": Office(
        Label("chief product officer", "首席产品官"),
        "chief product officer|chief product officers",
        "首席产品官",
        r"chief product officer",
    ),
    "chief_people": Office(
        Label("chief people officer", "首席人力官"),
        "chief people officer|chief human resources officer|hr chief|chro",
        "首席人力官|首席人才官|首席人力资源官",
        r"chief people officer|chief human",
    ),
    "chief_scientist": Office(
        Label("chief scientist", "首席科学家"),
        "chief scientist|chief scientists|chief ai scientist",
        "首席科学家",
        r"chief (?:ai )?scientist",
    ),
    "chief_research": Office(
        Label("chief research officer", "首席研究官"),
        "chief research officer|chief research officers|research chief",
        "首席研究官",
        r"chief research officer",
    ),
    "chief_strategy": Office(
        Label("chief strategy officer", "首席战略官"),
        "chief strategy officer|chief strategy officers",
        "首席战略官",
        r"chief strategy officer",
    ),
    "chief_security": Office(
        Label("chief information security officer", "首席信息安全官"),
        "ciso|cisos|chief information security officer|chief security officer",
        "首席信息安全官|首席安全官",
        r"\bciso\b|chief (?:information )?security officer",
    ),
    "general_counsel": Office(
        Label("general counsel", "总法律顾问"),
        "general counsel|general counsels|chief legal officer",
        "总法律顾问|法务总监|首席法务官",
        r"general counsel|chief legal officer",
    ),
    "vice_president": Office(
        Label("vice president", "副总裁"),
        "vp|vps|svp|evp|vice president|vice presidents",
        "副总裁|副总",
        r"\b[se]?vps?\b|vice[- ]president",
    ),
    "president": Office(
        Label("president", "总裁"), "president|presidents", "总裁", r"(?<!vice )(?<!vice-)\bpresident\b"
    ),
    "chair": Office(
        Label("chair", "董事长"),
        "chairman|chairwoman|chairperson|chair of the board",
        "董事长|董事会主席",
        r"(?<!vice )(?<!vice-)\bchair(?:man|woman|person)?\b",
    ),
    "board": Office(
        Label("board member", "董事"),
        "board member|board members|board director|board directors",
        "董事|董事会成员",
        r"\bboard (?:member|director)|member of the board|non-executive director",
    ),
    "researcher": Office(
        Label("researcher", "研究人员"),
        "researcher|researchers|scientist|scientists|research scientist|research scientists",
        "研究员|科学家|研究人员|研究科学家",
        r"research|scientist",
    ),
    "engineer": Office(Label("engineer", "工程师"), "engineer|engineers", "工程师", r"\bengineers?\b"),
    "product_manager": Office(
        Label("product manager", "产品经理"), "product manager|product managers", "产品经理", r"product manager"
    ),
}
"""The offices by their ids; of two that one word may mean, longer words win, as everywhere in a line."""
_EARLIER = re.compile(r"\b(?:former|formerly|earlier|previously|ex)\b|原|前", re.IGNORECASE)
_PARTS = re.compile(r"[,;()、，；（）]")
FORMER_ZH = ("前", "前任", "原")
"""What makes an office one that somebody held, before its name."""


def plays(printed: str | None, offices: Collection[str]) -> bool:
    """Whether a role as it was printed is one of some offices, held then and not before."""
    held = [part for part in _PARTS.split(printed or "") if not _EARLIER.search(part)]
    return any(re.search(OFFICES[one].printed, part, re.IGNORECASE) for one in offices for part in held)


def tells(printed: str | None, offices: Collection[str]) -> bool:
    """Whether a text speaks of one of some offices at all: what is counted, a role held before."""
    return any(re.search(OFFICES[one].printed, printed or "", re.IGNORECASE) for one in offices)
