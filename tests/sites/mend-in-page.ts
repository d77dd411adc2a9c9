import '@/utils/page/take-fix';

export { readPage } from '../../scripts/lib/read-page';
export { checkCss } from '@/utils/mend/css';
