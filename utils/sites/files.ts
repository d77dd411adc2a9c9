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

/** The scripts for the page at this address: its reader's (or those that may fit), and the core. */
export function filesFor(url: string): string[] {
  const host = URL.parse(url)?.hostname ?? '';
  const own = FILES.find((site) => site.hosts.some((name) => isAt(host, name)));
  return [...(own?.files ?? ANYWHERE), 'core.js'];
}
