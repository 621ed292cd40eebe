// Keeps a sheet in this browser, where that is possible. Nothing is sent anywhere.
var SheetStore = (() => {
  const key = (rubric) => `portal-score:${rubric}`;

  // Reading the property itself can throw: private windows, blocked site data, pages from disk.
  function attempt(act) {
    try {
      return { done: true, value: act(window.localStorage) };
    } catch (error) {
      return { done: false, value: null };
    }
  }

  // The kept sheet, or null where there is none or it is not one of ours.
  function load(rubric) {
    const read = attempt((store) => SheetShape.read(JSON.parse(store.getItem(key(rubric)))));
    return read.value && read.value.rubric === rubric ? read.value : null;
  }

  // Whether it could be kept.
  function save(rubric, state) {
    return attempt((store) => store.setItem(key(rubric), JSON.stringify(state))).done;
  }

  function forget(rubric) {
    return attempt((store) => store.removeItem(key(rubric))).done;
  }

  return { load: load, save: save, forget: forget };
})();

// The answer sheet as a file of this device, which `portal score` recomputes. Nothing is sent anywhere.
var SheetFile = (() => {
  const MOST_BYTES = 1024 * 1024;
  const two = (number) => String(number).padStart(2, '0');
  const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = (date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');

  // What one system or another does not take in the name of a file, or does not show.
  const safe = (text) => text.replace(/[\\/:*?"<>|~%\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '-')
    .replace(/^\.+/, '-');

  function name(scheme, unit, date) {
    return `自评结果_${safe(unit || '未填单位')}_${safe(scheme.rubric.short)}_${day(date)}.json`;
  }

  function content(sheet, digest, date) {
    const total = sheet.result().total;
    return Object.assign(sheet.state(digest), {
      total: { min: total.worst / 100, max: total.best / 100 },
      saved: `${day(date)}T${time(date)}`,
    });
  }

  function save(sheet, digest) {
    const now = new Date();
    const text = `${JSON.stringify(content(sheet, digest, now), null, 2)}\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = name(sheet.scheme, sheet.unit, now);
    link.hidden = true;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // older browsers read it after the click
  }

  // Hands over the sheet in a file, or null where there is none in it.
  function open(file, then) {
    if (file.size > MOST_BYTES) {
      then(null);
      return;
    }
    const reader = new FileReader();
    reader.onerror = () => then(null);
    reader.onload = () => then(parsed(reader.result));
    reader.readAsText(file, 'utf-8');
  }

  function parsed(text) {
    try {
      return SheetShape.read(JSON.parse(text.replace(/^\ufeff/, '')));
    } catch (error) {
      return null;
    }
  }

  return { save: save, open: open };
})();
