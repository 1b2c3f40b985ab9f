"""Ways to an opened and evaluated need, for tests."""

from cms.kernel.errands import run_due, tick
from cms.kernel.money import yuan
from marketplace.agencies.models import Agency
from marketplace.bidding.services import submit_bid
from marketplace.needs.models import Need
from marketplace.selection.models import PriceQuestion
from marketplace.selection.services import justify_price
from tests.conftest import Clock
from tests.marketplace.worlds import Market


def bid(town: Market, need: Need, agency: Agency, price: str | None) -> None:
    submit_bid(
        need_id=need.pk,
        agency=agency,
        price=yuan(price) if price is not None else None,
        discount=None,
        proposal="按期完成，按二级检查一级验收执行。",
        by=town.agent(agency),
    )


def opened(town: Market, clock: Clock, prices: list[str], **more: object) -> tuple[Need, list[Agency]]:
    """A need whose bids at these prices were opened and evaluated."""
    agencies = [town.agency(f"测绘公司{number}") for number in range(len(prices))]
    need = town.need(**more)
    run_due()
    for agency, price in zip(agencies, prices, strict=True):
        bid(town, need, agency, price)
    clock.set(need.closes_at)
    tick()
    run_due()
    need.refresh_from_db()
    return need, agencies


def answered(need: Need, agency: Agency, town: Market) -> None:
    """The agency has explained its low price."""
    question = PriceQuestion.objects.get(need=need, party=agency.party)
    justify_price(question_id=question.pk, answer="已有同区域控制点成果，无需重测。", by=town.agent(agency))
