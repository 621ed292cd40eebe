// The result beside the questions, and the same for listeners, a while after the last change.
class Summary {
  constructor(root, scheme) {
    this.scheme = scheme;
    const at = (name) => Controls.find(root, `[data-${name}]`);
    ['total', 'open', 'all', 'best', 'worst', 'tier', 'next', 'live', 'jump', 'assessed'].forEach((name) => {
      this[name] = at(name);
    });
    this.sections = Places.sections(scheme).map((section) => root.querySelector(`[data-section-score="${section.id}"]`));
    this.bonus = scheme.rubric.bonus ? ['with-bonus', 'bonus', 'sum-total', 'sum-bonus'].map(at) : null;
    this.checks = Places.sections(scheme).map((section) => Places.items(section).map((item) => item.id));
    this.track = at('track');
  }

  // Where each tier begins on the bar.
  mark(most) {
    this.scheme.tiers.filter((tier) => tier.minimum !== undefined && tier.minimum <= most).forEach((tier) => {
      const tick = document.createElement('span');
      tick.className = 'p-sum__tick';
      tick.style.left = `${(100 * tier.minimum) / most}%`;
      this.track.appendChild(tick);
    });
  }

  show(sheet, result, column, questions) {
    const points = result.total.points > 0;
    const of = points ? result.total.points : result.checks.of;
    if (!this.marked && points) this.mark(of);
    this.marked = true;
    Controls.say(this.total, points ? Words.interval(result.total, ' 至 ') : `${result.checks.yes} / ${of}`);
    Controls.say(this.open, String(result.unanswered.length));
    Controls.say(this.all, String(questions.filter((question) => question.counts).length));
    // What tiers are measured with, as they are marked on the bar; a bonus may lead beyond it, or have no end.
    const span = Verdict.measured(this.scheme, result, sheet.readings);
    const best = span.best === null ? of : span.best;
    this.stretch(this.worst, (points ? span.worst : result.checks.yes) / (of || 1));
    this.stretch(this.best, (points ? best : result.checks.yes + result.checks.open) / (of || 1));
    Controls.say(this.tier, Verdict.tier(this.scheme, result, sheet.readings));
    this.tier.classList.toggle('is-barred', result.barred.length > 0);
    Controls.say(this.next, Verdict.next(this.scheme, result));
    Controls.say(this.jump, result.unanswered.length ? '下一个未答题' : '看结果、保存');
    this.sections.forEach((cell, at) => { if (cell) Controls.say(cell, this.section(result, at, points)); });
    if (this.bonus) this.showBonus(result);
    Controls.say(this.assessed, column ? Verdict.assessed(this.scheme, result, column, sheet.readings) : '');
    Controls.hide(this.assessed, !column);
    const sentences = Verdict.conclusion(this.scheme, result, sheet.readings, column);
    this.announce(`${sentences.join('；')}。共${this.all.textContent}题。`);
  }

  stretch(bar, share) {
    const width = `${100 * Math.max(0, Math.min(1, share))}%`;
    if (bar.style.width !== width) bar.style.width = width;
  }

  section(result, at, points) {
    if (points) return Words.interval(result.sections[at], ' 至 ');
    return String(result.items.filter((item) => item.check === 'yes' && this.checks[at].indexOf(item.id) >= 0).length);
  }

  showBonus(result) {
    const [line, bonus, total, sum] = this.bonus;
    const said = (span) => (Verdict.unknown(span) ? '—' : Words.interval(span, ' 至 '));
    Controls.say(line, Verdict.unknown(result.with_bonus) ? '加分后未定' : `加分后 ${said(result.with_bonus)} 分`);
    Controls.say(bonus, said(Verdict.bonus(result)));
    Controls.say(total, said(result.total));
    Controls.say(sum, said(result.with_bonus));
  }

  // Said once the user pauses, and not for what stood there when the page opened.
  announce(text) {
    if (this.said === text) return;
    clearTimeout(this.timer);
    if (this.said !== undefined) this.timer = setTimeout(() => { this.live.textContent = text; }, 1000);
    this.said = text;
  }
}
