#!/usr/bin/env node
/** `npm run --silent read -- --url URL FILE.html`: the posts of a saved page as JSON, in document order. */
import { readHtml } from './lib/reader.mjs';
import { parseArgs } from 'node:util';

const USAGE = 'Use it like this: npm run --silent read -- --url https://example.org/page FILE.html';

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function parse() {
  try {
    const { values, positionals } = parseArgs({ options: { url: { type: 'string' } }, allowPositionals: true });
    return { url: values.url, files: positionals };
  } catch (error) {
    return stop(`${error.message}. ${USAGE}`);
  }
}

const { url, files } = parse();
if (!url) stop(`The page's address is missing. ${USAGE}`);
if (files.length !== 1) stop(`Exactly one file is read. ${USAGE}`);
if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) stop(`"${url}" is not a web address. It must start with https:// or http://.`);

const html = await readHtml(files[0]).catch((error) => {
  stop(error.code === 'ENOENT' ? `There is no file "${files[0]}".` : `"${files[0]}" cannot be read: ${error.message}`);
});

try {
  const { openReader } = await import('./lib/reader.mjs');
  const reader = await openReader();
  try {
    const { posts } = await reader.read({ url, html });
    process.stdout.write(`${JSON.stringify(posts, null, 2)}\n`);
  } finally {
    await reader.close();
  }
} catch (error) {
  stop(`The page could not be read: ${error.message}`);
}
