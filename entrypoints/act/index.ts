import { defineUnlistedScript } from '#imports';
import { actSlot } from '@/utils/domain/act';
import { actCalls } from '@/utils/page/act/index';
import { ownRuntime } from '@/utils/page/lifecycle';

export default defineUnlistedScript(() => {
  // What is there stays: it may have an act in flight.
  (globalThis as Record<symbol, unknown>)[Symbol.for(actSlot(ownRuntime()?.getManifest().version ?? ''))] ??= actCalls;
});
