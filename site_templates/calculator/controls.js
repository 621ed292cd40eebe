// Between the inputs of a question and its answer: one reader and one writer for each kind of question.
var Controls = (() => {
  // The one element that a part of the page must have; a missing one is a fault of the template.
  function find(root, selector) {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`自评计分缺少界面元素：${selector}`);
    return found;
  }

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  function chosen(root) {
    const radio = all(root, 'input[type=radio]').filter((input) => input.checked)[0];
    return radio ? radio.value : null;
  }

  function choose(root, value) {
    all(root, 'input[type=radio]').forEach((input) => { input.checked = input.value === String(value); });
  }

  const yesNo = (text) => (text === null ? null : text === 'true');

  // Whole numbers as numbers, digits of any width; what is none stays text, for the engine to refuse.
  function numberOf(text) {
    const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).trim();
    if (!plain) return null;
    return /^\d+$/.test(plain) ? Number(plain) : plain;
  }

  const field = (root, name) => find(root, `[data-field="${name}"]`);

  // A field in hand is rewritten only when it says something else, so that the caret stays where it is.
  function writeNumber(input, value) {
    if (input === document.activeElement && numberOf(input.value) === value) return;
    input.value = value === null ? '' : String(value);
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
    count: {
      read: (root) => numberOf(field(root, 'times').value),
      write: (root, answer) => writeNumber(field(root, 'times'), answer),
    },
    rate: {
      read: (root) => gathered(['part', 'whole'].map((name) => [name, numberOf(field(root, name).value)])),
      write: (root, answer) => ['part', 'whole'].forEach((name) => {
        writeNumber(field(root, name), valueOf(answer, name));
      }),
    },
  };

  return { find: find, all: all, kinds: KINDS };
})();
