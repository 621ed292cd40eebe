// Opens a saved answer sheet, and asks first where it was made for another standard. Nothing is lost: it can be undone.
class Importer {
  // `carrier` takes sheets of the edition before; null where there is none.
  constructor(root, scheme, digest, replace, carrier) {
    const at = (name) => Controls.find(root, `[data-${name}]`);
    this.root = root;
    this.scheme = scheme;
    this.digest = digest;
    this.replace = replace;
    this.carrier = carrier;
    this.button = at('import');
    this.file = at('import-file');
    this.box = at('import-box');
    this.said = at('import-said');
    this.link = at('import-link');
    this.yes = at('import-yes');
    this.undo = at('import-undo');
    this.no = at('import-no');
  }

  // `takeBack` undoes the import that was done last.
  listen(takeBack) {
    this.button.addEventListener('click', () => this.file.click());
    this.file.addEventListener('change', () => {
      const [file] = this.file.files;
      if (file) SheetFile.open(file, (sheet) => this.opened(sheet));
      this.file.value = ''; // the same file can be chosen again
    });
    this.yes.addEventListener('click', () => this.take(this.asked));
    this.no.addEventListener('click', () => this.close(true));
    this.undo.addEventListener('click', () => {
      takeBack();
      this.close(true);
    });
  }

  opened(sheet) {
    if (!sheet) {
      this.tell('这里只能打开用“保存自评结果”存下的文件（.json）。这个文件不是，或者已经损坏。原来的答案没有改动。');
      return;
    }
    if (this.carrier && this.carrier.takes(sheet)) {
      this.close(false);
      this.carrier.show(sheet, this.button);
      return;
    }
    const other = sheet.rubric !== null && sheet.rubric !== this.scheme.id;
    if (other && !this.isEarlier(sheet.rubric)) this.refuse(sheet.rubric);
    else if (other) this.ask(sheet, `这份自评结果属于另一届（${sheet.rubric.split('/')[1]}）的同名表，标准不一定相同。`);
    else if (sheet.rubric === null) this.ask(sheet, '这份自评结果没有写明属于哪张表。');
    else if (sheet.digest !== this.digest) this.ask(sheet, '标准有更新：这份自评结果是按另一版标准填写的。');
    else this.take(sheet);
  }

  // Whether a sheet is of the same form in another edition of the series.
  isEarlier(rubric) {
    const [series, , form] = this.scheme.id.split('/');
    const [other, , same, more] = rubric.split('/');
    return other === series && same === form && more === undefined;
  }

  refuse(rubric) {
    const known = Controls.all(document, 'a[data-rubric]').filter((link) => link.dataset.rubric === rubric)[0];
    if (!known) {
      this.tell(`这份自评结果属于另一张表（${rubric}），不能在这里打开。原来的答案没有改动。`);
      return;
    }
    this.tell(`这份自评结果是“${known.textContent}”的，不能在这里打开。原来的答案没有改动。`);
    this.link.textContent = `到${known.textContent}去打开`;
    this.link.href = known.href;
    this.link.hidden = false;
  }

  ask(sheet, why) {
    this.tell(`${why}仍然适用的答案可以导入，导入后请逐项核对。现有的答案会被替换，可以撤销。`);
    this.asked = sheet;
    this.no.textContent = '取消';
    this.yes.hidden = false;
  }

  take(sheet) {
    const left = this.replace(sheet);
    const whose = sheet.unit ? `“${sheet.unit}”的自评结果` : '自评结果';
    this.done(`已打开${whose}。${left ? `其中${left}处在这张表里不适用或不合要求，没有导入。` : ''}`);
  }

  // Says what was done; it can be undone.
  done(text) {
    this.tell(text);
    this.undo.hidden = false;
  }

  tell(text) {
    [this.link, this.yes, this.undo].forEach((one) => { one.hidden = true; });
    this.no.textContent = '知道了';
    this.box.hidden = false;
    this.said.textContent = text;
    this.said.focus();
  }

  // What was asked is not waited for any more; what was done stays.
  close(focused) {
    this.asked = null;
    this.box.hidden = true;
    if (focused) this.button.focus();
  }
}
