import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Db } from '$lib/server/db/client';

/**
 * Puts `n` questions into the bank, made by the database and as long as real ones: the i-th is “Câu i …”, of 20 topics
 * in turn, four levels, all types, and some without a source, doubtful, unfit or played.
 */
export async function fillBank(db: Db, bankId: string, n: number): Promise<void> {
	await sql`
		insert into question (
			id, bank_id, position, type, text, options, key, accepted, explanation, source, topic, level, tags, status, findings, fit
		)
		select
			gen_random_uuid()::text, ${bankId}, i,
			case when i % 10 = 0 then 'short' when i % 10 = 1 then 'true_false' else 'single' end,
			'Câu ' || i || ': theo Luật Thanh niên năm 2020, thanh niên là công dân Việt Nam từ đủ bao nhiêu tuổi, '
				|| 'và có những quyền, nghĩa vụ gì trong lĩnh vực thứ ' || i % 97 || '?',
			case
				when i % 10 = 0 then '[]'
				when i % 10 = 1 then '["Đúng", "Sai"]'
				else jsonb_build_array('Từ đủ 14 đến 28 tuổi', 'Từ đủ 16 đến 30 tuổi', 'Từ đủ 18 đến 35 tuổi', 'Phương án ' || i)
			end,
			case when i % 10 = 0 then 'đáp án ' || i else 'B' end,
			'[]',
			'Điều ' || i % 41 || ' Luật Thanh niên số 57/2020/QH14 quy định rõ; xem thêm văn bản hướng dẫn thi hành.',
			case when i % 5 = 0 then '' else 'Luật Thanh niên 2020, Điều ' || i % 41 end,
			'Chủ đề ' || i % 20,
			(array['recall', 'comprehension', 'application', 'high_application', ''])[i % 5 + 1],
			jsonb_build_array('Nhãn ' || i % 12, 'Năm ' || 2015 + i % 10),
			(array['draft', 'draft', 'reviewed', 'approved'])[i % 4 + 1],
			case when i % 50 = 0 then '["no_key"]'::jsonb else '[]' end,
			i % 50 <> 0
		from generate_series(1, ${n}::int) as i
	`.execute(db);
	const { id: contest } = await db
		.insertInto('contest')
		.values({
			code: randomBytes(3).toString('hex').toUpperCase(),
			title: 'Đã thi',
			setup: '{}',
			card_secret: new Uint8Array(),
			created_by: null,
			open_question: null,
			accept_until: null,
			rehearsal_of: null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await sql`
		insert into question_use (question_id, contest_id, no, played_at, judged, correct, none, counts)
		select id, ${contest}::int, position, now(), 100, position % 101, 0, '[]' from question
		where bank_id = ${bankId} and position % 3 = 0
	`.execute(db);
	await sql`analyze question`.execute(db);
}
