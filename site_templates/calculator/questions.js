// The questions on the page: each knows its rule and shows its answer and what follows from it.
class Question {
  constructor(root, scheme, ref, row, rule) {
    this.root = Controls.find(root, `[data-question="${ref}"]`);
    this.ref = ref;
    this.row = row;
    this.rule = rule;
    this.facts = [row, rule].filter((thing) => thing && thing.applies_when).map((thing) => `fact.${thing.applies_when}`);
    this.scheme = scheme;
    this.control = Controls.kinds[this.root.dataset.kind];
    if (!this.control) throw new Error(`自评计分不认识这类题目：${ref}`);
    this.note = Controls.find(this.root, '[data-note]');
    this.clear = Controls.find(this.root, '[data-clear]');
    this.fields = Controls.all(this.root, '[data-field]');
    this.elements = Controls.all(this.root, '[data-element]');
    this.saids = Controls.all(this.root, '[data-saids]').map((group) => Controls.all(group, '[data-said]'));
    this.control.write(this.root, null); // shows at once when its inputs are not there
    this.written = 'null';
  }

  // The answer that its inputs give; whatever comes of it is written again.
  read() {
    this.written = undefined;
    return this.control.read(this.root);
  }

  // Whether it takes a place among the questions that have to be answered.
  get counts() {
    return !this.root.hidden && !(this.rule && this.rule.kind === 'note');
  }

  show(sheet, result, rows) {
    const own = this.ref in sheet.answers ? sheet.answers[this.ref] : null;
    const inferred = this.ref in result.inferred ? result.inferred[this.ref] : null;
    const answer = own === null ? inferred : own;
    const idle = this.facts.some((fact) => sheet.answers[fact] === false);
    const invalid = result.invalid[this.ref];
    const scored = this.row ? rows[this.row.id] : null;
    const done = scored ? scored.effects[this.rule.id] : null;
    const refused = invalid !== undefined && !this.root.contains(document.activeElement);
    this.write(answer);
    this.showIdle(sheet, idle);
    this.showReadings(sheet);
    this.showAfter(sheet, result);
    if (idle) this.showNote('不适用', false);
    else if (refused) this.showNote(invalid, true);
    else this.showNote([
      inferred === null ? '' : this.follows(sheet),
      result.barred.some((veto) => this.ref === `veto.${veto}`) ? Verdict.barring : '',
      done && invalid === undefined ? this.costs(sheet, result, done, answer) : '',
    ].filter((text) => text).join('；'), false);
    const answered = answer !== null && (!done || done.answered);
    if (this.answered !== answered) this.root.classList.toggle('is-answered', answered);
    this.answered = answered;
    const visibility = answer === null ? 'hidden' : 'visible';
    if (this.clear.style.visibility !== visibility) this.clear.style.visibility = visibility;
  }

  write(answer) {
    const text = JSON.stringify(answer);
    if (this.written === text) return;
    this.control.write(this.root, answer);
    this.written = text;
  }

  // What does not apply is disabled; its answers stay, and do not count.
  showIdle(sheet, idle) {
    if (this.root.disabled !== idle) {
      this.root.disabled = idle;
      this.root.classList.toggle('is-idle', idle);
    }
    this.elements.filter((element) => element.dataset.applies).forEach((element) => {
      const out = sheet.answers[`fact.${element.dataset.applies}`] === false;
      element.disabled = out;
      element.classList.toggle('is-idle', out);
      Controls.find(element, '[data-idle]').hidden = !out;
    });
  }

  // Of words that a reading changes, those of the last one that is taken, else those of the form.
  showReadings(sheet) {
    this.saids.forEach((group) => {
      const taken = group.filter((one) => !one.dataset.said || sheet.readings.indexOf(one.dataset.said) >= 0).pop();
      group.forEach((one) => Controls.hide(one, one !== taken));
    });
  }

  // An exception is asked where its veto is there.
  showAfter(sheet, result) {
    if (!/^except\./.test(this.ref)) return;
    const veto = this.ref.replace('except', 'veto');
    Controls.hide(this.root, sheet.answers[veto] !== true && result.inferred[veto] !== true);
  }

  follows(sheet) {
    return `已随${Places.list(this.scheme, sheet.forcing(this.ref, null))}自动填写`;
  }

  costs(sheet, result, done, answer) {
    const needed = this.rule.kind === 'note' || result.unanswered.indexOf(this.ref) >= 0;
    if (!done.answered && !needed) return '本项结果已经确定，此题可以不答';
    return Words.effect(sheet.rule(this.row, this.rule), this.row, answer, done);
  }

  showNote(text, refused) {
    Controls.say(this.note, text);
    if (this.refused === refused) return;
    this.refused = refused;
    this.note.classList.toggle('is-refused', refused);
    this.fields.forEach((input) => {
      if (refused) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    });
  }

  focus() {
    const open = Controls.all(this.root, '[data-element]:not(.is-idle)')
      .filter((element) => !element.querySelector('input:checked'))[0];
    const blank = this.fields.filter((input) => !input.value)[0];
    const target = open ? Controls.find(open, 'input') : blank || this.fields[0] || Controls.find(this.root, 'input:enabled');
    target.focus({ preventScroll: true });
    (open || this.root).scrollIntoView({ block: 'center' });
    // Of a question higher than the window what is answered is seen, not its middle.
    (open || target.closest('.p-q__choices, .p-q__numbers') || target).scrollIntoView({ block: 'nearest' });
  }
}

// Every question of the scheme, in the order in which the page asks it.
function questionsOf(root, scheme) {
  const beside = (ref) => new Question(root, scheme, ref);
  const vetoes = scheme.vetoes.map((veto) => [`veto.${veto.id}`].concat(veto.exception ? `except.${veto.id}` : []));
  const facts = (scheme.rubric.facts || []).map((fact) => `fact.${fact.id}`);
  const conditions = scheme.tiers.map((tier) => (
    (tier.conditions || []).filter((condition) => condition.ask).map((condition) => `condition.${condition.id}`)
  ));
  const rows = Places.rows(scheme);
  return [].concat(...vetoes, facts, ...conditions).map(beside).concat(...rows.map((row) => (row.rules || []).map((rule) => (
    new Question(root, scheme, `${row.id}.${rule.id}`, row, rule)
  ))));
}
