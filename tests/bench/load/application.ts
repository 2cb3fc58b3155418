import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { io, type Socket } from 'socket.io-client';
import type { HostToServer, ServerToHost } from '$lib/protocol/events';
import type { HostCommand, HostView } from '$lib/protocol/host';
import { standInHost } from '$lib/server/people/stand-in';
import type { Database } from '$lib/server/db/client';
import { startServer } from '../../helpers/server';
import { preparedContest } from '../../helpers/live';
import { monotonic, pin, sleep } from './machine';
import { collectGarbage, letter, measured, serverCore, type Subject } from './subject';

/** As long as those that are asked. */
const text =
	'Đại hội đại biểu toàn quốc lần thứ XIII của Đảng đã xác định mục tiêu tổng quát nào đến năm 2025?';

/**
 * The built program as `npm start` runs it: phones join a real contest by name, a real host shows and judges questions. A cut
 * round, so that everybody stays to answer the next one.
 */
export async function application(
	database: Database,
	databaseUrl: string,
	{ n, questions }: { n: number; questions: number }
): Promise<Subject> {
	const contest = await preparedContest(
		database,
		Array.from({ length: questions }, (_, i) => ({ text: `${i + 1}. ${text}` })),
		{ capacity: n, readingSeconds: 0 },
		{ elimination: 'cut', seconds: 300 }
	);
	const server = await startServer({
		env: { DATABASE_URL: databaseUrl },
		node: [...measured, ...(env['PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${env['PROFILE']}`] : [])]
	});
	pin(server.pid, serverCore);
	const host = await standInHost(database.db, contest.id, 'Đo');
	const desk = await openDesk(server.url, contest.id, host.cookie);
	const enter = (token?: string) => `40/play,${JSON.stringify({ code: contest.code, token })}`;
	return {
		pid: server.pid,
		port: Number(new URL(server.url).port),
		path: '/socket.io/?EIO=4&transport=websocket',
		enter: [
			{ hear: '0{' },
			{ say: () => enter() },
			{ hear: '42/play,["hello"' },
			{ say: (i) => `42/play,0["join",${JSON.stringify(ticket(i))}]` },
			{ hear: '43/play,0[{"ok":true' }
		],
		comeBack: {
			token: '43/play,0[{"ok":true,"token":"',
			steps: (tokens) => [{ hear: '0{' }, { say: (i) => enter(tokens[i]) }, { hear: '42/play,["view"' }]
		},
		present: async (q) => {
			if (q === 1) await desk.act({ type: 'start' });
			await desk.act({ type: 'present', q });
		},
		question: () => desk.act({ type: 'open' }),
		answer: (q) => (i) => `42/play,${q}["answer",${JSON.stringify({ q, c: 1, v: letter(i) })}]`,
		close: async () => {
			await desk.act({ type: 'close' });
			await sleep(1300); // what was ready by then still comes in, and the key waits for it
		},
		verdict: () => desk.act({ type: 'reveal' }),
		begins: {
			question: '42/play,["view"',
			verdict: '42/play,["view"',
			answered: (q) => `43/play,${q}[{"ok":true`
		},
		collectGarbage: () => collectGarbage(server.pid),
		stop: async () => {
			desk.close();
			await host.leave();
			await server.stop();
		}
	};
}

const ticket = (i: number) => ({
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
	await new Promise<void>((resolve) => socket.once('view', () => resolve()));
	return {
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
