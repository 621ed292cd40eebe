// What a result comes to, in sentences without their full stops: total, tier, vetoes, readings, the assessor's column.
var Verdict = (() => {
  const { points, interval } = Words;
  const BARRING = '有否决情形，无论得分多少都不能评上';

  const byId = (things, id) => things.filter((thing) => thing.id === id)[0];
  const titled = (tier) => `“${tier.title}”`;
  const summed = (result) => result.total.points > 0;

  // Whether tiers are measured with the bonus, as the form says or a reading takes it.
  function withBonus(scheme, taken) {
    const bonus = scheme.rubric.bonus;
    return bonus !== undefined && (bonus.counts === 'yes' || (bonus.counts === 'unsaid' && taken.indexOf('bonus') >= 0));
  }

  const measured = (scheme, result, taken) => (withBonus(scheme, taken) ? result.with_bonus : result.total);

  // What has to be known before a tier that the points reach is certain.
  function pending(result, tests) {
    const required = Object.keys(result.required).some((id) => result.required[id] === 'open');
    return [
      result.veto_open.length ? '否决条件' : '',
      tests.indexOf('open') >= 0 ? '等次条件' : '',
      required ? '必备项' : '',
    ].filter((name) => name).join('、');
  }

  // Where the unit stands among the tiers, in one sentence; nothing where there are none.
  function tier(scheme, result, taken) {
    if (result.barred.length) return BARRING;
    if (!scheme.tiers.length) return '';
    const reached = byId(scheme.tiers, result.tier.reached);
    const possible = byId(scheme.tiers, result.tier.possible);
    if (!possible) return none(scheme, result, taken);
    if (reached === possible) return `达到${titled(reached)}`;
    if (reached) return `已达到${titled(reached)}，最好的结果是${titled(possible)}`;
    const tests = byId(result.tiers, possible.id).tests;
    const settled = possible.minimum === undefined || tests[0] === 'yes';
    const open = pending(result, tests);
    if (!settled || !open) return `最好的结果是${titled(possible)}`;
    return `${possible.minimum === undefined ? '' : `分数够${titled(possible)}，`}答完${open}才能确定`;
  }

  // Why no tier can be reached any more.
  function none(scheme, result, taken) {
    const missing = Object.keys(result.required).filter((id) => result.required[id] === 'no');
    if (missing.length) return `必备项没有做到（${Places.list(scheme, missing)}），不能评定等次`;
    const [first] = scheme.tiers;
    const short = first.minimum !== undefined && result.tiers[0].tests[0] === 'no';
    if (!short) return `不具备${titled(first)}的条件`;
    const span = measured(scheme, result, taken);
    return `${span.worst === span.best ? '' : `最高${points(span.best)}分，`}不到${titled(first)}`;
  }

  // The vetoes that bar the unit, as they are asked.
  const barred = (scheme, result) => result.barred.map((id) => byId(scheme.vetoes, id).text);

  // The way from what is certain to the next tier, or what bars any; nothing where there is neither.
  function next(scheme, result) {
    const bars = barred(scheme, result);
    if (bars.length) return `否决情形：${bars[0]}${bars.length > 1 ? `等${bars.length}种` : ''}`;
    return short(scheme, result);
  }

  function short(scheme, result) {
    return result.tier.short ? `距${titled(byId(scheme.tiers, result.tier.next))}还差${points(result.tier.short)}分` : '';
  }

  function total(scheme, result) {
    if (!summed(result)) return checks(result.checks);
    const printed = scheme.rubric.total;
    const most = result.total.points;
    const differs = printed !== undefined && printed !== most;
    return `总分${interval(result.total, '至')}分，满分${points(most)}分${
      differs ? `（原表印满分${points(printed)}分，各项相加为${points(most)}分，按${points(most)}分计）` : ''}`;
  }

  function checks(found) {
    const rest = [found.no ? `没有做到${found.no}项` : '', found.open ? `未定${found.open}项` : ''].filter((text) => text);
    return `共${found.of}项，已做到${found.yes}项${rest.length ? `，${rest.join('，')}` : ''}`;
  }

  // What the bonus alone comes to.
  function bonus(result) {
    const open = result.with_bonus.best === null;
    return {
      worst: result.with_bonus.worst - result.total.worst, best: open ? null : result.with_bonus.best - result.total.best,
    };
  }

  // At least nothing, and no end: that says nothing yet.
  const unknown = (span) => span.best === null && span.worst <= 0;

  function raised(scheme, result, taken) {
    if (!result.with_bonus) return '';
    const counts = scheme.tiers.length && withBonus(scheme, taken) ? '，等次按加分后总分评定' : '';
    return `加分后总分${unknown(result.with_bonus) ? '未定' : `${interval(result.with_bonus, '至')}分`}${counts}`;
  }

  // What the readings that can be taken otherwise come to together: a range of the total, and which of them it depends on.
  function readings(scheme, result, taken) {
    const moved = (key) => result.readings.filter((one) => differs(one, result, key)).map((one) => one.ref);
    const depends = (name, refs) => `${name}取决于${Places.list(scheme, refs)}的口径`;
    const key = moved('total').length ? 'total' : 'with_bonus';
    const refs = moved(key);
    const alone = result.readings.filter((one) => outcome(one.tier) !== outcome(result.tier)).map((one) => one.ref);
    const ofTier = alone.length ? alone : together(scheme, result, taken, moved);
    if (!refs.length) return ofTier.length ? depends('等次', ofTier) : '';
    const ends = { worst: swing(result, key, Math.min).worst, best: swing(result, key, Math.max).best };
    const span = `${key === 'total' ? '总分' : '加分后总分'}${interval(ends, '至')}分，`;
    if (ofTier.join() === refs.join()) return depends(`${span}等次也不同，`, ofTier);
    return depends(span, refs) + (ofTier.length ? `；${depends('等次', ofTier)}` : '');
  }

  const differs = (one, other, key) => one[key] !== null &&
    (one[key].worst !== other[key].worst || one[key].best !== other[key].best);

  // A span under all readings that lower it, or raise it: a reading moves no row but its own, so rows add up.
  function swing(result, key, farther) {
    const own = result[key];
    const moves = Object.create(null);
    result.readings.forEach((one) => {
      const [row] = one.ref.split('.');
      const before = moves[row] || { worst: 0, best: 0 };
      moves[row] = {
        worst: farther(before.worst, one[key].worst - own.worst), best: farther(before.best, one[key].best - own.best),
      };
    });
    const open = own.best === null || result.readings.some((one) => one[key].best === null);
    const moved = (end) => Object.keys(moves).reduce((points, row) => points + moves[row][end], own[end]);
    return { worst: moved('worst'), best: open ? null : moved('best') };
  }

  // The readings, of which none changes the tier alone, that do so together.
  function together(scheme, result, taken, moved) {
    if (result.barred.length || !result.readings.length) return [];
    const sways = (spans) => spans.some((span) => outcome(standingAt(scheme, result, span)) !== outcome(result.tier));
    const ends = (low, high) => [swing(result, low, Math.min), swing(result, high, Math.max)];
    const key = withBonus(scheme, taken) ? 'with_bonus' : 'total';
    if (sways(ends(key, key))) return moved(key);
    const unsaid = scheme.rubric.bonus !== undefined && scheme.rubric.bonus.counts === 'unsaid';
    const refs = result.readings.map((one) => one.ref).filter((ref) => ref !== 'bonus');
    return unsaid && sways(ends('total', 'with_bonus')) ? refs.concat('bonus') : [];
  }

  // The tier reached and the tier possible with other points; conditions stay as they are.
  function standingAt(scheme, result, span) {
    const required = Object.keys(result.required).map((id) => result.required[id]);
    const reaches = (tier) => (
      span.worst >= tier.minimum ? 'yes' : span.best !== null && span.best < tier.minimum ? 'no' : 'open'
    );
    const states = scheme.tiers.reduce((found, tier, at) => {
      const known = result.tiers[at].tests;
      const tests = tier.minimum === undefined ? known : [reaches(tier)].concat(known.slice(1));
      return found.concat(PortalTiers.all(tests.concat(tier.cumulative ? found.slice(-1) : [])));
    }, []);
    const standing = states.map((state) => PortalTiers.all(required.concat(state)));
    const last = (is) => scheme.tiers.reduce((found, tier, at) => (is(standing[at]) ? tier.id : found), null);
    const certain = !result.veto_open.length;
    return { reached: last((state) => state === 'yes' && certain), possible: last((state) => state !== 'no') };
  }

  const outcome = (tier) => `${tier.reached} ${tier.possible}`;

  // What one reading comes to when it alone is turned over.
  function turned(scheme, result, one) {
    return [
      differs(one, result, 'total') ? `总分${interval(one.total, '至')}分` : '',
      differs(one, result, 'with_bonus') ? `加分后总分${interval(one.with_bonus, '至')}分` : '',
      outcome(one.tier) === outcome(result.tier) ? short(scheme, one) : standing(scheme, one.tier),
    ].filter((text) => text).join('，');
  }

  // A tier where only its outcome is known, not its tests.
  function standing(scheme, outcome) {
    const possible = byId(scheme.tiers, outcome.possible);
    if (!possible) return `达不到${titled(scheme.tiers[0])}`;
    return outcome.reached === possible.id ? `达到${titled(possible)}` : `最好的结果是${titled(possible)}`;
  }

  // The assessor's column beside the self score: total, difference, tier.
  function assessed(scheme, result, column, taken) {
    const own = measured(scheme, result, taken);
    const theirs = measured(scheme, column, taken);
    const certain = own.worst === own.best && theirs.worst === theirs.best;
    const tiers = scheme.tiers.length && !result.barred.length;
    return [
      summed(result) ? `考核评分${interval(column.total, '至')}分` : `考核认定${checks(column.checks)}`,
      summed(result) && column.with_bonus ? `加分后${interval(column.with_bonus, '至')}分` : '',
      summed(result) && certain ? `与自评相差${Words.difference(theirs.worst - own.worst)}分` : '',
      tiers ? standing(scheme, column.tier) : '',
      column.missing.length ? `${column.missing.length}项未评` : '',
    ].filter((text) => text).join('，');
  }

  // The whole result in sentences.
  function conclusion(scheme, result, taken, column) {
    const refused = Object.keys(result.invalid).map((ref) => `${Places.place(scheme, ref)}${result.invalid[ref]}`);
    const wrong = refused.filter((text, at) => refused.indexOf(text) === at); // two questions of an item, alike
    return [
      total(scheme, result),
      raised(scheme, result, taken),
      tier(scheme, result, taken),
      result.barred.length ? `否决情形：${barred(scheme, result).join('、')}` : next(scheme, result),
      readings(scheme, result, taken),
      taken.length ? `${Places.list(scheme, taken)}按另一种理解计分` : '',
      badges(scheme, result),
      result.judged.length ? `${Places.list(scheme, result.judged)}由考核人员裁定，得分先记为一个范围` : '',
      wrong.length ? `填写有误：${wrong.join('，')}` : '',
      result.unanswered.length ? `还需作答${result.unanswered.length}题` : '',
      column ? assessed(scheme, result, column, taken) : '',
    ].filter((sentence) => sentence);
  }

  function badges(scheme, result) {
    const held = { yes: '达到', no: '没有达到', open: '未定' };
    return Places.sections(scheme).filter((section) => section.badge)
      .map((section) => `${section.badge.title}${held[result.badges[section.id]]}`).join('，');
  }

  return {
    barring: BARRING, tier: tier, next: next, conclusion: conclusion, assessed: assessed, turned: turned,
    readings: readings, bonus: bonus, unknown: unknown, measured: measured, withBonus: withBonus,
  };
})();
