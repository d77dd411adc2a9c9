import '@/assets/styles/all.css';

import { render } from 'preact';

import { startLanguage } from '@/utils/ui/language';
import { openVault } from '@/utils/vault';

import { Popup } from './Popup';

const place = document.getElementById('app');
if (place) {
  await startLanguage();
  document.documentElement.classList.add('in-popup');
  render(<Popup vault={openVault()} />, place);
}
