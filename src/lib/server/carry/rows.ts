import type { Db } from '../db/client';
import type { RowKind, RowsOf } from './format';

/** The rows that belong to a contest, without what opens anything: no hashes of tokens, no accounts. */
export async function rowsOf(
	db: Db,
	contestId: number
): Promise<{ [K in Exclude<RowKind, 'questions' | 'media'>]: RowsOf<K> }> {
	const log = await db
		.selectFrom('contest_event')
		.select(['seq', 'at', 'actor', 'type', 'data', 'command_id as command', 'hash'])
		.where('contest_id', '=', contestId)
		.orderBy('seq')
		.execute();
	return {
		log: log.map(({ data, hash, ...row }) => ({
			...row,
			data: data as Record<string, unknown>, // an event without its type
			hash: Buffer.from(hash).toString('hex')
		})),
		contestants: await db
			.selectFrom('contestant')
			.select(['sbd', 'name', 'unit', 'pin', 'reserve', 'name_state', 'name_doubts', 'created_at'])
			.where('contest_id', '=', contestId)
			.orderBy('sbd')
			.execute(),
		answers: await db
			.selectFrom('answer')
			.select(['question', 'sbd', 'value', 'choice_no', 'received_at'])
			.where('contest_id', '=', contestId)
			.orderBy('question')
			.orderBy('sbd')
			.execute(),
		onlookers: await db
			.selectFrom('onlooker')
			.select(['no', 'name', 'name_state', 'name_doubts', 'created_at'])
			.where('contest_id', '=', contestId)
			.orderBy('no')
			.execute(),
		along: await db
			.selectFrom('along_answer')
			.select(['question', 'player', 'value', 'choice_no', 'received_at', 'correct'])
			.where('contest_id', '=', contestId)
			.orderBy('question')
			.orderBy('player')
			.execute(),
		appeals: await db
			.selectFrom('appeal')
			.select(['no', 'sbd', 'text', 'created_at'])
			.where('contest_id', '=', contestId)
			.orderBy('no')
			.execute(),
		signals: await db
			.selectFrom('signal')
			.select(['sbd', 'kind', 'question', 'times', 'ms'])
			.where('contest_id', '=', contestId)
			.orderBy('sbd')
			.execute(),
		erasures: await db
			.selectFrom('erasure')
			.select(['player', 'why', 'at'])
			.where('contest_id', '=', contestId)
			.orderBy('id')
			.execute()
	};
}
