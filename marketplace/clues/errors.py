"""What is refused about cases."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class AlreadyInCase(Refused):
    """The clue is being looked into, or was."""

    sentence = _("该线索已在核查件 %(number)s 中办理。")


class PartiesNotHeard(Refused):
    """Nothing is passed on before those concerned could explain themselves."""

    sentence = _("移送前应当听取当事单位的说明：尚未询问任何单位，或询问期限未满且未收到答复。")


class NotConcerned(Refused):
    """Only parties that a clue of the case names are asked."""

    sentence = _("“%(party)s”不在本核查件的线索之中。")
    status = 422


class AlreadyAnswered(Refused):
    """A question is answered once."""

    sentence = _("该询问已答复，不能修改。")
