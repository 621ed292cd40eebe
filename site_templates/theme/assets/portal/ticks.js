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

  var boxes = Array.prototype.map.call(lines, function (line) {
    var name = line.getAttribute('data-tick');
    var box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'p-box';
    box.value = name;
    box.setAttribute('aria-labelledby', 'tick-' + name);
    var label = document.createElement('label');
    label.className = 'p-ticks__box';
    label.appendChild(box);
    var drawn = line.querySelector('[data-box]');
    drawn.parentNode.replaceChild(label, drawn);
    return box;
  });
  var clear = document.querySelector('[data-untick]');
  var said = document.querySelector('[data-kept]');
  var keeps = attempt(function (store) { store.getItem(key); return true; }) === true;
  said.hidden = false;

  function load() {
    if (!keeps) return;
    var kept = attempt(function (store) { return JSON.parse(store.getItem(key)); });
    boxes.forEach(function (box) { box.checked = Array.isArray(kept) && kept.indexOf(box.value) >= 0; });
    clear.hidden = !boxes.some(function (box) { return box.checked; });
  }

  function keep() {
    var names = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    clear.hidden = !names.length;
    keeps = attempt(function (store) {
      if (names.length) store.setItem(key, JSON.stringify(names));
      else store.removeItem(key);
      return true;
    }) === true;
    tell();
  }
  function tell() {
    if (!keeps) said.textContent = '这个浏览器不允许保存，关闭页面后勾选不再保留，请先打印。勾选不会上传。';
  }
  boxes.forEach(function (box) { box.addEventListener('change', keep); });
  clear.addEventListener('click', function () {
    boxes.forEach(function (box) { box.checked = false; });
    boxes[0].focus();
    keep();
  });
  // Ticked in another tab, or shown again as the browser had left it: what is kept counts.
  window.addEventListener('storage', function (event) { if (event.key === key || event.key === null) load(); });
  window.addEventListener('pageshow', function (event) { if (event.persisted) load(); });
  load();
  tell();
})();
