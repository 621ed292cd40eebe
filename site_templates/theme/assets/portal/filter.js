// Filters the campaigns of the home page. Without it everything is listed.
// Loaded after days.js, which says of every data-run whether it is coming, open or past.
// The filter is kept in the address (#federation=…&year=…&state=…), so that it can be passed on.
(function () {
  'use strict';

  var form = document.querySelector('[data-filter]');
  if (!form) return;
  var list = function (selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  };
  var fields = list('select', form);
  var count = form.querySelector('[data-filter-count]');
  var clear = form.querySelector('[data-filter-clear]');
  var every = form.querySelector('[data-filter-every]'); // beside the sentence that nothing fits
  var parts = list('[data-part]').reverse(); // the inner before the outer
  var entries = list('[data-entry]').map(function (element) {
    var run = element.querySelector('[data-run]');
    return {
      element: element,
      series: element.dataset.series,
      federation: element.dataset.federation.split(' '),
      year: [element.dataset.year],
      state: [run ? run.dataset.state : 'undated'],
    };
  });

  function campaigns(shown) {
    return new Set(shown.map(function (entry) { return entry.series; })).size;
  }

  function apply() {
    var chosen = fields.filter(function (field) { return field.value; });
    var shown = entries.filter(function (entry) {
      return chosen.every(function (field) { return entry[field.name].indexOf(field.value) >= 0; });
    });
    entries.forEach(function (entry) { entry.element.hidden = shown.indexOf(entry) < 0; });
    parts.forEach(function (part) {
      part.hidden = list('[data-entry]', part).every(function (element) { return element.hidden; });
    });
    count.textContent = shown.length === 0 ? '没有符合的活动' : chosen.length === 0
      ? '共' + campaigns(entries) + '项活动'
      : '显示' + campaigns(shown) + '项活动，共' + campaigns(entries) + '项';
    clear.disabled = chosen.length === 0;
    every.hidden = shown.length > 0;
    count.classList.toggle('p-filter__count--none', shown.length === 0);
  }

  function keep() {
    var said = fields.filter(function (field) { return field.value; }).map(function (field) {
      return field.name + '=' + encodeURIComponent(field.value);
    });
    history.replaceState(null, '', said.length ? '#' + said.join('&') : location.pathname + location.search);
  }

  // An anchor of the page holds no "=", and leaves the filter as it is.
  function read() {
    if (location.hash.indexOf('=') < 0) return;
    var said = new URLSearchParams(location.hash.slice(1));
    fields.forEach(function (field) {
      field.value = said.get(field.name) || '';
      if (field.selectedIndex < 0) field.value = ''; // a federation or a year that is not here
    });
  }

  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('change', function () { keep(); apply(); });
  [clear, every].forEach(function (button) {
    button.addEventListener('click', function () {
      fields.forEach(function (field) { field.value = ''; });
      keep();
      apply();
      fields[0].focus(); // the button can no longer be pressed
    });
  });
  window.addEventListener('hashchange', function () { read(); apply(); });
  read();
  apply();
  form.hidden = false;
})();
