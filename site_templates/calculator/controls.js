// Between the inputs of a question and its answer: one reader and one writer for each kind of question.
var Controls = (() => {
  // The one element that a part of the page must have; a missing one is a fault of the template.
  function find(root, selector) {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`自评计分缺少界面元素：${selector}`);
    return found;
  }

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  // Only what changes is written: the browser need not lay out the rest again.
  function say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function hide(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  function chosen(root) {
    const radio = all(root, 'input[type=radio]').filter((input) => input.checked)[0];
    return radio ? radio.value : null;
  }

  function choose(root, value) {
    all(root, 'input[type=radio]').forEach((input) => { input.checked = input.value === String(value); });
  }

  const yesNo = (text) => (text === 'true' || text === 'false' ? text === 'true' : null);

  // Digits and points of any width.
  const narrow = (text) => text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).trim();

  // Whole numbers as numbers; what is none stays text, for the engine to refuse.
  function numberOf(text) {
    const plain = narrow(text);
    if (!plain) return null;
    return /^\d+$/.test(plain) ? Number(plain) : plain;
  }

  // Points as text, "4.5"; what is none stays as it was typed, for the engine to refuse.
  function pointsOf(text) {
    const plain = narrow(text).replace(/[。．｡]/g, '.').replace(/^\./, '0.').replace(/\.$/, '');
    return plain || null;
  }

  const wordsOf = (text) => (text.trim() ? SheetShape.readable(text) : null);

  const field = (root, name) => find(root, `[data-field="${name}"]`);

  // A field in hand is rewritten only when it says something else, so that the caret stays where it is.
  function fill(input, value, read) {
    if (input === document.activeElement && read(input.value) === value) return;
    const text = value === null ? '' : String(value);
    if (input.value !== text) input.value = text;
  }

  // An answer of several named values, `null` where none of them is given.
  function gathered(pairs) {
    const given = pairs.filter((pair) => pair[1] !== null);
    return given.length ? given.reduce((made, pair) => Object.assign(made, { [pair[0]]: pair[1] }), {}) : null;
  }

  const valueOf = (answer, name) => {
    const has = answer !== null && Object.prototype.hasOwnProperty.call(answer, name);
    return has ? answer[name] : null;
  };

  const elements = (root) => all(root, '[data-element]');

  const single = (name, read) => ({
    read: (root) => read(field(root, name).value),
    write: (root, answer) => fill(field(root, name), answer, read),
  });

  const KINDS = {
    yesno: {
      read: (root) => yesNo(chosen(root)),
      write: choose,
    },
    level: {
      read: chosen,
      write: choose,
    },
    elements: {
      read: (root) => gathered(elements(root).map((one) => [one.dataset.element, yesNo(chosen(one))])),
      write: (root, answer) => elements(root).forEach((one) => choose(one, valueOf(answer, one.dataset.element))),
    },
    count: single('times', numberOf),
    rate: {
      read: (root) => gathered(['part', 'whole'].map((name) => [name, numberOf(field(root, name).value)])),
      write: (root, answer) => ['part', 'whole'].forEach((name) => {
        fill(field(root, name), valueOf(answer, name), numberOf);
      }),
    },
    points: single('points', pointsOf),
    words: single('words', wordsOf),
  };

  return {
    find: find, all: all, say: say, hide: hide, chosen: chosen, choose: choose, fill: fill,
    yesNo: yesNo, pointsOf: pointsOf, wordsOf: wordsOf, kinds: KINDS,
  };
})();
