// The calculator on the page: answers in, points out. The server rendered everything that is read.
class Calculator {
  constructor(root, printed, scheme) {
    if (root.dataset.scheme !== scheme.id) throw new Error(`自评计分的数据属于 ${scheme.id}，页面是 ${root.dataset.scheme}`);
    const at = (name) => Controls.find(root, `[data-${name}]`);
    this.root = root;
    this.scheme = scheme;
    this.digest = root.dataset.digest;
    this.kinds = Controls.all(root, 'input[name="kind"]');
    this.sheet = new Sheet(scheme, this.kinds.map((input) => input.value));
    this.questions = questionsOf(root, scheme);
    this.rows = Places.rows(scheme).map((row) => new RowView(root, row));
    this.assessments = Places.rows(scheme).map((row) => new Assessment(root, row));
    this.turns = this.sheet.choices().map((ref) => new Turn(root, ref));
    this.summary = new Summary(root, scheme);
    this.ledger = new Ledger(root, scheme);
    this.advisor = new Advisor(root, scheme);
    this.printout = new Printout(printed, scheme);
    this.carrier = this.carrierOf(root.querySelector('[data-carry]')); // there where the form follows another
    this.importer = new Importer(at('importer'), scheme, this.digest, (state) => this.open(state), this.carrier);
    this.result = Controls.find(root, '#calc-result');
    this.unit = at('unit');
    this.kept = at('kept');
    this.outdated = at('outdated');
    this.panels = ['main', 'confirm', 'undo'].map((name) => at(`panel="${name}"`));
    this.buttons = ['jump', 'save', 'empty', 'empty-yes', 'empty-no', 'undo', 'undo-no'].map((name) => [at(name), name]);
    this.last = -1;
    this.undo = null;
    this.keeps = PortalKeeping.able();
  }

  start() {
    const state = this.load();
    this.outdated.hidden = !state || state.digest === this.digest;
    this.listen();
    this.show();
    this.tellKept();
    this.root.classList.remove('is-static');
  }

  // Takes over what this browser keeps.
  load() {
    const state = SheetStore.load(this.scheme.id);
    if (state) this.sheet.restore(state, state.digest === this.digest);
    else this.sheet.clear();
    return state;
  }

  // The form was answered in another tab: what stands here is older, and must not be kept over it.
  again() {
    const own = this.sheet.empty ? null : SheetShape.read(this.sheet.state(this.digest));
    if (!this.keeps || JSON.stringify(own) === JSON.stringify(SheetStore.load(this.scheme.id))) return;
    this.load();
    this.undone();
    this.show();
  }

  listen() {
    const acts = {
      jump: () => this.jump(),
      save: () => SheetFile.save(this.sheet, this.digest),
      empty: () => this.panel('confirm', 'empty-no'),
      'empty-yes': () => this.empty(),
      'empty-no': () => this.panel('main', 'empty'),
      undo: () => {
        this.takeBack();
        this.panel('main', 'empty');
      },
      'undo-no': () => this.panel('main', 'jump'),
    };
    this.buttons.forEach((pair) => pair[0].addEventListener('click', acts[pair[1]]));
    this.root.addEventListener('submit', (event) => event.preventDefault());
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.panels[1].hidden) this.panel('main', 'empty');
    });
    this.unit.addEventListener('input', () => this.change(() => {
      this.sheet.unit = SheetShape.readable(this.unit.value).trim();
    }));
    this.kinds.forEach((input) => input.addEventListener('change', () => this.change(() => { this.sheet.kind = input.value; })));
    this.questions.forEach((question, at) => this.attend(question, at));
    this.rows.filter((row) => row.button).forEach((row) => row.button.addEventListener('click', () => this.deny(row)));
    this.assessments.concat(this.turns).forEach((one) => one.listen(() => this.change(() => one.read(this.sheet))));
    SheetStore.watch(this.scheme.id, () => this.again());
    this.importer.listen(() => this.takeBack());
    if (this.carrier) this.carrier.listen();
  }

  carrierOf(root) {
    return root && new Carrier(root, this.scheme, this.sheet.kinds, (state, said) => {
      this.open(state);
      this.importer.done(said);
    });
  }

  attend(question, at) {
    // Fields count while one types; radio buttons tell of their change in every browser.
    const answer = (event) => {
      const telling = event.target.type === 'radio' ? 'change' : 'input';
      if (event.type === telling) this.change(() => this.sheet.answer(question.ref, question.read()));
    };
    question.root.addEventListener('input', answer);
    question.root.addEventListener('change', answer);
    question.root.addEventListener('focusin', () => { this.last = at; });
    // What is wrong with a number is said when its question is left, not while it is typed.
    question.root.addEventListener('focusout', () => setTimeout(() => this.show(), 0));
    question.clear.addEventListener('click', () => {
      this.change(() => this.sheet.answer(question.ref, null));
      question.focus();
    });
  }

  // Says no to every open defect of a row, and goes on from there.
  deny(row) {
    const open = row.open(this.sheet.result());
    this.change(() => open.forEach((ref) => this.sheet.answer(ref, false)));
    const refs = this.questions.map((question) => question.ref);
    this.last = Math.max(...open.map((ref) => refs.indexOf(ref)));
    this.summary.jump.focus({ preventScroll: true });
  }

  change(act) {
    act();
    this.undone();
    this.show();
    this.keep();
  }

  // What was replaced before cannot be taken back any more.
  undone() {
    if (!this.undo) return;
    this.undo = null;
    this.panel('main');
    this.importer.close(false);
  }

  keep() {
    this.keeps = this.sheet.empty
      ? SheetStore.forget(this.scheme.id)
      : SheetStore.save(this.scheme.id, this.sheet.state(this.digest));
    this.tellKept();
  }

  tellKept() {
    if (this.keeps) return;
    Controls.say(this.kept, '这个浏览器不允许保存，关闭页面后答案不再保留，请先打印，或在“自评结果”处保存为文件。答案不会上传。');
    this.kept.classList.add('p-calc__notice');
  }

  show() {
    const result = this.sheet.result();
    const column = this.sheet.assessment();
    const scored = result.items.concat(result.bonus);
    const byId = scored.reduce((all, one) => Object.assign(all, { [one.id]: one }), Object.create(null));
    if (this.unit !== document.activeElement && this.unit.value !== this.sheet.unit) this.unit.value = this.sheet.unit;
    this.kinds.forEach((input) => { input.checked = input.value === this.sheet.kind; });
    this.turns.forEach((turn) => turn.show(this.sheet));
    this.questions.forEach((question) => question.show(this.sheet, result, byId));
    this.rows.forEach((row, at) => row.show(result, scored[at]));
    this.assessments.forEach((one, at) => one.show(this.sheet, scored[at], column));
    this.summary.show(this.sheet, result, column, this.questions);
    this.ledger.show(this.sheet, result, column);
    this.advisor.show(this.sheet, result);
    this.printout.show(this.sheet, result, column);
    this.unanswered = result.unanswered;
  }

  // To the next open question after the one that was last in hand, or from the top again; where none is, to the result.
  jump() {
    const open = this.questions.filter((question) => this.unanswered.indexOf(question.ref) >= 0);
    const after = open.filter((question) => this.questions.indexOf(question) > this.last);
    if (open.length) {
      (after[0] || open[0]).focus();
    } else {
      this.result.focus({ preventScroll: true });
      this.result.scrollIntoView();
    }
  }

  // Shows one set of buttons in the place of the others, and puts the focus where it belongs there.
  panel(name, focused) {
    this.panels.forEach((panel) => { panel.hidden = panel.dataset.panel !== name; });
    if (focused) this.buttons.filter((pair) => pair[1] === focused)[0][0].focus();
  }

  empty() {
    this.importer.close(false);
    const before = this.sheet.state(this.digest);
    this.sheet.clear();
    this.replaced(before);
    this.panel('undo', 'undo');
  }

  // Takes over an opened sheet; how much of it this form cannot hold.
  open(state) {
    const before = this.sheet.state(this.digest);
    const left = this.sheet.restore(state);
    this.replaced(before);
    this.panel('main');
    return left;
  }

  takeBack() {
    this.sheet.restore(SheetShape.read(this.undo), true);
    this.replaced(null);
  }

  replaced(before) {
    this.undo = before;
    this.last = -1;
    this.outdated.hidden = true;
    this.show();
    this.keep();
  }
}

// It is called at the end of the script. A page that cannot work says so instead of standing there dead.
function start(scheme) {
  try {
    const root = Controls.find(document, '[data-calculator]');
    new Calculator(root, Controls.find(document, '[data-printout]'), scheme).start();
  } catch (error) {
    let box = document.querySelector('[data-failure]');
    if (!box) {
      box = document.body.insertBefore(document.createElement('p'), document.body.firstChild);
      box.textContent = '自评计分没有启动，请刷新页面再试。';
    }
    box.hidden = false;
    throw error;
  }
}
