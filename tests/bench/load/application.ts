import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { io, type Socket } from 'socket.io-client';
import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import type { HostCommand, HostView } from '$lib/protocol/host';
import type { SeatJoin } from '$lib/protocol/phone';
import { standInHost } from '$lib/server/people/stand-in';
import { startServer } from '../../helpers/server';
import { preparedContest } from '../../helpers/live';
import type { BenchDatabase } from './database';
import { monotonic, pin, sleep } from './machine';
import type { Step } from './phones';
import { collectGarbage, letter, measured, serverCore, type Subject } from './subject';

/** As long as those that are asked. */
const text =
	'Đại hội đại biểu toàn quốc lần thứ XIII của Đảng đã xác định mục tiêu tổng quát nào đến năm 2025?';

/** The built program as `npm start` runs it. */
export async function startProgram(database: BenchDatabase, core = serverCore) {
	const server = await startServer({
		env: { DATABASE_URL: database.url, TRUST_PROXY: '1' },
		node: [...measured, ...(env['PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${env['PROFILE']}`] : [])]
	});
	pin(server.pid, core);
	return server;
}

interface Size {
	n: number;
	questions: number;
	/** For each question. */
	seconds?: number;
	/** Only for those of a list, and not for whoever comes with a name. */
	listed?: boolean;
}

/** A contest that phones join by name; a cut round, so that everybody stays to answer the next question. */
export async function openContest(
	database: BenchDatabase,
	{ n, questions, seconds = 300, listed = false }: Size
) {
	return await preparedContest(
		database,
		Array.from({ length: questions }, (_, i) => ({ text: `${i + 1}. ${text}` })),
		{ capacity: n, readingSeconds: 0, registration: listed ? 'roster' : 'open' },
		{ elimination: 'cut', seconds }
	);
}

/** How phones enter a contest and answer, as they say it over their lines. */
export const wire = {
	path: '/socket.io/?EIO=4&transport=websocket',
	/** `codeFor`: of the contest that each of them joins. */
	enter: (codeFor: (i: number) => string, ticketFor: (i: number) => SeatJoin = ticket): Step[] => [
		{ hear: '0{' },
		{ say: (i) => `40/play,${JSON.stringify({ code: codeFor(i) })}` },
		{ hear: '42/play,["hello"' },
		{ say: (i) => `42/play,0["join",${JSON.stringify(ticketFor(i))}]` },
		{ hear: '43/play,0[{"ok":true' }
	],
	answer: (q: number) => (i: number) => `42/play,${q}["answer",${JSON.stringify({ q, c: 1, v: letter(i) })}]`,
	begins: {
		question: '42/play,["view"',
		verdict: '42/play,["view"',
		answered: (q: number) => `43/play,${q}[{"ok":true`
	}
};

/** A real host, at the console of one contest. */
export async function hostOf(database: BenchDatabase, url: string, contestId: number) {
	const host = await standInHost(database.db, contestId, 'Đo');
	const desk = await openDesk(url, contestId, host.cookie);
	return {
		present: async (q: number) => {
			if (q === 1) await desk.act({ type: 'start' });
			await desk.act({ type: 'present', q });
		},
		question: () => desk.act({ type: 'open' }),
		close: async () => {
			await desk.act({ type: 'close' });
			await sleep(1300); // what was ready by then still comes in, and the key waits for it
		},
		/** Resolves when its time is up. */
		closed: () => desk.until((view) => view.next.step !== 'close'),
		verdict: () => desk.act({ type: 'reveal' }),
		leave: async () => {
			desk.close();
			await host.leave();
		}
	};
}

/** One contest on one process: phones join by name, a real host shows and judges questions. */
export async function application(
	database: BenchDatabase,
	size: Size
): Promise<Subject & { contestId: number }> {
	const contest = await openContest(database, size);
	const server = await startProgram(database);
	const host = await hostOf(database, server.url, contest.id);
	const { enter, ...rest } = wire;
	return {
		...rest,
		...host,
		// A question that runs to its end costs no message for that.
		close: size.seconds === undefined ? host.close : host.closed,
		contestId: contest.id,
		pid: server.pid,
		port: Number(new URL(server.url).port),
		enter: enter(() => contest.code),
		comeBack: {
			token: '43/play,0[{"ok":true,"token":"',
			steps: (tokens) => [
				{ hear: '0{' },
				{ say: (i) => `40/play,${JSON.stringify({ code: contest.code, token: tokens[i] })}` },
				{ hear: '42/play,["view"' }
			]
		},
		collectGarbage: () => collectGarbage(server.pid),
		stop: async () => {
			await host.leave();
			await server.stop();
		}
	};
}

export const ticket = (i: number): SeatJoin => ({
	by: 'name',
	name: `Nguyễn Thị Thùy Dương ${i}`,
	unit: '',
	secret: `${i}`.padStart(32, '0')
});

async function openDesk(url: string, contest: number, cookie: string) {
	const socket: Socket<ServerToHost, HostToServer> = io(`${url}/host`, {
		auth: { contest },
		extraHeaders: { cookie, origin: url },
		transports: ['websocket']
	});
	let view: HostView | null = null;
	socket.on('view', (v) => (view = v));
	const until = async (holds: (view: HostView) => boolean) => {
		while (!view || !holds(view)) await new Promise<void>((resolve) => socket.once('view', () => resolve()));
	};
	await until(() => true);
	return {
		until,
		/** Resolves to the moment of the order when it is done; throws when it is refused. */
		async act(command: HostCommand): Promise<number> {
			for (;;) {
				const at = monotonic();
				const expectedVersion = view?.course ?? 0;
				const ack = await socket
					.timeout(60_000)
					.emitWithAck('command', { id: randomUUID(), expectedVersion, command });
				if (ack.ok) return at;
				if (ack.code !== 'command/stale') throw new Error(`${command.type}: ${ack.code}`);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		},
		close: () => socket.disconnect()
	};
}
