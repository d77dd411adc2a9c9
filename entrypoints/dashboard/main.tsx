import '@/assets/styles/all.css';

import { render } from 'preact';

import { startLanguage } from '@/utils/ui/language';
import { openVault } from '@/utils/vault';

import { App } from './App';

const place = document.getElementById('app');
if (place) {
  await startLanguage();
  render(<App vault={openVault()} />, place);
}
