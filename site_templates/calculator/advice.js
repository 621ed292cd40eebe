// The fewest changes that reach the next tier. Python has no twin: tests/advice_search.py tries every set instead.
//
// Every single change has its place in the order of the form: vetoes, then items; in an item its rules; in a rule
// its elements, occurrences, options or bands as they are listed. Of all sets of changes that reach the tier the one
// is chosen that has, in this order: the fewest changes; the least effort; the most points (before a total is
// rescaled); and, where two are still equal, the earliest of the changes that are not in both.
//
// Items are counted apart and put together one after the other, keeping of each cost the best. Items that a link joins
// while it says something are counted together, once for each set of their defects that can be put right at once.
// Points are counted at worst: what nobody answered stays as it is. What followed from an answer stays when that answer
// is put right alone; but a no that it contradicted counts then.
PortalEngine.advice = (() => {
  const { applies, effect, guarded, own, sum, ways } = PortalRules;
  const { table } = PortalCount;

  const CHANGE = 1000000; // what a change costs more than any effort
  const PLACES = 10000000; // more than the places that one rule can have

  function advice(scheme, answers, readings) {
    const result = PortalEngine.score(scheme, answers, readings);
    const at = scheme.tiers.map((tier) => tier.id).indexOf(result.tier.reached) + 1;
    if (result.unanswered.length || at === scheme.tiers.length) return null;
    const form = PortalForm.of(scheme, readings || []);
    const sheet = PortalCount.read(form, answers, table(), PortalCount.fromRules);
    const goal = goalOf(form, sheet, at, result);
    const plan = { form: form, sheet: sheet, goal: goal, said: writtenOut(sheet), first: firstPlaces(form) };
    const found = goal.possible ? cheapest(plan) : null;
    const changes = found ? gathered(found.picks, []).sort((one, other) => one.places[0] - other.places[0]) : [];
    return {
      tier: scheme.tiers[at].id,
      possible: found !== null,
      changes: [].concat(...changes.map((pick) => pick.told)),
      effort: found ? found.cost % CHANGE : 0,
      total: found ? goal.total(found.points) : result.total.worst,
    };
  }

  // Every yes/no defect as it was answered or follows.
  function writtenOut(sheet) {
    return Object.keys(sheet.said).reduce((said, ref) => (
      Object.assign(said, { [ref]: sheet.said[ref] === null ? sheet.linked.known[ref] : sheet.said[ref] })
    ), table());
  }

  // What must hold: the minimum, the points of items and sections, vetoes to be put right; `possible` is false where
  // something stands in the way that is never changed.
  function goalOf(form, sheet, at, result) {
    const scheme = form.scheme;
    const tiers = scheme.tiers.slice(0, at + 1);
    while (tiers.length > 1 && tiers.slice(1).some((tier) => !tier.cumulative)) tiers.shift();
    const conditions = [].concat(...tiers.map((tier) => tier.conditions || []));
    const left = sum(result.items.map((item) => item.points));
    const total = (points) => PortalCount.rescaled(form, points, left);
    const bonus = form.withBonus ? result.with_bonus.worst - result.total.worst : 0;
    const minimum = Math.max(...tiers.map((tier) => tier.minimum || 0));
    const isOpen = (condition) => PortalTiers.isAsked(condition) && sheet.beside[`condition.${condition.id}`] !== true;
    const sections = conditions.filter((condition) => condition.section !== undefined);
    return {
      total: total,
      reaches: (points) => total(points) + bonus >= minimum,
      sections: sections.map((condition) => ({
        rows: form.sections.filter((section) => section.id === condition.section)[0].rows, minimum: condition.minimum,
      })),
      items: conditions.filter((condition) => condition.item !== undefined),
      barred: result.barred.map((id) => `veto.${id}`),
      possible: !conditions.some(isOpen),
    };
  }

  // ---- the single changes ------------------------------------------------------------------------

  // A set of changes to one question: its cost, the place of each change, and how it is told.
  function pick(ref, effort, first, way) {
    return {
      cost: way.places.length * (CHANGE + effort),
      places: way.places.map((place) => first + place),
      told: way.told.map((change) => Object.assign({ ref: ref }, change)),
    };
  }

  // The yes/no defects that are there and can be put right: each with its pick.
  function defects(plan) {
    const found = table();
    const add = (ref, effort) => {
      const denied = { places: [0], told: [{ to: false }] };
      if (plan.said[ref] === true) found[ref] = pick(ref, effort, plan.first[ref], denied);
    };
    plan.form.scheme.vetoes.filter((veto) => veto.fixable !== false).forEach((veto) => add(`veto.${veto.id}`, 1));
    plan.form.items.forEach((row) => row.rules.forEach((one) => {
      if (canChange(plan, row, one)) add(one.ref, one.rule.effort || 1);
    }));
    return found;
  }

  // Whether the answer may be changed at all; a defect that only follows against its own no is put right elsewhere.
  function canChange(plan, row, one) {
    const applying = applies(row, plan.sheet.facts) !== false && applies(one.rule, plan.sheet.facts) !== false;
    const there = !(one.ref in plan.said) || plan.said[one.ref] === true;
    return applying && there && one.rule.fixable !== false && (one.rule.kind !== 'check' || row.required);
  }

  // The place of the first change to each question.
  function firstPlaces(form) {
    const vetoes = form.scheme.vetoes.map((veto) => `veto.${veto.id}`);
    const refs = vetoes.concat(...form.items.map((row) => row.rules.map((one) => one.ref)));
    return refs.reduce((places, ref, at) => Object.assign(places, { [ref]: at * PLACES }), table());
  }

  // ---- one item ----------------------------------------------------------------------------------

  // What the item can come to: {cost, points, picks} for each set of changes that is worth its cost. `known` are the
  // yes/no defects as they are then, `linked` those of them that are not decided here.
  function options(plan, at, known, linked) {
    const row = plan.form.items[at];
    const minimums = plan.goal.items.filter((condition) => condition.item === row.id).map((one) => one.minimum);
    const idle = applies(row, plan.sheet.facts) === false;
    return (idle ? asItIs(row) : sums(plan, row, known, linked)).filter((one) => (
      minimums.every((minimum) => one.points >= minimum) &&
      (idle || !row.required || (one.points === row.points && one.met))
    )).map((one) => ({
      cost: one.cost,
      points: one.points,
      held: plan.goal.sections.map((section) => (
        section.rows.indexOf(at) >= 0 ? Math.min(one.points, section.minimum) : 0
      )),
      picks: one.picks,
    }));
  }

  const asItIs = (row) => [{ cost: 0, points: row.out ? 0 : row.points, met: true, picks: [] }];

  // Every sum of what the rules of the item can come to, and whether its checks are met then.
  function sums(plan, row, known, linked) {
    const start = { cost: 0, points: row.base, kept: true, met: true, picks: [] };
    return row.rules.reduce((found, one) => (
      best(product(found, choicesOf(plan, row, one, known, linked), (sofar, choice) => ({
        cost: sofar.cost + choice.cost,
        points: sofar.points + choice.points,
        kept: sofar.kept && choice.kept,
        met: sofar.met && choice.met,
        picks: [sofar.picks, choice.picks],
      })), (sum) => `${sum.cost} ${sum.points} ${sum.kept} ${sum.met}`)
    ), [start]).map((sum) => (
      Object.assign(sum, { points: sum.kept ? Math.max(0, Math.min(sum.points, row.points)) : 0 })
    ));
  }

  // What one rule can come to: as it is, and after each way to put it right.
  function choicesOf(plan, row, one, known, linked) {
    const given = one.ref in known ? known[one.ref] : own(plan.sheet.answers, one.ref);
    const choice = (raw, picked) => {
      const counts = (answer) => () => effect(one.rule, answer, plan.sheet.facts, row.points, one.idle);
      const done = guarded(one.ref, {}, counts(raw), counts(null));
      return {
        cost: picked ? picked.cost : 0,
        points: done.worst,
        kept: done.zero === 'no',
        met: done.check === null || done.check === 'yes',
        picks: picked ? [picked] : [],
      };
    };
    const now = choice(given, null);
    if (linked.has(one.ref) || !canChange(plan, row, one)) return [now];
    const effort = one.rule.effort || 1;
    return [now].concat(ways(one.rule, given, plan.sheet.facts, row.points).map((way) => (
      choice(way.raw, pick(one.ref, effort, plan.first[one.ref], way))
    )).filter((then) => then.points > now.points || (then.kept && !now.kept) || (then.met && !now.met)));
  }

  // ---- items that links join ---------------------------------------------------------------------

  // The rows and defects that are to be counted together: a defect that is there and can be put right (one of the
  // `fixes`), and all that a link ties to it while it is not known to be absent.
  function groups(plan, fixes) {
    const { form, sheet } = plan;
    const links = form.links;
    const isLive = (ref) => sheet.linked.known[ref] !== false || !PortalLinks.tells(links, ref, sheet.facts);
    const live = Object.keys(links.forward).filter(isLive);
    const pairs = [].concat(...live.map((ref) => links.forward[ref].filter(isLive).map((target) => [ref, target])));
    const tied = joined(live, pairs).filter((refs) => refs.length > 1 && refs.some((ref) => ref in fixes));
    const rowOf = table();
    form.items.forEach((row, at) => row.rules.forEach((one) => { rowOf[one.ref] = at; }));
    const nodes = form.items.map((row, at) => at).concat(tied);
    const edges = [].concat(...tied.map((refs) => refs.filter((ref) => ref in rowOf).map((ref) => [refs, rowOf[ref]])));
    return joined(nodes, edges).map((group) => ({
      rows: group.filter((node) => typeof node === 'number'),
      refs: [].concat(...group.filter((node) => typeof node !== 'number')),
    }));
  }

  // The nodes in the sets that the pairs tie together.
  function joined(nodes, pairs) {
    const setOf = new Map(nodes.map((node) => [node, [node]]));
    pairs.forEach((pair) => {
      const [one, other] = pair.map((node) => setOf.get(node));
      if (one === other) return;
      other.forEach((node) => { one.push(node); setOf.set(node, one); });
    });
    return Array.from(new Set(nodes.map((node) => setOf.get(node))));
  }

  // Every set of these defects that can be put right together: one from which another follows must be right too.
  function together(plan, refs) {
    const { sheet } = plan;
    const links = plan.form.links;
    const isSaid = (ref) => plan.said[ref] === true && PortalLinks.tells(links, ref, sheet.facts);
    const causes = refs.map((ref) => {
      if (!PortalLinks.tells(links, ref, sheet.facts)) return [];
      return Array.from(PortalLinks.reach([ref], links.back)).filter((cause) => cause !== ref && isSaid(cause));
    });
    const sets = refs.reduce((found, ref, at) => {
      const later = refs.slice(at);
      const allows = (set) => causes[at].every((cause) => set.indexOf(cause) >= 0 || later.indexOf(cause) > 0);
      return found.concat(found.filter(allows).map((set) => set.concat(ref)));
    }, [[]]);
    return sets.filter((set) => refs.every((ref, at) => (
      set.indexOf(ref) < 0 || causes[at].every((cause) => set.indexOf(cause) >= 0)
    )));
  }

  function groupOptions(plan, group, fixes) {
    const { form, sheet, goal } = plan;
    const linked = new Set(group.refs);
    const barred = goal.barred.filter((ref) => linked.has(ref));
    return front([].concat(...together(plan, group.refs.filter((ref) => ref in fixes)).map((set) => {
      const said = Object.assign(table(), plan.said);
      set.forEach((ref) => { said[ref] = false; });
      const known = (set.length ? PortalLinks.implied(form.links, said, sheet.facts) : sheet.linked).known;
      if (barred.some((ref) => known[ref] !== false)) return [];
      return group.rows.reduce((found, at) => (
        front(product(found, options(plan, at, known, linked), added(goal)))
      ), [nothing(goal, set.map((ref) => fixes[ref]))]);
    })));
  }

  // ---- all of them -------------------------------------------------------------------------------

  // No item yet, after these picks.
  const nothing = (goal, picks) => (
    { cost: sum(picks.map((one) => one.cost)), points: 0, held: goal.sections.map(() => 0), picks: picks }
  );

  const added = (goal) => (one, other) => ({
    cost: one.cost + other.cost,
    points: one.points + other.points,
    held: goal.sections.map((section, at) => Math.min(section.minimum, one.held[at] + other.held[at])),
    picks: [one.picks, other.picks],
  });

  const product = (some, others, join) => [].concat(...some.map((one) => others.map((other) => join(one, other))));

  function cheapest(plan) {
    const goal = plan.goal;
    const fixes = defects(plan);
    const all = groups(plan, fixes);
    const tied = new Set([].concat(...all.map((group) => group.refs)));
    const alone = goal.barred.filter((ref) => !tied.has(ref));
    if (!alone.every((ref) => ref in fixes)) return null;
    const found = all.reduce((sofar, group) => (
      front(product(sofar, groupOptions(plan, group, fixes), added(goal)))
    ), [nothing(goal, alone.map((ref) => fixes[ref]))]);
    const reaching = found.filter((one) => (
      goal.reaches(one.points) && goal.sections.every((section, at) => one.held[at] >= section.minimum)
    ));
    return reaching.reduce((least, one) => (least === null || isBetter(one, least) ? one : least), null);
  }

  // Of each cost (and points of the sections that a condition names) the best, less all that cost more for no more.
  function front(found) {
    const kept = [];
    best(found, (one) => `${one.cost} ${one.held}`).sort((one, other) => one.cost - other.cost).forEach((one) => {
      const beats = (other) => (
        other.cost < one.cost && other.points >= one.points && one.held.every((held, at) => other.held[at] >= held)
      );
      if (!kept.some(beats)) kept.push(one);
    });
    return kept;
  }

  // The best of those with the same key.
  function best(found, keyOf) {
    const byKey = new Map();
    found.forEach((one) => {
      const key = keyOf(one);
      if (!byKey.has(key) || isBetter(one, byKey.get(key))) byKey.set(key, one);
    });
    return Array.from(byKey.values());
  }

  function isBetter(one, other) {
    if (one.cost !== other.cost) return one.cost < other.cost;
    if (one.points !== other.points) return one.points > other.points;
    const [mine, theirs] = [placesOf(one), placesOf(other)];
    const only = (some, others) => Math.min(...Array.from(some).filter((place) => !others.has(place)));
    return only(mine, theirs) < only(theirs, mine);
  }

  // The places of its changes, looked for where another one is equal only.
  function placesOf(one) {
    if (!one.places) one.places = new Set([].concat(...gathered(one.picks, []).map((picked) => picked.places)));
    return one.places;
  }

  // The picks of nested lists.
  function gathered(picks, found) {
    if (Array.isArray(picks)) picks.forEach((some) => gathered(some, found));
    else found.push(picks);
    return found;
  }

  return advice;
})();
