// What a visitor writes is kept in this browser, or in a file of this device. Nothing is sent anywhere.
var PortalKeeping = (function () {
  'use strict';
  var MOST_BYTES = 1024 * 1024;
  // Controls, what reorders or hides text, and signs of Word's symbol fonts: no name that is scored may hold one.
  var UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\uf020-\uf0ff\ufeff\ufff9-\ufffb\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/u;
  // What one system or another does not take in the name of a file, or does not show.
  var UNSAFE = /[\\/:*?"<>|~%\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

  // Reading the property itself can throw: private windows, blocked site data, pages from disk.
  function attempt(act) {
    try {
      return { done: true, value: act(window.localStorage) };
    } catch (error) {
      return { done: false, value: null };
    }
  }

  // Whether this browser keeps anything, as far as it can be known before anything is kept.
  function able() {
    return attempt(function (store) { store.getItem(''); }).done;
  }

  // Tells when another tab changed what is kept under `key`, and when the browser shows this page again as it was left.
  function watch(key, again) {
    window.addEventListener('storage', function (event) { if (event.key === key || event.key === null) again(); });
    window.addEventListener('pageshow', function (event) { if (event.persisted) again(); });
  }

  // A text without what nobody can see. The last two of every 65536 are no characters.
  function readable(text) {
    return Array.from(text).filter(function (one) {
      return !UNSEEN.test(one) && (one.codePointAt(0) & 0xfffe) !== 0xfffe;
    }).join('');
  }

  function two(number) { return String(number).padStart(2, '0'); }
  function day(date) { return date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()); }
  function time(date) { return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':'); }
  function safe(text) { return text.replace(UNSAFE, '-').replace(/^\.+/, '-'); }

  // Saves a value as JSON. The file is named by these words and the day; `saved` in it says when.
  function save(value, words) {
    var now = new Date();
    var whole = Object.assign({}, value, { saved: day(now) + 'T' + time(now) });
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 2) + '\n'], { type: 'application/json' }));
    link.download = words.map(safe).concat(day(now)).join('_') + '.json';
    link.hidden = true;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000); // older browsers read it after the click
  }

  // Hands over what `read` makes of the JSON in a file; null where there is none in it.
  function open(file, read, then) {
    if (file.size > MOST_BYTES) {
      then(null);
      return;
    }
    var reader = new FileReader();
    reader.onerror = function () { then(null); };
    reader.onload = function () { then(parsed(reader.result, read)); };
    reader.readAsArrayBuffer(file);
  }

  // In another encoding, names would become other characters.
  function parsed(bytes, read) {
    try {
      return read(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    } catch (error) {
      return null;
    }
  }

  return { attempt: attempt, able: able, watch: watch, readable: readable, save: save, open: open };
})();
