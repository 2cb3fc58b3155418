import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { readyDatabase } from '$lib/server/database';
import { acquirePostgres } from '$lib/server/db/embedded';
import { readConfig } from '$lib/server/config';
import { deleteData } from '../helpers/server';
import { application } from './load/application';
import { median, pin } from './load/machine';
import { measure, questionsNeeded, type Measured } from './load/measure';
import { bareSocketIo, otherCore, rawWs, type Subject } from './load/subject';

/**
 * `npm run bench`: the live path with many phones, beside the least that could do the same, in turn on the same two cores.
 * `npm run bench -- live 1000,10000 3`: with so many phones, so often. `PROFILE=directory`: the application alone, with a profile
 * of what its processor did.
 */

const [sizes = '1000,10000', times = '3'] = argv.slice(3);
const dataDir = join('.data', 'bench', 'postgres');

const postgres = await acquirePostgres({ databaseUrl: undefined, dataDir });
const database = await readyDatabase(readConfig({ DATABASE_URL: postgres.url }));
const databasePid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
pin(databasePid, otherCore);

const all: Record<string, (n: number) => Promise<Subject>> = {
	'raw ws': () => rawWs(postgres.url),
	'bare Socket.IO': () => bareSocketIo(postgres.url),
	'Chuông Vàng': (n) => application(database, postgres.url, { n, questions: questionsNeeded })
};
const subjects = Object.entries(all).filter(([name]) => !env['PROFILE'] || name === 'Chuông Vàng');

for (const n of sizes.split(',').map(Number)) {
	const results = new Map<string, Measured[]>();
	for (let run = 0; run < Number(times); run++)
		for (const [name, start] of subjects) {
			const subject = await start(n);
			try {
				const measured = await measure(subject, n, databasePid);
				results.set(name, [...(results.get(name) ?? []), measured]);
			} finally {
				await subject.stop();
			}
		}
	tell(n, results);
}
await database.close();
await postgres.release();
await deleteData(dataDir);

/** Medians, and how the application compares with each of the others. */
function tell(n: number, results: Map<string, Measured[]>): void {
	console.log(`\n${n} phones, medians of ${times}`);
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
