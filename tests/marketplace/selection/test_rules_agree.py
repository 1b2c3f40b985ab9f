"""What a posting freezes and what the arithmetic documents are the same rules."""

import pytest

from marketplace.needs.rules import METHOD_RULES, MethodRule
from marketplace.needs.states import Method as MethodChoice
from marketplace.needs.states import Quote as QuoteChoice
from marketplace.selection.methods.rules import rule_for
from marketplace.selection.methods.terms import Method, Quote


@pytest.mark.parametrize("posted", METHOD_RULES, ids=lambda rule: f"{rule.method}")
def test_the_rule_frozen_on_a_need_is_the_rule_of_the_method(posted: MethodRule) -> None:
    rule = rule_for(Method(str(posted.method)), on=posted.effective_on)
    assert rule is not None
    assert rule.minimum_for(public_funds=True) == posted.minimum_public
    assert rule.minimum_for(public_funds=False) == posted.minimum_other
    assert str(rule.too_few) == posted.too_few
    assert not rule.ties or posted.tie in rule.ties


def test_a_need_and_the_arithmetic_speak_of_the_same_methods_and_quotes() -> None:
    assert {str(code) for code in Method} == set(MethodChoice.values)
    assert {str(code) for code in Quote} == set(QuoteChoice.values)
