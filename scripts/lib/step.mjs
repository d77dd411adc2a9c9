import { spawn } from 'node:child_process';
import { root } from './own-node.mjs';

/** Runs one program in the project's folder, without input; with `show` its lines go to the screen as they come. */
export function step(name, command, args, { show }) {
  if (show) console.log(`\n== ${name}`);
  const start = Date.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CI: 'true', FORCE_COLOR: '0', NO_COLOR: '1' } });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    const end = (ok) => resolve({ ok, output, seconds: ((Date.now() - start) / 1000).toFixed(1) });
    child.on('error', (error) => {
      output += String(error);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
