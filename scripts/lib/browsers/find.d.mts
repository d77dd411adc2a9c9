export function onPath(...names: string[]): string | null;
export function findBrowser(name: 'chromium' | 'firefox'): string | null;
