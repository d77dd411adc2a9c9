import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** Bytes of a deflated zip of a folder: each file's compressed bytes and its two headers (30 and 46 bytes, the name in both), and the end (22). */
export function zippedSize(folder) {
  let bytes = 22;
  const walk = (at, prefix) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path, `${prefix}${name}/`);
      else bytes += 76 + 2 * Buffer.byteLength(prefix + name) + deflateRawSync(readFileSync(path), { level: 9 }).length;
    }
  };
  walk(folder, '');
  return bytes;
}
