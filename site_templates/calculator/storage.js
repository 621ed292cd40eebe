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

  // The kept state, or null where there is none or it is not one of ours.
  function load(rubric) {
    const read = attempt((store) => JSON.parse(store.getItem(key(rubric))));
    return isState(read.value, rubric) ? read.value : null;
  }

  function isState(value, rubric) {
    return isObject(value) && value.rubric === rubric && isObject(value.answers)
      && typeof value.digest === 'string' && typeof value.unit === 'string';
  }

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  // Whether it could be kept.
  function save(rubric, state) {
    return attempt((store) => store.setItem(key(rubric), JSON.stringify(state))).done;
  }

  function forget(rubric) {
    return attempt((store) => store.removeItem(key(rubric))).done;
  }

  return { load: load, save: save, forget: forget };
})();
