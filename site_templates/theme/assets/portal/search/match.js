// Which pages hold a query, in which order, and where in them it stands.
(function () {
  'use strict';
  const search = window.portalSearch;
  const PLACES = 3; // shown of one page
  const NEAR = 60; // characters that fit one excerpt
  const MANY = 400; // places of one term that are looked at
  const HEADING = 1, ASIDE = 2, TERM = 3; // what a block is; 0 is text (generator/search/records.py)

  // A term and each of those that its entry names together: “五亮”“四化”; 满意率、满意度; 职工代表大会（职代会）.
  const names = term => [term].concat(term.split(/["、]+|\((?=[^()]*\)$)|\)$/)).filter(Boolean);

  // A page as the files hold it, made ready: `starts` is where each block begins in the folded text.
  search.page = function (of, record, texts) {
    const [address, title, kind, echo, blocks, marks] = record;
    const page = { of, address, title, kind, echo, marks, texts: blocks.map(block => texts[block]) };
    let length = 0;
    const folded = page.texts.map(search.fold);
    page.starts = folded.map(text => (length += text.length) - text.length);
    page.folded = folded.join('');
    page.name = search.fold(title);
    page.about = search.fold(of.title + kind) + page.name;
    page.terms = marks.filter(mark => mark[2] === TERM).map(mark => ({ block: mark[0], names: names(folded[mark[0]]) }));
    return page;
  };

  // The last number in a sorted list that is not above the limit: its index.
  function last(list, limit, value) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value(list[middle]) <= limit) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  search.block = (page, at) => last(page.starts, at, start => start);

  // Blocks that are reached from the same anchor are of one region.
  search.region = (page, block) => last(page.marks, block, mark => mark[0]);

  const heads = mark => mark[2] === HEADING || mark[2] === TERM;

  // Ways to other places and the like: shown only where nothing better holds what was looked for.
  search.aside = function (page, block) {
    const at = search.region(page, block);
    return at >= 0 && page.marks[at][2] === ASIDE;
  };

  // Whether a block goes on with what another one says: what is reached from the same anchor, a term and its meaning.
  search.goesOn = function (page, block, other) {
    const [one, next] = [block, other].map(each => page.marks[search.region(page, each)] || ['', '', 0]);
    return one[1] === next[1] && (one[2] === next[2] || (one[2] === TERM && next[2] === 0));
  };

  // From which anchor a block is reached, and under which heading it stands.
  search.mark = function (page, block) {
    const at = search.region(page, block);
    let heading = at;
    while (heading >= 0 && !heads(page.marks[heading])) heading -= 1;
    return {
      anchor: at < 0 ? '' : page.marks[at][1],
      heading: heading < 0 ? '' : page.texts[page.marks[heading][0]],
      isHeading: at >= 0 && heads(page.marks[at]) && page.marks[at][0] === block,
    };
  };

  function occurrences(text, words) {
    const found = [];
    for (let at = text.indexOf(words); at >= 0 && found.length < MANY; at = text.indexOf(words, at + 1)) found.push(at);
    return found;
  }

  const digit = char => char >= '0' && char <= '9';

  // 6号 is looked for, 16号 found: a number is cut off.
  function cuts(text, at, words) {
    const end = at + words.length;
    return (digit(words[0]) && at > 0 && digit(text[at - 1])) ||
      (digit(words[words.length - 1]) && end < text.length && digit(text[end]));
  }

  // The places of distinct blocks: the term that is defined, headings and numbers that are not cut off first.
  function wholePlaces(page, whole, defined) {
    const all = occurrences(page.folded, whole).map(at => {
      const block = search.block(page, at);
      const aside = search.aside(page, block) && search.aside(page, search.block(page, at + whole.length - 1));
      return {
        at, end: at + whole.length, block, cut: cuts(page.folded, at, whole), aside,
        head: search.mark(page, block).isHeading, defined: block === defined,
      };
    });
    const better = all.filter(one => !one.aside);
    const found = better.length ? better : all;
    found.sort((a, b) => b.defined - a.defined || a.cut - b.cut || b.head - a.head || a.at - b.at);
    const seen = new Set();
    // The meaning of a term stands beside it already.
    const said = one => defined >= 0 && one.block !== defined && search.goesOn(page, defined, one.block);
    const places = found.filter(one => !said(one) && !seen.has(one.block) && seen.add(one.block));
    // The page's title stands above its places already.
    return { found, places: distinct(page, places.filter(one => search.fold(page.texts[one.block]) !== page.name)) };
  }

  // The first places of which each shows something that those before it do not: cells of a row show one another.
  function distinct(page, places) {
    const chosen = [];
    const shown = [];
    for (let at = 0; at < places.length && chosen.length < PLACES; at += 1) {
      const text = search.excerpt(page, places[at]);
      if (shown.some(other => other.indexOf(text) >= 0)) continue;
      shown.push(text);
      chosen.push(places[at]);
    }
    return chosen;
  }

  // The narrowest stretch of the text that holds every term.
  function narrowest(page, terms) {
    const places = terms.map(term => occurrences(page.folded, term));
    const better = places.map(list => list.filter(at => !search.aside(page, search.block(page, at))));
    const all = [];
    (better.every(list => list.length) ? better : places).forEach((list, number) => {
      list.forEach(at => all.push({ at, end: at + terms[number].length, number }));
    });
    all.sort((a, b) => a.at - b.at || a.end - b.end);
    const latest = terms.map(() => null);
    let best = null;
    all.forEach(one => {
      latest[one.number] = one;
      if (latest.some(each => each === null)) return;
      const start = Math.min(...latest.map(each => each.at));
      const end = Math.max(...latest.map(each => each.end));
      if (best === null || end - start < best.end - best.start) best = { start, end, parts: latest.slice() };
    });
    return best;
  }

  function termPlaces(page, best) {
    if (best.end - best.start <= NEAR) {
      return [{ at: best.start, end: best.end, block: search.block(page, best.start), apart: true }];
    }
    const seen = new Set();
    const parts = best.parts.slice().sort((a, b) => a.at - b.at);
    return parts.map(one => ({ at: one.at, end: one.end, block: search.block(page, one.at) }))
      .filter(one => !seen.has(one.block) && seen.add(one.block)).slice(0, PLACES);
  }

  const DEFINED = 0, IN_TITLE = 1, IN_HEADING = 2, IN_BODY = 3, IN_ASIDE = 4, SCATTERED_TITLE = 5, SCATTERED = 6;

  // Null, or where the query stands and how well it fits: lower is better, compared number by number.
  search.match = function (page, query) {
    const { whole, terms } = query;
    const named = page.name.indexOf(whole) >= 0;
    if (named || page.folded.indexOf(whole) >= 0) {
      const term = page.terms.find(one => one.names.indexOf(whole) >= 0 || one.names.indexOf(whole.replace(/"/g, '')) >= 0);
      const { found, places } = wholePlaces(page, whole, term ? term.block : -1);
      // A heading that is said again stands on another page already.
      const head = found.length > 0 && found[0].head && !page.echo;
      const rank = term ? DEFINED : named ? IN_TITLE : found[0].aside ? IN_ASIDE : head ? IN_HEADING : IN_BODY;
      const cut = found.length > 0 && found[0].cut ? 1 : 0;
      return { page, places, exact: true, times: found.length, words: [whole], fit: [rank, cut, page.echo, 0] };
    }
    if (terms.length < 2 && !(terms.length && terms[0] !== whole)) return null;
    const here = term => page.folded.indexOf(term) >= 0 || page.name.indexOf(term) >= 0;
    if (!terms.some(here) || !terms.every(term => here(term) || page.about.indexOf(term) >= 0)) return null;
    return search.scattered(page, terms);
  };

  // Where terms stand, each by itself, on a page that holds some of them.
  search.scattered = function (page, terms) {
    const own = terms.filter(term => page.folded.indexOf(term) >= 0);
    const best = own.length ? narrowest(page, own) : null;
    const rank = terms.every(term => page.name.indexOf(term) >= 0) ? SCATTERED_TITLE : SCATTERED;
    const width = best ? best.end - best.start : 0;
    return { page, places: best ? termPlaces(page, best) : [], exact: false, times: 0, words: terms, fit: [rank, width, page.echo, 0] };
  };

  function better(a, b) {
    const at = a.fit.findIndex((value, index) => value !== b.fit[index]);
    return at < 0 ? 0 : a.fit[at] - b.fit[at];
  }

  // Every page that holds the query, best first; equal ones stay in the order of the site.
  search.find = function (pages, words) {
    const query = search.query(words);
    if (!query.whole) return [];
    return search.ordered(pages.map(page => search.match(page, query)).filter(Boolean));
  };

  search.ordered = function (hits) {
    hits.forEach((hit, order) => hit.fit.push(order)); // sort() is not stable before Chrome 70
    return hits.sort(better);
  };
})();
