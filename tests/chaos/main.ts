import { argv } from 'node:process';
import { chaos } from './chaos';
import { holds } from './checker';

/**
 * `npm run chaos`: 200 faults with 60 phones. `npm run chaos -- 50 500 seed`: so many faults, so many phones, and the order
 * in which they come. Ends with 1 when anything was lost, doubled, misjudged or leaked, or was not right within 10 s.
 */
const [faults = '200', phones = '60', seed = String(Date.now())] = argv.slice(2);
const { struck, recoveries, verdict, path } = await chaos({
	faults: Number(faults),
	phones: Number(phones),
	seed,
	patience: 10_000
});
const kinds = [...struck].map(([kind, times]) => {
	const took = recoveries.filter((r) => r.kind === kind).map(({ ms }) => ms ?? Infinity);
	return { kind, times, 'slowest recovery, ms': Math.max(...took) };
});
console.table(kinds.sort((a, b) => a.kind.localeCompare(b.kind)));
const all = recoveries.map(({ ms }) => ms ?? Infinity).sort((a, b) => a - b);
console.log(
	`${recoveries.length} faults of ${struck.size} kinds; right again after ${all[Math.floor(all.length / 2)]} ms in the middle, ${all.at(-1)} ms at most`
);
for (const [what, found] of Object.entries(verdict)) {
	console.log(`${what}: ${found.length}`);
	for (const one of found.slice(0, 10)) console.log(`  ${one}`);
}
console.log(`seed “${seed}”, history in ${path}`);
process.exitCode = holds(verdict) ? 0 : 1;
