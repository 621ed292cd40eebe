// How a query and a text are made comparable: width, case, brackets and quotation marks do not matter, space is nothing.
(function () {
  'use strict';
  const search = window.portalSearch = window.portalSearch || {};

  const PLAIN = /[^\u4e00-\u9fff0-9a-z]/gu; // all others are looked up
  const ALIKE = { '"': '“”„‟', "'": '‘’‚‛', '(': '[〔【', ')': ']〕】', '-': '‐‑‒–—―', '·': '•‧∙⋅・' };
  const known = new Map();
  Object.keys(ALIKE).forEach(sign => Array.from(ALIKE[sign]).forEach(like => known.set(like, sign)));
  const alike = new Map(known);

  function foldChar(char) {
    let folded = known.get(char);
    if (folded === undefined) {
      folded = Array.from(char.normalize('NFKC').toLowerCase().replace(/\s/g, ''), c => alike.get(c) || c).join('');
      known.set(char, folded);
    }
    return folded;
  }

  search.fold = text => text.normalize('NFC').replace(PLAIN, foldChar);

  // Where in the text a place of the folded text begins and ends.
  search.unfold = function (text, start, end) {
    let at = 0, length = 0, from = -1;
    for (const char of text) {
      const after = length + foldChar(char).length;
      if (from < 0 && after > start) from = at;
      at += char.length;
      length = after;
      if (length >= end) break;
    }
    return [Math.max(from, 0), at];
  };

  // A number with its per cent sign, a word of Latin letters, a run of Chinese: what stands between is punctuation.
  const TERM = /[0-9]+(?:\.[0-9]+)*%?|[a-z]+|[\u00c0-\u1fff\u2e80-\u2fff\u3005-\u3007\u3040-\udfff\uf900-\ufaff]+/g;

  search.query = function (words) {
    const terms = [];
    words.trim().split(/\s+/).forEach(part => (search.fold(part).match(TERM) || []).forEach(term => {
      if (terms.indexOf(term) < 0) terms.push(term);
    }));
    return { whole: search.fold(words), terms };
  };
})();
