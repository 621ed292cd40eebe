// A reading that can be taken otherwise: which of the two counts.
class Turn {
  constructor(root, ref) {
    this.ref = ref;
    this.root = Controls.find(root, `[data-turn="${ref}"]`);
  }

  listen(changed) {
    this.root.addEventListener('change', () => changed(this));
  }

  read(sheet) {
    sheet.read(this.ref, Controls.chosen(this.root) === 'otherwise');
  }

  show(sheet) {
    Controls.choose(this.root, sheet.readings.indexOf(this.ref) >= 0 ? 'otherwise' : '');
  }
}
