import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mhtmlFiles } from '@/utils/capture/mhtml/keep';
import { MOST_MHTML, readMhtml } from '@/utils/capture/mhtml/read';
import { utf8 } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { toBase64 } from '@/utils/domain/ids';
import type { EvidenceRecord, PostPart } from '@/utils/domain/record';

const B = '----MultipartBoundary--a1----';
const folded = (text: string): string => text.replace(/.{76}/g, '$&\r\n');
const archive = (parts: string[], head = `multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${B}"`): Uint8Array<ArrayBuffer> =>
  utf8(`From: <Saved by Blink>\r\nSnapshot-Content-Location: https://pond.example/a?secret=1\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: ${head}\r\n\r\n\r\n--${B}\r\n${parts.join(`\r\n--${B}\r\n`)}\r\n--${B}--\r\n`);
const part = (location: string, type: string, coding: string, body: string): string => `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${coding}\r\nContent-Location: ${location}\r\n\r\n${body}`;
const HTML = part('https://pond.example/a', 'text/html', 'quoted-printable', '<p title=3D"x">caf=C3=A9 lo=\r\nng</p>');
const PICTURE = Uint8Array.from({ length: 500 }, (_, i) => (i * 7) & 255);
const image = (where: string, bytes = PICTURE, type = 'image/png'): string => part(where, type, 'base64', folded(toBase64(bytes)));

describe('an archive of the browser', () => {
  it('is read part by part, as served', () => {
    const read = readMhtml(archive([HTML, image('https://cdn.example/p.png')]));
    expect(read?.location).toBe('https://pond.example/a?secret=1');
    expect(read?.parts.map(({ location, type }) => [location, type])).toEqual([['https://pond.example/a', 'text/html'], ['https://cdn.example/p.png', 'image/png']]);
    expect(new TextDecoder().decode(read?.parts[0]?.bytes() ?? undefined)).toBe('<p title="x">café long</p>');
    expect(read?.parts[1]?.bytes()).toEqual(PICTURE);
  });
  it('gives any bytes back, in base64', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), (bytes) => {
      expect(readMhtml(archive([image('https://c.example/x', Uint8Array.from(bytes))]))?.parts[0]?.bytes()).toEqual(Uint8Array.from(bytes));
    }));
  });
  it('is nothing when it is broken, cut short, endless or none', () => {
    const good = archive([HTML, image('https://cdn.example/p.png')]);
    expect(readMhtml(good.slice(0, -8))).toBeNull();
    expect(readMhtml(utf8('hello'))).toBeNull();
    expect(readMhtml(archive([HTML], 'text/html'))).toBeNull();
    expect(readMhtml(archive([HTML], 'multipart/related'))).toBeNull();
    expect(readMhtml(archive(['no header at all']))).toBeNull();
    expect(readMhtml(archive([`X: ${'y'.repeat(20_000)}\r\n\r\nbody`]))).toBeNull();
    expect(readMhtml(archive(Array.from({ length: 4_001 }, () => HTML)))).toBeNull();
    expect(readMhtml(new Uint8Array(MOST_MHTML + 1))).toBeNull();
  });
  it('never throws, whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(600), (noise, at) => {
      const bytes = archive([HTML, image('https://cdn.example/p.png')]);
      bytes.set(noise.slice(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
      readMhtml(bytes)?.parts.forEach((one) => one.bytes());
    }));
  });
  it('has a part without bytes where its coding is unknown or broken', () => {
    const [odd, bad, worse] = readMhtml(archive([part('', 'image/png', 'x-uuencode', 'abc'), part('', 'image/png', 'base64', '***'), part('', 'text/plain', 'quoted-printable', 'a=ZZ')]))?.parts ?? [];
    expect([odd?.bytes(), bad?.bytes(), worse?.bytes()]).toEqual([null, null, null]);
  });
});

describe('what is kept of it', () => {
  const record = (notCaptured: EvidenceRecord['capture']['notCaptured'], method: EvidenceRecord['capture']['method'] = ['visible-tab']): EvidenceRecord => ({ capture: { method, notCaptured } }) as EvidenceRecord;
  const post = (sensitive = false, addressBar = 'https://pond.example/a'): PostPart => ({ url: { addressBar }, post: { sensitive } }) as PostPart;
  const missing = [{ what: 'media https://cdn.example/p.png', why: 'other-origin' }, { what: 'media https://cdn.example/q.png', why: 'over-limit' }, { what: 'media https://cdn.example/page', why: 'other-origin' }];
  const mhtml = archive([HTML, image('https://cdn.example/p.png'), image('https://cdn.example/q.png'), part('https://cdn.example/page', 'text/html', '7bit', '<p>')]);

  it('is the archive, and those of the post\'s own pictures that could not be read', async () => {
    const files = await mhtmlFiles(record(missing), post(), mhtml);
    expect(files.map(({ entry }) => [entry.path, entry.type, entry.derivedFrom, entry.transform])).toEqual([
      ['page.mhtml', 'multipart/related', null, 'page at capture, by the browser’s own archive'], ['media/page-1.png', 'image/png', 'page.mhtml', 'part 2, decoded'],
    ]);
    expect(files[1]?.entry.sha256).toBe(await sha256(PICTURE));
  });
  it.each<[string, EvidenceRecord, PostPart]>([
    ['words only were saved', record(missing, ['words-only', 'text']), post()],
    ['the platform marks the post as sensitive', record(missing), post(true)],
    ['a part was blacked', record([...missing, { what: 'picture-part', why: 'sensitive' }]), post()],
    ['the tab shows another page by now', record(missing), post(false, 'https://pond.example/b')],
  ])('is nothing where %s', async (_, held, part) => {
    expect(await mhtmlFiles(held, part, mhtml)).toEqual([]);
  });
});
