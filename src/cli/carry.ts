import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { carryFaultText, carryOut, openCarried } from '$lib/server/carry';
import { errorText } from '$lib/server/error-text';
import { fileSize } from '$lib/words/file-size';
import { pathFromHere, readArguments, refuse } from './arguments';
import type { Command } from './command';
import { findContest, linksOf } from './contest';

const usage = ({ name, usage }: Command) => m.cli_usage({ usage: `npm run cli -- ${name} ${usage}` });

const exportCommand: Command = {
	name: 'contest export',
	summary: m.cli_carry_export(),
	usage: 'CODE FILE.chuongvang',
	async run(args, io) {
		const read = readArguments(args, {}, 2);
		const [code = '', file = ''] = read?.words ?? [];
		if (!read) return refuse(io, usage(exportCommand));
		if (existsSync(pathFromHere(file))) return refuse(io, errorText('backup/exists', { file }));
		const { db } = await io.db();
		const contest = await findContest(db, io, code);
		if (!contest) return 2;
		const carried = await carryOut(db, contest.id);
		if (!carried.ok) return refuse(io, errorText(carried.code));
		await writeFile(pathFromHere(file), carried.bytes, { mode: 0o600, flag: 'wx' });
		const size = fileSize(carried.bytes.length, getLocale());
		io.out(m.cli_carry_exported({ title: carried.title, file, size }));
		return 0;
	}
};

const importCommand: Command = {
	name: 'contest import',
	makes: true,
	summary: m.cli_carry_import(),
	usage: 'FILE.chuongvang [--json]',
	async run(args, io) {
		const read = readArguments(args, { json: { type: 'boolean' } }, 1);
		if (!read) return refuse(io, usage(importCommand));
		const [file = ''] = read.words;
		const bytes = await readFile(pathFromHere(file)).catch(() => null);
		if (!bytes) return refuse(io, errorText('file/not_found', { file }));
		const { db } = await io.db();
		const taken = await openCarried(db, null, bytes);
		if (!taken.ok) return refuse(io, carryFaultText(taken));
		const { id, code, continued, gained, otherCode } = taken;
		if (read.options.json) io.json({ id, code, continued, otherCode, links: linksOf(taken) });
		else {
			if (!continued) io.out(m.cli_carry_imported({ code }));
			else io.out((gained > 0 ? m.cli_carry_continued : m.cli_carry_as_in_file)({ code }));
			if (otherCode) io.out(m.carry_code_other({ code }));
			io.out(m.cli_link_setup({ url: linksOf(taken).setup }));
		}
		return 0;
	}
};

/** A whole contest to another installation, and from one. */
export const carryCommands: Command[] = [exportCommand, importCommand];
