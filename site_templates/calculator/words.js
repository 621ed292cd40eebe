// What results are called: numbers and states as Chinese readers expect them. Nothing here counts points.
var Words = (() => {
  const SECTION_OF = { veto: '否决条件', fact: '单位情况' };
  const UNDECIDED = '要看“单位情况”怎样回答';
  const BARRING = '有否决情形，无论得分多少都不得命名';

  // Hundredths as people write them: 450 is 4.5.
  function points(hundredths) {
    const rest = hundredths % 100;
    const whole = (hundredths - rest) / 100;
    return rest ? `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}` : String(whole);
  }

  // "88.5" once it is certain, "88.5 至 100" while answers are missing.
  function interval(span, to) {
    return span.worst === span.best ? points(span.best) : points(span.worst) + to + points(span.best);
  }

  // A share in per cent to two decimals, cut off and not rounded: 89.999 must never read as 90.
  function percent(part, whole) {
    const rest = (part * 10000) % whole;
    const hundredths = (part * 10000 - rest) / whole;
    if (!rest) return `${points(hundredths)}%`;
    return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}…%`;
  }

  // How many more of `part` reach the threshold while `whole` stays; 0 when it is reached.
  function missing(rule, part, whole) {
    const inclusive = rule.at_least !== undefined;
    const needed = (inclusive ? rule.at_least : rule.more_than || 0) * whole;
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
    return `${between(done.worst, done.best, '计')}${undecided ? `，${UNDECIDED}` : ''}`;
  }

  function rate(rule, item, pair, done) {
    const found = `${pair.part}/${pair.whole} = ${percent(pair.part, pair.whole)}`;
    const more = missing(rule, pair.part, pair.whole);
    if (!more) return `${found}，达标，不扣分`;
    const cost = done.worst ? loss(done, item) : '不足一档，不扣分';
    const way = pair.part + more <= pair.whole ? `；${rule.part}再增加${more}${rule.unit || '人'}即达标` : '';
    return `${found}，不达标，${cost}${way}`;
  }

  // What an answer does to its item, for the kinds where the labels do not say it already.
  function effect(rule, item, answer, done) {
    if (done.judged) return `由考核人员裁定，本项得分记为${points(item.points + done.worst)}至${points(item.points)}分`;
    if (!done.answered) return '';
    if (rule.kind === 'rate') return rate(rule, item, answer, done);
    if (rule.kind === 'count') return `${gain(done)}${done.worst === rule.limit ? '，已到最多' : ''}`;
    if (rule.kind === 'parts') return gain(done);
    return rule.each ? loss(done, item) : '';
  }

  const titles = (things, ids) => ids.map((id) => things.filter((thing) => thing.id === id)[0]);

  // Where the unit stands among the tiers, in one sentence.
  function tier(scheme, result) {
    if (result.barred.length) return BARRING;
    const reached = titles(scheme.tiers, [result.tier.reached])[0];
    const possible = titles(scheme.tiers, [result.tier.possible])[0];
    if (!possible) return `最高${points(result.total.best)}分，不到${scheme.tiers[0].title}`;
    if (reached === possible) return `达到${reached.title}`;
    if (reached) return `已达到${reached.title}，最高可达${possible.title}`;
    const settled = result.total.worst >= possible.minimum;
    return settled ? `分数够${possible.title}，答完否决条件才能确定` : `最高可达${possible.title}`;
  }

  // The way from what is certain to the next tier, or what bars any; nothing where there is neither.
  function next(scheme, result) {
    const bars = barred(scheme, result);
    if (bars.length) return `否决情形：${bars[0]}${bars.length > 1 ? `等${bars.length}种` : ''}`;
    if (!result.tier.next) return '';
    return `距${titles(scheme.tiers, [result.tier.next])[0].title}还差${points(result.tier.short)}分`;
  }

  // The vetoes that bar the unit, as they are asked.
  function barred(scheme, result) {
    return titles(scheme.vetoes, result.barred).map((veto) => veto.text);
  }

  // The whole result in sentences, without their full stops.
  function conclusion(scheme, result) {
    const judged = result.judged.map((ref) => place(scheme, ref));
    const refused = Object.keys(result.invalid).map((ref) => `${place(scheme, ref)}${result.invalid[ref]}`);
    return [
      `总分${interval(result.total, '至')}分，满分${points(result.total.points)}分`,
      tier(scheme, result),
      result.barred.length ? `否决情形：${barred(scheme, result).join('、')}` : next(scheme, result),
      judged.length ? `${judged.join('、')}由考核人员裁定，得分先记为一个范围` : '',
      refused.length ? `填写有误：${refused.join('，')}` : '',
      result.unanswered.length ? `还需作答${result.unanswered.length}题` : '',
    ].filter((sentence) => sentence);
  }

  // Where a question stands, for references from one to another.
  function place(scheme, ref) {
    const [owner] = ref.split('.');
    if (SECTION_OF[owner]) return SECTION_OF[owner];
    return `第${PortalEngine.items(scheme).filter((item) => item.id === owner)[0].number}项`;
  }

  return {
    points: points, interval: interval, percent: percent, missing: missing, effect: effect,
    tier: tier, next: next, barring: BARRING, conclusion: conclusion, place: place,
  };
})();
