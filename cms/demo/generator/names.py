"""Believable Chinese names of people and of companies, put together from parts."""

from collections.abc import Mapping
from random import Random

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤"
)
_GIVEN_FIRST = "建国文志永海晓春秋明德世家宏伟丽红玉秀淑桂雅思子俊浩宇欣佳梦雨晨泽嘉诗慧敏静婷立学正兴祥"
_GIVEN_LAST = "华强军平勇杰涛斌辉刚峰磊鹏飞波林生福荣贵英芳兰珍娟霞燕玲琴洁怡然轩豪琪瑶颖源铭远安康宁"
_MARKS_FIRST = (
    "华鑫瑞恒宏泰盛隆嘉德安信诚天中金银玉明新永东兴昌顺和佳美润丰康祥福利达通汇联创智远景博雅宝利皖徽云川江溪梅"
)
_MARKS_LAST = "源旺航辰宇峰泽林森海洋阳晟佑宁韵彩捷驰腾飞跃科朗凯业邦众成立基固方正邺桥维筑谷野城卓越胜"

_FORMS_BIG = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司")
_FORMS_SMALL: Mapping[str, tuple[str, ...]] = {
    "A": ("家庭农场", "专业合作社", "有限公司"),
    "F": ("商行", "经营部", "有限公司", "超市", "店"),
    "H": ("饭店", "餐馆", "酒楼", "小吃店", "有限公司"),
    "O": ("服务部", "店", "有限公司"),
}


def person_name(throws: Random) -> str:
    """A surname and one or two characters."""
    surname = throws.choice(_SURNAMES)
    if throws.random() < 0.18:
        return surname + throws.choice(_GIVEN_LAST)
    return surname + throws.choice(_GIVEN_FIRST) + throws.choice(_GIVEN_LAST)


def trade_mark(throws: Random, letters: int = 2) -> str:
    """The distinctive part of a company's name (字号)."""
    mark = throws.choice(_MARKS_FIRST) + throws.choice(_MARKS_LAST)
    return mark + throws.choice(_MARKS_LAST) if letters == 3 else mark


def mark_number(serial: int) -> str:
    """A three-letter mark that is different for every serial below half a million."""
    serial, first = divmod(serial * 7919, len(_MARKS_FIRST))
    serial, second = divmod(serial, len(_MARKS_LAST))
    third = (second + 1 + serial % (len(_MARKS_LAST) - 1)) % len(_MARKS_LAST)
    return _MARKS_FIRST[first] + _MARKS_LAST[second] + _MARKS_LAST[third]


def legal_form(throws: Random, section: str, *, is_self_employed: bool) -> str:
    """The closing words of the name: what a firm of this section and kind calls itself."""
    if not is_self_employed:
        return throws.choice(_FORMS_BIG)
    small = [form for form in _FORMS_SMALL.get(section, ("经营部", "工作室", "店")) if "公司" not in form]
    return throws.choice(small)
