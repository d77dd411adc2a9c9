/** The plain text files of a BagIt package (RFC 8493): UTF-8, no BOM, LF. */

export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** `evidence-` and the first twelve hex digits of the package's UUID. */
export const folderOf = (uuid: string): string => `evidence-${uuid.replaceAll('-', '').slice(0, 12)}`;

export interface BagInfo {
  /** `YYYY-MM-DD`. */
  date: string;
  uuid: string;
  software: string;
  bytes: number;
  count: number;
}

export function writeBagInfo(info: BagInfo): string {
  return (
    `Bag-Software-Agent: ${info.software}\nBagging-Date: ${info.date}\n` +
    `External-Identifier: urn:uuid:${info.uuid}\nPayload-Oxum: ${info.bytes}.${info.count}\n`
  );
}

/** Null unless all four stand in it once and nothing else. */
export function parseBagInfo(text: string): BagInfo | null {
  const [, software, date, uuid, bytes, count] =
    /^Bag-Software-Agent: (Holdfast [0-9A-Za-z.+-]{1,40})\nBagging-Date: (\d{4}-\d\d-\d\d)\nExternal-Identifier: urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\nPayload-Oxum: (\d{1,15})\.(\d{1,9})\n$/.exec(text) ?? [];
  if (software === undefined || date === undefined || uuid === undefined || bytes === undefined || count === undefined) return null;
  return { software, date, uuid, bytes: Number(bytes), count: Number(count) };
}

/** `hash␣␣path`, in the order of the paths, as `sha256sum` writes and reads it. */
export function writeManifest(hashes: ReadonlyMap<string, string>): string {
  return [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, hash]) => `${hash}  ${path}\n`).join('');
}

/** Null when a line is malformed or a path stands twice. `digits` = hex digits of the hash. */
export function parseManifest(text: string, digits: number): Map<string, string> | null {
  if (text !== '' && !text.endsWith('\n')) return null;
  const hashes = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, path] = /^([0-9a-f]+) {2}([A-Za-z0-9._/-]+)$/.exec(line) ?? [];
    if (hash?.length !== digits || path === undefined || hashes.has(path)) return null;
    hashes.set(path, hash);
  }
  return hashes;
}
