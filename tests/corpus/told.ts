import { readDraft, type FileDoubt } from '$lib/bank/draft';
import { readDocument } from '$lib/bank/reading/document';
import type { Block } from '$lib/bank/reading/passage';

/** What was understood, a line for each part of a question, so that a reader can compare it with the file at a glance. */
export function told(blocks: readonly Block[], keys = ''): string {
	const { questions, doubts } = readDocument(blocks, keys);
	const lines = questions
		.map(readDraft)
		.flatMap(({ place, label, question: q, doubts }) => [
			`${place}${label === '' ? '' : ` (${label})`} ${q.type}: ${oneLine(q.text)}`,
			...q.options.map((o) => `  - ${oneLine(o)}`),
			`  key: ${q.key}`,
			...(['explanation', 'source', 'topic', 'level'] as const)
				.filter((f) => q[f] !== '')
				.map((f) => `  ${f}: ${oneLine(q[f])}`),
			...doubts.map(
				(d) => `  ? ${[d.code, d.option, d.value].filter((p) => p !== undefined && p !== '').join(' ')}`
			)
		]);
	return [...lines, ...doubts.map(fileDoubt)].join('\n');
}

const oneLine = (text: string) => text.replaceAll('\n', ' ⏎ ');
const fileDoubt = ({ code, place, value }: FileDoubt) => `! ${place ?? '-'} ${code}: ${value}`;
