// The result in full, below the questions: sentences, tiers with their tests, readings, and what each row lost or gained.
class Ledger {
  constructor(root, scheme) {
    this.scheme = scheme;
    const at = (name) => Controls.find(root, `[data-${name}]`);
    this.sentences = at('result');
    this.tiers = at('tiers');
    this.turned = at('turned');
    this.rows = at('ledger');
    this.rows.addEventListener('toggle', () => this.list());
    this.painted = new Map();
  }

  show(sheet, result, column) {
    this.sheet = sheet;
    this.result = result;
    this.fill(this.sentences, Verdict.conclusion(this.scheme, result, sheet.readings, column));
    this.block(this.tiers, this.tests(result));
    this.block(this.turned, result.readings.map((one) => [
      `${Places.place(this.scheme, one.ref)}的口径换一种理解：${Verdict.turned(this.scheme, result, one)}`, Ledger.turn(one.ref),
    ]));
    this.list();
  }

  // Where a reading stands on the page.
  static turn(ref) {
    return `turn-${ref.replace('.', '_')}`;
  }

  block(root, lines) {
    Controls.hide(root, lines.length === 0);
    this.fill(Controls.find(root, 'ul'), lines);
  }

  // Writes a list when it is another one: lines of text, or of text and the id of what it leads to.
  fill(list, lines) {
    const text = JSON.stringify(lines);
    if (this.painted.get(list) === text) return;
    this.painted.set(list, text);
    list.textContent = '';
    lines.forEach((line) => {
      const entry = list.appendChild(document.createElement('li'));
      const [said, target, reasons] = Array.isArray(line) ? line : [line];
      const place = target ? entry.appendChild(document.createElement('a')) : entry;
      place.textContent = said;
      if (target) place.href = `#${target}`;
      if (reasons) entry.appendChild(document.createElement('span')).textContent = reasons;
    });
  }

  // Each tier with its tests, where one has more of them than its minimum.
  tests(result) {
    if (!this.scheme.tiers.some((tier) => (tier.conditions || []).length)) return [];
    const reached = { yes: '达到', no: '没有达到', open: '未定' };
    const held = { yes: '具备', no: '不具备', open: '未定' };
    return this.scheme.tiers.map((tier, at) => {
      const minimum = tier.minimum === undefined ? [] : [[`${Words.points(tier.minimum)}分以上`, reached]];
      const names = minimum.concat((tier.conditions || []).map((one) => [one.text, one.ask ? held : reached]));
      return `${tier.title}：${names.map((one, test) => `${one[0]}（${one[1][result.tiers[at].tests[test]]}）`).join('，')}`;
    });
  }

  // What each row lost or gained, and by which rule. Nobody sees it while it is folded.
  list() {
    const rows = this.result.items.concat(this.result.bonus);
    const lines = rows.map((scored, at) => this.row(this.sheet.rows[at], scored)).filter((line) => line);
    Controls.hide(this.rows, lines.length === 0);
    if (this.rows.open) this.fill(Controls.find(this.rows, 'ul'), lines);
  }

  row(row, scored) {
    const whys = (row.rules || []).map((rule) => this.why(row, this.sheet.rule(row, rule), scored)).filter((text) => text);
    if (!whys.length) return null;
    const points = scored.points ? `${Words.interval(scored, '至')} / ${Words.points(scored.points)}分` : '';
    const bonus = scored.points === undefined ? `${Words.interval(scored, '至')}分` : '';
    return [`${Places.place(this.scheme, row.id)}　${points || bonus}`.trim(), `item-${row.id}`, whys.join('；')];
  }

  // What one rule took or gave, once it is known.
  why(row, rule, scored) {
    const done = scored.effects[rule.id];
    if (done.zero === 'yes') return `${rule.ask}：此项不得分`;
    if (done.check === 'no') return row.rules.length > 1 ? `${rule.ask}：否` : row.standard;
    if (done.judged) return `${rule.ask}：由考核人员裁定`;
    if (!done.answered || done.check) return '';
    if (done.worst < 0) return `${rule.ask}${this.lacking(row, rule)}：${Words.loss(done, row)}`;
    const adds = ['count', 'parts', 'bands', 'judge'].indexOf(rule.kind) >= 0 || rule.gain;
    return adds && (scored.points === undefined ? done.best : scored.worst < scored.points) ? `${rule.ask}：${Words.gain(done)}` : '';
  }

  // The elements that are missing.
  lacking(row, rule) {
    const answer = this.sheet.answers[`${row.id}.${rule.id}`];
    const missing = (rule.each || []).filter((one) => answer && answer[one.id] === false).map((one) => one.label);
    return missing.length ? `，缺${missing.join('、')}` : '';
  }
}
