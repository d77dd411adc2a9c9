import { execFileSync } from 'node:child_process';

import { expect, test } from '@playwright/test';

import { BROWSERS, ROOT, start, testid, until } from '../lib/session.ts';

/** A package made by the project's own code, in a process of its own. */
function makePackage(): { zip: string; pem: string; cut: string; altered: string } {
  const code = `
    const { load } = await import('${ROOT}scripts/lib/load.mjs');
    const [{ makeSource }, { collect }, { writePackage }, { writePem }] = await Promise.all(['tests/lib/source.ts', 'tests/lib/collect.ts', 'utils/custody/package.ts', 'utils/custody/keyfiles.ts'].map(load));
    const source = await makeSource([{ text: 'cormorant words' }, {}]);
    const zip = Buffer.from(await collect(writePackage(source, { pictures: 'post' }).stream));
    const altered = Buffer.from(zip);
    altered[zip.indexOf('cormorant')] ^= 1;
    const other = await makeSource([{}]);
    console.log(JSON.stringify({ zip: zip.toString('base64'), pem: writePem(other.publicKey), cut: zip.subarray(0, 5000).toString('base64'), altered: altered.toString('base64') }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 })) as ReturnType<typeof makePackage>;
}

for (const browser of BROWSERS) {
  test(`${browser}: the checking page names what holds, what failed and what cannot be used`, async () => {
    const made = makePackage();
    const driver = await start(browser);
    try {
      const page = await driver.openExtensionPage('/verify.html');
      await page.waitFor(testid('drop'));
      const drop = (base64: string): Promise<void> =>
        page.evaluate((text) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'x.zip'));
          document.querySelector('[data-testid="drop"]')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }, base64);
      const answer = (): Promise<string> => page.evaluate(() => {
        const found = document.querySelector<HTMLElement>('[data-testid="answer"]');
        return found ? `${found.dataset['answer'] ?? ''} ${[...found.querySelectorAll<HTMLElement>('[data-code]')].map((li) => li.dataset['code']).join()}` : '';
      });
      const becomes = async (base64: string, wanted: RegExp): Promise<void> => {
        await drop(base64);
        await until(async () => wanted.test(await answer()), `an answer like ${wanted.source}`);
      };
      await becomes(made.zip, /^INTEGRITY ONLY $/);
      expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/cormorant|verify:/);
      await becomes(made.altered, /^FAILED .*altered-file/);
      await becomes(made.cut, /^UNUSABLE truncated$/);
    } finally {
      await driver.close();
    }
  });
}
