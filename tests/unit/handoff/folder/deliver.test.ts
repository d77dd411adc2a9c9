import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';

import { FOLDER_NAME, FOLDER_PART, type FolderAnswer, type FolderCalls } from '@/utils/domain/folder';
import type { FolderRow } from '@/utils/domain/handoff';
import { fromBase64 } from '@/utils/domain/ids';
import { fail, ok } from '@/utils/domain/result';
import { deliver, folderName, type Sending } from '@/utils/handoff/folder/deliver';

const PATH = '/team/';
const BYTES = Uint8Array.from({ length: 2 * FOLDER_PART + 7 }, (_, i) => (i * 31) % 251);
const sum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A server that can be killed at any request, with a file cut off or whole behind it. */
function server() {
  const files = new Map<string, Uint8Array>();
  const held = new Map<string, Uint8Array[]>();
  const log: string[] = [];
  let faults: ('dead' | 'cut' | 'answer-lost' | null)[] = [];
  const fault = () => faults.shift() ?? null;
  const state = async (name: string, sha256: string): Promise<FolderAnswer<'whole' | 'differs' | 'absent'>> => {
    const there = files.get(name);
    return ok(there === undefined ? 'absent' : sum(there) === sha256 ? 'whole' : 'differs');
  };
  const calls: FolderCalls = {
    list: async () => ok([...files].map(([name, bytes]) => ({ name, size: bytes.length }))),
    hold: async ({ name, part, first }) => {
      held.set(name, [...(first ? [] : (held.get(name) ?? [])), fromBase64(part)]);
      return ok(null);
    },
    check: async ({ name, sha256 }) => (fault() === 'dead' ? fail('no-answer') : state(name, sha256)),
    put: async ({ name, sha256 }) => {
      log.push(`put ${name}`);
      const before = await state(name, sha256);
      if (before.ok && before.value !== 'absent') return before.value === 'whole' ? ok(null) : fail('exists');
      const whole = Uint8Array.from(held.get(name)?.flatMap((part) => [...part]) ?? []);
      const wrong = fault();
      if (wrong === 'dead') return fail('no-answer');
      files.set(name, wrong === 'cut' ? whole.slice(0, 1_000) : whole);
      return wrong === null ? ok(null) : fail('no-answer');
    },
    get: async () => fail('no-answer'), part: async () => fail('no-answer'),
    remove: async ({ name }) => {
      log.push(`remove ${name}`);
      files.delete(name);
      return ok(null);
    },
  };
  return { files, calls, log, fail: (...all: typeof faults) => { faults = all; } };
}

let there: ReturnType<typeof server>;
let rows: FolderRow[];
const row = (): FolderRow => ({ name: folderName(), size: BYTES.length, sha256: sum(BYTES), dir: 'out', to: [], at: '2026-11-22T10:00:00Z', tried: false, state: 'waiting' });
const sending = (more: Partial<Sending> = {}): Sending => ({
  path: PATH, folder: there.calls, bytes: async () => BYTES, wait: async () => undefined, progress: () => undefined,
  save: async (one) => { rows.push(one); return true; }, ...more,
});
const whole = () => [...there.files.values()].filter((bytes) => sum(bytes) === sum(BYTES)).length;

beforeEach(() => {
  there = server();
  rows = [];
});

test('the name is written down before anything is sent, and the file is there once, whole', async () => {
  const first = row();
  const done = await deliver(first, sending());
  expect(done).toEqual({ ok: true, value: { ...first, tried: true, state: 'there' } });
  expect(rows).toEqual([{ ...first, tried: true }, { ...first, tried: true, state: 'there' }]);
  expect([...there.files.keys()]).toEqual([first.name]);
  expect(whole()).toBe(1);
});

test.each([
  [['dead']], [['answer-lost']], [['cut']], [['dead', 'dead', 'cut']], [['cut', null, 'answer-lost']], [['answer-lost', 'dead']],
] as const)('a server killed in the middle (%j): one whole file in the end, nothing else', async (faults) => {
  there.fail(...faults);
  const done = await deliver(row(), sending());
  expect(done.ok).toBe(true);
  expect(there.files.size).toBe(1);
  expect(whole()).toBe(1);
  expect(done.ok && there.files.has(done.value.name)).toBe(true);
});

test('a death of ours after the sending is found out by looking, not by sending again', async () => {
  const first = row();
  there.files.set(first.name, BYTES);
  const done = await deliver({ ...first, tried: true }, sending());
  expect(done.ok && done.value.state).toBe('there');
  expect(there.log).toEqual([]);
});

test('what lies there under the name is never written over', async () => {
  const first = row();
  const others = Uint8Array.of(1, 2, 3);
  there.files.set(first.name, others);
  const done = await deliver(first, sending());
  expect(done.ok && done.value.name !== first.name && FOLDER_NAME.test(done.value.name)).toBe(true);
  expect(there.files.get(first.name)).toBe(others);
  expect(there.log.filter((line) => line.startsWith('remove'))).toEqual([]);
});

test.each(['signed-out', 'forbidden', 'full', 'policy', 'too-big'] as const)('%s is hers to mend: said at once, nothing tried again', async (why) => {
  let puts = 0;
  const done = await deliver(row(), sending({ folder: { ...there.calls, put: async () => { puts++; return fail(why); } } }));
  expect(done).toMatchObject({ ok: false, error: why });
  expect(puts).toBe(1);
});

test('a vault that does not take the name sends nothing', async () => {
  const done = await deliver(row(), sending({ save: async () => false }));
  expect(done).toMatchObject({ ok: false, error: 'vault' });
  expect(there.files.size).toBe(0);
});

test('a server that never answers: four tries, then it says so and the file waits', async () => {
  there.fail(...Array.from({ length: 20 }, () => 'dead' as const));
  expect(await deliver(row(), sending())).toMatchObject({ ok: false, error: 'no-answer' });
  expect(rows.at(-1)?.state).toBe('waiting');
});
