import { runSchedule } from './schedule';

/*
 * Runs the contests of some seeds, and prints what came of each, a line of JSON. `tell`: what happens in it too; `first`: not beyond the first
 * in which something went wrong.
 */

const [prefix = '', from = '0', to = '1', how] = process.argv.slice(2);
for (let i = Number(from); i < Number(to); i++) {
	const seed = `${prefix} ${i}`;
	const outcome = await runSchedule(seed, how === 'tell' ? { tell: (line) => console.log(line) } : {});
	console.log(JSON.stringify({ seed, ...outcome }));
	if (how === 'first' && outcome.faults.length > 0) break;
}
