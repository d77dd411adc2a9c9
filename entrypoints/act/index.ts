import { defineUnlistedScript } from '#imports';
import { ACT_SLOT, actCalls } from '@/utils/page/act/index';

export default defineUnlistedScript(() => {
  (globalThis as Record<symbol, unknown>)[Symbol.for(ACT_SLOT)] = actCalls;
});
