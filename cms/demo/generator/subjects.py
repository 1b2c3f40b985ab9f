"""What is bought, in words: titles and descriptions of procurements that fit their owner and service."""

from random import Random

from cms.demo.generator.catalogue import ServiceTypeInput
from cms.demo.generator.county import PLACES
from cms.demo.generator.owners import OwnerInput

_WORKS = {
    "town": (
        "{town}农村人居环境整治提升项目",
        "{town}和美乡村省级中心村建设项目",
        "{town}农村公路提质改造项目",
        "{town}集镇污水管网改造项目",
        "{town}农产品冷链仓储中心项目",
        "{town}小型水库除险加固工程",
        "{town}便民服务中心改造项目",
        "{town}高标准农田建设项目",
    ),
    "organ": (
        "{town}片区老旧小区改造项目",
        "县城{road}雨污分流改造工程",
        "{town}幸福河湖建设项目",
        "{town}至{other}县道升级改造工程",
        "{town}历史遗留矿山生态修复项目",
        "云川河{town}段治理工程",
        "县城公共停车场建设项目（{road}）",
        "{town}游客服务中心项目",
        "{town}农贸市场标准化改造项目",
        "县级政务服务大厅{road}分厅改造项目",
    ),
    "school": (
        "教学楼抗震加固工程",
        "学生宿舍{number}号楼新建项目",
        "运动场及附属设施改造项目",
        "食堂及厨房设备改造项目",
        "实训楼装修工程",
    ),
    "hospital": (
        "门诊综合楼改造项目",
        "发热门诊扩建项目",
        "医技楼{number}层装修改造工程",
        "污水处理站改造项目",
        "医疗设备用房建设项目",
    ),
    "firm": (
        "{road}综合管廊一期工程",
        "{town}标准化厂房{number}期项目",
        "城乡供水一体化{town}片区工程",
        "{town}充电基础设施建设项目",
        "云川古街保护利用{number}期项目",
        "{town}安置房建设项目",
    ),
}
_AFFAIRS = ("2022年度", "2023年度", "2020—2022年度")
_ROADS = [
    "云川大道",
    "梅园路",
    "迎宾路",
    "文昌路",
    "状元路",
    "滨河路",
    "桃花潭东路",
    "青弋路",
    "宁国路",
    "太白路",
    "人民路",
    "学府路",
]
_NUMBERS = "一二三四五"
_FREE_OF_WORKS = {
    "财务审计",
    "资产评估",
    "预算绩效评价",
    "税务与财务咨询",
    "法律服务",
    "档案整理与数字化",
    "政府采购代理",
    "拍卖与产权交易代理",
}
_AFFAIR_WORDS = {
    "财务审计": "{year}财务收支审计服务",
    "资产评估": "{number}批国有资产处置评估服务",
    "预算绩效评价": "{year}部门整体支出绩效评价服务",
    "税务与财务咨询": "{year}税务与财务咨询服务",
    "法律服务": "{year}常年法律顾问服务",
    "档案整理与数字化": "{year}档案整理与数字化服务",
    "政府采购代理": "{number}批设备采购项目采购代理服务",
    "拍卖与产权交易代理": "{number}批资产公开处置代理服务",
}


def titled(throws: Random, owner: OwnerInput, kind: ServiceTypeInput, taken: set[str]) -> str:
    """A title no other procurement has, which it adds to `taken`."""
    towns = [place.name for place in PLACES if not place.is_park]
    for _ in range(60):
        town, other = throws.sample(towns, 2)
        if owner.kind == "town":
            town = next((name for name in towns if name in owner.name), "云川经济开发区")
        number = throws.choice(_NUMBERS)
        words = {
            "town": town,
            "other": other,
            "road": throws.choice(_ROADS),
            "number": number,
            "year": throws.choice(_AFFAIRS),
        }
        if kind.name in _FREE_OF_WORKS:
            title = owner.name + _AFFAIR_WORDS[kind.name].format(**(words | {"number": f"第{number}"}))
        else:
            work = throws.choice(_WORKS[owner.kind]).format(**words)
            lead = owner.name if owner.kind in {"school", "hospital"} else ""
            title = f"{lead}{work}{kind.name}服务"
        if title not in taken:
            break
    else:
        title = f"{title}（{len(taken) + 1}号）"
    taken.add(title)
    return title


def described(throws: Random, kind: ServiceTypeInput, days: int) -> str:
    """What the notice asks for, in a few sentences."""
    copies = throws.choice("四六八")
    return (
        f"服务内容：按照国家和安徽省现行规范、标准，为本项目提供{kind.name}服务，并提交{kind.name}成果文件一式{copies}份及电子文档。\n"
        f"服务期限：自合同签订之日起{days}日内提交成果，配合完成评审、备案等后续工作。\n"
        f"资格要求：已入驻中介超市“{kind.name}”事项，持有有效的{kind.certificate}；项目负责人具备相应执业资格。\n"
        "付款方式：成果通过验收后三十日内一次性支付。报价包含完成本项目所需的全部费用。"
    )
