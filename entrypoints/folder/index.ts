import { defineUnlistedScript } from '#imports';
import { folderSlot } from '@/utils/domain/folder';
import { folderCalls } from '@/utils/page/folder/index';
import { ownRuntime } from '@/utils/page/lifecycle';

export default defineUnlistedScript(() => {
  // What is there stays: it may be sending a file.
  (globalThis as Record<symbol, unknown>)[Symbol.for(folderSlot(ownRuntime()?.getManifest().version ?? ''))] ??= folderCalls;
});
