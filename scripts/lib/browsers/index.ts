import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import type { BrowserName, Driver, LaunchOptions } from './types.ts';

export { launchChromium } from './chromium.ts';
export { launchFirefox } from './firefox.ts';
export { elsewhere } from './server.ts';
export type * from './types.ts';

export const launch = (browser: BrowserName, options: LaunchOptions): Promise<Driver> =>
  browser === 'firefox' ? launchFirefox(options) : launchChromium(options);
