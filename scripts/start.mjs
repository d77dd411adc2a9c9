// `npm start`: builds, and opens Chromium with the extension and the practice network. Without a display, or with
// `-- --headless`, does the main job by itself and exits 0 only if all of it held. `-- --browser firefox` for Firefox.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onOwnNode, root } from './lib/own-node.mjs';
import { step } from './lib/step.mjs';

onOwnNode();

function readArguments() {
  try {
    const { values } = parseArgs({ options: { headless: { type: 'boolean' }, browser: { type: 'string' }, posts: { type: 'string' } } });
    const browser = values.browser ?? 'chromium';
    const posts = Number(values.posts ?? 12);
    if (!['chromium', 'firefox'].includes(browser)) throw new Error(`--browser is chromium or firefox, not ${browser}`);
    if (!Number.isInteger(posts) || posts < 1 || posts > 20) throw new Error('--posts is a number from 1 to 20');
    return { browser, posts, headless: values.headless === true || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) };
  } catch (error) {
    console.error(`${error.message}\nUsage: npm start -- [--headless] [--browser chromium|firefox] [--posts N]`);
    return process.exit(2);
  }
}

const { browser, posts, headless } = readArguments();
const target = browser === 'firefox' ? 'firefox' : 'chrome';
const built = await step('build', 'wxt', ['build', '-b', target], { show: false });
if (!built.ok) {
  console.error(`The extension could not be built.\n${built.output}`);
  process.exit(1);
}
console.log(`Built for ${browser} (${built.seconds} s)`);
const extensionDir = join(root, `.output/${target}-mv3`);

if (headless) {
  const { mainJob } = await import('./lib/main-job.ts');
  try {
    await mainJob({ browser, extensionDir, root, out: join(root, 'out'), posts, say: console.log });
    console.log('All of it held.');
  } catch (error) {
    console.error(`\nThis did not hold: ${error.message}`);
    process.exitCode = 1;
  }
} else {
  const { launch } = await import('./lib/browsers/index.ts');
  const { practice } = await import('./practice/site.ts');
  const site = practice();
  const driver = await launch(browser, { extensionDir, serve: { [site.host]: site.handler }, headless: false, viewport: null });
  await driver.openExtensionPage('/dashboard.html');
  await driver.newTab(site.pages.home);
  console.log(`Open: ${site.pages.home} (a made-up network on this machine) and the workspace.\nPoint at a post and press Alt+Shift+S. Ctrl+C here ends it; what was saved goes with it.`);
  process.once('SIGINT', () => void driver.close().then(() => process.exit(0)));
  setInterval(() => {}, 60_000);
}
