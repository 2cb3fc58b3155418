import type { z } from 'zod';
import { chainHash, noHead } from '../contest/chain';
import { Unreadable } from '../files/unreadable';
import { Zip } from '../files/zip';
import { contestSchema, entryOf, formatVersion, manifestSchema, mediaEntry, rowSchemas } from './format';
import type { CarriedContest, Manifest, RowKind, RowsOf } from './format';
import { hasMark, sealHolds, sha256 } from './seal';

/** What a file of a contest holds. */
export interface Carried {
	contest: CarriedContest;
	rows: { [K in RowKind]: RowsOf<K> };
	media: (id: string, size: 'whole' | 'small') => Uint8Array;
}

/**
 * Why a file can't be taken in. `place`: where it was changed, as an entry of the archive; `event`: in the record, at
 * which event the chain does not hold.
 */
export interface CarryFault {
	ok: false;
	code:
		| 'carry/not_ours'
		| 'carry/newer'
		| 'carry/cut'
		| 'carry/changed'
		| 'carry/changed_event'
		| 'carry/too_large';
	place?: string;
	event?: number;
}

/** All entries together may unpack to this. */
const maxUnpacked = 1024 ** 3;
/** So many lines are read before others have their turn. */
const linesAtOnce = 2000;

/** Reads a contest from a file and holds it against its seals; the record's chain too. */
export async function readCarried(bytes: Uint8Array): Promise<{ ok: true; carried: Carried } | CarryFault> {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const isWhole = sealHolds(file);
	try {
		const zip = new Zip(file, maxUnpacked);
		const manifest = readManifest(zip);
		if (!manifest) return isWhole ? { ok: false, code: 'carry/not_ours' } : broken(file, 'manifest.json');
		if (manifest.version > formatVersion) return { ok: false, code: 'carry/newer' };
		const entries = new Map<string, Uint8Array>();
		for (const { name, sha256: sum } of manifest.entries) {
			const entry = readEntry(zip, name);
			if (!entry || sha256(entry) !== sum) return await placeOf(zip, name);
			entries.set(name, entry);
		}
		// Every entry is as it was, so what was changed lies between them.
		if (!isWhole) return { ok: false, code: 'carry/changed', place: 'ZIP' };
		return { ok: true, carried: await unpack(entries) };
	} catch (error) {
		if (error instanceof Fault) return error.fault;
		if (!(error instanceof Unreadable)) throw error;
		const tooLarge = isWhole && error.code === 'file/unpacks_too_large';
		return tooLarge ? { ok: false, code: 'carry/too_large' } : broken(file, 'ZIP');
	}
}

/** Of a file that can't be read: changed where its seal is still there, cut where only its beginning is, or something else. */
function broken(file: Buffer, place: string): CarryFault {
	if (file.subarray(0, 2).toString('latin1') !== 'PK' && !hasMark(file))
		return { ok: false, code: 'carry/not_ours' };
	return hasMark(file) ? { ok: false, code: 'carry/changed', place } : { ok: false, code: 'carry/cut' };
}

class Fault extends Error {
	constructor(readonly fault: CarryFault) {
		super(fault.code);
	}
}

function readManifest(zip: Zip): Manifest | null {
	const entry = readEntry(zip, 'manifest.json');
	const read = entry && manifestSchema.safeParse(parsed(entry.toString('utf8')));
	return read?.success ? read.data : null;
}

/** Undefined: it is not there, or can't be unpacked. */
function readEntry(zip: Zip, name: string): Buffer | undefined {
	try {
		return zip.read(name);
	} catch (error) {
		if (error instanceof Unreadable) return undefined;
		throw error;
	}
}

/** Where a changed entry was changed: the record says it to the event, as far as it can be unpacked. */
async function placeOf(zip: Zip, name: string): Promise<CarryFault> {
	const changed: CarryFault = { ok: false, code: 'carry/changed', place: name };
	const [contest, log] = ['contest.json', entryOf('log')].map((entry) => readEntry(zip, entry));
	if (name !== entryOf('log') || !contest || !log) return changed;
	try {
		const { chainId } = contestSchema.parse(parsed(contest.toString('utf8')));
		checkChain(await linesOf('log', log), chainId);
		return changed;
	} catch (error) {
		return error instanceof Fault ? error.fault : changed;
	}
}

async function unpack(entries: ReadonlyMap<string, Uint8Array>): Promise<Carried> {
	const entry = (name: string) => Buffer.from(entries.get(name) ?? []);
	const contest = contestSchema.safeParse(parsed(entry('contest.json').toString('utf8')));
	if (!contest.success) throw new Fault({ ok: false, code: 'carry/changed', place: 'contest.json' });
	const lines = <K extends RowKind>(kind: K) => linesOf(kind, entry(entryOf(kind)));
	const rows: Carried['rows'] = {
		log: await lines('log'),
		contestants: await lines('contestants'),
		answers: await lines('answers'),
		onlookers: await lines('onlookers'),
		along: await lines('along'),
		appeals: await lines('appeals'),
		signals: await lines('signals'),
		erasures: await lines('erasures'),
		questions: await lines('questions'),
		media: await lines('media')
	};
	checkChain(rows.log, contest.data.chainId);
	return { contest: contest.data, rows, media: (id, size) => entry(mediaEntry(id, size)) };
}

async function linesOf<K extends RowKind>(kind: K, bytes: Buffer): Promise<RowsOf<K>> {
	const schema: z.ZodType = rowSchemas[kind];
	const rows: unknown[] = [];
	for (const [i, line] of bytes.toString('utf8').split('\n').entries()) {
		if (line === '') continue;
		const read = schema.safeParse(parsed(line));
		if (!read.success)
			throw new Fault(
				kind === 'log'
					? { ok: false, code: 'carry/changed_event', event: i + 1 }
					: { ok: false, code: 'carry/changed', place: `${entryOf(kind)}, ${i + 1}` }
			);
		rows.push(read.data);
		if (i % linesAtOnce === linesAtOnce - 1) await new Promise((go) => setImmediate(go));
	}
	return rows as RowsOf<K>; // each was read by the schema of its kind
}

function checkChain(log: RowsOf<'log'>, chainId: number): void {
	let head: Uint8Array = noHead;
	for (const [i, { hash, command: _, ...row }] of log.entries()) {
		const made = chainHash(head, chainId, row);
		if (row.seq !== i + 1 || made.toString('hex') !== hash)
			throw new Fault({ ok: false, code: 'carry/changed_event', event: i + 1 });
		head = made;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
