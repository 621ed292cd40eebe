// A box in which one types, and the list of what is found below it.
(function () {
  'use strict';
  const search = window.portalSearch;

  search.need = function (selector) {
    const found = document.querySelector(selector);
    if (!found) throw new Error('search: no ' + selector);
    return found;
  };

  search.make = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // Puts a text into an element, marked where it says one of the words.
  search.putMarked = function (into, text, words) {
    search.marked(text, words).forEach(piece => into.appendChild(search.make(piece.on ? 'mark' : 'span', '', piece.text)));
    return into;
  };

  // What is asked for stands in the address, so that it can be passed on.
  search.passOn = function (query) {
    try {
      history.replaceState(null, '', query);
    } catch (error) {
      // from a folder on disk some browsers refuse: the address stays as it was
    }
  };

  // What a Chinese keyboard is still composing are letters, not words.
  search.typed = function (form, field, soon, run) {
    field.addEventListener('input', event => { if (!event.isComposing) soon(); });
    field.addEventListener('compositionend', soon);
    form.addEventListener('change', event => { if (event.target !== field) run(); });
    form.addEventListener('submit', event => {
      event.preventDefault();
      run();
    });
  };

  // Arrow keys go from the box to the entries and on, where each has a way to be followed; Escape begins anew.
  search.keys = function (field, list, entry, way, run) {
    function step(from, by) {
      const entries = Array.from(list.querySelectorAll(entry));
      const to = entries.findIndex(one => one.contains(from)) + by;
      if (to < 0) field.focus();
      else if (entries[to]) entries[to].querySelector(way).focus();
    }
    document.addEventListener('keydown', event => {
      const inside = event.target === field || list.contains(event.target);
      if (!inside || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') {
        field.value = '';
        field.focus();
        run();
      } else if (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && event.target !== field)) {
        event.preventDefault();
        step(event.target, event.key === 'ArrowDown' ? 1 : -1);
      }
    });
  };
})();
