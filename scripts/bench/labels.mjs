import { row } from './stats.mjs';

const COUNT = 10_000;
const POSTS = 500;

/**
 * `import.labels` in Node, over a vault in memory: from an ally's sealed file to what stands, every hash, signature and link
 * checked. The reference is checking as many Ed25519 signatures alone.
 */
export async function labelRows({ load, say }) {
  await load('tests/lib/locks.ts');
  const [{ chainOf, dice }, { twoSides }, { must }] = await Promise.all(['labels', 'sorting', 'must'].map((name) => load(`tests/lib/${name}.ts`)));
  const [{ makeReturn, readBack }, { takeIn }, { allOps }, { stateOf }] = await Promise.all(['exchange', 'takein', 'desk', 'state'].map((name) => load(`utils/handoff/labels/${name}.ts`)));
  say(`making ${COUNT} labels`);
  const now = new Date();
  const took = [];
  const bare = [];
  for (let i = 0; i < 5; i++) {
    const { hers, ally } = await twoSides(POSTS);
    const chain = await chainOf(ally.me.label, COUNT, POSTS, dice(3));
    must(await ally.vault.shelve({ put: [{ id: 'f'.repeat(32), kind: 'own-ops', data: { about: hers.me.signed.card.identity, ops: chain } }] }));
    const file = await new Response(must(await makeReturn(ally.vault, ally.me, ally.contact.id, now)).stream).blob();
    let started = performance.now();
    must(await takeIn(hers.vault, must(await readBack(hers.vault, hers.me, file, now)), now));
    if (stateOf(must(await allOps(hers.vault))).size !== POSTS) throw new Error('the labels were not taken in');
    took.push((performance.now() - started) / 1000);
    const key = await crypto.subtle.importKey('raw', ally.me.label.publicKey, 'Ed25519', false, ['verify']);
    const signed = chain.map(({ sig }) => [Buffer.from(sig, 'base64'), Buffer.alloc(400)]);
    started = performance.now();
    for (let at = 0; at < COUNT; at += 256) await Promise.all(signed.slice(at, at + 256).map(([sig, text]) => crypto.subtle.verify('Ed25519', key, sig, text)));
    bare.push((performance.now() - started) / 1000);
  }
  return [row('import.labels', COUNT, 's', took, row('', 0, '', bare).median, { budget: '≤ 2 s' })];
}
