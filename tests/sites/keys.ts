import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A post as an answer key has it: only what it names is compared. */
export interface KeyPost {
  id?: string | null;
  handle?: string | null;
  displayName?: string | null;
  permalink?: string | null;
  permalinkAlso?: string | string[];
  postedAt?: string | null;
  text?: string | null;
  textFull?: string;
  quoted?: KeyPost | null;
  media?: number;
  userId?: string | null;
  kind?: string;
  /** Other fields of the post that must be exactly so (own fixtures only). */
  also?: Record<string, unknown>;
}

export interface KeyPage {
  name: string;
  file: string;
  url: string;
  site: string;
  posts: KeyPost[];
}

const root = resolve(import.meta.dirname, '../..');
export const pagesFolder = resolve(root, '../shared/pages');
export const hasPages = existsSync(join(pagesFolder, 'README.md'));
export const noPages = 'The answer pages are not on this machine: tests against them are skipped.';

/** The pages of the sites that have an adapter. */
const sites = new Set(['x', 'bluesky', 'mastodon', 'reddit', 'youtube', 'linkedin', 'instagram', 'facebook', 'threads', 'tiktok', 'gmail', 'whatsapp', 'telegram', 'outlook', 'engines', 'generic']);

/** Entries of the keys that are boxes of a page, not posts: an adapter leaves them out. */
const noPosts = new Set(['empty-slot', 'course-card']);

/** Every saved page with an answer key, of the sites that have adapters. */
export function keyPages(): KeyPage[] {
  if (!hasPages) return [];
  const json = (path: string) => JSON.parse(readFileSync(join(pagesFolder, path), 'utf8')) as Record<string, unknown>;
  const saved = json('saved/expected.json')['files'] as Record<string, { pageUrl: string; posts: KeyPost[] }>;
  const clients = json('clients/expected.json') as Record<string, { url: string; posts: KeyPost[] }>;
  const pages = [
    ...Object.entries(saved).map(([name, page]) => ({ name: `saved/${name}`, url: page.pageUrl, posts: page.posts.filter(({ kind }) => !noPosts.has(kind ?? '')) })),
    ...Object.entries(clients).map(([name, page]) => ({ name: `clients/${name}`, url: page.url, posts: page.posts })),
  ];
  return pages
    .map((page) => ({ ...page, file: join(pagesFolder, page.name), site: page.name.split('/')[1] ?? '' }))
    .filter((page) => sites.has(page.site));
}

/** Our own pages: `NAME.html` beside `NAME.expected.json` (`{about, url, posts}`), one folder a site. */
export function fixturePages(): KeyPage[] {
  const folder = join(root, 'tests/fixtures/sites');
  const names = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.html'));
  return names.sort().map((name) => {
    const key = JSON.parse(readFileSync(join(folder, name.replace(/\.html$/, '.expected.json')), 'utf8')) as { url: string; posts: KeyPost[] };
    return { name: `own/${name}`, file: join(folder, name), url: key.url, site: name.split('/')[0] ?? '', posts: key.posts };
  });
}
