"""The life of an admission, and of an agency as a whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.states import Moves


class AgencyState(models.TextChoices):
    """The life of an agency on the market; what it may offer is told by its admissions."""

    REGISTERED = "registered", _("已登记")
    SUSPENDED = "suspended", _("整体暂停")  # nothing of it counts until restored
    UNCONFIRMED = "unconfirmed", _("未作年度确认，已暂停")  # by the calendar, until it confirms its entry


AGENCY_MOVES: Moves = {
    AgencyState.REGISTERED: {AgencyState.SUSPENDED, AgencyState.UNCONFIRMED},
    AgencyState.UNCONFIRMED: {AgencyState.REGISTERED, AgencyState.SUSPENDED},
    AgencyState.SUSPENDED: {AgencyState.REGISTERED},
}


class AdmissionState(models.TextChoices):
    """The life of an agency's admission for one service type."""

    APPLIED = "applied", _("待审核")  # the department's clock runs
    RETURNED = "returned", _("退回补正")  # the agency is to complete it
    ADMITTED = "admitted", _("已入驻")
    REFUSED = "refused", _("未通过")
    SUSPENDED = "suspended", _("已暂停")  # by the department
    EXPIRED = "expired", _("资质已到期")  # by the calendar; a new application renews it


ADMISSION_MOVES: Moves = {
    AdmissionState.APPLIED: {AdmissionState.ADMITTED, AdmissionState.RETURNED, AdmissionState.REFUSED},
    AdmissionState.RETURNED: {AdmissionState.APPLIED},
    AdmissionState.REFUSED: {AdmissionState.APPLIED},
    AdmissionState.ADMITTED: {AdmissionState.SUSPENDED, AdmissionState.EXPIRED},
    AdmissionState.SUSPENDED: {AdmissionState.ADMITTED, AdmissionState.EXPIRED},
    AdmissionState.EXPIRED: {AdmissionState.APPLIED},
}
