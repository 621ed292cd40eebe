// Small things that every page may use. The site reads without them.
(function () {
  'use strict';

  // From a folder on disk no server turns notice/ into notice/index.html.
  if (location.protocol === 'file:') {
    var turn = function (event) {
      var link = event.target.closest ? event.target.closest('a[href]') : null;
      if (!link || link.protocol !== 'file:') return;
      if (/\/$/.test(link.pathname)) link.pathname += 'index.html';
    };
    // In another tab too, by the middle button or from the menu.
    ['click', 'auxclick', 'contextmenu'].forEach(function (name) { document.addEventListener(name, turn); });
    var finder = document.querySelector('[data-search-form]');
    if (finder) finder.action = finder.action.replace(/\/$/, '/index.html');
  }

  // "/" goes to the search box, unless the search page says otherwise.
  document.addEventListener('keydown', function (event) {
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName) || event.target.isContentEditable) return;
    var box = document.querySelector('[data-search-input]');
    if (!box || !box.offsetParent) return; // not shown on a phone
    try {
      if (localStorage.getItem('portal.search.key') === 'off') return;
    } catch (error) {
      // storage is off: nothing was switched off
    }
    event.preventDefault();
    box.focus();
    box.select();
  });

  // WeChat shows pages in a window of its own, out of which nothing is printed, and no file saved that a script makes.
  Array.prototype.forEach.call(document.querySelectorAll('[data-wechat]'), function (note) {
    note.hidden = !/MicroMessenger/.test(navigator.userAgent);
  });

  // A calculator whose script did not come, or is too new for this browser, cannot say so itself.
  var failure = document.querySelector('[data-failure]');
  window.addEventListener('load', function () {
    if (failure && document.querySelector('[data-calculator].is-static')) failure.hidden = false;
  });

  // To the top goes the focus too, not the page alone.
  var top = document.querySelector('.md-top');
  if (top) top.addEventListener('click', function () { document.getElementById('p_main').focus({ preventScroll: true }); });

  // Buttons that print, shown only where scripts run and can print.
  Array.prototype.forEach.call(document.querySelectorAll('[data-print]'), function (button) {
    if (!window.print) return;
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  // Material opens the drawer with a label, which the keyboard cannot reach: a button takes its place.
  var opener = document.querySelector('[data-drawer]');
  var toggle = document.getElementById('__drawer');
  var drawer = document.querySelector('.md-sidebar--primary');
  if (opener && toggle) {
    var inside = function () { return drawer.contains(document.activeElement); };
    document.querySelector('.md-header label[for="__drawer"]').hidden = true;
    opener.hidden = false;
    opener.addEventListener('click', function () {
      toggle.click();
      var first = document.querySelector('.p-nav a');
      if (toggle.checked && first) first.focus({ preventScroll: true });
    });
    toggle.addEventListener('change', function () {
      opener.setAttribute('aria-expanded', String(toggle.checked));
      // Closed by a tap beside it, the drawer gives the focus back too.
      if (!toggle.checked && (document.activeElement === document.body || inside())) opener.focus({ preventScroll: true });
    });
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && toggle.checked) toggle.click();
    });
    // What lies behind it is not seen: whoever goes on from its last link leaves it.
    document.addEventListener('focusin', function (event) {
      if (toggle.checked && event.target !== opener && !inside()) toggle.click();
    });
  }

  // The editions of the version selector stand in the drawer too. Material makes it when it has read which there are, and
  // stays on the same page wherever a link to one of them is followed.
  var years = document.querySelector('[data-years]');
  var header = document.querySelector('.md-header');
  function tell(watching) {
    var links = header.querySelectorAll('.md-version__link');
    if (!links.length) return;
    watching.disconnect();
    var current = header.querySelector('.md-version__current');
    var shown = current.textContent.trim();
    current.setAttribute('aria-label', current.getAttribute('aria-label') + '：' + shown); // what is read is what is seen
    if (links.length < 2) return;
    Array.prototype.forEach.call(links, function (link) {
      var way = document.createElement('a');
      way.className = 'p-nav__link';
      way.href = link.href;
      way.textContent = link.textContent.trim();
      if (way.textContent === shown) way.setAttribute('aria-current', 'true');
      years.querySelector('ul').appendChild(document.createElement('li')).appendChild(way);
    });
    years.hidden = false;
  }
  // Its list opens under the pointer and with the focus: Esc shuts it, until either comes again.
  document.addEventListener('keydown', function (event) {
    var version = event.key === 'Escape' && header ? header.querySelector('.md-version') : null;
    if (!version) return;
    var focused = version.contains(document.activeElement);
    if (focused) version.querySelector('.md-version__current').focus();
    else if (!version.matches(':hover')) return;
    version.setAttribute('data-shut', '');
    ['mouseleave', 'focusout', 'click'].forEach(function (name) {
      version.addEventListener(name, function () { version.removeAttribute('data-shut'); }, { once: true });
    });
  });
  if (years) {
    var watching = new MutationObserver(function () { tell(watching); });
    watching.observe(header, { childList: true, subtree: true });
    tell(watching); // Material may have been sooner than this file
  }

  // A wide table scrolls inside its own region: let the keyboard reach it when it does, and show that there is more.
  function mark(region) {
    var hidden = region.scrollWidth - region.clientWidth;
    if (hidden > 0) region.setAttribute('tabindex', '0');
    else region.removeAttribute('tabindex');
    if (hidden - region.scrollLeft > 1) region.setAttribute('data-more', '');
    else region.removeAttribute('data-more');
  }
  var regions = document.querySelectorAll('.p-scroll');
  function markAll() { Array.prototype.forEach.call(regions, mark); }
  Array.prototype.forEach.call(regions, function (region) {
    region.addEventListener('scroll', function () { mark(region); });
  });
  window.addEventListener('resize', markAll);
  markAll();
})();
