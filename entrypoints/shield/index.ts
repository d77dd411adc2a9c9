import { defineUnlistedScript } from '#imports';
import { ownRuntime } from '@/utils/page/lifecycle';
import { startShield } from '@/utils/page/shield/index';

export default defineUnlistedScript(() => {
  const runtime = ownRuntime();
  if (runtime && window === window.top) startShield(runtime);
});
