"""The form by which an agency offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.kernel.fields import YuanField
from marketplace.bidding.packs import Files
from marketplace.bidding.paper_checks import Handed
from marketplace.needs.models import Need
from marketplace.needs.states import Quote


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, as they came: each its name and its content, which never left memory."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Handed]:
        """What was handed in, in order; what is wrong with it the service says."""
        return [(upload.name or "", upload.read()) for upload in data or []]


class FilesForm(forms.Form):
    """The files of an opened bid, handed in again."""

    technical = SeveralFilesField(label=_("技术方案文件（供专家匿名评审）"), required=False)
    business = SeveralFilesField(label=_("商务及资格文件"), required=False)

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not need.rules.get("has_panel"):
            del self.fields["technical"]

    def files_given(self) -> Files:
        """The files as services take them."""
        return Files(self.cleaned_data.get("technical", ()), self.cleaned_data.get("business", ()))


class BidForm(forms.Form):
    """An amount, a discount in percent, or in a draw the mere wish to take part; and the promise to honour it."""

    price = YuanField(label=_("报价（元）"))
    percent = forms.DecimalField(
        label=_("下浮率（%）"), min_value=0, max_digits=4, decimal_places=2, help_text=_("例如 5.25 表示下浮 5.25%。")
    )
    proposal = forms.CharField(
        label=_("技术方案"),
        max_length=1000,
        help_text=_("由专家匿名评审，不得出现本单位名称、信用代码或联系方式。不超过 1000 字。"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    technical = SeveralFilesField(
        label=_("技术方案文件（供专家匿名评审）"),
        required=False,
        help_text=_(
            "内容和文档属性中均不得出现本单位名称、信用代码、联系方式和法定代表人姓名；专家只看到编号，看不到文件名。"
        ),
    )
    business = SeveralFilesField(
        label=_("商务及资格文件"), required=False, help_text=_("开启后由业主单位和监督人员查看，专家评审时看不到。")
    )
    agrees = forms.BooleanField(label=_("本机构已阅读需求全部内容，承诺按所报价格和要求提供服务。"))

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        takes_price = need.rules.get("takes_price", True)
        if not takes_price or need.quote != Quote.AMOUNT:
            del self.fields["price"]
        if not takes_price or need.quote != Quote.DISCOUNT:
            del self.fields["percent"]
        has_panel = need.rules.get("has_panel")
        if not has_panel:
            del self.fields["proposal"]
        if not has_panel or not need.special.papers_mb:
            del self.fields["technical"]
        if not need.special.papers_mb:
            del self.fields["business"]

    def offer(self) -> dict[str, Any]:
        """The offer as services take it: Money, or a fraction, and files."""
        entered = self.cleaned_data
        percent = entered.get("percent")
        discount = None if percent is None else percent / 100
        files = Files(entered.get("technical", ()), entered.get("business", ()))
        offer = {"price": entered.get("price"), "discount": discount, "proposal": entered.get("proposal", "")}
        return offer | {"files": files}
