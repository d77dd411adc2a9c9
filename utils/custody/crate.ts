import { isOwn } from '@/utils/domain/record';
import { itemFolder, type PackedItem, type PackedWhole } from './pack-model';

/** What the crate says of a payload file; `path` is relative to `data/`. */
export interface PayloadFile {
  path: string;
  type: string;
  bytes: number;
  sha256: string;
}

const CONTEXT = 'https://w3id.org/ro/crate/1.2/context';
const PROFILE = 'https://w3id.org/ro/crate/1.2';
const ref = (id: string): { '@id': string } => ({ '@id': id });

/** `ro-crate-metadata.json` (RO-Crate 1.2): every payload file but itself, and each capture as a `CreateAction`. */
export function writeCrate(whole: PackedWhole, files: readonly PayloadFile[]): string {
  const byItem = Map.groupBy(files, (f) => /^items\/\d+/.exec(f.path)?.[0] ?? '');
  const graph = [
    { '@id': 'ro-crate-metadata.json', '@type': 'CreativeWork', about: ref('./'), conformsTo: ref(PROFILE) },
    {
      '@id': './', '@type': 'Dataset', name: `Saved posts ${whole.id}`, datePublished: whole.exportedAt, license: ref('#rights'), identifier: `urn:uuid:${whole.uuid}`,
      description: 'Posts saved from web pages, sealed when they were saved, with the log of what was done with them. Withheld parts are listed by hash in each record.json.',
      hasPart: files.map((f) => ref(f.path)), mentions: whole.items.map((item) => ref(`#capture-${item.position}`)),
    },
    { '@id': '#rights', '@type': 'CreativeWork', name: 'No licence', description: 'Kept as evidence. Rights in the posts stay with their authors.' },
    { '@id': '#software', '@type': 'SoftwareApplication', name: 'Holdfast', version: whole.software.replace(/^Holdfast /, '') },
    { '@id': '#person', '@type': 'Person', name: 'withheld', description: `Holder of the key of log ${whole.origin}, SHA-256 ${whole.keyFingerprint}` },
    ...files.map((f) => ({ '@id': f.path, '@type': 'File', encodingFormat: f.type, contentSize: String(f.bytes), sha256: f.sha256 })),
    ...whole.items.flatMap((item) => capture(item, byItem.get(itemFolder(item.position)) ?? [])),
  ];
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': graph }, null, 1)}\n`;
}

function capture(item: PackedItem, files: readonly PayloadFile[]): Record<string, unknown>[] {
  const { clientUtc } = item.post?.time ?? {};
  const { permalink, addressBar } = item.post?.url ?? {};
  const page = ref(`#page-${item.position}`);
  const action = {
    '@id': `#capture-${item.position}`, '@type': 'CreateAction', name: `Saved post ${item.position}`, agent: ref('#person'), instrument: ref('#software'),
    identifier: item.record.id, ...(clientUtc === undefined ? {} : { startTime: clientUtc }), object: page,
    result: files.map((f) => ref(f.path)),
  };
  if (isOwn(item.record.capture.adapter)) return [action, { ...page, '@type': 'Thing', name: `Stated or brought in by the person, not captured by Holdfast: ${item.position}` }];
  return [action, { ...page, '@type': 'WebPage', name: `Page of saved post ${item.position}`, url: permalink ?? addressBar ?? 'withheld' }];
}

/** Checks the crate against the payload as it is; answers the first thing that does not agree, or null. */
export function crateFault(text: string, whole: PackedWhole, files: readonly PayloadFile[]): string | null {
  let crate: { '@context'?: unknown; '@graph'?: unknown };
  try {
    crate = JSON.parse(text) as typeof crate;
  } catch {
    return 'not JSON';
  }
  if (crate['@context'] !== CONTEXT || !Array.isArray(crate['@graph'])) return 'not RO-Crate 1.2';
  const nodes = new Map<unknown, Record<string, unknown>>();
  for (const node of crate['@graph'] as Record<string, unknown>[]) {
    if (typeof node !== 'object' || node === null || nodes.has(node['@id'])) return 'a node is malformed or stands twice';
    nodes.set(node['@id'], node);
  }
  const wanted = JSON.parse(writeCrate(whole, files)) as { '@graph': Record<string, unknown>[] };
  for (const node of wanted['@graph']) {
    // Words for people (name, description, software) may change from version to version; what is compared is what can be recomputed.
    const found = nodes.get(node['@id']);
    if (found === undefined) return `${String(node['@id'])} is missing`;
    for (const key of ['@type', 'about', 'conformsTo', 'datePublished', 'hasPart', 'mentions', 'encodingFormat', 'contentSize', 'sha256', 'startTime', 'object', 'result', 'identifier', 'url']) {
      if (JSON.stringify(found[key]) !== JSON.stringify(node[key])) return `${String(node['@id'])}: ${key}`;
    }
  }
  return nodes.size === wanted['@graph'].length ? null : 'a node too many';
}

/** The time of export that the root states, or null. */
export function crateTime(text: string): string | null {
  try {
    const { '@graph': graph } = JSON.parse(text) as { '@graph': Record<string, unknown>[] };
    const time = graph.find((node) => node['@id'] === './')?.['datePublished'];
    return typeof time === 'string' ? time : null;
  } catch {
    return null;
  }
}
