/**
 * npm run --silent verify -- PATH [--key FILE]… [--passphrase-file FILE]
 * PATH: a package (.zip or .age) or its unpacked folder. --key: the public-key.pem to pin, an age identity file, or a
 * passphrase in a file, told apart by what is in it. Exits 0 VERIFIED, 3 INTEGRITY ONLY, 1 FAILED, 2 UNUSABLE.
 */
import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './lib/load.mjs';
import { readPackageFolder } from './lib/package-folder.mjs';

const USAGE = 'Usage: npm run --silent verify -- PATH [--key FILE]... [--passphrase-file FILE]';
const CHECKS = {
  archive: 'The archive can be read', files: 'Every file is the one that was packed', signature: 'One key signed the list of files', key: 'The key is the pinned one',
  log: 'The log holds together', items: 'Every record, part and file is the one that was sealed', agreement: 'Report, table and description say what the records say',
};

/** Names inside a package are a stranger's: none may steer the terminal. */
// eslint-disable-next-line no-control-regex
const say = (text) => process.stdout.write(`${text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '\ufffd')}\n`);

/** npm runs scripts in the project's folder; a path is meant from where she stands. */
const here = (path) => resolve(process.env.npm_lifecycle_event === 'verify' ? (process.env.INIT_CWD ?? '.') : '.', path);

function stop(sentence) {
  say(sentence);
  say('UNUSABLE');
  process.exit(2);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string', multiple: true }, 'passphrase-file': { type: 'string', multiple: true } } });
    if (positionals.length !== 1) throw new Error('one PATH is needed');
    return { path: positionals[0], keys: values.key ?? [], passphraseFiles: values['passphrase-file'] ?? [] };
  } catch (error) {
    return stop(`${error.message}\n${USAGE}`);
  }
}

async function readOrStop(path) {
  try {
    return await readFile(here(path), 'utf8');
  } catch {
    return stop(`This file cannot be read: ${path}`);
  }
}

/** Sorts what was given by what is in it. */
async function readKeys({ keys, passphraseFiles }, parsePem) {
  const given = { identities: [], passphrases: [] };
  for (const file of keys) {
    const text = await readOrStop(file);
    const identities = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-1'));
    if (identities.length > 0) given.identities.push(...identities);
    else if (!text.includes('-----BEGIN ')) given.passphrases.push(text.split(/\r?\n/)[0]);
    else {
      const key = parsePem(text.trim());
      if (key === null) stop(`This is not the PEM of one Ed25519 public key: ${file}`);
      given.pinnedKey = key;
    }
  }
  for (const file of passphraseFiles) given.passphrases.push((await readOrStop(file)).split(/\r?\n/)[0]);
  return given;
}

function tell({ statement, checks, failures, withheld, destroyed, remarks, answer }, pinned) {
  if (statement) {
    say(`Package ${statement.id}: ${statement.items.length} saved posts, made ${statement.exportedAt ?? 'at an unknown time'} with ${statement.software ?? 'unknown software'}.`);
    say(`Key of log ${statement.origin ?? '(unknown)'}, SHA-256 ${statement.keyFingerprint ?? '(unreadable)'}; the log has ${statement.logSize ?? '?'} lines, ${statement.lines} of them in full.`);
  }
  const own = statement?.items.filter((item) => item.own).length ?? 0;
  if (own > 0) say(`${own} of them were not captured by Holdfast: the person wrote them down or brought them in.`);
  for (const { id, held } of checks) if (id !== 'key' || pinned) say(`${held ? 'holds:   ' : 'FAILS:   '}${CHECKS[id]}`);
  for (const { code, words } of failures) say(`failed:   ${words} [${code}]`);
  if (withheld.length > 0) say(`withheld: ${withheld.length} parts or files that the records list by hash are not in the package. This is no failure.`);
  for (const { path, sha256 } of withheld) say(`          ${path} ${sha256}`);
  if (destroyed.length > 0) say(`destroyed: ${destroyed.length} files were destroyed after they were saved, as the log says. This is no failure.`);
  for (const { path, sha256, why } of destroyed) say(`          ${path} ${sha256} (${why === 'child' ? 'may show a child' : why})`);
  for (const { code, words } of remarks) say(`note:     ${words} [${code}]`);
  if (answer === 'INTEGRITY ONLY') say('The bytes hold together under this key. Who had the key, and when it was used, is not shown.');
  say(answer);
}

const given = readArguments();
const [{ verifyPackage }, { EXITS, LIMITS, Unusable }, { finding }, { parsePem }] = await Promise.all(
  ['verify', 'check-types', 'check-words', 'keyfiles'].map((name) => load(`utils/custody/${name}.ts`)),
);
const keys = await readKeys(given, parsePem);
const path = here(given.path);
const info = await stat(path).catch(() => null);
if (info === null) stop(`There is no such file: ${given.path}`);
try {
  const input = info.isDirectory() ? await readPackageFolder(path, Unusable, LIMITS) : await openAsBlob(path);
  const verdict = await verifyPackage(input, keys);
  tell(verdict, keys.pinnedKey !== undefined);
  process.exitCode = EXITS[verdict.answer];
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  stop(`failed:   ${finding(error.code, error.path).words} [${error.code}]`);
}
