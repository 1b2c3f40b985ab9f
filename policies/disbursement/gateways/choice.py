"""Which bank this house uses: the one its settings name."""

from functools import lru_cache

from django.conf import settings

from policies.disbursement.gateways.bank_http import BankHttp
from policies.disbursement.gateways.protocol import Gateway


def gateway() -> Gateway:
    """The bank at BANK_URL, one connection pool per process and address."""
    return _bank(settings.BANK_URL, settings.BANK_KEY, settings.BANK_SECRET, settings.BANK_READ_SECONDS)


@lru_cache(maxsize=4)
def _bank(url: str, key: str, secret: str, read_seconds: float) -> BankHttp:
    return BankHttp(url=url, key=key, secret=secret.encode(), read_seconds=read_seconds)
