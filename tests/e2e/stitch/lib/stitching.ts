import type { Driver, Tab } from '../../../../scripts/lib/browsers/index.ts';
import type { EvidenceRecord } from '../../../../utils/domain/record.ts';
import type { StitchState, StitchWhat } from '../../../../utils/messages/stitch.ts';
import type { Vault } from '../../../../utils/vault/types.ts';
import { until } from '../../lib/session.ts';

type Held = { __hold: { vault: Vault } };

/** Asks the background as one of our pages. */
export const ask = <R>(desk: Tab, message: object): Promise<R> =>
  desk.evaluate((body) => ((globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome).runtime.sendMessage(body) as Promise<R>, message);

export const tabIdOf = (desk: Tab, url: string): Promise<number> =>
  desk.evaluate(async (pattern) => (await ((globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome).tabs.query({ url: pattern }))[0]?.id as number, url);

export const setZoom = (desk: Tab, tabId: number, factor: number): Promise<void> =>
  desk.evaluate(async ([id, zoom]) => { await ((globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome).tabs.setZoom(id as number, zoom as number); }, [tabId, factor] as const);

export const begin = (desk: Tab, tabId: number, what: StitchWhat): Promise<null> => ask(desk, { type: 'stitch.start', tabId, what });
export const stateOf = (desk: Tab): Promise<StitchState> => ask(desk, { type: 'stitch.state' });

export async function ended(desk: Tab): Promise<Extract<StitchState, { kind: 'ended' }>> {
  const found: Extract<StitchState, { kind: 'ended' }>[] = [];
  await until(async () => {
    const state = await stateOf(desk);
    if (state.kind === 'ended') found.push(state);
    return found.length > 0;
  }, 'the long picture is done', 240_000);
  return found[0] as Extract<StitchState, { kind: 'ended' }>;
}

export interface Long {
  record: EvidenceRecord;
  text: string | null;
  parts: { width: number; height: number }[];
  /** Red, green, blue of one column of the long picture, from the top, all parts. */
  column: number[];
  slices: number;
}

/** The newest saved item's record, and one column of its long picture, as the browser itself decodes it. */
export const newestLong = (driver: Driver, x: number): Promise<Long> =>
  driver.background(async (at) => {
    const { vault } = (globalThis as unknown as Held).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    const view = head && (await vault.item(head.id));
    if (!head || !view?.ok) throw new Error('no item');
    const record = JSON.parse(new TextDecoder().decode(view.value.recordBytes)) as EvidenceRecord;
    const column: number[] = [];
    const parts: { width: number; height: number }[] = [];
    for (const { path } of record.files.filter((file) => file.path.startsWith('stitched'))) {
      const png = await vault.file(head.id, path);
      if (!png.ok) throw new Error(png.error);
      const bitmap = await createImageBitmap(new Blob([png.value], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(1, bitmap.height);
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      pen?.drawImage(bitmap, Math.min(at, bitmap.width - 1), 0, 1, bitmap.height, 0, 0, 1, bitmap.height);
      const { data } = pen!.getImageData(0, 0, 1, bitmap.height);
      for (let i = 0; i < data.length; i += 4) column.push(data[i]!, data[i + 1]!, data[i + 2]!);
      parts.push({ width: bitmap.width, height: bitmap.height });
    }
    return { record, text: head.text, parts, column, slices: record.capture.slices?.length ?? 0 };
  }, x);

/** How many pixels of the newest item's long picture have each of these colours. */
export const colours = (driver: Driver, wanted: number[][]): Promise<{ long: number[] }> =>
  driver.background(async (asked) => {
    const { vault } = (globalThis as unknown as Held).__hold;
    const heads = await vault.page(1);
    const png = heads.ok && heads.value[0] ? await vault.file(heads.value[0].id, 'stitched.png') : null;
    if (!png?.ok) throw new Error('no long picture');
    const bitmap = await createImageBitmap(new Blob([png.value], { type: 'image/png' }));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    pen!.drawImage(bitmap, 0, 0);
    const { data } = pen!.getImageData(0, 0, bitmap.width, bitmap.height);
    const long = asked.map(() => 0);
    for (let i = 0; i < data.length; i += 4) asked.forEach(([r, g, b], n) => { if (data[i] === r && data[i + 1] === g && data[i + 2] === b) long[n]!++; });
    return { long };
  }, wanted);
