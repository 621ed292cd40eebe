// Loaded before all other scripts of a page in a browser that tells nobody what it complains of.
'use strict';
window.complaints = [];
(function () {
  function keep(said) { window.complaints.push(String(said)); }
  addEventListener('error', function (event) {
    keep(event.message || 'not loaded: ' + (event.target.src || event.target.href));
  }, true);
  addEventListener('unhandledrejection', function (event) { keep(event.reason); });
  addEventListener('securitypolicyviolation', function (event) { keep(event.violatedDirective + ' ' + event.blockedURI); });
  ['error', 'warn'].forEach(function (name) {
    var write = console[name];
    console[name] = function () { keep(Array.prototype.join.call(arguments, ' ')); write.apply(console, arguments); };
  });
})();
