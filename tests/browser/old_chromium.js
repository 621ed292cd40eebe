// Visits pages in the browser that is named, one after the other: a list of visits comes in as JSON, what was found goes out.
// A visit is { address, width, act, ask }: `act` runs once the page has loaded; `ask` is asked until there is an answer.
'use strict';
const { spawn } = require('child_process');
const { readFileSync } = require('fs');
const CDP = require('chrome-remote-interface');

const HEIGHT = 900;
const PATIENCE = 10000; // milliseconds
const FONTS = 60; // tries to reach it

async function visit({ Emulation, Page, Runtime }, said, { address, width, act, ask }) {
  await Emulation.setDeviceMetricsOverride({ width, height: HEIGHT, deviceScaleFactor: 1, mobile: width < 600 });
  const loaded = Page.loadEventFired();
  await Page.navigate({ url: address });
  await loaded;
  const answer = async expression => {
    const { result, exceptionDetails } = await Runtime.evaluate({ expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) said.push(exceptionDetails.exception.description);
    return result.value;
  };
  if (act) await answer(act);
  return {
    answer: await answer(`new Promise(resolve => {
      const until = Date.now() + ${PATIENCE};
      (function look() {
        let found;
        try { found = ${ask}; } catch (error) { found = null; } // it is not there yet
        if (found || Date.now() > until) resolve(found); else setTimeout(look, 50);
      })();
    })`),
    wide: await answer('document.documentElement.scrollWidth') - width,
    said: said.splice(0),
  };
}

function started(browser, profile) {
  const process = spawn(browser, [
    '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`,
  ]);
  const port = new Promise((resolve, reject) => {
    let text = '';
    process.on('error', reject);
    process.on('exit', () => reject(new Error(text)));
    process.stderr.on('data', more => {
      text += more;
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(text);
      if (found) resolve(Number(found[1]));
    });
  });
  return { process, port };
}

// It answers nobody until it has read all fonts of the machine, which takes long the first time: there is no cache yet
// that so old a program can read.
async function connected(port) {
  for (let left = FONTS; ; left--) {
    try {
      return await CDP({ port, local: false });
    } catch (error) {
      if (!left) throw error;
      await new Promise(resolve => setTimeout(resolve, 1000));
    }
  }
}

async function main([browser, profile]) {
  const { process: running, port } = started(browser, profile);
  try {
    const client = await connected(await port);
    const said = [];
    const { Log, Page, Runtime } = client;
    Log.entryAdded(({ entry }) => said.push(`${entry.level}: ${entry.text} ${entry.url || ''}`));
    Runtime.exceptionThrown(({ exceptionDetails: { text, exception } }) => said.push(exception ? exception.description : text));
    Runtime.consoleAPICalled(({ type, args }) => said.push(`${type}: ${args.map(one => one.value)}`));
    await Promise.all([Log.enable(), Page.enable(), Runtime.enable()]);
    const found = [];
    for (const one of JSON.parse(readFileSync(0, 'utf8'))) found.push(await visit(client, said, one));
    process.stdout.write(JSON.stringify(found));
    await client.close();
  } finally {
    running.kill();
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
