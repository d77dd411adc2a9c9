import { describe, expect, it } from 'vitest';

import { readMailHeaders } from '@/utils/text/mail-headers';

const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const mail = (head: string, body = 'Go away.\r\nFrom: body@nowhere.example\r\n') => latin(`${head}\r\n\r\n${body}`);
const WHOLE = [
  'Received: from a.example by b.example; Sun, 1 Mar 2026 10:00:00 +0000', 'Received: from c.example\r\n\tby a.example', 'DKIM-Signature: v=1; a=rsa-sha256;\r\n b=AAAA',
  'From: =?UTF-8?Q?W=C3=A9ndy?=\r\n =?utf-8?B?IFJvb2s=?= <rook@nowhere.example>', 'Subject: x', 'Date: Sun, 1 Mar 2026\r\n 10:00:00 +0000', 'Message-ID: <abc@nowhere.example>',
].join('\r\n');

describe('a mail’s own headers', () => {
  it('are unfolded, decoded and counted; the words below are not looked at', () => {
    expect(readMailHeaders(mail(WHOLE))).toEqual({
      from: 'Wéndy Rook <rook@nowhere.example>', date: 'Sun, 1 Mar 2026 10:00:00 +0000', messageId: '<abc@nowhere.example>', received: 2, dkim: true,
    });
    expect(readMailHeaders(mail('From: a@b.example\r\nDate: today', 'Received: in the words\r\nDKIM-Signature: v=1'))).toMatchObject({ received: 0, dkim: false });
  });

  it('are read with bare line feeds, after a mailbox line and a byte order mark', () => {
    expect(readMailHeaders(latin(`From x@y.example Sun Mar  1 10:00:00 2026\n${WHOLE.replaceAll('\r\n', '\n')}\n\nwords`))?.received).toBe(2);
    expect(readMailHeaders(Uint8Array.from([0xef, 0xbb, 0xbf, ...mail(WHOLE)]))?.dkim).toBe(true);
  });

  it('take 8-bit junk, unknown charsets and broken words as they stand, without a control character', () => {
    expect(readMailHeaders(mail('From: J\xe9r\xf4me\x00\x07 <j@b.example>\r\nDate: x'))?.from).toBe('Jérôme <j@b.example>');
    expect(readMailHeaders(new TextEncoder().encode('From: Ɖela <d@b.example>\r\nDate: x\r\n\r\n'))?.from).toBe('Ɖela <d@b.example>');
    expect(readMailHeaders(mail('From: =?x-none?Q?a?= =?utf-8?B?%%%?= <j@b.example>\r\nDate: x'))?.from).toBe('=?x-none?Q?a?==?utf-8?B?%%%?= <j@b.example>');
  });

  it('of a file that is no mail are none', () => {
    for (const text of ['', 'just words', '%PDF-1.7\n', '<html>From: x\nDate: y', 'From: a@b.example\r\n\r\nwords', 'Date: x\r\nMessage-ID: <a>\r\n\r\n', '\r\nFrom: a\r\nDate: b', ' From: a\r\nDate: b']) expect(readMailHeaders(latin(text))).toBeNull();
    expect(readMailHeaders(crypto.getRandomValues(new Uint8Array(5000)))).toBeNull();
  });

  it('stay short however long the file says they are', () => {
    const long = readMailHeaders(mail(`From: ${'a'.repeat(100_000)}\r\nDate: ${'=?utf-8?Q?aaaa?= '.repeat(20_000)}`));
    expect(long?.from?.length).toBeLessThanOrEqual(2000);
    expect(long?.date?.length).toBeLessThanOrEqual(2000);
    const folded = readMailHeaders(latin(`From: a@b.example\nDate: x\nX: ${'y\n '.repeat(200_000)}`));
    expect(folded?.date).toBe('x');
  });

  it('of a mail of ten megabytes take no longer than those of a short one', () => {
    const large = new Uint8Array(10_000_000).fill(65);
    large.set(mail(WHOLE));
    const start = performance.now();
    expect(readMailHeaders(large)?.received).toBe(2);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
