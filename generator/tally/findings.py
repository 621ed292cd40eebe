"""What a tally finds wrong with answer sheets: one kind each, with what to do about it."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

_LISTED = 3


class Kind(Enum):
    """A kind of finding; its value is what people read: the name, and what to do."""

    FOLDER = "文件夹读不了", "检查权限；里面的答卷没有计入。"
    DAMAGED = "答卷读不出来", "请该单位按说明改正，或重新导出答卷；这一份没有计入。"
    ELSEWHERE = "不是本门户的打分表", "核对是否用错了年度或打分表；这一份没有计入。"
    EARLIER = "是以前一届的答卷", "核对；用错了打分表的，请该单位用新的一届重填；这一份计入以前一届。"
    SAME = "文件内容相同", "移走多余的一份；只计一次。"
    REPEATED = "同一单位有几份答卷", "核对以哪一份为准，移走其余的；这一份没有计入。"
    UNNAMED = "没有填写单位名称", "请该单位补填；不能核对是否重复。"
    ALTERED = "总分与答案不符", "请该单位说明；名次按答案计算的得分。"
    EDITION = "标准版本不同", "请该单位用现行打分表核对；已按现行打分表计算，只计合用的答案。"
    READING = "口径不同", "告知该单位；名次一律按本站口径计算。"
    VETO_CONFLICT = "否决条件前后矛盾", "请该单位核对；暂按“是”计。"
    CONFLICT = "答案前后矛盾", "请该单位核对；暂按“是”计。"
    MISFIT = "答案与打分表不符", "请该单位改正；这几处没有计入。"
    BARRED = "有否决情形", "核实；不列入候选名单。"
    OPEN = "没有答完", "请该单位补答；名次按已经确定的得分。"
    JUDGED = "有待考核人员裁定", "裁定后填入考核评分；名次按已经确定的得分。"
    COLUMN = "考核评分不完整", "补齐评分；补齐以前名次按自评。"

    def __init__(self, label: str, remedy: str) -> None:
        """Keep the two texts under their names."""
        self.label = label
        self.remedy = remedy


class Finding(Struct, frozen=True):
    """One thing that is wrong with one file."""

    path: str
    kind: Kind
    message: str


def listed(names: list[str]) -> str:
    """The first few, and whether there are more."""
    return "、".join(names[:_LISTED]) + ("等" if len(names) > _LISTED else "")
