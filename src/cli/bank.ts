import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isFit, isRepeated, type Draft } from '$lib/bank/draft';
import { m } from '$lib/paraglide/messages';
import { allBanks, findBank } from '$lib/server/bank/banks';
import { keepPictures } from '$lib/server/bank/pictures';
import { listQuestions } from '$lib/server/bank/questions';
import { exportBank, isExportFormat } from '$lib/server/bank/export';
import { importDrafts, previewImport, proposedPlaces } from '$lib/server/bank/transfer';
import { errorText } from '$lib/server/error-text';
import type { BankFile } from '$lib/server/files/bank-file';
import { maxFileSize } from '$lib/bank/file-size';
import { lossSentences } from '$lib/ui/bank/export-words';
import { doubtText, fileDoubtText, placeName } from '$lib/ui/bank/words';
import { pathFromHere, readArguments, refuse } from './arguments';
import type { Command, Io } from './command';

const usage = ({ name, usage }: Command) => m.bank_cli_usage({ usage: `npm run cli -- ${name} ${usage}` });

const importCommand: Command = {
	name: 'bank import',
	makes: true,
	summary: m.bank_cli_import(),
	usage: 'FILE [--bank ID|TITLE] [--title T] [--keys FILE] [--dry-run] [--json]',
	async run(args, io) {
		const read = readArguments(
			args,
			{
				bank: { type: 'string' },
				title: { type: 'string' },
				keys: { type: 'string' },
				'dry-run': { type: 'boolean' },
				json: { type: 'boolean' }
			},
			1
		);
		if (!read) return refuse(io, usage(importCommand));
		const [path = ''] = read.words;
		const { bank: bankName, title, keys: keyPath, json, 'dry-run': dryRun } = read.options;
		if (bankName !== undefined && title !== undefined) return refuse(io, usage(importCommand));

		const source = await bytesOf(path);
		if (!source.ok) return refuse(io, errorText(source.code, { file: path }));
		const keyFile = keyPath === undefined ? null : await bytesOf(keyPath);
		if (keyFile?.ok === false) return refuse(io, errorText(keyFile.code, { file: keyPath ?? '' }));
		const bank = bankName === undefined ? undefined : await findBank((await io.db()).db, bankName);
		if (bank?.ok === false) return refuse(io, errorText(bank.code, { bank: bankName ?? '' }));
		const there = bank ? await listQuestions((await io.db()).db, bank.id) : [];
		const file = await previewImport(source.bytes, basename(path), there, keyFile?.bytes);
		if (!file.ok) return refuse(io, errorText(file.code));
		const head = { ...file, title: title ?? file.title };

		if (dryRun && json) io.json(report(file));
		else tell(io, file);
		const places = proposedPlaces(file);
		if (dryRun) {
			if (!json) io.out(m.bank_cli_would_import({ n: places.length, all: file.drafts.length }));
			return 0;
		}
		const bad = file.drafts.filter((d) => !isFit(d)).length;
		if (bad > 0) return refuse(io, m.bank_cli_bad({ n: bad }));
		const { db } = await io.db();
		const kept = { ...file, drafts: await keepPictures(db, file, null) };
		const saved = await importDrafts(db, bank ? { bankId: bank.id } : { create: head }, kept, places, null);
		if (!saved.ok) return refuse(io, errorText(saved.code));
		const skipped = file.drafts.filter(isRepeated).length;
		if (json) io.json({ bank: saved.bankId, added: saved.added, skipped });
		else {
			if (skipped > 0) io.out(m.bank_cli_skipped({ n: skipped }));
			io.out(m.bank_cli_imported({ n: saved.added, title: bank?.title ?? head.title, id: saved.bankId }));
		}
		return 0;
	}
};

/** The file, unless it is too large to be looked at. */
async function bytesOf(
	path: string
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; code: 'file/not_found' | 'file/too_large' }> {
	try {
		const { size } = await stat(pathFromHere(path));
		if (size > maxFileSize) return { ok: false, code: 'file/too_large' };
		return { ok: true, bytes: await readFile(pathFromHere(path)) };
	} catch {
		return { ok: false, code: 'file/not_found' };
	}
}

const exportCommand: Command = {
	name: 'bank export',
	summary: m.bank_cli_export(),
	usage: 'ID|TITLE [--format json|xlsx|docx|gift|aiken|moodle] [--no-keys] [--no-notes] [--out FILE]',
	async run(args, io) {
		const options = {
			format: { type: 'string' },
			'no-keys': { type: 'boolean' },
			'no-notes': { type: 'boolean' },
			out: { type: 'string' }
		} as const;
		const read = readArguments(args, options, 1);
		if (!read) return refuse(io, usage(exportCommand));
		const [name = ''] = read.words;
		const { out, 'no-keys': noKeys, 'no-notes': noNotes } = read.options;
		const ending = /\.(xlsx|docx)$/i.exec(out ?? '')?.[1]?.toLowerCase();
		const format = read.options.format ?? ending ?? 'json';
		if (!isExportFormat(format)) return refuse(io, m.bank_cli_export_format({ format }));
		if (noKeys && format !== 'docx') return refuse(io, usage(exportCommand));
		if ((format === 'xlsx' || format === 'docx') && out === undefined)
			return refuse(io, m.bank_cli_export_out({ ending: format }));

		const { db } = await io.db();
		const bank = await findBank(db, name);
		if (!bank.ok) return refuse(io, errorText(bank.code, { bank: name }));
		const file = await exportBank(db, bank.id, format, { keys: noKeys ? 'none' : 'below', notes: !noNotes });
		if (!file) return refuse(io, errorText('bank/not_found', { bank: name }));
		const { leftOut, parts } = file.losses;
		if (leftOut.length + parts.length > 0)
			for (const sentence of lossSentences(file.losses, file.questions)) io.err(sentence);
		if (out === undefined) {
			io.out(String(file.content).trimEnd());
			return 0;
		}
		try {
			await writeFile(pathFromHere(out), file.content);
		} catch {
			return refuse(io, errorText('file/not_writable', { file: out }));
		}
		io.out(m.bank_cli_exported({ n: file.questions - leftOut.length, file: out }));
		return 0;
	}
};

const listCommand: Command = {
	name: 'bank list',
	summary: m.bank_cli_list(),
	usage: '[--json]',
	async run(args, io) {
		const read = readArguments(args, { json: { type: 'boolean' } });
		if (!read) return refuse(io, usage(listCommand));
		const banks = await allBanks((await io.db()).db);
		if (read.options.json) io.json(banks);
		else
			for (const { id, title, questions } of banks)
				io.out(`${id}  ${title} (${m.bank_count({ n: questions })})`);
		return 0;
	}
};

export const bankCommands: Command[] = [importCommand, exportCommand, listCommand];

/** What was understood, for other programs. */
function report(file: BankFile) {
	const withText = (draft: Draft) => draft.doubts.map((d) => ({ ...d, message: doubtText(d, file.kind) }));
	return {
		title: file.title,
		questions: file.drafts.map((draft) => ({
			...draft.question,
			place: draft.place,
			doubts: withText(draft)
		})),
		doubts: file.doubts
	};
}

/** The same for people. */
function tell(io: Io, { kind, drafts, doubts }: BankFile): void {
	for (const doubt of doubts) io.err(fileDoubtText(doubt, kind));
	for (const { place, doubts: own } of drafts)
		for (const doubt of own) io.err(`${placeName(kind, place)}: ${doubtText(doubt, kind)}`);
}
