import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Threads, from code that lives off it (no saved page was at hand). Class names mean nothing. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('threads', version);

export const host = /(^|\.)threads\.(?:net|com)$/;
/** A post; inside another one, the post that it quotes. */
export const box = m('box', '[data-pressable-container="true"]');
export const postLink = m('postLink', 'a[href*="/post/"]');
export const time = m('time', 'time[datetime]');
/** `/@handle/post/CODE`, also with `/media` behind it. */
export const address = /^\/@([\w.]{1,30})\/post\/([\w-]{5,})(\/media)?\/?$/;
export const profilePath = /^\/@([\w.]{1,30})\/?$/;
export const words = m('words', 'span[dir="auto"]');
/** What stands in these is no running text. */
export const control = m('control', either('a', 'button', '[role="button"]'));
export const button = either('button', '[role="button"]');
export const picture = m('picture', either('picture img', 'a[href*="/media"] img'));
export const media = m('media', either(picture, 'video'));
export const hidden = m('hidden', either('[hidden]', '[style*="display: none"]', '[style*="display:none"]'));
/** Her own profile in the bar at the side. */
export const viewer = m('viewer', either('nav a[href^="/@"]', '[role="navigation"] a[href^="/@"]'));
