import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { filesFor } from '@/utils/sites/files';
import { select, sites } from '@/utils/sites/registry';
import type { PageFacts } from '@/utils/sites/site';

const own = (host: string): string => filesFor(`https://${host}/some/page`).filter((file) => file !== 'core.js').join();
const anywhere = ['bluesky', 'mastodon', 'engines', 'generic'].map((id) => `site-${id}.js`).join();
const page = (host: string): PageFacts => ({ url: new URL(`https://${host}/some/page`), doc: new Window().document as unknown as Document });

const hosts: Record<string, string> = {
  'x.com': 'x', 'www.x.com': 'x', 'mobile.x.com': 'x', 'twitter.com': 'x', 'mobile.twitter.com': 'x',
  'bsky.app': 'bluesky',
  'facebook.com': 'facebook', 'www.facebook.com': 'facebook', 'm.facebook.com': 'facebook', 'mbasic.facebook.com': 'facebook', 'web.facebook.com': 'facebook',
  'business.facebook.com': 'facebook', 'fr-fr.facebook.com': 'facebook',
  'www.threads.com': 'threads', 'www.threads.net': 'threads', 'www.instagram.com': 'instagram',
  'www.linkedin.com': 'linkedin', 'fr.linkedin.com': 'linkedin', 'ke.linkedin.com': 'linkedin',
  'www.reddit.com': 'reddit', 'old.reddit.com': 'reddit', 'new.reddit.com': 'reddit', 'np.reddit.com': 'reddit', 'm.reddit.com': 'reddit', 'sh.reddit.com': 'reddit',
  'www.youtube.com': 'youtube', 'm.youtube.com': 'youtube', 'www.tiktok.com': 'tiktok', 'm.tiktok.com': 'tiktok',
  'mail.google.com': 'gmail', 'web.whatsapp.com': 'whatsapp', 'web.telegram.org': 'telegram', 'webk.telegram.org': 'telegram', 't.me': 'telegram', 'outlook.live.com': 'outlook',
};

describe('which script a host gets', () => {
  test.each(Object.entries(hosts))('%s: the reader of %s, which takes it', (host, id) => {
    expect(own(host)).toBe(`site-${id}.js`);
    expect(select(page(host))?.id).toBe(id);
  });

  test.each([
    'evil-linkedin.com', 'linkedin.com.evil.test', 'linkedincom.test', 'notx.com', 'x.com.evil.test', 'fax.com', 'facebook.com.evil.test', 'myfacebook.com', 'reddit.com.evil.test',
    'oldreddit.com', 'youtube.com.evil.test', 'www.youtube-nocookie.com', 'mail.google.com.evil.test', 'accounts.google.com', 'evil.mail.google.com', 'bsky.app.evil.test', 'xn--linkedn-q2a.com',
  ])('%s: those for any page, and no platform\'s reader takes it', (host) => {
    expect(own(host)).toBe(anywhere);
    expect(select(page(host))?.id).toBe('generic');
  });

  test('what is no address gets those for any page; the core comes last', () => {
    expect(filesFor('')).toEqual([...anywhere.split(','), 'core.js']);
    expect(filesFor('https://x.com').at(-1)).toBe('core.js');
  });

  test('each reader has a script, and each script a reader', () => {
    const scripts = readdirSync(resolve(import.meta.dirname, '../../entrypoints')).filter((name) => name.startsWith('site-'));
    expect(scripts.sort()).toEqual(sites.map(({ id }) => `site-${id}`).sort());
  });
});
