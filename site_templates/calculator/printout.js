// The official form on paper, with the scores filled in.
class Printout {
  constructor(root, scheme) {
    this.scheme = scheme;
    const cell = (name, id) => Controls.find(root, `[data-${name}-of="${id}"]`);
    this.unit = Controls.find(root, '[data-unit-name]');
    this.total = Controls.find(root, '[data-total-score]');
    this.tier = Controls.find(root, '[data-tier-line]');
    this.items = PortalEngine.items(scheme).map((item) => cell('score', item.id));
    this.sections = scheme.rubric.sections.map((section) => cell('section-score', section.id));
  }

  show(sheet, result) {
    this.unit.textContent = sheet.unit;
    this.total.textContent = Words.interval(result.total, '～');
    this.tier.textContent = `自评结果：${Words.conclusion(this.scheme, result).join('；')}。`;
    this.sections.forEach((cell, at) => { cell.textContent = Words.interval(result.sections[at], '～'); });
    PortalEngine.items(this.scheme).forEach((item, at) => {
      const scored = result.items[at];
      const touched = (item.rules || []).some((rule) => {
        const ref = `${item.id}.${rule.id}`;
        return ref in sheet.answers || ref in result.inferred;
      });
      const blank = !touched && scored.worst !== scored.best;
      this.items[at].textContent = blank ? '未填' : Words.interval(scored, '～');
    });
  }
}
