// The rows of the form on the page: what each comes to, and a button that denies all its open defects.
class RowView {
  constructor(root, row) {
    this.row = row;
    this.root = Controls.find(root, `[data-row="${row.id}"]`);
    this.state = Controls.find(this.root, '[data-state]');
    this.score = this.root.querySelector('[data-item-score]'); // rows of a checklist have none
    this.button = this.root.querySelector('[data-deny]');
    this.defects = (row.rules || []).filter((rule) => rule.kind === 'zero' || (rule.kind === 'deduct' && !rule.each))
      .map((rule) => `${row.id}.${rule.id}`);
    this.checks = (row.rules || []).filter((rule) => rule.kind === 'check').length;
  }

  // The defects of the row that are still open.
  open(result) {
    return this.defects.filter((ref) => result.unanswered.indexOf(ref) >= 0);
  }

  show(result, scored) {
    if (this.score) Controls.say(this.score, scored.points === 0 && scored.state === 'out' ? '—' : Words.interval(scored, ' 至 '));
    if (this.button) {
      const visibility = this.open(result).length ? 'visible' : 'hidden';
      if (this.button.style.visibility !== visibility) this.button.style.visibility = visibility;
    }
    const text = this.said(scored);
    Controls.say(this.state, text);
    Controls.hide(this.state, !text);
  }

  // What its questions do not say one by one.
  said(scored) {
    if (scored.state === 'full') return this.checks ? '不适用，算作做到' : '不适用，按满分计';
    if (scored.state === 'out') return '不适用，不计入总分';
    if (this.checks < 2 || scored.check === 'open') return '';
    return scored.check === 'yes' ? '各条都做到，本项已做到' : '有一条没有做到，本项没有做到';
  }
}
