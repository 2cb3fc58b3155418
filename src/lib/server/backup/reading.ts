import { BackupRefused, copyIn, endLine, endOfRows, readHeader } from './format';
import type { BackupHeader, BackupTable } from './format';

const newLine = 10;
/** The line about all of it is some kB; what has no such line is no backup. */
const longestLine = 1_000_000;

/** Reads the content of a backup from its beginning to its end, each part once and in order. Throws {@link BackupRefused}. */
export class BackupReader {
	private readonly chunks: AsyncIterator<Uint8Array>;
	private rest = Buffer.alloc(0);

	constructor(content: AsyncIterable<Uint8Array>) {
		this.chunks = content[Symbol.asyncIterator]();
	}

	async header(): Promise<BackupHeader> {
		return readHeader(await this.line('backup/not_ours'));
	}

	/** The rows of the table that comes next, as PostgreSQL takes them, in pieces of any length. */
	async *rows(table: BackupTable): AsyncGenerator<Uint8Array> {
		if ((await this.line('backup/damaged')) !== copyIn(table)) throw new BackupRefused('backup/damaged');
		while (this.rest.length < endOfRows.length) await this.more();
		if (this.rest.indexOf(endOfRows) === 0) {
			this.rest = this.rest.subarray(endOfRows.length);
			return;
		}
		const end = `\n${endOfRows}`;
		for (;;) {
			const at = this.rest.indexOf(end);
			if (at >= 0) {
				yield this.rest.subarray(0, at + 1);
				this.rest = this.rest.subarray(at + end.length);
				return;
			}
			// The end may have begun in what is here, and goes on in what comes.
			const sure = Math.max(0, this.rest.length - end.length);
			if (sure > 0) yield this.rest.subarray(0, sure);
			this.rest = this.rest.subarray(sure);
			await this.more();
		}
	}

	/** Makes sure that nothing is missing and nothing follows. */
	async end(): Promise<void> {
		if ((await this.line('backup/damaged')) !== endLine) throw new BackupRefused('backup/damaged');
		if (this.rest.length > 0 || (await this.chunks.next()).done !== true)
			throw new BackupRefused('backup/damaged');
	}

	private async line(otherwise: 'backup/not_ours' | 'backup/damaged'): Promise<string> {
		let at: number;
		while ((at = this.rest.indexOf(newLine)) < 0) {
			if (this.rest.length > longestLine) throw new BackupRefused(otherwise);
			await this.more();
		}
		const line = this.rest.toString('utf8', 0, at);
		this.rest = this.rest.subarray(at + 1);
		return line;
	}

	private async more(): Promise<void> {
		const next = await this.chunks.next();
		if (next.done === true) throw new BackupRefused('backup/damaged');
		this.rest = Buffer.concat([this.rest, next.value]);
	}
}
