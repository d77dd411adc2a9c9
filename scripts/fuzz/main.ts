import { fuzz } from './run.ts';

const [n, seed] = process.argv.slice(2).map(Number) as [number, number];
const { findings, ...outcome } = await fuzz(n, seed, (line) => console.log(line));
for (const finding of findings) console.log(finding);
console.log(JSON.stringify(outcome));
process.exit(outcome.accepted + outcome.crashed + findings.length === 0 ? 0 : 1);
