import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

import type { Tab } from '../../../scripts/lib/browsers/index.ts';
import { quickSetUp, start, testid, until } from '../lib/session.ts';
import { card, same, textOf } from './lib/hands.ts';

const standing = (tab: Tab): Promise<string | null> => tab.evaluate((css) => document.querySelector(css)?.getAttribute('data-standing') ?? null, testid('person-page'));

/** What a phone makes of a screen: turned, larger, on a grey table, in JPEG of middling quality. */
const photographed = (desk: Tab, png: Uint8Array): Promise<string> =>
  desk.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const shot = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(Math.round(shot.width * 1.5), Math.round(shot.height * 1.5));
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.fillStyle = '#8a8580';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.filter = 'brightness(0.8) contrast(0.8)';
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.rotate((6 * Math.PI) / 180);
    pen.scale(1.17, 1.12);
    pen.drawImage(shot, -shot.width / 2, -shot.height / 2);
    const photo = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.6 })).arrayBuffer());
    return btoa(Array.from(photo, (byte) => String.fromCharCode(byte)).join(''));
  }, Buffer.from(png).toString('base64'));

const shown = async (desk: Tab, path: string): Promise<Uint8Array> => {
  await desk.evaluate((css) => document.querySelector(css)?.scrollIntoView({ block: 'center' }), testid('my-qr'));
  await desk.screenshot(path);
  return readFileSync(path);
};

test('chromium and firefox: two persons take each other\'s card from a photo, a screenshot and a file, and see one number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  const [ann, bea] = await Promise.all([start('chromium', { downloadsDir: folder }), start('firefox')]);
  try {
    const [annDesk, beaDesk] = [await quickSetUp(ann), await quickSetUp(bea)];
    await card(annDesk, 'Ann of the choir');
    await card(beaDesk, 'Bea Ɖɔ̀ 안');
    const screen = join(folder, 'screen.png');
    await shown(annDesk, screen);
    await beaDesk.front();
    await beaDesk.upload(testid('card-file'), [screen]);
    await beaDesk.waitFor(testid('compare-number'), 60_000);

    const photo = join(folder, 'photo.jpg');
    await beaDesk.click(testid('people-back'));
    await beaDesk.waitFor(testid('my-qr'));
    const taken = await shown(beaDesk, join(folder, 'bea.png'));
    writeFileSync(photo, Buffer.from(await photographed(annDesk, taken), 'base64'));
    await annDesk.front();
    await annDesk.upload(testid('card-file'), [photo]);
    await annDesk.waitFor(testid('compare-number'), 60_000);

    await beaDesk.front();
    await beaDesk.click(testid('person-open'));
    await beaDesk.waitFor(testid('compare-number'), 60_000);
    const number = await textOf(annDesk, 'compare-number');
    expect(number).toMatch(/^\d{30}$/);
    expect(await textOf(beaDesk, 'compare-number')).toBe(number);
    expect(await annDesk.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Bea Ɖɔ̀ 안');
    await same(annDesk);
    await same(beaDesk);

    // The file holds the same card: taken once more, nothing changes.
    await annDesk.front();
    await annDesk.click(testid('people-back'));
    await annDesk.click(testid('save-card'));
    const isCard = (name: string): boolean => /^card-\d{4}-\d\d-\d\d\.txt$/.test(name);
    await until(async () => readdirSync(folder).some(isCard), 'the card as a file');
    const file = join(folder, readdirSync(folder).find(isCard) ?? '');
    expect(readFileSync(file, 'utf8')).toMatch(/^holdfast-card:v1:[\w-]+\n$/);
    await beaDesk.front();
    await beaDesk.click(testid('people-back'));
    await beaDesk.waitFor(testid('card-text'));
    await beaDesk.upload(testid('card-file'), [file]);
    await beaDesk.waitFor(testid('compared'), 60_000);
    expect(await standing(beaDesk)).toBe('fit');
    for (const { arrived } of [ann, bea]) expect(arrived.filter(({ known }) => known)).toEqual([]);
  } finally {
    await Promise.all([ann.close(), bea.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
});
