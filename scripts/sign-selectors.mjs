/**
 * npm run --silent sign-selectors -- FILE --key KEYFILE > SIGNED
 * FILE: {"site": "x", "selectors": {"name": "css", …}}, with `made` and `adapterVersion` if they are not to be now and the adapter's
 * own. KEYFILE: an Ed25519 private key (PKCS#8, PEM), as `openssl genpkey -algorithm ed25519` makes it. Reads both, writes one line.
 * Exits 1, with the reason, for what no build would take.
 */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onOwnNode } from './lib/own-node.mjs';

onOwnNode();
const { load } = await import('./lib/load.mjs');
const { FORMAT, readFile, signedBytes, withSignature } = await load('utils/mend/file.ts');
const { known } = await load('utils/mend/names.ts');

const USAGE = 'Usage: npm run --silent sign-selectors -- FILE --key KEYFILE > SIGNED';
const here = (path) => resolve(process.env.npm_lifecycle_event === 'sign-selectors' ? (process.env.INIT_CWD ?? '.') : '.', path);

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

let asked;
try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } });
  if (positionals.length !== 1 || !values.key) throw new Error('one FILE and --key are needed');
  asked = { text: readFileSync(here(positionals[0]), 'utf8'), key: createPrivateKey(readFileSync(here(values.key))) };
} catch (error) {
  stop(`${error.message}\n${USAGE}`);
}
if (asked.key.asymmetricKeyType !== 'ed25519') stop('The key is no Ed25519 key.');

const { site, selectors, made = `${new Date().toISOString().slice(0, 19)}Z`, adapterVersion = known[site]?.version, ...more } = JSON.parse(asked.text);
if (Object.keys(more).length > 0) stop(`Not known: ${Object.keys(more).join(', ')}.`);
const file = { format: FORMAT, made, site, adapterVersion, selectors };
const signed = withSignature(file, sign(null, signedBytes(file), asked.key).toString('base64'));
const publicKey = new Uint8Array(createPublicKey(asked.key).export({ type: 'spki', format: 'der' }).subarray(-32));
const checked = await readFile(new TextEncoder().encode(signed), publicKey, known);
if (!checked.ok) stop(`No build would take this: ${checked.error}${checked.detail ? ` (${checked.detail})` : ''}.`);
process.stdout.write(signed);
