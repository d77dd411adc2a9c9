import '@/assets/styles/all.css';

import { render } from 'preact';

import { startLanguage } from '@/utils/ui/language';
import { openVault } from '@/utils/vault';

import { Welcome } from './Welcome';

const place = document.getElementById('app');
if (place) {
  await startLanguage();
  render(<Welcome vault={openVault()} />, place);
}
