"""One problem in both languages: what is wrong, and what to do about it."""

from policies.rules.facts import Label


def said(zh: str, en: str, remedy_zh: str, remedy_en: str) -> tuple[Label, Label]:
    """What is wrong and its remedy, each in both languages."""
    return Label(zh, en), Label(remedy_zh, remedy_en)
