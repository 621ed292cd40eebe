// Item by item what answers of the edition before come to under both, as a table that is read before anything is done.
class CarriedTable {
  constructor(body) {
    this.body = body; // a group of rows each: sums, items, what is asked no more
  }

  // `found` is what PortalCarry makes of a sheet.
  show(table, scheme, found) {
    const { then, now } = found;
    this.table = table;
    this.schemes = { then: table.before, now: scheme };
    this.found = found;
    this.open = now.result().unanswered;
    this.scored = { then: CarriedTable.byId(then.result()), now: CarriedTable.byId(now.result()) };
    this.body.textContent = '';
    this.sums();
    this.beside();
    Places.rows(scheme).forEach((row) => this.row(row));
    (table.dropped || []).forEach((id) => this.dropped(id));
  }

  static byId(result) {
    return result.items.concat(result.bonus).reduce((all, one) => Object.assign(all, { [one.id]: one }), Object.create(null));
  }

  // ---- rows ------------------------------------------------------------------------------------

  sums() {
    const { then, now } = this.found;
    const [was, is] = [then.result(), now.result()];
    const summed = was.total.points > 0 && is.total.points > 0;
    if (summed) this.line('总分', '', this.points(was.total), this.points(is.total), this.by(was.total, is.total), [], 'p-carried__sum');
    else this.line('已做到', '', this.checks(was), this.checks(is), '', [], 'p-carried__sum');
    if (was.with_bonus && is.with_bonus) {
      const [one, other] = [was.with_bonus, is.with_bonus];
      this.line('加分后总分', '', this.interval(one), this.interval(other), this.by(one, other), [], 'p-carried__sum');
    }
    const tiers = ['then', 'now'].map((side) => (
      Verdict.tier(this.schemes[side], this.found[side].result(), this.found[side].readings)
    ));
    if (tiers[0] || tiers[1]) this.line('等次', '', tiers[0] || '—', tiers[1] || '—', '', [], 'p-carried__sum');
  }

  checks(result) {
    return result.total.points > 0 ? this.points(result.total) : `${result.checks.yes} / ${result.checks.of}项`;
  }

  // Vetoes, facts and conditions: a row for each kind.
  beside() {
    const rows = this.table.rows;
    const refs = Object.keys(this.table.questions).filter((ref) => !(ref.split('.')[0] in rows));
    const places = refs.map((ref) => Places.place(this.schemes.now, ref));
    const left = (this.table.left || []).map((ref) => [Places.place(this.schemes.then, ref), ref]);
    Array.from(new Set(places.concat(left.map((pair) => pair[0])))).forEach((place) => {
      const lines = [].concat(...refs.filter((ref, at) => places[at] === place).map((ref) => this.question(ref)))
        .concat(left.filter((pair) => pair[0] === place).map((pair) => this.gone(pair[1])));
      if (lines.length) this.line(place, '', '—', '—', '', lines);
    });
  }

  row(row) {
    const told = this.table.rows[row.id];
    const then = told.old ? this.scored.then[told.old] : null;
    const now = this.scored.now[row.id];
    const lines = [].concat(...(row.rules || []).map((rule) => this.question(`${row.id}.${rule.id}`)))
      .concat((told.left || []).map((ref) => this.gone(ref)));
    const place = Places.place(this.schemes.now, row.id);
    const was = told.old ? Places.place(this.schemes.then, told.old) : '';
    const where = was && was !== place ? `上届${was}` : '';
    const by = then ? this.by(then, now) : '';
    this.line(place, row.standard || '', then ? this.worth(then) : '—', this.worth(now), by, this.changes(told).concat(lines), '', where);
  }

  changes(told) {
    if (!told.old) return [{ tag: '新增', kind: 'change', text: '上届没有这一项' }];
    return told.changes ? [{ tag: '改动', kind: 'change', text: told.changes.join('；') }] : [];
  }

  dropped(id) {
    const scheme = this.schemes.then;
    const [row] = Places.rows(scheme).filter((one) => one.id === id);
    const lines = (row.rules || []).map((rule) => this.gone(`${id}.${rule.id}`));
    const said = [{ tag: '取消', kind: 'change', text: '上届有，本届不再考核' }].concat(lines);
    this.line(`上届${Places.place(scheme, id)}`, row.standard || '', this.worth(this.scored.then[id]), '—', '', said, 'is-dropped');
  }

  // ---- what is said ----------------------------------------------------------------------------

  // One question: what was answered, and whether that is taken. Nothing of what nobody answered and nobody needs.
  question(ref) {
    const one = this.table.questions[ref];
    const state = this.found.states[ref];
    const needed = this.open.indexOf(ref) >= 0;
    const was = this.answered(one.old);
    const asked = Saying.ask(this.schemes.now, ref);
    const taken = state === 'taken' || state === 'part';
    if (!taken && !was && !needed) return [];
    const why = {
      part: '有的要素上届没有问，或适用的单位不同，请回答',
      other: one.why,
      idle: '上届不适用，当时没有计分',
      open: '上届没有回答',
      refused: '和带入的其他答案矛盾',
      new: ref.split('.')[0] in this.table.rows && !this.table.rows[ref.split('.')[0]].old ? '' : '上届没有问',
    }[state];
    const tag = state === 'part' ? '部分带入' : taken ? '带入' : needed ? '请回答' : '不带入';
    const unfinished = state === 'taken' && needed ? '上届没有答完，请补答' : '';
    return [{
      tag: tag, kind: taken ? 'taken' : needed ? 'open' : 'left', ask: asked,
      text: [was ? `上届答：${was}` : '', why || unfinished].filter((text) => text).join('。'),
    }];
  }

  gone(ref) {
    const was = this.answered(ref);
    return { tag: '不再问', kind: 'left', ask: Saying.ask(this.schemes.then, ref), text: was ? `上届答：${was}` : '上届没有回答' };
  }

  answered(ref) {
    const { then } = this.found;
    if (!ref) return '';
    if (ref in then.answers) return Saying.answer(this.schemes.then, ref, then.answers[ref]);
    const { inferred } = then.result();
    return ref in inferred ? `${Saying.answer(this.schemes.then, ref, inferred[ref])}（随其他答案填写）` : '';
  }

  // Breaks nowhere but before what it is out of.
  interval(span) {
    return Words.interval(span, '\u00a0至\u00a0');
  }

  points(span) {
    return `${this.interval(span)} /\u00a0${Words.points(span.points)}`;
  }

  // Points of a row; of one that is only ticked, whether it was done.
  worth(scored) {
    if (scored.state === 'out') return '不适用';
    if (scored.points === undefined) return this.interval(scored);
    if (scored.points) return this.points(scored);
    return { yes: '是', no: '否', open: '未定' }[scored.check] || '—';
  }

  // By how much the points differ, where both are certain.
  by(then, now) {
    const certain = then.worst === then.best && now.worst === now.best;
    const by = now.worst - then.worst;
    return certain && by ? `${by > 0 ? '多' : '少'}${Words.points(Math.abs(by))}分` : '';
  }

  // ---- on the page -----------------------------------------------------------------------------

  line(name, text, then, now, by, lines, kind, where) {
    const row = CarriedTable.add(this.body, 'tr', kind || '');
    const cell = (tag, label) => {
      const made = CarriedTable.add(row, tag, '');
      if (label) made.dataset.label = label;
      return made;
    };
    const head = cell('th');
    head.scope = 'row';
    CarriedTable.add(head, 'span', 'p-carried__place', name);
    if (where) CarriedTable.add(head, 'span', 'p-carried__text', where);
    if (text) CarriedTable.add(head, 'span', 'p-carried__text', text.length > 40 ? `${text.slice(0, 38)}……` : text);
    [['上届得分', then], ['按本届得分', now]].forEach((pair) => {
      const worth = cell('td', pair[0]);
      worth.appendChild(document.createTextNode(pair[1]));
      worth.classList.toggle('is-empty', then === now && now === '—');
    });
    if (by) CarriedTable.add(row.lastChild, 'span', 'p-carried__by', ` ${by}`);
    const notes = cell('td');
    if (lines.length) this.list(notes, lines);
    notes.classList.toggle('is-empty', !lines.length);
  }

  list(cell, lines) {
    const list = CarriedTable.add(cell, 'ul', '');
    lines.forEach((line) => {
      const entry = CarriedTable.add(list, 'li', `is-${line.kind}`);
      CarriedTable.add(entry, 'strong', 'p-carried__tag', line.tag);
      if (line.ask) CarriedTable.add(entry, 'span', 'p-carried__ask', line.ask);
      CarriedTable.add(entry, 'span', 'p-carried__said', line.text);
    });
  }

  static add(parent, tag, kind, text) {
    const made = parent.appendChild(document.createElement(tag));
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }
}
