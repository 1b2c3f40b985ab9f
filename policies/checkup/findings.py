"""One policy's verdict told to the person: how they stand, how much, why, and what to do next."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from cms.kernel.display import told as in_reader_language
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.catalogue.states import Channel, ShortageRule
from policies.checkup.states import Standing
from policies.grants.models import Grant
from policies.matching.channels import Window, window_of
from policies.matching.reasons import Lacking, Reason, gaps, near_in, tree_of
from policies.rules import conditions as c
from policies.rules.evaluation import evaluate
from policies.rules.explanation import Teller, explain
from policies.rules.facts import Vocabulary
from policies.rules.syntax import AmountIs, Rule, Shortage
from policies.rules.values import Facts
from policies.rules.verdicts import Trace, Truth, Verdict, VerdictOutcome

SHARED = frozenset({ShortageRule.PRO_RATA.value, ShortageRule.RANKED.value})
MOST_REASONS = 4
STANDINGS = {VerdictOutcome.MET: Standing.MET, VerdictOutcome.UNKNOWN: Standing.LACKING}
_parsed: dict[str, Rule] = {}
MOST_PARSED = 2000


def parsed_rule(version: Version) -> Rule:
    """The rule of a version as a tree, read once by this process. ValueError for a version of text alone."""
    if version.rule_hash not in _parsed or not version.rule_hash:
        if len(_parsed) >= MOST_PARSED:
            _parsed.clear()
        _parsed[version.rule_hash] = rule_of(version)
    return _parsed[version.rule_hash]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An amount in fen as far as it can be told: between `low` and `high` (None: no upper end is known).

    `is_up_to`: a person, a ranking or a shared pool may make it less.
    """

    low: int
    high: int | None
    is_up_to: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one number that nothing but the review can change."""
        return self.low == self.high and not self.is_up_to


@dataclass(frozen=True, slots=True)
class Finding:
    """How one enterprise, or a visitor's answers, stand under one version.

    `window`: the days of application, where one is needed, and whether it `is_open`; `beside`: another policy that it
    also qualifies for and of which only one is given.
    """

    version: Version
    standing: Standing
    channel: str
    verdict: Verdict | None = None
    estimate: Estimate | None = None
    near: str = ""
    missing: list[Lacking] = field(default_factory=list)
    fails: list[str] = field(default_factory=list)
    grant: Grant | None = None
    window: Window | None = None
    is_open: bool = True
    beside: str = ""

    @property
    def channel_label(self) -> str:
        """How the benefit is handed out, in the reader's language."""
        return str(Channel(self.channel).label)

    @property
    def may_apply(self) -> bool:
        """Whether the person can apply for the benefit now, and has reason to."""
        return self.standing == Standing.MET and self.channel != Channel.NO_APPLICATION and self.is_open

    @property
    def next_step(self) -> str:
        """What the person can do now."""
        if self.standing == Standing.MET and not self.is_open:
            return _("符合条件，但现在不在申请期内。")
        if self.standing == Standing.MET:
            return to_do(self.channel)
        if self.standing == Standing.NEAR:
            return _("满足这一项后，系统比对到新数据即可享受；可订阅提醒。")
        if self.standing == Standing.LACKING:
            return _("请向来源部门核实补录，数据入库后系统自动重新比对。")
        if self.standing == Standing.HELD:
            return _("可在“我的权益”中查看进度。")
        if self.standing == Standing.BY_PERSON:
            return _("本政策没有自动比对的条件，请阅读正文或咨询牵头部门。")
        return _("条件变化后可能符合；可订阅提醒。")


def to_do(channel: str) -> str:
    """What an enterprise that qualifies does, by channel."""
    return {
        Channel.NO_APPLICATION.value: _("免申即享：无需申请，等待部门确认。"),
        Channel.AT_ONCE.value: _("即申即享：请在政策页面办理，当场得出结果。"),
        Channel.WITHIN_DAYS.value: _("限时即享：请在政策页面提出申请，部门限时办结。"),
        Channel.ON_APPLICATION.value: _("申报：请按政策说明准备材料并申报。"),
    }[channel]


def finding_of(
    version: Version, facts: Facts, *, on: date, words: Vocabulary, language: str, grant: Grant | None = None
) -> Finding:
    """How the facts stand under the version; `grant`: the live one that already gives this benefit."""
    if version.rule is None:
        return Finding(version, Standing.BY_PERSON, version.channel, grant=grant)
    rule = parsed_rule(version)
    verdict = evaluate(rule, facts, decided_on=on, vocabulary=words)
    return told_of(version, rule, verdict, facts, on=on, words=words, language=language, grant=grant)


def told_of(
    version: Version,
    rule: Rule,
    verdict: Verdict,
    facts: Facts,
    *,
    on: date,
    words: Vocabulary,
    language: str,
    grant: Grant | None = None,
) -> Finding:
    """A verdict with its amount and its reasons in the language ("zh" or "en")."""
    standing = STANDINGS.get(verdict.outcome, Standing.NEAR if verdict.near_miss else Standing.UNMET)
    if grant is not None:
        standing = Standing.HELD
    estimate = estimate_of(version, rule, verdict)
    if standing == Standing.NEAR:
        granted = evaluate(replace(rule, who=c.Known(())), facts, decided_on=on, vocabulary=words)
        estimate = estimate_of(version, rule, granted)
    channel = verdict.channel.value
    window = None if channel == Channel.NO_APPLICATION else window_of(version)
    lines = [(line.depth, line.text) for line in explain(verdict, language, words)] if verdict.near_miss else []
    return Finding(
        version=version,
        standing=standing,
        channel=channel,
        verdict=verdict,
        estimate=estimate,
        near=near_in(lines),
        missing=gaps((one.name for one in verdict.missing), language, words),
        fails=list(_fails(Teller(language, words), verdict)) if standing == Standing.UNMET else [],
        grant=grant,
        window=window,
        is_open=window is None or window.is_open(on),
    )


def estimate_of(version: Version, rule: Rule, verdict: Verdict) -> Estimate | None:
    """What the verdict says of the amount; None where there is nothing to say."""
    shared = rule.pool is not None and rule.pool.shortage in (Shortage.PRO_RATA, Shortage.RANKED)
    up_to = rule.amount_is is AmountIs.CEILING or version.shortage_rule in SHARED or shared
    if verdict.amount_fen is not None:
        return Estimate(verdict.amount_fen, verdict.amount_fen, up_to)
    found = verdict.amount_range
    if found is None or (found.low == 0 and found.high is None):
        return None
    return Estimate(found.low, found.high, up_to)


def _fails(teller: Teller, verdict: Verdict) -> Iterator[str]:
    """The conditions that fail, told as what is asked for."""
    if verdict.trace.truth is not Truth.FALSE:
        yield _("按条件计算的金额为零。")
        return
    for number, node in enumerate(failing(verdict.trace)):
        if number >= MOST_REASONS:
            yield "…"
            return
        yield teller.condition(node)


def failing(trace: Trace) -> Iterator[c.Condition]:
    """The outermost conditions, groups of any counted as one, for which the trace is false."""
    if isinstance(trace.node, c.AllOf) and trace.parts:
        for part in trace.parts:
            if part.truth is Truth.FALSE:
                yield from failing(part)
    elif isinstance(trace.node, c.NoneOf) and trace.parts:
        for part in trace.parts:
            if part.truth is Truth.TRUE:
                yield c.NoneOf((part.node,))
    else:
        yield trace.node


def tree(verdict: Verdict, language: str, words: Vocabulary) -> list[Reason]:
    """Every condition of the rule with its mark, and the value, source and day of each fact it looked at."""
    return tree_of((line.depth, line.text) for line in explain(verdict, language, words))


def title_of(version: Version) -> str:
    """The version's name in the reader's language."""
    return in_reader_language(version.title_zh, version.title_en)
