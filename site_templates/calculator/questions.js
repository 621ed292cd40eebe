// The questions on the page: each knows its rule and shows its answer and what follows from it.
class Question {
  constructor(root, scheme, ref, item, rule) {
    this.root = Controls.find(root, `[data-question="${ref}"]`);
    this.ref = ref;
    this.item = item;
    this.rule = rule;
    this.fact = rule ? rule.applies_when : undefined;
    this.scheme = scheme;
    this.control = Controls.kinds[this.root.dataset.kind];
    if (!this.control) throw new Error(`自评计分不认识这类题目：${ref}`);
    this.note = Controls.find(this.root, '[data-note]');
    this.clear = Controls.find(this.root, '[data-clear]');
    this.elements = Controls.all(this.root, '[data-element]');
    this.control.write(this.root, null); // shows at once when its inputs are not there
  }

  read() {
    return this.control.read(this.root);
  }

  show(sheet, result) {
    const own = this.ref in sheet.answers ? sheet.answers[this.ref] : null;
    const inferred = this.ref in result.inferred ? result.inferred[this.ref] : null;
    const answer = own === null ? inferred : own;
    const idle = this.fact !== undefined && sheet.answers[`fact.${this.fact}`] === false;
    const invalid = result.invalid[this.ref];
    const scored = this.item ? result.items.filter((item) => item.id === this.item.id)[0] : null;
    const done = scored ? scored.effects[this.rule.id] : null;
    const refused = invalid !== undefined && !this.root.contains(document.activeElement);
    this.control.write(this.root, answer);
    this.showIdle(sheet, idle);
    if (idle) this.showNote('不适用', false);
    else if (refused) this.showNote(invalid, true);
    else this.showNote([
      inferred === null ? '' : this.follows(sheet),
      result.barred.some((veto) => this.ref === `veto.${veto}`) ? Words.barring : '',
      done && invalid === undefined ? this.costs(scored, done, answer) : '',
    ].filter((text) => text).join('；'), false);
    this.root.classList.toggle('is-answered', answer !== null && (!done || done.answered));
    this.clear.style.visibility = answer === null ? 'hidden' : 'visible';
  }

  // What does not apply is disabled; its answers stay, and do not count.
  showIdle(sheet, idle) {
    this.root.disabled = idle;
    this.root.classList.toggle('is-idle', idle);
    this.elements.filter((element) => element.dataset.applies).forEach((element) => {
      const out = sheet.answers[`fact.${element.dataset.applies}`] === false;
      element.disabled = out;
      element.classList.toggle('is-idle', out);
      Controls.find(element, '[data-idle]').hidden = !out;
    });
  }

  follows(sheet) {
    const places = sheet.forcing(this.ref, null).map((ref) => Words.place(this.scheme, ref));
    return `已随${Array.from(new Set(places)).join('、')}自动填写`;
  }

  costs(scored, done, answer) {
    if (!done.answered && scored.worst === scored.best) return '本项得分已经确定，此题可以不答';
    return Words.effect(this.rule, this.item, answer, done);
  }

  showNote(text, refused) {
    this.note.textContent = text;
    this.note.classList.toggle('is-refused', refused);
    Controls.all(this.root, '[data-field]').forEach((input) => {
      if (refused) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    });
  }

  focus() {
    const open = Controls.all(this.root, '[data-element]:not(.is-idle)')
      .filter((element) => !element.querySelector('input:checked'))[0];
    const blank = Controls.all(this.root, '[data-field]').filter((input) => !input.value)[0];
    const target = open ? Controls.find(open, 'input') : blank || Controls.find(this.root, 'input:enabled');
    target.focus({ preventScroll: true });
    (open || this.root).scrollIntoView({ block: 'center' });
  }
}

// Every question of the scheme, in the order in which it is asked.
function questionsOf(root, scheme) {
  const vetoes = scheme.vetoes.map((veto) => new Question(root, scheme, `veto.${veto.id}`));
  const facts = (scheme.rubric.facts || []).map((fact) => new Question(root, scheme, `fact.${fact.id}`));
  return vetoes.concat(facts, ...PortalEngine.items(scheme).map((item) => (item.rules || []).map((rule) => (
    new Question(root, scheme, `${item.id}.${rule.id}`, item, rule)
  ))));
}
