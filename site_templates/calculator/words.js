// What an answer does, in words: numbers as Chinese readers expect them. Nothing here counts points.
var Words = (() => {
  const UNDECIDED = '要看“单位情况”怎样回答';

  // Hundredths as people write them: 450 is 4.5, -150 is -1.5.
  function points(hundredths) {
    return hundredths < 0 ? `-${PortalRules.shown(-hundredths)}` : PortalRules.shown(hundredths);
  }

  // "88.5" once it is certain, "88.5 至 100" while answers are missing; a bonus can be open upwards.
  function interval(span, to) {
    if (span.best === null) return `至少${to.trim() === to ? '' : ' '}${points(span.worst)}`;
    return span.worst === span.best ? points(span.best) : points(span.worst) + to + points(span.best);
  }

  // By how much one number differs from another, with its sign.
  function difference(hundredths) {
    return hundredths > 0 ? `+${points(hundredths)}` : points(hundredths);
  }

  // A share in per cent to two decimals, cut off and not rounded: 89.999 must never read as 90.
  function percent(part, whole) {
    const rest = (part * 10000) % whole;
    const hundredths = (part * 10000 - rest) / whole;
    if (!rest) return `${points(hundredths)}%`;
    return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}…%`;
  }

  // How many more of `part` reach the line while `whole` stays; 0 when it is reached.
  function missing(line, part, whole) {
    const inclusive = line.at_least !== undefined;
    const needed = (inclusive ? line.at_least : line.more_than || 0) * whole;
    const least = inclusive ? Math.ceil(needed / 10000) : Math.floor(needed / 10000) + 1;
    return Math.max(0, least - part);
  }

  // What a rule costs. Between two numbers lies what a fact about the unit still decides.
  function loss(done, item) {
    const hundredths = -done.worst;
    const least = Math.min(-done.best, item.points);
    const most = Math.min(hundredths, item.points);
    if (!hundredths) return '不扣分';
    if (least !== most) return `${between(least, most, '扣')}，${UNDECIDED}`;
    return hundredths > item.points ? `扣${points(item.points)}分，本项扣完` : `扣${points(hundredths)}分`;
  }

  function between(least, most, verb) {
    return least === most ? `${verb}${points(most)}分` : `${verb}${points(least)}至${points(most)}分`;
  }

  function gain(done) {
    const undecided = done.worst !== done.best;
    const said = done.best ? between(done.worst, done.best, '计') : '不计分';
    return `${said}${undecided ? `，${UNDECIDED}` : ''}`;
  }

  // A number as a share of 100, as the engines compare it: at least 3 times is at least 3 of 100.
  const pairOf = (asked, answer) => (asked.whole === undefined ? { part: answer, whole: 100 } : answer);
  const found = (asked, pair) => (
    asked.whole === undefined ? '' : `${pair.part}/${pair.whole} = ${percent(pair.part, pair.whole)}，`
  );

  // How to come up to a line, where the whole leaves room for it.
  function way(line, asked, pair, reached) {
    const more = missing(line, pair.part, pair.whole);
    const unit = asked.unit || '人';
    if (asked.whole === undefined) return more ? `；再增加${more}${unit}${reached}` : '';
    return more && pair.part + more <= pair.whole ? `；${asked.part}再增加${more}${unit}${reached}` : '';
  }

  function rate(rule, item, pair, done) {
    const more = missing(rule, pair.part, pair.whole);
    const cost = rule.gain ? gain(done) : done.worst || !more ? loss(done, item) : '不足一档，不扣分';
    return `${found(rule, pair)}${more ? '不达标' : '达标'}，${cost}${way(rule, rule, pair, '即达标')}`;
  }

  // The band that is reached, and the way to the next one above.
  function bands(rule, answer, done) {
    const pair = pairOf(rule, answer);
    const above = rule.bands.filter((band) => missing(band, pair.part, pair.whole)).pop();
    return `${found(rule, pair)}${gain(done)}${above ? way(above, rule, pair, `计${points(above.points)}分`) : ''}`;
  }

  function check(line, answer) {
    const pair = pairOf(line, answer);
    const more = missing(line, pair.part, pair.whole);
    return `${found(line, pair)}${more ? '没有达到' : '达到'}${way(line, line, pair, '即达到')}`;
  }

  // What an answer does to its item, for the kinds where the labels do not say it already.
  function effect(rule, item, answer, done) {
    if (done.judged) return `由考核人员裁定，本项得分记为${points(item.points + done.worst)}至${points(item.points)}分`;
    if (!done.answered) return '';
    switch (rule.kind) {
      case 'rate': return rate(rule, item, answer, done);
      case 'bands': return bands(rule, answer, done);
      case 'count': return `${gain(done)}${done.worst === rule.limit ? '，已到最多' : ''}`;
      case 'parts': return gain(done);
      case 'judge': return rule.scale ? `折算为${points(done.worst)}分` : '';
      case 'check': return rule.threshold ? check(rule.threshold, answer) : '';
      default: return rule.each ? loss(done, item) : '';
    }
  }

  return {
    points: points, interval: interval, difference: difference, effect: effect, loss: loss, gain: gain,
  };
})();
