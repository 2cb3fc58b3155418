import { presets } from '$lib/contest/presets';
import { createContest } from '$lib/server/contest/contests';
import { keepQuestionUse } from '$lib/server/contest/question-use';
import { takeSeats } from '$lib/server/contest/seats';
import type { Database } from '$lib/server/db/client';
import { AnswerBatch } from '$lib/server/live/answer-batch';
import { judgedContest } from './judged';
import { hostActs, preparedContest } from './live';

/**
 * Fills an empty database as an organizer's is after a while: a contest that has ended, one with a question open, a draft, and
 * something in every column of every table. A migration that adds a column adds it here.
 */
export async function playedForUpgrade(database: Database): Promise<void> {
	const { db, sql } = database;
	const ended = await judgedContest(database);
	await keepQuestionUse(db, ended.id);
	const running = await openQuestion(database);
	const draft = await createContest(db, { title: 'Còn nháp', createdBy: null, setup: presets.school100 });
	await sql.unsafe(`
		insert into staff_user (id, username, display_name, role, password_hash, disabled_at) values
			('u1', 'hoa', 'Nguyễn Hoa', 'administrator', 'argon2', null), ('u2', 'minh', 'Trần Minh', 'judge', null, now());
		insert into staff_session (id_hash, user_id, expires_at, absolute_expires_at)
			values ('s1', 'u1', now() + interval '1 day', now() + interval '9 days');
		insert into one_time_code (code_hash, purpose, user_id, created_by, expires_at, used_at)
			values ('c1', 'invitation', 'u2', 'u1', now(), now());
		insert into bank_role select id, 'u1', 'owner' from bank;
		update bank set created_by = 'u1', note = 'Dùng ở trường';
		update question set external_id = '7', seconds = 20, created_by = 'u1', updated_by = 'u1', accepted = '["CM"]',
			explanation = 'Vì thế', source = 'SGK', topic = 'Lịch sử', level = 'recall', note = 'Đã đọc';
		update question set deleted_at = now(), deleted_by = 'u1' where position = 4;
		insert into question_version (question_id, version, content, how, by) select id, 1, '{}', 'written', 'u1' from question;
		insert into question_review (question_id, version, status, by) select id, 1, 'draft', 'u1' from question;
		insert into question_not_same (one, other, by)
			select min(id collate "C"), max(id collate "C"), 'u1' from question;
		update question_use set discrimination = 0.5;
		insert into media (id, kind, mime, content, small, width, height, created_by)
			values ('m1', 'image', 'image/png', '\\x01', '\\x02', 1, 1, 'u1');
		insert into stage_look values (${ended.id}, 'day', 'm1', 'm1', '{m1}');
		update contest set created_by = 'u1', rehearsal_of = case id when ${draft.id} then ${ended.id} end;
		insert into contest_role select id, 'u1', 'manager' from contest;
		insert into api_token (id, token_hash, user_id, name, scopes, contest_id, expires_at, last_used_on)
			values ('k1', 't1', 'u1', 'Trang của Đoàn trường', '{results:read}', ${ended.id}, now() + interval '90 days', now());
		insert into onlooker (contest_id, no, name, token_hash) values (${ended.id}, 1, 'Khán giả', '\\x01');
		insert into along_answer values (${ended.id}, 1, -1, 'B', 1, 1764000000000, true);
		insert into two_factor (user_id, secret, last_step) values ('u1', '\\x01', 58800000);
		insert into two_factor_setup (session_hash, secret, expires_at) values ('s1', '\\x02', now());
		insert into recovery_code (code_hash, user_id) values ('r1', 'u1');
		insert into pending_sign_in (id_hash, user_id, tries, expires_at) values ('p1', 'u1', 1, now());
		update contestant set name_state = 'hidden', name_doubts = '{letters}', name_decided_by = 'u1', name_decided_at = now()
			where sbd = 1;
		update onlooker set name_state = 'waiting', name_doubts = '{office}', name_decided_by = 'u1', name_decided_at = now();
		update contest set keep_days = 30, privacy_contact = 'Anh Nam', people_version = 1 where id = ${ended.id};
		insert into erasure (contest_id, player, why, by) values (${ended.id}, 2, 'asked', 'u1');
		insert into publication (contest_id, people, questions, by) values (${ended.id}, 'numbers', true, 'u1');
		insert into contest_paper values (${ended.id}, '{"place":"Kon Tum"}', '{"kind":"praise"}', 'm1');
		update contest set chain_id = 7, carried_at = now() where id = ${draft.id};
		insert into contest_actor values (${ended.id}, 'staff:u9', 'Lê Hòa');
		insert into signal (contest_id, sbd, kind, question, times, ms) values (${ended.id}, 1, 'away', 1, 2, 3000);
		insert into presence (process_id, contest_id, seats, heard) values ('p1', ${running}, '{1,2}', '{1}');
	`);
}

async function openQuestion(database: Database): Promise<number> {
	const { id } = await preparedContest(database, [{}, {}], {}, { seconds: 5 });
	const joins = ['An', 'Bình'].map((name) => ({
		by: 'name' as const,
		name,
		unit: '',
		secret: name.padEnd(32, '-')
	}));
	await takeSeats(database.db, id, undefined, joins);
	for (const command of [{ type: 'start' }, { type: 'present', q: 1 }, { type: 'open' }] as const)
		await hostActs(database, id, command);
	const batch = new AnswerBatch(database.answers, id, 'answer');
	await batch.put({ q: 1, player: 1, value: 'B', choiceNo: 1, receivedAt: Date.now() });
	return id;
}
