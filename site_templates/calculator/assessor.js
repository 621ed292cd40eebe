// What is said of a row beside its answers: the assessor's points or verdict with the reason, notes on evidence.
class Assessment {
  constructor(root, row) {
    this.row = row;
    this.root = Controls.find(root, `[data-assess="${row.id}"]`);
    this.evidence = Controls.find(this.root, '[data-evidence]');
    this.said = Controls.find(this.root, '[data-assess-said]');
    this.points = this.root.querySelector('[data-assessed-points]');
    this.met = this.root.querySelector('.p-verdict');
    this.reason = this.root.querySelector('[data-reason]');
    this.differs = this.root.querySelector('[data-differs]');
    this.asks = this.points !== null || this.met !== null; // a row of words alone is not assessed
    this.more = Controls.find(this.root, 'details');
  }

  listen(changed) {
    this.root.addEventListener('input', () => changed(this));
    this.root.addEventListener('change', () => changed(this));
  }

  // Puts what the inputs say into the sheet.
  read(sheet) {
    sheet.note(this.row.id, Controls.wordsOf(this.evidence.value));
    if (!this.asks) return;
    sheet.assess(this.row.id, {
      points: this.points ? Controls.pointsOf(this.points.value) : null,
      met: this.met ? Controls.yesNo(Controls.chosen(this.met)) : null,
      reason: Controls.wordsOf(this.reason.value),
    });
  }

  show(sheet, scored, column) {
    const id = this.row.id;
    const entry = sheet.assessed[id] || {};
    const given = (key) => (key in entry ? entry[key] : null);
    Controls.fill(this.evidence, sheet.evidence[id] || null, Controls.wordsOf);
    if (this.asks) {
      if (this.points) Controls.fill(this.points, given('points'), Controls.pointsOf);
      if (this.met) Controls.choose(this.met, given('met') === null ? '' : given('met'));
      Controls.fill(this.reason, given('reason'), Controls.wordsOf);
    }
    this.compare(scored, column);
    Controls.say(this.said, this.filled(entry, sheet.evidence[id]));
  }

  // The assessor's number beside the self score.
  compare(scored, column) {
    if (!this.asks) return;
    const id = this.row.id;
    const theirs = column ? column.items.concat(column.bonus).filter((one) => one.id === id)[0] : null;
    const invalid = column ? column.invalid[id] : undefined;
    const said = !theirs || column.missing.indexOf(id) >= 0 ? '' : this.difference(scored, theirs);
    const refused = invalid !== undefined && !this.root.contains(document.activeElement);
    Controls.say(this.differs, refused ? invalid : said);
    this.differs.classList.toggle('is-refused', refused);
  }

  difference(scored, theirs) {
    if (!this.points) {
      if (scored.check === 'open') return '自评未答';
      return scored.check === theirs.check ? '与自评相同' : '与自评不同';
    }
    if (scored.worst !== scored.best) return `自评${Words.interval(scored, '至')}分`;
    const by = theirs.worst - scored.worst;
    return by ? `相差 ${Words.difference(by)} 分` : '与自评相同';
  }

  // What stands in the folded part, for those who do not open it.
  filled(entry, evidence) {
    const score = entry.points !== undefined ? `考核${entry.points}分` : 'met' in entry ? `考核：${entry.met ? '是' : '否'}` : '';
    return [this.more.contains(this.points || this.met) ? score : '', entry.reason ? '有理由' : '', evidence ? '有佐证说明' : '']
      .filter((text) => text).join('，');
  }
}
