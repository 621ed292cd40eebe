// What is measured by the points: conditions, tiers, vetoes, badges. The twin of generator/score/standing.py.
var PortalTiers = (() => {
  const held = (minimum, span) => (span.worst >= minimum ? 'yes' : span.best < minimum ? 'no' : 'open');
  const stateOf = (known) => (known === null ? 'open' : known ? 'yes' : 'no');
  const all = (states) => (states.indexOf('no') >= 0 ? 'no' : states.indexOf('open') >= 0 ? 'open' : 'yes');

  const idOf = (thing) => (thing ? thing.id : null);
  const conditionsOf = (tier) => tier.conditions || [];
  const isAsked = (condition) => condition.section === undefined && condition.item === undefined;

  // The questions beside vetoes, facts and rules: exceptions, and conditions that are no points.
  function asked(scheme) {
    const exceptions = scheme.vetoes.filter((veto) => veto.exception !== undefined).map((veto) => `except.${veto.id}`);
    return exceptions.concat(...scheme.tiers.map((tier) => (
      conditionsOf(tier).filter(isAsked).map((condition) => `condition.${condition.id}`)
    )));
  }

  // Adds to the sums of a form what is measured by them. `known` holds vetoes, exceptions and conditions.
  function measure(form, counted, known) {
    const scheme = form.scheme;
    counted.measured = form.withBonus ? counted.withBonus : counted.total;
    counted.vetoes = vetoes(scheme, known);
    counted.badges = Object.create(null);
    form.sections.forEach((section, at) => {
      if (section.badge) counted.badges[section.id] = held(section.badge.minimum, counted.sections[at]);
    });
    counted.required = Object.create(null);
    form.items.forEach((row, at) => {
      if (row.required) counted.required[row.id] = required(row, counted.items[at]);
    });
    counted.tiers = states(scheme.tiers, counted, known);
    counted.tier = standing(scheme.tiers, counted);
    return counted;
  }

  // A veto bars unless its exception is a yes; the exception is looked at only where the veto is a yes.
  function vetoes(scheme, known) {
    const found = { barred: [], open: [], asked: [] };
    scheme.vetoes.forEach((veto) => {
      const there = known[`veto.${veto.id}`];
      const excepted = veto.exception === undefined ? false : known[`except.${veto.id}`];
      if (there === true && excepted === false) found.barred.push(veto.id);
      const ref = there === null ? `veto.${veto.id}` : there && excepted === null ? `except.${veto.id}` : null;
      if (ref === null) return;
      found.open.push(veto.id);
      found.asked.push(ref);
    });
    return found;
  }

  // All points of the item, and a yes where it asks checks. One that may still be out is not missing for certain.
  function required(row, item) {
    const state = all([held(item.points, item)].concat(item.check === null ? [] : item.check));
    return state === 'no' && item.state === 'open' && row.out ? 'open' : state;
  }

  // Each tier with its tests; a cumulative one needs the tier before it too.
  function states(tiers, counted, known) {
    const byId = (spans, id) => spans.filter((span) => span.id === id)[0];
    const test = (condition) => {
      if (isAsked(condition)) return stateOf(known[`condition.${condition.id}`]);
      const [spans, id] = condition.item === undefined ? ['sections', condition.section] : ['items', condition.item];
      return held(condition.minimum, byId(counted[spans], id));
    };
    return tiers.reduce((found, tier) => {
      const minimum = tier.minimum === undefined ? [] : [held(tier.minimum, counted.measured)];
      const tests = minimum.concat(conditionsOf(tier).map(test));
      const before = tier.cumulative ? found.slice(-1).map((one) => one.state) : [];
      return found.concat({ id: tier.id, state: all(tests.concat(before)), tests: tests });
    }, []);
  }

  // The tier reached for certain, the best still possible, and the way to the next one.
  function standing(tiers, counted) {
    if (counted.vetoes.barred.length) return { reached: null, possible: null, next: null, short: null };
    const needed = all(Object.keys(counted.required).map((id) => counted.required[id]));
    const certain = counted.vetoes.open.length === 0 && needed === 'yes';
    const last = (is) => idOf(counted.tiers.filter(is).pop());
    const next = tiers.filter((tier, at) => counted.tiers[at].state !== 'yes')[0];
    const far = next !== undefined && next.minimum !== undefined;
    return {
      reached: certain ? last((tier) => tier.state === 'yes') : null,
      possible: needed === 'no' ? null : last((tier) => tier.state !== 'no'),
      next: idOf(next),
      short: far ? Math.max(0, next.minimum - counted.measured.worst) : null,
    };
  }

  return { all: all, asked: asked, isAsked: isAsked, measure: measure, stateOf: stateOf };
})();
