from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from djmoney.money import Money

class MoneyField(models.DecimalField[Any, Any]):
    _pyi_private_set_type: Money | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Money  # type: ignore[assignment]
    def __init__(self, verbose_name: Any = None, **options: Any) -> None: ...

class CurrencyField(models.CharField[Any, Any]): ...
