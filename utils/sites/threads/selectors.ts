import { either } from '../dom';

/** Every selector for Threads, from code that lives off it (no saved page was at hand). Class names mean nothing. */
export const host = /(^|\.)threads\.(?:net|com)$/;
/** A post; inside another one, the post that it quotes. */
export const box = '[data-pressable-container="true"]';
export const postLink = 'a[href*="/post/"]';
export const time = 'time[datetime]';
/** `/@handle/post/CODE`, also with `/media` behind it. */
export const address = /^\/@([\w.]{1,30})\/post\/([\w-]{5,})(\/media)?\/?$/;
export const profilePath = /^\/@([\w.]{1,30})\/?$/;
export const words = 'span[dir="auto"]';
/** What stands in these is no running text. */
export const control = either('a', 'button', '[role="button"]');
export const button = either('button', '[role="button"]');
export const picture = either('picture img', 'a[href*="/media"] img');
export const media = either(picture, 'video');
export const hidden = either('[hidden]', '[style*="display: none"]', '[style*="display:none"]');
/** Her own profile in the bar at the side. */
export const viewer = either('nav a[href^="/@"]', '[role="navigation"] a[href^="/@"]');
