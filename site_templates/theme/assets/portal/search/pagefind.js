// Pagefind as the source of pages. Every character is a word of its index, so that a phrase finds any part of a text;
// what it finds is read, ranked and shown like everything else. It needs a server: from a folder nothing can be fetched.
(function () {
  'use strict';
  const search = window.portalSearch;
  const READ = 100; // pages that are read, of those that were found
  const PAIRS = 30; // of characters of a question, which are looked for one by one
  let engine = null;

  search.engine = function (pagefind) { engine = pagefind; };

  const phrase = term => '"' + Array.from(term).join(' ') + '"';

  // What search.records wrote: blocks end in ¶, spaces are ␣, and the page's own record is beside it.
  function page(data) {
    const texts = data.raw_content.replace(/\s/g, '').split('¶').slice(0, -1).map(text => text.replace(/^\./, '').replace(/␣/g, ' '));
    const [site, ...record] = JSON.parse(data.meta.page);
    const marks = record.pop();
    return search.page(search.site(site), [...record, texts.map((_, number) => number), marks], texts);
  }

  const found = words => engine.search(words).then(answer => answer.results);

  // The word that stands on every page of an edition.
  const mark = of => Array.from(of).map(char => char.charCodeAt(0).toString(16)).join('');

  const read = results => Promise.all(results.slice(0, READ).map(one => one.data())).then(all => all.map(page));

  // Where no page holds a question: what comes nearest, among the pages that hold most of its pairs of characters.
  function nearest(words, own) {
    const pairs = new Set();
    search.query(search.asked(words)).terms.forEach(term => {
      const chars = Array.from(term);
      if (/^[0-9a-z]/.test(term) || chars.length === 1) pairs.add(term);
      else chars.slice(1).forEach((char, at) => pairs.add(chars[at] + char));
    });
    return Promise.all(Array.from(pairs).slice(0, PAIRS).map(pair => found(phrase(pair)))).then(lists => {
      const times = new Map();
      lists.forEach(list => list.filter(own).forEach(one => {
        const before = times.get(one.id);
        times.set(one.id, { one, count: before ? before.count + 1 : 1 });
      }));
      return read(Array.from(times.values()).sort((a, b) => b.count - a.count).map(each => each.one));
    }).then(pages => {
      const hits = search.near(pages, words);
      return { hits, total: hits.length, near: hits.length > 0 };
    });
  }

  function within(list) {
    const ids = new Set(list.map(one => one.id));
    return one => ids.has(one.id);
  }

  search.askPagefind = function (root, words, of) {
    if (location.protocol === 'file:') return Promise.resolve({ hits: [], total: 0, refused: true });
    const terms = search.query(words).terms.map(term => term.replace(/[.%]/g, ''));
    const asked = terms.length ? [terms.join('')].concat(terms) : [];
    const queries = asked.map(phrase).concat(of ? [mark(of)] : []);
    return search.load(root + 'search/pagefind/portal.js', 'module').then(() => Promise.all(queries.map(found))).then(lists => {
      const own = of ? within(lists.pop()) : () => true;
      const [whole = [], ...scattered] = lists;
      const [among, ...others] = [whole, ...scattered].map(within);
      const every = (scattered[0] || []).filter(one => !among(one) && others.every(holds => holds(one)));
      const both = whole.concat(every).filter(own);
      return read(both).then(pages => {
        const hits = search.find(pages, words);
        if (!hits.length) return nearest(words, own);
        return { hits, total: both.length > READ ? both.length : hits.length };
      });
    });
  };
})();
