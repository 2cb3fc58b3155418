import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What phones say: all the same, or each her own. */
export type Said = string | ((i: number) => string);
/** What a phone does to come in: says something, or waits for a message that begins so. */
export type Step = { say: Said } | { hear: string };

const spread = z.object({
	first: z.number(),
	p50: z.number(),
	p95: z.number(),
	p99: z.number(),
	last: z.number()
});
/** How some moments are spread, ms: since the clock of `process.hrtime` began, or since each phone spoke. */
export type Spread = z.infer<typeof spread>;

const heard = z.object({ of: z.number(), got: z.number(), ms: spread.nullable() });
export type Heard = z.infer<typeof heard>;
const connected = z.object({
	in: z.number(),
	failed: z.number(),
	took: z.number(),
	trouble: z.string(),
	ms: spread.nullable()
});
const counts = z.object({
	messagesIn: z.number(),
	messagesOut: z.number(),
	bytesIn: z.number(),
	bytesOut: z.number(),
	lost: z.number()
});
export type Counts = z.infer<typeof counts>;

interface Some {
	from?: number;
	to?: number;
}

const source = fileURLToPath(new URL('phones.c', import.meta.url));
const patience = 60_000;

/** Thousands of WebSockets in a process of their own (phones.c). */
export class Phones {
	private readonly waiting = new Map<string, (line: unknown) => void>();
	private readonly folder = mkdtempSync(join(tmpdir(), 'phones-'));
	private watches = 0;
	private slots = 0;
	private laidOut: Promise<unknown> = Promise.resolve();

	private constructor(
		private readonly child: ChildProcessByStdio<Writable, Readable, null>,
		readonly n: number
	) {
		createInterface({ input: child.stdout }).on('line', (text) => {
			const line: unknown = JSON.parse(text);
			const { ev } = z.object({ ev: z.string() }).parse(line);
			this.waiting.get(ev)?.(line);
			this.waiting.delete(ev);
		});
	}

	static async start(n: number, port: number, path: string): Promise<Phones> {
		const phones = new Phones(spawn(built(), { stdio: ['pipe', 'pipe', 'inherit'] }), n);
		await phones.ask('phones', ['phones', n, '127.0.0.1', port, path]);
		return phones;
	}

	get pid(): number {
		return this.child.pid ?? 0;
	}

	/** Brings phones in; at most `window` on the way at once, at most `rate` a second. Steps that fail are told, not thrown. */
	async connect(
		steps: Step[],
		{ from = 0, to = this.n, window = 400, rate = 0 }: Some & { window?: number; rate?: number } = {}
	) {
		const script: string[] = [];
		for (const step of steps) script.push('say' in step ? `>${await this.texts(step.say)}` : `<${step.hear}`);
		return connected.parse(
			await this.ask('connected', ['connect', from, to, window, rate, 2 * patience, ...script])
		);
	}

	/** From now on; resolves to how to wait until each has heard a message that begins so. */
	async expect(prefix: string, { from = 0, to = this.n }: Some = {}, ms = patience) {
		const name = `w${(this.watches += 1)}`;
		const end = this.reply(name);
		await this.ask('expecting', ['expect', name, from, to, prefix, ms]);
		return async () => heard.parse(await end);
	}

	/** Each says her text once within `over` ms; resolves when each has heard a message that begins with `prefix`. */
	async burst(say: Said, prefix: string, over: number, { from = 0, to = this.n }: Some = {}): Promise<Heard> {
		const slot = await this.texts(say);
		const name = `b${(this.watches += 1)}`;
		return heard.parse(await this.ask(name, ['burst', name, from, to, slot, prefix, over, patience]));
	}

	/** Remembers of each phone what follows `prefix` in a message, up to the next quote. */
	async keep(prefix: string): Promise<void> {
		await this.ask('keeping', ['keep', prefix]);
	}

	async kept(): Promise<string[]> {
		const file = join(this.folder, 'kept');
		await this.ask('written', ['kept', file]);
		return readFileSync(file, 'utf8').split('\n').slice(0, this.n);
	}

	/** These read nothing any more, or do again. */
	async deafen(deaf: boolean, { from = 0, to = this.n }: Some = {}): Promise<void> {
		await this.ask('deaf', ['deaf', from, to, deaf ? 1 : 0]);
	}

	/** Resets the connections, as a router does that is switched off. */
	async drop({ from = 0, to = this.n }: Some = {}): Promise<void> {
		await this.ask('dropped', ['drop', from, to]);
	}

	async counts(): Promise<Counts> {
		return counts.parse(await this.ask('count', ['count']));
	}

	async stop(): Promise<void> {
		const gone = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.stdin.end();
		await gone;
		rmSync(this.folder, { recursive: true });
	}

	/** Lays out what each phone says; returns the slot. A slot may be used again when what is in it has been said. */
	private async texts(say: Said): Promise<number> {
		const slot = this.slots++ % 24;
		// One after the other: they go through one file.
		await (this.laidOut = this.laidOut.then(() => this.layOut(slot, say)));
		return slot;
	}

	private async layOut(slot: number, say: Said): Promise<void> {
		const texts = typeof say === 'string' ? [say] : Array.from({ length: this.n }, (_, i) => say(i));
		const records = texts.flatMap((text) => {
			const bytes = Buffer.from(text);
			const length = Buffer.alloc(4);
			length.writeUInt32LE(bytes.length);
			return [length, bytes];
		});
		const file = join(this.folder, 'texts');
		writeFileSync(file, Buffer.concat(records));
		await this.ask('loaded', ['texts', slot, file]);
	}

	private reply(ev: string): Promise<unknown> {
		return new Promise((resolve) => this.waiting.set(ev, resolve));
	}

	private async ask(ev: string, fields: (string | number)[]): Promise<unknown> {
		const reply = this.reply(ev);
		this.child.stdin.write(`${fields.join('\t')}\n`);
		return await reply;
	}
}

/** Compiles the client when it is older than its source. */
function built(): string {
	const program = join('.data', 'bench', 'phones');
	if (existsSync(program) && statSync(program).mtimeMs > statSync(source).mtimeMs) return program;
	mkdirSync(join('.data', 'bench'), { recursive: true });
	execFileSync('cc', ['-O2', '-Wall', '-Wextra', '-o', program, source], { stdio: 'inherit' });
	return program;
}
