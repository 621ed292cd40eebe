// Lists to tick: check boxes in place of the drawn ones, kept in this browser alone.
(function () {
  'use strict';
  var lines = document.querySelectorAll('[data-tick]');
  if (!lines.length) return;
  var key = 'portal-ticks:' + location.pathname.replace(/index\.html$/, '');

  // Reading the property itself can throw: private windows, blocked site data, pages from disk.
  function attempt(act) {
    try { return act(window.localStorage); } catch (error) { return null; }
  }
  var kept = attempt(function (store) { return JSON.parse(store.getItem(key)); });
  var ticked = Array.isArray(kept) ? kept : [];

  var boxes = Array.prototype.map.call(lines, function (line) {
    var name = line.getAttribute('data-tick');
    var box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'p-box';
    box.value = name;
    box.checked = ticked.indexOf(name) >= 0;
    box.setAttribute('aria-labelledby', 'tick-' + name);
    var label = document.createElement('label');
    label.className = 'p-ticks__box';
    label.appendChild(box);
    var drawn = line.querySelector('[data-box]');
    drawn.parentNode.replaceChild(label, drawn);
    return box;
  });
  var clear = document.querySelector('[data-untick]');
  document.querySelector('[data-kept]').hidden = false;

  function keep() {
    var names = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    clear.hidden = !names.length;
    attempt(function (store) {
      if (names.length) store.setItem(key, JSON.stringify(names));
      else store.removeItem(key);
    });
  }
  boxes.forEach(function (box) { box.addEventListener('change', keep); });
  clear.addEventListener('click', function () {
    boxes.forEach(function (box) { box.checked = false; });
    boxes[0].focus();
    keep();
  });
  clear.hidden = !boxes.some(function (box) { return box.checked; });
})();
