import { fakeVault } from '../../../lib/fake-vault';
import { comeBack, HOSTILE, twoSides } from '../../../lib/sorting';
import type { FakeSettings } from '../../../lib/fake-vault';
import { fakeRuns } from '../../../lib/fake-runs';
import type { Vault } from '../../../../utils/vault/types';

const taughtRules = ['https://pond.example', 'https://a-rather-long-name-of-a-forum.brook.example'].map((origin) => ({ origin, post: '.card', name: '.card-top a', link: null, time: null, words: '.card-text' }));
const correction = {
  site: 'x', version: 1, hash: '0'.repeat(64), made: '2026-04-01T10:00:00Z', on: true,
  selectors: { 'post.testid': 'section[data-testid="entry"]', anyPost: 'section[data-testid="entry"]', 'text.testid': '[data-testid="entryWords"]' },
};

/** Stands in for `@/utils/vault` in the gallery: what it holds is told by the page's address, e.g. `?count=200&pending=7`. */
export function openVault(): Vault {
  const asked = new URLSearchParams(location.search);
  const text = (name: string) => asked.get(name) ?? undefined;
  const settings: FakeSettings = {
    count: Number(text('count') ?? 0),
    pending: Number(text('pending') ?? 0),
    pagesBefore: Number(text('pages') ?? 0),
    passphrase: text('open') === undefined ? 'six quiet words' : null,
    picture,
    jobs: fakeRuns((text('runs') ?? '').split(',').filter(Boolean)),
    slow: Number(text('slow') ?? 0),
    health: (text('health') ?? '').split(',').filter(Boolean).map((id) => ({ id: id as 'low-space', detail: id === 'damaged-item' ? [3, 14] : [12_000_000] })),
    ...(text('taught') === undefined ? {} : { rules: taughtRules, selectors: [correction] }),
    ...(text('state') === undefined ? {} : { state: text('state') as 'open' }),
    ...(text('fail') === undefined ? {} : { failing: { [text('fail') ?? '']: text('with') ?? 'damaged' } }),
  };
  const vault = fakeVault(settings);
  Object.assign(window, { galleryVault: vault, galleryFill: (what: 'held' | 'back', count: number) => (what === 'held' ? twoSides(count, { rules: `Leave out what is only rude. ${HOSTILE}`, ends: '2027-01-31T12:00:00.000Z', log: 'unproven' }, undefined, vault) : comeBack(count, vault)) });
  return vault;
}

/** Nothing is packed here: what could not be taken is another page's matter. */
export const packItem = (): Uint8Array<ArrayBuffer> => new Uint8Array();

async function picture(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(600, 300);
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 600, 300);
    pen.fillStyle = '#b33';
    pen.fillRect(30, 30, 80, 80);
    pen.fillStyle = '#222';
    pen.font = '24px serif';
    pen.fillText('A made-up post with a red square', 130, 80);
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
