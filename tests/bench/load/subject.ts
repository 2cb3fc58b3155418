import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { monotonic, pin } from './machine';
import type { Step } from './phones';

/** A server under the same load as the others. Questions are counted from 1. */
export interface Subject {
	pid: number;
	port: number;
	path: string;
	/** How a phone comes in for the first time. */
	enter: Step[];
	/** How it comes back with the token that it was given, and how the message begins in which it stands; null: as for the first time. */
	comeBack: { token: string; steps: (tokens: string[]) => Step[] } | null;
	/** Brings a question to the point where it is to be shown and answered. */
	present(q: number): Promise<void>;
	/** Shows it to all; resolves to the moment of the order, ms of `monotonic`. */
	question(q: number): Promise<number>;
	answer(q: number): (i: number) => string;
	/** Brings it to the point where its verdict can be shown. */
	close(): Promise<void>;
	verdict(q: number): Promise<number>;
	/** How the messages begin that a phone waits for. */
	begins: { question: string; answered: (q: number) => string; verdict: string };
	/** Brings in what is measured and what is not let go by itself. */
	collectGarbage(): Promise<void>;
	stop(): Promise<void>;
}

/** The core of servers; phones, database and this program have the other. */
export const serverCore = 0;
export const otherCore = 1;

/** So that memory can be measured without garbage, and a backlog of connections is not what is measured. */
export const measured = ['--expose-gc', `--import=${new URL('gc-on-signal.js', import.meta.url).href}`];

/** As many letters as options; each phone has her own. */
export const letter = (i: number) => 'ABC'.charAt(i % 3);

const fromFloor = z.union([z.object({ port: z.number() }), z.object({ shown: z.number() })]);

type Wire = Pick<Subject, 'path' | 'enter' | 'answer' | 'begins'>;

/** The least that Node can do (raw-ws.js). */
export const rawWs = (databaseUrl: string) =>
	floor('raw-ws.js', databaseUrl, {
		path: '/',
		enter: [],
		answer: (q) => (i) => JSON.stringify({ q, player: i + 1, value: letter(i) }),
		begins: { question: '{"question"', verdict: '{"verdict"', answered: (q) => `{"ack":${q},"ok":true` }
	});

/** Socket.IO and a batch insert (bare-socket-io.js). */
export const bareSocketIo = (databaseUrl: string) =>
	floor('bare-socket-io.js', databaseUrl, {
		path: '/socket.io/?EIO=4&transport=websocket',
		enter: [{ hear: '0{' }, { say: () => '40' }, { hear: '40{' }],
		answer: (q) => (i) => `42${q}["answer",${JSON.stringify({ q, player: i + 1, value: letter(i) })}]`,
		begins: { question: '42["question"', verdict: '42["verdict"', answered: (q) => `43${q}[{"ok":true` }
	});

async function floor(file: string, databaseUrl: string, wire: Wire): Promise<Subject> {
	const program = fileURLToPath(new URL(file, import.meta.url));
	const child = spawn(process.execPath, [...measured, program], {
		env: { ...process.env, DATABASE_URL: databaseUrl },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const pid = child.pid ?? 0;
	const told = async () => {
		const [message]: unknown[] = await once(child, 'message');
		return fromFloor.parse(message);
	};
	const first = await told();
	const show = async (what: 'question' | 'verdict', q: number) => {
		const reply = told();
		child.send({ what, q });
		const shown = await reply;
		return 'shown' in shown ? shown.shown : monotonic();
	};
	pin(pid, serverCore);
	return {
		...wire,
		pid,
		port: 'port' in first ? first.port : 0,
		comeBack: null,
		present: async () => {},
		question: (q) => show('question', q),
		close: async () => {},
		verdict: (q) => show('verdict', q),
		collectGarbage: () => collectGarbage(pid),
		stop: async () => {
			child.disconnect();
			if (child.exitCode === null) await once(child, 'exit');
		}
	};
}

export async function collectGarbage(pid: number): Promise<void> {
	for (let i = 0; i < 3; i++) {
		process.kill(pid, 'SIGUSR2');
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
}
