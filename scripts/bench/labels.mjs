import { row } from './stats.mjs';

const COUNT = 10_000;
const ITEMS = 500;

/**
 * `import.labels` in Node: from the bytes of an ally's file to what stands, every hash, signature and link checked. The
 * reference is checking as many Ed25519 signatures alone.
 */
export async function labelRows({ load, say }) {
  const { chainOf, dice, itemId, keyName, labelKey } = await load('tests/lib/labels.ts');
  const [{ checkOps }, { join }, { stateOf }] = await Promise.all(['op', 'merge', 'state'].map((name) => load(`utils/handoff/labels/${name}.ts`)));
  say(`making ${COUNT} labels`);
  const signing = await labelKey(1);
  const chain = await chainOf(signing, COUNT, ITEMS, dice(3));
  const bytes = new TextEncoder().encode(JSON.stringify(chain));
  const posts = new Set(Array.from({ length: ITEMS }, (_, i) => itemId(i)));
  const key = await crypto.subtle.importKey('raw', signing.publicKey, 'Ed25519', false, ['verify']);
  const signed = chain.map(({ sig }) => [Buffer.from(sig, 'base64'), Buffer.alloc(400)]);
  const took = [];
  const bare = [];
  for (let i = 0; i < 5; i++) {
    let started = performance.now();
    const checked = await checkOps(JSON.parse(new TextDecoder().decode(bytes)), new Set([keyName(signing)]));
    const joined = checked.ok ? join([], checked.value, { given: posts, here: posts, mine: '' }) : checked;
    if (!joined.ok || stateOf(joined.value.fresh).size !== ITEMS) throw new Error('the labels were not taken in');
    took.push((performance.now() - started) / 1000);
    started = performance.now();
    for (let at = 0; at < COUNT; at += 256) await Promise.all(signed.slice(at, at + 256).map(([sig, text]) => crypto.subtle.verify('Ed25519', key, sig, text)));
    bare.push((performance.now() - started) / 1000);
  }
  return [row('import.labels', COUNT, 's', took, row('', 0, '', bare).median, { budget: '≤ 2 s' })];
}
