import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, openAsBlob, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { row } from './stats.mjs';

const seconds = (from) => (performance.now() - from) / 1000;

/** One item's picture is filled up to `bytes`, so that a package has the size of a real one. */
async function sourceOf(load, items, bytes) {
  const { makeSource } = await load('tests/lib/source.ts');
  const spec = (i) => ({ text: `Words number ${i} that somebody wrote.`, crop: { width: bytes, height: 1 }, pictures: true });
  return makeSource(Array.from({ length: items }, (_, i) => spec(i)));
}

async function write(stream, path) {
  let most = 0;
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss - before); }, 50);
  const started = performance.now();
  await pipeline(Readable.fromWeb(stream), createWriteStream(path));
  clearInterval(watch);
  return { took: seconds(started), bytes: statSync(path).size, memory: most / 1e6 };
}

/** `export.rate` and `verify.rate`, in Node: the same code, another runtime; the reference runs in the same process. */
export async function packageRows({ load, items, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  try {
    const [{ writePackage }, { encryptTo }, { verifyPackage }, { makeZip }] = await Promise.all(
      [load('utils/custody/package.ts'), load('utils/custody/encrypt.ts'), load('utils/custody/verify.ts'), import('client-zip')],
    );
    say(`making ${items} items`);
    const source = await sourceOf(load, items, 300);
    const { recipient } = source;
    const choice = { pictures: 'screen', labels: false };
    const [ours, bare, memory, checked, hashed] = [[], [], [], [], []];
    let size = 0;
    const plain = join(folder, 'plain.zip');
    await write(writePackage(source, choice).stream, plain);
    for (let i = 0; i < 3; i++) {
      const sealed = await write(await encryptTo(writePackage(source, choice).stream, { recipients: [recipient] }), join(folder, 'ours.age'));
      size = sealed.bytes;
      ours.push(sealed.took);
      memory.push(sealed.memory);
      const files = async function* () {
        for (const item of source.items) {
          yield { name: `${item.head.id}/record.json`, input: item.view.recordBytes };
          for (const { path } of JSON.parse(new TextDecoder().decode(item.view.recordBytes)).files) yield { name: `${item.head.id}/${path}`, input: await item.open(path) };
        }
      };
      const alone = await write(await encryptTo(makeZip(files()), { recipients: [recipient] }), join(folder, 'bare.age'));
      bare.push(alone.took * (sealed.bytes / alone.bytes));
      let started = performance.now();
      const verdict = await verifyPackage(await openAsBlob(plain), {});
      checked.push(seconds(started));
      if (verdict.answer !== 'INTEGRITY ONLY') throw new Error(`the package did not hold: ${verdict.answer}`);
      started = performance.now();
      await pipeline(createReadStream(plain), createHash('sha256'));
      hashed.push(seconds(started));
    }
    const middle = (values) => row('', 0, '', values).median;
    const mega = Math.round(statSync(plain).size / 1e6);
    return [
      row('export.rate', items, 's', ours, middle(bare), { bytes: size, memoryMB: Math.round(Math.max(...memory)), budget: '≤ 20 s; ≤ 1.43 × zip and age alone' }),
      row('verify.rate', mega, 's', checked, middle(hashed), { what: `${mega} MB in ${items} posts`, budget: '≤ 30 s a GB' }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
