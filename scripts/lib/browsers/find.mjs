// Node built-ins alone: set-up runs this before anything is installed.
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Full path of the first of these programs on the PATH, or null. */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder !== '' && runs(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

function playwrightChromium() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright');
  let folders = [];
  try {
    folders = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name)).sort().reverse();
  } catch {
    return null;
  }
  const inside = ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'];
  return folders.flatMap((folder) => inside.map((path) => join(cache, folder, path))).find(runs) ?? null;
}

/** From the environment (`CHROMIUM`, `FIREFOX`), Playwright's own, the PATH; null when there is none. */
export function findBrowser(name) {
  const named = process.env[name.toUpperCase()];
  if (named) return runs(named) ? named : null;
  return name === 'firefox'
    ? onPath('firefox-esr', 'firefox')
    : (playwrightChromium() ?? onPath('chromium', 'chromium-browser', 'chrome', 'google-chrome-for-testing'));
}
