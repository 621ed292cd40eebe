// Answers to points, in whole hundredths: the twin of generator/score/effects.py and engine.py.
// Both must say the same, number for number and word for word; a change here is a change there.
// It scores from the canonical JSON of generator/score/scheme.py, where keys at their default are absent.
var PortalEngine = (() => {
  // The largest number that can be answered: keeps every product below 2**53.
  const MOST = 9999999;

  // An answer that its rule cannot mean; the message is the reason, in Chinese.
  class AnswerError extends Error {}

  // Ids are free to be "constructor", so nothing is ever looked up on a prototype.
  const table = () => Object.create(null);
  const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);
  const orNull = (value) => (value === undefined ? null : value);
  const isObject = (raw) => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const limited = (loss, limit) => (limit === undefined ? loss : Math.min(loss, limit));
  const clamp = (points, most) => Math.max(0, Math.min(points, most));

  // ---- effects: how far one rule moves its item at worst and at best -------------------------

  function moves(worst, best, answered) {
    return { worst: worst, best: best, zero: 'no', answered: answered, judged: false };
  }

  function effect(rule, raw, facts, points) {
    const applying = KINDS[rule.kind](rule, raw, facts, points);
    const state = applies(rule, facts);
    if (state === true) return applying;
    const idle = idleOf(rule);
    if (state === false) return idle;
    return {
      worst: Math.min(applying.worst, idle.worst),
      best: Math.max(applying.best, idle.best),
      zero: applying.zero === 'no' ? 'no' : 'open',
      answered: applying.answered,
      judged: applying.judged,
    };
  }

  // Whether a rule or an element applies to the unit: true, false, or null while the fact is open.
  function applies(thing, facts) {
    return thing.applies_when === undefined ? true : orNull(facts[thing.applies_when]);
  }

  // A rule that does not apply: nothing is lost, an award counts as won.
  function idleOf(rule) {
    const full = rule.kind === 'count' ? rule.limit : rule.kind === 'parts' ? mostOfParts(rule) : 0;
    return moves(full, full, true);
  }

  const mostOfParts = (rule) => sum(rule.parts.map((part) => part.points));

  const KINDS = Object.assign(table(), {
    deduct(rule, raw, facts) {
      if (rule.each) return deductEach(rule, raw, facts);
      const loss = limited(rule.loss, rule.limit);
      const present = yesNo(raw);
      if (present === null) return moves(0 - loss, 0, false);
      return present ? moves(0 - loss, 0 - loss, true) : moves(0, 0, true);
    },

    zero(rule, raw) {
      const present = yesNo(raw);
      return Object.assign(moves(0, 0, present !== null), { zero: present === null ? 'open' : present ? 'yes' : 'no' });
    },

    rate(rule, raw) {
      const pair = twoNumbers(raw);
      if (pair === null) return moves(0 - rateLoss(rule, 0, 1), 0, false);
      const loss = rateLoss(rule, pair.part, pair.whole);
      return moves(0 - loss, 0 - loss, true);
    },

    count(rule, raw) {
      const times = wholeNumber(raw, '次数');
      if (times === null) return moves(0, rule.limit, false);
      const gain = Math.min(times * rule.gain, rule.limit);
      return moves(gain, gain, true);
    },

    parts(rule, raw, facts) {
      const found = elements(rule.parts, raw, facts);
      const worth = (counts) => sum(rule.parts.map((part, at) => (counts(found.states[at]) ? part.points : 0)));
      return moves(worth((state) => state === true), worth((state) => state !== false), found.answered);
    },

    // The loss of the chosen option; one that is judged costs between nothing and the item.
    level(rule, raw, facts, points) {
      const lossOf = (option) => option.loss || 0;
      if (orNull(raw) === null) {
        const worst = Math.max(...rule.options.map((option) => (option.judged ? points : lossOf(option))));
        const best = Math.min(...rule.options.map((option) => (option.judged ? 0 : lossOf(option))));
        return moves(0 - worst, 0 - best, false);
      }
      const chosen = rule.options.filter((option) => option.id === raw)[0];
      if (!chosen) throw new AnswerError('应是下列选项之一：' + rule.options.map((option) => option.id).join('、'));
      if (!chosen.judged) return moves(0 - lossOf(chosen), 0 - lossOf(chosen), true);
      return Object.assign(moves(0 - points, 0, true), { judged: true });
    },
  });

  // One loss for each element that is missing (false); true says that it is there.
  function deductEach(rule, raw, facts) {
    const found = elements(rule.each, raw, facts);
    const missing = found.states.filter((state) => state === false).length;
    const unknown = found.states.filter((state) => state === null).length;
    const worst = limited((missing + unknown) * rule.loss, rule.limit);
    const best = limited(missing * rule.loss, rule.limit);
    return moves(0 - worst, 0 - best, found.answered);
  }

  // Hundredths lost at `part` of `whole`; percentages are compared by cross-multiplication.
  function rateLoss(rule, part, whole) {
    const inclusive = rule.at_least !== undefined;
    const threshold = inclusive ? rule.at_least : rule.more_than || 0;
    const short = threshold * whole - part * 10000;
    if (inclusive ? short <= 0 : short < 0) return 0;
    const stepSize = (rule.step || 0) * whole;
    const steps = stepSize ? (short - (short % stepSize)) / stepSize : 0; // exact, unlike a floored quotient
    return limited((rule.loss || 0) + steps * (rule.step_loss || 0), rule.limit);
  }

  function yesNo(raw) {
    if (orNull(raw) === null || typeof raw === 'boolean') return orNull(raw);
    throw new AnswerError('应为 true（是）或 false（否）');
  }

  // Each element as there, missing or unknown (null), and whether all that may apply are answered.
  // An element that does not apply counts as there; one that may not apply is never missing for certain.
  function elements(wanted, raw, facts) {
    const given = orNull(raw) === null ? {} : raw;
    const known = wanted.map((element) => element.id);
    if (!isObject(given) || !Object.keys(given).every((id) => known.indexOf(id) >= 0)) {
      throw new AnswerError('应逐项回答：' + known.join('、'));
    }
    let answered = true;
    const states = wanted.map((element) => {
      const state = yesNo(own(given, element.id));
      const applying = applies(element, facts);
      if (state === null && applying !== false) answered = false;
      if (applying === false || (applying === null && state === true)) return true;
      return applying === null ? null : state;
    });
    return { states: states, answered: answered };
  }

  function wholeNumber(raw, name) {
    if (orNull(raw) === null) return null;
    if (!Number.isInteger(raw) || raw < 0 || raw > MOST) throw new AnswerError(`${name}应为 0 到 ${MOST} 的整数`);
    return raw;
  }

  // Both numbers of a rate; with one of them missing the rate is unanswered.
  function twoNumbers(raw) {
    if (orNull(raw) === null) return null;
    if (!isObject(raw) || !Object.keys(raw).every((key) => key === 'part' || key === 'whole')) {
      throw new AnswerError('应写 part 和 whole 两个数');
    }
    const part = wholeNumber(own(raw, 'part'), '数目');
    const whole = wholeNumber(own(raw, 'whole'), '数目');
    if (whole === 0) throw new AnswerError('总数不能是 0');
    if (part === null || whole === null) return null;
    if (part > whole) throw new AnswerError('数目不能多于总数');
    return { part: part, whole: whole };
  }

  // Runs `attempt`; an answer that makes no sense is listed and counts as missing.
  function guarded(ref, invalid, attempt, otherwise) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      invalid[ref] = error.message;
      return otherwise();
    }
  }

  // ---- links: what an answered yes/no question says of others --------------------------------

  const isYesNo = (rule) => rule.kind === 'zero' || (rule.kind === 'deduct' && !rule.each);
  const itemsOf = (scheme) => scheme.rubric.sections.reduce((all, section) => all.concat(section.items), []);
  const rulesOf = (item) => item.rules || [];

  // `forward[a]` holds what a yes at `a` makes a yes, `back[b]` what a no at `b` makes a no;
  // `when[a]` the fact without which an answer at `a` says nothing of others.
  function links(scheme) {
    const forward = table();
    const back = table();
    const when = table();
    scheme.vetoes.forEach((veto) => { forward[`veto.${veto.id}`] = veto.implies; });
    itemsOf(scheme).forEach((item) => rulesOf(item).filter(isYesNo).forEach((rule) => {
      const ref = `${item.id}.${rule.id}`;
      forward[ref] = rule.implies || [];
      if (rule.applies_when !== undefined) when[ref] = rule.applies_when;
    }));
    Object.keys(forward).forEach((ref) => { back[ref] = []; });
    Object.keys(forward).forEach((ref) => forward[ref].forEach((target) => back[target].push(ref)));
    return { forward: forward, back: back, when: when };
  }

  // All that can be reached over the links, the start included.
  function reach(start, over) {
    const found = new Set();
    const pending = start.slice();
    while (pending.length) {
      const ref = pending.pop();
      if (!found.has(ref)) {
        found.add(ref);
        pending.push(...over[ref]);
      }
    }
    return found;
  }

  // Only an answer to a question that certainly applies says anything of others; any other keeps to its own rule.
  // Where a sheet says yes at `a` and no at a `b` that follows from `a`, the yes counts, and the pair is a conflict.
  function implied(scheme, answers, facts, invalid) {
    const both = links(scheme);
    const refs = Object.keys(both.forward);
    const said = table();
    refs.forEach((ref) => { said[ref] = guarded(ref, invalid, () => yesNo(own(answers, ref)), () => null); });
    const telling = refs.filter((ref) => !(ref in both.when) || facts[both.when[ref]] === true);
    const yes = reach(telling.filter((ref) => said[ref] === true), both.forward);
    const no = reach(telling.filter((ref) => said[ref] === false && !yes.has(ref)), both.back);
    const known = table();
    const inferred = table();
    const conflicts = [];
    refs.forEach((ref) => {
      known[ref] = yes.has(ref) ? true : no.has(ref) ? false : null;
      if (known[ref] !== null && said[ref] === null) inferred[ref] = known[ref];
    });
    refs.filter((ref) => telling.indexOf(ref) < 0 && said[ref] !== null).forEach((ref) => { known[ref] = said[ref]; });
    telling.filter((ref) => said[ref] === true).forEach((ref) => {
      const follows = reach([ref], both.forward);
      telling.filter((other) => said[other] === false && follows.has(other)).forEach((other) => {
        conflicts.push([ref, other]);
      });
    });
    return { known: known, inferred: inferred, conflicts: conflicts };
  }

  // ---- the result of a sheet -----------------------------------------------------------------

  function score(scheme, answers) {
    const invalid = table();
    const facts = table();
    (scheme.rubric.facts || []).forEach((fact) => {
      const ref = `fact.${fact.id}`;
      facts[fact.id] = guarded(ref, invalid, () => yesNo(own(answers, ref)), () => null);
    });
    const linked = implied(scheme, answers, facts, invalid);
    const given = (ref) => (ref in linked.known ? linked.known[ref] : own(answers, ref));
    const byId = table();
    const items = itemsOf(scheme).map((item) => (byId[item.id] = itemScore(item, given, facts, invalid)));
    const sections = scheme.rubric.sections.map((section) => (
      span(section.id, section.points, section.items.map((item) => byId[item.id]))
    ));
    const total = span('total', scheme.rubric.total, sections);
    const vetoes = (state) => (
      scheme.vetoes.map((veto) => veto.id).filter((id) => linked.known[`veto.${id}`] === state)
    );
    const barred = vetoes(true);
    const vetoOpen = vetoes(null);
    const open = stillOpen(scheme, byId, facts);
    return {
      total: total,
      sections: sections,
      items: items,
      barred: barred,
      veto_open: vetoOpen,
      tier: tierOf(scheme.tiers, total, barred.length > 0, vetoOpen.length === 0),
      unanswered: vetoOpen.map((id) => `veto.${id}`).concat(open.facts, open.rules),
      judged: open.judged,
      inferred: linked.inferred,
      conflicts: linked.conflicts,
      invalid: invalid,
    };
  }

  // clamp(base + awards - deductions, 0, points), or 0 where a zero rule applies.
  function itemScore(item, given, facts, invalid) {
    const effects = table();
    rulesOf(item).forEach((rule) => {
      const ref = `${item.id}.${rule.id}`;
      const of = (raw) => () => effect(rule, raw, facts, item.points);
      effects[rule.id] = guarded(ref, invalid, of(given(ref)), of(null));
    });
    const all = rulesOf(item).map((rule) => effects[rule.id]);
    const base = item.points - sum(rulesOf(item).map((rule) => idleOf(rule).best));
    const lost = all.some((done) => done.zero === 'yes');
    const open = all.some((done) => done.zero === 'open');
    const worst = clamp(base + sum(all.map((done) => done.worst)), item.points);
    const best = clamp(base + sum(all.map((done) => done.best)), item.points);
    return {
      id: item.id, points: item.points, worst: lost || open ? 0 : worst, best: lost ? 0 : best, effects: effects,
    };
  }

  function span(id, points, parts) {
    const all = (end) => sum(parts.map((part) => part[end]));
    return { id: id, points: points, worst: all('worst'), best: all('best') };
  }

  // What still moves the total: rules left to an assessor, open facts, unanswered rules.
  // A question of an item whose points are settled already is not asked again.
  function stillOpen(scheme, byId, facts) {
    const judged = [];
    const openFacts = new Set();
    const openRules = [];
    itemsOf(scheme).filter((item) => byId[item.id].worst !== byId[item.id].best).forEach((item) => {
      rulesOf(item).forEach((rule) => {
        const done = byId[item.id].effects[rule.id];
        const ref = `${item.id}.${rule.id}`;
        if (done.judged) judged.push(ref);
        if (done.worst < done.best || done.zero === 'open') {
          const things = [rule].concat(rule.each || rule.parts || []);
          things.filter((thing) => applies(thing, facts) === null).forEach((thing) => {
            openFacts.add(`fact.${thing.applies_when}`);
          });
        }
        if (!done.answered) openRules.push(ref);
      });
    });
    return { judged: judged, facts: Array.from(openFacts), rules: openRules };
  }

  // The tier reached for certain, the best still possible, and the way to the next one.
  function tierOf(tiers, total, barred, certain) {
    if (barred) return { reached: null, possible: null, next: null, short: null };
    const idOf = (tier) => (tier ? tier.id : null);
    const below = (points) => tiers.filter((tier) => tier.minimum <= points).pop();
    const above = tiers.filter((tier) => tier.minimum > total.worst)[0];
    return {
      reached: certain ? idOf(below(total.worst)) : null,
      possible: idOf(below(total.best)),
      next: idOf(above),
      short: above ? above.minimum - total.worst : null,
    };
  }

  return { score: score, links: links, reach: reach, items: itemsOf };
})();
