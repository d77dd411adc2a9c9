import { defineUnlistedScript } from '#imports';
import { outline } from '@/utils/page/outline/index';

/** Put into the page when she asks for an outline; its result goes back to the background, and nothing stays. */
export default defineUnlistedScript(() => outline(document.documentElement));
