// What comes nearest to a question that no page holds: people ask in words of their own, pages answer in theirs.
(function () {
  'use strict';
  const search = window.portalSearch;
  const LOOKED_AT = 30; // characters of a question: a stretch from each of them is looked for in every page

  // Words that ask or point, and say nothing of what is asked for. None stands within another word, as 能 does in 技能.
  const ASKING = new RegExp([
    '请问', '怎么样', '怎么办', '怎么', '怎样', '如何', '为什么', '为何', '什么时候', '什么', '哪些', '哪个', '哪里', '哪儿', '哪', '谁',
    '多少', '能不能', '可不可以', '是不是', '有没有', '要不要', '能否', '是否', '可以', '需要', '应该', '我们', '吗', '呢',
    '会不会', '算不算', '没有', '这个', '那个', '这些', '那些',
  ].join('|'), 'g');

  search.asked = words => words.replace(ASKING, ' ').trim();

  const holds = piece => page => page.folded.indexOf(piece) >= 0 || page.name.indexOf(piece) >= 0;

  // The longest stretches of a run of Chinese, of two characters and more, that stand on any page; others only whole.
  function pieces(pages, run) {
    if (/^[0-9a-z]/.test(run)) return pages.some(holds(run)) ? [run] : [];
    const found = [];
    for (let start = 0; start + 2 <= run.length;) {
      let end = start + 1;
      let among = pages;
      while (end < run.length && (among = among.filter(holds(run.slice(start, end + 1)))).length) end += 1;
      if (end - start > 1) found.push(run.slice(start, end));
      start = end;
    }
    return found;
  }

  const length = words => words.reduce((sum, word) => sum + word.length, 0);

  // Pages that hold what is asked for, or most of it; the best first.
  search.near = function (pages, words) {
    const asked = search.asked(words);
    const plain = asked === words ? [] : search.find(pages, asked);
    if (plain.length) return plain;
    const runs = search.query(asked.slice(0, LOOKED_AT)).terms;
    const known = Array.from(new Set(runs.reduce((all, run) => all.concat(pieces(pages, run)), [])));
    const held = pages.map(page => known.filter(piece => holds(piece)(page)));
    const most = Math.max(0, ...held.map(length));
    const hits = [];
    pages.forEach((page, at) => {
      if (!held[at].length || 2 * length(held[at]) <= most) return;
      const hit = search.scattered(page, held[at]);
      hit.fit.unshift(-length(held[at]));
      hits.push(hit);
    });
    return search.ordered(hits);
  };
})();
