import { expect, test, vi } from 'vitest';

import { look, type Eye } from '@/utils/capture/sweep/look';
import { ok } from '@/utils/domain/result';
import type { SweepLifted } from '@/utils/messages/sweep';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const stands = { href: 'https://pond.example/', scrollX: 0, scrollY: 0, rect: null, viewport: { width: 900, height: 600 }, visible: true } as SweepLifted['standing'];
const page = (right: boolean): SweepLifted => ({ standing: stands, rects: { one: { x: 0, y: 0, width: 9, height: 9 } }, sensitive: [], right });

/** `back`: at which pictures the cover had come back by itself before it was put back. */
function eye(back: (n: number) => boolean): Eye & { pictures: number } {
  return {
    pictures: 0,
    async lift(on) { return page(on || !back(this.pictures)); },
    isShown: async () => true,
    async picture() { this.pictures += 1; return ok(new Uint8Array([this.pictures])); },
  };
}

test('a picture that may show our own cover is dropped, and taken once more', async () => {
  const once = eye((n) => n === 1);
  expect(await look(once, ['one'])).toMatchObject({ ok: true, value: { png: new Uint8Array([2]) } });
  const always = eye(() => true);
  expect(await look(always, ['one'])).toEqual({ ok: false, error: 'tab-changed' });
  expect(always.pictures).toBe(2);
});
