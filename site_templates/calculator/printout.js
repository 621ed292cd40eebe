// The official form on paper, with the scores filled in. What a form does not print has no cell.
class Printout {
  constructor(root, scheme) {
    this.scheme = scheme;
    const cell = (name, id) => root.querySelector(`[data-${name}-of="${id}"]`);
    const one = (name) => root.querySelector(`[data-${name}]`);
    this.unit = Controls.find(root, '[data-unit-name]');
    this.tier = Controls.find(root, '[data-tier-line]');
    this.total = one('total-score');
    this.bonus = one('bonus-total');
    this.withBonus = one('with-bonus');
    this.assessed = { total: one('assessed-total'), bonus: one('assessed-bonus-total'), withBonus: one('assessed-with-bonus') };
    this.readings = one('readings-line');
    this.rows = Places.rows(scheme).map((row) => ({
      row: row,
      score: cell('score', row.id) || cell('bonus', row.id),
      assessed: cell('assessed', row.id),
      evidence: cell('evidence', row.id),
    }));
    this.sections = Places.sections(scheme).map((section) => ({
      score: cell('section-score', section.id), assessed: cell('assessed-section', section.id),
    }));
  }

  show(sheet, result, column) {
    const put = (cell, text) => { if (cell) Controls.say(cell, text); };
    const points = result.total.points > 0;
    const readings = Verdict.readings(this.scheme, result, sheet.readings);
    const sentences = Verdict.conclusion(this.scheme, result, sheet.readings, column)
      .filter((sentence) => !this.readings || sentence !== readings);
    put(this.unit, sheet.unit);
    put(this.tier, `自评结果：${sentences.join('；')}。`);
    put(this.readings, readings ? `口径：${readings}。` : '');
    put(this.total, points ? Words.interval(result.total, '～') : `${result.checks.yes}/${result.checks.of}项`);
    put(this.bonus, Printout.bonus(result));
    put(this.withBonus, Printout.raised(result));
    put(this.assessed.total, column && points ? Words.interval(column.total, '～') : '');
    put(this.assessed.bonus, column ? Printout.bonus(column) : '');
    put(this.assessed.withBonus, column ? Printout.raised(column) : '');
    this.sections.forEach((cells, at) => {
      put(cells.score, points ? Words.interval(result.sections[at], '～') : '');
      put(cells.assessed, column && points ? Words.interval(column.sections[at], '～') : '');
    });
    const scored = result.items.concat(result.bonus);
    const theirs = column ? column.items.concat(column.bonus) : [];
    this.rows.forEach((cells, at) => {
      const known = column && column.missing.indexOf(cells.row.id) < 0 ? theirs[at] : null;
      const beneath = this.beneath(cells, sheet, known);
      put(cells.score, this.own(cells.row, scored[at], sheet, result));
      put(cells.assessed, this.given(cells.row, known, scored[at]));
      put(cells.evidence, beneath);
      if (cells.evidence) Controls.hide(cells.evidence, !beneath);
    });
  }

  static bonus(result) {
    return result.with_bonus ? Words.interval(Verdict.bonus(result), '～') : '';
  }

  static raised(result) {
    return result.with_bonus ? Words.interval(result.with_bonus, '～') : '';
  }

  // What stands below the words of a row: notes on evidence, the reason, and the assessor's score where it has no column.
  beneath(cells, sheet, theirs) {
    const evidence = sheet.evidence[cells.row.id];
    const reason = (sheet.assessed[cells.row.id] || {}).reason;
    const score = theirs && !cells.assessed ? this.verdict(cells.row, theirs) : '';
    return [
      evidence ? `佐证材料：${evidence}` : '',
      [score, reason ? `评分理由：${reason}` : ''].filter((text) => text).join('；'),
    ].filter((text) => text).join('\n');
  }

  verdict(row, theirs) {
    if (row.points || theirs.check === undefined) return `考核评分：${Words.interval(theirs, '～')}分`;
    return theirs.check ? `考核认定：${theirs.check === 'yes' ? '是' : '否'}` : '';
  }

  // The self score of a row: points, a tick, or its words.
  own(row, scored, sheet, result) {
    const rules = row.rules || [];
    const refs = rules.map((rule) => `${row.id}.${rule.id}`);
    if (scored.state === 'out') return '不适用';
    if (scored.check && !row.points) return Printout.tick(scored.check);
    if (rules.length && rules.every((rule) => rule.kind === 'note')) return refs.map((ref) => sheet.answers[ref] || '').join('\n');
    const touched = refs.some((ref) => ref in sheet.answers || ref in result.inferred);
    return !touched && scored.worst !== scored.best ? '未填' : Words.interval(scored, '～');
  }

  given(row, theirs, scored) {
    if (scored.check && !row.points) return Printout.tick(theirs ? theirs.check : 'open');
    return theirs && (row.points || theirs.check === undefined) ? Words.interval(theirs, '～') : '';
  }

  static tick(check) {
    return `是\u00a0${check === 'yes' ? '☑' : '□'}　否\u00a0${check === 'no' ? '☑' : '□'}`;
  }
}
