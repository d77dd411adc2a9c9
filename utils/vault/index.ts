import { browser } from '@/utils/platform/browser';

import { addBatch, addItem } from './additem';
import { pendingIds } from './itemrows';
import { attach } from './attach';
import { backupFiles } from './backup';
import { keepPending, setNote } from './changeitem';
import { check, health } from './check';
import { keepDraft, readDraft } from './draft';
import { discardPending, remove } from './forgetting';
import { takeInFile } from './inbox';
import { dropJob, jobs, putJob } from './jobs';
import { onChange } from './lock';
import { destroyPictures, mark } from './mark';
import { count, file, heads, history, item, page } from './readitems';
import { autoLockMinutes, extendSession, sessionKeys, setAutoLockMinutes } from './session';
import { shelf, shelfFile, shelfOne } from './shelf';
import { shelve } from './shelve';
import { dropSelectors, dropSiteRule, keepSelectors, selectorFiles, setSiteRule, siteRules } from './siterules';
import { logKey, packageSource } from './source';
import { openStores, sealedKeyring } from './stores';
import type { Vault, VaultState } from './types';
import { checkPassphrase, createVault, lockVault, setPassphrase, unlockVault } from './unlock';

export { putActed } from './acted';
export { addItem } from './additem';
export { addToInbox, packItem } from './inbox';
export { addDerived } from './changeitem';
export { tidy } from './unlock';
export type * from './types';

async function state(): Promise<VaultState> {
  const base = { hasPassphrase: false, pending: null, autoLockMinutes: await autoLockMinutes(), resealing: null };
  try {
    const stores = await openStores();
    if (stores === null) return { ...base, kind: 'none' };
    const sealed = await sealedKeyring(stores.main);
    if (sealed === null) return { ...base, kind: 'broken' };
    const open = !sealed.protected || (await sessionKeys(stores.pointer.main)) !== null;
    return {
      ...base,
      kind: open ? 'open' : 'locked',
      hasPassphrase: sealed.protected,
      pending: open ? (await pendingIds(stores.main)).length : null,
      resealing: stores.pointer.next === null ? null : 0,
    };
  } catch {
    return { ...base, kind: 'broken' };
  }
}

/** The vault as every page of ours uses it. All calls may be made from several contexts at once. */
export function openVault(): Vault {
  return {
    state,
    create: createVault,
    unlock: unlockVault,
    lock: lockVault,
    setPassphrase,
    setAutoLock: setAutoLockMinutes,
    touch: extendSession,
    add: addItem,
    addBatch,
    putJob,
    jobs,
    dropJob,
    count,
    page,
    heads,
    item,
    file,
    attach,
    keepDraft,
    readDraft,
    siteRules,
    setSiteRule,
    dropSiteRule,
    selectorFiles,
    keepSelectors,
    dropSelectors,
    shelf,
    shelfOne,
    shelfFile,
    shelve,
    logKey,
    setNote,
    remove,
    mark,
    destroyPictures,
    keepPending,
    discardPending,
    backup: backupFiles,
    checkPassphrase,
    takeInFile,
    history,
    check,
    health,
    subscribe: onChange,
    packageSource: (ids, about) => packageSource(ids, about, browser.runtime.getManifest().version),
  };
}
