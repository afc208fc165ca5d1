"""What the words and marks of the data mean, in English and in Chinese."""

from __future__ import annotations

from tui.language.label import Label

TERMS: tuple[tuple[Label, Label], ...] = (
    (
        Label("claim", "说法"),
        Label(
            "What one source states of one fact. Tables show the fact; the pane shows every claim behind it.",
            "一个来源对一件事的陈述。表中显示采用的数字，详情栏列出其后的每条说法。",
        ),
    ),
    (
        Label("=n", "=n"),
        Label(
            "n independent voices agree: their intervals meet. Ten papers quoting one counter are one voice.",
            "n 个独立出处相符，即区间相交。十家媒体转引同一机构，只算一个出处。",
        ),
    ),
    (
        Label("≠n", "≠n"),
        Label(
            "n voices contradict the figure shown. Exact and approximate figures agree within 5 %.",
            "n 个出处与所采用的数字相悖。确数与约数在 5% 之内视为相符。",
        ),
    ),
    (
        Label("✓ = ≠ ~ ∥ ○ ← Σ ·", "✓ = ≠ ~ ∥ ○ ← Σ ·"),
        Label(
            "The claim shown; a witness; a rival; a rumour, plan or denial beside it; not comparable; a bound that "
            "says nothing against it; restated later by the same voice; computed by us; no figure.",
            "采用；印证；相悖；并列的传闻、计划或否认；不可比；界限，不构成异议；同一出处后来改口；由我们推算；未给数字。",
        ),
    ),
    (
        Label("? → ✗ ⚑", "? → ✗ ⚑"),
        Label(
            "How a part stands by its own claim: rumoured; planned or forecast; denied or withdrawn; flagged. A deal "
            "may be confirmed and its sum a rumour. Such figures are in no sum, rank or chart.",
            "该部分就其说法而言：传闻；计划或预测；否认或撤回；有标记。交易可能已证实而金额仅为传闻。这类数字不计入合计、排名与图。",
        ),
    ),
    (
        Label("~  +  ≤", "~  +  ≤"),
        Label("About; at least (“over”); at most.", "约；至少（逾、超）；至多（不足、不超过）。"),
    ),
    (
        Label("⚑ flag", "⚑ 标记"),
        Label(
            "Something is wrong with the figure as printed (implausible, inconsistent, slip, stale, …); it is kept, "
            "and the note gives the arithmetic. An unflagged claim is shown before a flagged one.",
            "原文数字有问题（不可信、自相矛盾、笔误、过时等）；数字保留，注中写明算式。无标记者优先采用。",
        ),
    ),
    (
        Label("MAU, WAU, DAU", "月活、周活、日活"),
        Label(
            "People who used the app in a month, a week, a day. An average unless it says single day or peak day.",
            "一月、一周、一日内用过的人数。未注明单日或峰值日者为平均。",
        ),
    ),
    (
        Label("QuestMobile, aicpb", "QuestMobile、AI产品榜"),
        Label(
            "QuestMobile counts mainland China by its panel; aicpb counts the app stores of the whole world, and "
            "web visits apart. Their figures are never joined, nor called rivals.",
            "QuestMobile 以样本监测中国大陆；AI产品榜统计全球应用商店，网页另计。两者不连成一线，也不互为异议。",
        ),
    ),
    (
        Label("Σ rounds", "各轮合计"),
        Label(
            "Derived: the sum of whole equity rounds in US dollars of their month. No debt, secondary, listing or "
            "rumour, and nothing without an exchange rate. Beside it stands the total that a source states.",
            "推算：整轮股权融资按当月汇率折合美元之和，不含债务、老股、上市与传闻，无汇率者不计。旁列来源所述累计。",
        ),
    ),
    (
        Label("via", "转见"),
        Label(
            "The page itself was not read; a newsletter or a log quotes it.",
            "未读原页，而是通讯或日志所引。",
        ),
    ),
    (
        Label("In USD  ~", "折合美元 ~"),
        Label(
            "Converted at the mean rate of the event's month; empty where no month or rate is known.",
            "按事发当月平均汇率折算；无月份或汇率则空。",
        ),
    ),
    (
        Label("copied, sent to the terminal", "已复制、已发送到终端"),
        Label(
            "Copied: tmux has taken it and hands it on. Sent to the terminal: one that allows OSC 52 puts it on its "
            "clipboard, and does not say so. In a tmux without `load-buffer -w`: `set -s set-clipboard on`.",
            "已复制：tmux 已收下并转交。已发送到终端：允许 OSC 52 的终端会放入剪贴板，但不会回报。"
            "tmux 若无 `load-buffer -w`，请设 `set -s set-clipboard on`。",
        ),
    ),
)
