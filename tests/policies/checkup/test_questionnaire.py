"""The visitor's questionnaire as a browser without JavaScript sees it: nothing kept, nothing forged, nothing lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from cms.kernel.models import Event
from policies.registry.code_sets import enter_carried
from tests.policies.checkup.worlds import HONEST, PRIVATE, REVENUE, in_force

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
ADDRESS = "/checkup/"
HIDDEN = re.compile(r'name="(answers|asked)" value="([^"]*)"')


class Visitor:
    """Somebody who answers what the page asks."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.read(client.get(ADDRESS))

    def read(self, answer: object) -> None:
        self.answer = answer
        self.page = answer.content.decode()  # type: ignore[attr-defined]
        self.hidden = dict(HIDDEN.findall(self.page))

    def post(self, **more: str) -> None:
        self.read(self.client.post(ADDRESS, self.hidden | more))


@pytest.fixture
def visitor(client: Client) -> Visitor:
    in_force("a", PRIVATE, title="民营奖补")
    in_force("b", PRIVATE, REVENUE, title="增长奖补")
    in_force("c", PRIVATE, HONEST, title="诚信奖补")
    return Visitor(client)


def test_it_asks_first_for_what_decides_most_and_ends_when_nothing_is_open(visitor: Visitor) -> None:
    assert visitor.hidden["asked"] == "enterprise.is_private"
    visitor.post(answer="no")
    assert "答完了" in visitor.page
    assert "差一项（1）" in visitor.page
    assert "不符合（2）" in visitor.page


def test_each_answer_decides_more_until_all_is_told(visitor: Visitor) -> None:
    visitor.post(answer="yes")
    assert "还有 2 项政策未定" in visitor.page
    assert "符合条件（1）" in visitor.page
    while "asked" in visitor.hidden:
        name = visitor.hidden["asked"]
        visitor.post(answer="no" if name == "credit.serious_dishonest" else "100")
    assert "符合条件（3）" in visitor.page
    assert "50,000.00" in visitor.page
    assert "以部门审核为准" in visitor.page


def test_a_skipped_question_leaves_the_policy_open_and_is_not_asked_again(visitor: Visitor) -> None:
    asked = []
    while "asked" in visitor.hidden:
        asked.append(visitor.hidden["asked"])
        visitor.post(skip="1")
    assert sorted(asked) == ["credit.serious_dishonest", "enterprise.is_private", "finance.revenue[2022]"]
    assert "按回答无法判断（3）" in visitor.page


def test_an_earlier_answer_can_be_changed(visitor: Visitor) -> None:
    visitor.post(answer="no")
    visitor.post(change="enterprise.is_private")
    assert visitor.hidden["asked"] == "enterprise.is_private"
    visitor.post(answer="yes")
    assert "符合条件（1）" in visitor.page


@pytest.mark.parametrize("typed", ["", "maybe", "是", "9" * 40])
def test_what_is_no_answer_is_told_at_the_field_and_asked_again(visitor: Visitor, typed: str) -> None:
    visitor.post(answer=typed)
    assert visitor.answer.status_code == 422  # type: ignore[attr-defined]
    assert visitor.hidden["asked"] == "enterprise.is_private"


def test_answers_that_the_house_did_not_sign_are_refused(visitor: Visitor) -> None:
    visitor.post(answer="yes", answers=visitor.hidden["answers"] + "x")
    assert visitor.answer.status_code == 400  # type: ignore[attr-defined]
    assert "答题记录已失效" in visitor.page


@pytest.mark.parametrize("asked", ["bank.account_on_file", "nothing.known", "finance.revenue[abcd]", "["])
def test_an_answer_to_what_nobody_asks_is_left_alone(visitor: Visitor, asked: str) -> None:
    visitor.post(asked=asked, answer="yes")
    assert visitor.answer.status_code == 200  # type: ignore[attr-defined]
    assert "已答 0 题" in visitor.page


@pytest.mark.parametrize(
    ("typed", "status"),
    [("35 专用设备制造业", 200), ("专用设备制造业", 200), ("C35", 200), ("３５", 200), ("没有的行业", 422)],
)
def test_an_industry_is_chosen_by_name(client: Client, typed: str, status: int) -> None:
    enter_carried()
    machines = {"starts_with": {"of": {"fact": "enterprise.industry"}, "codes": ["35"], "code_set": "GB/T 4754-2017"}}
    in_force("m", machines, title="装备奖补")
    visitor = Visitor(client)
    assert '<option value="35 专用设备制造业">' in visitor.page
    visitor.post(answer=typed)
    assert visitor.answer.status_code == status  # type: ignore[attr-defined]
    assert ("符合条件（1）" in visitor.page) is (status == 200)


def test_nothing_of_a_visitor_is_kept(visitor: Visitor) -> None:
    events = Event.objects.count()
    visitor.post(answer="yes")
    visitor.post(answer="500")
    assert (Session.objects.count(), Event.objects.count()) == (0, events)
    assert "sessionid" not in visitor.client.cookies
    assert "no-store" in visitor.answer.headers["Cache-Control"]  # type: ignore[attr-defined]


def test_it_speaks_english(visitor: Visitor) -> None:
    page = visitor.client.get(ADDRESS, headers={"Accept-Language": "en"}).content.decode()
    assert "Private enterprise" in page
