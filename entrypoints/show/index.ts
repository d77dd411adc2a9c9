import { defineUnlistedScript } from '#imports';
import { offerShow } from '@/utils/page/loader';
import { makeShow } from '@/utils/page/show';

export default defineUnlistedScript(() => offerShow(makeShow));
