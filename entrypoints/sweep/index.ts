import { defineUnlistedScript } from '#imports';
import { ownRuntime } from '@/utils/page/lifecycle';
import { answerSweeps } from '@/utils/page/sweep/answers';
import { stageHere } from '@/utils/page/sweeping';

export default defineUnlistedScript(() => {
  const [runtime, stage] = [ownRuntime(), stageHere()];
  if (runtime && stage) answerSweeps(runtime, stage);
});
