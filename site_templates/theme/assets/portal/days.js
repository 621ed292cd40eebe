// What is open today, in China: the dates stand there as text, and need no script.
// data-from and data-until are first and last day, both included; data-state-text may hold the three words for it.
// A step of a card that has no first day does not begin before the card does.
(function () {
  'use strict';
  var STATES = ['coming', 'open', 'past'];
  var WORDS = '未开始 进行中 已结束';

  function mark() {
    var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    Array.prototype.forEach.call(document.querySelectorAll('[data-from], [data-until]'), function (element) {
      var card = element.closest('.p-run');
      var run = card && card.querySelector('[data-run]');
      var from = element.getAttribute('data-from') || (run && run.getAttribute('data-from'));
      var until = element.getAttribute('data-until');
      var state = until && today > until ? 'past' : from && today < from ? 'coming' : 'open';
      element.setAttribute('data-state', state);
      Array.prototype.forEach.call(element.querySelectorAll('[data-state-text]'), function (text) {
        text.textContent = (text.getAttribute('data-state-text') || WORDS).split(' ')[STATES.indexOf(state)];
        text.hidden = false;
      });
    });
  }

  mark();
  // A page that was left open in a tab meets another day.
  document.addEventListener('visibilitychange', function () { if (!document.hidden) mark(); });
})();
