/** How far a file that takes a while has come. */
type State =
	{ at: 'idle' | 'failed' } | { at: 'drawing'; done: number; of: number } | { at: 'done'; of: number };

/** Fetches a file that tells how far it has come (src/lib/server/papers/told.ts), and gives it to the reader to keep. */
export function printing() {
	let state = $state.raw<State>({ at: 'idle' });

	async function start(address: string, name: string): Promise<void> {
		state = { at: 'drawing', done: 0, of: 0 };
		try {
			const file = await fetched(address, (done, of) => (state = { at: 'drawing', done, of }));
			save(file, name);
			state = { at: 'done', of: state.at === 'drawing' ? state.of : 0 };
		} catch {
			state = { at: 'failed' };
		}
	}
	return {
		get state() {
			return state;
		},
		start
	};
}

async function fetched(address: string, hear: (done: number, of: number) => void): Promise<Blob> {
	const response = await fetch(address);
	if (!response.ok || !response.body) throw new Error(`refused: ${response.status}`);
	const reader = response.body.getReader();
	let before = new Uint8Array(0);
	let bytes: number | null = null;
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		if (bytes !== null) {
			parts.push(new Uint8Array(read.value));
			continue;
		}
		before = joined(before, read.value);
		for (let end = before.indexOf(newline); bytes === null && end >= 0; end = before.indexOf(newline)) {
			const news: unknown = JSON.parse(new TextDecoder().decode(before.subarray(0, end)));
			before = before.slice(end + 1);
			if (isLast(news)) bytes = news.bytes;
			else if (isNews(news)) hear(news.done, news.of);
		}
		if (bytes !== null) parts.push(before);
	}
	const file = new Blob(parts, { type: 'application/pdf' });
	if (bytes === null || file.size !== bytes) throw new Error('the file was not made, or cut off');
	return file;
}

const newline = 10;
const isLast = (news: unknown): news is { bytes: number } =>
	typeof news === 'object' && news !== null && 'bytes' in news;
const isNews = (news: unknown): news is { done: number; of: number } =>
	typeof news === 'object' && news !== null && 'done' in news && 'of' in news;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

function save(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
