"""Made-up portals of any size: series of ten editions whose texts all differ, ten series to a federation.

As in an archive, all editions are published and sealed but the newest, on which somebody works. They are the same on
every run.

``portal`` writes one as the product reads it. What an edition says is in ``Words``, from which ``bench/pages.py`` makes
the same pages for other generators.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import check, load, release, tables
from generator.check import ledger
from generator.register import chain

YEARS = range(2015, 2025)
"""Each series has an edition for each of them."""
REWORDED, RETITLED = "本通知仍为虚构", "新的示例"
"""What ``reword`` and ``retitle`` write."""
_STARTER = Path("site_templates/starter")
_UNREAD = "1000000"  # KiB: so large an index is still searched without Pagefind, which no peer here runs either
_ADDRESS = "https://portal.example/"  # with it there is a site map of all pages that are published
_SERIES = 100_000  # more than there are, so that an edition's seed is its own
_RUN = 10  # series that a federation runs

_TOPICS = ("职工书屋", "班组建设", "劳动保护", "技能培训", "法律服务", "文体活动", "困难帮扶", "民主管理", "爱心驿站")
_OBJECTS = ("会员名册", "工作台账", "活动记录", "培训档案", "经费账目", "公开栏", "意见箱", "服务清单", "走访记录")
_PEOPLE = ("一线职工", "女职工", "新业态劳动者", "困难职工", "班组长", "劳动模范", "青年职工", "退休职工")
_PLACES = ("会议室", "阅览室", "活动室", "培训室", "调解室", "母婴室", "心理咨询室", "健身室")
_TIMES = ("每月", "每季度", "每半年", "每年上半年", "每年下半年", "全年")
_GOALS = ("规范", "及时", "公开", "有效", "便利", "经常", "扎实", "有序")
_SENTENCES = (
    "{time}围绕{topic}开展活动不少于{few}次，参加的{people}不少于{many}人，{object}齐全。",
    "把{topic}列入{year}年工作计划，做到{goal}，由专人负责，{time}检查一次。",
    "{place}面积不少于{many}平方米，每周向{people}开放不少于{few}天，有{object}可查。",
    "对{people}反映的问题，应当在{few}个工作日内答复，答复率达到{percent}%。",
    "{topic}的经费按照会员每人每年{many}元安排，使用情况{time}公布一次，接受{people}监督。",
    "{year}年新建或者改建{place}{few}个，服务{people}{many}人次以上，做到{goal}。",
    "各单位应当如实填写{object}，{object}保存不少于{few}年，不得涂改、补造。",
    "经{people}评议，对{topic}的满意率应当达到{percent}%；低于{percent}%的，应当说明原因。",
    "{time}组织{people}学习有关{topic}的规定，每次不少于{few}学时，学习情况记入{object}。",
    "{topic}与日常工作一同安排、一同检查，{goal}推进，{time}向示例市总工会报告。",
)
_QUESTIONS = (
    "{topic}的{object}要保存多少年？",
    "{people}人数按哪一天计算？",
    "{place}与别的单位合用，算不算？",
    "{time}开展的活动怎样记录？",
    "{year}年以前的{object}还用不用？",
)
_HEADINGS = ("二、创建内容", "三、工作要求", "四、保障措施")
_MARKS = re.compile(r"^\{:[^}]*\}\n|[ ]\{#[^}]*\}", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """An item of the scoring form: its texts, its points, and its rule as YAML."""

    standard: str
    points: int
    text: str
    rule: str


@dataclass(frozen=True)
class Words:
    """What an edition says. ``notice`` and ``faq`` are Markdown with anchors, ``rows`` three for each section."""

    federation: str
    series: str
    year: int
    name: str
    notice: str
    faq: str
    sections: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """The title of the edition."""
        return f"{self.name}（{self.year}年）"

    @property
    def address(self) -> str:
        """Its address below the portal's."""
        return f"{self.series}/{self.year}"


def plain(markdown: str) -> str:
    """Markdown without anchors of its own, which each generator writes another way."""
    return _MARKS.sub("", markdown)


def editions(count: int) -> Iterator[Words]:
    """What each of ``count`` editions says."""
    return (words(at // len(YEARS), YEARS[at % len(YEARS)]) for at in range(count))


def portal(root: Path, count: int) -> None:
    """Write a portal of ``count`` editions into a new folder."""
    shutil.copytree(_STARTER, root)
    for folder in ("content/federations", "content/campaigns", "content/pages", "rubrics"):
        shutil.rmtree(root / folder)
    (root / "content/glossary.yml").unlink()
    settings = root / "content/portal.yml"
    settings.write_text(f"{settings.read_text('utf-8')}address: {_ADDRESS}\nsearch_limit: {_UNREAD}\n", "utf-8")
    for each in editions(count):
        _write(root, each)
    _seal(root)


def retitle(root: Path, address: str) -> None:
    """Another title for one edition, which other pages show too."""
    path = root / "content/campaigns" / address / "campaign.yml"
    path.write_text(path.read_text("utf-8").replace("title: 示例", f"title: {RETITLED}", 1), "utf-8")


def reword(root: Path, address: str) -> None:
    """One word more in the notice of one edition."""
    path = root / "content/campaigns" / address / "notice.md"
    path.write_text(path.read_text("utf-8").replace("本通知为虚构", REWORDED, 1), "utf-8")


def words(number: int, year: int) -> Words:
    """What an edition says: the sentences are its series' own, names and numbers in them its own."""
    kind, pick = random.Random(number), random.Random(year * _SERIES + number)
    name = f"示例{kind.choice(_TOPICS)}创建活动第{number}项"
    sections = tuple(kind.sample(_TOPICS, 3))
    rows = tuple(_row(at, points, kind, pick) for at, points in enumerate((10, 10, 15, 10, 10, 10, 15, 10, 10)))
    said = [
        _filled("".join(one), pick, year)
        for one in zip(kind.sample(_SENTENCES, 9), kind.sample(_SENTENCES, 9), strict=True)
    ]
    parts = (said[:3], said[3:6], said[6:])
    asked = [_filled(one, pick, year) for one in kind.sample(_QUESTIONS, 3)]
    return Words(
        f"f{number // _RUN:03}", f"s{number:04}", year, name, _notice(name, parts), _faq(parts, asked), sections, rows
    )


def _filled(sentence: str, pick: random.Random, year: int) -> str:
    chosen = {
        "topic": pick.choice(_TOPICS),
        "object": pick.choice(_OBJECTS),
        "people": pick.choice(_PEOPLE),
        "place": pick.choice(_PLACES),
        "time": pick.choice(_TIMES),
        "goal": pick.choice(_GOALS),
        "few": pick.randint(2, 9),
        "many": pick.randint(10, 300),
        "percent": pick.randint(60, 98),
        "year": year,
    }
    return sentence.format_map(chosen)


def _notice(name: str, parts: Sequence[Sequence[str]]) -> str:
    text = [f"演示数据：本通知为虚构。现按照示例工作安排，开展{name}。\n{{: #purpose }}\n"]
    text += ["## 一、创建对象和等次 {#objects}\n", "各示例工会均可参加。\n{: #objects-units }\n"]
    text += [
        "60分以上（含60分）为合格，90分以上（含90分）为模范。当年发生示例事故的，不得命名。\n{: #objects-tiers }\n"
    ]
    for number, (heading, said) in enumerate(zip(_HEADINGS, parts, strict=True), 2):
        text.append(f"## {heading} {{#part-{number}}}\n")
        for at, (mark, sentence) in enumerate(zip("一二三", said, strict=True), 1):
            text.append(f"（{mark}）{sentence}\n{{: #part-{number}-{at} }}\n")
    text += ["## 五、程序 {#procedure}\n"]
    text += ["8月1日至31日自查，由示例市总工会考核。本通知由示例部门负责解释。\n{: #procedure-steps }"]
    return "\n".join(text) + "\n"


def _faq(parts: Sequence[Sequence[str]], questions: Iterable[str]) -> str:
    quoted = "> 90分以上（含90分）为模范。\n>\n> —— [通知 一、创建对象和等次](notice/#objects-tiers)\n"
    text = ["## 正好90分算不算模范？ {#points}\n", "算，含本数。\n", quoted]
    for number, (question, heading, said) in enumerate(zip(questions, _HEADINGS, parts, strict=True), 2):
        text += [f"## {question} {{#question-{number}}}\n", "演示数据：按照通知的规定办。\n"]
        text.append(f"> {said[0]}\n>\n> —— [通知 {heading}](notice/#part-{number}-1)\n")
    return "\n".join(text)


def _row(at: int, points: int, kind: random.Random, pick: random.Random) -> Row:
    """An item; which of the six kinds of rule it has depends on its place."""
    topic, people = kind.choice(_TOPICS), kind.choice(_PEOPLE)
    percent, few = pick.randint(70, 95), pick.choice((1, 2, 5))
    names = kind.sample(_OBJECTS, 3)
    half = points // 2
    standard = f"{topic}工作{pick.choice(_GOALS)}，{people}参与率{percent}%以上，{'、'.join(names)}齐全。"
    each = "".join(f"\n              - {{ id: e{n}, label: {name} }}" for n, name in enumerate(names))
    match at:
        case 0 | 6:
            text = f"{'、'.join(names)}每缺一项扣{half}分，扣完为止。"
            rule = f"kind: deduct\n            ask: 以下各项是否具备\n            loss: {half}\n            each:{each}"
        case 1:
            text = "发生示例事故，此项不得分。"
            rule = "kind: zero\n            ask: 发生示例事故\n            implies: [veto.accident]"
        case 2 | 7:
            text = f"{people}参与率未达到{percent}%扣{few}分，每再少5个百分点加扣1分，扣完为止。"
            rule = f"kind: rate\n            ask: 参与率\n            part: 参与人数\n            whole: {people}人数\n"
            rule += f"            at_least: {percent}\n            loss: {few}\n            step: 5\n"
            rule += "            step_loss: 1"
        case 3 | 8:
            text = f"围绕{topic}每开展一次计{few}分，满分{points}分。"
            rule = (
                f"kind: count\n            ask: 开展{topic}的次数\n            gain: {few}\n            limit: {points}"
            )
        case 4:
            text = f"有{names[0]}、{names[1]}的各计{half}分。"
            parts = "".join(
                f"\n              - {{ id: p{n}, label: {name}, points: {half} }}" for n, name in enumerate(names[:2])
            )
            rule = f"kind: parts\n            ask: 以下各项是否具备\n            parts:{parts}"
        case _:
            text = f"{people}满意不扣分，基本满意扣{few}分，不满意扣{points}分。"
            options = (("good", "满意", 0), ("fair", "基本满意", few), ("poor", "不满意", points))
            shown = "".join(
                f"\n              - {{ id: {n}, label: {name}, loss: {loss} }}" for n, name, loss in options
            )
            rule = f"kind: level\n            ask: {people}评价\n            options:{shown}"
    return Row(standard, points, text, rule)


def _write(root: Path, made: Words) -> None:
    starter = _STARTER / "content/campaigns/demo"
    folder = root / "content/campaigns" / made.address
    folder.mkdir(parents=True)
    (folder / "notice.md").write_text(made.notice, "utf-8")
    (folder / "faq.md").write_text(made.faq, "utf-8")
    campaign = (starter / "2026/campaign.yml").read_text("utf-8").replace("2026", str(made.year))
    campaign = campaign.replace("示例创建活动", made.name).replace(": demo", f": {made.federation}")
    campaign = campaign.removesuffix("  - title: 示例申报表\n    form: registration\n")
    if made.year != YEARS[-1]:
        campaign = campaign.replace("document:\n", f"document:\n  published: {made.year}-07-01 09:00\n", 1)
    (folder / "campaign.yml").write_text(campaign, "utf-8")
    series = folder.parent / "series.yml"  # the last edition that is written is the current one
    told = (starter / "series.yml").read_text("utf-8").replace("id: demo", f"id: {made.series}")
    told = told.replace("title: 示例创建活动", f"title: {made.name}")
    told = told.replace("federation: demo", f"federation: {made.federation}")
    series.write_text(told.replace('"2026"', f'"{made.year}"'), "utf-8")
    federation = root / "content/federations" / f"{made.federation}.yml"
    federation.parent.mkdir(exist_ok=True)
    federation.write_text(f"id: {made.federation}\nname: 示例市总工会第{int(made.federation[1:]) + 1}分会\n", "utf-8")
    rubric = root / "rubrics" / made.address / "union.yml"
    rubric.parent.mkdir(parents=True)
    rubric.write_text("\n".join(_rubric(made)) + "\n", "utf-8")


def _seal(root: Path) -> None:
    """The ledgers of what is published, as ``portal release`` writes them for one edition after the other."""
    shared = check.shared.read(load.shared(root))
    for folder in (root / "content/campaigns").iterdir():
        read = check.in_series.check(folder.name, load.series(root, folder.name), shared, releasing=True)
        for edition in read.editions:
            lines = tuple(chain.added((), chain.due((), edition), folder.name, edition.id))
            if lines:
                (folder / edition.id / ledger.FILE).write_bytes(tables.as_csv(release.as_table(lines)))


def _rubric(made: Words) -> Iterator[str]:
    head = (_STARTER / "rubrics/demo/2026/union.yml").read_text("utf-8").partition("facts:")[0]
    yield head.rstrip()
    yield "vetoes:\n  - id: accident\n    implies: [2.rule]\nsections:"
    for at, section in enumerate(made.sections):
        rows = made.rows[3 * at : 3 * at + 3]
        yield f"  - id: section-{at + 1}\n    title: {section}"
        yield f"    points: {sum(row.points for row in rows)}\n    items:"
        for number, row in enumerate(rows, 3 * at + 1):
            yield f'      - id: "{number}"\n        number: "{number}"\n        standard: {row.standard}'
            yield f"        points: {row.points}\n        text: {row.text}\n        rules:"
            yield f"          - id: rule\n            says: [{row.text.rstrip('。')}]\n            {row.rule}"


if __name__ == "__main__":
    portal(Path(sys.argv[1]), int(sys.argv[2]))
