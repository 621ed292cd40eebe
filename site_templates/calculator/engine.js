// The result of a sheet and of an assessor's column: the twin of generator/score/engine.py and assess.py.
// Both must say the same, number for number and word for word; a change here is a change there.
// It scores from the canonical JSON of generator/score/scheme.py, where keys at their default are absent.
var PortalEngine = (() => {
  const { MOST, applies, guarded, isObject, own, points, yesNo } = PortalRules;
  const { around, count, countsAlike, fromRules, read, span, stateOf, table } = PortalCount;

  const finite = (number) => (number === Infinity ? null : number); // a bonus can be open upwards

  // ---- the result of a sheet -------------------------------------------------------------------

  function score(scheme, answers, readings) {
    const form = PortalForm.of(scheme, readings || []);
    const sheet = read(form, answers, table(), fromRules);
    const counted = count(form, sheet);
    const open = stillOpen(form, sheet, counted);
    return {
      total: counted.total,
      sections: counted.sections,
      items: counted.items,
      bonus: counted.bonus.map((row) => Object.assign(shut(row), { effects: shutAll(row.effects) })),
      with_bonus: withBonus(form, counted),
      checks: checks(counted),
      badges: counted.badges,
      required: counted.required,
      barred: counted.vetoes.barred,
      veto_open: counted.vetoes.open,
      tier: counted.tier,
      tiers: counted.tiers,
      unanswered: counted.vetoes.asked.concat(open.facts, open.conditions, open.rules),
      judged: open.judged,
      inferred: sheet.linked.inferred,
      conflicts: sheet.linked.conflicts,
      invalid: sheet.invalid,
      readings: otherwise(form, sheet, counted),
    };
  }

  const shut = (row) => ({ id: row.id, worst: row.worst, best: finite(row.best) });
  const shutAll = (effects) => Object.keys(effects).reduce((all, id) => (
    Object.assign(all, { [id]: Object.assign({}, effects[id], { best: finite(effects[id].best) }) })
  ), table());

  function withBonus(form, counted) {
    if (!form.scheme.rubric.bonus) return null;
    return Object.assign({}, counted.withBonus, { best: finite(counted.withBonus.best) });
  }

  function checks(counted) {
    const states = counted.items.map((item) => item.check).filter((check) => check !== null);
    const number = (state) => states.filter((check) => check === state).length;
    return { of: states.length, yes: number('yes'), no: number('no'), open: number('open') };
  }

  // What comes out where one reading alone is turned over, if that makes a difference.
  function otherwise(form, sheet, counted) {
    const differs = (one, other) => Object.keys(one).some((key) => one[key] !== other[key]);
    const matters = (turned) => turned.form.withBonus !== form.withBonus ||
      !turned.rows.every((pair) => countsAlike(form, sheet, pair[0], pair[1]));
    return form.choices.filter((ref) => matters(PortalForm.turned(form, ref))).map((ref) => {
      const found = count(PortalForm.turned(form, ref).form, sheet);
      const changed = ['total', 'withBonus', 'tier'].some((key) => differs(found[key], counted[key]));
      return changed && { ref: ref, total: found.total, with_bonus: withBonus(form, found), tier: found.tier };
    }).filter((found) => found);
  }

  // What still moves a result: rules left to an assessor, open facts and conditions, unanswered rules.
  // A question of a row whose points and check are settled is not asked again; one that may be out is not settled.
  function stillOpen(form, sheet, counted) {
    const judged = [];
    const facts = new Set();
    const rules = [];
    const ask = (row, scored) => {
      const mayBeOut = row.out && scored.state === 'open';
      const unsettled = scored.worst !== scored.best || scored.check === 'open' || mayBeOut;
      const asked = (thing) => { if (applies(thing, sheet.facts) === null) facts.add(`fact.${thing.applies_when}`); };
      if (!unsettled) return;
      asked(row);
      row.rules.forEach((one) => {
        const done = scored.effects[one.id];
        if (done.judged) judged.push(one.ref);
        if (done.worst < done.best || done.zero === 'open' || done.check === 'open') one.things.forEach(asked);
        if (!done.answered && one.rule.kind !== 'note') rules.push(one.ref);
      });
    };
    form.items.forEach((row, at) => ask(row, counted.items[at]));
    form.bonus.forEach((row, at) => ask(row, counted.bonus[at]));
    const beside = Object.keys(sheet.beside).filter((ref) => sheet.beside[ref] === null);
    const conditions = beside.filter((ref) => /^condition\./.test(ref));
    const inOrder = form.facts.map((fact) => `fact.${fact}`).filter((ref) => facts.has(ref));
    return { judged: judged, facts: inOrder, conditions: conditions, rules: rules };
  }

  // ---- the assessor's column -------------------------------------------------------------------

  // The result of an assessor's numbers and verdicts; facts, conditions and vetoes are those of the answers.
  function assessed(scheme, answers, numbers, readings) {
    const form = PortalForm.of(scheme, readings || []);
    const invalid = table();
    const missing = new Set();
    const counted = count(form, read(form, answers, table(), fromNumbers(numbers, invalid, missing)));
    const spanOf = (row) => span(row.id, row.points, row.worst, row.best);
    return {
      total: counted.total,
      sections: counted.sections,
      items: counted.items.map((item) => Object.assign(spanOf(item), { check: item.check })),
      bonus: counted.bonus.map(shut),
      with_bonus: withBonus(form, counted),
      checks: checks(counted),
      tier: counted.tier,
      tiers: counted.tiers,
      missing: form.items.map((row) => row.id).filter((id) => missing.has(id)),
      invalid: invalid,
    };
  }

  // Counts a row from its number and, one with checks, from its verdict.
  function fromNumbers(numbers, invalid, missing) {
    const given = (row, key, read) => {
      const entry = own(numbers, row.id);
      return guarded(row.id, invalid, () => read(isObject(entry) ? own(entry, key) : null), () => null);
    };
    return (row, sheet) => {
      const state = stateOf(row, sheet.facts);
      const met = given(row, 'met', yesNo);
      const number = given(row, 'points', (raw) => points(raw, row.limit === Infinity ? MOST * 100 : row.limit));
      const lacks = (row.points > 0 && number === null) || (row.checked && met === null);
      if (lacks && (state === 'in' || state === 'open')) missing.add(row.id);
      const [worst, best] = number === null ? [0, row.limit] : [number, number];
      return around(row, state, worst, best, row.checked ? PortalTiers.stateOf(met) : null, null);
    };
  }

  const { links, items } = PortalForm;
  return { score: score, assessed: assessed, links: links, reach: PortalLinks.reach, items: items };
})();
