import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { jcsBytes } from '@/utils/custody/jcs';
import { toHex } from '@/utils/domain/ids';
import { FOLDER, HEAD, Refused, SENDER, SIGNATURE, signedBytes, type Stage } from '@/utils/handoff/envelope/format';
import { mutateInside } from './inside.ts';
import { mutateOutside } from './outside.ts';
import { Dice } from './random.ts';
import { collect, makeWorld, sealZip, stagesOf, zipOf, type Base, type Read, type World } from './world.ts';

export interface Outcome {
  n: number;
  /** Taken in although something in them was changed. */
  accepted: number;
  /** Ended in anything but an answer. */
  crashed: number;
  /** How often each stage of the parser began. */
  reached: Record<Stage, number>;
  /** Only what nobody reads was changed: the very same was taken in. */
  same: number;
  /** Refusals by their code. */
  refused: Record<string, number>;
  /** The most memory that the process held, in MB. */
  rssMB: number;
  /** First findings, in words. */
  findings: string[];
}

/** So that what is measured is what is held, not what nobody has cleared away yet. */
setFlagsFromString('--expose-gc');
const sweep = runInNewContext('gc') as () => void;

/** The most memory that the process held so far, in MB. */
const peak = (): number => Math.round((process.resourceUsage().maxRSS * 1_024) / 1e6);

/** Sweeps again and again, a tenth of the time at most. Answers the way to end it. */
function keepSwept(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const again = (): void => {
    const start = performance.now();
    sweep();
    timer = setTimeout(again, 20 + 10 * (performance.now() - start));
  };
  again();
  return () => clearTimeout(timer);
}

const BIG = 100_000_000;
/** One in so many is a file with 100 MB of text. */
const BIG_EVERY = 10_000;

/** `n` mutations of real files, every other one inside; the choices are the same for the same seed. */
export async function fuzz(n: number, seed: number, say: (line: string) => void = () => undefined): Promise<Outcome> {
  const world = await makeWorld();
  const dice = new Dice(seed);
  const outcome: Outcome = { n, accepted: 0, crashed: 0, reached: stagesOf(), same: 0, refused: {}, rssMB: 0, findings: [] };
  const reached = (stage: Stage): void => { outcome.reached[stage] += 1; };
  const find = (words: string): void => { if (outcome.findings.length < 20) outcome.findings.push(words); };
  for (let i = 0; i < n; i += 1) {
    const base = dice.one(world.bases);
    let how = 'outside';
    try {
      let answer: Read;
      if (i % BIG_EVERY === 1) {
        how = '100 MB of text';
        answer = await readBig(world, reached);
      } else if (i % 2 === 0) answer = await base.read(new Blob([mutateOutside(base.file, dice.one(world.bases).file, dice)]), { reached });
      else {
        const made = await mutateInside(base, dice, world);
        how = made.how;
        answer = await base.read(new Blob([await collect(await sealZip(made.zip, made.to ?? base.reader))]), { ...made.opening, reached });
      }
      count(outcome, answer, base, how, find);
    } catch (error) {
      if (error instanceof Refused) outcome.refused[error.code] = (outcome.refused[error.code] ?? 0) + 1;
      else {
        outcome.crashed += 1;
        find(`${base.kind}, ${how}: ${String(error instanceof Error ? error.stack : error)}`);
      }
    }
    if (i % 100 === 0) sweep();
    if ((i + 1) % 1_000 === 0) say(`${i + 1} of ${n}, at most ${peak()} MB held`);
  }
  outcome.rssMB = peak();
  for (const base of world.bases) {
    const again = await base.read(new Blob([base.file]));
    if (!again.ok || again.value !== base.whole) find(`${base.kind}: the file itself is not read as before`);
  }
  return outcome;
}

function count(outcome: Outcome, answer: Read, base: Base, how: string, find: (words: string) => void): void {
  if (!answer.ok) outcome.refused[answer.code] = (outcome.refused[answer.code] ?? 0) + 1;
  else if (answer.value === base.whole) outcome.same += 1;
  else {
    outcome.accepted += 1;
    find(`${base.kind}, ${how}: taken in with a change`);
  }
}

/** On disk, written and read as a stream: what is measured is the reader. Whole and signed by her: only its size is wrong. */
async function readBig({ bases: [base] }: World, reached: (stage: Stage) => void): Promise<Read> {
  if (base === undefined) throw new Error('no hand-over');
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-fuzz-'));
  const stop = keepSwept();
  try {
    const path = join(folder, 'big.age');
    const file = await open(path, 'w');
    for await (const piece of await sealZip(await bigZip(base), base.reader) as unknown as AsyncIterable<Bytes>) await file.write(piece);
    await file.close();
    return await base.read(await openAsBlob(path), { reached });
  } finally {
    stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bigZip(base: Base): Promise<ReadableStream<Bytes>> {
  const piece = utf8('word '.repeat(20_000));
  const [first, last] = [utf8('{"items":[],"purpose":"'), utf8('","v":1}')];
  function* pieces(): Generator<Bytes> {
    yield first;
    for (let i = 0; i < BIG / piece.length; i += 1) yield piece;
    yield last;
  }
  const sum = sha256.create();
  let size = 0;
  for (const one of pieces()) [size] = [size + one.length, sum.update(one)];
  const head = jcsBytes({ ...base.head, from: base.sender.me, parts: [{ name: 'body.json', size, sha256: toHex(sum.digest()) }] });
  const left = pieces();
  const text = new ReadableStream<Bytes>({
    pull(controller) {
      const { done, value } = left.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return zipOf([
    { name: `${FOLDER}/body.json`, input: text }, { name: `${FOLDER}/${HEAD}`, input: head }, { name: `${FOLDER}/${SENDER}`, input: base.sender.key.publicKey },
    { name: `${FOLDER}/${SIGNATURE}`, input: await base.sender.key.sign(signedBytes(head)) },
  ]);
}
