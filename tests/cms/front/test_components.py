"""Components see what they are given and nothing else, and escape it."""

from decimal import Decimal

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from cms.kernel.charts import Chart, Series, Unit
from cms.kernel.money import yuan
from cms.kernel.people.models import Membership, MembershipState


def said(source: str, **values: object) -> str:
    """What a template says in Chinese."""
    with override("zh-hans"):
        return Template(source).render(Context(values))


def test_a_component_wraps_its_body_and_its_fills() -> None:
    page = said(
        '{% component "notice" tone="danger" title="停" %}正文{% fill "actions" %}去处{% endfill %}{% endcomponent %}'
    )
    assert 'data-color="danger"' in page
    assert page.index("停") < page.index("正文") < page.index("去处")


def test_a_component_does_not_see_the_page_around_it() -> None:
    assert "漏" not in said('{% component "notice" %}正文{% endcomponent %}', title="漏", actions="漏")


def test_what_people_wrote_is_escaped_everywhere() -> None:
    evil = "<img src=x onerror=alert(1)>"
    pages = [
        said('{% component "notice" title=evil %}{{ evil }}{% endcomponent %}', evil=evil),
        said('{% show "timeline" steps=steps %}', steps=[{"what": evil, "note": evil, "by": evil}]),
        said('{% show "facts" rows=rows %}', rows=[(evil, evil)]),
        said('{% show "tree" node=node %}', node={"verdict": "true", "text": evil, "source": evil}),
        said("{% badge evil %}{{ evil|masked }}", evil=evil),
    ]
    assert not any("<img" in page for page in pages)


@pytest.mark.parametrize("source", ["{% component %}{% endcomponent %}", '{% show "notice" stray %}', "{% fill a b %}"])
def test_a_wrongly_written_component_is_told_at_once(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_money_carries_its_exact_value_and_its_full_amount_on_hover() -> None:
    assert 'value="2471400.00"' in said("{{ x|money }}", x=yuan("2471400"))
    assert 'title="2,471,400.00元"' in said("{{ x|money_short }}", x=yuan("2471400"))
    assert said("{{ x|money }}{{ x|percent }}{{ x|day }}{{ x|number }}{{ x|amount }}", x=None) == "—————"


@pytest.mark.django_db
def test_a_state_is_shown_by_word_tone_and_mark() -> None:
    page = said("{{ thing|state_badge }}", thing=Membership(state=MembershipState.ENDED))
    assert "已终止" in page
    assert 'data-mark="full"' in page


def test_a_chart_and_its_table_show_the_same_numbers() -> None:
    chart = Chart("节资率", ["1月", "2月"], [Series("节资率", [Decimal("0.1813"), None], Unit.RATE)])
    assert chart.rows == [("1月", ["18.13%"]), ("2月", ["—"])]
    page = said('{% chart chart "c" %}', chart=chart)
    assert '<script id="c" type="application/json">' in page
    assert "18.13%" in page


def test_a_chart_with_a_number_missing_is_refused() -> None:
    with pytest.raises(ValueError):
        Chart("节资率", ["1月", "2月"], [Series("节资率", [Decimal("0.1")], Unit.RATE)])
