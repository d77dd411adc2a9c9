import { row } from './stats.mjs';

const PASSPHRASE = 'four plain words here';

/* Functions that run in a page of the extension: nothing from around them. */
async function unlockOnce(passphrase) {
  const { vault, kdf, tidy } = self.__hold;
  let started = performance.now();
  await kdf(passphrase);
  const derived = performance.now() - started;
  await vault.lock();
  const opened = await vault.unlock(passphrase);
  // What an unlock does once the key is there, and what the first screen asks for.
  started = performance.now();
  const tidied = await tidy();
  await vault.state();
  await vault.count();
  const page = await vault.page(100);
  const first = performance.now() - started;
  if (!opened.ok || !tidied.ok || !page.ok || page.value.length === 0) throw new Error('the vault did not open');
  return { kdf: derived, first };
}

/** Times in ms of a list's work over all heads; the same over the same rows in clear beside it. */
async function lists() {
  const { vault, haystack, matcher } = self.__hold;
  const time = async (work) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const all = [];
  const load = await time(async () => { for await (const batch of vault.heads()) all.push(...batch); });
  const clear = await new Promise((done, failed) => {
    const request = indexedDB.open('clear', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('items', { keyPath: 'id' }).createIndex('n', 'number');
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const put = clear.transaction('items', 'readwrite');
  for (const head of all) put.objectStore('items').put(head);
  await new Promise((done) => { put.oncomplete = done; });
  const read = (limit, before) => new Promise((done) => {
    const rows = [];
    const request = clear.transaction('items').objectStore('items').index('n').openCursor(IDBKeyRange.upperBound(before, true), 'prev');
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor || rows.push(cursor.value) === limit) return done(rows);
      return cursor.continue();
    };
  });
  const times = { load: [load], loadRef: [await time(() => read(Infinity, Infinity))], page: [], pageRef: [], filter: [], filterRef: [], search: [], searchRef: [] };
  for (let i = 0; i < 30; i++) {
    const before = 101 + Math.floor((all.length - 100) * (i / 30));
    times.page.push(await time(() => vault.page(100, before)));
    times.pageRef.push(await time(() => read(100, before)));
  }
  const known = all.map((head) => ({ head, hay: haystack([head.text, head.handle, head.displayName, head.note, head.permalink, head.address, String(head.number)]) }));
  for (let i = 0; i < 30; i++) {
    const who = `someone_${i * 7}`;
    times.filter.push(await time(() => known.filter(({ head }) => head.handle === who && head.note === null).map(({ head }) => head)));
    times.filterRef.push(await time(() => all.filter((head) => head.handle === who && head.note === null)));
    const word = ['street', 'nothing helps', 'أنت', 'door', `status/${i}`][i % 5];
    times.search.push(await time(() => { const fits = matcher(word); return known.filter(({ hay }) => fits(hay)); }));
    times.searchRef.push(await time(() => all.filter((head) => head.text.includes(word) || head.handle.includes(word))));
  }
  clear.close();
  await new Promise((done) => { indexedDB.deleteDatabase('clear').onsuccess = done; });
  return times;
}

/** `unlock.*` and `list.*` at each size, in a page of the extension in Chromium. */
export async function vaultRows({ launch, extensionDir, sizes, say }) {
  const driver = await launch('chromium', { extensionDir, serve: {} });
  const rows = [];
  try {
    const page = await driver.openExtensionPage('/test-context.html');
    await page.evaluate(async (passphrase) => { await self.__hold.vault.create(passphrase); }, PASSPHRASE);
    let filled = 0;
    for (const n of sizes) {
      say(`filling a vault with ${n} items`);
      await page.evaluate((count) => self.__hold.fill(count), n - filled);
      filled = n;
      const unlocks = [];
      for (let i = 0; i < 5; i++) unlocks.push(await page.evaluate(unlockOnce, PASSPHRASE));
      const times = await page.evaluate(lists);
      const middle = (values) => row('', 0, '', values).median;
      rows.push(
        row('unlock.first', n, 'ms', unlocks.map(({ first }) => first), middle(times.pageRef), { budget: '≤ 1000 ms' }),
        row('unlock.kdf', n, 'ms', unlocks.map(({ kdf }) => kdf)),
        row('list.page', n, 'ms', times.page, middle(times.pageRef), { budget: '≤ 50 ms' }),
        row('list.filter', n, 'ms', times.filter, middle(times.filterRef), { budget: '≤ 50 ms' }),
        row('list.search', n, 'ms', times.search, middle(times.searchRef), { budget: '≤ 50 ms' }),
        row('list.load', n, 'ms', times.load, middle(times.loadRef)),
      );
    }
  } finally {
    await driver.close();
  }
  return rows;
}
