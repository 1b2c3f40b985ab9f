"""Which bank this house uses: the one its settings name."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from policies.disbursement.gateways.bank_file import BankFile
from policies.disbursement.gateways.bank_http import BankHttp
from policies.disbursement.gateways.iso20022.messages import Debtor
from policies.disbursement.gateways.protocol import Gateway


def gateway() -> Gateway:
    """The bank that exchanges files in BANK_FOLDER, when that is set; else the one at BANK_URL.

    One connection pool per process and address.
    """
    if settings.BANK_FOLDER:
        debtor = Debtor(settings.BANK_DEBTOR_NAME, settings.BANK_ACCOUNT, settings.BANK_DEBTOR_CNAPS)
        return BankFile(folder=Path(settings.BANK_FOLDER), debtor=debtor, secret=settings.BANK_FILE_SECRET.encode())
    return _bank(settings.BANK_URL, settings.BANK_KEY, settings.BANK_SECRET, settings.BANK_READ_SECONDS)


@lru_cache(maxsize=4)
def _bank(url: str, key: str, secret: str, read_seconds: float) -> BankHttp:
    return BankHttp(url=url, key=key, secret=secret.encode(), read_seconds=read_seconds)
