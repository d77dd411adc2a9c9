import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';

interface Ended { n: number; kills: number; lost: number; torn: number; twice: number; points: Record<string, number> }

/** The command as a person runs it. Its last line is what counts. */
function chaos(...args: string[]): { code: number | null; said: string; ended: Ended } {
  const ran = spawnSync(process.execPath, ['scripts/chaos.mjs', ...args], { encoding: 'utf8', timeout: 400_000 });
  const last = ran.stdout.trim().split('\n').at(-1) ?? '';
  return { code: ran.status, said: ran.stdout + ran.stderr, ended: last.startsWith('{') ? JSON.parse(last) : null };
}

const POINTS = ['key-written', 'before-commit', 'committed', 'read-back', 'inbox-committed', 'removed', 'keys-rewritten', 'keys-switched', 'resealed-batch', 'reseal-switched', 'derived'];

test.describe('killed while saving', () => {
  test.setTimeout(420_000);

  test('what was told is there and whole, what was not is absent or whole, at every named point', () => {
    const { code, said, ended } = chaos('capture', '--kills', '12');
    expect(ended, said).toMatchObject({ kills: 12, lost: 0, torn: 0, twice: 0 });
    expect(ended.n).toBeGreaterThan(12);
    expect(Object.keys(ended.points).sort(), said).toEqual([...POINTS, 'random'].sort());
    expect(code).toBe(0);
  });

  test('a build that says "saved" before the transaction completes is caught', () => {
    const { code, said, ended } = chaos('capture', '--early', '--kills', '2');
    expect(ended.lost, said).toBeGreaterThan(0);
    expect(code).toBe(1);
  });

  test('each account is muted exactly once, counted at the server, and each is as it was after the undo', () => {
    const { code, said, ended } = chaos('act', '--accounts', '10', '--kills', '8');
    expect(ended, said).toMatchObject({ n: 10, kills: 8, lost: 0, torn: 0, twice: 0 });
    expect(Object.keys(ended.points).sort(), said).toEqual(['answered', 'applied', 'asked', 'looked-at']);
    expect(code).toBe(0);
  });

  test('says in a sentence what it does not know', () => {
    for (const args of [['act', '--accounts', 'some'], ['dance'], ['capture', '--kills', 'many'], ['--browser', 'lynx']]) {
      const { code, said } = chaos(...args);
      expect(said.trim().split('\n')).toHaveLength(1);
      expect(said).toMatch(/[a-z].*[.]?/);
      expect(code).toBe(2);
    }
  });
});
