import type { Continues } from '@/utils/custody/continue';
import { itemFiles, type Choice, type Payload } from '@/utils/custody/package-item';
import { itemFolder, type PackedItem } from '@/utils/custody/pack-model';
import { parseCheckpoint } from '@/utils/custody/note';
import { jcsBytes } from '@/utils/custody/jcs';
import { ProofTree } from '@/utils/custody/proof';
import { writeTlogProof } from '@/utils/custody/tlog-proof';
import { utf8 } from '@/utils/crypto/bytes';
import type { Scope } from '@/utils/domain/handoff';
import { toBase64 } from '@/utils/domain/ids';
import type { LogBody, LogType } from '@/utils/domain/log';
import type { PackageSource } from '@/utils/domain/source';
import { ENVELOPE_LIMITS } from '../envelope/format';
import type { NewPart } from '../envelope/seal';
import { BODY, fromPost, LINES, proofPath, sinceOf, type GivenItem, type HandoverBody } from './body';

export interface Giving {
  purpose: string;
  rules: string;
  scope: Scope;
  /** Signed notes of her log that they were given before, in any order, of any of her logs. */
  shown: readonly string[];
  /** By item id; used only where the scope says so. */
  grounds?: ReadonlyMap<string, string[]>;
  progress?: (done: number, of: number) => void;
}

/** What shows which file was sealed when, and what became of it: no notes, no marks, nobody it was given to. */
const STORY: readonly LogType[] = ['capture', 'derive', 'import', 'redact'];

/**
 * The parts of a hand-over, as they are read one after the other. What the scope leaves out stays with her, its hash in the
 * record: a whole screen, the page's own code, her account, device and notes never go. Throws `PackageError` where an item
 * of hers is damaged.
 */
export async function* handoverParts(source: PackageSource, giving: Giving): AsyncGenerator<NewPart> {
  const tree = new ProofTree(source.log.leaves);
  const chosen = [...source.items].sort((a, b) => a.head.number - b.head.number);
  const items: GivenItem[] = [];
  for (const [i, item] of chosen.entries()) {
    const folder = itemFolder(i + 1);
    const walk = itemFiles(item, folder, i + 1, choiceOf(giving.scope));
    let step = await walk.next();
    for (; !step.done; step = await walk.next()) if (goes(step.value.path.slice(folder.length + 1), step.value, giving.scope)) yield { name: step.value.path, bytes: step.value.bytes };
    const story = step.value.entries.filter(({ line }) => STORY.includes(line.type));
    yield { name: `${folder}/${LINES}`, bytes: jcsBytes(story) };
    for (const { line } of story) yield { name: `${folder}/${proofPath(line.seq)}`, bytes: utf8(writeTlogProof(tree, line.seq, source.log.checkpoint)) };
    items.push(describe(item, step.value, giving));
    giving.progress?.(i + 1, chosen.length);
  }
  const { purpose, rules, scope, shown } = giving;
  const restored = restoredOf(source, tree);
  const body: HandoverBody = { v: 1, purpose, rules, scope, checkpoint: source.log.checkpoint, since: sinceOf(since(source, tree, shown)), ...(restored.length > 0 && { restored }), items };
  yield { name: BODY, bytes: jcsBytes(body) };
}

const choiceOf = (scope: Scope): Choice => ({ pictures: scope.pictures ? 'post' : 'none', intimate: scope.intimate, labels: false });

const WORDS = ['post.json', 'context.json'];

/** A picture larger than anybody would take in stays too. */
function goes(path: string, { type, bytes }: Payload, scope: Scope): boolean {
  if (path === 'record.json') return true;
  return WORDS.includes(path) ? scope.words : scope.pictures && type.startsWith('image/') && bytes.length <= ENVELOPE_LIMITS.fileBytes;
}

function describe({ head }: PackageSource['items'][number], { post }: PackedItem, { scope, grounds }: Giving): GivenItem {
  const { id, number, site, address, permalink, handle, displayName, userId, postedAt, mark = null } = head;
  return {
    item: id, number, site, address, permalink, handle, displayName, userId, ...(scope.words && post !== null ? fromPost(post) : {}),
    postedAt, mark, grounds: (scope.grounds ? grounds?.get(id) : null) ?? null,
  };
}

/** A proof from each tree that they may have seen last, of this log or of one that it goes on from: which of the files arrived, she cannot know. */
function since({ log }: PackageSource, tree: ProofTree, shown: readonly string[]): { size: number; hashes: ReturnType<ProofTree['consistency']> }[] {
  const until = new Map([...(log.continued ?? []).map(({ line, body }): [string, number] => [originBefore(body), line.seq]), [log.origin, tree.size - 1]]);
  const sizes = shown.flatMap((note) => {
    const one = parseCheckpoint(note);
    return one !== null && one.size > 0 && one.size <= (until.get(one.origin) ?? 0) ? [one.size] : [];
  });
  return [...new Set(sizes)].sort((a, b) => b - a).slice(0, 100).map((size) => ({ size, hashes: tree.consistency(size) }));
}

/** Of a `continue` line after a restore; others (a first passphrase) come before anybody could have been handed anything. */
const originBefore = (body: LogBody | null): string => (body?.body['continues'] as Continues | undefined)?.oldOrigin ?? '';

const restoredOf = ({ log }: PackageSource, tree: ProofTree): NonNullable<HandoverBody['restored']> =>
  (log.continued ?? []).filter(({ body }) => originBefore(body) !== '').map((entry) => ({
    entry,
    inclusion: tree.inclusion(entry.line.seq).map(toBase64),
    consistency: entry.line.seq === 0 ? [] : tree.consistency(entry.line.seq).map(toBase64),
  }));
