import '@/assets/styles/all.css';
import './verify.css';

import { render } from 'preact';

import { startLanguage } from '@/utils/ui/language';
import { leaveNow } from '@/utils/ui/leave-now';

import { CheckPage } from './CheckPage';

const place = document.getElementById('app');
if (place) {
  await startLanguage();
  // The vault is neither needed nor touched here: a package is checked from its own bytes.
  render(<CheckPage onLeave={() => void leaveNow(async () => undefined)} />, place);
}
