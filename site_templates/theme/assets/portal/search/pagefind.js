// Pagefind as the source of pages. Every character is a word of its index, so that a phrase finds any part of a text;
// what it finds is read, ranked and shown like everything else. It needs a server: from a folder nothing can be fetched.
(function () {
  'use strict';
  const search = window.portalSearch;
  const READ = 100; // pages that are read, of those that were found
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

  function ids(of) {
    return term => engine.search(phrase(term), of ? { filters: { site: of } } : {}).then(found => found.results);
  }

  search.askPagefind = function (root, words, of) {
    if (location.protocol === 'file:') return Promise.resolve({ hits: [], total: 0, refused: true });
    const terms = search.query(words).terms.map(term => term.replace(/[.%]/g, ''));
    const asked = terms.length ? [terms.join('')].concat(terms) : [];
    return search.load(root + 'search/pagefind/portal.js', 'module').then(() => Promise.all(asked.map(ids(of)))).then(([whole = [], ...lists]) => {
      const first = new Set(whole.map(one => one.id));
      const every = (lists[0] || []).filter(one => !first.has(one.id) && lists.every(list => list.some(other => other.id === one.id)));
      const both = whole.concat(every);
      return Promise.all(both.slice(0, READ).map(one => one.data())).then(read => {
        const hits = search.find(read.map(page), words);
        return { hits, total: both.length > READ ? both.length : hits.length };
      });
    });
  };
})();
