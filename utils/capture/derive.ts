import { sha256 } from '@/utils/crypto/hash';
import { fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';
import { PAGE_HTML, PAGE_MHTML, type EvidenceRecord, type FileEntry, type PostPart } from '@/utils/domain/record';
import { addDerived, openVault } from '@/utils/vault';

import { mhtmlFiles } from './mhtml/keep';
import { crop, decode, thumbnail } from './picture';

async function derived(path: string, type: string, bytes: Bytes, from: string | null, transform: string): Promise<{ entry: FileEntry; bytes: Bytes }> {
  const entry: FileEntry = { path, type, bytes: bytes.length, sha256: await sha256(bytes), role: 'derivative', derivedFrom: from, transform };
  return { entry, bytes };
}

/** Makes what is not there yet from the sealed original. Safe to call again; does nothing while locked. */
export async function derive(id: string, source: { html: string; notRead: string[] } | null, mhtml: Bytes | null = null): Promise<void> {
  const vault = openVault();
  const item = await vault.item(id);
  if (!item.ok) return;
  const record = JSON.parse(fromUtf8(item.value.recordBytes)) as EvidenceRecord;
  const have = new Set(item.value.derived.map((file) => file.path));
  const files: { entry: FileEntry; bytes: Bytes }[] = [];
  const rect = record.capture.rect;
  if (rect && !have.has('crop.png')) {
    const png = await vault.file(id, 'original.png');
    if (png.ok) {
      const bitmap = await decode(png.value);
      const words = `${rect.x},${rect.y},${rect.width},${rect.height}`;
      files.push(await derived('crop.png', 'image/png', await crop(bitmap, rect), 'original.png', `crop ${words}`));
      files.push(await derived('thumbnail.jpg', 'image/jpeg', await thumbnail(bitmap, rect), 'original.png', `crop ${words}; fit 320`));
      bitmap.close();
    }
  }
  if (source && source.html !== '' && !have.has(PAGE_HTML)) {
    const missing = source.notRead.length > 0 ? `; not read: ${[...new Set(source.notRead)].join(' ')}` : '';
    files.push(await derived(PAGE_HTML, 'text/html', utf8(source.html.toWellFormed()), null, `page at capture, by the allow-list${missing}`));
  }
  const post = mhtml && !have.has(PAGE_MHTML) ? await vault.file(id, 'post.json') : null;
  if (mhtml && post?.ok) files.push(...(await mhtmlFiles(record, JSON.parse(fromUtf8(post.value)) as PostPart, mhtml)));
  if (files.length > 0) await addDerived(id, files);
}
