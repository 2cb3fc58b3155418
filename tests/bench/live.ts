import { argv, env } from 'node:process';
import { application } from './load/application';
import { benchDatabase } from './load/database';
import { median } from './load/machine';
import { measure, questionsNeeded, type Measured } from './load/measure';
import { bareSocketIo, rawWs, type Subject } from './load/subject';

/**
 * `npm run bench`: the live path with many phones, beside the least that could do the same, in turn on the same two cores.
 * `npm run bench -- live 1000,10000 3`: with so many phones, so often. `PROFILE=directory`: the application alone, with a profile
 * of what its processor did. `FLUSH_MS=10`: on a disk that takes so long to write.
 */

const [sizes = '1000,10000', times = '3'] = argv.slice(3);
const flushMs = Number(env['FLUSH_MS'] ?? 0);
const database = await benchDatabase(flushMs);

const all: Record<string, (n: number) => Promise<Subject>> = {
	'raw ws': () => rawWs(database.url),
	'bare Socket.IO': () => bareSocketIo(database.url),
	'Chuông Vàng': (n) => application(database, { n, questions: questionsNeeded, seconds: 6 })
};
const subjects = Object.entries(all).filter(([name]) => !env['PROFILE'] || name === 'Chuông Vàng');

for (const n of sizes.split(',').map(Number)) {
	const results = new Map<string, Measured[]>();
	for (let run = 0; run < Number(times); run++)
		for (const [name, start] of subjects) {
			const subject = await start(n);
			try {
				const measured = await measure(subject, n, database.pid);
				results.set(name, [...(results.get(name) ?? []), measured]);
			} finally {
				await subject.stop();
			}
		}
	tell(n, results);
}
await database.stop();

/** Medians, and how the application compares with each of the others. */
function tell(n: number, results: Map<string, Measured[]>): void {
	const disk = flushMs > 0 ? `, ${flushMs} ms for each flush of the database` : '';
	console.log(`\n${n} phones, medians of ${times}${disk}`);
	const names = [...results.keys()];
	const own = names.at(-1) ?? '';
	console.log(['', ...names, ...names.slice(0, -1).map((name) => `÷ ${name}`)].map(cell).join(''));
	const first = results.get(own)?.[0];
	for (const what of Object.keys(first ?? {}) as (keyof Measured)[]) {
		const values = names.map((name) => median((results.get(name) ?? []).map((m) => m[what])));
		const ratios = values.slice(0, -1).map((v) => ((values.at(-1) ?? NaN) / v).toFixed(2));
		console.log([what, ...values.map(shortly), ...ratios].map(cell).join(''));
	}
}

function cell(text: string, i: number): string {
	return i === 0 ? text.padEnd(24) : text.padStart(18);
}

function shortly(value: number): string {
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
