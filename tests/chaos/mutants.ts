import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { mutants, mutated, type Mutant } from '../mutants.js';
import { chaos } from './chaos';
import type { Verdict } from './checker';
import { faults, type Fault } from './faults';

/** What is not copied: what is made here, or is found by way of a link. */
const left = /^(\.git|\.data|\.svelte-kit|build|node_modules|test-results)$/;

/** Builds each mutant in a copy of this checkout, breaks it, and gives what the checker found. */
export async function* hunt(names: readonly string[], seed: string): AsyncGenerator<[Mutant, Verdict]> {
	const hunted = mutants.filter(
		({ name, caughtBy }) => caughtBy.includes('chaos') && (names.length === 0 || names.includes(name))
	);
	const checkout = mkdtempSync(join(tmpdir(), 'chuong-vang-mutant-'));
	try {
		cpSync('.', checkout, { recursive: true, filter: (path) => !left.test(relative('.', path)) });
		symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'), 'junction');
		for (const mutant of hunted) {
			const file = join(checkout, mutant.file);
			const right = readFileSync(file, 'utf8');
			writeFileSync(file, mutated(right, mutant));
			await promisify(execFile)(execPath, ['src/launch/build.js'], { cwd: checkout });
			writeFileSync(file, right);
			const kinds = kindsFor(mutant);
			const atTheDoor = kinds.every(({ moments }) => moments.every((moment) => moment === 'join'));
			const { verdict } = await chaos({
				faults: mutant.strikes ?? 8,
				// Phones come in once in a contest.
				size: { phones: 40, questions: atTheDoor ? [1, 1] : [6, 4] },
				seed: `${seed} ${mutant.name}`,
				patience: 30_000,
				checkout,
				kinds
			});
			yield [mutant, verdict];
		}
	} finally {
		rmSync(checkout, { recursive: true, force: true });
	}
}

/** What a mutant is broken by. */
function kindsFor({ faults: wanted }: Mutant): Fault[] {
	if (!wanted) return [...faults];
	return faults.flatMap((fault) => {
		const [first, ...others] = fault.moments.filter((moment) => wanted[fault.kind]?.includes(moment));
		return first ? [{ ...fault, moments: [first, ...others] }] : [];
	});
}
