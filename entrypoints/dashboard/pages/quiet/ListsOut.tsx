import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { quieted } from '@/utils/act/history';
import { formatOf, writeList, type ListForm } from '@/utils/act/list-file';
import type { Sender, Verb } from '@/utils/domain/act';
import { formatNumber } from '@/utils/i18n/format';
import { downloadBytes } from '@/utils/ui/save-file';
import { useT } from '@/utils/ui/use-t';

import type { Acts } from './use-quiet';

interface Out { form: ListForm; site: 'mastodon' | 'bluesky'; host: string; verb: Verb; senders: Sender[] }

/** Whom her runs keep quiet now, as a file that the platform's own settings take in. Saved by her, sent nowhere. */
export function ListsOut({ acts }: { acts: Acts }) {
  const t = useT();
  const [told, setTold] = useState<string | null>(null);
  const places = [...new Set(acts.jobs.filter(({ data }) => data.site === 'mastodon').map(({ data }) => data.host))];
  const all: Out[] = [
    ...places.flatMap((host) => (['mute', 'block'] as const).map((verb): Out => ({ form: `mastodon-${verb}s`, site: 'mastodon', host, verb, senders: quieted(acts.lines, { site: 'mastodon', host, verb }) }))),
    ...(['mute', 'block'] as const).flatMap((verb) => (['bluesky-csv', 'bluesky-json'] as const).map((form): Out => ({ form, site: 'bluesky', host: 'bsky.app', verb, senders: quieted(acts.lines, { site: 'bluesky', verb }) }))),
  ].filter(({ senders }) => senders.length > 0);
  const save = ({ form, senders }: Out) => {
    const { text, type, ending, count, left } = writeList(form, senders);
    downloadBytes(new TextEncoder().encode(text), `list-${new Date().toISOString().slice(0, 10)}.${ending}`, type);
    setTold([t('quiet:outSaved', { count }), left > 0 ? t('quiet:outLeft', { count: left }) : ''].filter(Boolean).join(' '));
  };
  return (
    <section class="block act-wide" data-testid="lists-out">
      <h2>{t('quiet:outTitle')}</h2>
      <p>{t('quiet:outLead')}</p>
      {all.length === 0 ? <p class="hint" data-testid="lists-out-none">{t('quiet:outNone')}</p> : null}
      {all.map((out) => (
        <div class="act-line" key={`${out.form} ${out.host} ${out.verb}`}>
          <span class="act-who">{t(out.verb === 'mute' ? 'quiet:outMutes' : 'quiet:outBlocks', { host: out.host })}</span>
          <span class="hint">{formatNumber(out.senders.length)} · {formatOf(out.form)}</span>
          <Button kind="quiet" onClick={() => save(out)} testid={`list-out-${out.form}`}>{t('quiet:outSave')}</Button>
        </div>
      ))}
      <p role="status" data-testid="lists-out-told">{told ?? ''}</p>
    </section>
  );
}
