"""A market on 1 March 2023 with one filed contract."""

from datetime import datetime

import pytest

from cms.kernel.clock import SHANGHAI
from marketplace.contracts.models import Contract
from tests.conftest import Clock
from tests.marketplace.contracts.journeys import filed
from tests.marketplace.worlds import Market, market


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(datetime(2023, 3, 1, 9, tzinfo=SHANGHAI))
    return market()


@pytest.fixture
def contract(town: Market, clock: Clock) -> Contract:
    return filed(town, clock)
