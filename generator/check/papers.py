"""What the documents about honours say, and when. Each check's docstring is its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.check import cited, framed, plain
from generator.check.concluded import Concluded
from generator.check.numerals import DAY, MONTH, YEAR, value
from generator.model.base import period
from generator.model.campaign import Document
from generator.model.honours import Announcement, Decision, Later, Paper
from generator.problems import Problem

_DATE, _LAST = (
    rf"(?:(?P<{which}year>{YEAR})年)?(?:(?P<{which}month>{MONTH})月)?(?P<{which}day>{DAY})日" for which in ("", "last_")
)
_RANGE = re.compile(rf"{_DATE}(?:（[^（）]{{1,8}}）)?(?:起?[，、]?(?:至|到|—+|–|-|－|~|～){_LAST})?")
_WORKING = re.compile(
    r"(?P<before>不少于|至少|不低于)?(?P<days>[0-9]{1,2}|[一二三四五六七八九十]{1,2})个工作日(?P<after>内)?"
)
_OBJECTION = {
    "以单位名义提出异议怎样盖章": re.compile("公章|盖章|印章"),
    "以个人名义提出异议怎样署名": re.compile("实名|真实姓名|真名|签名|签字|署名|本人姓名"),
    "提出异议要留联系方式": re.compile("联系方式|联系电话|联系办法"),
    "名单": re.compile("名单|附件"),
}
# What stands between a span of days and 公示 where the span is that of the public notice, before it or after it:
# nothing else that is done (考核, 评审, 申报), and not what came when it was over (公示期满).
_OTHERWISE = "考核评审验报查推选检决察访展织召布印发研究习票"
_SHOWN = re.compile(
    rf"(?:[0-9]{{1,2}}个工作日|《[^《》\n]{{1,12}}》|开展|组织|[^0-9。；;《》\n{_OTHERWISE}]){{0,24}}公示"
)
_SHOWN_FOR = re.compile(r"公示[^0-9。；;\n，、满后束]{0,8}$")
_NEAR = 12  # characters


def lint(one: Concluded, series: Sequence[Concluded]) -> Iterator[Problem]:
    """Every problem of the documents of an edition; ``series`` are the editions of its series with an outcome."""
    yield from _order(one, series)
    yield from _opened(one)
    yield from _announced(one)
    yield from _titles(one)
    yield from _numbers(one, series)
    yield from _framed(one)
    if one.outcome.announcement:
        yield from _notice(one, one.outcome.announcement)
        yield from _looked_back(one, one.outcome.announcement)


def _order(one: Concluded, series: Sequence[Concluded]) -> Iterator[Problem]:
    """A document goes online on its date or later, a public notice by its first day; later documents follow a decision.

    The decision may be of another edition of the series, also of one that could not be read.
    """
    for where, paper in one.papers.items():
        if paper.published and paper.published[:10] < paper.date:
            yield one.problem("HON014", (*where, "published"), f"上网的日子早于成文日期{period(paper.date)}。")
    if notice := one.outcome.announcement:
        for key, day in _days_of(notice):
            if day > notice.first:
                said = f"{period(day)}晚于公示的第一天{period(notice.first)}。"
                yield one.problem("HON014", ("announcement", key), said)
    if not one.beside("honours.yml", series):
        return
    decided = min((other.outcome.decision.date for other in series if other.outcome.decision), default="")
    for i, later in enumerate(one.outcome.documents):
        if not decided or later.date < decided:
            said = f"本活动最早的决定是{period(decided)}。" if decided else "本活动还没有决定。"
            yield one.problem("HON014", ("documents", i, "date"), f"命名以后的文件不能早于决定：{said}")


def _opened(one: Concluded) -> Iterator[Problem]:
    """Neither a public notice nor a decision is earlier than the notice that opened the edition."""
    opened = one.edition.campaign.document.date or ""
    for where, paper in one.papers.items():
        if not isinstance(paper, Later) and paper.date[: len(opened)] < opened:
            said = f"成文日期{period(paper.date)}早于本届的通知（{period(opened)}）。"
            yield one.problem("HON014", (*where, "date"), said)


def _announced(one: Concluded) -> Iterator[Problem]:
    """A decision comes after the public notice has ended; where there was none, it is said why."""
    outcome, last = one.outcome, one.honours.last
    if outcome.decision:
        for key, day in _days_of(outcome.decision):
            if day <= last:
                said = f"公示期未满：公示到{period(last)}为止，{period(day)}还不能作出或公布决定。"
                yield one.problem("HON014", ("decision", key), said)
        if not outcome.announcement and not outcome.unannounced:
            yield one.problem("HON015", ("decision",), "有决定，没有公示，也没有说明原因。")
    if outcome.unannounced and outcome.announcement:
        yield one.problem("HON015", ("unannounced",), "有公示，又说明没有公示的原因。")


def _days_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """The day of a document and the one it went online, with their keys."""
    yield "date", paper.date
    if paper.published:
        yield "published", paper.published[:10]


def _titles(one: Concluded) -> Iterator[Problem]:
    """A document's title names its kind: 公示, 决定, 通报."""
    for where, paper in one.papers.items():
        if paper.word not in "".join(paper.title):
            yield one.problem("HON016", (*where, "title"), f"标题里没有“{paper.word}”二字。")


def _numbers(one: Concluded, series: Sequence[Concluded]) -> Iterator[Problem]:
    """No document has the number of an earlier one of the series: it was left in when that one was copied."""
    there: list[Document | Paper] = [ended.edition.campaign.document for ended in series]
    there += [paper for ended in series for paper in ended.papers.values()]
    first: dict[tuple[str, str, str], Document | Decision] = {}
    for paper in sorted(there, key=lambda paper: paper.date or ""):
        if isinstance(paper, Document | Decision) and (known := cited.known(paper)):
            first.setdefault(known.number, paper)
    for where, paper in one.papers.items():
        known = cited.known(paper) if isinstance(paper, Decision) else None
        if known and (other := first[known.number]) is not paper:
            said = f"文号“{known.shown}”是《{''.join(other.title)}》的。"
            yield one.problem("HON027", (*where, "number"), said)


def _framed(one: Concluded) -> Iterator[Problem]:
    """A text begins below its addressees and ends above its list: see ``framed``."""
    for where, paper in one.papers.items():
        name = f"documents/{paper.id}" if isinstance(paper, Later) else str(where[0])
        if text := one.text(name):
            annexes = (paper.annex,) if paper.annex else ()
            yield from framed.lint(f"{one.folder}/{name}.md", text.written, paper, annexes, "honours.yml")


def _notice(one: Concluded, notice: Announcement) -> Iterator[Problem]:
    """A public notice says its first and its last day, where and how objections are made, and that there is a list."""
    name = "announcement"
    text = one.text(name)
    if text is None:
        return
    yield from _days(one, notice, text)
    for key, said in (("phone", "电话"), ("email", "邮箱"), ("address", "地址")):
        written = getattr(notice.contact, key)
        if key == "phone" and not written:
            yield one.problem("HON013", ("announcement", "contact"), "公示要有受理异议的电话。")
        elif written and plain.squash(written) not in text.text:
            yield one.said("HON013", name, (1, 1), f"正文里没有受理异议的{said}“{written}”。")
    for said, pattern in _OBJECTION.items():
        if not pattern.search(text.text):
            yield one.said("HON013", name, (1, 1), f"正文没有说{said}。")


def _days(one: Concluded, notice: Announcement, text: plain.Plain) -> Iterator[Problem]:
    first, last = notice.first, one.honours.last
    if not last:
        return
    span = f"{period(first)}至{period(last)}"
    stated, right = set(), True
    for begins, ends, found in _dates(text.text, first, last):
        stated |= {begins, ends}
        if begins != ends and (begins == first) != (ends == last):
            right = False
            should = "honours.yml 里是" if notice.last else f"按{notice.days}个工作日推算应是"
            said = f"正文写的是{period(begins)}至{period(ends)}，{should}{span}。"
            yield one.said("HON013", "announcement", text.place(found.start()), said)
    if right and not {first, last} <= stated:
        yield one.said("HON013", "announcement", (1, 1), f"正文没有写明公示从哪一天到哪一天：{span}。")
    for found in _WORKING.finditer(text.text):
        days = found["days"]
        told = value(days)
        # 共七个工作日 is said of the notice itself.
        whole = text.text[max(found.start() - 1, 0) : found.start()] == "共" and not notice.last
        if not (found["before"] or found["after"]) and (told < notice.days or (whole and told > notice.days)):
            said = f"正文写的是{told}个工作日，honours.yml 里是{notice.days}个。"
            yield one.said("HON013", "announcement", text.place(found.start()), said)


def _looked_back(one: Concluded, notice: Announcement) -> Iterator[Problem]:
    """A decision that says from when to when the list was shown says it as the public notice."""
    text, first, last = one.text("decision"), notice.first, one.honours.last
    if text is None or not last:
        return

    def shown(found: re.Match[str]) -> bool:
        before = text.text[max(found.start() - _NEAR, 0) : found.start()]
        return bool(_SHOWN.match(text.text, found.end()) or _SHOWN_FOR.search(before))

    told = [
        (found, f"{period(begins)}至{period(ends)}", f"{period(first)}至{period(last)}")
        for begins, ends, found in _dates(text.text, first, last)
        if begins != ends and (begins, ends) != (first, last) and shown(found)
    ]
    for found in _WORKING.finditer(text.text):
        days = value(found["days"])
        if shown(found) and not found["after"] and (days < notice.days or (days > notice.days and not notice.last)):
            told.append((found, f"{days}个工作日", f"{notice.days}个工作日"))
    for found, said, so in told:
        place = text.place(found.start())
        yield one.said("HON026", "decision", place, f"决定写的公示是{said}，公示是{so}。")


def _dates(text: str, *known: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Every day that a text names, with the last one of a span, and where.

    What is left out is as in the one before. A day without a year is one of the ``known`` where it can be, then one of
    the year before, at first of the first known; a span that ends in an earlier month ends in the next year.
    """
    years = {day[5:]: int(day[:4]) for day in known}
    year, month = int(known[0][:4]), 0
    for found in _RANGE.finditer(text):
        month, day = value(found["month"] or str(month)), value(found["day"])
        year = value(found["year"]) if found["year"] else years.get(f"{month:02}-{day:02}", year)
        begins = ends = _day(year, month, day)
        if found["last_day"]:
            month, day = value(found["last_month"] or str(month)), value(found["last_day"])
            if found["last_year"]:
                year = value(found["last_year"])
            ends = _day(year, month, day)
            if not found["last_year"] and ends < begins:
                year += 1
                ends = _day(year, month, day)
        if begins and ends:
            yield begins, ends, found


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
