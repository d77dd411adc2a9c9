import { defineUnlistedScript } from '#imports';
import { makeSweep } from '@/utils/page/sweep/index';
import { offerSweep } from '@/utils/page/sweeping';

export default defineUnlistedScript(() => offerSweep(makeSweep));
