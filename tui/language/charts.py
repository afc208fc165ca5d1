"""What is said of charts, by key: English and Chinese."""

from __future__ import annotations

CHARTS: dict[str, tuple[str, str]] = {
    "chart.line": ("over time", "随时间"),
    "chart.bars": ("bars", "条形图"),
    "chart.histogram": ("histogram", "直方图"),
    "chart.scatter": ("scatter", "散点图"),
    "chart.beside": ("a peak, or unsure", "峰值或未定"),
    "chart.hollow": (
        "○ a peak, or a figure that is doubted, rumoured or expected",
        "○ 为峰值，或存疑、传闻、预期的数字",
    ),
    "chart.hollows": (
        "small letters: peaks, and figures that are doubted, rumoured or expected",
        "小写字母为峰值，或存疑、传闻、预期的数字",
    ),
    "chart.dotted": ("dotted: between two periods that are stated nobody states any", "虚线：两期之间无人给出数字"),
    "chart.bounds": ("↑ at least so much, ↓ at most", "↑ 为下限，↓ 为上限"),
    "chart.ranges": ("an upright line: stated as a range", "竖线：给出的是区间"),
    "chart.no_place": (
        "{} values of zero or less have no place on an axis of powers; they are marked at its bottom",
        "{} 个零或负值在对数轴上无处可放，标于轴底",
    ),
    "chart.in_usd": ("in US dollars at the rate of the month", "按当月汇率折合美元"),
    "chart.left_out": ("not on this chart, in another unit or currency: {}", "单位或货币不同，未绘入此图：{}"),
    "chart.other_counters": ("counted by different counters: {}", "统计方不同：{}"),
    "chart.other_definitions": ("counted by different definitions: {}", "口径不同：{}"),
    "chart.only_six": ("six series are compared at most", "最多比较六个序列"),
    "chart.no_series": ("no series: {}", "没有序列：{}"),
    "chart.mean_of": (
        "{} rows: each point is the mean of about {}; the table has them all",
        "{} 行：每点为约 {} 行的平均；全部在表中",
    ),
    "chart.rows_without": ("{} rows without a value or a date are left out", "{} 行没有数值或日期，未绘入"),
    "chart.most_of": ("the {} most frequent of {} values", "最常见的 {} 个值，共 {} 个"),
    "chart.axes": ("across: {} · up: {}", "横轴：{} · 纵轴：{}"),
    "chart.rows": ("{} rows", "{} 行"),
    "chart.most_in_one": ("up to {} rows in one place", "一处最多 {} 行"),
    "chart.of_one_unit": ("only those in {}; not those in {}", "仅 {}；不含 {}"),
    "chart.file": ("save to a file, .svg or .txt:", "保存到文件，.svg 或 .txt："),
    "chart.written": ("written:", "已写入："),
    "chart.exists": ("is there already, Enter once more writes over it:", "已存在，再按 Enter 覆盖："),
    "chart.formats": ("a chart is written as .svg or .txt", "图可写为 .svg 或 .txt"),
    "chart.one": ("there is no other chart of this", "没有另一种图"),
    "chart.no_time": ("this chart has no axis of time", "此图没有时间轴"),
}
