import { defineUnlistedScript } from '#imports';
import { guideSlot } from '@/utils/domain/guide';
import { guideCalls } from '@/utils/page/guide/index';
import { ownRuntime } from '@/utils/page/lifecycle';

export default defineUnlistedScript(() => {
  (globalThis as Record<symbol, unknown>)[Symbol.for(guideSlot(ownRuntime()?.getManifest().version ?? ''))] ??= guideCalls;
});
