"""Why a result is what it is: coded reasons with the sentence of each in Chinese and English."""

from dataclasses import dataclass

ZH, EN = "zh-hans", "en"

SENTENCES: dict[str, tuple[str, str]] = {
    "lowest": ("有效报价最低：%(price)s。", "The lowest valid bid: %(price)s."),
    "higher": ("报价 %(price)s，比最低报价高 %(more)s。", "Bid %(price)s, %(more)s above the lowest."),
    "drawn": ("抽取顺位第 %(place)s 位。", "Drawn in place %(place)s."),
    "tied": ("与 %(labels)s 并列。", "Tied with %(labels)s."),
    "tie_earliest": ("并列者中报价送达最早。", "The earliest of the tied bids."),
    "tie_later": ("并列者中报价送达较晚。", "Later than another of the tied bids."),
    "tie_drawn": ("并列顺序由公开抽取确定。", "The order of the tied bids was drawn in public."),
    "tie_open": ("并列顺序尚待公开抽取。", "The order of the tied bids is still to be drawn in public."),
    "too_few": (
        "有效参与 %(count)s 家，少于规定的 %(minimum)s 家，本次流选。",
        "%(count)s valid participants, fewer than the required %(minimum)s: this selection has failed.",
    ),
    "above_ceiling": (
        "报价 %(price)s 超过最高限价 %(ceiling)s。",
        "The bid %(price)s is above the ceiling %(ceiling)s.",
    ),
    "not_positive": ("报价 %(price)s 不是有效的正数报价。", "The bid %(price)s is not a valid positive bid."),
    "other_quote": ("报价方式与公告不符。", "The kind of quote is not the one the notice asks for."),
    "under_mean": (
        "报价比其他有效报价的平均价低 %(under)s（界限 %(limit)s），须说明理由。",
        "The bid is %(under)s under the mean of the others (limit %(limit)s) and must be justified.",
    ),
    "under_next": (
        "报价比次低报价低 %(under)s（界限 %(limit)s），须说明理由。",
        "The bid is %(under)s under the next one (limit %(limit)s) and must be justified.",
    ),
    "low_justified": ("低价理由已经审查认可。", "The justification of the low price was accepted."),
    "low_unjustified": ("低价理由未获认可，报价无效。", "The low price was not justified; the bid is invalid."),
    "related": ("与 %(labels)s 存在关联关系，报价均无效。", "Related to %(labels)s: the bids of all are invalid."),
    "unreadable": (
        "密封报价无法解密或与回执不符。",
        "The sealed bid cannot be decrypted or is not the one receipted.",
    ),
    "withdrawn": ("已放弃或被取消中选资格。", "Has given up the award, or lost it."),
    "barred": ("不得参加本次选取。", "Is barred from this selection."),
    "certificate_ended": (
        "资质证书在截止日前已到期，报价无效。",
        "A certificate had ended by the closing day; the bid is invalid.",
    ),
    "bad_offer": ("报价不符合公告要求，报价无效。", "The bid is not what the notice asks for and is invalid."),
    "recused": ("依法应当回避。", "Has to step aside."),
    "closest": (
        "报价 %(price)s 与基准价 %(base)s 最接近，相差 %(distance)s。",
        "The bid %(price)s is the closest to the base %(base)s: %(distance)s away.",
    ),
    "farther": (
        "报价 %(price)s 与基准价 %(base)s 相差 %(distance)s。",
        "The bid %(price)s is %(distance)s away from the base %(base)s.",
    ),
    "tie_lower_price": ("距离相等，报价较低者优先。", "Equally close; the lower price goes first."),
    "scored": (
        "价格分 %(price_points)s，技术分 %(technical)s，合计 %(total)s。",
        "Price %(price_points)s, technical %(technical)s, total %(total)s points.",
    ),
    "tie_technical": ("总分相同，技术分较高者优先。", "Equal totals; the higher technical score goes first."),
    "auctioned": ("最终报价 %(price)s，第 %(round)s 轮作出。", "Final bid %(price)s, made in round %(round)s."),
    "fell_back": (
        "不足 %(minimum)s 家，按公告改为密封报价、最低价选取。",
        "Fewer than %(minimum)s: as announced, the lowest sealed price decides.",
    ),
    "below_floor": ("信用分 %(points)s 低于要求的 %(floor)s。", "Credit %(points)s is under the required %(floor)s."),
    "not_long_listed": (
        "信用分 %(points)s，未进入前 %(size)s 名。",
        "Credit %(points)s, not among the first %(size)s.",
    ),
    "short_listed": (
        "信用分 %(points)s，抽取权重 %(weight)s，顺位第 %(place)s 位入围。",
        "Credit %(points)s, %(weight)s tickets, short-listed in place %(place)s.",
    ),
    "named": ("由业主直接选取：%(reason)s", "Named by the owner: %(reason)s"),
    "chosen": ("由业主从入围名单选定：%(reason)s", "Picked by the owner from the short list: %(reason)s"),
    "no_reason": ("直接选取必须公布理由。", "A direct choice must publish its reason."),
    "not_small": (
        "金额 %(price)s 不低于小额限额 %(limit)s，不得直接选取。",
        "%(price)s is not below the small-amount line %(limit)s: no direct choice.",
    ),
    "approval_service": (
        "行政机关委托审批技术性服务应当通过竞争性方式选择（优化营商环境条例第四十三条）。",
        "A public organ selects technical services for approvals by competition (Business Environment Reg., art. 43).",
    ),
    "not_short_listed": ("所选机构不在入围名单内。", "The one picked is not on the short list."),
    "recommended": ("评审小组推荐的第 %(place)s 候选人。", "Recommended by the panel as candidate %(place)s."),
    "determined": ("由定标委员会按“%(how)s”确定。", "Determined by the award committee by “%(how)s”."),
    "first_ranked": (
        "无评定分离依据，应当确定排名第一的候选人（招标投标法实施条例第五十五条）。",
        "Without a legal basis for separation the first-ranked candidate wins (Bidding Law Impl. Reg., art. 55).",
    ),
    "no_minutes": ("定标须有方法和签字的会议记录。", "The award needs a method and signed minutes."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One coded reason with the values of its sentence. Make it with `because`."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str = ZH) -> str:
        """Return the sentence in Chinese, or in English for any language that is not Chinese."""
        zh, en = SENTENCES[self.code]
        return (zh if language.startswith("zh") else en) % dict(self.values)

    def record(self) -> dict[str, object]:
        """Return the reason as JSON."""
        return {"code": self.code, "values": dict(self.values)}


def because(code: str, **values: object) -> Reason:
    """Return the reason; raises KeyError at once when its sentence does not exist or lacks a value."""
    reason = Reason(code, tuple(sorted((name, str(value)) for name, value in values.items())))
    for language in (ZH, EN):
        reason.sentence(language)
    return reason
