// What Material's bundle, which comes next, expects of the page: small helpers over web storage.
(function () {
  'use strict';
  var scope = new URL(document.currentScript.getAttribute('data-scope'), location.href);
  window.__md_scope = scope;

  // From a folder on disk the list of versions cannot be fetched: do not let the bundle try.
  if (location.protocol === 'file:') {
    var config = document.getElementById('__config');
    var settings = JSON.parse(config.textContent);
    settings.version = null;
    config.textContent = JSON.stringify(settings);
  }

  // Browsers of 2018 and 2019 lack one or both. The bundle would fetch the first from another host, and stop at the second.
  // Nothing of the portal waits for what they report.
  ['ResizeObserver', 'IntersectionObserver'].forEach(function (name) {
    if (window[name]) return;
    var Blind = window[name] = function () {};
    ['observe', 'unobserve', 'disconnect'].forEach(function (act) { Blind.prototype[act] = function () {}; });
  });

  // Chrome 75 lacks it; the bundle reads the list of versions with it.
  if (!Blob.prototype.text) Blob.prototype.text = function () { return new Response(this).text(); };

  window.__md_hash = function (text) {
    var hash = 0;
    for (var i = 0; i < text.length; i += 1) hash = ((hash << 5) - hash + text.charCodeAt(i)) | 0;
    return hash;
  };
  window.__md_get = function (key, storage, base) {
    try {
      return JSON.parse((storage || localStorage).getItem((base || scope).pathname + '.' + key));
    } catch (error) {
      return null; // storage is off, or holds something else
    }
  };
  window.__md_set = function (key, value, storage, base) {
    try {
      (storage || localStorage).setItem((base || scope).pathname + '.' + key, JSON.stringify(value));
    } catch (error) {
      // storage is off or full: nothing depends on it
    }
  };
})();
