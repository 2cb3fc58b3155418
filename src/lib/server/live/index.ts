import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Contest } from '$lib/contest/state';
import type { Config } from '../config';
import type { Database } from '../db/client';
import { observe, type Lines } from '../observe/metrics';
import { databaseAnswers } from '../observe/ready';
import { DatabaseClock } from './clock';
import type { LiveContest } from './contest';
import { LiveContests } from './contests';
import { Hosts, type HostNamespace } from './host';
import { RoomMedia } from './media';
import { Numbers } from './numbers';
import { originAllowed } from './origin';
import { Play } from './play';
import type { PhoneNamespace } from './play-room';
import { Presence } from './presence';
import { QuestionUses } from './question-use';
import { Reach } from './reach';
import { RecordChecks } from './record-checks';
import { StageScreens } from './screens';
import { serveStages, type StageNamespace } from './stage';
import { inOnePiece } from './wire';

export interface LiveContestFacts {
	id: number;
	title: string;
	phase: Contest['phase'];
	rehearsal: boolean;
	phones: number;
}

export interface Live {
	/** Called by services that have changed a contest outside the sockets, such as preparing it. */
	contestChanged(contestId: number): Promise<void>;
	/** Whether the records hold: as this process has found them. */
	records: Pick<RecordChecks, 'fault' | 'faults'>;
	/** Which devices have got through to a contest, and on what it is shown: as this process has seen it. */
	reach: Reach;
	screens: StageScreens;
	/** What phones and stages may see and hear. */
	media: RoomMedia;
	/** The contests that this process follows, with their phones on it. */
	contests(): LiveContestFacts[];
	lines(): Lines;
	/** Writes what has come in, tells the phones, closes all sockets. */
	stop(): Promise<void>;
}

/** Attaches Socket.IO to the HTTP server and follows the contests. */
export async function startLive(database: Database, config: Config, http: HttpServer): Promise<Live> {
	const { db } = database;
	const clock = new DatabaseClock(db);
	await clock.start();
	const presence = new Presence(db, randomUUID());
	const contests = new LiveContests(database, clock, presence);
	const reach = new Reach();
	const screens = new StageScreens();
	const numbers = new Numbers(db, presence, screens);
	// That the line is open, and how to use it.
	http.on('upgrade', (_, line) => inOnePiece(line));
	const io = new Server(http, {
		serveClient: false,
		// A phone that is gone is noticed within 25 s; one behind a slow line is not lost for it.
		pingInterval: 15_000,
		pingTimeout: 10_000,
		// The largest message is a rescue of a whole province's floor by hand.
		maxHttpBufferSize: 200_000,
		perMessageDeflate: false,
		httpCompression: false,
		cleanupEmptyChildNamespaces: true,
		allowRequest: (request, decide) => decide(null, originAllowed(request, config))
	});
	// Socket.IO types all namespaces of a server alike; here each has its own events.
	const phones = io.of('/play') as unknown as PhoneNamespace;
	const play = new Play(
		db,
		clock,
		contests,
		presence,
		phones,
		(contestId, address) => reach.note(contestId, address),
		config
	);
	const stages = serveStages(
		io.of('/stage') as unknown as StageNamespace,
		contests,
		numbers,
		screens,
		clock,
		config
	);
	const hosts = new Hosts(db, io.of('/host') as unknown as HostNamespace, contests, numbers, clock, config);
	contests.onGone(({ id }) => {
		reach.forget(id);
		screens.forget(id);
	});
	const uses = new QuestionUses(db, contests);
	const records = new RecordChecks(db, contests, http);
	presence.start();
	await contests.start(
		(contestId, sbd) => void play.seatMoved(contestId, sbd).catch(() => {}),
		(contestId) => void play.erased(contestId).catch(() => {})
	);
	const lines = (): Lines => ({ ...play.count(), stage: stages.count(), host: hosts.count() });
	const unobserve = observe.from({
		lines,
		contests: () => contests.all().length,
		brokenRecords: () => records.faults().size,
		databaseAnswers: () => databaseAnswers(db)
	});
	return {
		lines,
		contests: () => contests.all().map((contest) => factsOf(contest, play)),
		records,
		reach,
		screens,
		media: new RoomMedia(db, contests),
		contestChanged: async (id) => (await contests.get(id))?.catchUp(),
		stop: async () => {
			unobserve();
			hosts.stop();
			numbers.stop();
			await contests.drained();
			// Closes the HTTP server too, which takes no new request from here on.
			await io.close();
			await contests.stop();
			await uses.stop();
			await records.stop();
			await presence.stop();
			clock.stop();
		}
	};
}

function factsOf({ id, state, rehearsal }: LiveContest, play: Play): LiveContestFacts {
	const { contestant, onlooker, unseated } = play.count(id);
	const { prepared, phase } = state;
	return { id, title: prepared?.title ?? '', phase, rehearsal, phones: contestant + onlooker + unseated };
}
