// The search page: results under the box as one types. Everything that was found is put in as text, never as markup.
(function () {
  'use strict';
  const search = window.portalSearch;
  const { need, make, putMarked } = search;
  const SHOWN = 50;
  const PAUSE = 150; // milliseconds without a key before a search

  const form = need('[data-search]');
  const field = need('[data-search-field]');
  const scope = need('[data-search-scope]');
  const own = need('[data-search-own]');
  const status = need('[data-search-status]');
  const list = need('[data-search-hits]');
  const more = need('[data-search-more]');
  const wider = need('[data-search-wider]');
  const root = form.getAttribute('data-search');

  let hits = [];
  let asked = 0;
  let timer = 0;

  function place(hit, one) {
    const { anchor, heading } = search.mark(hit.page, one.block);
    const item = make('li');
    const link = make('a', 'p-hit__place');
    link.href = root + hit.page.address + (anchor ? '#' + anchor : '');
    if (heading && heading !== hit.page.title && one.block !== 0 && heading !== hit.page.texts[one.block]) {
      link.appendChild(make('span', 'p-hit__heading', heading));
    }
    link.appendChild(putMarked(make('span', 'p-hit__words'), search.excerpt(hit.page, one), hit.words));
    item.appendChild(link);
    return item;
  }

  function entry(hit, before) {
    const item = make('li', 'p-hit');
    if (before && before.exact && !hit.exact) item.appendChild(make('p', 'p-hit__rest', '以下网页里，各词分开出现'));
    const title = make('a', 'p-hit__title');
    title.href = root + hit.page.address;
    putMarked(title, hit.page.title, hit.words);
    item.appendChild(make('h2')).appendChild(title);
    const kind = hit.page.kind === hit.page.title ? '' : hit.page.kind;
    const about = [hit.page.of.title, kind, hit.times > hit.places.length ? '本页共' + hit.times + '处' : ''].filter(Boolean);
    if (about.length) item.appendChild(make('p', 'p-hit__about', about.join(' · ')));
    const places = make('ul', 'p-hit__places');
    hit.places.forEach(one => places.appendChild(place(hit, one)));
    if (hit.places.length) item.appendChild(places);
    return item;
  }

  function show() {
    const from = list.children.length;
    hits.slice(from, from + SHOWN).forEach((hit, at) => list.appendChild(entry(hit, hits[from + at - 1])));
    more.hidden = list.children.length >= hits.length;
  }

  function say(text) { status.textContent = text; }

  function told(words, found) {
    if (found.refused) return '这个门户内容较多，搜索要连到网站才能用；从文件夹打开时，请用网站地图查找。';
    if (!found.total) return '没有找到“' + words + '”。可以少输几个字，或换一个说法。';
    if (found.near) return '没有网页写着“' + words + '”。下面是内容最接近的' + found.total + '页。';
    const exact = found.hits.filter(hit => hit.exact).length;
    const scattered = found.hits.length - exact;
    const count = '找到' + found.total + '页' + (found.total > found.hits.length ? '，列出最接近的' + found.hits.length + '页' : '');
    if (!scattered) return count + '。';
    return count + (exact ? '，其中' + exact + '页有连在一起的原词。' : '，各词分开出现。');
  }

  function clear() {
    hits = [];
    while (list.firstChild) list.removeChild(list.firstChild);
    more.hidden = true;
    wider.hidden = true;
  }

  function chosen() { return form.elements.in.value; }

  function remember(words) {
    const query = '?q=' + encodeURIComponent(words) + (chosen() ? '&in=' + encodeURIComponent(chosen()) : '');
    search.passOn(words ? query : location.pathname);
  }

  // Where the portal has a register of honours, the way on to it with the same words.
  const register = document.querySelector('[data-search-register]');
  const honours = register && register.getAttribute('href');
  function lead(words) {
    if (!register) return;
    register.hidden = !words;
    register.href = honours + '?q=' + encodeURIComponent(words);
    need('[data-search-register-words]').textContent = words;
  }

  function run() {
    clearTimeout(timer);
    const words = field.value.trim();
    lead(words);
    asked += 1;
    const mine = asked;
    remember(words);
    if (!words) {
      clear();
      say('');
      return;
    }
    if (!list.firstChild) say('正在搜索……');
    search.ask(root, words, chosen()).then(found => {
      if (mine !== asked) return; // something else was typed meanwhile
      clear();
      hits = found.hits;
      show();
      say(told(words, found));
      wider.hidden = !(chosen() && (!found.total || found.near) && !found.refused);
    }).catch(error => {
      if (mine !== asked) return;
      clear();
      say('索引没有读到，请检查网络后再试，或用网站地图查找。');
      setTimeout(() => { throw error; });
    });
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  }

  search.typed(form, field, soon, run);
  more.addEventListener('click', () => {
    const next = list.children.length;
    show();
    list.children[next].querySelector('a').focus();
  });
  wider.addEventListener('click', () => {
    need('[data-search-all]').checked = true;
    field.focus();
    run();
  });

  search.keys(field, list, '.p-hit', '.p-hit__title', run);

  // A key of its own can be in the way of voice control and screen readers: it can be switched off.
  const KEY = 'portal.search.key';
  const key = need('[data-search-key]');
  try {
    key.checked = localStorage.getItem(KEY) !== 'off';
    need('[data-search-keys]').hidden = false;
    key.addEventListener('change', () => localStorage.setItem(KEY, key.checked ? 'on' : 'off'));
  } catch (error) {
    // storage is off: there is nothing to choose
  }

  const given = new URLSearchParams(location.search);
  const site = search.site(given.get('in') || '');
  if (site && site.of) {
    own.value = site.of;
    own.checked = true;
    need('[data-search-name]').textContent = site.title;
    scope.hidden = false;
  }
  field.value = given.get('q') || '';
  field.focus({ preventScroll: true }); // the arrow keys go from here to the hits
  if (field.value) run();
})();
