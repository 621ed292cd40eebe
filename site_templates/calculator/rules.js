// The rule kinds: what an answer may look like, and how far a rule moves its item at worst and at best.
// The twin of generator/score/answers.py and effects.py: both must say the same, number for number and word for word.
// Points and percentages are whole hundredths; nothing is divided but by `floored` and `rounded`.
var PortalRules = (() => {
  // The largest number that can be answered: keeps every product below 2**53.
  const MOST = 9999999;
  const WORDS = 500;

  // An answer that its rule cannot mean; the message is the reason, in Chinese.
  class AnswerError extends Error {}

  // Ids are free to be "constructor", so nothing is ever looked up on a prototype.
  const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);
  const orNull = (value) => (value === undefined ? null : value);
  const isObject = (raw) => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const limited = (points, limit) => (limit === undefined ? points : Math.min(points, limit));
  const floored = (number, divisor) => (number - (number % divisor)) / divisor; // exact, unlike a floored quotient
  const rounded = (number, divisor) => floored(2 * number + divisor, 2 * divisor); // half up

  // Hundredths as people write them: 450 is 4.5.
  function shown(hundredths) {
    const rest = hundredths % 100;
    const whole = floored(hundredths, 100);
    return rest ? `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}` : String(whole);
  }

  // ---- answers: null where there is none, AnswerError where it makes no sense -------------------

  function yesNo(raw) {
    if (orNull(raw) === null || typeof raw === 'boolean') return orNull(raw);
    throw new AnswerError('应为“是”或“否”（JSON 里写 true 或 false）');
  }

  function wholeNumber(raw, name) {
    if (orNull(raw) === null) return null;
    if (!Number.isInteger(raw) || raw < 0 || raw > MOST) throw new AnswerError(`${name}应为 0 到 ${MOST} 的整数`);
    return raw;
  }

  // Both numbers of a share; with one of them missing it is unanswered.
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

  // A share, or a number as so many per cent of 100: at_least 3 times is then at_least 3 of 100.
  function measured(asked, raw) {
    if (asked.whole !== undefined) return twoNumbers(raw);
    const times = wholeNumber(raw, '次数');
    return times === null ? null : { part: times, whole: 100 };
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

  // Points in hundredths, written as a number or in digits, with at most two decimals.
  function points(raw, most, step) {
    if (orNull(raw) === null) return null;
    const found = hundredths(raw);
    if (found === null || found > most) throw new AnswerError(`应为 0 到 ${shown(most)} 的分数，最多两位小数`);
    if (step !== undefined && found % step) throw new AnswerError(`应为 ${shown(step)} 的整数倍`);
    return found;
  }

  function hundredths(raw) {
    if (typeof raw === 'number') return raw >= 0 && Math.round(raw * 100) / 100 === raw ? Math.round(raw * 100) : null;
    const digits = typeof raw === 'string' ? /^([0-9]+)(?:\.([0-9]{1,2}))?$/.exec(raw) : null;
    return digits ? Number(digits[1]) * 100 + Number((digits[2] || '').padEnd(2, '0')) : null;
  }

  function words(raw) {
    if (orNull(raw) === null || raw === '') return null;
    // Characters are counted, not halves of them.
    if (typeof raw !== 'string' || Array.from(raw).length > WORDS) throw new AnswerError(`应为不超过 ${WORDS} 字的文字`);
    return raw;
  }

  // ---- thresholds -------------------------------------------------------------------------------

  // How far `part` of `whole` is below the line, in hundredths of a per cent times `whole`; null where it is met.
  function below(line, part, whole) {
    const inclusive = line.at_least !== undefined;
    const short = (inclusive ? line.at_least : line.more_than || 0) * whole - part * 10000;
    return (inclusive ? short <= 0 : short < 0) ? null : short;
  }

  const isMet = (line, pair) => below(line, pair.part, pair.whole) === null;

  const STEPS = {
    dropped: (rule, short, step) => floored(short, step) * rule.step_loss,
    counted: (rule, short, step) => floored(short + step - 1, step) * rule.step_loss,
    shared: (rule, short, step) => rounded(short * rule.step_loss, step),
  };

  function rateLoss(rule, pair) {
    const short = below(rule, pair.part, pair.whole);
    if (short === null) return 0;
    const steps = rule.step ? STEPS[rule.partial || 'dropped'](rule, short, rule.step * pair.whole) : 0;
    return limited((rule.loss || 0) + steps, rule.limit);
  }

  // The points of the band that is reached; the bands stand from high to low.
  function banded(rule, pair) {
    const reached = rule.bands.filter((band) => isMet(band, pair))[0];
    return reached ? reached.points : 0;
  }

  // ---- effects: how far one rule moves its item -------------------------------------------------

  const NOTHING = { part: 0, whole: 1 };

  function moves(worst, best, answered, more) {
    const effect = { worst: worst, best: best, zero: 'no', answered: answered, judged: false, check: null };
    return Object.assign(effect, more);
  }

  const settled = (points) => moves(points, points, true);

  // Each kind: `counts` is the effect of an answer; `most` what the rule can add, for a kind that adds; `better` the
  // ways to put an answer right (see `way`), for a kind that an answer can be put right in.
  const KINDS = Object.assign(Object.create(null), {
    deduct: {
      counts(rule, raw, facts) {
        if (rule.each) return deductEach(rule, raw, facts);
        const loss = limited(rule.loss, rule.limit);
        const present = yesNo(raw);
        return present === null ? moves(0 - loss, 0, false) : settled(present ? 0 - loss : 0);
      },
      better: (rule, raw, facts) => (rule.each ? fewerMissing(rule.each, raw, facts) : denied(raw)),
    },

    zero: {
      counts(rule, raw) {
        const present = yesNo(raw);
        return moves(0, 0, present !== null, { zero: present === null ? 'open' : present ? 'yes' : 'no' });
      },
      better: (rule, raw) => denied(raw),
    },

    rate: {
      most: (rule) => rule.gain || 0,
      counts(rule, raw) {
        const pair = twoNumbers(raw);
        const worth = (of) => (rule.gain ? (isMet(rule, of) ? rule.gain : 0) : 0 - rateLoss(rule, of));
        return pair === null ? moves(worth(NOTHING), rule.gain || 0, false) : settled(worth(pair));
      },
      better: (rule, raw) => raised(rule, [rule], raw),
    },

    // Without a limit it gives at most the points of its item, and no end of points in a bonus item, which has none.
    count: {
      most: (rule, points) => (rule.limit === undefined ? points : rule.limit),
      counts(rule, raw, facts, points) {
        const times = wholeNumber(raw, '次数');
        const most = this.most(rule, points);
        return times === null ? moves(0, most, false) : settled(Math.min(times * rule.gain, most));
      },
      better(rule, raw, facts, points) { return moreTimes(rule, raw, this.most(rule, points)); },
    },

    parts: {
      most: (rule) => sum(rule.parts.map((part) => part.points)),
      counts(rule, raw, facts) {
        const found = elements(rule.parts, raw, facts);
        const worth = (is) => sum(rule.parts.map((part, at) => (is(found.states[at]) ? part.points : 0)));
        return moves(worth((state) => state === true), worth((state) => state !== false), found.answered);
      },
      better: (rule, raw, facts) => fewerMissing(rule.parts, raw, facts),
    },

    // The loss of the chosen option; one that is judged costs between nothing and the item.
    level: {
      counts(rule, raw, facts, points) {
        const lossOf = (option) => option.loss || 0;
        if (orNull(raw) === null) {
          const worst = Math.max(...rule.options.map((option) => (option.judged ? points : lossOf(option))));
          const best = Math.min(...rule.options.map((option) => (option.judged ? 0 : lossOf(option))));
          return moves(0 - worst, 0 - best, false);
        }
        const chosen = rule.options.filter((option) => option.id === raw)[0];
        if (!chosen) throw new AnswerError('应是下列选项之一：' + rule.options.map((option) => option.id).join('、'));
        return chosen.judged ? moves(0 - points, 0, true, { judged: true }) : settled(0 - lossOf(chosen));
      },
      better: (rule, raw) => (orNull(raw) === null ? [] : rule.options.map((option, at) => way(option.id, [at]))),
    },

    bands: {
      most: (rule) => Math.max(...rule.bands.map((band) => band.points)),
      counts(rule, raw) {
        const pair = measured(rule, raw);
        if (pair !== null) return settled(banded(rule, pair));
        const least = Math.min(...rule.bands.map((band) => band.points));
        return moves(Math.min(least, banded(rule, NOTHING)), this.most(rule), false);
      },
      better: (rule, raw) => raised(rule, rule.bands, raw),
    },

    judge: {
      most: (rule) => rule.points,
      counts(rule, raw) {
        const full = rule.scale ? rule.scale.of : rule.points;
        const found = points(raw, full, rule.step);
        if (found === null) return moves(0, rule.points, false);
        return settled(rule.scale ? rounded(found * rule.points, full) : found);
      },
    },

    check: {
      counts(rule, raw) {
        const pair = rule.threshold ? measured(rule.threshold, raw) : null;
        const met = !rule.threshold ? yesNo(raw) : pair === null ? null : isMet(rule.threshold, pair);
        return moves(0, 0, met !== null, { check: met === null ? 'open' : met ? 'yes' : 'no' });
      },
      better(rule, raw) {
        if (rule.threshold) return raised(rule.threshold, [rule.threshold], raw);
        return raw === false ? [way(true, [0])] : [];
      },
    },

    note: { counts: (rule, raw) => moves(0, 0, words(raw) !== null) },
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

  // ---- putting right: what is answered can be, what is not answered is not known --------------------

  // One way to put an answer right: the answer that it makes, the changes that it takes, each by its place in the
  // rule (0, 1, …), and how it is told. A way has the cost of its changes.
  function way(raw, places, told) {
    return { raw: raw, places: places, told: told || [{ to: raw }] };
  }

  const denied = (raw) => (raw === true ? [way(false, [0])] : []);

  // Every number of the missing elements there; of elements that are worth the same the first ones.
  function fewerMissing(wanted, raw, facts) {
    const missing = wanted.map((element, at) => at).filter((at) => (
      own(orNull(raw) || {}, wanted[at].id) === false && applies(wanted[at], facts) !== false
    ));
    const worths = Array.from(new Set(missing.map((at) => wanted[at].points)));
    const chosen = worths.reduce((sets, worth) => {
      const alike = missing.filter((at) => wanted[at].points === worth);
      return [].concat(...sets.map((set) => alike.concat(-1).map((last, more) => set.concat(alike.slice(0, more)))));
    }, [[]]);
    return chosen.filter((set) => set.length).map((set) => {
      set.sort((one, other) => one - other);
      const there = set.map((at) => wanted[at].id);
      const answer = Object.assign({}, raw, ...there.map((id) => ({ [id]: true })));
      return way(answer, set, there.map((id) => ({ element: id, to: true })));
    });
  }

  // One occurrence more, two more, … until more give nothing; each is a change.
  function moreTimes(rule, raw, most) {
    const times = wholeNumber(raw, '次数');
    const ways = [];
    const places = [];
    while (times !== null && (times + places.length) * rule.gain < most && times + places.length < MOST) {
      places.push(places.length);
      ways.push(way(times + places.length, places.slice()));
    }
    return ways;
  }

  // A share or a number that reaches one of these lines, and no more than it.
  function raised(asked, lines, raw) {
    const pair = measured(asked, raw);
    if (pair === null) return [];
    const isShare = asked.whole !== undefined;
    return [].concat(...lines.map((line, at) => {
      const part = least(line, pair.whole);
      if (part <= pair.part || part > (isShare ? pair.whole : MOST)) return [];
      return way(isShare ? { part: part, whole: pair.whole } : part, [at]);
    }));
  }

  function least(line, whole) {
    if (line.at_least !== undefined) return floored(line.at_least * whole + 9999, 10000);
    return floored((line.more_than || 0) * whole, 10000) + 1;
  }

  // The ways to put the answer to a rule right; none where there is no sense in it.
  function ways(rule, raw, facts, points) {
    const kind = KINDS[rule.kind];
    if (!kind.better) return [];
    const isSense = guarded(rule.id, {}, () => kind.counts(rule, raw, facts, points), () => null);
    return isSense ? kind.better(rule, raw, facts, points) : [];
  }

  // The most that a rule can add to an item of so many points; 0 for one that takes.
  function most(rule, points) {
    const kind = KINDS[rule.kind];
    return kind.most ? kind.most(rule, points) : 0;
  }

  // A rule that does not apply: nothing is lost, an award gives `worth`.
  function idle(rule, worth) {
    return moves(worth, worth, true, { check: rule.kind === 'check' ? 'yes' : null });
  }

  // Whether a rule, an element or an item applies to the unit: true, false, or null while the fact is open.
  function applies(thing, facts) {
    return thing.applies_when === undefined ? true : orNull(facts[thing.applies_when]);
  }

  // What a rule does to an item of so many points. While its fact is open it spans both.
  function effect(rule, raw, facts, points, unused) {
    const applying = KINDS[rule.kind].counts(rule, raw, facts, points);
    const state = applies(rule, facts);
    if (state === true) return applying;
    if (state === false) return unused;
    return Object.assign(applying, {
      worst: Math.min(applying.worst, unused.worst),
      best: Math.max(applying.best, unused.best),
      zero: applying.zero === 'no' ? 'no' : 'open',
      check: applying.check === 'no' ? 'open' : applying.check,
    });
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

  return {
    MOST: MOST, guarded: guarded, yesNo: yesNo, points: points, applies: applies,
    effect: effect, idle: idle, most: most, ways: ways,
    isObject: isObject, own: own, sum: sum, rounded: rounded, shown: shown,
  };
})();
