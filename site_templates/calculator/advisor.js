// The fewest changes that reach the next tier, each leading to its question. Counted when the user pauses.
class Advisor {
  constructor(root, scheme) {
    this.scheme = scheme;
    this.root = Controls.find(root, '[data-advice]');
    this.lead = Controls.find(this.root, '[data-advice-lead]');
    this.list = Controls.find(this.root, 'ol');
  }

  show(sheet, result) {
    if (this.result === result) return;
    this.result = result;
    clearTimeout(this.timer);
    if (result.unanswered.length || !this.scheme.tiers.length) Controls.hide(this.root, true);
    else this.timer = setTimeout(() => this.tell(sheet, result, PortalEngine.advice(this.scheme, sheet.answers, sheet.readings)), 300);
  }

  tell(sheet, result, advice) {
    Controls.hide(this.root, advice === null);
    if (advice === null) return;
    const title = this.scheme.tiers.filter((tier) => tier.id === advice.tier)[0].title;
    this.lead.textContent = advice.possible
      ? `达到“${title}”最少要改${advice.changes.length}处，改后${this.sums(sheet, result, advice.total)}：`
      : `只靠整改达不到“${title}”：有不能整改的，或要由考核人员评定的。`;
    this.list.textContent = '';
    advice.changes.forEach((change) => {
      const link = this.list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
      link.href = `#q-${change.ref.replace('.', '_')}`;
      link.textContent = `${Places.place(this.scheme, change.ref)}：${this.said(sheet, change)}`;
    });
  }

  // The total, and what tiers are measured with where that is another: no advice touches the bonus.
  sums(sheet, result, total) {
    const said = `总分${Words.points(total)}分`;
    if (!Verdict.withBonus(this.scheme, sheet.readings)) return said;
    return `${said}，加分后总分${Words.points(total + Verdict.bonus(result).worst)}分`;
  }

  // One change: from what was answered to what it takes.
  said(sheet, change) {
    const veto = this.scheme.vetoes.filter((one) => change.ref === `veto.${one.id}`)[0];
    if (veto) return `整改${Advisor.quoted(veto.text)}`;
    const [id, name] = change.ref.split('.');
    const row = sheet.rows.filter((one) => one.id === id)[0];
    const rule = sheet.rule(row, row.rules.filter((one) => one.id === name)[0]);
    const now = sheet.answers[change.ref];
    if (change.element !== undefined) return `补上${Advisor.quoted(Advisor.named(rule.each || rule.parts, change.element).label)}`;
    if (change.to === false) return `整改${Advisor.quoted(rule.ask)}`;
    if (change.to === true) return `做到${Advisor.quoted(rule.ask)}`;
    if (rule.kind === 'level') return `做到${Advisor.quoted(Advisor.named(rule.options, change.to).label)}`;
    const asked = rule.threshold || rule;
    const unit = asked.unit || (rule.kind === 'count' ? '次' : '人');
    if (typeof change.to === 'number') return `${rule.ask}，再增加${change.to - now}${unit}`;
    return `${asked.part}再增加${change.to.part - now.part}${unit}`;
  }

  // Quotation marks within quotation marks are single ones.
  static quoted(text) {
    return `“${text.replace(/“/g, '‘').replace(/”/g, '’')}”`;
  }

  static named(things, id) {
    return things.filter((thing) => thing.id === id)[0];
  }
}
