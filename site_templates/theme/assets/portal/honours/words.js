// The register in words and as elements. Whatever a file says is put in as text, never as markup.
(function () {
  'use strict';
  const honours = window.portalHonours;
  const { make } = window.portalSearch;

  const STANDING = { none: '尚未命名', held: '有效', warned: '限期整改' };
  const ENDED = { 摘牌: '已摘牌', 撤销: '已撤销', 整份决定撤销: '已随决定撤销', 合并终止: '已合并终止' };

  // Days are those of China, wherever the reader is.
  honours.today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);

  honours.isDay = function (text) {
    return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && !isNaN(Date.parse(text));
  };

  honours.said = function (day) {
    const [year, month, date] = day.split('-').map(Number);
    return year + '年' + month + '月' + date + '日';
  };

  honours.standing = now => now.ended ? ENDED[now.ended] : STANDING[now.status];

  honours.tier = (title, id) => id ? title.roll.tiers[id] : '';

  honours.address = title => title.roll.page + '#no-' + title.number;

  honours.link = function (text, href) {
    const link = make('a', '', text);
    link.href = href;
    return link;
  };

  honours.badge = function (now) {
    const badge = make('span', 'p-standing', honours.standing(now));
    badge.setAttribute('data-standing', now.status);
    return badge;
  };

  // When that began, or what comes next.
  honours.since = function (title, now, day) {
    if (now.status === 'ended') return honours.said(now.since);
    const said = [honours.said(title.roll.day) + '命名'];
    const later = [[now.reviewed, '复查'], [now.since, '恢复']].filter(([on]) => on > title.roll.day).sort();
    later.forEach(([on, what]) => said.push(honours.said(on) + what));
    if (now.until) said.push('整改期限到' + honours.said(now.until) + (now.until < day ? '，已过' : ''));
    const due = honours.due(title, now);
    if (due) said.push(due + '年应复查' + (due < Number(day.slice(0, 4)) ? '，已逾期' : ''));
    return said.join('；');
  };

  function change(title, step) {
    const tier = honours.tier(title, step.tier);
    switch (step.kind) {
      case '命名': return tier;
      case '升星': return '升为' + tier;
      case '降星': return '降为' + tier;
      case '更名': return '更名为“' + step.name + '”';
      case '改制承继': return '由“' + step.name + '”承继';
      case '合并终止': return '并入“' + step.name + '”';
      case '限期整改': return '整改期限到' + honours.said(step.until);
      default: return '';
    }
  }

  // The whole history; what has not happened by that day says so.
  honours.history = function (title, root, day) {
    const list = make('ol', 'p-history');
    title.steps.forEach(step => {
      const item = make('li');
      const when = make('time', '', honours.said(step.day));
      when.setAttribute('datetime', step.day);
      item.appendChild(when);
      item.appendChild(make('strong', '', step.kind));
      if (change(title, step)) item.appendChild(make('span', '', change(title, step)));
      if (step.day > day) item.appendChild(make('em', '', '（在所选日期之后）'));
      const why = make('p');
      why.appendChild(honours.link('《' + step.paper.name + '》' + (step.paper.number ? '（' + step.paper.number + '）' : ''), root + step.paper.address));
      if (step.reason) why.appendChild(make('span', '', '原因：' + step.reason));
      item.appendChild(why);
      list.appendChild(item);
    });
    return list;
  };

  // Names besides the one on that day: those before it, and what came of it later.
  honours.names = function (title, now, day) {
    const others = some => some.map(step => step.name).filter((name, at, all) => name !== now.unit && all.indexOf(name) === at);
    const named = title.steps.filter(step => step.name && step.kind !== '合并终止');
    const before = others(named.filter(step => step.day <= day));
    const after = others(named.filter(step => step.day > day));
    const said = [];
    if (before.length) said.push('原名：' + before.join('、'));
    if (now.into) said.push('已并入：' + now.into);
    if (after.length) said.push('后来：' + after.join('、'));
    return said;
  };
})();
