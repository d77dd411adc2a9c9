import { browser } from '@/utils/platform/browser';

/**
 * Sites with a file of their own: each name stands for itself and its `www.`, one that begins with `*.` for every host
 * below it too (country hosts, phones' pages, older looks). Everywhere else the page itself tells which reader fits.
 */
const FILES: { hosts: readonly string[]; files: readonly string[] }[] = [
  { hosts: ['x.com', 'mobile.x.com', 'twitter.com', 'mobile.twitter.com', 'm.twitter.com'], files: ['site-x.js'] },
  { hosts: ['bsky.app'], files: ['site-bluesky.js'] },
  { hosts: ['*.facebook.com'], files: ['site-facebook.js'] },
  { hosts: ['threads.net', 'threads.com'], files: ['site-threads.js'] },
  { hosts: ['instagram.com'], files: ['site-instagram.js'] },
  { hosts: ['*.linkedin.com'], files: ['site-linkedin.js'] },
  { hosts: ['*.reddit.com'], files: ['site-reddit.js'] },
  { hosts: ['youtube.com', 'm.youtube.com'], files: ['site-youtube.js'] },
  { hosts: ['tiktok.com', 'm.tiktok.com'], files: ['site-tiktok.js'] },
  { hosts: ['mail.google.com'], files: ['site-gmail.js'] },
  { hosts: ['web.whatsapp.com'], files: ['site-whatsapp.js'] },
  { hosts: ['web.telegram.org', 'weba.telegram.org', 'webk.telegram.org', 'webz.telegram.org', 't.me'], files: ['site-telegram.js'] },
  { hosts: ['outlook.live.com', 'outlook.office.com', 'outlook.office365.com', 'outlook.cloud.microsoft'], files: ['site-outlook.js'] },
];
const ANYWHERE = ['site-bluesky.js', 'site-mastodon.js', 'site-engines.js', 'site-generic.js'];

const isAt = (host: string, name: string): boolean => {
  const bare = name.replace(/^\*\./, '');
  return host === bare || host === `www.${bare}` || (bare !== name && host.endsWith(`.${bare}`));
};

export function filesFor(url: string): string[] {
  const host = URL.parse(url)?.hostname ?? '';
  const own = FILES.find((site) => site.hosts.some((name) => isAt(host, name)));
  return [...(own?.files ?? ANYWHERE), 'core.js'];
}

/** Origins she granted, as match patterns. */
export async function grantedPatterns(): Promise<string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

export function isGranted(patterns: string[], origin: string): boolean {
  const host = URL.parse(origin)?.hostname;
  if (host === undefined) return false;
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>' || /^(\*|https):\/\/\*\/\*$/.test(pattern)) return true;
    const [, sub, name] = /^(?:\*|https?):\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern) ?? [];
    return name !== undefined && (host === name.replace(/:\d+$/, '') || (sub !== undefined && host.endsWith(`.${name}`)));
  });
}

/** Registered scripts follow the grants: run at start and after every change of permissions. */
export async function syncSiteScripts(): Promise<void> {
  const { scripting } = browser;
  const patterns = (await grantedPatterns()).filter((p) => /^(<all_urls>|(\*|https?):)/.test(p));
  const wanted = new Map(patterns.map((pattern) => [`site:${pattern}`, pattern]));
  const there = await scripting.getRegisteredContentScripts();
  const gone = there.filter((script) => !wanted.has(script.id)).map((script) => script.id);
  if (gone.length > 0) await scripting.unregisterContentScripts({ ids: gone });
  const scripts = [...wanted].map(([id, pattern]) => ({
    id,
    matches: [pattern],
    js: filesFor(pattern.startsWith('<') ? 'https://any.invalid' : pattern.replace('*.', '').replace(/^\*/, 'https')),
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  }));
  const missing = scripts.filter(({ id }) => !there.some((script) => script.id === id));
  if (missing.length > 0) await scripting.registerContentScripts(missing);
  // They outlive an update of ours, whose files may be others. Firefox gives the files back as whole addresses.
  const named = (js: readonly string[] = []): string => js.map((file) => file.split('/').at(-1)).join();
  const old = scripts.filter(({ id, js }) => there.some((script) => script.id === id && named(script.js) !== named(js)));
  if (old.length > 0) await scripting.updateContentScripts(old);
}
