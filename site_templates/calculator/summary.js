// The result beside the questions, and the same for listeners, a while after the last change.
class Summary {
  constructor(root, scheme) {
    this.scheme = scheme;
    const at = (name) => Controls.find(root, `[data-${name}]`);
    ['total', 'open', 'all', 'best', 'worst', 'tier', 'next', 'live', 'result', 'jump'].forEach((name) => {
      this[name] = at(name);
    });
    this.spans = PortalEngine.items(scheme)
      .map((item) => ['items', item.id, Controls.find(root, `[data-item-score="${item.id}"]`)])
      .concat(scheme.rubric.sections.map((section) => (
        ['sections', section.id, Controls.find(root, `[data-section-score="${section.id}"]`)]
      )));
    this.mark(at('track'));
  }

  // Where each tier begins on the bar.
  mark(track) {
    this.scheme.tiers.forEach((tier) => {
      const tick = document.createElement('span');
      tick.className = 'p-sum__tick';
      tick.style.left = this.share(tier.minimum);
      track.appendChild(tick);
    });
  }

  share(hundredths) {
    return `${(100 * hundredths) / this.scheme.rubric.total}%`;
  }

  show(result, questions) {
    this.total.textContent = Words.interval(result.total, ' 至 ');
    this.open.textContent = result.unanswered.length;
    this.all.textContent = questions.length;
    this.worst.style.width = this.share(result.total.worst);
    this.best.style.width = this.share(result.total.best);
    this.tier.textContent = Words.tier(this.scheme, result);
    this.tier.classList.toggle('is-barred', result.barred.length > 0);
    this.next.textContent = Words.next(this.scheme, result);
    this.jump.disabled = result.unanswered.length === 0;
    this.jump.textContent = this.jump.disabled ? '全部答完' : '下一个未答题';
    this.spans.forEach((span) => {
      const found = result[span[0]].filter((one) => one.id === span[1])[0];
      span[2].textContent = Words.interval(found, ' 至 ');
    });
    const sentences = Words.conclusion(this.scheme, result);
    this.list(sentences);
    this.announce(`${sentences.join('；')}。共${questions.length}题。`);
  }

  list(sentences) {
    this.result.textContent = '';
    sentences.forEach((sentence) => {
      this.result.appendChild(document.createElement('li')).textContent = sentence;
    });
  }

  // Said once the user pauses, and not for what stood there when the page opened.
  announce(text) {
    if (this.said === text) return;
    clearTimeout(this.timer);
    if (this.said !== undefined) this.timer = setTimeout(() => { this.live.textContent = text; }, 1000);
    this.said = text;
  }
}
