import { expect, test, type Page } from '@playwright/test';

import { BEA, BEA_AGAIN } from '../../lib/pinned-cards';
import { type Gallery, idOf, LOOKS, noFault, openGallery } from './lib';

// The last long file of all: by all workers, or two of them would wait for it.
test.describe.configure({ mode: 'parallel' });

let gallery: Gallery;
test.beforeAll(async () => { gallery = await openGallery(); });
test.afterAll(() => gallery.close());

const click = (...ids: string[]) => async (page: Page) => { for (const id of ids) await page.getByTestId(id).first().click(); };

/** Her own card, then each of these taken in; ends on the last one's page. */
const cards = (...texts: string[]) => async (page: Page) => {
  await page.getByTestId('my-name').fill('Ann of the long and friendly name');
  await page.getByTestId('make-card').click();
  for (const text of texts) {
    await page.goto(`${page.url().split('#')[0]}#/ally/people`);
    await page.getByTestId('card-text').fill(text);
    await page.getByTestId('take-card').click();
    await page.getByTestId('person-page').waitFor();
  }
};

/** An ally's workspace, or what came back from one, laid into the made-up vault; then to a page of it. */
const fill = (what: 'held' | 'back', count: number, hash: string) => async (page: Page) => {
  await page.evaluate(async ([of, n]) => { Object.assign(window, { filled: await (window as never as { galleryFill: (of: string, n: number) => Promise<unknown> }).galleryFill(of, n) }); }, [what, count] as const);
  await page.goto(`${page.url().split('#')[0]}${hash}`);
};

/** Every screen in the state that shows most of it. */
const SCREENS: [name: string, address: string, go?: (page: Page) => Promise<void>][] = [
  ['welcome', '/welcome.html'],
  ['first run, what it does', '/dashboard.html?state=none'],
  ['first run, passphrase', '/dashboard.html?state=none', click('first-next', 'choose-passphrase', 'suggest-passphrase')],
  ['first run, what ends it', '/dashboard.html?state=none&health=private-browsing', click('first-next', 'choose-unlocked', 'first-next')],
  ['putting a backup back', '/dashboard.html?state=none', click('first-restore', 'opens-by-halves')],
  ['backup, its words and halves', '/dashboard.html?count=20#/settings', click('show-words', 'make-halves')],
  ['locked', '/dashboard.html?state=locked', click('unlock')],
  ['broken', '/dashboard.html?state=broken'],
  ['empty list', '/dashboard.html?count=0'],
  ['list with choices', '/dashboard.html?count=200&pending=7&open=1', click('pending-discard', 'choose-item', 'delete-chosen')],
  ['list that failed', '/dashboard.html?count=10&fail=page'],
  ['covered post', `/dashboard.html?count=20#/saved/${idOf(10)}`],
  ['lifted post', `/dashboard.html?count=20#/saved/${idOf(12)}`, async (page) => { await click('show-toggle', 'picture-toggle', 'delete-item')(page); for (const fold of await page.locator('summary').all()) await fold.click(); }],
  ['nothing chosen to hand over', '/dashboard.html?count=20#/handover'],
  ['hand over', '/dashboard.html?count=20#/handover', click('choose-everything', 'export-passphrase')],
  ['hand over, plain', '/dashboard.html?count=20#/handover', click('choose-everything', 'export-plain')],
  ['nobody to quiet', '/dashboard.html?count=0#/quiet'],
  ['quiet, before it starts', '/dashboard.html?count=20#/quiet', async (page) => { await click('quiet-all', 'quiet-block')(page); for (const ask of [page.getByTestId('quiet-ask-ties').last(), page.getByTestId('quiet-ask-ties').first()]) await ask.click(); await page.getByTestId('quiet-spared').first().waitFor(); await page.getByTestId('quiet-route').selectOption('au-esafety'); }],
  ['quiet, runs', '/dashboard.html?count=2&runs=running*300,resting,paused,halted,no-page,ended,stopped#/quiet', async (page) => { await click('quiet-forget')(page); for (const fold of await page.getByTestId('quiet-details').all()) await fold.click(); }],
  ['quiet, one by one', '/dashboard.html?count=2&runs=guided#/quiet', click('guide-details')],
  ['quiet, what was done', '/dashboard.html?count=2&runs=running*300,ended*300,stopped#/quiet/history', click('history-open')],
  ['quiet, people left alone', '/dashboard.html?count=2#/quiet/lists', async (page) => { await page.getByTestId('never-name').fill('@Anna.example'); await click('never-add')(page); await page.getByTestId('never-drop').waitFor(); await page.getByTestId('list-file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('bench@ponds.example\nanna@river.example\nnothing\n') }); await page.getByTestId('list-preview').waitFor(); }],
  ['handed over, to be sorted', '/dashboard.html?count=0', async (page) => { await fill('held', 13, '#/ally/held')(page); await click('held-delete')(page); }],
  ['sorting one post', '/dashboard.html?count=0', async (page) => { await fill('held', 13, '#/ally/held')(page); await click('held-sort', 'work-begin', 'show-toggle', 'key-pile_on', 'axis-form')(page); await page.locator('.exhibit').waitFor(); }],
  ['sorting, in words', '/dashboard.html?count=0', async (page) => { await fill('held', 2, '#/ally/held')(page); await click('held-sort', 'work-begin', 'axis-words')(page); await page.getByTestId('work-tag').fill('kettle'); await click('work-tag-add')(page); }],
  ['what came back', '/dashboard.html?count=14', async (page) => {
    await fill('back', 14, '#/ally/back')(page);
    await page.getByTestId('back-page').waitFor();
    await page.evaluate(() => { const box = document.querySelector<HTMLInputElement>('[data-testid=back-file]'); const files = new DataTransfer(); files.items.add(new File([(window as never as { filled: Blob }).filled], 'notes.age')); if (box) { box.files = files.files; box.dispatchEvent(new Event('change', { bubbles: true })); } });
    await page.getByTestId('back-preview').waitFor();
    await page.getByTestId('difference').filter({ hasText: 'elsewhere.example' }).first().waitFor();
  }],
  ['people, nobody yet', '/dashboard.html?count=0#/ally/people', async (page) => { await cards()(page); await page.getByTestId('my-qr').waitFor(); await click('add-recipient')(page); }],
  ['a person to compare', '/dashboard.html?count=0#/ally/people', async (page) => { await cards(BEA)(page); await click('compare-differs')(page); await page.getByTestId('account').fill('two words'); await click('remove-person')(page); }],
  ['a person whose key changed', '/dashboard.html?count=0#/ally/people', async (page) => {
    await cards(BEA, BEA_AGAIN)(page);
    await page.getByTestId('changed-key').waitFor();
    for (const fold of await page.locator('summary').all()) await fold.click();
  }],
  ['giving, and what was given', '/dashboard.html?count=20#/ally/people', async (page) => {
    await cards(BEA)(page);
    await click('compare-in-person', 'compare-same')(page);
    await page.getByTestId('compared').waitFor();
    for (const again of [true, false]) {
      await click('nav-saved', 'select-all', 'give-chosen', 'give-pictures')(page);
      await page.getByTestId('give-purpose').fill('Sort by form');
      if (!again) continue;
      await page.evaluate(() => { Object.assign(window, { showSaveFilePicker: undefined }); });
      await click('give-start', 'give-again', 'given-ask')(page);
    }
    await click('given-ask')(page);
    await page.getByTestId('ask-dialog').waitFor();
  }],
  ['a shared folder, off', '/dashboard.html?count=0#/ally/folder', async (page) => { await page.getByTestId('folder-address').fill('http://files.example/team'); await click('folder-use')(page); }],
  ['a shared folder, without a tab there', '/dashboard.html?count=0#/ally/folder', async (page) => { await page.getByTestId('folder-address').fill('https://files.example/team/'); await click('folder-use', 'folder-look')(page); await page.getByTestId('folder-problem').waitFor(); }],
  ['settings', '/dashboard.html?count=2&health=low-space,damaged-item#/settings', click('change-passphrase')],
  ['settings, with what it was taught', '/dashboard.html?count=2&taught=1#/settings', async (page) => { await page.locator('[data-testid=corrections] summary').click(); }],
  ['popup, a site that it was taught', '/popup.html?view=0&taught=1'],
  ['popup', '/popup.html?view=5', click('in-view-all')],
  ['popup where the page reads badly', '/popup.html?view=5&badly=1', async (page) => { await click('make-outline')(page); await page.getByTestId('outline-text').waitFor(); }],
  ['popup, a whole page to be saved', '/popup.html?view=2', click('sweep-open')],
  ['popup, a whole page while it runs', '/popup.html?view=2&sweeps=running&here=1'],
  ['popup, a whole page that waits', '/popup.html?view=2&sweeps=waiting:restart&here=1'],
  ['popup, a whole page that is saved', '/popup.html?view=2&sweeps=done'],
  ['whole pages', '/dashboard.html?count=20&sweeps=running,paused:full-disk,stopped,done#/sweeps'],
  ['list while a page is saved', '/dashboard.html?count=20&sweeps=running:blind,done'],
  ['list of one whole page', `/dashboard.html?count=20&sweeps=done#/run/${'c'.repeat(32)}`],
  ['versions of a post', `/dashboard.html?count=20#/saved/${idOf(14)}`],
  ['a mark to be given', '/dashboard.html?count=20', click('slip-mark-open', 'mark-child')],
  ['a mark that was given', `/dashboard.html?count=20#/saved/${idOf(12)}`, click('mark-item', 'mark-child', 'mark-yes')],
  ['marked as intimate', `/dashboard.html?count=20#/saved/${idOf(12)}`, click('mark-item', 'mark-intimate', 'mark-yes', 'mark-close', 'mark-destroy')],
  ['popup, not set up', '/popup.html?state=none'],
  ['popup, one long picture', '/popup.html?view=2&stitch=cut', click('stitch-open')],
  ['popup, a long picture being made', '/popup.html?view=2&stitch=running'],
];

for (const [look, more, options, schemes] of LOOKS) {
  test.describe(look, () => {
    for (const [name, address, go] of SCREENS) {
      test(`${name}: no fault that axe finds, no error, nothing asked of a network, nothing cut off`, async () => {
        const [path = '', hash] = address.split('#');
        const opened = await gallery.next(`${path}${path.includes('?') ? '&' : '?'}${more}${hash ? `#${hash}` : ''}`, options);
        await go?.(opened.page);
        await noFault(opened, schemes);
        expect(await opened.page.title()).toBe('Holdfast');
      });
    }
  });
}

test('at 200 % zoom nothing needs scrolling in two directions', async () => {
  for (const address of ['/dashboard.html?count=20', `/dashboard.html?count=20#/saved/${idOf(12)}`, '/dashboard.html?count=20#/settings']) {
    const { page } = await gallery.next(address, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});

test('in the pseudo-language every word of ours is changed, so none is written into the markup', async () => {
  for (const address of ['/dashboard.html?state=none&lang=en-XA', '/dashboard.html?count=0&lang=en-XA', '/dashboard.html?count=20&lang=en-XA#/handover', '/popup.html?view=-1&lang=en-XA']) {
    const { page } = await gallery.next(address);
    const plain = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        if (/[a-zA-Z]{3}/.test(text) && !text.startsWith('[') && !node.parentElement?.closest('script, style')) found.push(text);
      }
      return found;
    });
    expect(plain).toEqual([]);
  }
});
