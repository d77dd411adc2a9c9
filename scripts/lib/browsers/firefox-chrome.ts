import type { Browser } from 'puppeteer-core';

/** Puppeteer's own door to the protocol; not in its public types. */
interface Connection {
  send(method: string, params: Record<string, unknown>): Promise<{ result: Record<string, unknown> }>;
}

/**
 * Runs code in Firefox's own window (needs `--remote-allow-system-access`). `body` is the body of an async function;
 * `window` and `args` are at hand, and what it returns must be JSON. Throws with the browser's own message.
 */
export type InChrome = <R = null>(body: string, args?: Record<string, unknown>) => Promise<R>;

const IMPORTS = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = WebExtensionPolicy.getByID(args.id)?.extension;`;

export async function inChrome(browser: Browser, id: string): Promise<InChrome> {
  const connection = (browser as unknown as { connection: Connection }).connection;
  return async (body, args = {}) => {
    const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const context = (tree as { contexts: { context: string }[] }).contexts.at(-1)?.context;
    const expression = `(async () => { const args = ${JSON.stringify({ id, ...args })}; ${IMPORTS}\n
      const answer = await (async () => { ${body} })(); return JSON.stringify(answer ?? null); })()`;
    const { result } = await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
    if (result['type'] !== 'success') throw new Error((result['exceptionDetails'] as { text?: string } | undefined)?.text ?? 'failed in Firefox');
    return JSON.parse((result['result'] as { value: string }).value);
  };
}

export const TOOLBAR_CLICK = `
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`;

/** The shortcut's own key element: doing its command is what the key does, `activeTab` included. */
export const COMMAND = `
  const commands = [...(await extension.shortcuts.commands)].filter(([, command]) => command.shortcut).map(([name]) => name);
  const set = [...window.document.querySelectorAll('keyset[id^="ext-keyset-id-"]')]
    .find((one) => one.id.endsWith(ExtensionParent.apiManager.global.makeWidgetId?.(args.id) ?? '') || one.children.length === commands.length);
  const key = set?.children[commands.indexOf(args.name)];
  if (!key) throw new Error('No shortcut is set for ' + args.name + ' (have: ' + commands.join(', ') + ').');
  key.doCommand();`;

export const MENU = `
  const tab = window.gBrowser.selectedTab;
  extension.tabManager.addActiveTabPermission(tab);
  extension.emit('webext-menu-menuitem-click', { editable: false, pageUrl: tab.linkedBrowser.currentURI.spec, modifiers: [], ...args.info }, tab);`;

export const GRANT = `
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  await ExtensionPermissions.add(args.id, { origins: [args.pattern], permissions: [] }, extension);`;

export const TERMINATE = `
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });`;

/** A frame script in the background's own process: the page's policy forbids `eval`, a sandbox on it does not ask it. */
export const BACKGROUND = `
  await extension.wakeupBackground?.();
  let view;
  for (let i = 0; i < 100 && !view; i++) {
    view = [...extension.views].find((one) => one.viewType === 'background' && one.xulBrowser);
    if (!view) await new Promise((resolve) => window.setTimeout(resolve, 50));
  }
  if (!view) throw new Error('The background did not start.');
  const manager = view.xulBrowser.messageManager;
  const name = 'driver:' + Math.random();
  return new Promise((resolve, reject) => {
    manager.addMessageListener(name, function done({ data }) {
      manager.removeMessageListener(name, done);
      data.ok ? resolve(data.value === undefined ? null : JSON.parse(data.value)) : reject(new Error(data.error));
    });
    const script = 'const say = (data) => sendAsyncMessage(' + JSON.stringify(name) + ', data);' +
      'try { const box = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });' +
      'box.say = Cu.exportFunction((ok, value, error) => say({ ok, value, error }), box);' +
      'Cu.evalInSandbox(' + JSON.stringify('Promise.resolve().then(() => (' + args.run + ')(' + args.argument + ')).then((v) => say(true, JSON.stringify(v)), (e) => say(false, undefined, String(e)))') + ', box);' +
      '} catch (error) { say({ ok: false, error: String(error) }); }';
    manager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(script), false);
  });`;
