import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource } from '@/tests/lib/source';
import { has, inFolder, run } from '@/tests/lib/tools';
import { writePackage } from '@/utils/custody/package';

const BROWSER = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const missing = [BROWSER, 'pdftotext', 'pdfimages', 'unzip'].filter((tool) => !has(tool));
if (missing.length > 0) console.warn(`skipped: not on this machine: ${missing.join(', ')}`);

const squeeze = (text: string): string => text.replace(/\s+/g, '');

describe.skipIf(missing.length > 0)('the printed report', { timeout: 120_000 }, () => {
  it('has address and UTC time under every picture, every word, and asks nobody anything', () =>
    inFolder(async (at) => {
      const texts = ['Short.', `Long: ${'they all know it by now '.repeat(200)}END-OF-WORDS`, 'مرحبا بكم جميعا', 'with 😀 and 한국어'];
      const source = await makeSource(texts.map((text, i) => ({ text, crop: { width: 280 + i, height: i === 1 ? 3000 : 140 }, savedAt: `2026-03-0${i + 1}T10:20:30.123Z` })));
      writeFileSync(join(at, 'x.zip'), await collect(writePackage(source, { pictures: 'screen' }).stream));
      run('unzip', ['-q', 'x.zip'], { cwd: at });
      const [folder = ''] = run('sh', ['-c', 'ls -d evidence-*'], { cwd: at }).out.trim().split('\n');

      const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-background-networking'] });
      try {
        const page = await browser.newPage();
        const asked: string[] = [];
        page.on('request', (request) => void asked.push(request.url()));
        await page.goto(pathToFileURL(join(at, folder, 'data/report.html')).href);
        const pictures = await page.locator('figure img').evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth));
        expect(pictures).toEqual([320, 280, 320, 281, 320, 282, 320, 283]);
        expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
        expect(await page.evaluate(() => getComputedStyle(document.querySelector('.words') as Element).whiteSpace)).toBe('pre-wrap');
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
        await page.pdf({ path: join(at, 'report.pdf'), preferCSSPageSize: true });
      } finally {
        await browser.close();
      }

      const pages = run('pdftotext', ['-layout', 'report.pdf', '-'], { cwd: at }).out.split('\f');
      const printed = squeeze(pages.join(''));
      expect(printed).toContain('END-OF-WORDS');
      expect(printed).toContain(squeeze('they all know it by now '.repeat(10)));
      expect(printed).toContain('한국어');
      // Each picture and its caption stand on one page: as many captions as pictures, page by page.
      const drawn = run('pdfimages', ['-list', 'report.pdf'], { cwd: at }).out.split('\n').slice(2).map((row) => row.trim().split(/\s+/)).filter((row) => row[2] === 'image');
      expect(drawn).toHaveLength(8);
      for (const [n, page] of pages.entries()) {
        const pictures = drawn.filter((row) => Number(row[0]) === n + 1).length;
        const captions = (squeeze(page).match(/(crop|original)\.png·SHA-256[0-9a-f]{64}/g) ?? []).length;
        expect(captions, `page ${n + 1}`).toBe(pictures);
      }
      for (const [i] of texts.entries()) {
        const caption = new RegExp(`https://practice\\.example/@rowan/100${i + 1}Savedat\\(clockofthedevice\\):2026-03-0${i + 1}10:20:30Z(crop|original)\\.png`, 'g');
        expect(printed.match(caption), String(i)).toHaveLength(2);
      }
    }));
});
