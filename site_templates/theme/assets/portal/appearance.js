// Large type and colours, as the reader chose them. Stands in the head, so that nothing is painted before it has run.
// Without it the page follows the system's colours, and its buttons stay away.
(function () {
  'use strict';
  var KEY = 'portal-appearance';
  var COLOURS = ['light', 'dark'];
  var root = document.documentElement;
  var chosen = kept();

  function kept() {
    var found = null;
    try {
      found = JSON.parse(localStorage.getItem(KEY));
    } catch (error) {
      // storage is off, or holds something else
    }
    return {
      large: Boolean(found && found.large === true),
      colours: found && COLOURS.indexOf(found.colours) >= 0 ? found.colours : 'system',
    };
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch (error) {
      // storage is off or full: the choice holds for this page
    }
  }

  function show() {
    root.setAttribute('data-type', chosen.large ? 'large' : 'standard');
    root.setAttribute('data-colours', chosen.colours);
    press('[data-choose-type]', function () { return chosen.large; });
    press('[data-choose-colours]', function (button) {
      return button.getAttribute('data-choose-colours') === chosen.colours;
    });
  }

  function press(buttons, pressed) {
    Array.prototype.forEach.call(document.querySelectorAll(buttons), function (button) {
      button.setAttribute('aria-pressed', String(pressed(button)));
    });
  }

  // Another size of type moves everything: what is read stays where it was read.
  function inPlace(button, act) {
    var line = innerHeight / 3;
    var mark = button.closest('.md-header') ? document.elementFromPoint(innerWidth / 2, line) || root : button;
    var before = mark.getBoundingClientRect();
    var part = (line - before.top) / (before.height || 1);
    act();
    var after = mark.getBoundingClientRect();
    scrollBy(0, after.top + part * after.height - line);
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest ? event.target.closest('[data-choose-type], [data-choose-colours]') : null;
    if (!button) return;
    if (button.hasAttribute('data-choose-type')) chosen.large = !chosen.large;
    else chosen.colours = button.getAttribute('data-choose-colours');
    keep();
    inPlace(button, show);
  });

  // Another window of the portal, or the way back to a page that the browser had kept.
  function again() {
    chosen = kept();
    show();
  }
  window.addEventListener('storage', function (event) { if (event.key === KEY) again(); });
  window.addEventListener('pageshow', function (event) { if (event.persisted) again(); });
  document.addEventListener('DOMContentLoaded', show);
  show();
})();
