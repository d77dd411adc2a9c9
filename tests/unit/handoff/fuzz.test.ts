import { expect, it } from 'vitest';
import { Dice } from '@/scripts/fuzz/random';
import { fuzz } from '@/scripts/fuzz/run';
import { mutateInside } from '@/scripts/fuzz/inside';
import { collect, makeWorld, sealZip } from '@/scripts/fuzz/world';
import english from '@/assets/locales/en/problem.json';
import french from '@/assets/locales/fr/problem.json';
import englishTriage from '@/assets/locales/en/triage.json';
import frenchTriage from '@/assets/locales/fr/triage.json';
import { Refused } from '@/utils/handoff/envelope/format';

it('no altered file is taken in, none ends in anything but a clear sentence, and every stage is reached', { timeout: 300_000 }, async () => {
  const { findings, accepted, crashed, reached, refused } = await fuzz(500, 20_261_122);
  expect({ findings, accepted, crashed }).toEqual({ findings: [], accepted: 0, crashed: 0 });
  for (const [stage, times] of Object.entries(reached)) expect(times, stage).toBeGreaterThanOrEqual(25);
  const codes = Object.keys(refused);
  for (const words of [{ ...english, ...englishTriage }, { ...french, ...frenchTriage }]) expect(codes.filter((code) => !(code in words) && !(`refused.${code}` in words))).toEqual([]);
  expect(codes.length).toBeGreaterThan(15);
});

it('what is signed again by whoever may say it is taken in: the refusals are not of everything', async () => {
  const world = await makeWorld();
  for (const base of world.bases) {
    expect(await base.read(new Blob([await collect(await sealZip(base.zip, base.reader))]))).toEqual({ ok: true, value: base.whole });
    expect(await base.read(new Blob([base.file]), { seen: [{ from: base.sender.me, envelope: base.head.id, sequence: 9 }] }).catch((error: unknown) => (error instanceof Refused ? error.code : error))).toBe('seen');
  }
});

it('the same seed chooses the same', async () => {
  const world = await makeWorld();
  const [base] = world.bases;
  if (base === undefined) throw new Error('no base');
  const hows = async (seed: number): Promise<string[]> => {
    const dice = new Dice(seed);
    const all: string[] = [];
    for (let i = 0; i < 12; i += 1) all.push((await mutateInside(base, dice, world)).how);
    return all;
  };
  expect(await hows(5)).toEqual(await hows(5));
  expect(await hows(5)).not.toEqual(await hows(6));
});
