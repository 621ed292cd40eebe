// Reloads the preview after a good build; after a bad one shows the first problems over the page.
(() => {
  "use strict";

  // The build this page came from, so that a build finishing while the page loads is not missed.
  const loaded = Number(document.currentScript.dataset.version);

  const banner = document.createElement("pre");
  banner.id = "preview-problems";
  banner.setAttribute("role", "alert");
  banner.tabIndex = 0; // a long list must scroll with the keyboard, too
  banner.style.cssText = // set through the CSSOM, which the Content-Security-Policy allows
    "position:fixed;left:0;right:0;bottom:0;z-index:2147483647;max-height:30vh;overflow:auto;margin:0;" +
    "padding:16px;white-space:pre-wrap;font:14px/1.5 monospace;color:#fff;background:#8b0000";

  const show = (problems) => {
    banner.textContent = ["内容有问题，页面仍是上一次生成的样子。", ...problems].join("\n\n");
    if (problems.length > 0) document.body.append(banner);
    else banner.remove();
  };

  const pause = () => new Promise((done) => setTimeout(done, 1000));
  const flipped = () =>
    new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));

  const poll = async (since) => {
    // Browsers open six connections to a host at most, and every poll holds one: hidden tabs let go.
    if (document.hidden) await flipped();
    const abort = new AbortController();
    flipped().then(() => abort.abort());
    const response = await fetch(`/__reload?since=${since}`, { signal: abort.signal });
    const { version, problems } = await response.json();
    if (version !== loaded && problems.length === 0) location.reload();
    else if (version !== since) show(problems);
    return version;
  };

  const run = async () => {
    let since = 0; // no build has this number: the first answer comes at once
    for (;;) {
      // The server is being started again, or the tab was hidden: try until it answers.
      since = await poll(since).catch(() => pause().then(() => since));
    }
  };
  run();
})();
