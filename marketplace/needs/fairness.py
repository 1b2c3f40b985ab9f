"""The fair-competition check of a notice: rules with the article cited, and the sentences they mark.

A finding is no verdict. Each has to be answered before posting: the sentence is changed, or it stays with a reason
that is published beside it. The patterns are deliberately few and plain; a county adds its own with their day.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?")
TENDER_32 = "招标投标法实施条例第三十二条"
ALWAYS = date(2020, 1, 1)
FAIR_COMPETITION = date(2024, 8, 1)
"""The day on which 公平竞争审查条例 (State Council decree 783) took effect."""


@dataclass(frozen=True, slots=True)
class FairnessRule:
    """What a notice must not ask, the articles that say so by the day from which each may be cited."""

    code: str
    says: str | Promise
    pattern: str
    articles: tuple[tuple[date, str], ...]

    def article(self, on: date) -> str:
        """The articles that may be cited on a day."""
        return "；".join(text for since, text in self.articles if since <= on)


PLACE = r"(?:本地|本县|本市|本省|本地区|当地|县内|市内|省内)"
RULES: tuple[FairnessRule, ...] = (
    FairnessRule(
        "local_bidders",
        _("限定或优待本地单位"),
        PLACE + r"[^，。；]{0,6}(?:注册|登记|企业|机构|单位|公司)",
        (
            (ALWAYS, "优化营商环境条例第十三条"),
            (FAIR_COMPETITION, "公平竞争审查条例第九条"),
        ),
    ),
    FairnessRule(
        "local_branch",
        _("要求设立本地分支机构"),
        r"设立[^，。；]{0,8}(?:分公司|子公司|办事处|分支机构)",
        ((ALWAYS, "优化营商环境条例第十三条"), (FAIR_COMPETITION, "公平竞争审查条例第九条")),
    ),
    FairnessRule(
        "local_record",
        _("以特定区域或特定行业的业绩、奖项作为条件"),
        PLACE + r"[^，。；]{0,10}(?:业绩|奖项|获奖|荣誉|经验)",
        ((ALWAYS, TENDER_32),),
    ),
    FairnessRule(
        "brand",
        _("限定或指定品牌、专利、原产地或供应商"),
        r"(?:指定|限定|仅限|必须采用|须采用)[^，。；]{0,10}(?:品牌|商标|专利|型号|产地|供应商|厂家|公司|事务所|设计院|研究院)",
        ((ALWAYS, TENDER_32),),
    ),
    FairnessRule(
        "ownership",
        _("限定所有制形式或组织形式"),
        r"(?:须|应(?!急|收|付)|仅|(?<!有)限|优先)[^，。；]{0,8}"
        r"(?:国有(?!资产|土地|股权|产权)|国资(?!监管)|民营|外资|合资|事业单位|有限责任公司|股份有限公司)",
        ((ALWAYS, TENDER_32), (FAIR_COMPETITION, "公平竞争审查条例第八条")),
    ),
    FairnessRule(
        "size",
        _("以规模条件或财务指标作为资格要求或评分因素"),
        r"(?:注册资本|注册资金|资产总额|营业收入|年营业额|从业人员|利润总额|纳税额|成立[^，。；]{0,6}年以上)",
        ((ALWAYS, "政府采购促进中小企业发展管理办法第五条"),),
    ),
    FairnessRule(
        "floor_price",
        _("规定最低限价"),
        r"(?:最低限价|最低投标限价|报价不得低于|下浮率不得(?:高于|超过))",
        ((ALWAYS, "招标投标法实施条例第二十七条"),),
    ),
    FairnessRule(
        "closed_list",
        _("以备选库、名录库、资格库作为参加条件"),
        r"(?:备选库|名录库|资格库|预选库|短名单)",
        ((ALWAYS, "关于促进政府采购公平竞争优化营商环境的通知（财库〔2019〕38号）第一条"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that a rule marks: the words before, the marked words, the words after."""

    rule: FairnessRule
    article: str
    before: str
    marked: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.before + self.marked + self.after

    @property
    def key(self) -> str:
        """The finding's name: the same as long as rule and sentence are."""
        return hashlib.sha256(f"{self.rule.code}\n{self.sentence}".encode()).hexdigest()[:16]

    def record(self) -> dict[str, str]:
        """What a need keeps of it beside the owner's reason."""
        return {"rule": self.rule.code, "article": self.article, "sentence": self.sentence}


def findings(texts: Sequence[str], *, on: date) -> list[Finding]:
    """What the rules mark in the texts, sentence by sentence; each rule at most once a sentence."""
    found = {finding.key: finding for text in texts for finding in _in_text(text, on)}
    return list(found.values())


def _in_text(text: str, on: date) -> Iterator[Finding]:
    for sentence in (match[0].strip() for match in SENTENCE.finditer(text)):
        for rule in RULES:
            hit, article = re.search(rule.pattern, sentence), rule.article(on)
            if hit is not None and article:
                yield Finding(rule, article, sentence[: hit.start()], hit[0], sentence[hit.end() :])
