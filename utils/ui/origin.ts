/** The host of a match pattern, to be shown; null for "all sites". */
export function originName(pattern: string): string | null {
  const host = /^[a-z*]+:\/\/([^/]+)\//.exec(pattern)?.[1] ?? null;
  return host === null || host === '*' ? null : host;
}

/** The pattern that covers one page's site; null where no extension may read (the browser's own pages, files). */
export function patternOf(address: string | undefined): { pattern: string; host: string } | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { protocol, hostname, host } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? { pattern: `${protocol}//${hostname}/*`, host } : null;
}
