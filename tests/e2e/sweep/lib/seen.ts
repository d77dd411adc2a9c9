import type { Vault } from '../../../../utils/vault/types.ts';
import type { Driver, Tab } from '../../../../scripts/lib/browsers/index.ts';

type World = { __hold: { vault: Vault } };

/** What a picture shows: how often one colour occurs in it exactly, and its size. */
export interface Seen { what: string; width: number; height: number; times: number }

/**
 * Every picture that the vault holds of these items, slices and all, decoded pixel by pixel in the background: how many have
 * exactly this colour. What is not there as a picture cannot hide anything from this.
 */
export const coloursIn = async (driver: Driver, ids: string[], [r, g, b]: [number, number, number]): Promise<Seen[]> =>
  JSON.parse(await driver.background(async ({ all, colour }) => {
    const { vault } = (globalThis as unknown as World).__hold;
    const source = await vault.packageSource(all, { pictures: 'screen', form: 'plain' });
    if (!source.ok) throw new Error(source.error);
    const count = async (what: string, bytes: Uint8Array<ArrayBuffer>) => {
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
      pen.drawImage(bitmap, 0, 0);
      const words = new Uint32Array(pen.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
      let times = 0;
      for (const word of words) if (word === colour) times++;
      return { what, width: bitmap.width, height: bitmap.height, times };
    };
    const seen = [];
    for (const slice of source.value.slices) seen.push(await count('slice', await slice.open()));
    for (const { view, open } of source.value.items) {
      const record = JSON.parse(new TextDecoder().decode(view.recordBytes)) as { files: { path: string; type: string }[] };
      for (const { path, type } of [...record.files, ...view.derived]) if (type.startsWith('image/')) seen.push(await count(path, await open(path)));
    }
    return JSON.stringify(seen);
  }, { all: ids, colour: (((255 << 24) | (b << 16) | (g << 8) | r) >>> 0) })) as Seen[];

/** A saved file of an item, base64. */
export const fileOf = (driver: Driver, id: string, path: string): Promise<string> =>
  driver.background(async (asked) => {
    const answer = await (globalThis as unknown as World).__hold.vault.file(asked.id, asked.path);
    if (!answer.ok) throw new Error(answer.error);
    let text = '';
    for (const byte of answer.value) text += String.fromCharCode(byte);
    return btoa(text);
  }, { id, path });

/** Mean difference of two pictures, 0…255, at the best of the shifts that rounding allows; 255 when their sizes are not the same but for rounding. */
export const difference = (desk: Tab, one: string, other: string): Promise<number> =>
  desk.evaluate(async ([a, b]) => {
    const open = async (base64: string) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]));
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
      pen.drawImage(bitmap, 0, 0);
      return { width: bitmap.width, height: bitmap.height, data: pen.getImageData(0, 0, bitmap.width, bitmap.height).data };
    };
    const [x, y] = [await open(a as string), await open(b as string)];
    if (Math.abs(x.width - y.width) > 3 || Math.abs(x.height - y.height) > 3) return 255;
    let best = 255;
    for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) {
      let [sum, n] = [0, 0];
      for (let row = 4; row < Math.min(x.height, y.height) - 4; row++) for (let column = 4; column < Math.min(x.width, y.width) - 4; column++) {
        const [i, j] = [4 * (row * x.width + column), 4 * ((row + dy) * y.width + column + dx)];
        for (let k = 0; k < 3; k++) sum += Math.abs((x.data[i + k] as number) - (y.data[j + k] as number));
        n += 3;
      }
      best = Math.min(best, sum / n);
    }
    return best;
  }, [one, other] as const);
