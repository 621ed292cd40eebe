"""Files of the portal that try to be more: what is read back from PDFs, links out of templates, lists of offices."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import corrected
import honoured
import injections
import malformed
import portal_copy
import pytest
from hostile_site import Built, shape
from office_lists import imported, workbook
from pages_of_site import Site
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from tagged_pdf import Tagged

from generator import looks, pipeline
from generator.assembly import Options
from generator.load import listing
from generator.model.base import Line
from generator.problems import Problem, ProblemsFoundError

ACTIVE = {"/JavaScript", "/JS", "/Launch", "/AA", "/OpenAction", "/EmbeddedFiles", "/EmbeddedFile", "/SubmitForm"}
ACTIVE |= {"/ImportData", "/GoToR", "/GoToE", "/RichMedia", "/Movie", "/Sound", "/XFA", "/AcroForm"}


def objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of a PDF."""
    pending, seen = [reader.trailer.raw_get("/Root")], set[int]()
    while pending:
        one = pending.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            pending += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            pending += list(one)


def test_pdfs_show_texts_and_do_nothing(built: Built) -> None:
    """Who prints the mark that ends a text prints the whole of it, as text; links lead to pages and mail alone."""
    composed = [group.words for group in injections.Hostile(built.site.parent / "portal").groups if group.words]
    texts = [re.sub(r"\s", "", one) for one in (*(one["text"] for one in built.placed), *composed)]
    texts = sorted({one for one in texts if injections.MARK in one}, key=len, reverse=True)
    read = 0
    for path in built.site.rglob("*.pdf"):
        data = path.read_bytes()
        for one in objects(PdfReader(io.BytesIO(data))):
            assert not ACTIVE & one.keys(), (path, one)
            assert one.get("/S") not in ACTIVE, (path, one)
            assert re.match(r"(https?:|mailto:)", str(one.get("/URI", "https:"))), (path, one)
        said = re.sub(r"\s", "", Tagged(data).text)
        for text in texts:
            read += text in said
            said = said.replace(text, "")
        assert not re.search(f"{injections.MARK}[0-9]+{injections.MARK}", said), path
    assert read > 200


def test_reasons_of_corrections(tmp_path: Path) -> None:
    """A portal with a correction, built twice: with injections and with harmless words."""
    said = " ".join(one.text for one in injections.corpus() if injections.takes(Line, one.text))
    whole, pages = corrected.copy(tmp_path / "whole"), []
    for name, made in (("hostile", said), ("harmless", "平安")):
        root, out = tmp_path / name, tmp_path / f"{name} site"
        shutil.copytree(whole, root)
        path = root / corrected.PATHS["corrections"]
        line = json.dumps(made, ensure_ascii=False)
        path.write_text(
            path.read_text("utf-8").replace("reason: 名称印错", f"reason: {line}\n    basis: {line}"), "utf-8"
        )
        honoured.bind(root)
        pipeline.build(root, out, tmp_path / "work", options=Options(documents=False))
        pages.append(Site(out).pages)
    assert pages[0].keys() == pages[1].keys()
    for address, page in pages[0].items():
        trees = [list(shape(one)) for one in (page.tree.root, pages[1][address].tree.root) if one]
        assert trees[0] == trees[1], address


@pytest.mark.parametrize("link", ["theme/assets/x.txt", "theme/assets/folder", "pages/x.html", "documents/x.typ"])
def test_templates_that_lead_out_are_refused(tmp_path: Path, link: str) -> None:
    root, out = tmp_path / "portal", tmp_path / "public"
    shutil.copytree(honoured.STARTER, root)
    for name in ("site_templates", "schemas"):
        shutil.copytree(portal_copy.ROOT / name, root / name)
    shutil.copy(portal_copy.ROOT / "mkdocs.yml", root)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.txt").write_text("secret", "utf-8")
    (root / "site_templates" / link).symlink_to(secret / "x.txt" if "." in link else secret)
    with pytest.raises(ProblemsFoundError) as caught:
        pipeline.build(root, out, tmp_path / "work")
    assert [(one.code, one.path) for one in caught.value.problems] == [("FIL003", str(root / "site_templates" / link))]
    assert not out.exists()


@pytest.mark.parametrize("link", ["content", "content/campaigns", "content/campaigns/demo", "rubrics", "rubrics/demo"])
def test_where_a_link_leads_nothing_is_read(tmp_path: Path, link: str) -> None:
    """A build tells what a check tells: of the folder that is a link, and no word of what is in it."""
    root = honoured.copy(tmp_path / "portal")
    shutil.move(root / link, tmp_path / "elsewhere")
    (root / link).symlink_to(tmp_path / "elsewhere")
    told = refused(root, tmp_path)
    assert told == tuple(honoured.problems(root))
    assert (link, "FIL003") in {(one.path, one.code) for one in told}
    assert [path for of in ("", "demo") for path in looks.paths(str(root), of) if path.startswith(f"{link}/")] == []


def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    """As when a ZIP from another office is unpacked: its Chinese names are not in UTF-8."""
    root = honoured.copy(tmp_path / "portal")
    honoured.bind(root)
    folder = root / "content/campaigns" / os.fsdecode("创建".encode("gbk"))
    folder.mkdir()
    (folder / "series.yml").write_text("id: x\n", "utf-8")
    told = refused(root, tmp_path)
    assert told == tuple(honoured.problems(root))
    assert ("FIL007", 1) in {(one.code, one.line) for one in told}


def refused(root: Path, folder: Path) -> tuple[Problem, ...]:
    """Every problem of a build, which writes no site."""
    with pytest.raises(ProblemsFoundError) as caught:
        pipeline.build(root, folder / "public", folder / "work", options=Options(documents=False))
    assert not (folder / "public").exists()
    return caught.value.problems


def test_a_file_that_is_too_large_is_not_read_as_a_whole(tmp_path: Path) -> None:
    """Nor is it kept in memory, as films are that somebody put beside a notice."""
    root = honoured.copy(tmp_path / "portal")
    with (root / honoured.EDITION / "film.mp4").open("wb") as file:
        file.truncate(2**28)
    tracemalloc.start()
    listing.listing(root, looks.looks(str(root)), {})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**25


def spoilt(path: Path, parts: dict[str, bytes]) -> Path:
    """The workbook with these parts instead of its own or beside them."""
    with zipfile.ZipFile(path) as file:
        whole = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, data in {**whole, **parts}.items():
            file.writestr(name, data)
    return path


HEAD = ("序号", "单位名称", "等次")
SHEETS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = b'<externalLink %s><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>' % SHEETS
ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst %s><si><t>&e;</t></si></sst>' % SHEETS
PARTS: dict[str, dict[str, bytes]] = {
    "links and DDE": {"xl/externalLinks/externalLink1.xml": LINK, "xl/embeddings/oleObject1.bin": b"x"},
    "macros": {"xl/vbaProject.bin": b"x"},
    "names that lead out": {"../../out.txt": b"x", "/out.txt": b"x", "..\\out.txt": b"x", "C:\\out.txt": b"x"},
    "entities": {"xl/sharedStrings.xml": ENTITY},
    "another workbook": {"xl/workbook.xml": ENTITY},
}


@pytest.mark.parametrize("name", PARTS)
def test_lists_of_offices_with_more_in_them(tmp_path: Path, name: str) -> None:
    """Read as a list, or refused with a problem; nothing is written but the list."""
    path = spoilt(workbook(tmp_path / "a.xlsx", {"名单": [HEAD, (1, "甲公司工会", "五星级")]}), PARTS[name])
    before = malformed.digest(tmp_path)
    data, problems = tried(path)
    assert ("甲公司工会" in data) != bool(problems)
    assert "root:" not in data
    assert {one.path for one in problems} <= {str(path)}
    assert malformed.digest(tmp_path) == before


def tried(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The list that an import makes, or every problem."""
    try:
        return imported(path).data.decode("utf-8-sig"), ()
    except ProblemsFoundError as error:
        return "", error.problems


def test_lists_of_offices_with_injections(tmp_path: Path) -> None:
    """In a cell as text or as a formula: refused at its cell, or text that no office program computes."""
    taken = refused = 0
    for one in injections.corpus():
        text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", "", one.text)
        path = workbook(tmp_path / "a.xlsx", {"名单": [HEAD, (1, text, "五星级"), (2, "乙公司工会", text)]})
        data, problems = tried(path)
        assert bool(data) != bool(problems), one.id
        taken, refused = taken + bool(data), refused + bool(problems)
        for row in csv.reader(io.StringIO(data, newline="")):
            assert not [cell for cell in row if re.match("[=+\\-@＝＋－＠\t\r\n]", cell)], one.id
    assert min(taken, refused) > 20
