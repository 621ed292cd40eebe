// What of a scheme does not depend on answers, worked out once for each choice of readings.
var PortalForm = (() => {
  const { most, idle, sum } = PortalRules;
  const kept = new WeakMap();

  const sectionsOf = (sections) => sections.reduce((all, one) => all.concat(one, sectionsOf(one.sections || [])), []);
  const itemsIn = (sections) => sectionsOf(sections).reduce((all, one) => all.concat(one.items || []), []);
  const itemsOf = (scheme) => itemsIn(scheme.rubric.sections);
  const rulesOf = (item) => item.rules || [];
  const bonusOf = (scheme) => scheme.rubric.bonus || { items: [], counts: 'no' };
  const isYesNo = (rule) => rule.kind === 'zero' || (rule.kind === 'deduct' && !rule.each);
  const thingsOf = (rule) => [rule].concat(rule.each || rule.parts || []); // whatever may not apply
  const refOf = (owner, thing) => `${owner.id}.${thing.id}`;
  const choicesIn = (item) => (item.readings || []).filter((reading) => reading.otherwise);
  const unlimited = (thing) => (thing.limit === undefined ? Infinity : thing.limit);
  const distinct = (names) => Array.from(new Set(names.filter((name) => name !== undefined)));

  // The form of a scheme with these readings taken otherwise. All forms of a scheme share the rows that they count
  // alike: what was counted for one form then serves the others.
  function of(scheme, readings) {
    if (!kept.has(scheme)) {
      kept.set(scheme, { choices: choicesOf(scheme), links: linksOf(scheme), rows: new Map(), forms: new Map() });
    }
    const own = kept.get(scheme);
    const taken = own.choices.filter((choice) => readings.indexOf(choice) >= 0);
    const key = taken.join(' ');
    if (!own.forms.has(key)) own.forms.set(key, form(scheme, own, taken));
    return own.forms.get(key);
  }

  // The same form with one reading taken the other way than it is, and the rows that this changes: {form, rows}.
  function turned(form, choice) {
    if (!form.turns.has(choice)) {
      const others = form.taken.filter((other) => other !== choice);
      const other = of(form.scheme, others.length < form.taken.length ? others : others.concat(choice));
      const changed = (rows, now) => rows.map((row, at) => [row, now[at]]).filter((pair) => pair[0] !== pair[1]);
      const rows = changed(form.items, other.items).concat(changed(form.bonus, other.bonus));
      form.turns.set(choice, { form: other, rows: rows });
    }
    return form.turns.get(choice);
  }

  // Every reading that can be taken otherwise: those of items, those of bonus items, the one about tiers.
  function choicesOf(scheme) {
    const bonus = bonusOf(scheme);
    const ofRows = itemsOf(scheme).concat(bonus.items).map((row) => choicesIn(row).map((one) => refOf(row, one)));
    return [].concat(...ofRows, bonus.counts === 'unsaid' ? 'bonus' : []);
  }

  function form(scheme, own, taken) {
    const rubric = scheme.rubric;
    const bonus = bonusOf(scheme);
    const all = itemsOf(scheme);
    const items = all.map((item) => row(item, false, own.rows, taken));
    return {
      scheme: scheme,
      choices: own.choices,
      taken: taken,
      turns: new Map(),
      facts: (rubric.facts || []).map((fact) => fact.id),
      links: own.links,
      items: items,
      sections: sectionsOf(rubric.sections).map((section) => (
        { id: section.id, badge: section.badge, rows: itemsIn([section]).map((item) => all.indexOf(item)) }
      )),
      points: sum(items.map((item) => item.points)),
      rescale: rubric.rescale,
      leaving: distinct(items.filter((item) => item.out).map((item) => item.applies_when)),
      bonus: bonus.items.map((item) => row(item, true, own.rows, taken)),
      limit: unlimited(bonus),
      withBonus: bonus.counts === 'yes' || taken.indexOf('bonus') >= 0,
    };
  }

  // An item as it is counted: its rules as the readings have them, and what they do where they do not apply.
  // A bonus item has no points, only a limit: it starts from nothing, and there such a rule gives nothing.
  function row(item, beside, rows, taken) {
    const readings = choicesIn(item).filter((one) => taken.indexOf(refOf(item, one)) >= 0);
    const key = [item.id].concat(readings.map((reading) => reading.id)).join(' ');
    if (!rows.has(key)) rows.set(key, counted(item, readings, beside));
    return rows.get(key);
  }

  function counted(item, readings, beside) {
    const read = (rule) => readings.reduce((now, reading) => (
      reading.otherwise.rules.filter((other) => other.id === rule.id)[0] || now
    ), rule);
    const rules = rulesOf(item).map(read);
    const points = beside ? Infinity : item.points || 0;
    const worth = (rule) => (beside ? 0 : most(rule, points));
    const things = [item].concat(...rules.map(thingsOf));
    return {
      id: item.id,
      points: points,
      limit: beside ? unlimited(item) : points,
      base: beside ? 0 : points - sum(rules.map(worth)),
      applies_when: item.applies_when,
      out: item.absent === 'out',
      required: item.required === true,
      checked: rules.some((rule) => rule.kind === 'check'),
      facts: distinct(things.map((thing) => thing.applies_when)),
      rules: rules.map((rule) => ({
        id: rule.id,
        ref: refOf(item, rule),
        rule: rule,
        things: thingsOf(rule),
        idle: idle(rule, worth(rule)),
      })),
    };
  }

  // What answers say of each other is asked of the unit, and so the same whatever the readings.
  function linksOf(scheme) {
    const vetoes = scheme.vetoes.map((veto) => (
      { ref: `veto.${veto.id}`, implies: veto.implies || [], exclusive: [], when: [] }
    ));
    const defects = itemsOf(scheme).map((item) => rulesOf(item).filter(isYesNo).map((rule) => ({
      ref: refOf(item, rule),
      implies: rule.implies || [],
      exclusive: rule.exclusive || [],
      when: distinct([item.applies_when, rule.applies_when]),
    })));
    return PortalLinks.between(vetoes.concat(...defects));
  }

  return { of: of, turned: turned, items: itemsOf, links: (scheme) => of(scheme, []).links };
})();
