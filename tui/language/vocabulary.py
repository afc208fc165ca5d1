"""The words that people type in questions and that are no words of the data: verbs, particles, places.

Words stand side by side, divided by `|`; pinyin is made of the Chinese ones.
"""

from __future__ import annotations

from tui.language.label import Label

QUESTION_VERBS: dict[str, tuple[str, str]] = {
    "versus": (
        "vs|versus|against|compared to|compared with|compare|compare with|comparison|or|stand against|"
        "which is bigger|which is larger|which is higher|which is more|or is",
        "对|对比|比较|相比|谁多|谁高|谁大|哪个多|哪个高|哪个大|还是|谁更多|谁更高|谁更大|哪家多|哪家高|PK|比|"
        "谁亏得多|谁亏得更多|谁更大|谁更强|哪家大|哪家更高|谁赚得多|孰高|孰低",
    ),
    "and": (
        "and|with|&",
        "和|与|跟|以及|及",
    ),
    "from": (
        "from|out of|ex|former|formerly",
        "从|自",
    ),
    "to": (
        "to|into|for",
        "到|去|至|加入|跳槽到|去了|加盟",
    ),
    "by": (
        "by|per",
        "",
    ),
    "trend": (
        "trend|trends|over time|history|historical|series|chart|monthly trend|since launch|timeline|"
        "evolution|growth over time|development|trajectory|"
        "changed|how has changed|evolved|develop",
        "走势|趋势|历史|变化|曲线|历次|增长曲线|变化趋势|这几年|近年|折线图|近几年|逐步变化|演变",
    ),
    "by_year": (
        "by year|per year|each year|every year|year by year|annually by year",
        "历年|逐年|各年|每年|按年|分年度",
    ),
    "by_quarter": (
        "by quarter|per quarter|each quarter|every quarter|quarterly",
        "逐季|各季度|每季度|按季度|分季度|季度走势",
    ),
    "by_month": (
        "by month|month by month",
        "逐月|各月|按月|分月",
    ),
    "left": (
        "who left|left|leave|leaving|leaves|departed|departures|departure|departing|who quit|quit|"
        "resigned|exits|exit|departed from|executive departures|who has left|people who left|"
        "stepped down|fired|laid off|lost|"
        "stepping down|leavers|attrition|left for|walked out|outflow",
        "离职|离开|离任|出走|辞职|谁走了|谁离开了|离职高管|流失|卸任|走了|跑了|高管离职|离职的人|"
        "谁离职了|离职名单|高管变动|人事变动|被开除|"
        "离职人数|走了多少人|离职多少人|离职了多少人|离职员工|离职潮|谁跑了|去职|辞任|离开的人",
    ),
    "joined": (
        "who joined|joined|join|joins|hired|hires|hire|recruited|recruits|who was hired|new hires|joining|poached|"
        "poach|poaches|poaching|who joined from|new recruits|arrivals",
        "加入了谁|谁加入了|谁加入|入职|加入的人|新入职|挖了谁|招了谁|挖来|加盟|谁去了|挖角|引进|新加入|"
        "加入了|新加盟|挖到了谁|挖人|招揽",
    ),
    "founders": (
        "who founded|founded by|founder|founders|founding|cofounders|co founders|co founder|cofounder|who started",
        "谁创立|谁创办|创始人|创立|创办|联合创始人|谁创办的|谁创立的|创始团队",
    ),
    "where": (
        "where is|where are|where|where now|where did|go|went|who is|now working|works now|"
        "working now|what is doing now|move|moved|move to|career|gone|works|work|working|end up|job|"
        "next job|new job|current job|going|doing|doing now",
        "在哪|去哪|去哪了|现在在哪|去了哪|去哪儿|去哪儿了|在哪里|去哪里|去哪里了|去了哪里|在做什么|"
        "现在做什么|去向|现状|任职|履历|现在在哪里|在哪儿|现在在哪儿|是谁|下一站|去了哪家公司|现在哪|"
        "现在何处|在何处|哪去了|去了哪儿|现任|在哪家公司|在干什么|在干嘛",
    ),
    "bought": (
        "who bought|bought|acquired|acquires|acquirer|who acquired|buy|buys|takeover|purchased|who owns|merged with|"
        "merger|merge|merges|merged",
        "谁收购了|谁收购|收购了|收购方|谁买了|买了|并购了|买下|收购了谁|买了谁|收购了哪些公司|合并",
    ),
    "sold": (
        "acquired by|bought by|taken over by|sold to|get acquired|got acquired|was acquired",
        "被谁收购|被谁收购了|被收购|被谁买了|被谁买下|卖给谁|卖给了谁|被哪家公司收购|被哪家收购",
    ),
    "backers": (
        "who invested in|investors in|investors of|backers|who backed|investor|investors|backed by|"
        "who funded|shareholders|funded by|who invested|invested in by|backers of|who put money into|"
        "backs|who backs|back|backing|who are the investors in|cap table",
        "谁投了|谁投资了|投资方|投资人|投资者|股东|被谁投资|谁投资|谁投的|谁投|背后资本|投资机构|"
        "资方|谁入股|哪些机构投了|谁投过|"
        "谁投资过|谁投资的|谁在投|投了它",
    ),
    "led": (
        "who led|led|lead investor|lead|led by|leads|lead investors",
        "领投|谁领投|领投方|由谁领投|领投的|谁领投的",
    ),
    "leaders": (
        "led most|led the most|who led most|who led the most|lead most|lead the most|leads most|leads the most|"
        "most leads|top lead investors|most active lead investors|most frequent lead investors",
        "领投最多|谁领投最多|领投最多的|领投次数最多|谁领投次数最多|最多领投|最活跃的领投方|领投排行|领投榜",
    ),
    "portfolio": (
        "portfolio|invested in|investments|invests in|investments by|backed|portfolio companies|bets|"
        "holdings|invest in|invested|funds|deals by|rounds by|invests|what did invest in|"
        "has invested in",
        "投资了谁|投了谁|投资了哪些|投了哪些|投资组合|投资版图|投过谁|投过哪些|投资了|投了什么|"
        "投资案例|投了哪些公司|出手|投过|投了|投资了哪些公司|投资了哪些AI公司|投资了什么|被投企业|"
        "被投公司|投资项目|对外投资|参投",
    ),
    "co": (
        "co investors|coinvestors|co invest|invest together|co investor|together|"
        "both invested|both invested in|both backed|both back|invested in both|invested alongside",
        "共同投资|合投|联合投资|一起投|共同投资方|都投了|都投过|都投资了|同时投资|联手投资",
    ),
    "rounds": (
        "rounds|funding rounds|all rounds|financing rounds|funding history|round|financings|raises|"
        "funding round|financing round|fundraising|fundraise|fundraises|fundraising history|"
        "rounds of funding|financing history",
        "融资历程|融资历史|融资记录|历轮融资|各轮融资|轮次|融资情况|几轮融资|融了几轮|每轮融资|"
        "融资经历|所有融资|融资轮次|历次融资|融了几次",
    ),
    "raised": (
        "raised|raise|funding|financing|money raised|funds raised|raising|money|funded|capital raised|fundraise",
        "融资|融了|融资额|融到|募资|融了多少|融资金额|融资总额|拿了多少钱|筹资|投融资|"
        "融了多少钱|融到多少钱|募集|融资多少|融资规模",
    ),
    "invests": (
        "investment",
        "投资|投资额",
    ),
    "last": (
        "latest|last|newest|most recent|current|currently|recent|now|recently|today|these days",
        "最新|最近|最近一次|最近一轮|最新一轮|目前|当前|现在|如今|上一轮|最后一轮|近期|现在的|眼下|上轮|今天|今日|当下",
    ),
    "first": (
        "first|earliest",
        "首轮|第一轮|最早|首次",
    ),
    "top": (
        "largest|biggest|top|highest|most|largest ever|leading|huge|greatest|record|ranking|ranked|"
        "rank|league table|leaderboard|best funded|largest single|mega|"
        "most downloaded|most visited|most used|most popular|top ranked|number one",
        "最大|最高|最多|前几|排行|排名|排行榜|榜单|之最|最大的|最高的|最多的|头部|最大单笔|前列|大额|十大|最大几笔|"
        "下载最多|用户最多|访问最多|最受欢迎|第一名|最多的是|最大笔",
    ),
    "valuable": (
        "most valuable|highest valued|most highly valued|highest valuation|highest valuations|valuable",
        "最值钱|估值最高|估值排行|估值最高的|估值排名|最贵",
    ),
    "smallest": (
        "smallest|lowest|least|fewest|bottom",
        "最小|最低|最少",
    ),
    "fastest": (
        "fastest growing|fastest|growing fastest|fastest growth|quickest|grew most|grew the most",
        "增长最快|增速最快|涨得最快|增长最快的|增幅最大",
    ),
    "active": (
        "most active investors|active investors|most active|most active investor|active",
        "最活跃|最活跃的投资方|活跃投资机构|最活跃投资机构|出手最多|投得最多|活跃投资方|最活跃的投资机构|活跃",
    ),
    "growth": (
        "growth|grow|grew|growth rate|yoy|year on year|change|increase|up by|how much did grow|rise|"
        "rose|increased|mom|month on month|year over year|qoq|percent growth|decline|fell|drop|"
        "dropped",
        "增长|增速|增长率|同比|环比|增幅|涨了多少|涨幅|同比增长|环比增长|增长了多少|下降|降幅|跌幅|增加",
    ),
    "yearly_growth": (
        "yoy|year on year|year over year|y o y",
        "同比|同比增长|同比增速|同比增幅",
    ),
    "step_growth": (
        "mom|month on month|qoq|quarter on quarter|month over month|quarter over quarter",
        "环比|环比增长|环比增速|环比增幅",
    ),
    "moves": (
        "moves|moved|move to|moved to|went to|jumped|jump|switched|defected|poached|poach|ex|former",
        "跳槽|跳槽到|转投|加盟|投奔|去了|流向",
    ),
    "told_by": (
        "according to|said by|counted by|as counted by|as told by|says|reported by|as reported by",
        "据|按照|口径|数据显示|统计口径",
    ),
    "share": (
        "share|market share|percentage|share of|percent|proportion|percentage of",
        "占比|份额|市场份额|占|比例|占多少|百分比|比重|市占率",
    ),
    "count": (
        "how many|number of|count|number|total number of",
        "多少家|多少个|数量|几家|几个|多少笔|个数|有多少|多少人|多少|"
        "离职人数|走了多少人|离职多少人|离职了多少人|多少起|多少次|数目",
    ),
    "disputed": (
        "disputed|disputes|dispute|who says otherwise|otherwise|contradicted|contradict|"
        "contradictions|conflicting|disagree|disagreement|rivals|rival figures|contested|"
        "different figures|discrepancy|conflict|who disagrees|differing|differ|other figures|"
        "inconsistent|open disputes|unresolved disputes|open dispute|"
        "in dispute|disputed figure",
        "争议|分歧|矛盾|有争议|说法不一|不同说法|谁说的不一样|冲突|不一致|有没有争议|有争议吗|"
        "谁的数字不同|打架|不同口径|口径不一|其他说法|几种说法|对不上|有分歧吗|未决分歧|未决争议|谁说的不同|数字不一|"
        "不一样|争议最大|数据打架|谁说得不一样",
    ),
    "true": (
        "is it true|true|really|rumour|rumor|rumours|rumors|rumoured|rumored|denied|deny|confirmed|"
        "did really|fake|verified|is it confirmed|really happened|denies|withdrawn|called off|happen|"
        "happened|off|fell through|fall through|collapsed|cancelled|canceled|blocked|go through|went through",
        "是真的吗|真的吗|是真的么|真的假的|传闻|属实吗|否认|辟谣|是否属实|是否真的|确认了吗|真假|"
        "属实|真的|是不是真的|谣言|有没有|成了吗|取消|告吹|黄了|叫停|还成立吗|是假的吗",
    ),
    "runs": (
        "ceo|who runs|chief executive|chief executive officer|who leads|who heads|the boss|boss of|"
        "head of|who is the head of|leader of",
        "首席执行官|谁是ceo|掌门人|老板|一把手|谁在管|掌舵人|谁掌舵|谁领导",
    ),
    "new": (
        "new|what is new|whats new|news|added|what s new|new claims|newly added|what changed|"
        "recently added|newest claims|what was added",
        "新增|有什么新|有什么新消息|有何新消息|有什么消息|最新消息|新收录|新消息|有什么新的|新数据|更新了什么|更新|收录|最近收录|新收录了什么|最新收录|新增了什么",
    ),
    "per_month": (
        "per month|a month|monthly|each month|every month",
        "每月|月均|月度",
    ),
    "per_day": (
        "per day|a day|daily|each day|every day|everyday",
        "每天|日均|每日|单日均|每天有",
    ),
    "per_week": (
        "per week|a week|weekly|each week|every week",
        "每周|周均",
    ),
    "per_year": (
        "a year|yearly|annual|annually",
        "每年|年度|全年",
    ),
    "peak": (
        "peak|record day|peak day|peaked",
        "峰值|峰值日|最高单日|单日峰值",
    ),
    "cumulative": (
        "total|cumulative|in total|so far|all time|altogether|overall",
        "累计|总|总共|一共|共|总计|总量|合计|总额|累计总额",
    ),
    "forecast": (
        "forecast|expected|projected|projection|target|plan|planned|expects|outlook|guidance|predicted",
        "预测|预计|预期|目标|计划|展望|指引",
    ),
    "chatbots": (
        "chatbot|chatbots|ai chatbot|ai chatbots|assistant|assistants|ai assistant|ai assistants",
        "聊天机器人|AI聊天机器人|AI助手|对话机器人",
    ),
    "asked": (
        "",
        "吗|呢|么",
    ),
}
"""What is asked, joined or limited, and its words: English, Chinese."""

QUESTION_SILENT = (
    "a|an|the|of|in|on|at|is|are|was|were|do|does|did|has|have|had|its|it|they|their|s|what|which|"
    "who|when|how|much|many|people|use|uses|using|used|please|show|me|tell|give|list|get|find|about|"
    "all|any|that|this|these|those|be|been|being|figure|figures|number|numbers|data|values|"
    "amount|amounts|make|makes|made|for|there|ever|as|so|i|you|we|can|could|would|should|will|"
    "company|companies|startup|startups|firm|firms|business|industry|app|apps|application|"
    "applications|model|product|products|ai|s's|per|than|more|less|each|every|both|"
    "between|among|within|whose|why|also|up|out|just|only|not|no|yes|one|ones|team|lab|labs|deal|"
    "deals|size|big|large|stand|whom|exec|execs|executive|executives|employee|employees|staff|"
    "bot|bots|"
    "tool|tools|market|sector|global|globally|during|across|over|under|above|below|year|month|"
    "quarter|day|week|period|time|date|after|before|until|world|worldwide|s|us$|dollars|dollar|usd|"
    "yuan|rmb|cny|then|per|hey|hi|ok|thanks|know|want|like|need|look|up|go|gone|take|took|taken|got|"
    "official|reported|exact|exactly|roughly|approximately|around|estimated|estimate|much|well|doing|"
    "platform|platforms|provider|providers|service|services|end|site|sites|website|websites|bigger|larger|"
    "higher|better|now|still|already|he|she|him|her|his",
    "的|了|是|在|有|请|问|请问|我|想|知道|我想知道|告诉|一下|看看|查|查询|帮我|什么|哪些|哪个|哪家|"
    "哪|谁|怎么样|如何|怎样|怎么|多大|多高|几|个|家|些|人|位|名|笔|次|公司|企业|创业公司|初创公司|"
    "初创|数据|数字|数|情况|是什么|有哪些|有谁|吧|啊|呀|嘛|被|由|将|已|已经|还|都|也|就|这|那|其|它|"
    "他|她|们|年|月|日|度|季度|期间|时|时候|内|里|中|上|下|后|前|行业|领域|市场|赛道|产品|应用|大|小|"
    "团队|高管|员工|金额|规模|以|为|于|对于|关于|各|每|最|第|新|老|旧|元|美元|人民币|亿|万|全部|所有|"
    "目前为止|至今|为止|出来|来|一|二|三|之|间|之间|两|给|把|让|做|过|得|地|着|能|会|要|可以|该|此|"
    "某|从业|负责人|消息|新闻|报道|官方|大概|约|左右|具体|到底|究竟|现|春节|"
    "除夕|国庆|假期|节|当天|那天|当日|助手|平台|工具|厂商|服务|板块|概念|股|整体|总体|"
    "高|低|高多少|多多少|谁的|名单|列表|以内|以来|起|开始|截至|截止|据说|听说|额|率|底|末|网站|款|项|财报|根据|集体|整个|全员|大批|多|少|更|更多|日期|时间",
)
"""Words that say nothing that an answer would depend on: English, Chinese."""

PLACE_WORDS = {
    "us": "us|america|american|u.s.|usa|united states|中美|美中|美股|nasdaq|纳斯达克|nyse|纽交所",
    "cn": "chinese|prc|国内|我国|mainland china|中美|美中|a股|a-shares|科创板|创业板|star market",
    "gb": "uk|british|britain|england",
    "fr": "french",
    "de": "german",
    "jp": "japanese",
    "kr": "korean|korea",
    "in": "indian",
    "il": "israeli",
    "europe": "european",
    "ca": "canadian",
    "eu": "eu",
    "hk": "hk|hong kong|港股|港交所|h股|hkex|hong kong stock exchange",
    "world": "worldwide|global|world|全世界|全球范围|globally",
    "bay-area": "bay area",
    "asia": "asian",
}
"""What places are called besides their names, by their ids."""

TOPIC_WORDS = {
    "generative-ai": "genai|gen ai|generative artificial intelligence|生成式人工智能",
    "a-share-ipo-market": "a股ipo|a-share ipos|a-share ipo|a股上市",
    "cloud-infrastructure": "cloud|cloud computing|云|云计算|云服务|云市场|公有云",
    "large-language-models": "llms|大语言模型|large language model|large models|large model|foundation models",
    "venture": "venture investment|风投市场|创投市场|一级市场",
    "china-llm-tokens": "chinese daily tokens|china daily tokens|daily tokens in china|中国token调用量|中国日均tokens|"
    "中国日均词元|全国token调用量|全国日均tokens|中国大模型token调用量|中国日均token调用量|全国日均token调用量|"
    "中国日均token|中国 token|中国大模型 token|china tokens|chinese tokens|全国token",
    "ai-apps": "ai应用|ai apps|ai app|ai applications",
    "ai-native-apps": "ai native apps|ai native app|ai-native apps|ai原生应用|ai原生app",
    "phone-maker-ai-apps": "手机厂商ai|手机厂商ai应用|手机厂商ai app|手机厂商ai助手|phone maker ai|phone maker ai apps",
    "in-app-ai-plugins": "ai插件|插件ai|应用内ai|in-app ai|in-app ai plugins|ai plugins|ai plug-ins|in-app插件",
    "pc-web-ai-apps": "pc端ai|pc端ai应用|pc网页端ai应用|pc ai|pc web ai|pc ai apps|网页端ai",
    "us-big-tech": "big tech|us big tech|big tech companies|hyperscalers|hyperscaler|四大科技公司|美国科技巨头|"
    "美国四大科技公司|科技巨头|四大科技巨头|美国大型科技公司|硅谷巨头|云巨头",
    "stanford-ai-index": "stanford|stanford hai|斯坦福",
    "hongshan": "红杉",
    "sequoia-capital": "红杉",
}
"""What subjects of the market, and firms that share a name, are called besides their names, by their ids."""

COUNTRY_WORDS = {
    "FR": "france|french|法国",
    "SG": "singapore|singaporean|新加坡",
    "AE": "uae|emirates|阿联酋|united arab emirates",
    "SE": "sweden|swedish|瑞典",
    "NL": "netherlands|dutch|荷兰",
    "NO": "norway|norwegian|挪威",
    "AU": "australia|australian|澳大利亚|澳洲",
    "TW": "taiwan|taiwanese|台湾",
    "IT": "italy|italian|意大利",
    "ES": "spain|spanish|西班牙",
    "CH": "switzerland|swiss|瑞士",
    "SA": "saudi arabia|saudi|沙特",
    "FI": "finland|finnish|芬兰",
    "IE": "ireland|irish|爱尔兰",
    "DK": "denmark|丹麦",
    "AT": "austria|奥地利",
    "PL": "poland|波兰",
    "ID": "indonesia|印尼",
    "MY": "malaysia|马来西亚",
    "BE": "belgium|比利时",
    "CN": "china|中国",
    "US": "united states|美国",
    "GB": "united kingdom|英国",
    "DE": "germany|德国",
    "JP": "japan|日本",
    "KR": "south korea|韩国",
    "IN": "india|印度",
    "IL": "israel|以色列",
    "CA": "canada|加拿大",
}
"""What countries are called, by their codes."""

WORD_OF_ROUND = "轮"
LETTER_ROUNDS = ("series {}", "{} round", "round {}", "{}轮", "series {} round", "{}轮融资", "series{}")
"""How a round that is a letter is called."""
ASIDE_WORDS = r"\b(?:with|without|besides|including|included)\b|含|不含|包括|除"
"""Behind which words of a definition stands what is counted too, or left out; a pattern."""
FISCAL_WORDS = r"fy|.*财年|.*fiscal"
"""How a fiscal year begins, which no calendar tells; a pattern."""
PARTICLES = "的了吗呢么吧啊是在有和与跟及或从到被"
"""Characters that are no part of a name that is not known."""


def country_label(code: str) -> Label | None:
    """What a country that is no entity of its own is called, by its code."""
    words = COUNTRY_WORDS.get(code)
    if words is None:
        return None
    texts = words.split("|")
    return Label(texts[0].title(), next((text for text in texts if not text.isascii()), texts[0]))
