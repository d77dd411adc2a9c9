import { t } from '@/utils/i18n';

const NAMES: Record<string, string> = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon' };

/** Names of platforms are not translated; a page without an adapter of its own is "Web page". */
export const siteName = (site: string): string => NAMES[site] ?? t('common:webPage');
