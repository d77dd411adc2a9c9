import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Instagram. Class names mean nothing; what links, times and pictures look like has held for years. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('instagram', version);

export const host = /(^|\.)instagram\.com$/;
/** `/p/CODE/`, also below the author's name; `/c/ID/` behind it is a comment, `/r/ID/` behind that a reply. */
export const address = /^\/(?:([\w.]+)\/)?(p|reels?|tv)\/([\w-]{5,})(?:\/c\/(\d+)(?:\/r\/(\d+))?)?\/?$/;
export const postLink = m('postLink', either('a[href*="/p/"]', 'a[href*="/reel/"]', 'a[href*="/reels/"]', 'a[href*="/tv/"]'));
export const commentLink = m('commentLink', 'a[href*="/c/"]');
export const time = m('time', 'time[datetime]');
/** A caption's time, whatever it says. */
export const anyTime = m('anyTime', 'time');
/** Posts of a feed and in a dialog are articles, those of a page of their own are not. */
export const article = m('article', 'article');
/** A post never reaches beyond one of these. */
export const frame = m('frame', either('main', '[role="main"]', '[role="dialog"]', 'body'));
/** What is no menu at the side. */
export const ownFrame = m('ownFrame', 'main,[role="main"],[role="dialog"]');
export const link = m('link', 'a[href]');
export const profilePath = /^\/([\w.]{1,30})\/?$/;
/** Pages of the site with an address like a person's. */
export const notPeople = new Set(
  'explore reels direct accounts p reel tv stories about legal web archive developer press api emails challenge your_activity create threads'.split(' '),
);
export const button = m('button', 'button,[role="button"]');
export const words = m('words', '[dir="auto"]');
/** Offers the rest of a cut caption, in its last line. */
export const more = 'span button,span [role="button"]';
/** The caption where it is a heading. */
export const caption = m('caption', 'h1[dir="auto"]');
/** Where her own comment is written. */
export const composer = m('composer', 'form,textarea');
export const section = m('section', 'section,form');
export const media = m('media', 'img,video');
/** Pictures in these lead somewhere else: people, other posts. */
export const linked = m('linked', 'a,[role="link"]');
/** One picture of several. */
export const slide = m('slide', 'li');
/** A person's picture. */
export const portrait = /\/t51\.[\d-]*-19\//;
export const hidden = m('hidden', '[hidden],[style*="display: none"],[style*="display:none"]');
export const commentMedia = m('commentMedia', 'img[src*="giphy.com"],video');
