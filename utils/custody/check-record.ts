import type { EvidenceRecord, FileEntry, PartName, PostPart } from '@/utils/domain/record';
import { parseJcs } from './jcs';
import { isSafePath, SCHEMA } from './pack-model';
import { isRect } from './redactions';

const PARTS: readonly PartName[] = ['post', 'viewer', 'environment', 'operator', 'context'];
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `record.json`, canonical and of the known shape; null otherwise. */
export function readRecord(text: string): EvidenceRecord | null {
  const value = parseJcs(text)?.value;
  if (!isObject(value) || value['schema'] !== SCHEMA || !/^[0-9a-f]{32}$/.test(String(value['id']))) return null;
  const { capture, parts, files } = value;
  if (!isCapture(capture) || !Array.isArray(parts) || !Array.isArray(files)) return null;
  if (!parts.every(isPart) || !files.every(isFile)) return null;
  const record = value as unknown as EvidenceRecord;
  const names = record.parts.map((p) => p.name);
  return new Set(names).size === names.length && distinct([...record.parts, ...record.files]) ? record : null;
}

/** `derivatives.json`: files whose paths do not meet the record's own; null otherwise. */
export function readDerivatives(text: string, record: EvidenceRecord): FileEntry[] | null {
  const value = parseJcs(text)?.value;
  if (!Array.isArray(value) || !value.every(isFile)) return null;
  const derived = value as unknown as FileEntry[];
  return distinct([...record.parts, ...record.files, ...derived]) ? derived : null;
}

const distinct = (files: readonly { path: string }[]): boolean =>
  new Set([...files.map((f) => f.path), 'record.json', 'derivatives.json']).size === files.length + 2;

function isCapture(value: unknown): boolean {
  if (!isObject(value)) return false;
  const notCaptured = value['notCaptured'];
  return (
    Array.isArray(value['method']) && value['method'].every(isText) && Array.isArray(value['domChanges']) && value['domChanges'].every(isText) &&
    isText(value['adapter']) && typeof value['adapterVersion'] === 'number' && isText(value['tier']) && typeof value['parsed'] === 'boolean' &&
    typeof value['savedWhileLocked'] === 'boolean' && Array.isArray(notCaptured) && notCaptured.every((n) => isObject(n) && isText(n['what']) && isText(n['why'])) &&
    (value['slices'] === undefined || (Array.isArray(value['slices']) && value['slices'].every(isUse)))
  );
}

const isUse = (value: unknown): boolean =>
  isObject(value) && /^[0-9a-f]{32}$/.test(String(value['slice'])) && isHash(value['sha256']) && isRect(value['rect']) && isObject(value['page']);

const hasSums = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && isSafePath(value['path']) && isHash(value['sha256']) && Number.isSafeInteger(value['bytes']);

const isPart = (value: unknown): boolean => hasSums(value) && PARTS.includes(value['name'] as PartName);

const isFile = (value: unknown): boolean =>
  hasSums(value) && isText(value['type']) && ['original', 'derivative', 'report'].includes(String(value['role'])) &&
  isTextOrNull(value['derivedFrom']) && isTextOrNull(value['transform']);

const STATED = ['date', 'time', 'zone', 'place', 'witnesses', 'reference', 'origin'];

const isArchive = (value: unknown): boolean => value === undefined ||
  (isObject(value) && isText(value['name']) && isHash(value['sha256']) && isText(value['file']) && isHash(value['fileSha256']) && (value['entry'] === null || Number.isSafeInteger(value['entry'])));

function isStated(value: unknown): boolean {
  if (!isObject(value) || !STATED.every((key) => isTextOrNull(value[key])) || !Array.isArray(value['files'])) return false;
  return isArchive(value['archive']) && value['files'].every((file) => isObject(file) && isText(file['path']) && isText(file['name']) && isTextOrNull(file['modified']));
}

/** As far as anything outside the report and the table looks into it. */
export function isPostPart(value: unknown): value is PostPart {
  if (!isObject(value)) return false;
  const { url, time, author, post } = value;
  return (
    isObject(url) && isText(url['addressBar']) && isObject(time) && isText(time['clientUtc']) &&
    (value['stated'] === undefined || isStated(value['stated'])) && isObject(author) && isTextOrNull(author['handle']) && isObject(post) && isTextOrNull(post['text']) && isTextOrNull(post['textUtf16le'])
  );
}
