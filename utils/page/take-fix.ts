import { useFixes } from '@/utils/sites/mend';
import { taught } from '@/utils/sites/taught';

/** First import of each `site-<id>.js`, so that it runs before the adapter's selectors are there. Nothing that clicks may import it. */
useFixes(taught()?.fixes ?? []);
