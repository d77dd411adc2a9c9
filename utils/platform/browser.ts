import polyfill from 'webextension-polyfill';

/** The one place that knows the polyfill: background and our own pages only, never a script in a page. */
export const browser = polyfill;
export type { Menus, Runtime, Scripting, Tabs } from 'webextension-polyfill';
