// What a reader sees of a place: the words around it, with what was looked for marked.
(function () {
  'use strict';
  const search = window.portalSearch;
  const BEFORE = 24, AFTER = 56, ENOUGH = 40;

  // The text around a place, and which of its neighbours it takes to be understood.
  search.excerpt = function (page, place) {
    const first = place.block;
    const last = search.block(page, place.end - 1);
    let text = page.texts[first];
    let end = place.end - page.starts[first];
    for (let next = first + 1; next <= last; next += 1) {
      // Between words that stand apart nobody misses an aside.
      if (place.apart && next < last && search.aside(page, next)) end -= page.starts[next + 1] - page.starts[next];
      else text += '　' + page.texts[next];
    }
    let [from, to] = search.unfold(text, place.at - page.starts[first], end);
    // The cell of a table says little alone: what is reached from the same anchor belongs to it, asides left out.
    for (let next = first - 1; next >= 0 && text.length < ENOUGH; next -= 1) {
      if (search.aside(page, next) && !search.aside(page, first)) continue;
      const more = page.texts[next] + '　';
      if (!search.goesOn(page, next, first) || from + more.length > BEFORE) break;
      text = more + text;
      from += more.length;
      to += more.length;
    }
    for (let next = last + 1; next < page.texts.length && text.length < ENOUGH; next += 1) {
      if (search.aside(page, next) && !search.aside(page, first)) continue;
      if (!search.goesOn(page, first, next)) break;
      text += '　' + page.texts[next];
    }
    const start = from <= BEFORE ? 0 : from - BEFORE;
    const stop = text.length <= to + AFTER ? text.length : to + AFTER;
    const shown = text.slice(start, stop).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, ''); // half a character
    return (start ? '…' : '') + shown + (stop < text.length ? '…' : '');
  };

  // A text in pieces, those marked that say one of the words.
  search.marked = function (text, words) {
    const folded = search.fold(text);
    const spans = [];
    words.forEach(word => {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        spans.push(search.unfold(text, at, at + word.length));
      }
    });
    spans.sort((a, b) => a[0] - b[0]);
    const pieces = [];
    let done = 0;
    const joined = [];
    spans.forEach(([start, end]) => {
      const before = joined[joined.length - 1];
      if (before && start < before[1]) before[1] = Math.max(before[1], end);
      else joined.push([start, end]);
    });
    joined.forEach(([start, end]) => {
      if (start > done) pieces.push({ text: text.slice(done, start), on: false });
      pieces.push({ text: text.slice(start, end), on: true });
      done = end;
    });
    if (done < text.length) pieces.push({ text: text.slice(done), on: false });
    return pieces;
  };
})();
