import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource } from '@/tests/lib/source';
import { has, inFolder, run } from '@/tests/lib/tools';
import { readText, unpack } from '@/tests/lib/unpacked';
import { writePackage } from '@/utils/custody/package';

if (!has('libreoffice')) console.warn('skipped: not on this machine: libreoffice');

describe.skipIf(!has('libreoffice'))('the table in a spreadsheet', { timeout: 120_000 }, () => {
  it('computes nothing and loses nothing', () =>
    inFolder(async (at) => {
      const texts = ['=1+1', '+2+2', '-3', '@SUM(A1)', '＝4+4', '\t=5', '\n=6', 'a "quoted", word; more', 'שלום 😀 e\u0301', 'two\nlines', '1789012345678901234', 'plain'];
      const source = await makeSource(texts.map((text) => ({ text, pictures: false, displayName: '=HYPERLINK("x")' })));
      const whole = await unpack(await collect(writePackage(source, { pictures: 'post' }).stream));
      writeFileSync(join(at, 'log.csv'), readText(whole, 'data/log.csv'));
      const sheet = (kind: string): string => {
        const ran = run('libreoffice', [`-env:UserInstallation=file://${at}/profile`, '--headless', '--infilter=CSV:44,34,76', '--convert-to', kind, '--outdir', at, join(at, 'log.csv')]);
        expect(ran.code, ran.out).toBe(0);
        return readFileSync(join(at, `log.${kind}`), 'utf8');
      };
      const cells = sheet('fods').replaceAll('&quot;', '"');
      expect(cells).not.toContain('table:formula');
      for (const inert of ["'=1+1", "'+2+2", "'-3", "'@SUM(A1)", "'＝4+4", '\'=HYPERLINK("x")', 'a "quoted", word; more', 'שלום 😀 e\u0301', "'1789012345678901234", 'plain']) expect(cells.replaceAll('&apos;', "'"), inert).toContain(inert);
      expect(cells).toContain('a leading ');
    }));
});
