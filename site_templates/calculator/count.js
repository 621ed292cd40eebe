// Counting a form from a sheet: every row, the sums, what open facts leave open.
// The twin of generator/score/told.py and engine.py.
var PortalCount = (() => {
  const { applies, effect, guarded, own, rounded, sum, yesNo } = PortalRules;

  const table = () => Object.create(null);
  const clamp = (number, most) => Math.max(0, Math.min(number, most));
  const span = (id, most, worst, best) => ({ id: id, points: most, worst: worst, best: best });

  // ---- what a sheet says of the unit -----------------------------------------------------------

  // Facts, and every yes/no with what others say of it. `countRow` counts one row of the form from the sheet.
  function read(form, answers, invalid, countRow) {
    const asked = (refs) => refs.reduce((said, ref) => (
      Object.assign(said, { [ref]: guarded(ref, invalid, () => yesNo(own(answers, ref)), () => null) })
    ), table());
    const facts = table();
    const found = asked(form.facts.map((fact) => `fact.${fact}`));
    form.facts.forEach((fact) => { facts[fact] = found[`fact.${fact}`]; });
    const said = asked(Object.keys(form.links.forward));
    const linked = PortalLinks.implied(form.links, said, facts);
    const beside = asked(PortalTiers.asked(form.scheme));
    return {
      answers: answers,
      invalid: invalid,
      countRow: countRow,
      facts: facts,
      said: said,
      linked: linked,
      beside: beside,
      known: Object.assign(table(), beside, linked.known),
      rows: new Map(),
      ways: null,
    };
  }

  // The same sheet for each way in which the open facts that take items out can turn out; none where all are known.
  function ways(form, sheet) {
    if (sheet.ways) return sheet.ways;
    const open = form.leaving.filter((fact) => sheet.facts[fact] === null);
    const settled = open.reduce((all, fact) => [].concat(...all.map((facts) => [true, false].map((state) => (
      Object.assign(table(), facts, { [fact]: state })
    )))), open.length ? [sheet.facts] : []);
    const telling = Object.keys(form.links.when).some((ref) => touches(form.links.when[ref], open));
    sheet.ways = settled.map((facts) => Object.assign({}, sheet, {
      facts: facts,
      linked: telling ? PortalLinks.implied(form.links, sheet.said, facts) : sheet.linked,
      rows: new Map(),
      from: sheet,
      settled: open,
    }));
    return sheet.ways;
  }

  const touches = (names, others) => names.some((name) => others.indexOf(name) >= 0);

  // A row is counted once for a sheet, and not again for one that says the same of it.
  function rowOf(row, sheet) {
    if (!sheet.rows.has(row)) {
      sheet.rows.set(row, alike(row, sheet) ? rowOf(row, sheet.from) : sheet.countRow(row, sheet));
    }
    return sheet.rows.get(row);
  }

  function alike(row, sheet) {
    return sheet.from !== undefined && !touches(row.facts, sheet.settled) &&
      row.rules.every((one) => sheet.linked.known[one.ref] === sheet.from.linked.known[one.ref]);
  }

  // ---- one row of the form ---------------------------------------------------------------------

  // clamp(base + awards - deductions, 0, points), or 0 where a zero rule applies.
  function fromRules(row, sheet) {
    const state = stateOf(row, sheet.facts);
    const given = (ref) => (ref in sheet.linked.known ? sheet.linked.known[ref] : own(sheet.answers, ref));
    const idle = state === 'full' || state === 'out';
    const all = row.rules.map((one) => {
      const counts = (raw) => () => effect(one.rule, raw, sheet.facts, row.points, one.idle);
      const done = guarded(one.ref, sheet.invalid, counts(given(one.ref)), counts(null));
      return idle ? one.idle : done;
    });
    const lost = all.some((done) => done.zero === 'yes');
    const open = all.some((done) => done.zero === 'open');
    const worst = clamp(row.base + sum(all.map((done) => done.worst)), row.limit);
    const best = clamp(row.base + sum(all.map((done) => done.best)), row.limit);
    const check = row.checked ? PortalTiers.all(all.map((done) => done.check).filter((one) => one !== null)) : null;
    const effects = table();
    row.rules.forEach((one, at) => { effects[one.id] = all[at]; });
    return around(row, state, lost || open ? 0 : worst, lost ? 0 : best, check, effects);
  }

  function stateOf(row, facts) {
    const applying = applies(row, facts);
    return applying === null ? 'open' : applying ? 'in' : row.out ? 'out' : 'full';
  }

  // What a row comes to once it is known whether it applies; while that is open it spans both.
  function around(row, state, worst, best, check, effects) {
    const scored = {
      id: row.id, points: row.points, worst: worst, best: best, state: state, check: check, effects: effects,
    };
    if (state === 'out') Object.assign(scored, { points: 0, worst: 0, best: 0, check: null });
    if (state === 'full') {
      Object.assign(scored, { worst: row.points, best: row.points, check: row.checked ? 'yes' : null });
    }
    if (state === 'open') {
      Object.assign(scored, row.out ? { worst: 0 } : { best: row.points }, { check: check === 'no' ? 'open' : check });
    }
    return scored;
  }

  // ---- sections, total, tiers ------------------------------------------------------------------

  // Everything that is measured by points, for one choice of readings.
  function count(form, sheet) {
    const counted = spread(sums(form, sheet), ways(form, sheet).map((way) => sums(form, way)));
    counted.bonus = form.bonus.map((row) => rowOf(row, sheet));
    const beside = (end) => Math.min(sum(counted.bonus.map((row) => row[end])), form.limit);
    const total = counted.total;
    counted.withBonus = span('with_bonus', total.points, total.worst + beside('worst'), total.best + beside('best'));
    return PortalTiers.measure(form, counted, sheet.known);
  }

  // Whether two ways to count a row come to the same, however open facts turn out.
  function countsAlike(form, sheet, row, other) {
    return [sheet].concat(ways(form, sheet)).every((way) => {
      const [one, two] = [rowOf(row, way), rowOf(other, way)];
      return one.worst === two.worst && one.best === two.best && one.check === two.check;
    });
  }

  function sums(form, sheet) {
    const items = form.items.map((row) => rowOf(row, sheet));
    const whole = added('total', items);
    const total = (end) => rescaled(form, whole[end], whole.points);
    return {
      items: items,
      sections: form.sections.map((section) => added(section.id, section.rows.map((at) => items[at]))),
      total: span('total', form.points, total('worst'), total('best')),
    };
  }

  function added(id, items) {
    const whole = span(id, 0, 0, 0);
    items.forEach((item) => {
      whole.points += item.points;
      whole.worst += item.worst;
      whole.best += item.best;
    });
    return whole;
  }

  // What is left after items were taken out, as if it were the whole form.
  function rescaled(form, got, left) {
    if (left === form.points || left === 0) return got;
    return rounded(got * form.points, left * form.rescale.unit) * form.rescale.unit;
  }

  // The sums as they are, from the worst to the best of what they can turn out to be.
  function spread(now, others) {
    if (!others.length) return Object.assign({}, now);
    const over = (one, pick) => Object.assign({}, one, {
      worst: Math.min(...others.map((other) => pick(other).worst)),
      best: Math.max(...others.map((other) => pick(other).best)),
    });
    return {
      items: now.items.map((one, at) => over(one, (other) => other.items[at])),
      sections: now.sections.map((one, at) => over(one, (other) => other.sections[at])),
      total: over(now.total, (other) => other.total),
    };
  }

  return {
    read: read, count: count, countsAlike: countsAlike, fromRules: fromRules, stateOf: stateOf, around: around, rescaled: rescaled, span: span,
    table: table,
  };
})();
