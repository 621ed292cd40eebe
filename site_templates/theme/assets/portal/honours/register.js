// The register: titles under the box as one types. What is asked for stands in the address, so that it can be passed on.
(function () {
  'use strict';
  const honours = window.portalHonours;
  const search = window.portalSearch;
  const { need, make, putMarked } = search;
  const SHOWN = 20, MORE = 50; // titles at first, and when more are asked for
  const AT_ONCE = 5; // of them before the browser paints: as many as a window holds
  const PAUSE = 120; // milliseconds without a key before a search

  const form = need('[data-honours]');
  const root = form.getAttribute('data-honours');
  const field = need('[data-honours-words]');
  const day = need('[data-honours-day]');
  const back = need('[data-honours-today]');
  const clear = need('[data-honours-clear]');
  const status = need('[data-honours-status]');
  const list = need('[data-honours-hits]');
  const more = need('[data-honours-more]');
  const year = document.querySelector('[data-honours-year]'); // where a campaign says when titles are reviewed
  const choices = Array.from(form.querySelectorAll('select'));
  const ticks = Array.from(form.querySelectorAll('input[type=checkbox]'));

  let found = { units: [], count: 0 };
  let shown = 0; // units
  let timer = 0;

  // The day that was chosen, and what is asked for.
  function asked() {
    const values = { q: field.value.trim(), on: honours.isDay(day.value) ? day.value : '' };
    choices.forEach(choice => { values[choice.name] = choice.value; });
    ticks.forEach(tick => { values[tick.name] = tick.checked; });
    // Where all titles are invented there is nothing to keep them apart from.
    if (!form.elements.demo) values.demo = true;
    return values;
  }

  function entry(title, on) {
    const now = title.now;
    const item = make('li');
    const whole = make('details', 'p-title');
    const head = make('summary');
    const name = make('span', 'p-title__name', title.roll.awards[title.award]);
    if (now.tier) name.appendChild(make('strong', '', honours.tier(title, now.tier)));
    head.appendChild(name);
    head.appendChild(honours.badge(now));
    title.roll.marks.forEach(mark => head.appendChild(make('span', 'p-title__demo', mark)));
    head.appendChild(make('span', 'p-title__since', honours.since(title, now, on)));
    whole.appendChild(head);
    // Made when it is asked for: fifty histories are more than a key press has time for.
    whole.addEventListener('toggle', () => {
      if (!whole.open || whole.children.length > 1) return;
      const body = make('div', 'p-title__body');
      body.appendChild(honours.history(title, root, on));
      const address = root + honours.address(title);
      const way = make('p', 'p-title__way');
      way.appendChild(make('span', '', title.roll.campaign + '（' + title.roll.label + '），编号' + title.number + '。'));
      way.appendChild(honours.link('这个称号的固定网址', address));
      body.appendChild(way);
      whole.appendChild(body);
    });
    item.appendChild(whole);
    return item;
  }

  function unit(one, terms, on) {
    const item = make('li', 'p-unit');
    item.appendChild(putMarked(make('h2'), one.name, terms));
    const about = one.titles.reduce((said, title) => said.concat(honours.names(title, title.now, on)), one.district ? [one.district] : []);
    const line = about.filter((text, at) => about.indexOf(text) === at).join('　');
    if (line) item.appendChild(putMarked(make('p', 'p-unit__about'), line, terms));
    const titles = make('ul', 'p-titles');
    one.titles.forEach(title => titles.appendChild(entry(title, on)));
    item.appendChild(titles);
    return item;
  }

  // So many titles more. Those out of sight come one after the other: what is typed next does not wait for them.
  function show(most) {
    const terms = honours.terms(field.value);
    const on = asked().on || honours.today();
    const part = document.createDocumentFragment();
    let count = 0;
    while (shown < found.units.length && count < Math.min(most, AT_ONCE)) {
      const one = found.units[shown];
      part.appendChild(unit(one, terms, on));
      count += one.titles.length;
      shown += 1;
    }
    list.appendChild(part);
    const left = found.units.length - shown;
    if (left && count < most) {
      const same = found;
      requestAnimationFrame(() => setTimeout(() => { if (found === same) show(most - count); }));
      return;
    }
    more.hidden = !left;
    more.textContent = '再列出一些（还有' + left + '个单位）';
  }

  function told(values) {
    const ahead = values.on > honours.today(); // what will be recorded by then is not known
    const when = !values.on ? '' : ahead ? '按现有登记推算到' + honours.said(values.on) + '，' : '按' + honours.said(values.on) + '当天的情况，';
    if (found.count) return when + '找到' + found.units.length + '个单位的' + found.count + '个称号。';
    return when + '没有找到' + (values.q ? '“' + values.q + '”' : '符合的称号') + '。' + (values.q ? '可以少输几个字，或清除筛选条件。' : '');
  }

  function remember(values) {
    const said = Object.keys(values).filter(name => values[name] && (name !== 'demo' || form.elements.demo))
      .map(name => name + '=' + encodeURIComponent(values[name] === true ? '1' : values[name]));
    search.passOn(said.length ? '?' + said.join('&') : location.pathname);
  }

  function run() {
    clearTimeout(timer);
    const values = asked();
    const on = values.on || honours.today();
    remember(values);
    while (list.firstChild) list.removeChild(list.firstChild);
    shown = 0;
    more.hidden = true;
    if (year) year.textContent = on.slice(0, 4);
    back.hidden = !values.on;
    const wanted = values.q || values.on || values.due || choices.some(choice => choice.value);
    clear.hidden = !wanted;
    if (!wanted) {
      found = { units: [], count: 0 };
      status.textContent = '';
      return;
    }
    found = honours.find(honours.titles, values, on);
    show(SHOWN);
    status.textContent = told(values);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  }

  function read() {
    const given = new URLSearchParams(location.search);
    field.value = given.get('q') || '';
    day.value = honours.isDay(given.get('on') || '') ? given.get('on') : '';
    choices.forEach(choice => {
      choice.value = given.get(choice.name) || '';
      if (choice.selectedIndex < 0) choice.value = ''; // what is not here
    });
    ticks.forEach(tick => { tick.checked = given.get(tick.name) === '1'; });
    // What was passed on is in sight.
    if (choices.concat(ticks, day).some(one => one.type === 'checkbox' ? one.checked : one.value)) need('[data-honours-filters]').open = true;
  }

  search.typed(form, field, soon, run);
  back.addEventListener('click', () => {
    day.value = '';
    day.focus();
    run();
  });
  clear.addEventListener('click', () => {
    field.value = day.value = '';
    choices.forEach(choice => { choice.value = ''; });
    ticks.forEach(tick => { tick.checked = false; });
    field.focus();
    run();
  });
  more.addEventListener('click', () => {
    const next = list.children.length;
    show(MORE);
    list.children[next].querySelector('summary').focus();
  });

  search.keys(field, list, 'details', 'summary', run);
  window.addEventListener('popstate', () => { read(); run(); });
  form.hidden = false;
  read();
  run();
  // What every title is today is worked out before someone types.
  window.addEventListener('load', () => setTimeout(() => honours.find(honours.titles, asked(), honours.today())));
})();
