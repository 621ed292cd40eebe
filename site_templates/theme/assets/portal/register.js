// A registration form filled in on its page: every blank becomes a field. Opinions, seals and dates stay for pen and
// stamp. What is typed is kept in this browser alone.
(() => {
  'use strict';
  const tools = document.querySelector('[data-register]');
  if (!tools) return;

  const MOST = 20000; // characters of one field that a file may hold
  const LONG = 4; // lines from which on a blank is for running text
  const TALL = 8; // lines of room on the screen, where a field grows with its text
  const form = tools.dataset.register;
  const key = `portal-register:${form}`;
  const edition = form.slice(0, form.lastIndexOf('/') + 1);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  // As an office program counts them: without spaces and line breaks.
  const count = (text) => Array.from(text.replace(/\s/g, '')).length;

  function make(name, className, parent) {
    const made = document.createElement(name);
    made.className = className;
    if (parent) parent.appendChild(made);
    return made;
  }

  // One blank. The text behind its field makes the field as tall as it needs to be, and is what goes on paper.
  class Field {
    constructor(place, at, changed) {
      this.place = place;
      this.row = place.closest('tr');
      this.id = place.dataset.blankOf;
      this.limit = Number(place.dataset.length) || 0;
      this.blank = Array.from(place.childNodes);
      this.long = Number(place.dataset.lines) >= LONG;
      place.style.setProperty('--lines', place.dataset.lines);
      this.root = make('div', 'p-fill');
      const name = make('label', 'p-fill__name', this.root);
      name.textContent = place.dataset.name;
      const box = make('div', 'p-fill__box', this.root);
      this.text = make('span', 'p-fill__text', box);
      this.text.setAttribute('aria-hidden', 'true');
      this.input = make('textarea', 'p-fill__input', box);
      this.input.id = name.htmlFor = `p-fill-${at}`;
      this.input.rows = this.long ? Math.min(Number(place.dataset.lines), TALL) : 1;
      this.input.autocomplete = 'off';
      this.input.addEventListener('input', () => {
        this.show();
        changed();
      });
      if (this.limit) this.addLimit();
    }

    addLimit() {
      this.count = make('p', 'p-fill__count', this.root);
      this.count.id = `${this.input.id}-count`;
      this.input.setAttribute('aria-describedby', this.count.id);
      this.over = make('p', 'p-fill__over', this.root);
      this.over.setAttribute('role', 'status');
    }

    get value() { return this.input.value; }

    set value(text) {
      this.input.value = text;
      this.show();
    }

    show() {
      this.text.textContent = /\n$/.test(this.value) ? `${this.value} ` : this.value; // a last empty line has height
      this.row.classList.toggle('p-filling-breaks', this.long && this.value !== '');
      if (!this.limit) return;
      const found = count(this.value);
      const over = found > this.limit;
      this.count.textContent = `${found}/${this.limit}字，不计空格和换行`;
      if (over === this.root.classList.contains('is-over')) return;
      this.root.classList.toggle('is-over', over);
      this.over.textContent = over ? `超过${this.limit}字了，报送前请删减。文字不会被截掉，可以接着写。` : '';
    }

    open() {
      this.fill([this.root]);
      this.place.classList.add('p-filling');
      this.place.classList.toggle('p-filling--long', this.long);
      this.row.classList.toggle('p-filling-row', this.long);
      this.show();
    }

    close() {
      this.fill(this.blank);
      this.place.classList.remove('p-filling', 'p-filling--long');
      this.row.classList.remove('p-filling-row', 'p-filling-breaks');
    }

    fill(nodes) {
      while (this.place.firstChild) this.place.removeChild(this.place.firstChild);
      nodes.forEach((node) => this.place.appendChild(node));
    }

    // Names to take over with one press, as long as the field is empty.
    offer(names, changed) {
      const offers = make('p', 'p-fill__known', this.root);
      names.forEach((name) => {
        const button = make('button', 'p-fill__name-known', offers);
        button.type = 'button';
        button.textContent = `填入“${name}”`;
        button.addEventListener('click', () => {
          this.value = name;
          this.input.focus();
          changed();
        });
      });
      return () => { offers.hidden = this.value !== ''; };
    }
  }

  // What of a kept state or of a file is text of blanks. Whoever wrote it: nothing is believed.
  function read(value) {
    if (!isObject(value) || typeof value.form !== 'string' || !isObject(value.values)) return null;
    const ids = Object.keys(value.values);
    const known = ids.filter((id) => fields.some((field) => field.id === id)
      && typeof value.values[id] === 'string' && value.values[id].length <= MOST);
    return {
      form: value.form,
      title: typeof value.title === 'string' ? PortalKeeping.readable(value.title).slice(0, 60) : '',
      texts: known.reduce((made, id) => made.set(id, PortalKeeping.readable(value.values[id])), new Map()),
      left: ids.length - known.length,
    };
  }

  // The names of units that were typed into the calculators of the same edition.
  function unitNames() {
    const start = `portal-score:${edition}`;
    const found = PortalKeeping.attempt((store) => Object.keys(store).filter((name) => name.startsWith(start))
      .map((name) => JSON.parse(store.getItem(name)).unit)
      .filter((name) => typeof name === 'string' && name.trim() !== ''));
    return Array.from(new Set(found.value || [])).slice(0, 3);
  }

  const texts = () => fields.map((field) => [field.id, field.value]).filter((pair) => pair[1] !== '');
  const state = () => ({
    form: form,
    title: tools.dataset.title,
    values: texts().reduce((made, pair) => Object.assign(made, { [pair[0]]: pair[1] }), {}),
  });

  function write(map) {
    fields.forEach((field) => { field.value = map.get(field.id) || ''; });
    keep();
  }

  // Takes over what this browser keeps: whether there is any.
  function load() {
    const kept = PortalKeeping.attempt((store) => read(JSON.parse(store.getItem(key)))).value;
    const found = kept && kept.form === form ? kept.texts : new Map();
    fields.forEach((field) => { field.value = found.get(field.id) || ''; });
    return found.size > 0;
  }

  // The form was filled in in another tab: what stands here is older, and must not be kept over it.
  function again() {
    if (!keeps) return;
    const own = JSON.stringify(texts());
    load();
    if (JSON.stringify(texts()) === own) return;
    before = null;
    offered();
    panels.filter((one) => one.dataset.panel === 'said').forEach((one) => { one.hidden = true; });
  }

  function keep() {
    offered();
    keeps = PortalKeeping.attempt((store) => (
      texts().length ? store.setItem(key, JSON.stringify(state())) : store.removeItem(key))).done;
    tellKept();
  }

  function tellKept() {
    if (keeps) return;
    tools.querySelector('[data-kept]').textContent = '这个浏览器不允许保存，关闭页面后填写的内容不再保留，请先打印或保存为文件。内容不会上传。';
  }

  function change() {
    before = null;
    panel('main');
    keep();
  }

  // Shows one set of buttons in the place of the others, or what was done below the usual ones; and puts the focus
  // where it belongs there.
  function panel(name, focused) {
    const filling = name !== 'blank';
    all('[data-filling]').forEach((part) => { part.hidden = !filling; });
    const shown = name === 'said' ? ['main', 'said'] : [name];
    panels.forEach((one) => { one.hidden = shown.indexOf(one.dataset.panel) < 0; });
    if (focused) tools.querySelector(`[data-act="${focused}"]`).focus();
  }

  function begin() {
    fields.forEach((field) => field.open());
    all('.p-register').forEach((table) => table.classList.add('is-filling'));
    panel('main');
    offered();
    tellKept();
  }

  function tell(text, undone) {
    tools.querySelector('[data-said]').textContent = text;
    tools.querySelector('[data-act="undo"]').hidden = !undone;
    panel('said', undone ? 'undo' : 'known');
  }

  function replace(map, text) {
    before = new Map(texts());
    write(map);
    tell(text, true);
  }

  function opened(file) {
    if (!file) {
      tell('这个文件不是登记表的填写内容，或者已经损坏。原来填写的没有改动。', false);
      return;
    }
    const [series, , own] = form.split('/');
    const [other, , same] = file.form.split('/');
    if (series !== other || own !== same) {
      tell(`这个文件是另一张表（${file.title || file.form}）的，不能在这里打开。原来填写的没有改动。`, false);
      return;
    }
    const whose = file.form === form ? '' : '文件是另一届的同名表，请逐项核对。';
    replace(file.texts, `已打开文件，现在是文件里的内容。${whose}${file.left ? `其中${file.left}处这张表里没有，没有导入。` : ''}`);
  }

  const acts = {
    fill: () => {
      begin();
      fields[0].input.focus();
    },
    back: () => {
      fields.forEach((field) => field.close());
      all('.p-register').forEach((table) => table.classList.remove('is-filling'));
      panel('blank', 'fill');
    },
    save: () => {
      const unit = fields.filter((field) => field.id === 'unit' && field.value.trim())[0];
      PortalKeeping.save(state(), [tools.dataset.title, unit ? unit.value.trim().slice(0, 60) : '未填单位']);
    },
    open: () => chooser.click(),
    empty: () => panel('confirm', 'empty-no'),
    'empty-yes': () => replace(new Map(), '已全部清空。'),
    'empty-no': () => panel('main', 'empty'),
    undo: () => {
      write(before);
      before = null;
      panel('main', 'empty');
    },
    known: () => {
      before = null;
      panel('main', 'open');
    },
  };

  const panels = all('[data-panel]');
  const chooser = tools.querySelector('[data-file]');
  const fields = all('[data-blank-of]').map((place, at) => new Field(place, at, change));
  let before = null; // what was there before it was emptied or replaced, as long as that can be undone
  let keeps = PortalKeeping.able();
  let offered = () => {};

  const names = unitNames();
  const unit = fields.filter((field) => field.id === 'unit')[0];
  if (unit && names.length) offered = unit.offer(names, change);
  all('[data-act]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', acts[button.dataset.act]);
  });
  tools.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panels.filter((one) => one.dataset.panel === 'confirm')[0].hidden) panel('main', 'empty');
  });
  chooser.addEventListener('change', () => {
    if (chooser.files[0]) PortalKeeping.open(chooser.files[0], read, opened);
    chooser.value = ''; // the same file can be chosen again
  });

  PortalKeeping.watch(key, again);
  if (load()) begin();
})();
