import { z } from 'zod';
import type { CarriedContest, RowsOf } from './format';

/** What a prepared question in the record refers to. */
const prepared = z.object({
	prepared: z.object({
		questions: z.array(z.object({ media: z.array(z.object({ id: z.string() })).catch([]) }))
	})
});

/** The media that a contest shows: in its questions, planned or prepared, on its stage, behind its certificates. */
export function mediaIn({
	contest: { look, paper },
	log,
	questions
}: {
	contest: Pick<CarriedContest, 'look' | 'paper'>;
	log: RowsOf<'log'>;
	questions: RowsOf<'questions'>;
}): ReadonlySet<string> {
	const ids = [look?.logo, look?.background, ...(look?.sponsors ?? []), paper?.ground];
	for (const { question } of questions) ids.push(...question.media.map(({ id }) => id));
	for (const { type, data } of log) {
		if (type !== 'prepared') continue;
		const read = prepared.safeParse(data);
		for (const question of read.data?.prepared.questions ?? [])
			ids.push(...question.media.map(({ id }) => id));
	}
	return new Set(ids.filter((id) => typeof id === 'string'));
}
