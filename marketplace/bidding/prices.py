"""What an offer must be to go into an envelope, and to count when it comes out of it."""

from decimal import Decimal

from djmoney.money import Money

from cms.kernel.money import CURRENCY, FEN
from marketplace.bidding.errors import (
    BadPrice,
    DiscountOutOfRange,
    FixedPrice,
    OtherCurrency,
    PriceAboveCeiling,
    PriceMissing,
    PriceNotInFen,
    PriceNotPositive,
)
from marketplace.needs.models import Need
from marketplace.needs.states import Quote

RATE_STEP = Decimal("0.0001")


def check_offer(need: Need, price: Money | None, discount: Decimal | None) -> None:
    """Nothing happens when the offer is one for this need; else the BadPrice that says what is wrong is raised."""
    if need.quote == Quote.AMOUNT:
        if price is None or discount is not None:
            raise PriceMissing(quote=need.get_quote_display())
        _check_price(need, price)
    else:
        if discount is None or price is not None:
            raise PriceMissing(quote=need.get_quote_display())
        _check_discount(need, discount)


def _check_price(need: Need, price: Money) -> None:
    amount: Decimal = price.amount
    if str(price.currency) != CURRENCY:
        raise OtherCurrency
    if not amount.is_finite() or amount <= 0:
        raise PriceNotPositive
    if amount != amount.quantize(FEN):
        raise PriceNotInFen
    if amount > need.ceiling.amount:
        raise PriceAboveCeiling(ceiling=f"{need.ceiling.amount:,.2f}")
    if not need.rules.get("takes_price", True) and amount != need.ceiling.amount:
        raise FixedPrice(ceiling=f"{need.ceiling.amount:,.2f}")


def _check_discount(need: Need, discount: Decimal) -> None:
    if not discount.is_finite() or not 0 <= discount < 1 or discount != discount.quantize(RATE_STEP):
        raise DiscountOutOfRange
    if need.ceiling.amount * (1 - discount) < FEN / 2:  # the deal would be rounded to nothing
        raise DiscountOutOfRange


def is_good_offer(need: Need, price: Money | None, discount: Decimal | None) -> bool:
    """Whether the offer is one for this need."""
    try:
        check_offer(need, price, discount)
    except BadPrice:
        return False
    return True
