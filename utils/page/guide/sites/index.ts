import type { Guide } from '../guide';
import { telegram, whatsapp } from './chats';
import { facebook } from './facebook';
import { instagram } from './instagram';
import { linkedin } from './linkedin';
import { gmail, outlook } from './mail';
import { threads } from './threads';
import { tiktok } from './tiktok';
import { youtube } from './youtube';

export const guides: readonly Guide[] = [facebook, instagram, threads, tiktok, linkedin, youtube, gmail, outlook, whatsapp, telegram];
