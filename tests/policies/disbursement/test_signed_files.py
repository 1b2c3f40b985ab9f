"""What lies in the bank's folder counts only with the bank's signature: whoever can write there settles nothing."""

import hashlib
import hmac
import os
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.kernel.errands import run_due
from cms.kernel.models import Event, RefusedMessage
from policies.disbursement.gateways.bank_file import BankFile
from policies.disbursement.gateways.iso20022.tray import FileUnsigned
from policies.disbursement.gateways.protocol import Presence
from policies.disbursement.models import Attempt
from policies.disbursement.statements import Statement
from policies.disbursement.tasks import fetch_statements
from tests.conftest import Clock
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.test_bank_file import DEBTOR, answer, camt, ntry, the_day_is_over
from tests.policies.disbursement.test_statements import OURS, now
from tests.policies.disbursement.worlds import FEN, County, a_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    clock.set(TODAY)
    return a_county()


SECRET = b"what the house and its bank share"


def sign(path: Path, secret: bytes = SECRET) -> None:
    """The signature of the file lies beside it."""
    Path(f"{path}.hmac").write_text(hmac.new(secret, path.read_bytes(), hashlib.sha256).hexdigest() + "\n")


def test_a_file_of_the_folder_counts_only_with_the_banks_signature(tmp_path: Path) -> None:
    bank, file = BankFile(folder=tmp_path, debtor=DEBTOR, secret=SECRET), tmp_path / "in" / "a.xml"
    file.write_text(camt())
    with pytest.raises(FileUnsigned):
        bank.statement(OURS, TODAY)
    sign(file, b"what somebody else made up")
    with pytest.raises(FileUnsigned):
        bank.statement(OURS, TODAY)
    sign(file)
    os.utime(f"{file}.hmac", ns=(1, 1))  # later or earlier: another signature than the one that was looked at
    assert bank.statement(OURS, TODAY).is_complete
    file.write_text(camt(opening="10000001.00", closing="10000001.00"))
    with pytest.raises(FileUnsigned):
        bank.statement(OURS, TODAY)


def test_an_unsigned_report_takes_no_order(tmp_path: Path) -> None:
    bank, file = BankFile(folder=tmp_path, debtor=DEBTOR, secret=SECRET), tmp_path / "in" / "a.xml"
    file.write_text(answer("ZD1A1", "ACSP"))
    assert bank.find("ZD1A1", FEN).presence is Presence.ABSENT
    sign(file)
    assert bank.find("ZD1A1", FEN).presence is Presence.KNOWN


def forged(county: County, folder: Path) -> None:
    """A payment whose order lies in `out`, and a statement of its day that somebody wrote who is not the bank."""
    county.released(1)
    run_due()
    attempt = Attempt.objects.select_related("payment").get()
    told = camt(ntry(attempt.end_to_end_id, attempt.payment.account.reveal()), closing="9998800.00")
    (folder / "in" / "a.xml").write_text(told)
    the_day_is_over()


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.BANK_FOLDER, settings.BANK_FILE_SECRET = str(tmp_path), SECRET.decode()
    return tmp_path


def test_a_forged_statement_in_the_folder_settles_nothing_and_is_kept_as_refused(county: County, folder: Path) -> None:
    forged(county, folder)
    before = Event.objects.count()
    with pytest.raises(FileUnsigned):
        fetch_statements(TODAY.toordinal())
    assert (now(), Statement.objects.count(), Event.objects.count()) == ((["released"], ["unknown"]), 0, before)
    assert "FileUnsigned" in RefusedMessage.objects.get(boundary="bank.statement").reason
    sign(folder / "in" / "a.xml")
    fetch_statements(TODAY.toordinal())
    assert now() == (["settled"], ["settled"])


def test_without_the_secret_a_forged_statement_settles(county: County, folder: Path, settings: Settings) -> None:
    settings.BANK_FILE_SECRET = ""
    forged(county, folder)
    fetch_statements(TODAY.toordinal())
    assert now() == (["settled"], ["settled"])
