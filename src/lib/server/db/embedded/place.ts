import { createHash } from 'node:crypto';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readlinkSync,
	realpathSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { getuid } from 'node:process';
import { copyBinaries, installedBinaries, program } from './binaries';
import { DatabaseUnavailableError } from './errors';
import { readme } from './readme';
import { runAs, serviceUser, type User } from './user';

/** Where the embedded PostgreSQL lives, and as whom it runs. */
export interface Place {
	/** Holds bin/, lib/, share/. */
	binaries: string;
	/** PostgreSQL's own data directory; it may not exist yet. */
	data: string;
	/** Undefined: the user that we run as. */
	user: User | undefined;
	/** Our own folder: password, port and log. */
	home: string;
}

/** For root, when the checkout lies where PostgreSQL's user can't go (below /root, as a rule). */
const elsewhere = '/var/lib/chuong-vang';

/** Finds or makes the place for the data folder `dataDir`. Throws {@link DatabaseUnavailableError} and errors of the file system. */
export async function findPlace(dataDir: string): Promise<Place> {
	mkdirSync(dataDir, { recursive: true });
	const home = realpathSync(dataDir);
	const here = join(home, 'postgres');
	const installed = installedBinaries();
	let place: Place = { binaries: installed.folder, data: here, user: undefined, home };
	if (getuid?.() === 0) place = await placeForRoot(place, installed.version);
	else await requireRunnable(place);
	writeFileSync(join(home, 'README.txt'), readme(place.data));
	return place;
}

async function placeForRoot(wish: Place, version: string): Promise<Place> {
	const linked = lstatSync(wish.data, { throwIfNoEntry: false })?.isSymbolicLink();
	const place = { ...wish, data: linked ? readlinkSync(wish.data) : wish.data };
	// Data that an ordinary user has begun stays his; so root and he can take turns.
	place.user = ownerOf(place.data) ?? serviceUser();
	if (!place.user) throw new DatabaseUnavailableError('no_permission', '/etc/passwd');

	if (!(await canRun(place))) {
		place.binaries = join(elsewhere, `postgresql-${version}`);
		mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
		copyBinaries(wish.binaries, place.binaries);
		await requireRunnable(place);
	}
	if (!linked && !(await canEnter(place.user, wish.home))) {
		if (existsSync(place.data)) throw new DatabaseUnavailableError('no_permission', place.data);
		place.data = join(elsewhere, nameOf(wish.home), 'postgres');
		symlinkSync(place.data, wish.data);
	}
	mkdirSync(dirname(place.data), { recursive: true, mode: 0o755 });
	return place;
}

function ownerOf(data: string): User | undefined {
	const stat = statSync(data, { throwIfNoEntry: false });
	return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

/** Tells data folders apart: the end of the path, for people, and a hash of all of it. */
function nameOf(home: string): string {
	const end = `${basename(dirname(home))} ${basename(home)}`;
	const plain = end.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
	const words = plain.match(/[a-z0-9]+/g) ?? [];
	return [...words, createHash('sha256').update(home).digest('hex').slice(0, 8)].join('-');
}

/** Asked by doing it: modes, access lists, mount options and missing system libraries all have their say. */
async function canRun({ user, binaries }: Place): Promise<boolean> {
	const { ok } = await runAs(user, program(binaries, 'postgres'), ['--version'], 10);
	return (
		ok && (!user || (await shell(user, 'test -r "$1"', join(binaries, 'share/postgresql/postgres.bki'))))
	);
}

async function requireRunnable(place: Place): Promise<void> {
	if (!(await canRun(place)))
		throw new DatabaseUnavailableError('no_binaries', program(place.binaries, 'postgres'));
}

function canEnter(user: User, folder: string): Promise<boolean> {
	return shell(user, 'cd "$1"', folder);
}

async function shell(user: User, script: string, argument: string): Promise<boolean> {
	return (await runAs(user, '/bin/sh', ['-c', script, 'sh', argument], 10)).ok;
}
