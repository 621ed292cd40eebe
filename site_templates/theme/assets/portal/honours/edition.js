// The page of an edition's titles: one of them as a card (#no-0001), and all of them as they were on a day (?on=…).
// It runs before the rows are read: the card waits for none of them.
(function () {
  'use strict';
  const honours = window.portalHonours;
  const { make, passOn } = window.portalSearch;

  const form = document.querySelector('[data-roll]');
  if (!form) throw new Error('honours: no [data-roll]');
  const root = form.getAttribute('data-roll');
  const last = form.getAttribute('data-last'); // the last day of which anything is recorded
  const day = form.querySelector('[data-roll-day]');
  const back = form.querySelector('[data-roll-today]');
  const status = form.querySelector('[data-roll-status]');
  const card = document.querySelector('[data-roll-card]');
  const printed = new Map(); // the cells as they stand on the page
  let shown = '';

  function chosen() { return honours.isDay(day.value) ? day.value : ''; }

  function cell(title, now, on) {
    const put = document.createDocumentFragment();
    put.appendChild(honours.badge(now));
    const more = [];
    if (now.tier !== title.tier && now.tier) more.push('当时为' + honours.tier(title, now.tier));
    if (now.unit !== title.unit && now.unit) more.push('当时名称：' + now.unit);
    if (now.status === 'ended' || now.until) more.push(honours.since(title, now, on));
    more.forEach(text => put.appendChild(make('p', '', text)));
    return put;
  }

  // The page says what is after all that is recorded; another day is worked out.
  function table() {
    const on = chosen() || honours.today();
    const wanted = on < last ? on : '';
    if (wanted === shown) return;
    shown = wanted;
    honours.titles.forEach(title => {
      const row = document.getElementById('no-' + title.number);
      const place = row.cells[row.cells.length - 1];
      if (!printed.has(title)) printed.set(title, Array.from(place.childNodes));
      while (place.firstChild) place.removeChild(place.firstChild);
      const now = honours.stateOn(title, on);
      if (wanted) place.appendChild(cell(title, now, on));
      else printed.get(title).forEach(node => place.appendChild(node));
      row.setAttribute('data-standing', now.status);
    });
  }

  function line(into, name, value) {
    if (!value) return;
    const row = into.appendChild(make('div'));
    row.appendChild(make('dt', '', name));
    const said = row.appendChild(make('dd'));
    if (typeof value === 'string') said.textContent = value;
    else said.appendChild(value);
  }

  function show() {
    while (card.firstChild) card.removeChild(card.firstChild);
    const number = location.hash.replace('#no-', '');
    const title = honours.titles.find(one => one.number === number);
    card.hidden = !title;
    if (!title) return;
    const on = chosen() || honours.today();
    const now = honours.stateOn(title, on);
    const head = card.appendChild(make('h2', '', title.unit));
    head.tabIndex = -1;
    title.roll.marks.forEach(mark => card.appendChild(make('p', 'p-title__demo', mark)));
    const facts = card.appendChild(make('dl'));
    line(facts, '编号', title.number);
    line(facts, '称号', title.roll.awards[title.award]);
    line(facts, '命名等次', honours.tier(title, title.tier));
    line(facts, '所属', title.district);
    line(facts, '命名日期', honours.said(title.roll.day));
    const paper = title.naming.paper;
    line(facts, '命名文件', honours.link('《' + paper.name + '》' + (paper.number ? '（' + paper.number + '）' : ''), root + paper.address));
    const state = document.createDocumentFragment();
    state.appendChild(honours.badge(now));
    if (now.tier && now.tier !== title.tier) state.appendChild(make('span', '', (now.ended ? '终止时为' : chosen() ? '当日为' : '现为') + honours.tier(title, now.tier) + '。'));
    if (now.status !== 'none') state.appendChild(make('span', '', honours.since(title, now, on)));
    line(facts, chosen() ? '当日情况' : '现状', state);
    if (now.unit !== title.unit) line(facts, chosen() ? '当日名称' : '现名', now.unit);
    if (title.steps.length > 1) line(facts, '登记事项', honours.history(title, root, on));
  }

  function remember() {
    passOn((chosen() ? '?on=' + chosen() : location.pathname) + location.hash);
  }

  function run() {
    back.hidden = !chosen();
    show();
    if (document.readyState !== 'loading') table();
    const said = chosen() && honours.said(chosen());
    const ahead = chosen() > honours.today();
    status.textContent = !said ? '' : ahead ? said + '还没有到，下面按现有登记推算。' : '下面是' + said + '当天的情况。';
  }

  day.addEventListener('change', () => { remember(); run(); });
  form.addEventListener('submit', event => event.preventDefault());
  back.addEventListener('click', () => {
    day.value = '';
    day.focus();
    remember();
    run();
  });
  window.addEventListener('hashchange', () => {
    show();
    if (!card.hidden) card.querySelector('h2').focus();
  });

  const given = new URLSearchParams(location.search).get('on') || '';
  if (honours.isDay(given)) day.value = given;
  form.hidden = false;
  run();
  document.addEventListener('DOMContentLoaded', table);
  // Who has gone on reading meanwhile is left there.
  window.addEventListener('load', () => setTimeout(() => { if (!card.hidden && !window.scrollY) card.scrollIntoView(); }));
})();
