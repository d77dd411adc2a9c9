import { afterEach, describe, expect, it, vi } from 'vitest';
import { addSite, pickSite } from '@/utils/page/registry';
import type { PageFacts, Site } from '@/utils/sites/site';

const doc = {} as Document;
const at = (href: string, of = doc): PageFacts => ({ url: new URL(href), doc: of });
const site = (id: Site['id'], matches: Site['matches']): Site => ({ id, version: 1, matches, find: () => [], at: () => null, read: () => { throw new Error('not read here'); } });
const later = (): Promise<void> => new Promise((done) => { setTimeout(done); });
afterEach(later);

describe('which adapter reads the page', () => {
  it('is asked once while one script runs, and again in the next', async () => {
    let fits = false;
    const matches = vi.fn(() => fits);
    addSite(site('generic', () => true));
    addSite(site('bluesky', matches));
    expect([pickSite(at('https://a.test/'))?.id, pickSite(at('https://a.test/'))?.id]).toEqual(['generic', 'generic']);
    expect(matches).toHaveBeenCalledTimes(1);
    fits = true;
    await later();
    expect(pickSite(at('https://a.test/'))?.id).toBe('bluesky');
  });

  it('is the first that fits, and those after it are not asked: each looks through the whole page', () => {
    const engines = vi.fn(() => true);
    addSite(site('bluesky', () => false));
    addSite(site('mastodon', () => true));
    addSite(site('engines', engines));
    addSite(site('generic', () => true));
    expect(pickSite(at('https://first.test/'))?.id).toBe('mastodon');
    expect(engines).not.toHaveBeenCalled();
    addSite(site('mastodon', () => false));
    expect(pickSite(at('https://first.test/'))?.id).toBe('engines');
    addSite(site('engines', () => false));
  });

  it('is asked anew at another address, in another document and when one more adapter comes', () => {
    const byPath = site('mastodon', ({ url }) => url.pathname === '/m');
    addSite(site('generic', () => true));
    addSite(site('bluesky', () => false));
    addSite(byPath);
    expect(pickSite(at('https://a.test/'))?.id).toBe('generic');
    expect(pickSite(at('https://a.test/m'))?.id).toBe('mastodon');
    const other = {} as Document;
    addSite(site('mastodon', (page) => page.doc === other));
    expect(pickSite(at('https://a.test/m'))?.id).toBe('generic');
    expect(pickSite(at('https://a.test/m', other))?.id).toBe('mastodon');
  });
});
