"""Money: one currency (CNY), one rounding (fen, half-up, once), one ratio, one split whose parts sum to the whole."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from djmoney.models.fields import MoneyField
from djmoney.money import Money

CURRENCY = "CNY"
FEN = Decimal("0.01")


def money_field(verbose_name: Any = None, **options: Any) -> Any:
    """A column of yuan with two decimals, up to 99,999,999,999,999.99, in CNY and nothing else.

    The model says whether it may be empty: `amount: Money = …`, `price: Money | None = money_field(…, null=True)`.
    """
    settings: dict[str, Any] = {
        "max_digits": 16,
        "decimal_places": 2,
        "default_currency": CURRENCY,
        "currency_choices": [(CURRENCY, CURRENCY)],
        "currency_max_length": 3,
    }
    return MoneyField(verbose_name, **(settings | options))


def yuan(amount: str | int | Decimal) -> Money:
    """Money of `amount` yuan; raises ValueError when it has a fraction of a fen, TypeError for a float."""
    if isinstance(amount, float):
        raise TypeError("money is never made from a float")
    exact = Decimal(amount)
    if exact != exact.quantize(FEN):
        raise ValueError(f"{amount} yuan has a fraction of a fen")
    return Money(exact.quantize(FEN), CURRENCY)


def from_fen(fen: int) -> Money:
    """Money of `fen` hundredths of a yuan."""
    return Money(Decimal(fen).scaleb(-2).quantize(FEN), CURRENCY)


def to_fen(money: Money | Decimal) -> int:
    """The amount in fen; raises ValueError when it has a fraction of a fen."""
    amount = money.amount if isinstance(money, Money) else money
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{amount} yuan has a fraction of a fen")
    return int(fen)


def round_fen(amount: Decimal) -> Decimal:
    """Yuan rounded half-up to the fen: the one rounding, done once at the end of a computation."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def ratio(numerator: Decimal | int, denominator: Decimal | int, places: int = 4) -> Decimal | None:
    """numerator / denominator, half-up at `places` decimals; None when there is nothing to divide by."""
    if not denominator:
        return None
    return (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(numerator: Decimal | int, denominator: Decimal | int, places: int = 2) -> Decimal | None:
    """100 × numerator / denominator, half-up at `places` decimals; None when there is nothing to divide by."""
    return ratio(Decimal(numerator) * 100, denominator, places)


def split(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Parts of `total_fen` in proportion to `weights`, each a whole fen, summing exactly to the total.

    Largest remainder method; equal remainders go to the earlier weight. Raises ValueError when
    the total or a weight is negative, or when no weight is positive.
    """
    whole = sum(weights)
    if total_fen < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("a split needs a total of zero or more and weights of which one is positive")
    parts = [total_fen * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(total_fen * weights[n] % whole), n))
    for n in by_remainder[: total_fen - sum(parts)]:
        parts[n] += 1
    return parts
