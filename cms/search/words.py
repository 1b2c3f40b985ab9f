"""How Chinese text is cut: into dictionary words for meaning, and into pairs of characters so that nothing is lost.

PostgreSQL takes an unbroken run of Chinese characters for one word: a page about 研发费用 would not be found by 研发.
"""

import re
from collections.abc import Iterator, Mapping

import rjieba

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUN = re.compile(f"[{HAN}]+|[A-Za-z0-9][A-Za-z0-9._]*")
FREQUENCY = 100_000

TERMS = (
    "中介超市", "免申即享", "即申即享", "限时即享", "后补助", "稳岗返还", "专精特新", "小巨人", "高新技术企业",
    "技术改造", "一般纳税人", "规上企业", "首台套", "贷款贴息", "环境影响评价", "统一社会信用代码", "营商环境",
)  # fmt: skip
# What people type → what documents say. Both directions are listed where both are used in documents.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "环评": ("环境影响评价",),
    "环境影响评价": ("环评",),
    "高企": ("高新技术企业",),
    "研发": ("研究开发",),
    "研究开发": ("研发",),
    "社保": ("社会保险",),
    "技改": ("技术改造",),
    "技术改造": ("技改",),
    "规上": ("规模以上",),
    "规上企业": ("规模以上",),
    "稳岗": ("稳定岗位", "稳岗返还"),
    "失业金": ("失业保险",),
    "贴息": ("利息补贴", "贷款贴息"),
    "电商": ("电子商务",),
    "招聘": ("招用", "吸纳就业"),
    "补贴": ("补助", "奖补"),
    "补助": ("补贴", "奖补"),
    "奖励": ("奖补",),
}

for _word in (*TERMS, *SYNONYMS, *(each for said in SYNONYMS.values() for each in said)):
    rjieba.add_word(_word, FREQUENCY, "n")


def query_words(text: str) -> list[str]:
    """The words of a search, each once, in the order they were typed."""
    return list(dict.fromkeys(word.lower() for word in rjieba.cut(text) if RUN.match(word)))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a Chinese run; a run of one or two characters, and anything else, is itself."""
    if len(run) < 3 or run[0].isascii():
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]


def index_words(text: str) -> Iterator[str]:
    """Everything under which a text is found: its words, long and short, its single characters and its pairs."""
    for word in rjieba.cut_for_search(text):
        if RUN.match(word):
            yield word.lower()
    for run in RUN.findall(text):
        if run[0].isascii():
            yield run.lower()
        else:
            yield from pairs(run)
            if len(run) > 1:
                yield from run


def ways_to_say(word: str) -> tuple[str, ...]:
    """The word and its synonyms."""
    return (word, *SYNONYMS.get(word, ()))
