// Where pages come from: files that are loaded when someone searches, or Pagefind where the portal is large.
(function () {
  'use strict';
  const search = window.portalSearch;
  const loading = new Map();
  const pages = new Map(); // by site

  search.manifest = function (manifest) {
    search.sites = manifest.sites;
    search.large = manifest.pagefind;
  };

  search.site = name => search.sites.find(site => site.of === name);

  search.add = function (data) {
    const of = search.site(data.of);
    pages.set(data.of, data.pages.map(record => search.page(of, record, data.texts)));
  };

  // Scripts load from a folder on disk too, where nothing can be fetched.
  search.load = function (address, type) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = address;
        if (type) script.type = type;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(address);
          script.remove();
          reject(new Error(address));
        };
        document.head.appendChild(script);
      }));
    }
    return loading.get(address);
  };

  // What is found in one site, or in all where none is named: the hits, and how many there are. Where no page holds the
  // words they are those that come `near`.
  search.ask = function (root, words, of) {
    if (search.large) return search.askPagefind(root, words, of);
    const sites = of ? [search.site(of)] : search.sites;
    return Promise.all(sites.map(site => search.load(root + site.file))).then(() => {
      const all = sites.map(site => pages.get(site.of)).reduce((some, more) => some.concat(more), []);
      const hits = search.find(all, words);
      const near = hits.length ? [] : search.near(all, words);
      return { hits: hits.concat(near), total: hits.length + near.length, near: near.length > 0 };
    });
  };
})();
