import { isOwn, type EvidenceRecord } from '@/utils/domain/record';
import type { Vault } from '@/utils/vault/types';

/** SHA-256 of every file that she added → the number of its item. What was saved before heads told of it is looked up in the record. */
export async function knownFiles(vault: Vault): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for await (const batch of vault.heads()) {
    for (const head of batch) {
      if (!isOwn(head.site)) continue;
      for (const sum of head.sums ?? (await sumsOf(vault, head.id))) known.set(sum, head.number);
    }
  }
  return known;
}

async function sumsOf(vault: Vault, id: string): Promise<string[]> {
  const item = await vault.item(id);
  if (!item.ok) return [];
  const record = JSON.parse(new TextDecoder().decode(item.value.recordBytes)) as EvidenceRecord;
  return record.files.map(({ sha256 }) => sha256);
}
