import { defineUnlistedScript } from '#imports';
import { ownRuntime } from '@/utils/page/lifecycle';
import { startStitch } from '@/utils/page/stitch/index';

/** Put into the page when she asks for a long picture. */
export default defineUnlistedScript(() => {
  const runtime = ownRuntime();
  if (runtime && window === window.top) startStitch(runtime);
});
