// Questions and answers in the words of the form.
var Saying = (() => {
  // What a question asks, and of an item its rule.
  function question(scheme, ref) {
    const [owner, name] = ref.split('.');
    const byId = (things) => things.filter((thing) => thing.id === name)[0];
    const conditions = () => [].concat(...scheme.tiers.map((tier) => tier.conditions || []));
    switch (owner) {
      case 'veto': return { ask: byId(scheme.vetoes).text, words: ['有此情形', '没有此情形'] };
      case 'except': return { ask: byId(scheme.vetoes).exception, words: ['是', '否'] };
      case 'fact': return { ask: byId(scheme.rubric.facts).ask, words: ['是', '否'] };
      case 'condition': return { ask: byId(conditions()).ask, words: ['是', '否'] };
      default: {
        const [row] = Places.rows(scheme).filter((one) => one.id === owner);
        const rule = byId(row.rules);
        return { ask: rule.ask, rule: rule, words: rule.kind === 'check' ? ['是', '否'] : ['有此情形', '没有此情形'] };
      }
    }
  }

  const ask = (scheme, ref) => question(scheme, ref).ask;

  // An answer that makes sense, as the form has it.
  function answer(scheme, ref, value) {
    const { rule, words } = question(scheme, ref);
    if (typeof value === 'boolean') return words[value ? 0 : 1];
    if (rule.kind === 'level') return rule.options.filter((option) => option.id === value)[0].label;
    if (rule.kind === 'judge') return `${value}分`;
    if (rule.kind === 'note') return value;
    if (SheetShape.isObject(value)) return rule.each || rule.parts ? there(rule.each || rule.parts, value) : rate(rule, value);
    return `${value}${unit(rule)}`;
  }

  const unit = (rule) => (rule.threshold || rule).unit || (rule.kind === 'count' ? '次' : '人');

  function rate(rule, value) {
    const line = rule.threshold || rule;
    return ['part', 'whole'].filter((key) => typeof value[key] === 'number')
      .map((key) => `${line[key]}${value[key]}${unit(rule)}`).join('，');
  }

  // Elements by what was said of them: yes, then no.
  function there(elements, value) {
    const labels = (is) => elements.filter((one) => value[one.id] === is).map((one) => one.label).join('、');
    return [[true, '是'], [false, '否']].filter((pair) => labels(pair[0]))
      .map((pair) => `${pair[1]}：${labels(pair[0])}`).join('；');
  }

  return { ask: ask, answer: answer };
})();
