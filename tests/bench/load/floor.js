import process from 'node:process';
import postgres from 'postgres';

/*
 * What the bare servers have in common: a table of answers with a batch of its own, and orders from the bench over IPC. They do
 * the least that a contest asks of a server: show all phones a question, record each answer durably before it is
 * acknowledged, show all phones a verdict. No seats, no sessions, no rules.
 */

/** @typedef {{ q: number, player: number, value: string }} FloorAnswer */

/** One statement at a time; what arrives meanwhile goes into the next. Resolves after the commit. */
export async function floorAnswers() {
	const sql = postgres(process.env['DATABASE_URL'] ?? '', { max: 2, onnotice: () => {} });
	await sql`create table if not exists floor_answer (
		question int not null, player int not null, value text not null, received_at bigint not null,
		primary key (question, player))`;
	await sql`truncate floor_answer`;
	/** @type {{ answer: FloorAnswer, at: number, tell: () => void }[]} */
	let waiting = [];
	let writing = false;
	const write = async () => {
		writing = true;
		await new Promise((resolve) => setImmediate(resolve));
		while (waiting.length > 0) {
			const batch = waiting.splice(0, 5000);
			await sql`
				insert into floor_answer (question, player, value, received_at)
				select * from unnest(
					${batch.map((w) => w.answer.q)}::int[], ${batch.map((w) => w.answer.player)}::int[],
					${batch.map((w) => w.answer.value)}::text[], ${batch.map((w) => w.at)}::bigint[])
				on conflict do nothing`;
			for (const { tell } of batch) tell();
		}
		writing = false;
	};
	return (/** @type {FloorAnswer} */ answer) =>
		new Promise((/** @type {(value: void) => void} */ tell) => {
			waiting.push({ answer, at: Date.now(), tell });
			if (!writing) void write();
		});
}

/** What a phone is shown: 600 bytes. */
const filler = 'Rung chuông vàng '.repeat(40).slice(0, 480);
export const floorViews = {
	question: (/** @type {number} */ q) => ({ q, text: filler, options: ['Một', 'Hai', 'Ba', 'Bốn'] }),
	verdict: (/** @type {number} */ q, /** @type {number} */ group) => ({ q, key: 'B', group, text: filler })
};

/**
 * Tells the bench the port, and shows what it orders: `question`, `verdict`.
 * @param {number} port
 * @param {(what: 'question' | 'verdict', q: number) => void} show
 */
export function serveBench(port, show) {
	process.on('message', (/** @type {{ what: 'question' | 'verdict', q: number }} */ { what, q }) => {
		const at = Number(process.hrtime.bigint()) / 1e6;
		show(what, q);
		process.send?.({ shown: at });
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.({ port });
}
