"""From a need to a saving: a survey is needed, too few bid, it is posted again, and the lowest sealed price wins."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse

from cms.figures.report import figures
from cms.kernel.clock import SHANGHAI, business_now
from cms.kernel.errands import run_due
from cms.kernel.models import Event
from cms.kernel.money import yuan
from cms.kernel.people.services import approve_membership
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.agencies.services import admit, apply_for_service
from marketplace.awards.services import award_need
from marketplace.bidding.models import Bid
from marketplace.bidding.queries import opened_bids
from marketplace.bidding.services import submit_bid
from marketplace.contracts.errors import DiffersFromAward
from marketplace.contracts.services import file_contract
from marketplace.needs.errors import NeedClosed, OwnerNotAdmitted
from marketplace.needs.models import Need
from marketplace.needs.services import post_need, repost_need
from marketplace.needs.states import NeedState
from marketplace.oversight.periods import Period
from marketplace.owners.services import admit_owner, apply_as_owner
from tests.conftest import Clock
from tests.marketplace.worlds import Market, certificate, market
from tests.policies.worlds import officer
from tests.stories.world import it_is, signs_up, the_house_keeps_up

pytestmark = pytest.mark.django_db
SPRING = Period(date(2023, 3, 1), date(2023, 3, 31))
DAYS = timedelta(days=1)
SECRETS = ("平川测绘", "52,000", "52000", "5200000")
"""The winning bidder, and the winning price as a page, a row or the trail would write it."""


@pytest.fixture
def town(db: None, clock: Clock) -> Market:
    """A department and one service type, on the morning of 1 March 2023."""
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


def test_from_a_need_to_a_saving(town: Market, clock: Clock, client: Client) -> None:
    the_hospital_becomes_an_owner(town)
    near, fair, dear = (an_agency_is_admitted(town, name) for name in ("近山测绘", "平川测绘", "高岭测绘"))

    first = town.need(days=5, ceiling="80000.00")
    the_house_keeps_up()
    offers(town, first, near, "60000.00")
    offers(town, first, dear, "71000.00")
    it_is(clock, first.closes_at)
    first.refresh_from_db()
    assert first.state == NeedState.FAILED  # two offers where public money asks for three

    second = posted_again(town, first)
    assert (second.procurement, second.round) == (first.procurement, 2)
    offers(town, second, near, "60000.00")
    offers(town, second, fair, "58000.00")
    offers(town, second, dear, "71000.00")
    offers(town, second, fair, "52000.00")  # in place of the one before
    nobody_sees_a_price(second, client)

    it_is(clock, second.closes_at - DAYS)
    nobody_sees_a_price(second, client)
    clock.set(second.closes_at)
    with pytest.raises(NeedClosed):
        offers(town, second, dear, "51000.00")
    the_house_keeps_up()
    assert {bid.price for bid in opened_bids(second)} == {yuan("60000"), yuan("52000"), yuan("71000")}
    assert all(secret in public_page(second, client) for secret in SECRETS[:2])

    award = award_need(need_id=second.pk, by=town.clerk)
    assert (award.party, award.price) == (fair.party, yuan("52000"))
    the_contract_says_what_was_awarded(town, award.pk, fair, clock)
    the_saving_is_counted()


def the_hospital_becomes_an_owner(town: Market) -> None:
    """It applies, may not post before it is admitted, and is admitted by the competent department."""
    hospital = town.party("云川县人民医院")
    claim = signs_up("陈工", party=hospital, role=Role.OWNER)
    approve_membership(membership_id=claim.pk, by=officer(Role.ADMINISTRATOR, town.department))
    town.clerk = claim.user
    town.owner = apply_as_owner(
        party=hospital, department=town.department, by=town.clerk, contact_name="陈工", contact_mobile="19900000088"
    )
    draft = town.draft()
    with pytest.raises(OwnerNotAdmitted):
        post_need(need_id=draft.pk, by=town.clerk, declares_recusal=True)
    admit_owner(owner_id=town.owner.pk, by=town.reviewer)
    town.owner.refresh_from_db()


def an_agency_is_admitted(town: Market, name: str) -> Agency:
    """It registers, shows its certificate, and is admitted for the service type."""
    agency = town.registered_agency(name)
    papers = [certificate(number=f"CH-{agency.pk}")]
    application = apply_for_service(
        agency=agency, service_type=town.service_type, certificates=papers, by=town.agent(agency)
    )
    admit(admission_id=application.pk, by=town.reviewer)
    return agency


def offers(town: Market, need: Need, agency: Agency, price: str) -> Bid:
    """The agency hands in a sealed price."""
    return submit_bid(need_id=need.pk, agency=agency, price=yuan(price), by=town.agent(agency))


def posted_again(town: Market, failed: Need) -> Need:
    """The owner looks at its terms once more and posts the same procurement again; the custodian makes a new key."""
    closes_at = business_now() + 5 * DAYS
    again = repost_need(need_id=failed.pk, review_note="已放宽业绩要求", closes_at=closes_at, by=town.clerk)
    posted = post_need(need_id=again.pk, by=town.clerk, declares_recusal=True)
    run_due()
    return posted


def nobody_sees_a_price(need: Need, client: Client) -> None:
    """No page, no row of a bid and no event shows the winning price or its bidder while the envelopes are shut."""
    assert not opened_bids(need).exists()
    rows: list[QuerySet[Model]] = [Bid.objects.filter(need=need), Event.objects.filter(name__startswith="bid.")]
    seen = public_page(need, client) + str([list(one.values()) for one in rows])
    assert not [secret for secret in SECRETS if secret in seen]


def public_page(need: Need, client: Client) -> str:
    """What anybody reads about the need."""
    page = client.get(reverse("marketplace:need", args=[need.pk]))
    assert page.status_code == 200
    return page.content.decode()


def the_contract_says_what_was_awarded(town: Market, award_id: int, winner: Agency, clock: Clock) -> None:
    """A contract over another amount is refused; the one over the awarded price is filed."""
    clock.forward(days=3)
    signed_on = business_now().date()
    with pytest.raises(DiffersFromAward):
        file_contract(award_id=award_id, agency=winner.party, amount=yuan("53000"), signed_on=signed_on, by=town.clerk)
    file_contract(award_id=award_id, agency=winner.party, amount=yuan("52000"), signed_on=signed_on, by=town.clerk)
    the_house_keeps_up()


def the_saving_is_counted() -> None:
    """80,000 yuan were allowed, 52,000 are paid: 28,000 saved, 35 % of the ceiling."""
    counted = figures(marketplace=SPRING)["marketplace"]
    assert (counted["procurements_completed"], counted["deal_amount_fen"]) == (1, 52_000_00)
    assert (counted["saved_amount_fen"], counted["savings_rate"]) == (28_000_00, "35.00")
