import type { Contestant } from './contestants';
import type { SharedDatabase } from './database';
import type { Process } from './hall';
import type { Host } from './host';
import type { Actor, World } from './scheduler';

/** Breaks things at random for a while, a dozen or two in a contest, and mends each of them some time later. */
export class Troublemaker {
	readonly counts: Record<string, number> = {};
	over = false;
	/** When somebody was last left without being told, ms: an idle phone notices by the sign of life that does not come. */
	silentAt = -Infinity;
	private left: number;

	constructor(
		private readonly world: World,
		private readonly shared: SharedDatabase,
		private readonly processes: Process[],
		private readonly contestants: Contestant[],
		private readonly hosts: Host[],
		private readonly tell: (line: string) => void
	) {
		const { random } = world;
		this.left = Math.floor(random.between(4, 25));
		this.next();
	}

	private next(): void {
		const { world, shared } = this;
		const { random } = world;
		world.after(random.between(20, 2500), shared.actor, () => {
			if (this.left-- <= 0) {
				// What was broken last is mended by then.
				world.after(6000, shared.actor, () => (this.over = true));
				return;
			}
			const kinds = Object.keys(this.kinds) as [
				keyof Troublemaker['kinds'],
				...(keyof Troublemaker['kinds'])[]
			];
			const kind = random.pick(kinds);
			this.counts[kind] = (this.counts[kind] ?? 0) + 1;
			this.tell(`${Math.round(world.now)} ms: ${kind}`);
			this.kinds[kind]();
			this.next();
		});
	}

	private process(): Process {
		const [first, ...others] = this.processes;
		if (!first) throw new Error('there is no process');
		return this.world.random.pick([first, ...others]);
	}

	private phone(): Contestant {
		const [first, ...others] = this.contestants;
		if (!first) throw new Error('there is nobody');
		return this.world.random.pick([first, ...others]);
	}

	private linesOf(actor: Actor) {
		return this.processes.flatMap(({ port }) => [...port.lines].filter(({ owner }) => owner === actor));
	}

	private after(from: number, to: number, mend: () => void): void {
		this.world.after(this.world.random.between(from, to), this.shared.actor, mend);
	}

	private kill(process: Process, told: boolean): void {
		if (!process.actor.alive || !process.serves) return;
		if (!told) this.silentAt = this.world.now;
		process.kill(told);
		this.after(100, 3000, () => process.start());
	}

	private readonly kinds = {
		/** A process dies where it stands. */
		kill: () => this.kill(this.process(), true),
		/** The machine loses its power: nobody is told. */
		powerCut: () => this.kill(this.process(), false),
		/** What is being written waits inside the database, and then the process dies. */
		stallThenKill: () => {
			this.shared.stall(this.world.random.between(100, 1500));
			this.after(20, 800, () => this.kill(this.process(), true));
		},
		stall: () => this.shared.stall(this.world.random.between(100, 2500)),
		/** The database stops at once and comes back. */
		databaseStop: () => {
			if (!this.shared.weather.down) this.shared.crash(this.world.random.between(50, 3000));
		},
		/** Some calls fail, some answers of the database get lost, COMMITs among them. */
		badDatabase: () => {
			const { weather } = this.shared;
			weather.failing = 0.1;
			weather.losing = 0.15;
			this.after(100, 1500, () => Object.assign(weather, { failing: 0, losing: 0 }));
		},
		poolHeld: () => this.process().holdPool(this.world.random.between(100, 2500)),
		noticesLost: () => {
			this.shared.weather.deaf = 1;
			this.after(500, 4000, () => (this.shared.weather.deaf = 0));
		},
		/** SIGSTOP, or a machine that is busy: woken later, it takes itself for the newest. */
		stopped: () => {
			const { actor } = this.process();
			actor.frozenUntil = this.world.now + this.world.random.between(300, 5000);
		},
		/** The machine's clock on the wall is set. */
		wallClock: () =>
			(this.process().actor.wallOffset += this.world.random.pick([-3600_000, 5000, 86_400_000])),
		lineCut: () => this.linesOf(this.phone().actor).forEach((line) => line.cut('transport close')),
		/** Packets vanish for a while. */
		lineBlack: () => {
			for (const line of this.linesOf(this.phone().actor)) {
				line.black();
				this.after(300, 5000, () => line.light());
			}
		},
		/** The router is started anew. */
		everybodyCut: () => {
			for (const { port } of this.processes) for (const line of [...port.lines]) line.cut('transport close');
		},
		reload: () => {
			const phone = this.phone();
			const lines = this.linesOf(phone.actor);
			phone.reload(() => lines.forEach((line) => line.endServer()));
		},
		consoleCut: () => {
			for (const { actor } of this.hosts) this.linesOf(actor).forEach((line) => line.cut('transport close'));
		}
	};
}
