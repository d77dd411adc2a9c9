import { formatUtc } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import { makeVisible } from '@/utils/ui/visible';

export interface ExhibitProps {
  /** Of the saved post, ready to show. */
  number: string;
  /** Where it stood: the platform's name. */
  place: string;
  time: string | null;
  /** Verbatim words of somebody else: text only, never markup. */
  words: string | null;
  lang?: string | null;
  /** What this block is, when it is not the post's own words ("Name of the sender"). */
  label?: string;
}

/** Words of others, framed and in another face, so that it is always plain who speaks. */
export function Exhibit({ number, place, time, words, lang, label }: ExhibitProps) {
  const t = useT();
  return (
    <figure class="exhibit">
      <figcaption class="exhibit-margin">
        <span class="exhibit-number">{t('item:number', { number })}</span>
        <span>{place}</span>
        {time ? <time dateTime={time}>{formatUtc(time)}</time> : null}
        {label ? <span>{label}</span> : null}
      </figcaption>
      {words === null ? <p class="hint">{t('item:noWords')}</p> : (
        <blockquote class="exhibit-words" dir="auto" lang={lang ?? undefined}>
          {makeVisible(words).map((part, i) => (part.hidden ? <span class="exhibit-mark" key={i}>{part.text}</span> : part.text))}
        </blockquote>
      )}
    </figure>
  );
}
