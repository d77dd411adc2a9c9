import { useEffect, useState } from 'preact/hooks';

import { onLanguage, t } from '@/utils/i18n';

/** `t`, and drawn anew when the language changes. */
export function useT(): typeof t {
  const [, setTurn] = useState(0);
  useEffect(() => onLanguage(() => setTurn((turn) => turn + 1)), []);
  return t;
}
