import type { Namespace, Socket } from 'socket.io';
import { stageView } from '$lib/contest/views/stage';
import type { ServerToStage, StageToServer } from '$lib/protocol/events';
import { stageAuth, stageScreen, type StageScreen } from '$lib/protocol/stage';
import type { Config } from '../config';
import type { DatabaseClock } from './clock';
import type { LiveContest } from './contest';
import type { LiveContests } from './contests';
import { joinUrl } from './join-url';
import { Limiter } from './limiter';
import type { Numbers } from './numbers';
import { remoteAddress } from './reach';
import { reply } from './request';
import type { StageScreens } from './screens';
import { Soon } from './soon';

type NoEvents = Record<string, never>;
interface StageData {
	contest: LiveContest;
	joinUrl: string;
	address: string;
	/** What it has told of its screen at the handshake. */
	screen: StageScreen | undefined;
}
type StageSocket = Socket<StageToServer, ServerToStage, NoEvents, StageData>;
export type StageNamespace = Namespace<StageToServer, ServerToStage, NoEvents, StageData>;

/** Namespace `/stage`: projectors. They see what the room sees, so no account is asked for. `count`: how many there are. */
export function serveStages(
	stages: StageNamespace,
	contests: LiveContests,
	numbers: Numbers,
	screens: StageScreens,
	clock: DatabaseClock,
	config: Config
): { count(): number } {
	const watchers = new Map<number, Set<StageSocket>>();
	const show = (socket: StageSocket) => {
		const { contest, joinUrl } = socket.data;
		const view = stageView(contest.shown, contest.code, joinUrl, contest.nameOf);
		const { players, top } = contest.standing;
		const { rehearsalOf, look, record } = contest;
		socket.emit('view', { ...view, rehearsalOf, look, record, audience: { players, top } });
	};
	contests.onLoad((contest) => {
		const all = new Set<StageSocket>();
		watchers.set(contest.id, all);
		// Phones that take their seats come in crowds; the projector need not follow each.
		const soon = new Soon(200, () => all.forEach(show));
		contest.follow(() => soon.call());
	});
	contests.onScreens(({ id }) => (watchers.get(id)?.size ?? 0) > 0);
	contests.onGone(({ id }) => {
		const all = watchers.get(id);
		watchers.delete(id);
		all?.forEach((socket) => socket.disconnect());
	});
	stages.use((socket, next) => {
		const auth = stageAuth.safeParse(socket.handshake.auth);
		if (!auth.success) return next(new Error('contest/unknown'));
		const { handshake } = socket;
		const address = remoteAddress(handshake, config);
		contests.byCode(auth.data.code, address).then(
			(contest) => {
				if (!contest) return next(new Error('contest/unknown'));
				const { screen } = auth.data;
				if (!contest.state.prepared) {
					if (screen) screens.knock(contest.id, address, screen);
					return next(new Error('contest/not_prepared'));
				}
				const url = joinUrl(handshake.headers, config, contest.code);
				socket.data = { contest, joinUrl: url, address, screen };
				next();
			},
			() => next(new Error('server/unavailable'))
		);
	});
	stages.on('connection', (socket) => {
		const { contest, address, screen } = socket.data;
		const all = watchers.get(contest.id);
		if (!all) return void socket.disconnect(); // deleted meanwhile
		all.add(socket);
		const tell = (shown: StageScreen) => screens.show(contest.id, socket, address, shown);
		if (screen) tell(screen);
		const changes = new Limiter(20, 4);
		socket.on('screen', (raw) => {
			const read = changes.pass() ? stageScreen.safeParse(raw) : null;
			if (read?.success) tell(read.data);
		});
		const unwatch = numbers.watch(contest, ({ answered, asked, audience }) =>
			socket.emit('live', asked > 0 ? { answered, of: asked } : { answered: audience, of: 0 })
		);
		socket.on('clock', (ack) => reply(ack, { t: clock.now() }));
		socket.on('disconnect', () => {
			all.delete(socket);
			screens.leave(contest.id, socket);
			unwatch();
		});
		show(socket);
	});
	return { count: () => [...watchers.values()].reduce((sum, { size }) => sum + size, 0) };
}
