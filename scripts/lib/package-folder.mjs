import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A package that was unpacked already, as the verifier wants its files. `Unusable` and `limits` are the verifier's own.
 * Links and devices are refused: only plain files and folders are read.
 */
export async function readPackageFolder(path, Unusable, limits) {
  const top = await onlyFolder(path);
  const sizes = new Map();
  let total = 0;
  const walk = async (folder, prefix) => {
    for (const name of (await readdir(folder)).sort()) {
      const at = join(folder, name);
      const info = await lstat(at);
      const inside = prefix + name;
      if (info.isDirectory()) await walk(at, `${inside}/`);
      else if (!info.isFile()) throw new Unusable('unsafe-name', JSON.stringify(inside));
      else {
        total += info.size;
        if (info.size > limits.fileBytes || total > limits.totalBytes) throw new Unusable('too-big', inside);
        sizes.set(inside, info.size);
        if (sizes.size > limits.entries) throw new Unusable('too-many-files');
      }
    }
  };
  await walk(top, '');
  return { folder: null, sizes, read: async (inside) => (sizes.has(inside) ? new Uint8Array(await readFile(join(top, inside))) : null) };
}

/** The bag itself, or the folder it was unpacked into. */
async function onlyFolder(path) {
  const inside = await readdir(path, { withFileTypes: true });
  return inside.length === 1 && inside[0].isDirectory() ? join(path, inside[0].name) : path;
}
