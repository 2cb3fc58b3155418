import { readKeyTable } from '$lib/bank/reading/key-list';
import { textOf } from '$lib/bank/reading/rich';
import type { Line } from '$lib/bank/reading/passage';
import { readDocx } from './docx/read';
import { knownFile } from './kind';
import { refusing, type UnreadableCode } from './unreadable';
import { readWorkbook } from './workbook';

const maxRows = 6000;

/** A list of keys that lies in a file of its own, as text: `1.C 2.A …`. */
export async function readKeyFile(
	bytes: Uint8Array
): Promise<{ ok: true; keys: string } | { ok: false; code: UnreadableCode }> {
	return refusing(() => ({ keys: readKeys(bytes) }));
}

function readKeys(bytes: Uint8Array): string {
	const file = knownFile(bytes);
	switch (file.kind) {
		case 'json':
		case 'text':
			return keysAsText(file.text);
		case 'xlsx':
			return readWorkbook(file.zip, maxRows)
				.map(({ rows }) => rowsAsText(rows.map(({ cells }) => Array.from(cells, (c) => c?.text ?? ''))))
				.join('\n');
		case 'docx':
			return readDocx(file.zip)
				.blocks.map((block) =>
					'line' in block
						? lineAsText(block.line)
						: rowsAsText(block.table.rows.map((row) => row.map((cell) => cell.map(lineAsText).join(' '))))
				)
				.join('\n');
	}
}

/** A list of keys as it was typed or pasted; what was a table (with tabs) as a list. */
export function keysAsText(text: string): string {
	return text.includes('\t') ? rowsAsText(text.split(/\r\n?|\n/).map((line) => line.split('\t'))) : text;
}

function rowsAsText(rows: string[][]): string {
	const keys = readKeyTable(rows);
	if (keys) return keys.map(({ number, letters }) => `${number}.${letters}`).join(' ');
	return rows.map((row) => row.join('\t')).join('\n');
}

function lineAsText({ label, runs }: Line): string {
	return `${label} ${textOf(runs)}`.trim();
}
