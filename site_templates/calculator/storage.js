// Keeps a sheet in this browser, where that is possible. Nothing is sent anywhere.
var SheetStore = (() => {
  const key = (rubric) => `portal-score:${rubric}`;

  // The kept sheet, or null where there is none or it is not one of ours.
  function load(rubric) {
    const read = PortalKeeping.attempt((store) => SheetShape.read(JSON.parse(store.getItem(key(rubric)))));
    return read.value && read.value.rubric === rubric ? read.value : null;
  }

  // Whether it could be kept.
  function save(rubric, state) {
    return PortalKeeping.attempt((store) => store.setItem(key(rubric), JSON.stringify(state))).done;
  }

  function forget(rubric) {
    return PortalKeeping.attempt((store) => store.removeItem(key(rubric))).done;
  }

  const watch = (rubric, again) => PortalKeeping.watch(key(rubric), again);

  return { load: load, save: save, forget: forget, watch: watch };
})();

// The answer sheet as a file of this device, which `portal score` recomputes.
var SheetFile = (() => {
  function save(sheet, digest) {
    const total = sheet.result().total;
    const content = Object.assign(sheet.state(digest), { total: { min: total.worst / 100, max: total.best / 100 } });
    PortalKeeping.save(content, ['自评结果', sheet.unit || '未填单位', sheet.scheme.rubric.short]);
  }

  // Hands over the sheet in a file, or null where there is none in it.
  const open = (file, then) => PortalKeeping.open(file, SheetShape.read, then);

  return { save: save, open: open };
})();
