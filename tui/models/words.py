"""The fixed words of the screen in both languages, one place for all of them."""

from __future__ import annotations

from tui.frames.catalog import Label, Language

WORDS: dict[str, Label] = {
    key: Label(en, zh)
    for key, (en, zh) in {
        "also": ("AROUND THAT TIME", "前后动态"),
        "apart": ("NOT COMPARABLE", "不可比"),
        "aside": ("beside it", "并列"),
        "claims": ("CLAIMS", "主张"),
        "converted": ("in US dollars", "折合美元"),
        "departures": ("DEPARTURES", "人事变动"),
        "deals": ("DEALS", "交易"),
        "differs": ("differs in", "不同在"),
        "facts": ("FACTS", "事实"),
        "largest": ("LARGEST ROUNDS", "最大融资"),
        "last_year": ("closed, last twelve months", "近十二个月完成"),
        "line": ("line", "第"),
        "lines": ("lines", "第"),
        "no_claims": ("No fact under the cursor.", "光标处没有事实。"),
        "no_rate": ("no rate for that date", "该日期无汇率"),
        "only": ("one voice, no rival", "单一出处，无异议"),
        "part_above": ("a part above its whole: counted differently", "部分大于整体：口径不同"),
        "printed": ("printed", "原文"),
        "published": ("published", "发表"),
        "race": ("THE USERS RACE", "用户之争"),
        "race_of": ("MAU of apps, China, QuestMobile", "应用月活，中国，QuestMobile"),
        "rivals": ("contradict it", "处不同"),
        "shown": ("shown", "采用"),
        "silent": ("no figure", "未给数字"),
        "users": ("USERS", "用户"),
        "via": ("read via", "转见"),
        "witnesses": ("voices agree", "处印证"),
        "yearly": ("FUNDING BY YEAR", "各年融资"),
        "regions": ("FUNDING BY REGION", "各地融资"),
        "moves": ("LATEST MOVES", "最新人事"),
        "disputes": ("OPEN DISPUTES", "未决分歧"),
        "start": ("START HERE", "从这里开始"),
        "names": ("also", "又名"),
        "parent": ("part of", "隶属"),
        "parts": ("has", "旗下"),
        "kinds": ("is", "类别"),
        "country": ("country", "国家"),
        "members": ("members", "成员"),
        "raised": ("raised", "累计融资"),
        "rounds": ("Σ rounds", "各轮合计"),
        "rounds_rule": (
            "derived: whole equity rounds in US dollars; no debt, secondary, listing or rumour",
            "推算：整轮股权融资折合美元；不含债务、老股、上市与传闻",
        ),
        "valuation": ("valued", "估值"),
        "last_round": ("last round", "最近一轮"),
        "value": ("value", "数值"),
        "trend": ("trend", "走势"),
        "screen.rows": ("rows", "行"),
        "screen.series": ("series", "条序列"),
        "screen.disputed": ("disputed", "处有分歧"),
        "screen.sorted": ("sorted", "排序"),
        "screen.problems": ("problems in the data, g! lists them", "个数据问题，按 g! 查看"),
        "screen.problem_title": ("Problems", "数据问题"),
        "screen.none": ("No problem was found in the data files.", "数据文件没有问题。"),
        "screen.found": ("found · n next · Esc clear", "处 · n 下一处 · Esc 清除"),
        "screen.not_found": ("nothing found · Esc clear", "未找到 · Esc 清除"),
        "screen.no_find": ("find works in tables: press 2 for the deals", "查找用于表格：按 2 进入交易"),
        "screen.no_entity": ("this line names no entity · s shows its sources", "此行不指主体 · s 查看来源"),
        "screen.no_fact": ("no figure under the cursor", "光标处没有数字"),
        "screen.no_sort": ("sorting works in tables", "排序用于表格"),
        "screen.empty": ("Nothing here · q back · 1 overview", "此处为空 · q 返回 · 1 总览"),
        "screen.help": ("Help", "帮助"),
        "screen.sources": ("Sources of this figure", "此数字的来源"),
        "screen.again": ("Ctrl+C again quits", "再按 Ctrl+C 退出"),
    }.items()
}


def word(key: str, language: Language) -> str:
    """One of the fixed words."""
    return WORDS[key].text(language)
