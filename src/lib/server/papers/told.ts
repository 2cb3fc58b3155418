import { reportBug } from '../observe/log';
import { printAside, type PrintOrder } from './print-aside';

/**
 * A file that takes a while: first lines of JSON, `{"done":25,"of":1000}`, then `{"bytes":n}` and the file itself. Without
 * that last line it was not made. A page reads it with src/lib/ui/papers/printing.svelte.ts.
 */
export function told(order: PrintOrder, of: number): Response {
	const text = new TextEncoder();
	const line = (news: object) => text.encode(`${JSON.stringify(news)}\n`);
	const body = new ReadableStream<Uint8Array>({
		async start(to) {
			to.enqueue(line({ done: 0, of }));
			try {
				const file = await printAside(order, (done) => to.enqueue(line({ done, of })));
				to.enqueue(line({ bytes: file.length }));
				to.enqueue(file);
			} catch (error) {
				reportBug('papers', error);
			}
			to.close();
		}
	});
	return new Response(body, {
		headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' }
	});
}
