"""Ways to a filed contract, for tests."""

from cms.kernel.clock import SHANGHAI
from cms.kernel.errands import run_due
from cms.kernel.models import User
from marketplace.awards.models import Award
from marketplace.awards.services import award_need
from marketplace.contracts.models import Contract
from marketplace.contracts.services import file_contract
from tests.conftest import Clock
from tests.marketplace.awards.journeys import opened
from tests.marketplace.worlds import Market

PRICES = ["60000.00", "52000.00", "58000.00"]


def awarded(town: Market, clock: Clock, prices: list[str] = PRICES, **more: object) -> Award:
    """The award of a need whose bids came at these prices."""
    need, _agencies = opened(town, clock, prices, **more)
    return award_need(need_id=need.pk, by=town.clerk)


def filed(town: Market, clock: Clock, prices: list[str] = PRICES, **more: object) -> Contract:
    """The contract of such an award, signed on its day and filed; its errands have run."""
    award = awarded(town, clock, prices, **more)
    contract = file_contract(
        award_id=award.pk,
        agency=award.party,
        amount=award.price,
        signed_on=award.awarded_at.astimezone(SHANGHAI).date(),
        by=town.clerk,
    )
    run_due()
    return contract


def agent_of(town: Market, contract: Contract) -> User:
    """Who acts for the contract's agency."""
    return town.agent(contract.award.party.agency)
