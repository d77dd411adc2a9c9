import { isOwn } from '@/utils/domain/record';
import { t } from '@/utils/i18n';

const NAMES: Record<string, string> = {
  x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon', reddit: 'Reddit', youtube: 'YouTube', instagram: 'Instagram', threads: 'Threads', facebook: 'Facebook',
  tiktok: 'TikTok', linkedin: 'LinkedIn', gmail: 'Gmail', outlook: 'Outlook', whatsapp: 'WhatsApp', telegram: 'Telegram',
};

/** Names of platforms are not translated; a page without an adapter of its own is "Web page", and what no page showed is told by how it came here. */
export const siteName = (site: string): string => (isOwn(site) ? t(`write:site.${site}`) : (NAMES[site] ?? t('common:webPage')));
