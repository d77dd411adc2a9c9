import { defineUnlistedScript } from '#imports';
import { startCore } from '@/utils/page/core';
import { ownRuntime } from '@/utils/page/lifecycle';

export default defineUnlistedScript(() => {
  const runtime = ownRuntime();
  if (runtime && window === window.top) startCore(runtime);
});
