"""Every printed form, and what is printed over its rows: sections with their points, and how many rows they have."""

from __future__ import annotations

from typing import NamedTuple

from oracle.texts import chongqing, fangshan, qingdao, qinhuangdao, qinhuangdao_xiaojia, rushan

FORMS = (
    rushan.ENTERPRISE,
    rushan.REGIONAL,
    qinhuangdao.HOME,
    qinhuangdao_xiaojia.XIAOJIA,
    chongqing.PUBLIC,
    chongqing.PRIVATE,
    chongqing.INSTITUTION,
    chongqing.XIAOJIA,
    fangshan.DEMONSTRATION,
    fangshan.NEW_ENTERPRISE,
    fangshan.REST_STOP,
    fangshan.ADVANCED,
    qingdao.ENTERPRISE,
    qingdao.INSTITUTION,
    qingdao.REGIONAL,
)


class Heading(NamedTuple):
    """A section as printed; without points on a checklist."""

    title: str
    rows: int
    points: int | None = None


def homes(title: str, *rows_and_points: tuple[int, int]) -> tuple[Heading, ...]:
    """六有 with 30 points, then the 五家."""
    names = ("效益", "文明", "民主", "温暖", "安康")
    kind = title.removeprefix("六有")
    return (
        Heading(title, 6, 30),
        *(
            Heading(f"{name}{'小家' if kind == '小家' else '之家'}", rows, points)
            for name, (rows, points) in zip(names, rows_and_points, strict=True)
        ),
    )


def classes(*rows: int) -> tuple[Heading, ...]:
    """The six parts of 青岛's standards."""
    titles = ("政治建设", "组织建设", "制度建设", "服务建设", "基础建设", "满意度测评")
    return tuple(Heading(title, number) for title, number in zip(titles, rows, strict=True))


HEADINGS: dict[str, tuple[Heading, ...]] = {
    rushan.ENTERPRISE.id: (
        Heading("自身建设规范", 5, 20),
        Heading("促进发展有力", 4, 30),
        Heading("履行维权职责", 4, 22),
        Heading("提升职工素质", 3, 14),
        Heading("服务职工全面", 4, 14),
    ),
    rushan.REGIONAL.id: (
        Heading("自身建设规范", 4, 20),
        Heading("促进发展有力", 5, 40),
        Heading("维护服务到位", 5, 40),
    ),
    qinhuangdao.HOME.id: (
        Heading("工会组织建设", 8, 30),
        Heading("经济和劳动保护", 5, 15),
        Heading("协调劳动关系", 8, 24),
        Heading("职工队伍建设", 3, 6),
        Heading("服务关爱职工", 6, 13),
        Heading("工会经费和资产管理", 4, 12),
    ),
    qinhuangdao_xiaojia.XIAOJIA.id: (
        Heading("工会组织建设", 6, 30),
        Heading("规章制度建设", 3, 13),
        Heading("服务关爱职工", 4, 17),
        Heading("经济和劳动保护", 9, 40),
    ),
    chongqing.PUBLIC.id: homes("六有家园", (3, 14), (4, 15), (6, 20), (2, 11), (2, 10)),
    chongqing.PRIVATE.id: homes("六有家园", (3, 15), (3, 15), (4, 17), (3, 13), (2, 10)),
    chongqing.INSTITUTION.id: homes("六有家园", (3, 16), (4, 19), (3, 16), (3, 14), (2, 10)),
    chongqing.XIAOJIA.id: homes("六有小家", (3, 18), (3, 17), (2, 12), (3, 17), (1, 6)),
    fangshan.DEMONSTRATION.id: (
        Heading("组织机构", 3),
        Heading("制作悬挂标识", 1),
        Heading("服务设备配备", 3),
        Heading("人员配备", 3),
        Heading("完善制度机制", 5),
        Heading("职工服务工作", 5),
        Heading("经费保障运行", 1),
        Heading("其他配套设施设备或服务", 1),
    ),
    fangshan.NEW_ENTERPRISE.id: (
        Heading("组织机构", 3),
        Heading("制作悬挂标识", 1),
        Heading("服务设备配备", 3),
        Heading("人员配备", 1),
        Heading("完善制度机制", 4),
        Heading("服务职工工作", 3),
        Heading("经费运行保障", 1),
        Heading("其他配套设施设备或服务", 1),
    ),
    fangshan.REST_STOP.id: (
        Heading("活动场所建设", 2),
        Heading("服务设备设施", 2),
        Heading("服务职工工作", 1),
        Heading("经费运行保障制度", 1),
        Heading("其他配套设施设备或服务", 1),
    ),
    fangshan.ADVANCED.id: (
        Heading("组织机构", 2),
        Heading("制作悬挂标识", 1),
        Heading("服务设备配备", 3),
        Heading("完善制度机制", 3),
        Heading("服务职工工作", 4),
        Heading("经费运行保障", 1),
        Heading("其他配套设施设备或服务", 1),
    ),
    qingdao.ENTERPRISE.id: classes(5, 7, 9, 4, 5, 1),
    qingdao.INSTITUTION.id: classes(5, 4, 5, 6, 5, 1),
    qingdao.REGIONAL.id: classes(5, 3, 6, 5, 4, 2),
}

# The total that is printed at the foot of a form or in its title; 105 is what the rows of one form add up to.
TOTALS = {form.id: 100 for form in FORMS if any(row.points for row in form.rows.values())}
