// Takes over the answers of the edition before: shows what they are worth now, and only then asks whether to use them.
class Carrier {
  // `adopt` gets the sheet that is used and what to say of it.
  constructor(root, scheme, kinds, adopt) {
    const at = (name) => Controls.find(root, `[data-${name}]`);
    this.root = root;
    this.scheme = scheme;
    this.kinds = kinds;
    this.adopt = adopt;
    this.found = null;
    this.before = root.dataset.carry;
    ['open', 'kept', 'box', 'title', 'said', 'lead', 'table', 'yes', 'no'].forEach((name) => {
      this[name] = at(`carry-${name}`);
    });
    this.heading = this.title.textContent;
    this.shown = new CarriedTable(Controls.find(this.table, 'tbody'));
  }

  listen() {
    this.open.addEventListener('click', () => {
      const kept = SheetStore.load(this.before);
      if (kept) this.show(kept, this.open);
      else this.offer();
    });
    this.yes.addEventListener('click', () => {
      const { now } = this.found;
      const rest = now.result().unanswered.length;
      this.close();
      this.adopt(SheetShape.read(now.state('')), `已带入上届自评。${rest ? `还有${rest}题要回答。` : ''}请逐项核对。`);
    });
    this.no.addEventListener('click', () => {
      this.close();
      this.from.focus();
    });
    SheetStore.watch(this.before, () => this.offer());
    this.offer();
  }

  // Offered plainly where this browser keeps answers of the form before.
  offer() {
    const kept = SheetStore.load(this.before);
    Controls.hide(this.open, !kept);
    Controls.hide(this.kept, !kept);
    if (kept) Controls.say(this.kept, `这个浏览器里存有上届的自评${kept.unit ? `：${kept.unit}` : ''}。`);
  }

  takes(sheet) {
    return sheet.rubric === this.before;
  }

  // `from` is the button that was used: it gets the focus back when nothing is done.
  show(sheet, from) {
    this.from = from;
    this.load().then((table) => this.compare(table, sheet), () => this.tell('上届的标准没有读出来，请刷新页面再试。原来的答案没有改动。'));
  }

  // The table is read when it is wanted. Scripts load from a folder on disk too, where nothing can be fetched.
  load() {
    if (!this.loading) {
      this.loading = new Promise((resolve, reject) => {
        const script = document.createElement('script');
        const failed = () => {
          this.loading = null;
          reject(new Error(script.src));
        };
        window.portalCarry = (table) => { this.data = table; };
        script.src = this.root.dataset.file;
        script.onload = () => (this.data && this.data.after === this.scheme.id ? resolve(this.data) : failed());
        script.onerror = failed;
        document.head.appendChild(script);
      });
    }
    return this.loading;
  }

  compare(table, sheet) {
    this.found = PortalCarry.carry(table, this.scheme, this.kinds, sheet);
    this.shown.show(table, this.scheme, this.found);
    const states = Object.keys(this.found.states).map((ref) => this.found.states[ref]);
    const taken = states.filter((state) => state === 'taken' || state === 'part').length;
    const rest = this.found.now.result().unanswered.length;
    const dropped = table.dropped.length;
    const older = sheet.digest && sheet.digest !== table.digest ? '这份自评是按上届另一版标准填写的，得分已按上届现在的标准重算。' : '';
    this.tell([
      `带入${taken}题`, rest ? `还有${rest}题要回答` : '没有要再回答的题', dropped ? `上届有${dropped}项本届不再考核` : '',
    ].filter((text) => text).join('，') + `。${older}`);
    [this.lead, this.table, this.yes].forEach((one) => Controls.hide(one, false));
    Controls.say(this.no, '不采用');
  }

  tell(text) {
    const whose = this.found && this.found.then.unit ? `：${this.found.then.unit}` : '';
    Controls.say(this.title, this.heading + whose);
    Controls.say(this.said, text);
    [this.lead, this.table, this.yes].forEach((one) => Controls.hide(one, true));
    Controls.say(this.no, '知道了');
    Controls.hide(this.box, false);
    this.title.focus({ preventScroll: true });
    this.box.scrollIntoView({ block: 'start' }); // a heading at the foot of the window shows nothing of what follows
  }

  close() {
    this.found = null;
    Controls.hide(this.box, true);
  }
}
