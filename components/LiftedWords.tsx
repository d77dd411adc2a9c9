import { useT } from '@/utils/ui/use-t';
import { tCode } from '@/utils/i18n';
import type { Lifted } from '@/utils/ui/record-facts';
import { makeVisible } from '@/utils/ui/visible';

import { Exhibit } from './Exhibit';
import { OwnFiles, type OwnFileView } from './OwnFiles';
import { Picture } from './Picture';

export interface LiftedWordsProps {
  lifted: Lifted;
  number: string;
  place: string;
  time: string | null;
  pictures: { path: string; load: () => Promise<Blob | null> }[];
  /** What she added herself. */
  files?: OwnFileView[];
}

/** Below the cover: words first, then what stood around them, then the picture. */
export function LiftedWords({ lifted, number, place, time, pictures, files = [] }: LiftedWordsProps) {
  const t = useT();
  return (
    <>
      <Exhibit number={number} place={place} time={time} words={lifted.words} lang={lifted.lang} />
      {lifted.quoted ? <Exhibit number={number} place={place} time={lifted.quoted.time} words={lifted.quoted.words} label={t('item:quoted', { handle: lifted.quoted.handle === null ? t('list:senderUnknown') : `@${lifted.quoted.handle}` })} /> : null}
      <dl class="facts">
        {lifted.lines.map((line, i) => (
          <div class="fact" key={i}>
            <dt>{line.key.startsWith('stated.') ? tCode('write:', line.key) : tCode('item:line.', line.key)}</dt>
            <dd><span class="verbatim" dir="auto">{makeVisible(line.value).map((part) => part.text).join('')}</span>{line.tier ? <span class="hint"> {tCode('item:tier.', line.tier)}</span> : null}</dd>
          </div>
        ))}
      </dl>
      {pictures.map(({ path, load }) => (
        <div key={path}>
          {pictures.length > 1 ? <p class="hint file-path" dir="ltr">{path}</p> : null}
          <Picture load={load} label={t('item:picture', { number })} />
        </div>
      ))}
      <OwnFiles files={files} number={number} />
    </>
  );
}
