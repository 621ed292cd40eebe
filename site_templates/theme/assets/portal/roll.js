// Searches, filters and sorts the list of honorees. Without it the whole list stands there, in its groups.
// What is chosen is kept in the address (#q=…&tier=…&sort=unit), so that it can be passed on.
(function () {
  'use strict';

  var form = document.querySelector('[data-honorees]');
  var table = document.querySelector('.p-honorees');
  if (!form || !table) return;
  var LISTED = 200; // rows of a long list until someone asks for all of it: laying out thousands takes seconds
  var AT_ONCE = 16; // rows that stand there before the browser paints: as many as a window holds
  var A_TIME = 50; // rows of each step after it
  var MANY = 500; // the same where all were asked for: each step lays out what stands above it too

  var list = function (nodes) { return Array.prototype.slice.call(nodes); };
  var fold = function (text) { return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ''); };
  var field = form.querySelector('[name="q"]');
  var choices = list(form.querySelectorAll('select'));
  var count = form.querySelector('[data-honorees-count]');
  var clear = form.querySelector('[data-honorees-clear]');
  var more = document.querySelector('[data-honorees-more]');
  var every = more.querySelector('button');
  var heads = list(table.querySelectorAll('[data-sort]'));
  var columns = heads.map(function (head) { return head.getAttribute('data-sort'); });
  var unit = columns.indexOf('unit');

  var rows = [];
  var groups = list(table.tBodies).map(function (body) {
    var heading = body.querySelector('[scope="rowgroup"]');
    var group = { body: body, heading: heading, words: heading ? heading.textContent : '', shown: 0 };
    var own = list(body.rows).slice(heading ? 1 : 0);
    own.forEach(function (row) {
      var cells = list(row.cells).map(function (cell) { return cell.textContent; });
      rows.push({ row: row, group: group, at: rows.length, cells: cells, key: fold(cells[unit]) });
    });
    group.all = own.length;
    return group;
  });
  var flat = table.appendChild(document.createElement('tbody')); // of a list that is sorted, without groups

  // What is chosen in a column stands in the order of the choices, a rank by its number, words as Chinese sorts them.
  var collator = new Intl.Collator('zh-CN');
  function comparer(part, down) {
    var at = columns.indexOf(part);
    var select = choices.filter(function (choice) { return choice.name === part; })[0];
    var order = select ? list(select.options).map(function (option) { return option.value; }) : null;
    return function (left, right) {
      var a = left.cells[at];
      var b = right.cells[at];
      if (!a !== !b) return a ? -1 : 1; // what is blank stands last, either way
      var found = order ? order.indexOf(a) - order.indexOf(b)
        : part === 'rank' ? a.replace(/\D/g, '') - b.replace(/\D/g, '') : collator.compare(a, b);
      return (down ? -found : found) || left.at - right.at;
    };
  }

  var sorting = { part: '', down: false };
  var sorted = {}; // each order is made once
  function inOrder() {
    if (!sorting.part) return rows;
    var name = sorting.part + (sorting.down ? ',down' : '');
    if (!sorted[name]) sorted[name] = rows.slice().sort(comparer(sorting.part, sorting.down));
    return sorted[name];
  }

  var limit = LISTED;

  // Rows go in step by step, so that what is typed next never waits for thousands of them.
  var waiting = [];
  var timer = 0;
  function put(many) {
    var next = waiting.splice(0, many);
    for (var at = 0; at < next.length;) {
      var body = next[at].body;
      var piece = document.createDocumentFragment();
      while (at < next.length && next[at].body === body) piece.appendChild(next[at++].row);
      body.appendChild(piece);
    }
  }
  function step() {
    put(limit === LISTED ? A_TIME : MANY);
    timer = waiting.length ? setTimeout(step, 0) : 0;
  }

  function draw(found) {
    clearTimeout(timer);
    groups.forEach(function (group) { group.body.textContent = ''; group.shown = 0; });
    flat.textContent = '';
    found.forEach(function (one) { one.group.shown += 1; });
    groups.forEach(function (group) {
      if (!group.heading) return;
      var said = '（' + group.shown + '个，共$1个）';
      group.heading.textContent = group.shown === group.all ? group.words : group.words.replace(/（(\d+)个）$/, said);
    });
    var last = null;
    waiting = [];
    found.slice(0, limit).forEach(function (one) {
      var group = one.group;
      if (!sorting.part && group !== last && group.heading) waiting.push({ row: group.heading.parentNode, body: group.body });
      waiting.push({ row: one.row, body: sorting.part ? flat : group.body });
      last = group;
    });
    more.hidden = found.length <= limit;
    more.firstElementChild.textContent = '上面是前' + limit + '个，共' + found.length + '个。';
    put(AT_ONCE);
    timer = waiting.length ? setTimeout(step, 0) : 0;
  }

  var found = rows;
  var drawn = rows.length > LISTED ? null : rows; // as it was served
  function apply() {
    var wanted = fold(field.value).replace(/(..)工会(委员会)?$/, '$1'); // units are listed, unions look for themselves
    var chosen = choices.filter(function (choice) { return choice.value; });
    var narrowed = wanted || chosen.length;
    found = !narrowed ? inOrder() : inOrder().filter(function (one) {
      return one.key.indexOf(wanted) >= 0 && chosen.every(function (choice) {
        return one.cells[columns.indexOf(choice.name)] === choice.value;
      });
    });
    var same = drawn && found.length === drawn.length && found.every(function (one, at) { return one === drawn[at]; });
    if (!same) {
      limit = LISTED;
      draw(found);
    }
    drawn = found;
    heads.forEach(function (head, at) {
      if (columns[at] === sorting.part) head.setAttribute('aria-sort', sorting.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    count.textContent = !found.length ? '没有符合的单位' : narrowed ? '显示' + found.length + '个，共' + rows.length + '个' : '共' + rows.length + '个';
    count.classList.toggle('p-filter__count--none', !found.length);
    clear.disabled = !narrowed && !sorting.part;
  }

  function all() {
    limit = Infinity;
    draw(found);
  }

  // Who comes with the address of a row finds it, wherever it stands.
  function reach() {
    var one = rows.filter(function (row) { return '#' + row.row.id === location.hash; })[0];
    if (!one || one.row.parentNode) return;
    all();
    put(waiting.length);
    one.row.scrollIntoView();
  }

  var keeping = 0;
  function keep() {
    var said = [field].concat(choices).filter(function (one) { return one.value; }).map(function (one) {
      return one.name + '=' + encodeURIComponent(one.value);
    });
    if (sorting.part) said.push('sort=' + sorting.part + (sorting.down ? ',down' : ''));
    history.replaceState(null, '', said.length ? '#' + said.join('&') : location.pathname + location.search);
  }
  function changed() {
    apply();
    clearTimeout(keeping);
    keeping = setTimeout(keep, 300); // browsers allow only so many changes of the address
  }

  // An anchor of the page holds no "=", and leaves the list as it is.
  function read() {
    if (location.hash.indexOf('=') < 0) return;
    var said = new URLSearchParams(location.hash.slice(1));
    field.value = said.get('q') || '';
    choices.forEach(function (choice) {
      choice.value = said.get(choice.name) || '';
      if (choice.selectedIndex < 0) choice.value = '';
    });
    var sort = (said.get('sort') || '').split(',');
    sorting = { part: columns.indexOf(sort[0]) < 0 ? '' : sort[0], down: sort[1] === 'down' };
  }

  // First upwards, then downwards, then as the list has it.
  function sortBy(part) {
    var here = sorting.part === part;
    sorting = { part: here && sorting.down ? '' : part, down: here && !sorting.down };
    changed();
  }

  heads.forEach(function (head, at) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', function () { sortBy(columns[at]); });
    // On paper a head stands on every page, but Chromium repeats no buttons.
    var printed = document.createElement('span');
    printed.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(printed);
    head.appendChild(button);
    head.classList.add('p-honorees__sorted');
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  // While characters are put together from letters, the letters are not what is looked for.
  field.addEventListener('input', function (event) { if (!event.isComposing) changed(); });
  field.addEventListener('compositionend', changed);
  form.addEventListener('change', changed);
  clear.addEventListener('click', function () {
    [field].concat(choices).forEach(function (one) { one.value = ''; });
    sorting = { part: '', down: false };
    changed();
    field.focus(); // the button can no longer be pressed
  });
  // The button goes away: one goes on with the first row that it brought.
  every.addEventListener('click', function () {
    var next = found[limit].row;
    all();
    put(LISTED + groups.length + 1);
    next.setAttribute('tabindex', '-1');
    next.focus();
  });
  window.addEventListener('hashchange', function () { read(); apply(); reach(); });
  window.addEventListener('beforeprint', function () { all(); put(waiting.length); });
  read();
  apply();
  reach();
  form.hidden = false;
})();
