"""What the house itself needs to know: the county, the clock, limits, keys and the bank."""

import os

from cms.settings.base import VAR_DIR

# The business clock may be moved in the demo and in tests only; production.py refuses it.
BUSINESS_CLOCK_MOVABLE = False

# Whether officials who move money, open seals or decide who may (cms.kernel.access.GUARDED) show a second factor.
SECOND_FACTOR_REQUIRED = os.environ.get("ZHIDA_SECOND_FACTOR", "off") == "required"

# How many of our own proxies stand before the web server: so far right stands the visitor in X-Forwarded-For.
TRUSTED_PROXIES = int(os.environ.get("ZHIDA_TRUSTED_PROXIES", "0"))

# How often a form may be sent: (times, seconds) for one person who is logged in, and for everybody behind one address.
# A complaint or a report is counted by address alone: who is logged in is written nowhere beside it.
HOUR, DAY = 3600, 24 * 3600
DOOR_LIMITS: dict[str, dict[str, tuple[tuple[int, int], ...]]] = {
    "objection": {"person": ((10, HOUR), (30, DAY)), "origin": ((20, HOUR), (100, DAY))},
    "petition": {"origin": ((10, HOUR), (40, DAY))},
    "petition_followed": {"origin": ((60, HOUR),)},
    "claim": {"person": ((5, HOUR), (20, DAY)), "origin": ((60, HOUR),)},
    "signup": {"origin": ((20, HOUR), (100, DAY))},
    "second_factor": {"person": ((20, HOUR),)},
}

COUNTY_NAME = os.environ.get("ZHIDA_COUNTY_NAME", "云川县")
COUNTY_NAME_EN = os.environ.get("ZHIDA_COUNTY_NAME_EN", "Yunchuan County")

# The county's townships and parks by the first nine digits of their statistical code: Chinese and English names.
COUNTY_PLACES = {
    "341826100": ("城关镇", "Chengguan Town"),
    "341826101": ("云溪镇", "Yunxi Town"),
    "341826102": ("梅渡镇", "Meidu Town"),
    "341826103": ("石桥湾镇", "Shiqiaowan Town"),
    "341826104": ("青弋岭镇", "Qingyiling Town"),
    "341826105": ("桃林镇", "Taolin Town"),
    "341826106": ("双塘镇", "Shuangtang Town"),
    "341826107": ("白鹭洲镇", "Bailuzhou Town"),
    "341826200": ("竹坞乡", "Zhuwu Township"),
    "341826201": ("枫源乡", "Fengyuan Township"),
    "341826202": ("上川乡", "Shangchuan Township"),
    "341826400": ("云川经济开发区", "Yunchuan Economic Development Zone"),
}

# How long an outward errand is its claimer's alone, and after how long a message that woke nobody counts as lost.
ERRAND_LEASE_SECONDS = float(os.environ.get("ERRAND_LEASE_SECONDS", "60"))
ERRAND_WAKE_AGAIN_SECONDS = float(os.environ.get("ERRAND_WAKE_AGAIN_SECONDS", "30"))

UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024

# Field encryption keys, newest first: "name:base64-of-32-bytes", comma separated.
FIELD_KEYS = os.environ.get("ZHIDA_FIELD_KEYS", "")
CUSTODIAN_ROOT = os.environ.get("ZHIDA_CUSTODIAN_ROOT", str(VAR_DIR / "custodian"))

BANK_URL = os.environ.get("BANK_URL", "http://127.0.0.1:8765")
BANK_KEY = os.environ.get("BANK_KEY", "zhida")
BANK_SECRET = os.environ.get("BANK_SECRET", "")
BANK_ACCOUNT = os.environ.get("BANK_ACCOUNT", "34050161010800000001")
# A bank that exchanges ISO 20022 files instead: the folder shared with it, and how the paying account is named there.
BANK_FOLDER = os.environ.get("BANK_FOLDER", "")
# What the bank signs the files with that it puts there; production insists on it. Empty: files are believed unsigned.
BANK_FILE_SECRET = os.environ.get("BANK_FILE_SECRET", "")
BANK_DEBTOR_NAME = os.environ.get("BANK_DEBTOR_NAME", "云川县财政局")
BANK_DEBTOR_CNAPS = os.environ.get("BANK_DEBTOR_CNAPS", "104100000004")
BANK_READ_SECONDS = float(os.environ.get("BANK_READ_SECONDS", "10"))
# A sender hands over nothing later than this after its claim; after the second time it counts as dead (seconds).
BANK_SENDING_SECONDS = float(os.environ.get("BANK_SENDING_SECONDS", "45"))
BANK_SILENT_SECONDS = float(os.environ.get("BANK_SILENT_SECONDS", "60"))
BANK_ASKED_EVERY_SECONDS = float(os.environ.get("BANK_ASKED_EVERY_SECONDS", "15"))
# How many payments one errand claims together and hands to the bank.
BANK_SLICE_SIZE = int(os.environ.get("BANK_SLICE_SIZE", "100"))

# Dotted path of the county's SMS gateway class (cms.kernel.messages.delivery.TextGateway); empty: no SMS.
SMS_GATEWAY = os.environ.get("ZHIDA_SMS_GATEWAY", "")

# Directory of Arrow files that matching reads; refreshed after an import.
SNAPSHOT_ROOT = os.environ.get("ZHIDA_SNAPSHOT_ROOT", str(VAR_DIR / "snapshots"))

# Working days within which a department reviews an agency's or an owner's application.
ADMISSION_REVIEW_DAYS = 5

# Before a silent enterprise loses its benefit: on how many days a person must have tried to reach it, for how many
# working days its name must have stood on a published list, and how many days before the end the house reminds it.
CONTACTS_BEFORE_LAPSE = 3
SILENT_LIST_WORKING_DAYS = 3
REMINDER_DAYS_BEFORE = (7, 3, 1)

# The county's prefix for open contracting ids, registered with the Open Contracting Partnership; this one is nobody's.
OCDS_PREFIX = os.environ.get("ZHIDA_OCDS_PREFIX", "ocds-000000")

# Complaints and reports: calendar days to say whether one is taken up, then to answer it. 15 and 60 are those of the
# Regulations on Petition Work (信访工作条例, 2022); for reports the county sets its own.
PETITION_DAYS = {"complaint": (15, 60), "report": (7, 60)}

# The finance system's subject for each account of the ledger, as vouchers name it; a county sets its own chart.
LEDGER_SUBJECTS = {
    "appropriated": "8001 财政下达指标",
    "available": "8101 可用指标",
    "reserved": "8102 预留指标",
    "in_flight": "1021 在途资金",
    "paid": "5001 惠企资金支出",
    "returned": "2301 退票待处理",
    "suspense": "1801 待查款项",
    "unexplained": "2801 待查款项对应",
}
