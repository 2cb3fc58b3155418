import { WebSocket } from 'ws';
import { z } from 'zod';
import { heapOf } from './heap';

const message = z.object({
	id: z.number().optional(),
	result: z.unknown().optional(),
	error: z.object({ message: z.string() }).optional(),
	method: z.string().optional(),
	params: z.unknown().optional()
});
const chunkOf = z.object({ chunk: z.string() });
const evaluated = z.object({ result: z.object({ value: z.unknown() }) });
const held = z.object({
	rss: z.number(),
	external: z.number(),
	resources: z.array(z.string())
});

/** What a process holds when all that it has let go of is collected, bytes. */
export interface Held {
	/** What the program has made, in the heap. */
	objects: number;
	/** What V8 has made of the program's text as it ran: code, and what it has learnt of the shapes of objects. */
	compiled: number;
	/** Buffers and the like, outside of the heap. */
	external: number;
	rss: number;
	/** Timers, sockets and so on that keep it running, by kind. */
	resources: Record<string, number>;
}

/** The DevTools of a Node process that was started with `--inspect`. */
export class Inspector {
	private readonly waiting = new Map<number, { tell: (result: unknown) => void; fail: (e: Error) => void }>();
	private asked = 0;
	private snapshot = '';

	private constructor(private readonly line: WebSocket) {
		line.on('message', (raw) => {
			const { id, result, error, method, params } = message.parse(JSON.parse(String(raw)));
			if (method === 'HeapProfiler.addHeapSnapshotChunk') this.snapshot += chunkOf.parse(params).chunk;
			const one = this.waiting.get(id ?? -1);
			this.waiting.delete(id ?? -1);
			if (error) one?.fail(new Error(error.message));
			else one?.tell(result);
		});
		line.on('close', () => {
			for (const { fail } of this.waiting.values()) fail(new Error('the process has ended'));
		});
	}

	/** `output`: what the process has printed, with the address of its DevTools in it. */
	static async of(output: string): Promise<Inspector> {
		const address = /ws:\/\/\S+/.exec(output)?.[0];
		if (!address) throw new Error('the process does not tell where its DevTools are');
		const line = new WebSocket(address, { perMessageDeflate: false });
		await new Promise((resolve, reject) => line.once('open', resolve).once('error', reject));
		return new Inspector(line);
	}

	/** Collects the garbage first; twice, for what finalizers let go. */
	async held(): Promise<Held> {
		for (let i = 0; i < 2; i++) await this.ask('HeapProfiler.collectGarbage');
		const expression = '({ ...process.memoryUsage(), resources: process.getActiveResourcesInfo() })';
		const { result } = evaluated.parse(
			await this.ask('Runtime.evaluate', { expression, returnByValue: true })
		);
		const { external, rss, resources } = held.parse(result.value);
		const byKind: Record<string, number> = {};
		for (const kind of resources) byKind[kind] = (byKind[kind] ?? 0) + 1;
		return { ...(await this.heap()), external, rss, resources: byKind };
	}

	private async heap(): Promise<Pick<Held, 'objects' | 'compiled'>> {
		this.snapshot = '';
		await this.ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
		const found = heapOf(this.snapshot);
		this.snapshot = '';
		return found;
	}

	close(): void {
		this.line.close();
	}

	private ask(method: string, params: object = {}): Promise<unknown> {
		return new Promise((tell, fail) => {
			const id = (this.asked += 1);
			this.waiting.set(id, { tell, fail });
			this.line.send(JSON.stringify({ id, method, params }));
		});
	}
}
