import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Worker } from '@playwright/test';
import { launch, type BrowserName, type Driver, type Tab } from '@/scripts/lib/browsers/index.ts';
import * as inside from './inside.ts';

const SITE = 'posts.test';

/** A page with one post (`#words`). */
export const post = (text: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>
<article class="h-entry" style="margin:40px;padding:30px;border:2px solid"><a class="p-author h-card u-url" href="https://own.example/@rim"><span class="p-name">Rim</span></a>
<div class="e-content" id="words">${text}</div><a class="u-url" href="/n/${encodeURIComponent(text)}"><time class="dt-published" datetime="2026-03-01T10:00:00Z">1 March</time></a></article></body></html>`;

/** One profile that outlives its browsers. */
export class Subject {
  driver: Driver | null = null;
  private worker: Worker | null = null;
  private bench: Tab | null = null;
  private readonly profileDir = mkdtempSync(join(tmpdir(), 'holdfast-chaos-'));
  passphrases: string[] = ['four plain words here'];

  private readonly name: BrowserName;
  private readonly extensionDir: string;

  constructor(name: BrowserName, extensionDir: string) {
    this.name = name;
    this.extensionDir = extensionDir;
  }

  /** A passphrase that may or may not hold by now; tried in this order. */
  get passphrase(): string {
    return this.passphrases[0] as string;
  }

  async start(): Promise<Driver> {
    this.driver = await launch(this.name, {
      extensionDir: this.extensionDir, profileDir: this.profileDir, viewport: { width: 800, height: 600 },
      serve: { [SITE]: ({ path }) => ({ body: post(decodeURIComponent(path.slice(1))) }) },
    });
    await this.attach();
    return this.driver;
  }

  /** The worker that runs now; wakes it. */
  async attach(): Promise<void> {
    const driver = this.driver as Driver;
    await driver.background(() => 0);
    if (this.name !== 'chromium') return;
    this.bench ??= await driver.newTab();
    this.worker = (this.bench.raw as Page).context().serviceWorkers().find((one) => one.url().startsWith(driver.origin)) ?? null;
    if (this.worker === null) throw new Error('no worker');
  }

  /** Runs once: what is cut short is an error, never a second try. */
  run<A, R>(body: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    if (this.name === 'chromium') return (this.worker as Worker).evaluate(body as never, argument) as Promise<R>;
    return (this.driver as Driver).background(body, argument);
  }

  /** The shortcut on a page that shows `text`. Answers the number that the page was told. */
  async press(text: string): Promise<number | null> {
    const driver = this.driver as Driver;
    const tab = await driver.newTab(`https://${SITE}/${encodeURIComponent(text)}`);
    await tab.hover('#words');
    await this.run(inside.listen, null);
    await driver.fireCommand('save-post', tab);
    return this.run(inside.told, null);
  }

  async kill(how: 'worker' | 'browser'): Promise<void> {
    const driver = this.driver as Driver;
    if (how === 'worker') return driver.killWorker();
    this.bench = null;
    this.worker = null;
    await driver.sigkill();
  }

  /** Open again after a kill. Throws when no passphrase that may hold opens it. */
  async recover(how: 'worker' | 'browser'): Promise<void> {
    if (how === 'browser') await this.start();
    else await this.attach();
    await this.open();
  }

  async open(): Promise<void> {
    if ((await this.run(inside.kind, null)) === 'open') return;
    let said = '';
    for (const passphrase of this.passphrases) {
      said = await this.run(inside.unlock, passphrase);
      if (said !== 'open') continue;
      this.passphrases = [passphrase, ...this.passphrases.filter((one) => one !== passphrase)];
      return;
    }
    throw new Error(`does not open: ${said}`);
  }

  async end(): Promise<void> {
    await this.driver?.close().catch(() => {});
    rmSync(this.profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
