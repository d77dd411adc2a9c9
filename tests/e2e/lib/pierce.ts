import type { BrowserContext, CDPSession, Page } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { until } from './session.ts';

/** Middle of a control in a closed shadow root, by its accessible name: what a person sees and a script cannot reach. */
export async function placeOf(tab: Tab, role: string, name: string): Promise<{ x: number; y: number }> {
  const page = tab.raw as Page;
  const session = await page.context().newCDPSession(page);
  let found: { x: number; y: number } | null = null;
  await until(async () => {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const node = nodes.find((one) => one.role?.value === role && one.name?.value === name);
    if (node?.backendDOMNodeId === undefined) return false;
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId: node.backendDOMNodeId });
    const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = model.content;
    found = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    return true;
  }, `a ${role} named ${name}`);
  await session.detach();
  return found as unknown as { x: number; y: number };
}

/** The toolbar's real popup, which is no page that Playwright knows: evaluated over the browser's own connection. */
export async function openPopup(driver: Driver, tab: Tab): Promise<{ evaluate(expression: string): Promise<unknown> }> {
  await driver.toolbarClick(tab);
  const context = (tab.raw as Page).context() as BrowserContext;
  const root = (await context.browser()?.newBrowserCDPSession()) as CDPSession;
  let targetId = '';
  await until(async () => {
    const { targetInfos } = await root.send('Target.getTargets');
    targetId = targetInfos.find(({ type, url }) => type === 'page' && url.endsWith('/popup.html'))?.targetId ?? '';
    return targetId !== '';
  }, 'the popup');
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  const evaluate = (expression: string): Promise<unknown> =>
    new Promise((done, failed) => {
      const id = ++last;
      const heard = ({ sessionId: from, message }: { sessionId: string; message: string }): void => {
        const answer = JSON.parse(message) as { id?: number; result?: { result?: { value?: unknown }; exceptionDetails?: { text: string } } };
        if (from !== sessionId || answer.id !== id) return;
        root.off('Target.receivedMessageFromTarget', heard);
        const thrown = answer.result?.exceptionDetails;
        if (thrown) failed(new Error(thrown.text));
        else done(answer.result?.result?.value);
      };
      root.on('Target.receivedMessageFromTarget', heard);
      const params = { expression, awaitPromise: true, returnByValue: true };
      void root.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method: 'Runtime.evaluate', params }) });
    });
  return { evaluate };
}
