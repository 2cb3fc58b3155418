import { argv } from 'node:process';
import { chaos } from './chaos';
import { holds, type Verdict } from './checker';
import { hunt } from './mutants';
import { wholeContest } from './play';

/**
 * `npm run chaos`: 200 faults with 60 phones. `npm run chaos -- 50 500 seed`: so many faults, so many phones, and the order
 * in which they come. Ends with 1 when anything was lost, doubled, misjudged or leaked, or was not right within 10 s.
 * `npm run chaos -- mutants [name …]`: breaks programs that are wrong on purpose. Ends with 1 when one was not found out.
 */
if (argv[2] === 'mutants') await findMutants(argv.slice(3));
else await breakThis(argv.slice(2));

async function breakThis([
	faults = '200',
	phones = '60',
	seed = String(Date.now())
]: string[]): Promise<void> {
	const { struck, recoveries, verdict, path } = await chaos({
		faults: Number(faults),
		size: { phones: Number(phones), questions: wholeContest },
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
	tell(verdict, 10);
	console.log(`seed “${seed}”, history in ${path}`);
	process.exitCode = holds(verdict) ? 0 : 1;
}

async function findMutants(names: string[]): Promise<void> {
	const seed = String(Date.now());
	for await (const [{ name }, verdict] of hunt(names, seed)) {
		console.log(`${name}: ${holds(verdict) ? 'NOT found out' : 'found out'}`);
		tell(verdict, 2);
		if (holds(verdict)) process.exitCode = 1;
	}
	console.log(`seed “${seed}”`);
}

function tell(verdict: Verdict, most: number): void {
	for (const [what, found] of Object.entries(verdict)) {
		console.log(`${what}: ${found.length}`);
		for (const one of found.slice(0, most)) console.log(`  ${one}`);
	}
}
