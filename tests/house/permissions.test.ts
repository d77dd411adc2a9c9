import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest { permissions: string[]; optional_permissions: string[]; optional_host_permissions: string[]; host_permissions?: string[]; content_scripts?: unknown; web_accessible_resources?: unknown }

const doc = readFileSync('docs/permissions.md', 'utf8');
const section = (title: string): string => doc.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const named = (text: string): string[] => [...text.matchAll(/^\| [^|]*?`([^`]+)`/gm)].map((match) => match[1] ?? '').sort();

describe.each(['chrome-mv3', 'firefox-mv3'])('what %s asks for', (folder) => {
  const path = `.output/${folder}/manifest.json`;
  const manifest = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : null;

  it.skipIf(manifest === null)('at install is what the page on permissions gives a reason for, and nothing else', () => {
    expect(named(section('Asked at install'))).toEqual([...(manifest?.permissions ?? [])].sort());
    expect(manifest?.host_permissions ?? []).toEqual([]);
  });

  it.skipIf(manifest === null)('later is named there too', () => {
    const optional = [...(manifest?.optional_permissions ?? []), ...(manifest?.optional_host_permissions ?? [])];
    for (const permission of optional) expect(section('Optional'), permission).toContain(`\`${permission}\``);
    expect(optional.sort()).toEqual(['<all_urls>', ...(folder.startsWith('chrome') ? ['pageCapture'] : []), 'webRequest']);
  });

  it.skipIf(manifest === null)('leaves no way for a page to see that it is there', () => {
    expect(manifest?.content_scripts).toBeUndefined();
    expect(manifest?.web_accessible_resources).toBeUndefined();
  });
});
