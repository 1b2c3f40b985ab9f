"""The served demo: its bank has the house's day, however far the clock was moved."""

import subprocess
import sys
from datetime import date, datetime

import pytest
import responses
from requests import PreparedRequest
from responses.matchers import json_params_matcher

from cms.demo.director.bank import begin_day
from cms.demo.director.serving import keep_the_bank_in_step
from cms.kernel.clock import SHANGHAI
from policies.disbursement.sandbox.control import SandboxControl
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
URL = "http://bank.test"
DATES = f"{URL}/control/date"


def test_while_the_demo_is_served_the_banks_day_follows_the_houses(clock: Clock) -> None:
    clock.set(datetime(2023, 10, 2, 9, tzinfo=SHANGHAI))
    site = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    def told(_request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        site.terminate()
        return 200, {}, "{}"

    with responses.RequestsMock() as bank:
        bank.get(DATES, status=502)
        bank.get(DATES, json={"date": "2023-09-30"})
        bank.add_callback("POST", DATES, callback=told, match=[json_params_matcher({"date": "2023-10-02"})])
        keep_the_bank_in_step(site, SandboxControl(URL))
    assert site.poll() is not None


def test_a_bank_that_is_ahead_is_not_called_back() -> None:
    with responses.RequestsMock() as bank:
        bank.get(DATES, json={"date": "2023-10-03"})
        begin_day(SandboxControl(URL), date(2023, 10, 2))
        assert len(bank.calls) == 1
