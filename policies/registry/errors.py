"""What the registry refuses: files that are not what they should be, and mappings that make no sense."""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import Refused


class FileTooLarge(Refused):
    """The file is larger than the house takes."""

    sentence = _("文件大小 %(size)s MB，超过上限 %(limit)s MB，请拆分后分批导入。")
    status = 413


class FileReceivedBefore(Refused):
    """The very same file was received already."""

    sentence = _("该文件已于 %(received_at)s 接收（%(name)s，%(state)s），同一数据日期的同一文件不能重复导入。")


class NotASpreadsheet(Refused):
    """The file says it is XLSX, but is not."""

    sentence = _("文件不是有效的 XLSX 表格（可能是旧版 .xls、已加密或改过扩展名），请另存为 .xlsx 或 CSV 后再导入。")
    status = 422


class SpreadsheetBomb(Refused):
    """The compressed file would unpack to far more than a department's table."""

    sentence = _("表格文件解压后过大，已拒绝读取。请检查文件来源，或改用 CSV 导入。")
    status = 422


class UnknownFileType(Refused):
    """Neither CSV nor XLSX."""

    sentence = _("只能导入 CSV 或 XLSX 文件，“%(name)s”不在其列。")
    status = 422


class WrongEncoding(Refused):
    """The text is in no encoding the house reads."""

    sentence = _("无法识别文件编码（第 %(line)s 行附近）。请将文件另存为 UTF-8 或 GB18030 编码的 CSV 后再导入。")
    status = 422


class NoRows(Refused):
    """There is a header at most."""

    sentence = _("文件中没有数据行。")
    status = 422


class TooManyColumns(Refused):
    """More columns than a department's table has."""

    sentence = _("文件有 %(count)s 列，超过上限 %(limit)s 列，请检查分隔符或删除多余的列。")
    status = 422


class NoUsccColumn(Refused):
    """No column holds the key by which enterprises are known."""

    sentence = _("表头中找不到统一社会信用代码列。读到的表头为：%(header)s。如为乱码，请另存为 UTF-8 或 GB18030 编码。")
    status = 422


class NothingToImport(Refused):
    """The dry run left no row that could be imported."""

    sentence = _("试算后没有可导入的行：共 %(rows)s 行，退回 %(rejected)s 行。请下载退回清单，修改后重新上传。")
    status = 422


class UnknownDepartment(Refused):
    """Facts come from a department of the register."""

    sentence = _("来源部门“%(source)s”不在数据来源目录中。")
    status = 422


class DateInFuture(Refused):
    """The data's own date lies ahead of the business day."""

    sentence = _("数据日期 %(as_of)s 晚于今天，请核对。")
    status = 422


class AccountNameDiffers(Refused):
    """The account is not in the enterprise's registered name."""

    sentence = _("账户户名“%(account_name)s”与企业登记名称“%(name)s”不一致，不能登记。")
    status = 422


class BankCodeFaulty(Refused):
    """The CNAPS code is not one: twelve digits, the last of them a check digit (ISO 7064 MOD 11,10)."""

    sentence = _("联行号应为 12 位数字且校验位正确，请向开户行核对。")
    status = 422


class BankUnknown(Refused):
    """The CNAPS code does not stand in the register of the clearing centre that the county keeps."""

    sentence = _("联行号“%(code)s”不在现行支付系统行号表（%(edition)s）中，请向开户行核对。")
    who_can = _("行号表有更新的，请管理员导入新版本后再办理。")
    status = 422


class AccountNumberFaulty(Refused):
    """The account number is not one."""

    sentence = _("银行账号应为 8 至 30 位数字，请核对。")
    status = 422


class NoAccountsToVerify(Refused):
    """The file has no account that may be verified together with others."""

    sentence = _("该文件没有可一并核实的账户；须替换原账户的，请在企业页面逐个核实。")


class AccountInUse(Refused):
    """An enterprise confirms by itself only an account that a department has of it, and only as its first."""

    sentence = _("该账户由本单位自行登记，或本单位已有启用的账户，须由部门工作人员核实后才能使用。")
    who_can = _("请联系牵头部门核实，结果会以消息通知。")


class PushUnreadable(Refused):
    """The pushed message is not JSON of the agreed form."""

    sentence = _("推送报文在 %(place)s 处不符合约定格式，整批未接收。")
    status = 422


class PushTooLarge(Refused):
    """The pushed message is larger than one message may be."""

    sentence = _("推送报文超过 %(limit)s MB，请分批推送。")
    status = 413


class PushNotTrusted(Refused):
    """The push is not signed with a key in force, or too old."""

    sentence = _("推送的密钥、签名或时间不正确，已拒收。")
    status = 401


class NotACode(Refused):
    """The code of a fact is written in a fixed way."""

    sentence = _("数据项代码“%(code)s”不合规则：用小写字母、数字和下划线，至少用点分成两段，如 water.used。")
    status = 422


class SharedFact(Refused):
    """The shared vocabulary is the same in every county."""

    sentence = _("“%(label)s”是系统内置的数据项，不能改动。")


class FactInUse(Refused):
    """A fact with values on file keeps its kind and its period."""

    sentence = _("“%(label)s”已有数据，值类型和周期不能再改，请另设数据项。")


class UnknownRegister(Refused):
    """There is no register of that code and kind."""

    sentence = _("没有代码为“%(code)s”的登记簿，请先在数据目录中设立。")
    status = 422


class AlreadyEntered(Refused):
    """The same entry stands already."""

    sentence = _("“%(what)s”已在册，不能重复登记。")


class OwnAccount(Refused):
    """Nobody verifies the account of a body for which they act themselves."""

    sentence = _("该账户属于您任职或经办的单位，须由其他人员核实。")
    status = 403


class EntryEnded(Refused):
    """An entry ends once."""

    sentence = _("该条目已于 %(until)s 终止，不能再改。")


class UntilBeforeFrom(Refused):
    """The end lies before the beginning."""

    sentence = _("终止日期 %(until)s 早于起始日期 %(since)s，请核对。")
    status = 422


class CodesFaulty(Refused):
    """A row of a code file is no code with a name, or a code stands twice."""

    sentence = _("代码文件第 %(row)s 行“%(shown)s”无法使用：应为代码和名称，且代码不重复。")
    status = 422
